#!/bin/sh
# From zero to production, with the pipeline that delivers each push.
set -eu
exec "$(dirname -- "$0")/greenroom" up --pipeline "$@"
