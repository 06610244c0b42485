# Two commands matter: `make run` and `make test`. Both install what they miss and say so.
.DEFAULT_GOAL := help
.PHONY: help run test check dev bench prove fmt clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build the release and start it with a demo firm on http://127.0.0.1:3000
	@scripts/run.sh

test: ## everything: format, lints, all tests, the release in a browser
	@scripts/test.sh

check: ## the quick loop: everything but the browser, at most 3 minutes when warm
	@scripts/check.sh

dev: ## rebuild and restart on every change
	@scripts/dev.sh

bench: ## measure the release against the bars, in one table (BENCH_ONLY=3 one row, BENCH_QUICK=1 small)
	@scripts/bench.sh

prove: ## the long proofs: power cuts and exhaustive worlds at full scale
	@scripts/prove.sh

fmt: ## format all Rust
	@scripts/fmt.sh

clean: ## drop what was built; installed tools stay
	@scripts/clean.sh
