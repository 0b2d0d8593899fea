package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"sanitize/dumpfmt/dumptest"
)

// TestOutputFits holds what is printed for people to 80 columns, on dumps of all
// kinds: but for a word that is longer, as names and paths are.
func TestOutputFits(t *testing.T) {
	dumps, err := filepath.Glob("../../fixtures/dumps/*.sql")
	if err != nil || len(dumps) < 5 {
		t.Fatalf("%d dumps: %v", len(dumps), err)
	}
	strict := tempFile(t, "strict.toml", []byte("version = 1\nunlisted = \"fail\"\n"))
	for _, dump := range dumptest.Thin(dumps, 4) {
		for _, args := range [][]string{
			{"check"}, {"check", "--problems"}, {"check", "--problems", "-p", strict}, {"preview", "--yes-originals"},
		} {
			wantFits(t, strings.Join(args, " ")+" "+filepath.Base(dump), string(runDump("", append(args, "--partial", dump)...).stdout))
		}
	}
	dump, masked := dumps[0], filepath.Join(t.TempDir(), "masked.sql")
	for _, args := range [][]string{
		{"-p", keepPolicy, "--partial", "-o", masked, dump}, {"verify", "--partial", dump, masked}, {"policy"},
	} {
		got := runDump("", args...)
		wantFits(t, strings.Join(args, " "), string(got.stdout))
	}
}

// TestMessagesFitTerminals holds messages to the width of the terminal: each word
// is whole, and lines to paste are as they are elsewhere.
func TestMessagesFitTerminals(t *testing.T) {
	long := "policy.toml:4:6: column public.people.nr: mask noise may give two values one result, and the column is in the PRIMARY KEY people_pkey\n" +
		"hint: keep it, or give it a mask that is distinct or injective: sanitize masks lists them\n\n[tables]\n" + strings.Repeat("x", 100)
	for _, width := range []int{20, 40, 80} {
		got := message(long, "", width)
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(message(long, "", 0)), " ") {
			t.Errorf("%d columns: the words are not the same:\n%s", width, got)
		}
		text, paste, _ := strings.Cut(got, "\n\n")
		if paste != "[tables]\n"+strings.Repeat("x", 100)+"\n" {
			t.Errorf("%d columns: what is to be pasted is wrapped:\n%s", width, paste)
		}
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(strings.TrimSpace(line)); n > width && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%d columns: a line has %d: %s", width, n, line)
			}
		}
	}
}

// TestManPageFits formats the man page as a terminal of 80 columns shows it.
func TestManPageFits(t *testing.T) {
	wantTool(t, "man")
	file := tempFile(t, "sanitize.1", runDump("", "man").stdout)
	cmd := exec.Command("man", "-E", "UTF-8", "-l", file)
	cmd.Env = append(os.Environ(), "MANWIDTH=80", "MAN_KEEP_FORMATTING=", "PAGER=cat", "MANPAGER=cat")
	out, err := cmd.Output()
	if err != nil || len(out) < 4000 {
		t.Fatalf("man: %v, %d bytes", err, len(out))
	}
	checkWidth(t, "man", string(out))
}

// wantFits is checkWidth for what holds names of the dump: a line may be longer
// where breaking it at its blanks would not help.
func wantFits(t *testing.T, what, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if utf8.RuneCountInString(line) > 80 && !longNames(line) {
			t.Errorf("%s: a line has %d characters: %s", what, utf8.RuneCountInString(line), line)
		}
	}
}

// longNames reports whether a line holds a word, a name or a path, that is longer
// than what a table pads to.
func longNames(line string) bool {
	for word := range strings.FieldsSeq(line) {
		if utf8.RuneCountInString(word) > widestName {
			return true
		}
	}
	return false
}
