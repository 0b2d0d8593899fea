package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/verify"
)

// TestVerifyLimits has the result say how far the comparison went: whether values
// were counted exactly or by HyperLogLog, which share of them was told from each
// other, within which memory.
func TestVerifyLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("compares 120,000 rows twice")
	}
	var b strings.Builder
	b.WriteString("CREATE TABLE public.users (\n    id integer,\n    email text\n);\n\nCOPY public.users (id, email) FROM stdin;\n")
	for i := range 120_000 {
		fmt.Fprintf(&b, "%d\tfirst.last%d@example.com\n", i, i)
	}
	b.WriteString("\\.\n\n\n")
	dump := []byte(whole(b.String()))
	policy := tempFile(t, "policy.toml", []byte("version = 1\nunlisted = \"keep\"\n[columns]\nid = \"keep\"\nemail = \"email\"\n"))
	after := copyUnder(t, policy, dump)
	for _, test := range []struct {
		memory  string
		bytes   int64
		counted string
		exact   bool
	}{
		{"64MiB", 64 << 20, verify.CountedBySize, false},
		{"256MiB", 256 << 20, verify.CountedExactly, true},
	} {
		r, stderr, code := verified(t, policy, dump, after, "--memory", test.memory)
		if code != 0 {
			t.Fatal(stderr)
		}
		email := r.Tables[0].Columns[1]
		if email.Counted != test.counted || (email.Share == 1) != test.exact || email.Share <= 0 || email.Distinct < 116_000 || email.Distinct > 124_000 {
			t.Errorf("--memory %s: %d distinct by %s, share %v", test.memory, email.Distinct, email.Counted, email.Share)
		}
		l := r.Limits
		if l.Memory != test.bytes || l.Filter <= 0 || l.Filter > test.bytes || l.Originals < 110_000 || !l.Confirmed || l.Characters != 6 || l.Digits != 8 || l.Pairs <= 0 || l.Keys <= 0 {
			t.Errorf("--memory %s: limits %+v", test.memory, l)
		}
	}
}

