#!/bin/sh
# Publishes a masked snapshot of a database only if it was dumped, masked and
# verified without a word: gate/publish.sh DATABASE POLICY SNAPSHOT.sql.zst
#
# The dump lies in a directory of its own that nobody else can read, and goes
# with it. SNAPSHOT and SNAPSHOT.json, the report with verify's result, stay as
# they were unless all stages succeed. $SIGN, if set, is a secret key of minisign:
# SNAPSHOT.json.minisig is then the report's signature, which gate/restore.sh asks
# for. $PG_DUMP and $SANITIZE name the programs. Of two runs that publish at once one
# fails. What SIGKILL leaves, .gate.*, has the dump: remove it.
set -eu
if [ $# -ne 3 ]; then
    echo "usage: $0 DATABASE POLICY SNAPSHOT.sql.zst" >&2
    exit 2
fi
database=$1 policy=$2 snapshot=$3
if [ -d "$snapshot" ] || [ -d "$snapshot.json" ]; then
    echo "$0: $snapshot or its report is a directory" >&2
    exit 2
fi
umask 077
work=$(mktemp -d "$(dirname "$snapshot")/.gate.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT QUIT ABRT ALRM TERM USR1 USR2

"${PG_DUMP:-pg_dump}" --file="$work/before.sql" "$database"
"${SANITIZE:-sanitize}" -q -p "$policy" --report "$work/run.json" -o "$work/after.sql.zst" "$work/before.sql"
"${SANITIZE:-sanitize}" verify -q -p "$policy" --report "$work/run.json" "$work/before.sql" "$work/after.sql.zst"
if [ -n "${SIGN:-}" ]; then
    "${SANITIZE:-sanitize}" report --sign "$SIGN" "$work/run.json"
fi

# The files of two runs must not mix: neither another run nor a signal comes between.
trap '' HUP INT QUIT ABRT ALRM TERM USR1 USR2
if ! mkdir "$snapshot.lock"; then
    echo "$0: another run publishes $snapshot; if there is none, remove $snapshot.lock" >&2
    exit 1
fi
trap 'rm -rf "$work" "$snapshot.lock"' EXIT
if [ -n "${SIGN:-}" ]; then
    mv -f "$work/run.json.minisig" "$snapshot.json.minisig"
fi
# The report goes first: whoever sees the snapshot has its proof, by its digest.
mv -f "$work/run.json" "$snapshot.json"
mv -f "$work/after.sql.zst" "$snapshot"
