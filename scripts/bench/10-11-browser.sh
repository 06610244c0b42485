#!/usr/bin/env bash
# Rows 10 and 11: what a cold page takes, and how soon Chromium has it working; the next screen by a click.
source "$(dirname "$0")/common.sh"
source "$ROOT/scripts/browser.sh"

serve "$(seeded "$MIDDLE")"
cookie=$(sign_in director)
for path in /deals /; do
  html=$(curl -s -H "Cookie: $cookie" -H 'Accept: text/html' -H 'Accept-Encoding: br' -o /dev/null -w '%{size_download}' "$ADDRESS$path")
  raw=$(curl -s -H "Cookie: $cookie" -H 'Accept: text/html' -o /dev/null -w '%{size_download}' "$ADDRESS$path")
  row 10 "HTML of $path, brotli" "≤ 14 KB" "$(calc "$html / 1000" 1) KB (raw $(calc "$raw / 1000" 0))"
done
(cd "$ROOT/end2end" && CHROMIUM_PATH=$(chromium_path) node --input-type=module - "$ADDRESS" "$cookie" <"$ROOT/scripts/bench/browser.mjs") >"$WORK/browser"
take() { awk -F= -v name="$1" '$1 == name { print $2 }' "$WORK/browser"; }
row 10 "cold page /deals, bytes over the wire" "≤ 350 KB" "$(take bytes) KB"
row 10 "cold page /deals, requests" "≤ 9" "$(take requests)"
row 10 "wasm of the first screen, brotli" "≤ 260 KB" "$(take wasm) KB"
row 10 "wasm that comes once it works, brotli" "" "$(take later) KB"
row 11 "navigation → hydrated, cold cache" "≤ 300 ms" "$(take cold) ms"
row 11 "navigation → hydrated, warm cache" "≤ 300 ms" "$(take warm) ms"
row 11 "click → next screen, warm" "≤ 50 ms" "$(take click) ms"
