#!/usr/bin/env bash
# bindings.sh: writes frontend/wailsjs from the bound Go structs. It runs main()
# with the bindings tag, which ends before any window or file is opened.
source "$(dirname "$0")/lib.sh"
tsoutputtype=interfaces go run -tags bindings .
find frontend/wailsjs -type f -exec chmod 644 {} +
