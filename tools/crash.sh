#!/usr/bin/env bash
# crash.sh ARGS…: the long proofs, an hour or so: programs killed, power cut, disks
# full, bytes flipped, keys changed, a whole day watched. Prints a table of what
# was wanted and what was measured, and keeps it in build/crash.txt. ARGS go to go
# test (-run Power). Never part of make test.
source "$(dirname "$0")/lib.sh"
mkdir -p build
log=build/crash.log
: >"$log"
failed=0
prove() { # prove "what it is" COMMAND…
    say "── $1"
    "${@:2}" >>"$log" 2>&1 || { failed=1; say "   failed; see $log"; }
}
packages binutils-mingw-w64-x86-64 wine wine64 strace
tools/wine.sh --prepare

prove "the sealed files and the keys" go test -tags crash -run Crash -v -timeout 120m "$@" ./backend/vault
prove "the records" go test -tags crash -run Crash -v -timeout 60m "$@" ./backend/store
if (($# == 0)); then
    prove "how fast it is" go test -tags crash -run Crash -v -timeout 30m ./app
    prove "a day, watched" tools/day.sh
fi

grep -h '^FIGURE|' "$log" | cut -d'|' -f2- | sort -u >build/crash.figures || true
{
    printf 'figure|wanted|measured\n'
    cat build/crash.figures
} | awk -F'|' '{ printf "%-44s  %-52s  %s\n", $1, $2, $3 }' | tee build/crash.txt
exit "$failed"