// TestVerifyLongRows refuses a row that does not fit into --memory, by its place.
func TestVerifyLongRows(t *testing.T) {
	row := "1\t" + strings.Repeat("an entry of the log; ", 12<<20/21)
	dump := []byte(whole("CREATE TABLE public.logs (\n    id integer,\n    entry text\n);\n\nCOPY public.logs (id, entry) FROM stdin;\n" + row + "\n\\.\n\n\n"))
	_, stderr, code := verified(t, "", dump, dump, "--memory", "64MiB")
	if code != exitFailed || !strings.Contains(stderr, "public.logs: row 1: a row or statement of more than 8 MiB") || !strings.Contains(stderr, "--memory wants 8 times") {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
}

// TestVerifyConfirmed has the result say whether originals that are told were
// looked up once more: of a pipe, which is read once, they cannot be.
func TestVerifyConfirmed(t *testing.T) {
	before := sabotageDump()
	policy := tempFile(t, "policy.toml", []byte(sabotagePolicy))
	after := copyUnder(t, policy, before)
	spoilt := tempFile(t, "after.sql", []byte(strings.Replace(string(after), "who buys", person(7)[1], 1)))
	for _, test := range []struct {
		before    string
		stdin     []byte
		confirmed bool
	}{{tempFile(t, "before.sql", before), nil, true}, {"-", before, false}} {
		out, stderr, code := filter(test.stdin, "verify", "-p", policy, "--format", "json", test.before, spoilt)
		var r verify.Result
		if err := json.Unmarshal(out, &r); err != nil || code != exitFound {
			t.Fatalf("exit code %d, %v\n%s", code, err, stderr)
		}
		if r.Limits.Confirmed != test.confirmed {
			t.Errorf("before is %q: confirmed is %v", test.before, r.Limits.Confirmed)
		}
	}
}

// TestFiguresLimits has figures say what they are held to, how many classes and
// values could be counted, and what they do not say; a report without figures
// says nothing of them.
func TestFiguresLimits(t *testing.T) {
	r := reported(t, patientsDump(patientRows(100), false), patientsPolicy)
	f := tableOf(t, r, "public.patients").Figures
	if f == nil || f.MaxClasses < 1000 || f.MaxValues < 100 {
		t.Fatalf("figures %+v", f)
	}
	if r.Limits == nil || len(r.Limits.NotSaid) == 0 || !slices.ContainsFunc(r.Limits.Thresholds, func(t report.Threshold) bool { return t.Rows == 11 && t.Risk == 0.09 }) {
		t.Errorf("limits %+v", r.Limits)
	}
	keys := whole("CREATE TABLE public.a (\n    id integer\n);\n\nCOPY public.a (id) FROM stdin;\n1\n\\.\n\n\n")
	if r := reported(t, keys, "version = 1\nunlisted = \"keep\"\n"); r.Limits != nil {
		t.Errorf("limits of no figures: %+v", r.Limits)
	}
}

// TestVerifyListed compares values that a mask has chosen of a CHECK's list: it
// may choose what stood there, in the first row, too.
func TestVerifyListed(t *testing.T) {
	dump := func(grades ...string) []byte {
		var b strings.Builder
		b.WriteString("CREATE DOMAIN public.grade AS text\n\tCONSTRAINT grade_check CHECK ((VALUE = ANY (ARRAY['Second'::text, 'Fourth'::text, 'Seventh'::text])));\n\n" +
			"CREATE TABLE public.pupil (\n    id integer,\n    grade public.grade\n);\n\nCOPY public.pupil (id, grade) FROM stdin;\n")
		for i, g := range grades {
			fmt.Fprintf(&b, "%d\t%s\n", i, g)
		}
		b.WriteString("\\.\n\n\n")
		return []byte(whole(b.String()))
	}
	before := dump("Second", "Fourth", "Seventh", "Second", "Fourth", "Seventh")
	if r, stderr, code := verified(t, "", before, dump("Second", "Seventh", "Fourth", "Second", "Seventh", "Fourth")); code != 0 {
		t.Errorf("%v, stderr:\n%s", r.Findings, stderr)
	}
	if _, _, code := verified(t, "", dump("Gwendolyn", "Philippa", "Leopold", "Octavian"), dump("Gwendolyn", "Quaxolin", "Brintuv", "Wexolard")); code != exitFound {
		t.Errorf("a name that is left is no finding: exit code %d", code)
	}
}

// TestVerifyInferred tells a mask that leaves most values from damage: what it changes
// becomes the same each time, and never stays.
func TestVerifyInferred(t *testing.T) {
	dump := func(answer func(i int) string) []byte {
		var b strings.Builder
		b.WriteString("CREATE TABLE public.survey (\n    id integer,\n    answer text\n);\n\nCOPY public.survey (id, answer) FROM stdin;\n")
		for i := range 400 {
			fmt.Fprintf(&b, "%d\t%s\n", i, answer(i))
		}
		b.WriteString("\\.\n\n\n")
		return []byte(whole(b.String()))
	}
	few := func(often, yes, no string) func(i int) string {
		return func(i int) string {
			return []string{often, yes, no}[max(0, i%30-27)]
		}
	}
	before := dump(few("n/a", "yes", "no"))
	masked := dump(few("n/a", "kup", "wo"))
	if r, stderr, code := verified(t, "", before, masked); code != exitOK || r.Tables[0].Columns[1].Mask != "masked" {
		t.Errorf("a mask: exit code %d, %v, stderr:\n%s", code, r.Findings, stderr)
	}
	for name, after := range map[string]func(i int) string{
		"one value":             func(i int) string { return few("n/a", map[bool]string{true: "yess", false: "yes"}[i == 58], "no")(i) },
		"one that also stays":   func(i int) string { return few(map[bool]string{true: "n/b", false: "n/a"}[i%40 == 0], "yes", "no")(i) },
		"one with many results": func(i int) string { return few("n/a", fmt.Sprint("yes", i), "no")(i) },
	} {
		if r, _, code := verified(t, "", before, dump(after)); code != exitFound || !slices.ContainsFunc(r.Findings, func(f verify.Finding) bool { return f.Class == "kept-changed" }) {
			t.Errorf("%s: exit code %d, %v", name, code, r.Findings)
		}
	}
}

// TestVerifyWithoutResult looks for originals whose result is NULL, and in columns whose
// masks draw words of a list for what no list has.
func TestVerifyWithoutResult(t *testing.T) {
	before := []byte(whole("CREATE TABLE public.contact (\n    id integer,\n    mail text,\n    note text,\n    town text\n);\n\nCOPY public.contact (id, mail, note, town) FROM stdin;\n" +
		"1\tgwendolyn.applegarth@meadow.org\tcame by bicycle\tWolverhampton\n2\tleopold.kettleborough@harbour.net\tleft by train\tTewkesbury\n\\.\n\n\n"))
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nmail = \"null\"\nnote = \"scramble\"\ntown = \"city\"\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != exitOK {
		t.Errorf("the right copy: exit code %d, %v, stderr:\n%s", code, r.Findings, stderr)
	}
	lines := strings.Split(string(after), "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "1\t\\N\t") })
	row := strings.Split(lines[at], "\t")
	for column, name := range map[int]string{2: "note", 3: "town"} {
		spoilt := slices.Clone(row)
		spoilt[column] = "leopold.kettleborough@harbour.net"
		lines[at] = strings.Join(spoilt, "\t")
		r, _, code := verified(t, policy, before, []byte(strings.Join(lines, "\n")))
		if code != exitFound || !slices.ContainsFunc(r.Findings, func(f verify.Finding) bool { return f.Class == "original-found" && f.Column == name }) {
			t.Errorf("in %s: exit code %d, %v", name, code, r.Findings)
		}
	}
}

// TestVerifyEmptyLine compares a dump of COPY with one of INSERT: an empty value in a line
// of its own is not taken for another.
func TestVerifyEmptyLine(t *testing.T) {
	dump := func(rows string) []byte {
		return []byte(whole("CREATE TABLE public.note (\n    entry text\n);\n\n" + rows + "\n\n"))
	}
	before := dump("COPY public.note (entry) FROM stdin;\n\nwritten\n\\.\n")
	insert := "INSERT INTO public.note (entry) VALUES ('%s');\nINSERT INTO public.note (entry) VALUES ('written');\n"
	if r, stderr, code := verified(t, "", before, dump(fmt.Sprintf(insert, ""))); code != exitOK {
		t.Errorf("the same rows: exit code %d, %v, stderr:\n%s", code, r.Findings, stderr)
	}
	if r, _, code := verified(t, "", before, dump(fmt.Sprintf(insert, "scribbled"))); code != exitFound || !slices.ContainsFunc(r.Findings, func(f verify.Finding) bool { return f.Class == "empty-filled" }) {
		t.Errorf("an empty value that is filled: exit code %d, %v", code, r.Findings)
	}
}
