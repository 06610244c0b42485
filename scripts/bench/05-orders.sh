#!/usr/bin/env bash
# Row 5: every other sort and indexed filter against the default one, in the store, without totals.
source "$(dirname "$0")/common.sh"

data=$(seeded "$MIDDLE")
"$EXAMPLES/list_bench" "$data/contentum.redb" | tee "$WORK/orders"
for role in director head rep; do
  row 5 "other sorts, $role, slowest" "≤ 1.3 ×" "$(awk -F'|' -v role="$role" '$1 == role && $2 == "sort"' "$WORK/orders" |
    sort -t'|' -k4 -g | tail -1 | awk -F'|' '{ print $4 " × (" $3 ")" }')"
  row 5 "indexed filters, $role, slowest" "≤ 1.3 ×" "$(awk -F'|' -v role="$role" '$1 == role && $2 == "filter"' "$WORK/orders" |
    sort -t'|' -k4 -g | tail -1 | awk -F'|' '{ print $4 " × (" $3 ")" }')"
done
