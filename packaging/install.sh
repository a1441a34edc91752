#!/bin/sh
# Installs venvhook from the files of a release, for this user or, as root,
# for all.  sh install.sh [--from DIR|URL] [--prefix DIR] [--signers FILE]
# --signers: the checksums must be signed by a key of FILE (ssh-keygen(1)).
set -eu
from='@URL@' signers=
if [ "$(id -u)" = 0 ]; then prefix=/usr/local; else prefix=$HOME/.local; fi

fail() {
	echo "install.sh: $1" >&2
	exit 1
}

while [ $# -gt 0 ]; do
	[ $# -gt 1 ] || fail "$1: what follows it is missing, or it is no option"
	case $1 in
	--from) from=$2 ;;
	--prefix) prefix=$2 ;;
	--signers) signers=$2 ;;
	*) fail "$1: not an option" ;;
	esac
	shift 2
done
case $from in
'' | @*) fail 'say --from DIR, where the files of the release are' ;;
*://*) fetch() { curl -fsSL -o "$2" "$from/$1" || wget -qO "$2" "$from/$1"; } ;;
*) fetch() { cp "$from/$1" "$2"; } ;;
esac
case $(uname -s):$(uname -m) in
Linux:x86_64 | Linux:aarch64 | Linux:armv7l | Linux:riscv64) arch=$(uname -m) ;;
Linux:arm64) arch=aarch64 ;;
Linux:armv8l) arch=armv7l ;;
*) fail "no program for $(uname -sm): build it from source" ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
fetch SHA256SUMS "$work/SHA256SUMS" || fail "$from: no SHA256SUMS there"
if [ -n "$signers" ]; then
	fetch SHA256SUMS.sig "$work/sig" || fail "$from: no SHA256SUMS.sig there"
	ssh-keygen -q -Y verify -f "$signers" -I venvhook -n venvhook \
	    -s "$work/sig" <"$work/SHA256SUMS" >/dev/null ||
	    fail "the checksums are not signed by a key of $signers"
fi
line=$(grep -E "^[0-9a-f]{64} [ *]venvhook-[^/]*-linux-$arch\.tar\.xz$" \
    "$work/SHA256SUMS") || fail "$from: nothing for $arch there"
file=${line##*[ *]}
fetch "$file" "$work/$file" || fail "$from: no $file there"
(cd "$work" && echo "$line" | sha256sum -c - >/dev/null 2>&1) ||
    fail "$file: not what SHA256SUMS says, so nothing was installed"
mkdir "$work/tree"
tar -xJf "$work/$file" -C "$work/tree" --strip-components=1 --no-same-owner
"$work/tree/bin/venvhook" version >/dev/null || fail "$file: does not run here"
mkdir -p "$prefix/bin"
cp -R "$work/tree/share" "$prefix/"
cp "$work/tree/bin/venvhook" "$prefix/bin/.venvhook-new"
mv -f "$prefix/bin/.venvhook-new" "$prefix/bin/venvhook"
echo "installed $prefix/bin/venvhook; now: $prefix/bin/venvhook setup"
