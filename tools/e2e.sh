#!/usr/bin/env bash
# e2e.sh ARGS…: the end-to-end tests, on a screen nobody sees. ARGS go to
# Playwright (a file, -g "a name", --headed …).
source "$(dirname "$0")/lib.sh"
tools/build.sh dev
mkdir -p build/test
cd e2e && exec xvfb-run -a -s "-screen 0 1366x900x24 -nolisten tcp" node_modules/.bin/playwright test "$@"
