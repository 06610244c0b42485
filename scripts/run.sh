#!/usr/bin/env bash
# `make run`: set up, build the release, start it with a demo firm. LISTEN chooses the address.

source "$(dirname "$0")/env.sh"
source "$ROOT/scripts/step.sh"
source "$ROOT/scripts/setup.sh"
source "$ROOT/scripts/build.sh"

set_up_build
must "release build" "read the compiler's message above; 'make clean' starts afresh" build_release
printf '\nReady after %d s. Stop with Ctrl-C.\n\n' "$SECONDS"
exec "$BINARY" demo --listen "${LISTEN:-127.0.0.1:3000}"
