//go:build !unix

package progress

import "os"

// requests are the signals that ask how far a run has come: there are none.
var requests []os.Signal
