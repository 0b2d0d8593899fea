#!/bin/sh
# Restores a snapshot only with its proof: gate/restore.sh SNAPSHOT.sql.zst DATABASE
#
# SNAPSHOT.json is the report, signed by $PUBKEY's other half, of a run that was
# complete, in which verify has found nothing, which has not expired, and whose output
# is SNAPSHOT to the byte. Else nothing is restored. $PSQL and $SANITIZE name the programs.
set -eu
if [ $# -ne 2 ] || [ -z "${PUBKEY:-}" ]; then
    echo "usage: PUBKEY=minisign.pub $0 SNAPSHOT.sql.zst DATABASE" >&2
    exit 2
fi
snapshot=$1 database=$2
umask 077
work=$(mktemp -d "${TMPDIR:-/tmp}/restore.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT QUIT ABRT ALRM TERM USR1 USR2

# What is checked is what is restored: a copy, for the files may be replaced.
cp "$snapshot" "$work/snapshot.sql.zst"
cp "$snapshot.json" "$snapshot.json.minisig" "$work/"
report=$work/$(basename "$snapshot").json
"${SANITIZE:-sanitize}" report --check "$PUBKEY" --of "$work/snapshot.sql.zst" "$report"
zstd -dcq -- "$work/snapshot.sql.zst" > "$work/snapshot.sql"
"${PSQL:-psql}" -X -q -o /dev/null -1 -v ON_ERROR_STOP=1 -f "$work/snapshot.sql" -d "$database"
