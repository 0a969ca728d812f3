#!/bin/sh
# From production to zero.
set -eu
exec "$(dirname -- "$0")/greenroom" down "$@"
