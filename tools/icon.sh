#!/usr/bin/env bash
# icon.sh: draws build/appicon.png and build/windows/icon.ico from the one
# drawing, frontend/public/daybook.svg. By hand, when the drawing changes.
source "$(dirname "$0")/lib.sh"
packages chromium imagemagick
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size=512,512 --screenshot="$PWD/build/appicon.png" "$PWD/frontend/public/daybook.svg" 2>/dev/null
convert build/appicon.png -define icon:auto-resize=256,128,64,48,32,16 build/windows/icon.ico
