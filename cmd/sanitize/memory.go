package main

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// softMemoryLimit makes the collector run before the process outgrows what is
// promised; a giant row may exceed it.
const softMemoryLimit = 40 << 20

// What a schema of many tables adds to the limit: room above what is live, so
// that the collector does not run all the time.
const (
	manyTables = 256      // fewer do not matter
	memoryRoom = 24 << 20 // and a quarter of what is live
)

// limitTo sets the soft limit to n bytes, and returns what sets it back. A process
// without a limit gets none.
func limitTo(n int64) (back func()) {
	was := debug.SetMemoryLimit(-1)
	if was == math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(n)
	return func() { debug.SetMemoryLimit(was) }
}

// followRow raises the soft limit to what a row of n bytes may take: what a mask
// makes of it in small pieces would have the collector run without a pause.
func followRow(n int) {
	if now := debug.SetMemoryLimit(-1); now != math.MaxInt64 {
		debug.SetMemoryLimit(max(now, softMemoryLimit+5*int64(n)/2))
	}
}

// followHeap raises the soft limit to what the schema and its plan take. It is
// for the times at which they have grown: what is live then is mostly theirs.
func followHeap(tables int) {
	if tables < manyTables || debug.SetMemoryLimit(-1) == math.MaxInt64 {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() == metrics.KindUint64 {
		n := int64(live[0].Value.Uint64())
		debug.SetMemoryLimit(max(softMemoryLimit, n+n/4+memoryRoom))
	}
}
