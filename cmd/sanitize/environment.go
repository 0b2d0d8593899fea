package main

import (
	"io"
	"os"
	"regexp"
	"strings"
	"sync/atomic"

	"golang.org/x/term"

	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt/archive"
	"sanitize/rules/detect"
)

// environment is what a command may use of the outside world.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string

	quiet bool // only errors are printed
	// secrets are what the environment, or a default, has for a policy, each before
	// its name: no message shows them, wherever a policy has them by a slip.
	secrets []string
	// untouched says that standard output is a file that the run reads: not even
	// the mark of failure may be written to it.
	untouched bool

	out *zio.Writer // of the filter, to stdout or --output; nil as long as it is not open

	packed *archive.Writer // what out writes to, with --format; nil without

	opened   atomic.Bool // out is open
	terminal bool        // out is a terminal, which is spared the mark
}

// poison marks the output, if it is open and not marked yet. What has failed
// before says more than a second failure, or a panic of the output's, would.
func (env *environment) poison() {
	defer func() { _ = recover() }()
	if env.packed != nil {
		env.packed.Fail([]byte(zio.Mark))
		return
	}
	if env.out != nil && !env.terminal {
		env.out.Poison()
	}
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// secret remembers a value of the environment that is a secret.
func (env *environment) secret(name, value string) {
	if value != "" && detect.Secret(name, value) {
		env.secrets = append(env.secrets, value, "${"+name+"}")
	}
}

// defaults remembers the secrets that a policy has in ${NAME:-default}, wherever
// they stand: its text need not be TOML. What is shorter is part of other words.
func (env *environment) defaults(text []byte) {
	for _, m := range defaultValue.FindAllSubmatch(text, -1) {
		if len(m[2]) >= 6 {
			env.secret(string(m[1]), string(m[2]))
		}
	}
}

// defaultValue matches ${NAME:-default}.
var defaultValue = regexp.MustCompile(`\$\{(\w+):-([^}]+)\}`)

// hide puts the names of secrets in their place.
func (env *environment) hide(text string) string {
	return strings.NewReplacer(env.secrets...).Replace(text)
}

func (env *environment) print(s string) error {
	_, err := io.WriteString(env.stdout, s)
	return err
}
