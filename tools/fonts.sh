#!/bin/sh
# Packs the fonts the program carries into backend/typeset/fonts/fonts.zip:
# Noto Sans and Noto Emoji from npm, the script fonts from Debian's
# fonts-noto-core, all under the SIL Open Font License (OFL.txt, in the archive
# too). Run it only to take in newer fonts: papers change with them.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts="Arabic Armenian Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi Hebrew
	Kannada Khmer Lao Malayalam Myanmar Sinhala Tamil Telugu Thai"

(cd "$work" && npm pack --silent @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-emoji@0.4.7 >/dev/null &&
	for pack in *.tgz; do tar xzf "$pack" --one-top-level="${pack%.tgz}"; done &&
	apt-get download fonts-noto-core >/dev/null && dpkg-deb -x fonts-noto-core_*.deb debian)
mkdir "$work/fonts"
cp "$work"/*noto-sans*/package/400Regular/*.ttf "$work/fonts/NotoSans-Regular.ttf"
cp "$work"/*noto-sans*/package/700Bold/*.ttf "$work/fonts/NotoSans-Bold.ttf"
cp "$work"/*noto-emoji*/package/400Regular/*.ttf "$work/fonts/NotoEmoji-Regular.ttf"
for script in $scripts; do
	for weight in Regular Bold; do
		cp "$work/debian/usr/share/fonts/truetype/noto/NotoSans$script-$weight.ttf" "$work/fonts/"
	done
done
cp backend/typeset/fonts/OFL.txt "$work/fonts/"
touch -d 2000-01-01T00:00:00Z "$work"/fonts/*
rm -f backend/typeset/fonts/fonts.zip
# The main fonts are stored as they are: every paper needs them at once.
(cd "$work/fonts" && export TZ=UTC archive="$OLDPWD/backend/typeset/fonts/fonts.zip" &&
	zip -q -X -0 "$archive" NotoSans-Bold.ttf NotoSans-Regular.ttf &&
	zip -q -X -9 "$archive" $(ls | LC_ALL=C sort | grep -v '^NotoSans-'))
ls -l backend/typeset/fonts/fonts.zip
