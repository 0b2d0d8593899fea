package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sanitize/dumpfmt/dumptest"
)

// A leakCase is a dump with secrets in a nasty place. Each secret holds the
// word canary, and no other value does.
type leakCase struct {
	name   string // what other tools get wrong there
	policy string // "": the built-in one
	args   []string
	body   string // of the dump
	code   int    // what the run is to end with
	stderr string // a part of what it is to say

	grammar bool // it has a condition that must be read
}

// run runs the case and checks what holds whatever the exit code: no secret is
// left on stdout or stderr, and a failed run cannot be mistaken for a good one.
// A good one has changed the secrets and nothing else.
func (c *leakCase) run(t *testing.T, dump string) {
	t.Helper()
	if c.grammar {
		dumptest.NeedsGrammar(t)
	}
	args := c.args
	if c.policy != "" {
		args = append(args, "-p", policyFile(t, "version = 1\n"+c.policy))
	}
	got := runDump(dump, args...)
	if len(findLeaks([]byte(dump), canary)) == 0 {
		t.Fatal("the dump has no secret in it, so that none could be left")
	}
	for _, leak := range findLeaks(got.stdout, canary) {
		t.Errorf("the output has %s", leak)
	}
	for _, leak := range findLeaks([]byte(got.stderr), canary) {
		t.Errorf("stderr has %s:\n%s", leak, got.stderr)
	}
	if got.code != c.code || !strings.Contains(got.stderr, c.stderr) {
		t.Fatalf("exit code %d, want %d and a message with %q, stderr:\n%s", got.code, c.code, c.stderr, got.stderr)
	}
	switch got.code {
	case exitOK:
		checkShape(t, dump, string(got.stdout))
	case exitFailed:
		if !got.marked() {
			t.Error("the output of the failed run does not end as it should")
		}
	case exitUsage:
		if string(got.stdout) != poison {
			t.Errorf("output %.200q, and exit code 2; want the mark of failure alone", got.stdout)
		}
	}
}

var canary = []string{"canary"}

// checkShape compares an output with its input line by line: those without a
// secret are the same, the others have as many fields, and those fields that
// hold no secret are the same.
func checkShape(t *testing.T, in, out string) {
	t.Helper()
	before, after := strings.SplitAfter(in, "\n"), strings.SplitAfter(out, "\n")
	if len(before) != len(after) {
		t.Fatalf("%d lines, want %d:\n%s", len(after), len(before), out)
	}
	for i, line := range before {
		if !hasCanary(line) {
			if after[i] != line {
				t.Errorf("line %d is %.200q, want %.200q", i+1, after[i], line)
			}
			continue
		}
		sep := ", "
		if strings.Contains(line, "\t") {
			sep = "\t"
		}
		fields, masked := strings.Split(line, sep), strings.Split(after[i], sep)
		if len(fields) != len(masked) {
			t.Errorf("line %d has %d fields, want %d: %.200q", i+1, len(masked), len(fields), after[i])
			continue
		}
		for j, f := range fields {
			if !hasCanary(f) && masked[j] != f {
				t.Errorf("line %d: field %d is %.200q, want %.200q", i+1, j+1, masked[j], f)
			}
		}
	}
}

func hasCanary(s string) bool { return len(findLeaks([]byte(s), canary)) > 0 }

// TestLeaks holds the program to letting nothing slip by where other filters
// do. The names say what goes wrong there.
func TestLeaks(t *testing.T) {
	for _, group := range []struct {
		name  string
		cases []leakCase
	}{
		{"statements", statementLeaks},
		{"tables", tableLeaks},
		{"rows", rowLeaks},
		{"inserts", insertLeaks},
		{"values", valueLeaks},
		{"refused", refusedLeaks},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, c := range group.cases {
				t.Run(c.name, func(t *testing.T) { c.run(t, whole(c.body)) })
			}
		})
	}
}

// TestLeakFormsOfDumps runs cases whose dump is not a single one that begins
// and ends as pg_dump's do.
func TestLeakFormsOfDumps(t *testing.T) {
	for _, c := range dumpLeaks {
		t.Run(c.name, func(t *testing.T) { c.run(t, c.body) })
	}
}

