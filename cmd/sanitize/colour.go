package main

import (
	"io"
	"os"
	"regexp"
	"strings"

	"golang.org/x/term"

	"sanitize/cmd/sanitize/internal/cli"
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
// hints, which are wrapped at a width that is not 0. Other lines, TOML to paste
// among them, stay as they are. With a colour that is not empty the prefix has it.
func message(text, colour string, width int) string {
	const name = "sanitize:"
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		hint := strings.HasPrefix(line, "hint: ")
		if i > 0 && !hint {
			b.WriteString(line + "\n")
			continue
		}
		line = name + " " + line
		if width > 0 {
			line = strings.Join(cli.Wrap(line, width, "    "), "\n")
		}
		if colour != "" {
			line = painted(line[len(name):], hint)
			line = paint(colour, name) + line
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// painted paints the word that says what a message is.
func painted(line string, hint bool) string {
	word, rest, ok := strings.Cut(line, ": ")
	switch {
	case ok && hint:
		return " " + paint(cyan, strings.TrimSpace(word)+":") + " " + rest
	case ok && word == " warning":
		return " " + paint(yellow, "warning:") + " " + rest
	}
	return line
}

// terminalWidth is how wide a terminal is, 0 where w is none, or does not tell.
func terminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil || n == 0 {
		return 0
	}
	return max(n, 20)
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
