#!/usr/bin/env bash
# Restores a masked snapshot into a staging database, whole or not at all: into a
# new database beside the old one, which takes its name when all went well.
#
#   dist/restore/staging.sh snapshot.sql.zst staging
#
# The connection is that of libpq: PGHOST, PGUSER, …
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: staging.sh SNAPSHOT DATABASE" >&2; exit 2; }
snapshot=$1 db=$2 new=$2_new old=$2_old

sql() { psql -X -q -v ON_ERROR_STOP=1 -v db="$db" -v new="$new" -v old="$old" -d "${MAINTENANCE_DB:-postgres}"; }

sql <<<'DROP DATABASE IF EXISTS :"new"; CREATE DATABASE :"new" TEMPLATE template0;'
# A snapshot of a run that has failed ends in bytes at which psql fails, in a frame
# at which zstd fails: both must be asked.
if ! zstd -dcq -- "$snapshot" | psql -X -q -1 -v ON_ERROR_STOP=1 -d "$new" >/dev/null; then
  sql <<<'DROP DATABASE :"new";'
  echo "staging.sh: $snapshot does not restore; $db is as it was" >&2
  exit 1
fi
psql -X -q -v ON_ERROR_STOP=1 -d "$new" -c 'ANALYZE'
sql <<'SQL'
DROP DATABASE IF EXISTS :"old";
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'db' AND pid <> pg_backend_pid() \g /dev/null
SELECT format('ALTER DATABASE %I RENAME TO %I', datname, :'old') FROM pg_database WHERE datname = :'db' \gexec
ALTER DATABASE :"new" RENAME TO :"db";
DROP DATABASE IF EXISTS :"old";
SQL
