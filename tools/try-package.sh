#!/usr/bin/env bash
# try-package.sh: installs the newest Debian package with apt, makes a college
# with it, starts its window on a screen nobody sees, and removes it. By hand, as root.
source "$(dirname "$0")/lib.sh"
((EUID == 0)) || fail "try-package.sh installs and removes a package: please run it as root."
command -v daybook >/dev/null && fail "Daybook is installed on this machine already; this trial would remove it."
packages xauth xvfb
package=$(ls -t build/package/*.deb | head -n 1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"; apt-get -qq remove -y daybook >/dev/null 2>&1 || true' EXIT

apt-get -qq install -y "./$package" >/dev/null
say "Installed $package"
cd "$folder" # from now on only what was installed can answer
daybook sample --college college

cd "$OLDPWD"
xvfb-run -a node --experimental-websocket --no-warnings e2e/window.mjs \
    --program /usr/bin/daybook --college "$folder/college" --times 1
apt-get -qq remove -y daybook >/dev/null
left=$(compgen -G '/usr/bin/daybook*' || true; compgen -G '/usr/share/applications/daybook*' || true)
[[ -z $left ]] || fail "Removing it left behind: $left"
say "Removed again, and nothing was left behind"
