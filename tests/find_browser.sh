#!/usr/bin/env bash
# Finds Chromium for the browser tests; installs Debian's where that is possible. In CI it must be there.
set -euo pipefail
chromium="${TIENDO_CHROMIUM:-/usr/bin/chromium}"
[ -x "$chromium" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's chromium for the browser tests …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
fi
[ -x "$chromium" ] && exit 0
echo "No Chromium at $chromium: install the package chromium, or say where it is with TIENDO_CHROMIUM=/path."
[ "${CI:-}" != true ]
