#!/bin/sh
# Installs a release of sanitize for Linux, after a look at its checksum:
#
#   sh install.sh https://HOST/PATH/v1.2.3      # or a directory
#   PREFIX=$HOME/.local sh install.sh DIR
#   KEY=release.pub sh install.sh DIR           # and at its signature, by minisign
#
# The place is a directory that has what "make dist" leaves in bin/dist. PREFIX is
# /usr/local, if not said.
set -eu

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

[ $# -eq 1 ] || fail "usage: install.sh URL-OR-DIRECTORY"
from=${1%/}
prefix=${PREFIX:-/usr/local}
[ "$(uname -s)" = Linux ] || fail "releases are for Linux; elsewhere: go install"
case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) fail "there is no release for $(uname -m)" ;;
esac

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM HUP

fetch() {
  case $from in
    http://*) fail "only https, which nobody can change on the way" ;;
    https://*) curl --proto '=https' --tlsv1.2 -fsSL -o "$tmp/$1" "$from/$1" ;;
    *) cp "$from/$1" "$tmp/$1" ;;
  esac
}

fetch "SHA256SUMS-$arch"
if [ -n "${KEY:-}" ]; then
  fetch "SHA256SUMS-$arch.minisig"
  minisign -V -q -p "$KEY" -m "$tmp/SHA256SUMS-$arch" >&2 || fail "SHA256SUMS-$arch is not signed by $KEY"
fi
tarball=$(sed -n "s/^[0-9a-f]\{64\}  \(sanitize-.*-linux-$arch\.tar\.gz\)\$/\1/p" "$tmp/SHA256SUMS-$arch")
[ -n "$tarball" ] || fail "SHA256SUMS-$arch names no release"
fetch "$tarball"
(cd "$tmp" && grep "  $tarball\$" "SHA256SUMS-$arch" | sha256sum -c - >/dev/null) ||
  fail "$tarball is not what SHA256SUMS-$arch says"
tar -xzf "$tmp/$tarball" -C "$tmp" --strip-components 1

put() { # MODE FILE TARGET
  mkdir -p "$prefix/$(dirname "$3")"
  install -m "$1" "$tmp/$2" "$prefix/$3"
}
put 755 sanitize bin/sanitize
put 644 sanitize.1.gz share/man/man1/sanitize.1.gz
put 644 sanitize.bash share/bash-completion/completions/sanitize
put 644 _sanitize share/zsh/site-functions/_sanitize
put 644 sanitize.fish share/fish/vendor_completions.d/sanitize.fish
put 644 copyright share/doc/sanitize/copyright
"$prefix/bin/sanitize" version
