package main

import (
	"os"
	"syscall"
)

// otherEnds are signals that end a run where the system has them. At the limit of
// its time on the CPU a process is asked once, and then killed.
var otherEnds = []os.Signal{syscall.SIGSYS, syscall.SIGSTKFLT, syscall.SIGXCPU}
