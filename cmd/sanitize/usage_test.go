package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"sanitize/mask"
	"sanitize/rules/policy"
)

// TestHelpSaysAll holds the texts to being there for every command and flag:
// help, man page and completions are made of them.
func TestHelpSaysAll(t *testing.T) {
	_, program, _, err := parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range program.Commands {
		if c.Summary == "" || c.Example == "" {
			t.Errorf("command %s: summary %q, example %q", c.Name, c.Summary, c.Example)
		}
		for _, f := range c.Flags {
			if f.Help == "" {
				t.Errorf("command %s: nothing is said of --%s", c.Name, f.Name)
			}
			if f.Value == "FILE" && f.Complete != "file" {
				t.Errorf("command %s: --%s %s is completed as %q", c.Name, f.Name, f.Value, f.Complete)
			}
		}
	}
	for name := range commandTexts {
		if program.Command(name) == nil {
			t.Errorf("there is a text of %s, which is no command", name)
		}
	}
}

// TestHelpFits holds the help to the width of a terminal, that of the program to
// a screen or little more.
func TestHelpFits(t *testing.T) {
	_, program, _, err := parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	helps := map[string]string{"sanitize": program.Usage()}
	for _, c := range program.Commands {
		helps[c.Name] = program.CommandUsage(c)
	}
	if lines := strings.Count(helps["sanitize"], "\n"); lines > 60 {
		t.Errorf("the help has %d lines, want 60 at most", lines)
	}
	for name, text := range helps {
		checkWidth(t, name+" --help", text)
	}
}

// TestMasksFit holds the catalogue to the width of a terminal.
func TestMasksFit(t *testing.T) {
	checkWidth(t, "masks", string(runDump("", "masks").stdout))
	for _, s := range mask.Catalog() {
		checkWidth(t, "masks "+s.Name, string(runDump("", "masks", s.Name).stdout))
	}
}

// checkWidth holds a text to 80 columns.
func checkWidth(t *testing.T, what, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > 80 {
			t.Errorf("%s: a line has %d characters, want 80 at most: %s", what, n, line)
		}
	}
}

// TestCommands runs each command that the help names.
func TestCommands(t *testing.T) {
	commands := [][]string{{"--help"}, {"-h"}, {"policy"}, {"masks"}, {"keygen"}, {"version"}, {"--version"}, {"-V"}, {"man"}, {"help"}, {"help", "check"}, {"masks", "--help"}, {"filter", "-h"},
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
	text := readFile(t, "../../README.md")
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
	text := readFile(t, "../../README.md")
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
	schema := readFile(t, fixtures+"/dumps/shop.sql")
	policy := readFile(t, fixtures+"/policies/shop.toml")
	for name, text := range map[string]string{
		"bin/pg_dump": "#!/bin/sh\ncat fixtures/dumps/shop.sql\n",
		"bin/psql":    "#!/bin/sh\ncat >/dev/null\n",
		"policy.toml": string(policy),
		"schema.sql":  string(schema),
		"prod.sql":    string(schema),
		"salt":        testSalt,
		"floor.toml":  "version = 1\n[[require]]\ncolumns = [\"*email*\"]\n",
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
	there := readFile(t, "../../rules/draft/from/testdata/greenmask.yml")
	if err := os.WriteFile(dir+"/greenmask.yml", there, 0o644); err != nil {
		t.Fatal(err)
	}
	archive := readFile(t, fixtures+"/archives/shop15.custom")
	if err := os.WriteFile(dir+"/prod.dump", archive, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(fixtures, dir+"/fixtures"); err != nil {
		t.Fatal(err)
	}
	return dir
}
