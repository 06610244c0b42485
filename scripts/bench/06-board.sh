#!/usr/bin/env bash
# Row 6: the board, 20 cards in each column with true totals, against the list of the same server.
source "$(dirname "$0")/common.sh"

serve "$(seeded "$MIDDLE")"
for role in director head rep; do
  cookie=$(sign_in "$role")
  read -r list _ _ _ < <(load 1 "$SECONDS_EACH" "$ADDRESS/deals" "$cookie")
  read -r board p99 _ _ < <(load 1 "$SECONDS_EACH" "$ADDRESS/deals?view=board" "$cookie")
  cards=$(curl -s -H "Cookie: $cookie" -H 'Accept: text/html' "$ADDRESS/deals?view=board" | grep -o 'class="tile"' | wc -l)
  row 6 "board of $cards cards, $role, 1 client, p50" "≤ 2 × the list" "$(calc "$board / $list") × ($board ms, p99 $p99)" "list $list ms"
done
