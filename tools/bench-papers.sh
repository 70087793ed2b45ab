#!/usr/bin/env bash
# bench-papers.sh [ROUNDS]: papers set by Daybook, Chromium, LibreOffice and
# WeasyPrint from the same content in one run, 3 rounds unless told otherwise;
# then against untagged gofpdf and the floor, and the sealed command. Prints
# tables, and keeps them in build/bench-papers.md. A goal that does not hold is
# said and is no failure. Never part of make test.
source "$(dirname "$0")/lib.sh"
rounds=${1:-3}
packages chromium fonts-noto-core libreoffice-writer-nogui poppler-utils qpdf weasyprint
tools/build.sh production

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bench=$folder/benchpapers
go build -ldflags "-s -w" -o "$bench" ./backend/papers/benchpapers
build/bin/daybook sample --college "$folder/college" >"$folder/log"

tables() {
    local failed=0
    # The passphrases of the sample college are published: nobody in it is real.
    "$bench" race "$rounds" "$folder" build/bin/daybook "$folder/college" <<<"lantern-orchard-violin-harbour" || failed=1
    go test -p 1 -run '^$' -bench 'Certificates|Registers|Timetable' -count "$rounds" ./backend/typeset >"$folder/bench" || failed=1
    "$bench" against <"$folder/bench" || failed=1
    return "$failed"
}
failed=0
tables | tee build/bench-papers.md || failed=1

for made in "$folder"/*/*.pdf; do
    qpdf --check "$made" >"$folder/log" 2>&1 || { cat "$folder/log"; fail "$made is no sound PDF."; }
done
exit "$failed"
