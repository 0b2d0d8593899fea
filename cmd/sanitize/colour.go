package main

import (
	"io"
	"regexp"
	"strings"
)

// The colours, as SGR parameters (ECMA-48, 8.3.117).
const (
	bold   = "1"
	red    = "1;31"
	yellow = "33"
	cyan   = "36"
)

// coloured reports whether w shows colours: it is a terminal, and neither
// NO_COLOR (no-color.org) nor TERM says that they are not wanted.
func (env *environment) coloured(w io.Writer) bool {
	return isTerminal(w) && env.getenv("NO_COLOR") == "" && env.getenv("TERM") != "dumb"
}

func paint(colour, s string) string { return "\x1b[" + colour + "m" + s + "\x1b[m" }

// message is a text for stderr: "sanitize: " before its first line and before
// hints. Other lines, TOML to paste among them, stay as they are. With a colour
// that is not empty the prefix has it.
func message(text, colour string) string {
	prefix := "sanitize:"
	if colour != "" {
		prefix = paint(colour, prefix)
	}
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		hint := strings.HasPrefix(line, "hint: ")
		if i == 0 || hint {
			b.WriteString(prefix + " ")
		}
		if word, rest, ok := strings.Cut(line, ": "); ok && colour != "" {
			switch {
			case hint:
				line = paint(cyan, word+":") + " " + rest
			case i == 0 && word == "warning":
				line = paint(yellow, word+":") + " " + rest
			}
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// heading is a line's begin that is one in the help.
var heading = regexp.MustCompile(`(?m)^[A-Z][a-z]+( \(.*\))?:`)

// help prints a help text.
func (env *environment) help(text string) error {
	if env.coloured(env.stdout) {
		text = heading.ReplaceAllStringFunc(text, func(s string) string { return paint(bold, s) })
	}
	return env.print(text)
}
