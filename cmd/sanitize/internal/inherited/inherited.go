// Package inherited knows which of its streams a process was started without.
// Go's runtime opens /dev/null in their place before any Go code runs (see
// checkfds in runtime/fds_unix.go), and a dump that is written there would be
// taken for a success.
package inherited

// NoStdout reports whether the process was started with a closed standard
// output, as by >&-. A build without cgo cannot know, and says no.
func NoStdout() bool { return noStdout() }
