#!/usr/bin/env bash
# wine.sh ARGS…: runs one command of the Windows program under Wine, for example
#   tools/wine.sh sample --college sample-college-windows
# By hand, after make package-windows. The window itself does not start under Wine.
source "$(dirname "$0")/lib.sh"
packages binutils-mingw-w64-x86-64 wine wine64
program=build/package/daybook-cmd.exe
[[ ${1:-} == --prepare || -f $program ]] || fail "There is no $program yet: make package-windows makes it."
export WINEPREFIX="${WINEPREFIX:-$PWD/build/wine}" WINEARCH=win64 WINEDEBUG=-all
system="$WINEPREFIX/drive_c/windows/system32"
[[ -d $system ]] || wine wineboot --init >/dev/null 2>&1

# Go asks bcryptprimitives.dll for random bytes, which the Wine of Debian 12 does
# not have: a library of one line that passes the question on stands in for it.
if [[ ! -f $system/bcryptprimitives.dll ]]; then
    shim=$(mktemp -d)
    printf 'LIBRARY bcryptprimitives.dll\nEXPORTS\n    ProcessPrng = advapi32.SystemFunction036\n' >"$shim/shim.def"
    : >"$shim/empty.s"
    x86_64-w64-mingw32-as "$shim/empty.s" -o "$shim/empty.o"
    x86_64-w64-mingw32-ld -shared --entry 0 "$shim/shim.def" "$shim/empty.o" -o "$system/bcryptprimitives.dll"
    rm -rf "$shim"
fi
[[ ${1:-} != --prepare ]] || exit 0 # only the Windows to run things in was wanted
exec wine "$program" "$@"
