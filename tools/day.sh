#!/usr/bin/env bash
# day.sh: a day in the real window with fifty people who stand out, watched for
# words about them in files and memory, and for anything that speaks to a network.
source "$(dirname "$0")/lib.sh"
packages strace xvfb
tools/build.sh production
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/home" "$folder/tmp"

failed=0
xvfb-run -a -s "-screen 0 1366x900x24 -nolisten tcp" node --experimental-websocket --no-warnings e2e/day.mjs "$folder" || failed=1

# Once more under strace, which is too slow to measure anything by: what connects?
rm -rf "$folder"/{home,tmp,college} && mkdir -p "$folder/home" "$folder/tmp"
xvfb-run -a -s "-screen 0 1366x900x24 -nolisten tcp" env DAYBOOK_STRACE="$folder/trace" \
    node --experimental-websocket --no-warnings e2e/day.mjs "$folder" >"$folder/traced" 2>&1 || true
calls=$(grep -c 'connect(' "$folder/trace" || true)
# The inspector that drives the window speaks to itself on this computer; what
# leaves it goes to another address.
outside=$(grep -E '(connect|sendto|sendmsg)\(.*AF_INET' "$folder/trace" | grep -c -v 'inet_addr("127.0.0.1")' || true)
((calls > 0)) || { cat "$folder/traced"; fail "Nothing was traced."; }
printf 'FIGURE|network connections in a scripted day|0|%s of %s connections left the computer\n' "$outside" "$calls"
((outside == 0 && failed == 0))
