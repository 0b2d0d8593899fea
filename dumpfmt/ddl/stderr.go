package ddl

import (
	"os"
	"syscall"
)

// Stderr returns a file that writes to where the process's standard error goes
// now. A program that uses this package takes it before the first statement is
// read, and prints to it alone: for the time of each parse the C library puts a
// pipe, which nobody reads, in the place of file descriptor 2 (pg_query_raw_parse
// in pg_query_parse.c), and what another goroutine prints to os.Stderr then is
// lost. What the Go runtime itself prints when the process dies in the midst of
// a parse still may be.
//
// Where there is no standard error, or no descriptor for a second one, it is
// os.Stderr.
func Stderr() *os.File {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fd, err := syscall.Dup(int(os.Stderr.Fd()))
	if err != nil {
		return os.Stderr
	}
	syscall.CloseOnExec(fd)
	return os.NewFile(uintptr(fd), os.Stderr.Name())
}
