#!/usr/bin/env bash
# Steps that a person can follow: a heading, the time taken, and on failure what to do about it.
# Sourced after env.sh. `summary` closes a run with a table and `N passed, N failed`, where N counts
# every test that a runner reported and every check; setting up counts for nothing.

STEP_TABLE=()
STEP_NUMBER=0
STEP_STATUS=0
PASSED=0
FAILED=0
FAILURES=()

# step NAME HINT COMMAND... : runs the command, reports a failure and leaves its code in STEP_STATUS.
# It returns 0 itself: called as `step … || …`, bash would ignore `set -e` inside the command.
step() {
  local name=$1 hint=$2 began=$SECONDS status=0
  shift 2
  STEP_NUMBER=$((STEP_NUMBER + 1))
  printf '\n==> %d. %s\n' "$STEP_NUMBER" "$name"
  set +e
  (set -e; "$@")
  status=$?
  set -e
  local took=$((SECONDS - began))
  if [ "$status" -eq 0 ]; then
    STEP_TABLE+=("$(printf '%-44s %6d s  ok' "$name" "$took")")
    printf '    %s: done (%d s)\n' "$name" "$took"
  else
    STEP_TABLE+=("$(printf '%-44s %6d s  FAILED' "$name" "$took")")
    printf '    %s: FAILED (exit %d, %d s)\n    What to do: %s\n' "$name" "$status" "$took" "$hint" >&2
  fi
  STEP_STATUS=$status
}

# check NAME HINT COMMAND... : a step that is one check.
check() {
  step "$@"
  if [ "$STEP_STATUS" -eq 0 ]; then PASSED=$((PASSED + 1)); else FAILED=$((FAILED + 1)); fi
}

# tests NAME HINT COMMAND... : a step of many tests; it leaves their numbers in $COUNTS, and below
# them a line for each that failed.
tests() {
  local passed failed name
  echo 0 0 >"$COUNTS"
  step "$@"
  read -r passed failed <"$COUNTS"
  while IFS= read -r name; do FAILURES+=("$name"); done < <(tail -n +2 "$COUNTS")
  PASSED=$((PASSED + passed))
  FAILED=$((FAILED + failed))
  # The runner itself failed, for example because the tests do not compile.
  if [ "$STEP_STATUS" -ne 0 ] && [ "$failed" -eq 0 ]; then FAILED=$((FAILED + 1)); fi
  # No test at all is a fault of the run, never a success.
  if [ "$STEP_STATUS" -eq 0 ] && [ "$passed" -eq 0 ]; then skip "$1" "no test was found"; fi
}

# skip NAME WHY : what should have run and could not counts as failed.
skip() {
  FAILED=$((FAILED + 1))
  STEP_TABLE+=("$(printf '%-44s %8s  NOT RUN: %s' "$1" - "$2")")
}

# must NAME HINT COMMAND... : a step without which the rest makes no sense. A run that counts ends
# with its closing line even so.
must() {
  step "$@"
  if [ "$STEP_STATUS" -eq 0 ]; then return 0; fi
  FAILED=$((FAILED + 1))
  if [ -n "${COUNTS:-}" ]; then summary; fi
  exit 1
}

# The closing lines; what failed is named in them, as the end of a log may be all that is kept of
# it. The exit code says whether everything passed.
summary() {
  printf '\n'
  printf '%s\n' "${STEP_TABLE[@]}"
  printf '%-44s %6d s\n\n' total "$SECONDS"
  if [ "${#FAILURES[@]}" -gt 0 ]; then printf '%s\n' "${FAILURES[@]}"; fi
  printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
  [ "$FAILED" -eq 0 ]
}