// users is a table and its rows, one of them a secret.
const users = usersTable + `COPY public.users (id, email, note) FROM stdin;
1	canary@example.com	\N
2	\N	a canary
\.
`

// TestLeakTruncated holds the program to never writing a value that the end of
// the input has cut, whatever remains of it.
func TestLeakTruncated(t *testing.T) {
	dump := whole(users)
	end, step := strings.Index(dump, "\\.\n"), 1
	if testing.Short() {
		step = 7
	}
	for at := strings.Index(dump, "COPY"); at < end; at += step {
		for _, args := range [][]string{nil, {"--partial"}} {
			got := runDump(dump[:at], args...)
			if got.code != 1 && !(args != nil && at == strings.Index(dump, "COPY")) {
				t.Errorf("cut at byte %d, %q: exit code %d, want 1", at, args, got.code)
			}
			if strings.Contains(string(got.stdout), "can") {
				t.Errorf("cut at byte %d, %q: the output has the beginning of a secret", at, args)
			}
		}
	}
}

// TestLeakHugeRows holds the program to masking rows that are larger than any
// buffer, beside others; a filter that reads by lines stops there.
func TestLeakHugeRows(t *testing.T) {
	for _, size := range []int{70 << 10, 2 << 20} {
		huge := strings.Repeat(`tail \\. of it\t`, size/14)
		var rows strings.Builder
		for i := range 5 {
			fmt.Fprintf(&rows, "%d\tcanary%d@example.com\t\\N\n", i, i)
		}
		body := usersTable + "COPY public.users (id, email, note) FROM stdin;\n" + rows.String() +
			"8\tcanary@example.com\tcanary" + huge + "canary\n" + rows.String() + "\\.\n" +
			"\n\nINSERT INTO public.users VALUES (9, 'canary@example.com', 'canary" +
			strings.Repeat("''); INSERT ", size/12) + "canary');\n"
		c := leakCase{}
		t.Run(fmt.Sprint(size), func(t *testing.T) { c.run(t, whole(body)) })
	}
}

// TestLeakTypes holds the program to masking types in which no word fits, that
// other filters pass over: what comes out is of the type, and another value.
func TestLeakTypes(t *testing.T) {
	for _, c := range []struct{ typ, value, want string }{
		{"uuid", "6f0d4a5b-9c7e-4d1f-8a9b-8c7d3f2b8c1e", `[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`},
		{"inet", "198.51.100.17", `\d+\.\d+\.\d+\.\d+`},
		{"cidr", "198.51.100.0/24", `\d+\.\d+\.\d+\.0/24`},
		{"macaddr", "08:00:2b:41:52:63", `([0-9a-f]{2}:){5}[0-9a-f]{2}`},
		{"integer", "4711", `[1-9]\d{3}`},
		{"numeric(8,2)", "-4711.50", `-[1-9]\d{3}\.\d\d`},
		{"double precision", "4711.5", `[1-9]\d{3}\.\d`},
		{"date", "1984-02-29", `\d{4}-\d\d-\d\d`},
		{"timestamp with time zone", "1984-02-29 12:34:56.789+01", `\d{4}-\d\d-\d\d 12:34:56\.789\+01`},
		{"uuid[]", "{6f0d4a5b-9c7e-4d1f-8a9b-8c7d3f2b8c1e,NULL}", `\{[0-9a-f-]{36},NULL\}`},
		{"character varying(12)", "Grace Hooper", `[A-Z][a-z]{4} [A-Z][a-z]{5}`},
		{"bit varying(40)", "1011001110001111000011111000001111110000", `[01]{40}`},
	} {
		t.Run(c.typ, func(t *testing.T) {
			got := runDump(whole(column(c.typ, c.value)))
			if got.code != 0 {
				t.Fatalf("exit code %d\n%s", got.code, got.stderr)
			}
			if strings.Contains(string(got.stdout), c.value) {
				t.Error("the output has the value")
			}
			for _, row := range []string{`(?m)^1\t` + c.want + "$", `\(1, '` + c.want + `'\);`} {
				if !regexp.MustCompile(row).Match(got.stdout) {
					t.Errorf("the output does not match %s:\n%s", row, got.stdout)
				}
			}
		})
	}
}
