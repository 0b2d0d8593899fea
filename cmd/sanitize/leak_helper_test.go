package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	dumpDir    = "../../fixtures/dumps"
	keepPolicy = "../../fixtures/policies/keep.toml"
	testSalt   = "a salt for the tests, and for nothing else"
)

// poison is what a failed run's output ends in, in its five bytes.
const poison = "\n]\r]\n"

// result is what a run leaves behind.
type result struct {
	stdout []byte
	stderr string
	code   int
}

// runReader calls the program as a shell would, with stdin from r.
func runReader(r io.Reader, args ...string) result {
	var out, errs bytes.Buffer
	code := run(context.Background(), args, r, &out, &errs, testEnv)
	return result{out.Bytes(), errs.String(), code}
}

// runDump calls the program with a dump on stdin.
func runDump(dump string, args ...string) result {
	return runReader(strings.NewReader(dump), args...)
}

func testEnv(name string) string {
	if name == saltEnv {
		return testSalt
	}
	return ""
}

// usedSeconds is what differs in the summaries of two equal runs.
var usedSeconds = regexp.MustCompile(`, \d+\.\d s\n`)

// message returns stderr without what differs from run to run.
func (r result) message() string { return usedSeconds.ReplaceAllString(r.stderr, "\n") }

// marked reports whether the output ends as that of a failed run, if only in its
// mark: an empty output would be taken for an empty dump.
func (r result) marked() bool { return bytes.HasSuffix(r.stdout, []byte(poison)) }

// A sample is a dump in fixtures/dumps.
type sample struct {
	name string
	text []byte
	args []string // --partial where the dump has no trailer
}

// samples returns all dumps in fixtures that can be read.
func samples(t *testing.T) []sample {
	t.Helper()
	paths, err := filepath.Glob(dumpDir + "/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var all []sample
	for _, path := range paths {
		s := sample{name: filepath.Base(path)}
		if s.text, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(s.name, "SJIS") {
			continue
		}
		if !bytes.Contains(s.text, []byte("-- PostgreSQL database dump complete")) {
			s.args = []string{"--partial"}
		}
		all = append(all, s)
	}
	if len(all) < 30 {
		t.Fatalf("%d dumps in %s, which is not all of them", len(all), dumpDir)
	}
	return all
}

// whole returns the statements in body as a dump that begins and ends as
// pg_dump's do.
func whole(body string) string {
	return `--
-- PostgreSQL database dump
--

\restrict key

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

` + strings.TrimLeft(body, "\n") + `

--
-- PostgreSQL database dump complete
--

\unrestrict key

`
}

// readFile returns what a file holds.
func readFile(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// policyFile returns a file with a policy.
func policyFile(t *testing.T, text string) string {
	t.Helper()
	return tempFile(t, "policy.toml", []byte(text))
}

// crlf ends the lines of a dump as a redirection on Windows does.
func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

// upTo cuts s before mark, and before the newline that precedes it.
func upTo(s, mark string) string {
	head, _, _ := strings.Cut(s, "\n"+mark)
	return head
}
