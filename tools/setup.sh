#!/usr/bin/env bash
# setup.sh run|test: installs what is missing for running, or for testing too.
# Does nothing, in under a second, when nothing is missing.
source "$(dirname "$0")/lib.sh"
purpose=${1:-test}

# at_least WANTED FOUND: is FOUND as new as WANTED?
at_least() { printf '%s\n' "$1" "$2" | sort -CV; }

command -v go >/dev/null || fail "Daybook needs Go 1.26 or newer; please install it from https://go.dev/dl and try again."
found=$(go env GOVERSION 2>/dev/null || true) # an older Go may be able to fetch the one go.mod asks for
found=${found:-$(cd / && go env GOVERSION)}
at_least go1.26 "$found" ||
    fail "Daybook needs Go 1.26 or newer, and this machine has ${found#go}; please install a newer one from https://go.dev/dl and try again."

command -v node >/dev/null || fail "Daybook needs Node 20.19 or newer; please install it from https://nodejs.org and try again."
found=$(node --version)
at_least v20.19 "$found" ||
    fail "Daybook needs Node 20.19 or newer, and this machine has ${found#v}; please install a newer one from https://nodejs.org and try again."
command -v npm >/dev/null || fail "Daybook needs npm, which comes with Node; please install it and try again."

if command -v apt-get >/dev/null; then
    packages ca-certificates gcc git libc6-dev libgtk-3-dev libwebkit2gtk-4.1-dev pkg-config xdg-utils
    [[ $purpose == run ]] || packages chromium fonts-wqy-zenhei poppler-utils qpdf xauth xvfb
elif ! pkg-config --exists gtk+-3.0 webkit2gtk-4.1 2>/dev/null; then
    fail "Daybook needs a C compiler, pkg-config and the development files of GTK 3 and WebKitGTK 4.1; please install them with this system's package manager and try again."
fi

modules frontend
[[ $purpose == run ]] || modules e2e
go mod download || fail "The Go packages could not be fetched (Go's own words are above). Is the network there?"
