#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL set to a new PostgreSQL cluster, which is in a temporary
# folder, listens on a free loopback port, and is deleted afterwards. For example: scripts/with-postgres.sh npm test
set -euo pipefail

bin=${PG_BIN:-/usr/lib/postgresql/15/bin}
if [[ ! -x $bin/initdb ]]; then
  echo "There is no PostgreSQL in $bin: run scripts/install-postgres.sh, or set PG_BIN." >&2
  exit 1
fi

# PostgreSQL refuses to run as root; the package creates a user for it.
as_owner=()
if [[ $(id -u) -eq 0 ]]; then as_owner=(runuser -u postgres --); fi

folder=$("${as_owner[@]}" mktemp -d)
stop() {
  if [[ -f $folder/data/postmaster.pid ]]; then
    "${as_owner[@]}" "$bin"/pg_ctl -D "$folder/data" -m immediate -w -s stop || true
  fi
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
port=$(node -e 'const server = require("net").createServer();
  server.listen(0, "127.0.0.1", () => { console.log(server.address().port); server.close(); });')
echo "$password" | "${as_owner[@]}" tee "$folder/password" >/dev/null
"${as_owner[@]}" "$bin"/initdb -D "$folder/data" -U docpilot --pwfile="$folder/password" \
  --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
# This cluster need not survive a crash, so nothing is flushed to disk.
"${as_owner[@]}" "$bin"/pg_ctl -D "$folder/data" -w -s -l "$folder/log" start \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" || {
  cat "$folder/log" >&2
  exit 1
}
TEST_DATABASE_URL=postgresql://docpilot:$password@127.0.0.1:$port/postgres "$@"
