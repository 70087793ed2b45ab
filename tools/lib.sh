# What the scripts in this folder share. Sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# One set of flags for every build, test and check, so that all share one cache:
# -trimpath alone changes the identity of each package, SQLite and GTK included.
case " ${GOFLAGS:-} " in *" -trimpath "*) ;; *) export GOFLAGS="${GOFLAGS:-} -buildvcs=false -trimpath" ;; esac
export NPM_CONFIG_UPDATE_NOTIFIER=false

say() { printf '%s\n' "$@"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

tool() { # tool NAME ARGS…: a tool of tools/go.mod
    go tool -modfile=tools/go.mod "$@"
}

# packages NAME…: makes sure these Debian packages are there.
packages() {
    local missing=() name
    for name in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
    done
    ((${#missing[@]})) || return 0

    local by_hand="Daybook needs these packages; please install them with: apt-get install ${missing[*]}"
    local root=()
    if ((EUID)); then
        command -v sudo >/dev/null || fail "$by_hand (as root; there is no sudo here)"
        # Without a terminal nobody can type a password.
        if [[ -t 0 ]]; then root=(sudo); else root=(sudo -n); fi
        "${root[@]}" true 2>/dev/null || fail "$by_hand (as root; sudo does not let this user)"
    fi
    say "Installing: ${missing[*]}"
    local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600) log
    log=$(mktemp)
    if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        fail "$by_hand"
    fi
    rm -f "$log"
}

# modules FOLDER: npm ci there, but only when its lock file changed.
modules() {
    local stamp="$1/node_modules/.installed" lock
    lock=$(sha256sum <"$1/package-lock.json")
    [[ -f $stamp && $(<"$stamp") == "$lock" ]] && return 0
    say "Fetching the JavaScript packages of $1/"
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error) ||
        fail "The JavaScript packages of $1/ could not be fetched (npm's own words are above). Is the network there?"
    printf '%s\n' "$lock" >"$stamp"
}
