#!/usr/bin/env bash
# Row 3: the list of 50 deals of 100 k as HTML with exact totals, beside PocketBase's JSON with total.
source "$(dirname "$0")/common.sh"
source "$ROOT/scripts/bench/pocketbase.sh"

pocketbase
serve "$(seeded "$MIDDLE")"
read -r other _ _ _ < <(load 1 "$SECONDS_EACH" "$POCKETBASE_LIST&sort=-id")
read -r _ _ rate _ < <(load 8 "$SECONDS_EACH" "$POCKETBASE_LIST&sort=-id")
for role in director head rep; do
  cookie=$(sign_in "$role")
  read -r p50 p99 _ _ < <(load 1 "$SECONDS_EACH" "$ADDRESS/deals" "$cookie")
  row 3 "deals page, $role, 1 client, p50" "≤ 2 ms" "$p50 ms (p99 $p99)" "PocketBase $other ms"
  read -r _ _ pages bad < <(load 8 "$SECONDS_EACH" "$ADDRESS/deals" "$cookie")
  row 3 "deals page, $role, 8 clients" "≥ 1250/s" "$pages/s$([ "$bad" = 0 ] || echo ", $bad refused")" "PocketBase $rate/s"
done
cookie=$(sign_in director)
read -r p50 p99 _ _ < <(load 1 "$SECONDS_EACH" "$ADDRESS/" "$cookie")
row 3 "home of the whole firm, 1 client, p50" "≤ 2 ms" "$p50 ms (p99 $p99)"
