#!/usr/bin/env bash
# `make fmt`: formats all Rust.
source "$(dirname "$0")/env.sh"
cargo fmt --all
