#!/usr/bin/env bash
# The checks that need no browser; each prints what is wrong and fails. Sourced.

# Where a step of tests leaves "passed failed".
COUNTS=$(mktemp)
trap 'rm -f "$COUNTS"' EXIT

NATIVE=(-p domain -p store -p app -p server --features app/ssr)

check_format() { cargo fmt --all --check; }

clippy_native() { cargo clippy --locked "${NATIVE[@]}" --all-targets -- -D warnings; }

# Never together with the server: cargo would unify `hydrate` with `ssr`.
clippy_wasm() { cargo clippy --locked -p client --target wasm32-unknown-unknown -- -D warnings; }

# The compiler holds most module edges; these are the ones it cannot see.
check_edges() {
  absent_from "domain" "leptos axum redb tokio getrandom" -p domain
  absent_from "store" "axum leptos" -p store
  absent_from "the browser's half" "redb tokio axum store" -p client --target wasm32-unknown-unknown
  # leptos brings some of these as dead code; ours would be live.
  absent_from "app's own code in the browser" "regex url uuid" --depth 1 -p app -p domain --features app/hydrate
}

# absent_from WHAT "CRATES" TREE-ARGUMENTS...
absent_from() {
  local what=$1 banned=$2 tree crate bad=0
  shift 2
  tree=$(cargo tree --locked --prefix none --format '{p}' -e normal,no-proc-macro "$@" | awk '{ print $1 }' | sort -u)
  for crate in $banned; do
    if grep -qx "$crate" <<<"$tree"; then
      echo "$what must not depend on $crate: see 'cargo tree $* -i $crate'" >&2
      bad=1
    fi
  done
  return "$bad"
}

# run_nextest ARGUMENTS... : runs tests and leaves nextest's own numbers in $COUNTS, and below
# them what failed.
run_nextest() {
  local log status=0
  log=$(mktemp)
  cargo nextest run --locked --no-fail-fast --status-level fail --final-status-level fail "$@" 2>&1 |
    tee "$log" || status=$?
  sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
    /^ *Summary \[/ {
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) passed = $(i - 1)
        if ($i ~ /^(failed|timed)/) failed += $(i - 1)
      }
    }
    / (FAIL|TIMEOUT|SIGABRT|SIGSEGV) \[/ { failures[$NF] = "failed: " $(NF - 1) " " $NF }
    END {
      print passed + 0, failed + 0
      for (name in failures) print failures[name]
    }' >"$COUNTS"
  rm -f "$log"
  return "$status"
}

test_native() { run_nextest "${NATIVE[@]}"; }
