#!/bin/sh
# From zero to production.
set -eu
exec "$(dirname -- "$0")/greenroom" up "$@"
