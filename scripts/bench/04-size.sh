#!/usr/bin/env bash
# Row 4: the same list on 1 M against 10 k deals, in turns.
source "$(dirname "$0")/common.sh"

serve "$(seeded "$LARGE")"
large=$ADDRESS
large_cookies=("$(sign_in director)" "$(sign_in head)" "$(sign_in rep)")
serve "$(seeded "$SMALL")"
roles=(director head rep)
for n in 0 1 2; do
  cookie=$(sign_in "${roles[n]}")
  : >"$WORK/ratios"
  for _ in 1 2 3; do
    read -r few _ _ _ < <(load 1 "$SECONDS_EACH" "$ADDRESS/deals" "$cookie")
    read -r many _ _ _ < <(load 1 "$SECONDS_EACH" "$large/deals" "${large_cookies[n]}")
    calc "$many / $few" >>"$WORK/ratios"
    echo >>"$WORK/ratios"
  done
  row 4 "deals page, ${roles[n]}, $LARGE against $SMALL" "≤ 1.5 ×" "$(median <"$WORK/ratios") × ($few → $many ms)"
done
