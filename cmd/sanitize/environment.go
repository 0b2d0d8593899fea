package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
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
	piped bool // the dump comes through standard input
	// secrets are what the environment, or a default, has for a policy, with their
	// names: no message shows them, wherever a policy has them by a slip.
	secrets map[string]string
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

// aside returns an error if a file that is read beside the dump is the pipe that
// the dump comes through: what is read of it is gone.
func (env *environment) aside(file string) error {
	stdin, ok := env.stdin.(*os.File)
	if !ok || !env.piped {
		return nil
	}
	in, err := stdin.Stat()
	if err != nil || in.Mode()&(fs.ModeNamedPipe|fs.ModeSocket) == 0 {
		return nil
	}
	if info, err := os.Stat(file); err != nil || !os.SameFile(info, in) {
		return nil
	}
	return usageError(fmt.Errorf("%s is standard input, and the dump comes through it", file), "give one of the two as a file")
}

// input opens a dump that is a file, or is standard input, and returns its name
// for errors. Of a terminal it says what is wanted instead.
func (env *environment) input(file, want string) (in io.ReadCloser, name string, err error) {
	if file != "" && file != "-" {
		in, _, err = openDump(file, printed)
		return in, file, err
	}
	if isTerminal(env.stdin) {
		return nil, "", errors.New("standard input is a terminal, want " + want)
	}
	return io.NopCloser(env.stdin), "standard input", nil
}

// lookup returns a variable of the environment for a policy, which may hold a
// secret, and whether it is there.
func (env *environment) lookup(name string) (string, bool) {
	v := env.getenv(name)
	env.secret(name, v)
	return v, v != ""
}

// secret remembers a value of the environment that is a secret.
func (env *environment) secret(name, value string) {
	if value == "" || !detect.Secret(name, value) {
		return
	}
	if env.secrets == nil {
		env.secrets = map[string]string{}
	}
	env.secrets[value] = "${" + name + "}"
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

// hide puts the names of secrets in their place; one may begin with another.
func (env *environment) hide(text string) string {
	longest := func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }
	var pairs []string
	for _, value := range slices.SortedFunc(maps.Keys(env.secrets), longest) {
		pairs = append(pairs, value, env.secrets[value])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// printJSON prints v as JSON, indented.
func (env *environment) printJSON(v any) error {
	enc := json.NewEncoder(env.stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func (env *environment) print(s string) error {
	_, err := io.WriteString(env.stdout, s)
	return err
}
