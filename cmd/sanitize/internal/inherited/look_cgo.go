//go:build cgo && unix

package inherited

/*
#include <fcntl.h>
#include <unistd.h>

static int closed;

// A constructor runs before Go's runtime does.
__attribute__((constructor)) static void look(void)
{
	closed = fcntl(STDOUT_FILENO, F_GETFD) == -1;
}

static int no_stdout(void) { return closed; }
*/
import "C"

// Known says whether this build can tell.
const Known = true

func noStdout() bool { return C.no_stdout() != 0 }
