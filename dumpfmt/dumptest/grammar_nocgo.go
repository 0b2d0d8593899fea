//go:build !cgo

package dumptest

import "testing"

// HasGrammar says that the build has PostgreSQL's grammar, which reads what the
// conditions of CHECKs, indexes and partitions say.
const HasGrammar = false

// NeedsGrammar skips a test in a build without cgo.
func NeedsGrammar(t testing.TB) {
	t.Helper()
	t.Skip("PostgreSQL's grammar is not in a build without cgo: what a condition says is not read")
}
