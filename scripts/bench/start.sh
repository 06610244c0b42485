#!/usr/bin/env bash
# How quickly the server starts, answers a page, and how much memory it takes. BINARY is the release.
set -euo pipefail

data=$(mktemp -d)
port=${PORT:-3999}
address=http://127.0.0.1:$port
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$data"' EXIT

now_ms() { date +%s%3N; }
memory_kib() { awk '/^VmRSS:/ { print $2 }' "/proc/$server/status"; }

began=$(now_ms)
"$BINARY" serve --data "$data" --listen "127.0.0.1:$port" >"$data/log" 2>&1 &
server=$!
until curl -sf -o /dev/null "$address/readyz"; do
  kill -0 "$server" 2>/dev/null || { cat "$data/log" >&2; exit 1; }
  [ $(($(now_ms) - began)) -lt 30000 ] || { echo "not ready after 30 s" >&2; exit 1; }
done
printf '%-36s %8d ms\n' "from start to ready" $(($(now_ms) - began))
printf '%-36s %8d KiB\n' "memory, idle" "$(memory_kib)"
wrk -t2 -c16 -d5s --latency "$address/sign-in"
printf '%-36s %8d KiB\n' "memory, after that load" "$(memory_kib)"
