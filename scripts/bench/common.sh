#!/usr/bin/env bash
# What the measurements share: seeded data, a server on it, sign-ins, loads, and one line of the table
# for each figure. Sourced by each of them; every load goes to 127.0.0.1 and ends by itself.
set -euo pipefail

: "${BINARY:?}" "${TABLE:?}" "${CONTENTUM_CACHE:?}"
SECONDS_EACH=${BENCH_SECONDS:-5}
WORK=$(mktemp -d)
PORT=${PORT:-3990}
STARTED=()
trap 'stop_all; rm -rf "$WORK"' EXIT

# row NUMBER WHAT BAR HERE [BESIDE]
row() {
  printf '%s|%s|%s|%s|%s\n' "$1" "$2" "$3" "$4" "${5:-}" >>"$TABLE"
  printf '    %s: %s (bar %s)%s\n' "$2" "$4" "$3" "${5:+, beside: $5}"
}

# The middle one of the numbers on standard input.
median() { sort -g | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
calc() { awk "BEGIN { printf \"%.${2:-2}f\", $1 }"; }

# seeded DEALS: a directory with that many deals, made once for these sources. Copy it before writing.
seeded() {
  local sources dir
  sources=$(cat "$ROOT"/server/store/src/{tables,cells,schema,listed}.rs "$ROOT"/server/store/src/deals/*.rs \
    "$ROOT"/app/domain/src/cast/*.rs "$ROOT"/app/domain/src/cast/crowd/*.rs | sha256sum | cut -c1-12)
  dir=$CONTENTUM_CACHE/bench/data/$sources/$1
  if [ ! -e "$dir/contentum.redb" ]; then
    find "$CONTENTUM_CACHE/bench/data" -mindepth 1 -maxdepth 1 ! -name "$sources" -exec rm -rf {} + 2>/dev/null || true
    rm -rf "$dir.new" && mkdir -p "$dir.new"
    "$BINARY" seed --data "$dir.new" --deals "$1" --people "$(crowd "$1" 500)" --groups "$(crowd "$1" 2500)" \
      --today 2026-11-23 >"$dir.new/seed.log" 2>&1 || { cat "$dir.new/seed.log" >&2; return 1; }
    mv "$dir.new" "$dir"
  fi
  echo "$dir"
}

# One person for so many deals, one group for so many; at least twenty.
crowd() { echo $(($1 / $2 > 20 ? $1 / $2 : 20)); }

# serve DIR [OPTION...]: starts a server; leaves SERVER and ADDRESS. The clients of a measurement come
# from one address, which a trusted proxy may.
serve() {
  local data=$1
  shift
  PORT=$((PORT + 1))
  ADDRESS=http://127.0.0.1:$PORT
  "$BINARY" serve --data "$data" --listen "127.0.0.1:$PORT" --trusted-proxy 127.0.0.1 "$@" >"$WORK/$PORT.log" 2>&1 &
  SERVER=$!
  STARTED+=("$SERVER")
  until curl -sf -o /dev/null "$ADDRESS/readyz"; do
    kill -0 "$SERVER" 2>/dev/null || { cat "$WORK/$PORT.log" >&2; return 1; }
    sleep 0.05
  done
}

stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

stop_all() { for pid in ${STARTED[@]+"${STARTED[@]}"}; do stop "$pid"; done; }

# sign_in ROLE: the cookie of that role's person in a seeded firm.
sign_in() {
  local jar=$WORK/jar
  rm -f "$jar"
  curl -s -o /dev/null -c "$jar" -H 'Accept: text/html' -H 'Sec-Fetch-Site: same-origin' -H "Referer: $ADDRESS/sign-in" \
    --data-urlencode "email=$1@arkada.example" --data-urlencode "password=demo arkada 2026" "$ADDRESS/api/sign-in"
  awk '$6 == "session" { print $6 "=" $7; found = 1 } END { exit !found }' "$jar" || { echo "the sign-in failed" >&2; return 1; }
}

# load CLIENTS SECONDS URL [COOKIE]: "p50 ms, p99 ms, good answers per second, bad answers per second".
load() {
  local threads=1
  [ "$1" -gt 64 ] && threads=2
  wrk -t"$threads" -c"$1" -d"$2s" --timeout 10s --latency ${4:+-H "Cookie: $4"} -H 'Accept: text/html' "$3" | awk -v time="$2" '
    function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000 }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    / requests in / { all = $1 }
    /Non-2xx/ { bad = $NF }
    END { printf "%.2f %.2f %.0f %.0f\n", p50, p99, (all - bad) / time, bad / time }'
}

resident_mb() { awk '/^VmRSS:/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }
