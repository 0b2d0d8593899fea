//go:build !unix

package main

import "os"

// otherEnds are signals that end a run where the system has them.
var otherEnds []os.Signal
