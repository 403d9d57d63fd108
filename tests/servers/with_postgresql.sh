#!/bin/bash
# with_postgresql.sh COMMAND…: runs a command beside a PostgreSQL server of its own, with libpq's variables naming it and
# an empty database `scratch`; the server goes when the command ends. Exits with 77, saying so, where none is installed.
set -euo pipefail
programs=${LIMBECK_POSTGRESQL_BIN-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
if [ ! -x "$programs/initdb" ]; then
  echo "SKIPPED: PostgreSQL is not installed (LIMBECK_POSTGRESQL_BIN says where it is)"
  exit 77
fi
directory=$(mktemp -d /tmp/limbeck-pg-XXXXXX)
as_server=()
if [ "$(id -u)" -eq 0 ]; then  # PostgreSQL does not run as root
  chown postgres "$directory"
  as_server=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
server() { (cd / && "${as_server[@]}" "$programs/$1" "${@:2}"); }
stop() {
  server pg_ctl -D "$directory/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$directory"
}
trap stop EXIT
server initdb -D "$directory/data" -U limbeck -A trust -E UTF8 --locale=C --no-sync >/dev/null
server pg_ctl -D "$directory/data" -l "$directory/log" -w \
  -o "-k $directory -c listen_addresses= -c fsync=off" start >/dev/null || { cat "$directory/log"; exit 1; }
export PATH=$programs:$PATH PGHOST=$directory PGUSER=limbeck PGDATABASE=scratch
createdb scratch
"$@"
