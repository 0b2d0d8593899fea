# What is released. It is linked statically, with no trace of the machine that
# has made it. The C compilers are those of the distribution: gcc and
# gcc-aarch64-linux-gnu.
RELEASE  = -trimpath -buildvcs=false -tags netgo,osusergo -ldflags '-s -w -linkmode external -extldflags -static -X main.release=$(VERSION)'
CC_amd64 = $(if $(filter x86_64,$(shell uname -m)),gcc,x86_64-linux-gnu-gcc)
CC_arm64 = $(if $(filter aarch64,$(shell uname -m)),gcc,aarch64-linux-gnu-gcc)
MINISIGN = aead.dev/minisign/cmd/minisign@v0.3.0
ACTIONLINT = github.com/rhysd/actionlint/cmd/actionlint@v1.7.7
LIBC     = /usr/share/doc/libc6/copyright
PORTABLE = darwin/arm64 darwin/amd64 windows/amd64

.PHONY: static static-amd64 static-arm64 portable dist dist-amd64 dist-arm64 sign image manifests

static: static-amd64 static-arm64 ## bin/linux-*/sanitize, for any Linux

static-amd64 static-arm64: static-%:
	CGO_ENABLED=1 GOOS=linux GOARCH=$* CC=$(CC_$*) go build $(RELEASE) -o bin/linux-$*/sanitize ./cmd/sanitize
	go run ./dist/notices -also $(LIBC) ./cmd/sanitize >bin/linux-$*/NOTICES

portable: ## without C, and so without PostgreSQL's own parser: macOS, Windows
	for p in $(PORTABLE); do export CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/}; \
	  go vet ./cmd/... ./dumpfmt/... ./mask/... ./rules/... && go build -trimpath -o "bin/$$GOOS-$$GOARCH/" ./cmd/sanitize || exit 1; done

dist: dist-amd64 dist-arm64 ## bin/dist: deb, rpm, tarball, bill of materials

dist-amd64 dist-arm64: dist-%: static-% build
	dist/package $* $(VERSION)

sign: ## the sums of all that "make dist" has made; KEY=… is a secret key of minisign
	for sums in bin/dist/SHA256SUMS-*64; do go run $(MINISIGN) -S -s "$(KEY)" -m "$$sums" || exit 1; done

image: static-amd64 ## the container image, by buildah
	dist/image $(VERSION)

manifests: ## decode the Kubernetes manifests into the types of the API; look at the workflows
	cd dist/kubernetes/check && go vet . && go test .
	go run $(ACTIONLINT) dist/ci/*.yml
