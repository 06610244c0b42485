#!/usr/bin/env bash
# Row 1: from the start of the process to a served sign-in page; row 13: the same after kill -9.
source "$(dirname "$0")/common.sh"

# started DIR: milliseconds, the median of nine.
started() {
  for _ in 1 2 3 4 5 6 7 8 9; do
    PORT=$((PORT + 1))
    node "$ROOT/scripts/bench/started.mjs" "$BINARY" "$1" "$PORT"
  done | median
}

empty=$WORK/empty
mkdir "$empty"
base=$(started "$empty")
row 1 "start → sign-in page, empty base" "≤ 50 ms" "$base ms"
row 1 "the same, demo firm (180 deals)" "≤ 50 ms" "$(started "$(seeded 180)") ms"
large=$(started "$(seeded "$LARGE")")
row 1 "the same, $LARGE deals" "≤ 3 × empty" "$large ms ($(calc "$large / $base" 1) ×)"
