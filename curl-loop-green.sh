#!/bin/sh
# Asks the candidate of an environment (test, unless told otherwise) in a loop.
set -eu
environment=${1:-test}; [ $# -eq 0 ] || shift
exec "$(dirname -- "$0")/greenroom" traffic --environment "$environment" --role green "$@"
