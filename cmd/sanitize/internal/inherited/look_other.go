//go:build !(cgo && unix)

package inherited

// Known says whether this build can tell.
const Known = false

func noStdout() bool { return false }
