//go:build race

package mask

// raceEnabled says that sync.Pool drops what it is given now and then, so that
// allocations are not what they are without the race detector.
const raceEnabled = true
