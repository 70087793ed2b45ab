# Daybook. `make run` and `make test` are all a newcomer needs; the work itself
# is in the short scripts under tools/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run papers test check bench bench-papers bench-itc bench-timetable crash e2e window build bindings package-linux package-windows setup dev clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set up, build, make the sample college, print its papers, open the window
	@tools/run.sh

papers: ## Write one of each paper and edition for the sample college into out/papers
	@tools/papers.sh

test: ## Set up, check, and run every test
	@tools/setup.sh test
	@tools/test.sh

check: ## Formatting, vet, staticcheck, types, imports, bindings; runs no test
	@tools/setup.sh test
	@tools/check.sh

bench: ## Run the benchmarks (the figures of docs/benchmarks.md)
	@. tools/lib.sh; go test -p 1 -run '^$$' -bench . -benchmem $(ARGS) ./...

bench-papers: ## Papers against Chromium, LibreOffice and WeasyPrint (ROUNDS=1 for a quick look)
	@tools/setup.sh run
	@tools/bench-papers.sh $(ROUNDS)

bench-itc: ## University timetables of ITC-2007 by this engine (BUDGET=2 CPU seconds, SEEDS=5, ONLY=comp01,comp02, OUT=folder)
	@. tools/lib.sh; DAYBOOK_ITC_SECONDS=$(or $(BUDGET),30) DAYBOOK_ITC_SEEDS=$(or $(SEEDS),5) DAYBOOK_ITC_ONLY=$(ONLY) \
		DAYBOOK_ITC_OUT=$(abspath $(OUT)) go test -count=1 -timeout 0 -v -run '^TestITCTable$$' ./backend/timetable/search

bench-timetable: ## The planner on planted terms and against FET, then the timetables of ITC-2007
	@tools/setup.sh run
	@tools/bench-timetable.sh $(ARGS)

crash: ## The long proofs: kills, power cuts, full disks, a watched day; prints their table
	@tools/setup.sh test
	@tools/crash.sh $(ARGS)

e2e: ## End-to-end tests in the real program
	@tools/setup.sh test
	@tools/e2e.sh $(ARGS)

window: ## Drive the shipped window: first data, start-up time, a picture
	@tools/setup.sh test
	@tools/window.sh $(ARGS)

build: ## Build the page and build/bin/daybook
	@tools/setup.sh run
	@tools/build.sh production

bindings: ## Write frontend/wailsjs anew from the Go code
	@tools/bindings.sh

package-linux: ## Make the Debian package
	@tools/setup.sh run
	@tools/package-linux.sh

package-windows: ## Make the Windows programs and their installer
	@tools/setup.sh run
	@tools/package-windows.sh

setup: ## Install what is missing on this machine
	@tools/setup.sh test

dev: ## Open a window that follows every change of the code
	@tools/setup.sh run
	@. tools/lib.sh; tool wails dev -appargs "--college sample-college"

clean: ## Remove what was built (the sample college and its papers stay)
	@rm -rf build/{bin,package,test,test-college*,wine,*.log} frontend/dist/* frontend/dist/.made-of
