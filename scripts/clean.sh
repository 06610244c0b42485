#!/usr/bin/env bash
# `make clean`: drops what was built here; the tools and the downloaded packages stay.
source "$(dirname "$0")/env.sh"
rm -rf target end2end/node_modules end2end/test-results end2end/playwright-report
cargo clean
