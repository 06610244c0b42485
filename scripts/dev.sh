#!/usr/bin/env bash
# `make dev`: rebuilds and restarts on every change, on data kept in target/dev-data; the first start
# prints how to set it up. COMMAND=demo serves the demo firm instead, new after every restart.

source "$(dirname "$0")/env.sh"
source "$ROOT/scripts/step.sh"
source "$ROOT/scripts/setup.sh"

set_up_build
mkdir -p "$ROOT/target/dev-data"
export CONTENTUM_DATA=${CONTENTUM_DATA:-$ROOT/target/dev-data}
export CONTENTUM_LISTEN=${LISTEN:-127.0.0.1:3000}
export LEPTOS_SITE_ADDR=$CONTENTUM_LISTEN
exec cargo leptos watch -- "${COMMAND:-serve}"
