#!/usr/bin/env bash
# Remembers what was installed, by version, so that the second set-up takes seconds. Sourced.

# stamped NAME VERSION : was exactly this version installed?
stamped() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }

# stamp NAME VERSION
stamp() { printf '%s\n' "$2" >"$STAMPS/$1"; }

# The version that Cargo.lock pins for a crate.
locked_version() {
  awk -v want="name = \"$1\"" '$0 == want { getline; gsub(/version = |"/, ""); print; exit }' Cargo.lock
}

# at_least 1.95.0 1.96 : is the first version the second one or newer?
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n1)" = "$2" ]; }

# Everything from apt goes through here: sudo only for this, and only when needed.
apt_install() {
  command -v apt-get >/dev/null || {
    echo "This machine has no apt-get; install by hand: $*" >&2
    return 1
  }
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  local missing=()
  local package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "    apt installs: ${missing[*]}"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}"
}
