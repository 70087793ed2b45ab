#!/usr/bin/env bash
# package-windows.sh: build/package/ gets daybook.exe (the window), daybook-cmd.exe
# (the commands) and an installer that needs no administrator. Made without cgo;
# try the commands with tools/wine.sh.
source "$(dirname "$0")/lib.sh"
packages nsis
tools/build.sh page
version=$(node -p 'require("./wails.json").info.productVersion')
flags="-s -w -X main.version=$version"
mkdir -p build/package

# A program with a window prints nothing into a Windows console, so the commands
# get an executable of their own; the installer takes it along.
say "Building the commands"
GOOS=windows GOARCH=amd64 CGO_ENABLED=0 \
    go build -tags desktop,production -ldflags "$flags" -o build/bin/daybook-cmd.exe .

# -m, -s, -skipbindings: go.mod, page and bindings are as they should be already.
say "Building the window and its installer"
log=$(mktemp)
tool wails build -platform windows/amd64 -nsis -installscope user -trimpath -m -s -skipbindings \
    -ldflags "$flags" >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; fail "Wails could not make the Windows program."; }
rm -f "$log"
mv build/bin/daybook.exe build/bin/daybook-cmd.exe build/bin/Daybook-amd64-installer.exe build/package/
ls -l --block-size=K build/package/*.exe | awk '{ print "Made " $NF " (" $5 ")" }'
