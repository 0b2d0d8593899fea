# Tools are run at fixed versions, so that a new one cannot break an old commit.
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
BENCHSTAT   = golang.org/x/perf/cmd/benchstat@latest
VERSION    ?= $(shell git describe --tags --match 'v[0-9]*' --dirty 2>/dev/null || echo v0.0.0-g$$(git rev-parse --short HEAD))
FUZZTIME   ?= 60s
ROWS       ?= 1000000
N          ?= 10000
FIRST      ?= 0

.PHONY: build test race nocgo fuzz bench gobench golden lint restore regress real faults demo fidelity laws browser

build: ## bin/sanitize
	go build -trimpath -o bin/sanitize ./cmd/sanitize

test: ## everything; tests that need PostgreSQL skip without it
	go test -timeout 30m $(TESTFLAGS) ./...

race: ## everything, with the race detector, the long tests shortened
	$(MAKE) test TESTFLAGS='-race -short'

nocgo: ## a build without cgo, in which what conditions say is not read
	CGO_ENABLED=0 go vet ./...
	CGO_ENABLED=0 GOARCH=386 go vet ./... # ints of 32 bits
	CGO_ENABLED=0 go test -short ./dumpfmt/... ./rules/... ./cmd/...

restore: ## only the tests against a real PostgreSQL, which must be there
	SANITIZE_REQUIRE_PG=1 go test -count=1 -v -run Restore ./cmd/sanitize

regress: ## mask PostgreSQL's own regression database; DIR=…/src/test/regress of its source
	SANITIZE_REQUIRE_PG=1 SANITIZE_REGRESS_DIR=$(abspath $(DIR)) go test -count=1 -v -run RestoreRegress ./cmd/sanitize

faults: build ## N random faults, FIRST the number of the first: each is refused or masked as the damaged text asks; half as many on archives
	go run ./fixtures/faults -n $(N) -first $(FIRST) bin/sanitize
	go run ./fixtures/archives/faults -n $$(($(N) / 2)) -first $(FIRST)

real: ## mask and restore every dump of a directory, and print what is decided; DIR=…
	SANITIZE_REQUIRE_PG=1 SANITIZE_REAL_DIR=$(abspath $(DIR)) go test -count=1 -v -run 'RestoreReal|RealDecisions' ./cmd/sanitize

fuzz: ## each fuzz target for FUZZTIME
	.ci/fuzz $(FUZZTIME)

fidelity: ## what a migration sees of a masked copy, as a table; V=1 lists each difference
	cd fixtures/fidelity && SANITIZE_REQUIRE_PG=1 go test -count=1 -timeout 60m -run TestFidelity -full $(if $(V),-v)

laws: ## what is one to one, on ten million values of each mask that keeps a text's form
	SANITIZE_VALUES=10000000 go test -count=1 -timeout 60m -v -run ShapeNoCollisions ./mask

browser: ## the page of a report in chromium, in three widths, light and dark
	cd fixtures/browser && go vet ./... && go test -count=1 ./...

golden: ## write the golden files anew; look at the diff before you commit it
	go test ./mask ./rules/bind ./cmd/sanitize -run 'Golden|Bad|Script' -update

bench: build ## the table of speeds, as ratios to zstd -dc; ROWS=1000000
	go run ./fixtures/gen/bench -rows $(ROWS)

gobench: ## Go's own benchmarks
	go test -run '^$$' -bench . -benchmem ./dumpfmt/... ./mask/... ./rules/... ./cmd/...

lint: ## gofmt, go vet, staticcheck
	@test -z "$$(gofmt -s -l .)" || { gofmt -s -d .; exit 1; }
	go vet -cgocall=false ./... # It reads cgo's sources where they lay when the build cache was filled.
	go run $(STATICCHECK) ./...

demo: build ## before and after, side by side
	@fixtures/demo.sh

include dist/release.mk
