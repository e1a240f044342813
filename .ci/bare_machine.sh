#!/usr/bin/env bash
# The README's two commands on a Debian 12 with nothing but python3: an ordinary user without sudo first,
# root after (root leaves system packages behind). How to reach the package servers is taken from this
# machine when it runs; nothing of it stands here. Skipped, in words, where no such machine can be made.
# With the word `semua` the ordinary user runs every check there, not only the quick tests: before a release.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
RELEASE=bookworm
TRUSTED=/etc/ssl/certs/ca-certificates.crt
LENT=/etc/ssl/lent.crt
HERE=$PWD
ROOT=""
failures=0

skip() { echo "SKIPPED bare machine: $1"; exit 0; }

cleanup() {
    [ -n "$ROOT" ] || return
    for place in dev/shm proc; do
        mountpoint -q "$ROOT/$place" && umount -l "$ROOT/$place"
    done
    rm -rf --one-file-system "$ROOT"
}
trap cleanup EXIT

mirror() { # the first place apt here knows for this release
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
        awk -v want="$RELEASE" '$2 == want && $3 == "main" { print $1; exit }'
}

setting() { # one value of this machine's pip, empty where there is none
    .venv/bin/python -m pip config list 2>/dev/null | sed -n "s/^$1='\(.*\)'\$/\1/p"
}

make_machine() {
    [ "$(id -u)" = 0 ] || skip "not root, so no chroot"
    command -v debootstrap >/dev/null || {
        apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y debootstrap >/dev/null
    }
    command -v debootstrap >/dev/null || skip "debootstrap cannot be installed"
    [ -n "$(mirror)" ] || apt-get -qq update
    [ -n "$(mirror)" ] || skip "apt here knows no source of $RELEASE"
    ROOT=$(mktemp -d)
    chmod 755 "$ROOT"
    # python3 alone; apt must be able to check what it fetches, so the keys are those of debootstrap
    debootstrap --variant=minbase --include=python3 "$RELEASE" "$ROOT" "$(mirror)" >"$ROOT.log" 2>&1 || {
        tail -n 5 "$ROOT.log"
        rm -f "$ROOT.log"
        skip "debootstrap is not allowed or reaches nothing here"
    }
    rm -f "$ROOT.log"
    mount -t proc proc "$ROOT/proc" && mount -t tmpfs tmpfs "$ROOT/dev/shm" || skip "mount is not allowed here"
    chroot "$ROOT" /bin/true || skip "chroot is not allowed here"
}

lend_the_network() {
    local file name value
    cp -L /etc/resolv.conf /etc/hosts "$ROOT/etc/" 2>/dev/null
    mkdir -p "$ROOT/etc/ssl/certs" "$ROOT/etc/apt/keyrings" "$ROOT/usr/share/keyrings"
    # under a name of its own: installing ca-certificates there writes the usual file anew
    [ ! -f "$TRUSTED" ] || cp -L "$TRUSTED" "$ROOT$LENT"
    cp -n /usr/share/keyrings/* "$ROOT/usr/share/keyrings/" 2>/dev/null
    cp -n /etc/apt/keyrings/* "$ROOT/etc/apt/keyrings/" 2>/dev/null
    rm -f "$ROOT/etc/apt/sources.list"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        # other vendors' sources need keys and hosts of their own
        [ -f "$file" ] && grep -q "$RELEASE" "$file" && grep -qi debian "$file" && cp "$file" "$ROOT${file}"
    done
    for file in /etc/apt/apt.conf.d/*; do
        [ -f "$file" ] && grep -qE '^[[:space:]]*Acquire' "$file" && cp "$file" "$ROOT$file"
    done
    ENVIRONMENT=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8)
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY \
        PIP_INDEX_URL PIP_PROXY PIP_TRUSTED_HOST PIP_DEFAULT_TIMEOUT; do
        value=${!name-}
        [ -z "$value" ] || ENVIRONMENT+=("$name=$value")
    done
    [ ! -f "$TRUSTED" ] || ENVIRONMENT+=("PIP_CERT=$LENT" "SSL_CERT_FILE=$LENT")
    {
        echo "[global]"
        for name in index-url proxy trusted-host; do
            value=$(setting "global.$name")
            [ -z "$value" ] || echo "$name = $value"
        done
    } >"$ROOT/etc/pip.conf"
}

as() { # USER COMMAND...
    local user=$1 home=/home/desa
    shift
    [ "$user" != root ] || home=/root
    # shellcheck disable=SC2016
    chroot --userspec="$user" "$ROOT" env -i "${ENVIRONMENT[@]}" HOME="$home" USER="$user" \
        sh -c 'cd "$HOME/desa-desktop" && exec "$@"' sh "$@" </dev/null
}

expect() { # CODE TEXT USER COMMAND...
    local code=$1 text=$2 user=$3 said found begun=$SECONDS
    shift 3
    said=$(as "$user" "$@" 2>&1)
    found=$?
    if [ "$found" = "$code" ] && grep -q -- "$text" <<<"$said"; then
        echo "ok      $user: $* ($((SECONDS - begun)) s)"
        tail -n 1 <<<"$said"
    else
        failures=$((failures + 1))
        echo "FAILED  $user: $* (exit $found, expected $code and \"$text\")"
        tail -n 40 <<<"$said"
    fi
}

lend_the_program() { # USER HOME
    mkdir -p "$ROOT$2/desa-desktop"
    git -C "$HERE" archive HEAD | tar -x -C "$ROOT$2/desa-desktop"
    chroot "$ROOT" chown -R "$1" "$2"
}

begun=$SECONDS
make_machine
lend_the_network
chroot "$ROOT" useradd --create-home desa
echo "a bare $RELEASE stands after $((SECONDS - begun)) s"
for user in desa root; do
    home=/home/desa
    [ "$user" != root ] || home=/root
    lend_the_program "$user" "$home"
    expect 2 "layar" "$user" python3 src/desa_desktop
    # a display that does not answer: the libraries of real windows must be there all the same
    expect 2 "layar" "$user" env DISPLAY=:99 python3 src/desa_desktop
    expect 10 "" "$user" python3 src/desa_desktop info --data "$home/belum-ada"
    if [ "$user" = desa ] && [ "${1-}" = semua ]; then
        expect 0 "test     baik" "$user" python3 tests
    else
        expect 0 "passed" "$user" python3 tests tests/unit -q
    fi
done
[ "$failures" -eq 0 ]
