#!/usr/bin/env bash
# test.sh: every check and every test, then the count. A stage that fails stops
# no other stage. What each of them found is in build/test/.
source "$(dirname "$0")/lib.sh"
rm -rf build/test && mkdir -p build/test
stage() { # stage NAME "what it is" COMMAND…
    printf '\n── %s\n' "$2"
    local status=0
    "${@:3}" || status=$?
    printf '%s %s\n' "$1" "$status" >>build/test/stages
}
unit_tests() { (cd frontend && node_modules/.bin/vitest run --reporter=default --reporter=json --outputFile.json=../build/test/frontend.json); }

# Where two things may happen at once; -short leaves out what takes the detector minutes.
raced=()
for package in app backend/typeset backend/timetable backend/vault; do
    [[ ! -d $package ]] || raced+=("./$package/...")
done

stage checks "Checks" tools/check.sh
stage go "Go tests" node tools/gotest.mjs go ./...
((${#raced[@]} == 0)) ||
    stage race "Go tests again, under the race detector" node tools/gotest.mjs race -race -short "${raced[@]}"
stage frontend "Front-end tests" unit_tests
stage e2e "End-to-end tests in the real program" tools/e2e.sh
node tools/summary.mjs
