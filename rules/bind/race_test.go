//go:build race

package bind

// raceEnabled says that sync.Pool drops what it is given now and then, so that
// nothing can be said of allocations.
const raceEnabled = true
