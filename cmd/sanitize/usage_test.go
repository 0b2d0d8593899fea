package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"sanitize/mask"
	"sanitize/rules/policy"
)

// TestUsage compares the help, which is written by hand, with the flags and
// commands that there are.
func TestUsage(t *testing.T) {
	var cl commandLine
	parser, err := kong.New(&cl, kong.NoDefaultHelp())
	if err != nil {
		t.Fatal(err)
	}
	var want, commands []string
	for _, group := range parser.Model.AllFlags(false) {
		want = append(want, flagNames(group)...)
	}
	for _, c := range parser.Model.Children {
		for _, group := range c.AllFlags(false) {
			want = append(want, flagNames(group)...)
		}
		if c.Name == "filter" {
			continue
		}
		commands = append(commands, c.Name)
	}
	got := regexp.MustCompile(`(?m)^ +(?:-\w, )?--[a-z-]+`).FindAllString(usage, -1)
	for i := range got {
		got[i] = strings.TrimSpace(got[i])
	}
	slices.Sort(got)
	slices.Sort(want)
	if want = slices.Compact(want); !slices.Equal(got, want) {
		t.Errorf("the help has the flags %q, want %q", got, want)
	}
	for _, c := range commands {
		if !regexp.MustCompile(`(?m)^  sanitize ` + c + ` `).MatchString(usage) {
			t.Errorf("the help does not have the command %s", c)
		}
	}
	for m := range strings.Lines(usage) {
		if name, ok := strings.CutPrefix(m, "  sanitize "); ok && !slices.Contains(commands, strings.Fields(name)[0]) {
			t.Errorf("the help has a command that there is not: %s", m)
		}
	}
}

func flagNames(flags []*kong.Flag) []string {
	var names []string
	for _, f := range flags {
		name := "--" + f.Name
		if f.Short != 0 {
			name = "-" + string(f.Short) + ", " + name
		}
		names = append(names, name)
	}
	return names
}

// TestUsageFits holds the help to one screen.
func TestUsageFits(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(usage, "\n"), "\n")
	if len(lines) > 40 {
		t.Errorf("%d lines, want 40 at most", len(lines))
	}
	for i, line := range lines {
		if n := utf8.RuneCountInString(line); n > 80 {
			t.Errorf("line %d has %d characters, want 80 at most: %s", i+1, n, line)
		}
	}
}

// TestCommands runs each command that the help names.
func TestCommands(t *testing.T) {
	commands := [][]string{{"--help"}, {"-h"}, {"policy"}, {"masks"}, {"keygen"}, {"version"},
		{"completion", "bash"}, {"completion", "zsh"}, {"completion", "fish"}}
	for _, s := range mask.Catalog() {
		commands = append(commands, []string{"masks", s.Name})
	}
	for _, args := range commands {
		got := runDump("", args...)
		if got.code != 0 || len(got.stdout) == 0 || got.stderr != "" {
			t.Errorf("sanitize %q: exit code %d, %d bytes of output, stderr:\n%s", args, got.code, len(got.stdout), got.stderr)
		}
	}
	for _, same := range [][]string{{"-p", keepPolicy}, {"filter", "-p", keepPolicy}, {"filter", "-p", keepPolicy, "-"}} {
		if got := runDump(cutDump, same...); got.code != 0 || string(got.stdout) != cutDump {
			t.Errorf("sanitize %q: exit code %d, and the output is not the input\n%s", same, got.code, got.stderr)
		}
	}
}

// TestReadme runs each command of the README that calls the program, on a dump
// of the fixtures: pg_dump, psql and policy.toml stand for what its readers have.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := readmeCommands(string(text))
	if len(commands) < 6 {
		t.Fatalf("README.md has %d commands in its indented blocks, which is not all of them", len(commands))
	}
	dir := readmeWorld(t)
	for _, c := range commands {
		cmd := exec.Command("bash", "-o", "pipefail", "-ec", c)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+dir+"/bin:"+os.Getenv("PATH"), saltEnv+"="+testSalt)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("$ %s\n%v\n%s", c, err, out)
		}
	}
}

// TestReadmePolicy reads the policies of the README.
func TestReadmePolicy(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) == 0 {
		t.Fatal("README.md has no policy")
	}
	getenv := func(string) (string, bool) { return "a value", true }
	for _, b := range blocks {
		if _, err := policy.Parse([]byte(b[1]), "README.md", getenv); err != nil {
			t.Errorf("a policy of README.md: %v", err)
		}
	}
}

// readmeCommands returns the commands in the indented blocks of a text that
// call the program.
func readmeCommands(text string) []string {
	call := regexp.MustCompile(`(?m)^    (?:\$ )?((?:bin/sanitize|sanitize|pg_dump|zstd|zcat) .*)$`)
	var commands []string
	for _, m := range call.FindAllStringSubmatch(text, -1) {
		if strings.Contains(m[1], "sanitize") {
			commands = append(commands, strings.ReplaceAll(m[1], "bin/sanitize", "sanitize"))
		}
	}
	return commands
}

// readmeWorld returns a directory in which the commands of the README work.
func readmeWorld(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := os.ReadFile(fixtures + "/dumps/shop.sql")
	if err != nil {
		t.Fatal(err)
	}
	policy, err := os.ReadFile(fixtures + "/policies/shop.toml")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"bin/pg_dump": "#!/bin/sh\ncat fixtures/dumps/shop.sql\n",
		"bin/psql":    "#!/bin/sh\ncat >/dev/null\n",
		"policy.toml": string(policy),
		"schema.sql":  string(schema),
		"prod.sql":    string(schema),
		"salt":        testSalt,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(dir+"/prod.sql.zst", zstdFrames(t, schema), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(fixtures, dir+"/fixtures"); err != nil {
		t.Fatal(err)
	}
	return dir
}
