#!/usr/bin/env bash
# package-linux.sh: build/package/daybook_VERSION_ARCH.deb, for Debian 12 and
# Ubuntu 22.04 or newer. Try it with tools/try-package.sh.
source "$(dirname "$0")/lib.sh"
packages dpkg-dev imagemagick
tools/build.sh production

version=$(node -p 'require("./wails.json").info.productVersion')
comment=$(node -p 'require("./wails.json").info.comments')
arch=$(dpkg --print-architecture)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

install -Dm755 build/bin/daybook "$tree/usr/bin/daybook"
install -Dm644 build/linux/daybook.desktop "$tree/usr/share/applications/daybook.desktop"
install -Dm644 frontend/public/daybook.svg "$tree/usr/share/icons/hicolor/scalable/apps/daybook.svg"
icon="$tree/usr/share/icons/hicolor/256x256/apps/daybook.png"
mkdir -p "$(dirname "$icon")" "$tree/DEBIAN"
convert build/appicon.png -resize 256x256 -strip "$icon"
chmod 644 "$icon"
find "$tree" -type d -exec chmod 755 {} +

cat >"$tree/DEBIAN/control" <<CONTROL
Package: daybook
Version: $version
Architecture: $arch
Section: education
Priority: optional
Maintainer: The Daybook makers <daybook@localhost>
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: libgtk-3-0 | libgtk-3-0t64, libwebkit2gtk-4.1-0
Recommends: xdg-utils
Description: $comment
 Students, tutors, venues and sessions in files on this machine alone;
 registers, timetables and certificates as PDFs.
CONTROL

# The same sources make the same package, byte for byte.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH
mkdir -p build/package
package="build/package/daybook_${version}_$arch.deb"
dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >/dev/null
say "Made $package ($(du -h "$package" | cut -f1)); install it with: apt install ./$package"
