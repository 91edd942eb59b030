#!/bin/sh
# The commands of the image. `exec`: signals reach Node itself.
set -eu
cd "$(dirname "$0")/.."
command=${1:-api}
[ $# -eq 0 ] || shift
case $command in
  api) exec node dist/apps/api/src/main.js "$@" ;;
  worker) exec node dist/apps/worker/src/main.js "$@" ;;
  migrate) exec node dist/apps/api/src/migrate.js "$@" ;;
  load) exec node dist/apps/api/src/load-data.js "$@" ;;
  *)
    echo "No command \"$command\": api | worker | migrate | load" >&2
    exit 64
    ;;
esac
