package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// completions are lines, and what a shell must and must not offer for each.
var completions = []struct {
	line string
	want string // all of these
	not  string // none of these
}{
	{"sanitize ", "check policy masks reveal keygen completion version help dump.sql", "--policy man json"},
	{"sanitize ch", "check", "masks dump.sql"},
	{"sanitize --pro", "--progress", "--policy --strict"},
	{"sanitize --", "--policy --salt-file --zstd --no-data --quiet --help --version", "--strict --update-lock"},
	{"sanitize check --", "--strict --update-lock --format --policy --help", "--zstd --salt-file --guard"},
	{"sanitize masks --", "--help", "--policy --strict"},
	{"sanitize --progress ", "auto always never", "dump.sql check"},
	{"sanitize --progress=", "auto always never", "dump.sql"},
	{"sanitize --progress=al", "always", "auto never"},
	{"sanitize check --format ", "text json", "dump.sql auto"},
	{"sanitize check --format j", "json", "text"},
	{"sanitize --report ", "dump.sql policy.toml", "check auto"},
	{"sanitize -p po", "policy.toml", "dump.sql policy"},
	{"sanitize check --lock ", "policy.toml", "text"},
	{"sanitize -j ", "", "dump.sql check auto"},
	{"sanitize --data ", "", "dump.sql check"},
	{"sanitize -p policy.toml ", "dump.sql", "check"},
	{"sanitize check du", "dump.sql", "policy.toml check"},
	{"sanitize masks em", "email empty", "phone dump.sql"},
	{"sanitize completion ", "bash zsh fish", "dump.sql"},
	{"sanitize help ma", "masks", "check man"},
}

// TestCompletion asks the real shells. In bash and zsh, --flag=value is completed
// by its value, in fish whole.
func TestCompletion(t *testing.T) {
	if testing.Short() {
		t.Skip("starts three shells for many lines")
	}
	for _, shell := range []struct {
		name  string
		offer func(t *testing.T, script, dir string, lines []string) [][]string
	}{
		{"bash", eachLine(offerBash)},
		{"zsh", offerZsh},
		{"fish", eachLine(offerFish)},
	} {
		t.Run(shell.name, func(t *testing.T) {
			wantTool(t, shell.name)
			got := runDump("", "completion", shell.name)
			if got.code != 0 {
				t.Fatal(got.stderr)
			}
			script := tempFile(t, "script", got.stdout)
			dir := t.TempDir()
			for _, name := range []string{"dump.sql", "policy.toml"} {
				if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			var lines []string
			for _, tt := range completions {
				lines = append(lines, tt.line)
			}
			all := shell.offer(t, script, dir, lines)
			for i, tt := range completions {
				offered := all[i]
				for _, w := range strings.Fields(tt.want) {
					if !slices.Contains(offered, w) {
						t.Errorf("%q: %q is not offered: %q", tt.line, w, offered)
					}
				}
				for _, w := range strings.Fields(tt.not) {
					if slices.Contains(offered, w) {
						t.Errorf("%q: %q is offered", tt.line, w)
					}
				}
			}
		})
	}
}

// wantTool skips the test if a program is not there, unless it must be.
func wantTool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("SANITIZE_REQUIRE_SHELLS") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// shellOutput runs a shell and returns its output's lines.
func shellOutput(t *testing.T, dir string, args ...string) []string {
	t.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// eachLine asks a shell for each line by itself.
func eachLine(offer func(t *testing.T, script, dir, line string) []string) func(t *testing.T, script, dir string, lines []string) [][]string {
	return func(t *testing.T, script, dir string, lines []string) [][]string {
		var all [][]string
		for _, line := range lines {
			all = append(all, offer(t, script, dir, line))
		}
		return all
	}
}

// offerBash calls the function as readline does, with the words that bash makes
// of the line.
func offerBash(t *testing.T, script, dir, line string) []string {
	words := strings.Split(strings.ReplaceAll(line, "=", " = "), " ")
	call := `. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _sanitize; printf '%s\n' "${COMPREPLY[@]}"`
	return shellOutput(t, dir, append([]string{"bash", "--norc", "-c", call, script}, words...)...)
}

func offerZsh(t *testing.T, script, dir string, lines []string) [][]string {
	driver, err := filepath.Abs("testdata/complete.zsh")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "offered")
	shellOutput(t, dir, append([]string{"zsh", "-f", driver, script, file}, lines...)...)
	text := readFile(t, file)
	var all [][]string
	for part := range strings.SplitSeq("\n"+string(text), "\n= ") {
		all = append(all, strings.Fields(part))
	}
	if all = all[1:]; len(all) != len(lines) {
		t.Fatalf("zsh has completed %d lines, want %d:\n%s", len(all), len(lines), text)
	}
	return all
}

func offerFish(t *testing.T, script, dir, line string) []string {
	var offered []string
	for _, l := range shellOutput(t, dir, "fish", "--no-config", "-c", `source $argv[1]; complete -C $argv[2]`, script, line) {
		word, _, _ := strings.Cut(l, "\t")
		if i := strings.IndexByte(word, '='); i >= 0 {
			word = word[i+1:]
		}
		offered = append(offered, word)
	}
	return offered
}

// TestManPage holds the man page to being one: man finds nothing to warn of, and
// it says all that --help does.
func TestManPage(t *testing.T) {
	page := runDump("", "man").stdout
	for _, part := range []string{".TH \"SANITIZE\" \"1\"", `.SH "NAME"`, `.SH "SYNOPSIS"`, `.SH "OPTIONS"`, `.SH "EXIT STATUS"`, `.SH "ENVIRONMENT"`, `.SH "EXAMPLES"`, `\-\-salt\-file`, `\-\-update\-lock`} {
		if !strings.Contains(string(page), part) {
			t.Errorf("the man page has no %s", part)
		}
	}
	wantTool(t, "man")
	file := tempFile(t, "sanitize.1", page)
	cmd := exec.Command("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", file)
	cmd.Env = append(os.Environ(), "MANROFFSEQ=", "MANWIDTH=80")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if _, err := cmd.Output(); err != nil || stderr.Len() > 0 {
		t.Errorf("man: %v\n%s", err, stderr.String())
	}
}
