//go:build cgo

package dumptest

import "testing"

// HasGrammar says that the build has PostgreSQL's grammar, which reads what the
// conditions of CHECKs, indexes and partitions say.
const HasGrammar = true

// NeedsGrammar skips a test in a build without cgo.
func NeedsGrammar(testing.TB) {}
