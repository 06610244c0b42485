#!/usr/bin/env bash
# Whole pages of the demo firm for somebody signed in, at 1 and 8 clients. BINARY is the release.
set -euo pipefail

port=${PORT:-3998}
address=http://127.0.0.1:$port
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

# The clients come from one address, which a trusted proxy in front may.
"$BINARY" demo --listen "127.0.0.1:$port" --trusted-proxy 127.0.0.1 >"$work/log" 2>&1 &
server=$!
for _ in $(seq 300); do
  curl -sf -o /dev/null "$address/readyz" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done

password=$(sed -n 's/^Sign in with the password: //p' "$work/log")
email=$(sed -n 's/^  Director: \([^ ]*\).*/\1/p' "$work/log")
curl -s -o /dev/null -c "$work/jar" -H 'Accept: text/html' -H 'Sec-Fetch-Site: same-origin' \
  -H "Referer: $address/sign-in" --data-urlencode "email=$email" --data-urlencode "password=$password" \
  "$address/api/sign-in"
cookie=$(awk '$6 == "session" { print $6 "=" $7 }' "$work/jar")
[ -n "$cookie" ] || { echo "the sign-in failed" >&2; exit 1; }

for path in /deals '/deals?sort=amount' '/deals?status=open' '/deals?q=biuro' /; do
  printf '\n%s\n' "$path"
  curl -s -o /dev/null -w '  %{size_download} bytes of HTML\n' -H "Cookie: $cookie" -H 'Accept: text/html' "$address$path"
  for clients in 1 8; do
    wrk -t1 -c"$clients" -d5s --latency -H "Cookie: $cookie" -H 'Accept: text/html' "$address$path" |
      awk -v c="$clients" '/50%/ { p50 = $2 } /99%/ { p99 = $2 } /Requests\/sec/ { printf "  %2d clients: p50 %s, p99 %s, %s pages/s\n", c, p50, p99, $2 }'
  done
done
printf '\nmemory, after all that: %s KiB\n' "$(awk '/^VmRSS:/ { print $2 }' "/proc/$server/status")"
