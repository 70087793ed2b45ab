#!/usr/bin/env bash
# build.sh production|dev|page: the page, then build/bin/daybook or build/bin/daybook-dev.
source "$(dirname "$0")/lib.sh"

# The page is built again only when something it is made of has changed. The
# stamp lies in dist/, which Vite empties: a build by hand takes it away.
stamp=frontend/dist/.made-of
sources=$(find frontend backend/words -name node_modules -prune -o -path frontend/dist -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum | sha256sum)
if [[ ! -f $stamp || $(<"$stamp") != "$sources" ]]; then
    say "Building the page"
    log=$(mktemp)
    (cd frontend && npm run --silent build) >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; fail "The page could not be built."; }
    rm -f "$log"
    printf '%s\n' "$sources" >"$stamp"
fi

case ${1:-production} in
page) ;;
production)
    say "Building the program"
    version=$(node -p 'require("./wails.json").info.productVersion')
    go build -tags desktop,production,webkit2_41 -ldflags "-s -w -X main.version=$version" -o build/bin/daybook .
    ;;
dev)
    # Serves its page on a port as well, for the end-to-end tests. Never shipped.
    say "Building the program for the tests"
    go build -tags dev,webkit2_41 -o build/bin/daybook-dev .
    ;;
*) fail "build.sh: production, dev or page?" ;;
esac
