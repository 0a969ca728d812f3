#!/bin/sh
# Asks the live release of an environment, dev or test, in a loop.
set -eu
[ $# -ge 1 ] || { echo "usage: $0 dev|test" >&2; exit 2; }
environment=$1; shift
exec "$(dirname -- "$0")/greenroom" traffic --environment "$environment" --role blue "$@"
