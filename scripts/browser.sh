#!/usr/bin/env bash
# Chromium and the browser-test packages from npm. Sourced.

export PLAYWRIGHT_BROWSERS_PATH=$CONTENTUM_CACHE/browsers

# A Chromium that really starts: Ubuntu has a `chromium-browser` that only points to a snap.
chromium_path() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/google-chrome /usr/bin/chromium-browser \
    "$PLAYWRIGHT_BROWSERS_PATH"/chromium-*/chrome-linux*/chrome; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

# From apt where apt has a real one, otherwise the one that Playwright brings.
install_chromium() {
  if ! chromium_path >/dev/null; then
    if apt-cache policy chromium 2>/dev/null | grep -q 'Candidate: [0-9]'; then
      apt_install chromium fonts-liberation
    else
      (cd end2end && npx --no-install playwright install --with-deps chromium)
    fi
  fi
  echo "    $(chromium_path)"
}

install_browser_packages() {
  local want
  want=$(sha256sum end2end/package-lock.json | cut -c1-64)
  [ "$(cat end2end/node_modules/.stamp 2>/dev/null)" = "$want" ] && return 0
  (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund)
  echo "$want" >end2end/node_modules/.stamp
}
