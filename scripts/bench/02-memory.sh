#!/usr/bin/env bash
# Row 2: resident memory of the server on 100 k deals, idle and after load, beside PocketBase.
source "$(dirname "$0")/common.sh"
source "$ROOT/scripts/bench/pocketbase.sh"

serve "$(seeded "$MIDDLE")"
idle=$(resident_mb "$SERVER")
for role in director head rep; do
  cookie=$(sign_in "$role")
  for path in /deals '/deals?sort=amount' '/deals?q=fotele' /; do load 8 "$SECONDS_EACH" "$ADDRESS$path" "$cookie" >/dev/null; done
done
after=$(resident_mb "$SERVER")
pocketbase
other_idle=$(resident_mb "$POCKETBASE")
for sort in -id -amount; do load 8 "$((SECONDS_EACH * 3))" "$POCKETBASE_LIST&sort=$sort" >/dev/null; done
row 2 "memory, idle, $MIDDLE deals" "≤ 28 MB" "$idle MB" "PocketBase $other_idle MB"
row 2 "memory, after load" "≤ 70 MB" "$after MB" "PocketBase $(resident_mb "$POCKETBASE") MB"
