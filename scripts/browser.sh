#!/usr/bin/env bash
# Chromium from the system and the browser-test packages from npm. Sourced.

chromium_path() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

install_chromium() {
  chromium_path >/dev/null || apt_install chromium fonts-liberation
  "$(chromium_path)" --version --no-sandbox
}

install_browser_packages() {
  local want
  want=$(sha256sum end2end/package-lock.json | cut -c1-64)
  [ "$(cat end2end/node_modules/.stamp 2>/dev/null)" = "$want" ] && return 0
  (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund)
  echo "$want" >end2end/node_modules/.stamp
}
