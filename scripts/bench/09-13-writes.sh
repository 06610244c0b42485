#!/usr/bin/env bash
# Row 9: durable writes against the disk's own pace. Row 13: opening a file of 1 GB whose writer was killed.
source "$(dirname "$0")/common.sh"

"$EXAMPLES/write_bench" "$WORK" >"$WORK/writes"
ratio() { awk -F'= ' -v what="$1" '$0 ~ what { split($2, part, " "); print part[1] }' "$WORK/writes"; }
disk=$(awk '/^fdatasync/ { print $6 }' "$WORK/writes" | median)
row 9 "durable write, 1 client, p50" "≤ 4 × fdatasync" "$(ratio 'with 1 submitter') ×" "fdatasync $disk"
row 9 "durable writes, 64 clients" "≥ 2 × fdatasync rate" "$(ratio 'with 64 submitters') ×"

: >"$WORK/reopened"
for _ in 1 2 3; do "$EXAMPLES/reopen_bench" "$WORK" "$REOPEN_MB" | awk '/^reopened/ { print $5 }' >>"$WORK/reopened"; done
row 13 "reopen after kill -9, $REOPEN_MB MB" "≤ 100 ms" "$(paste -sd' ' "$WORK/reopened")"
