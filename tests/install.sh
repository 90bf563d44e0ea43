#!/usr/bin/env bash
# Installs packages of Debian that are missing, and leaves their services alone.
#   install.sh PACKAGE...
# Says in one line why it cannot: not Debian, not root, or what apt-get said.
set -euo pipefail

missing=()
for package; do dpkg-query -Wf '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package"); done
[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "${missing[*]} is needed, and cannot be installed here: that takes root on Debian." >&2
    exit 1
fi

echo "Installing ${missing[*]} ..." >&2
log=$(mktemp)
# Installed, not started: the policy makes a package leave its service alone.
policy=/usr/sbin/policy-rc.d
own_policy=
[ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && own_policy=yes; }
trap 'rm -f "$log"; [ -z "$own_policy" ] || rm -f "$policy"' EXIT

apt() { DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 </dev/null; }
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; }; then
    echo "${missing[*]} is needed, and cannot be installed here: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log")" >&2
    exit 1
fi
