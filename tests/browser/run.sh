#!/usr/bin/env bash
# Looks at reports in a headless browser: light, dark, phone, print; axe for accessibility; an HTML checker. No part of `dotnet test`.
# Installs what is missing: Chromium and Node.js as Debian packages (as root), axe, Playwright and html-validate from npm.
# Build first. Screenshots are in artifacts/browser/shots; the last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
pages=$PWD/artifacts/browser/pages
shots=$PWD/artifacts/browser/shots

missing() {
  echo "The reports were NOT looked at in a browser: $1"
  exit 1
}

debian() {
  command -v apt-get >/dev/null || missing "$1 is not installed, and this is no Debian where it could be."
  export DEBIAN_FRONTEND=noninteractive
  { [ -n "${updated:-}" ] || apt-get update -qq; } && updated=1 && apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    missing "Debian's $1 could not be installed."
}

command -v node >/dev/null && command -v npm >/dev/null || debian nodejs npm
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || debian chromium fonts-noto-core fonts-noto-cjk
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}
(cd tests/browser && npm install --no-package-lock --no-audit --no-fund --ignore-scripts --silent) ||
  missing "npm could not install the packages of tests/browser/package.json."

rm -rf "$pages" "$shots"
dotnet tool restore >/dev/null && dotnet tool run pwsh -- -NoLogo -NoProfile -NonInteractive -File tests/browser/make-pages.ps1 -Folder "$pages" ||
  missing "the reports could not be made."
node tests/browser/check.mjs "$pages" "$shots"
