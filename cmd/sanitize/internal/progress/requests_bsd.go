//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package progress

import (
	"os"
	"syscall"
)

// requests are the signals that ask how far a run has come; SIGINFO is ^T.
var requests = []os.Signal{syscall.SIGUSR1, syscall.SIGINFO}
