#!/usr/bin/env bash
# Row 17: five times what the server can take, visitors that hardly read, and a flood of sign-ins.
source "$(dirname "$0")/common.sh"

serve "$(seeded "$MIDDLE")"
cookie=$(sign_in director)
page=$ADDRESS/deals
read -r alone _ _ _ < <(load 1 "$SECONDS_EACH" "$page" "$cookie")
peak=0
for clients in 8 16 32; do
  read -r _ _ good _ < <(load "$clients" "$SECONDS_EACH" "$page" "$cookie")
  [ "$good" -gt "$peak" ] && peak=$good && at=$clients
done
read -r p50 p99 good bad < <(load $((at * 5 > 160 ? at * 5 : 160)) "$SECONDS_EACH" "$page" "$cookie")
row 17 "goodput at 5 × the clients of the peak" "≥ 80 % of peak" "$((good * 100 / (peak > 0 ? peak : 1))) % ($good of $peak/s)"
row 17 "the rest, refused at once" "503, fast" "$bad/s, p50 of all $p50 ms, p99 $p99 ms"

node "$ROOT/scripts/bench/slow.mjs" "127.0.0.1:$PORT" 300 $((SECONDS_EACH + 4)) &
slow=$!
sleep 2
read -r among _ _ _ < <(load 1 "$SECONDS_EACH" "$page" "$cookie")
wait "$slow"
row 17 "deals page beside 300 slow visitors, p50" "as quick as alone" "$among ms" "alone $alone ms"

node "$ROOT/scripts/bench/flood.mjs" "127.0.0.1:$PORT" 32 $((SECONDS_EACH + 2)) >"$WORK/flood" &
flood=$!
sleep 1
read -r among _ _ _ < <(load 1 "$SECONDS_EACH" "$page" "$cookie")
wait "$flood"
row 17 "deals page beside a flood of sign-ins, p50" "quick" "$among ms ($(cat "$WORK/flood"))" "alone $alone ms"
