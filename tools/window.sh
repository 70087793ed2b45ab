#!/usr/bin/env bash
# window.sh ARGS…: drives the shipped window on a screen nobody sees; ARGS are
# those of e2e/window.mjs.
source "$(dirname "$0")/lib.sh"
tools/build.sh production
[[ -d sample-college ]] || build/bin/daybook sample --college sample-college
exec xvfb-run -a -s "-screen 0 1600x1000x24 -nolisten tcp" node --experimental-websocket --no-warnings e2e/window.mjs "$@"
