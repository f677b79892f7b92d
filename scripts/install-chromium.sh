#!/usr/bin/env bash
# Installs Debian's Chromium as a headless shell, for the tests of the search page: it has no windows,
# and opens a page in a quarter of the time. Does nothing if it is installed.
set -euo pipefail

readonly chromium=/usr/bin/chromium-headless-shell

if [[ -x $chromium ]]; then
  echo "Chromium is already installed."
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "This needs Debian. Elsewhere install Chromium or Chrome and name it in CHROMIUM." >&2
  exit 1
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then as_root=(sudo); fi
export DEBIAN_FRONTEND=noninteractive

"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null
echo "Installed $("$chromium" --version)."
