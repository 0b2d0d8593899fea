#!/usr/bin/env bash
# Tries migrations on a masked snapshot, which has production's volume and dirt,
# before production does:
#
#   dist/restore/migrate.sh snapshot.sql.zst trial db/migrations/*.sql
#
# The snapshot is restored into the database, which is made anew; then each file
# runs in one transaction, in the order given, and says how long it took. The first
# that fails, or takes longer than $LIMIT (10min), ends it. The connection is that
# of libpq: PGHOST, PGUSER, …
set -euo pipefail

[ $# -ge 3 ] || { echo "usage: migrate.sh SNAPSHOT DATABASE MIGRATION.sql..." >&2; exit 2; }
snapshot=$1 db=$2
shift 2
"$(dirname "$0")/staging.sh" "$snapshot" "$db"
for migration in "$@"; do
  begun=$SECONDS
  if ! PGOPTIONS="${PGOPTIONS:-} -c statement_timeout=${LIMIT:-10min}" \
    psql -X -q -1 -v ON_ERROR_STOP=1 -d "$db" -f "$migration"; then
    echo "migrate.sh: $migration fails on the data that production has" >&2
    exit 1
  fi
  echo "$migration: $((SECONDS - begun)) s"
done
