#!/usr/bin/env bash
# Restores a masked snapshot on a laptop, into a PostgreSQL of its own: a cluster
# in a directory, without a port, that no password guards and only its owner
# reaches. Run again, it begins anew.
#
#   dist/restore/laptop.sh snapshot.sql.zst ~/snapshot app reader
#   psql -h ~/snapshot -U postgres -d app
#
# app and reader are roles that own things in the snapshot, or have rights; the
# superuser postgres is there anyway.
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: laptop.sh SNAPSHOT DIRECTORY [ROLE...]" >&2; exit 2; }
snapshot=$(realpath "$1")
mkdir -p -m 700 "$2"
dir=$(realpath "$2")
shift 2
export PGHOST=$dir PGUSER=postgres
bin=${PGBIN:-$(dirname "$(command -v pg_ctl || find /usr/lib/postgresql /opt/homebrew/opt -path '*/bin/pg_ctl' 2>/dev/null | sort -V | tail -n 1)")}

if [ -e "$dir/data" ] && [ ! -e "$dir/.made-by-laptop.sh" ]; then
  echo "laptop.sh: $dir/data is not of this script's making" >&2
  exit 2
fi
touch "$dir/.made-by-laptop.sh"
if [ -f "$dir/data/postmaster.pid" ]; then
  "$bin/pg_ctl" -D "$dir/data" -s -m fast stop || true
fi
rm -rf "$dir/data"
"$bin/initdb" -D "$dir/data" -A trust -U postgres -E UTF8 --no-sync >"$dir/initdb.log"
# What is restored can be restored again: durability is not needed.
cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0700
fsync = off
full_page_writes = off
CONF
"$bin/pg_ctl" -D "$dir/data" -s -w -l "$dir/postgres.log" start
for role in "$@"; do
  "$bin/createuser" -- "$role"
done
"$bin/createdb" -T template0 app
if ! zstd -dcq -- "$snapshot" | "$bin/psql" -X -q -1 -v ON_ERROR_STOP=1 -d app >/dev/null; then
  "$bin/pg_ctl" -D "$dir/data" -s -m immediate stop
  echo "laptop.sh: $snapshot does not restore" >&2
  exit 1
fi
"$bin/psql" -X -q -d app -c ANALYZE
echo "psql -h $dir -U postgres -d app"
