#!/usr/bin/env bash
# check.sh: everything that can be judged without running the program. All
# checks are made, even when one has failed; the list is in build/test/checks.json.
source "$(dirname "$0")/lib.sh"
mkdir -p build/test
bin=frontend/node_modules/.bin
passed=0
failures=()

check() { # check "its name" COMMAND…: passes when the command does
    local output
    if output=$("${@:2}" 2>&1); then
        passed=$((passed + 1))
        say "  ok      $1"
    else
        failures+=("\"$1\"")
        say "  FAILED  $1" "$(sed 's/^/          /' <<<"$output")"
    fi
}
formatted() {
    local files
    files=$(git ls-files -co --exclude-standard '*.go' | xargs -r gofmt -l) || return 1
    [[ -z $files ]] || { say "gofmt would change:" "$files"; return 1; }
}
bindings_committed() {
    tools/bindings.sh || return 1
    local changed
    changed=$(git -c core.fileMode=false status --porcelain -- frontend/wailsjs)
    [[ -z $changed ]] || { say "The bindings were behind the Go code and are made anew; commit them:" "$changed"; return 1; }
}
runs_on() { GOOS=$1 CGO_ENABLED=0 go vet ./...; }

check "Go is formatted (gofmt)" formatted
check "Go is sound (go vet)" go vet ./...
check "Go is sound on Windows (go vet)" runs_on windows
check "Go is clean (staticcheck)" tool staticcheck ./...
check "go.mod is tidy" go mod tidy -diff
check "the bindings are those of the Go code" bindings_committed
check "TypeScript has the right types" "$bin/tsc" --noEmit -p frontend
check "the end-to-end tests have the right types" "$bin/tsc" --noEmit -p e2e
check "TypeScript is formatted, clean and keeps to its rooms (Biome)" "$bin/biome" ci --colors=off

printf '{"passed": %d, "failed": %d, "failures": [%s]}\n' \
    "$passed" "${#failures[@]}" "$(IFS=,; printf '%s' "${failures[*]-}")" >build/test/checks.json
((${#failures[@]} == 0))
