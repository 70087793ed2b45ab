#!/usr/bin/env bash
# bench-timetable.sh [ARGS]: the planner on planted terms, and the same terms
# planned by FET; then the timetables of ITC-2007, where the folder
# DAYBOOK_ITC2007 holds them. Prints tables, and keeps them in
# build/bench-timetable.md. ARGS go to benchterms, such as -only sizes. A goal
# that does not hold is said and is no failure. Never part of make test.
source "$(dirname "$0")/lib.sh"
packages fet

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p build
go build -ldflags "-s -w" -o "$folder/benchterms" ./backend/timetable/benchterms
"$folder/benchterms" "$@" | tee build/bench-timetable.md
# University timetables, by the same engine; about an hour with all its budgets.
if [[ -n ${DAYBOOK_ITC2007:-} ]]; then
    make --no-print-directory bench-itc | tee -a build/bench-timetable.md
fi
