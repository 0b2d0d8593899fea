package main

import (
	"os"
	"strings"
	"testing"
)

// TestColoursAreForTerminals: what is no terminal gets none, whatever the
// environment says.
func TestColoursAreForTerminals(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"check", "--help"}, {"masks"}, {"--nonsense"}, {"-p", "none"}, nil} {
		got := runDump(cutDump, args...)
		if strings.Contains(string(got.stdout)+got.stderr, "\x1b") {
			t.Errorf("sanitize %q: control sequences", args)
		}
	}
}

// TestWidthThatIsNotTold: a terminal of no columns, as some have that no window is
// behind, is not one of few.
func TestWidthThatIsNotTold(t *testing.T) {
	f, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	if w := terminalWidth(f); !isTerminal(f) || w != 0 {
		t.Errorf("a terminal: %t, of %d columns", isTerminal(f), w)
	}
}

// TestMessage holds messages to their prefix: at the first line and at hints, and
// nowhere in what is to be pasted.
func TestMessage(t *testing.T) {
	for _, tt := range []struct {
		text, colour string
		width        int
		want         string
	}{
		{"it failed", "", 0, "sanitize: it failed\n"},
		{"it failed\nhint: paste\n\n[tables]\na = \"b: c\"", "", 0, "sanitize: it failed\nsanitize: hint: paste\n\n[tables]\na = \"b: c\"\n"},
		{"it failed\nhint: do this: now", red, 0, "\x1b[1;31msanitize:\x1b[m it failed\n\x1b[1;31msanitize:\x1b[m \x1b[36mhint:\x1b[m do this: now\n"},
		{"warning: so", bold, 0, "\x1b[1msanitize:\x1b[m \x1b[33mwarning:\x1b[m so\n"},
		{"it failed and said\nhint: do this and that\n\na = 1 # and a comment", "", 20, "sanitize: it failed\n    and said\nsanitize: hint: do\n    this and that\n\na = 1 # and a comment\n"},
		{"warning: it is so", bold, 23, "\x1b[1msanitize:\x1b[m \x1b[33mwarning:\x1b[m it\n    is so\n"},
		{"file:1:2: warning: so", bold, 0, "\x1b[1msanitize:\x1b[m file:1:2: warning: so\n"},
	} {
		if got := message(tt.text, tt.colour, tt.width); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}
