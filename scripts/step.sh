#!/usr/bin/env bash
# Steps that a person can follow: a heading, the time taken, and on failure what to do about it.
# Sourced after env.sh. `summary` closes a run with a table and `N passed, N failed`.

STEP_TABLE=()
STEPS_PASSED=0
STEPS_FAILED=0
TESTS_PASSED=0
TESTS_FAILED=0
STEP_NUMBER=0
STEP_STATUS=0

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
    STEPS_PASSED=$((STEPS_PASSED + 1))
    STEP_TABLE+=("$(printf '%-44s %6d s  ok' "$name" "$took")")
    printf '    %s: done (%d s)\n' "$name" "$took"
  else
    STEPS_FAILED=$((STEPS_FAILED + 1))
    STEP_TABLE+=("$(printf '%-44s %6d s  FAILED' "$name" "$took")")
    printf '    %s: FAILED (exit %d, %d s)\n    What to do: %s\n' "$name" "$status" "$took" "$hint" >&2
  fi
  STEP_STATUS=$status
}

# skip NAME WHY : a step that cannot run because an earlier one failed; it counts as failed.
skip() {
  STEPS_FAILED=$((STEPS_FAILED + 1))
  STEP_TABLE+=("$(printf '%-44s %8s  NOT RUN: %s' "$1" - "$2")")
}

# must NAME HINT COMMAND... : a step without which the rest makes no sense.
must() {
  step "$@"
  if [ "$STEP_STATUS" -ne 0 ]; then exit 1; fi
}

# count PASSED FAILED : adds what a test runner reported.
count() {
  TESTS_PASSED=$((TESTS_PASSED + $1))
  TESTS_FAILED=$((TESTS_FAILED + $2))
}

# The closing lines; the exit code says whether everything passed.
summary() {
  printf '\n'
  printf '%s\n' "${STEP_TABLE[@]}"
  printf '%-44s %6d s\n\n' total "$SECONDS"
  printf '%d passed, %d failed\n' \
    $((TESTS_PASSED + STEPS_PASSED)) $((TESTS_FAILED + STEPS_FAILED))
  [ $((TESTS_FAILED + STEPS_FAILED)) -eq 0 ]
}
