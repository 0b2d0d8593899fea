//go:build race

package rules

// raceEnabled says that sync.Pool drops what it is given now and then, so that
// nothing can be said of allocations.
const raceEnabled = true
