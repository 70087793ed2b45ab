#!/usr/bin/env bash
# run.sh: from a fresh copy of this folder to the open window, by way of the
# sample college and its printed papers.
source "$(dirname "$0")/lib.sh"
tools/setup.sh run
tools/build.sh production

daybook=build/bin/daybook
"$daybook" sample --college sample-college
# The passphrases of the sample college are published: nobody in it is real.
"$daybook" print all --college sample-college --to out --user Nadia --passphrase-stdin <<<"lantern-orchard-violin-harbour"

open="$daybook --college sample-college"
if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    say "There is no display here. On a desktop, open the window with: $open"
    exit 0
fi
say "Opening the window (again later: $open)"
# GTK's own warnings are no news to anyone; they are kept, not shown.
if ! $open 2>build/window.log; then
    say "The window could not open on display ${DISPLAY:-$WAYLAND_DISPLAY}; what was said is in build/window.log. Try again from a desktop with: $open"
fi
