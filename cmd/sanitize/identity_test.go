package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// packings are the forms in which the same dump may come.
var packings = []struct {
	name string
	pack func(*testing.T, []byte) []byte
}{
	{"plain", func(_ *testing.T, b []byte) []byte { return b }},
	{"zstd", zstdFrames},
	{"gzip", gzipped},
}

// zstdFrames packs b into two frames with a skippable one between them, as
// pzstd and concatenated files have.
func zstdFrames(t *testing.T, b []byte) []byte {
	t.Helper()
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	defer enc.Close()
	out := enc.EncodeAll(b[:len(b)/3], nil)
	out = append(out, "\x53\x2a\x4d\x18\x03\x00\x00\x00abc"...)
	return enc.EncodeAll(b[len(b)/3:], out)
}

func gzipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readers are the ways in which a dump may come from its pipe; under -short the
// two that are furthest from each other.
func readers() []dumptest.Reader {
	all := dumptest.Readers()
	if testing.Short() {
		return all[:2]
	}
	return all
}

// workers returns numbers of workers that must make no difference: few where a
// reader makes a large dump slow, and none at all there under -short.
func (s sample) workers(r dumptest.Reader) []int {
	slow := r.Name != "plain" && len(s.text) > 1<<20
	switch {
	case slow && testing.Short():
		return nil
	case slow, testing.Short():
		return []int{2}
	}
	return []int{1, 2, 8}
}

// TestIdentity holds the program to its word that what is not masked stays
// byte for byte: under a policy that keeps everything, the output is the input.
func TestIdentity(t *testing.T) {
	dumps := append(dumptest.Thin(samples(t), 2), sample{name: "several batches", text: []byte(longDump(9000))})
	for _, s := range dumps {
		t.Run(s.name, func(t *testing.T) {
			for _, p := range packings {
				packed := p.pack(t, s.text)
				for _, r := range readers() {
					for _, jobs := range s.workers(r) {
						args := append([]string{"-p", keepPolicy, "-j", fmt.Sprint(jobs)}, s.args...)
						got := runReader(r.Wrap(bytes.NewReader(packed)), args...)
						if got.code != 0 || !bytes.Equal(got.stdout, s.text) {
							t.Fatalf("%s, reader %q, %d workers: exit code %d, the same bytes: %t\n%s", p.name, r.Name,
								jobs, got.code, bytes.Equal(got.stdout, s.text), got.stderr)
						}
					}
				}
			}
		})
	}
}

// longDump returns a dump of some hundred bytes a row, with one table in COPY
// and one in INSERTs, so that it takes many batches.
func longDump(rows int) string {
	var b strings.Builder
	b.WriteString(usersTable + "COPY public.users (id, email, note) FROM stdin;\n")
	for i := range rows {
		fmt.Fprintf(&b, "%d\tann%d@example.com\t%s\n", i, i%4000, strings.Repeat(`some text\t`, 1+i%11))
	}
	b.WriteString("\\.\n\n\nCREATE TABLE public.guests (\n    id integer,\n    email text,\n    note text\n);\n\n")
	for i := range rows {
		fmt.Fprintf(&b, "INSERT INTO public.guests VALUES (%d, 'ann%d@example.com', '%s');\n", i, i%4000, strings.Repeat("some\ntext", i%7))
	}
	return whole(b.String())
}

// usersTable is the DDL of the table that most tests have.
const usersTable = `CREATE TABLE public.users (
    id integer NOT NULL,
    email text,
    note text
);

`

// TestShiftJIS holds the program to refusing an encoding in which a backslash
// may be half of a character.
func TestShiftJIS(t *testing.T) {
	got := runReader(strings.NewReader(""), "-p", keepPolicy, dumpDir+"/enc15.SJIS.copy.sql")
	if got.code != 1 || !got.marked() || !strings.Contains(got.stderr, "pg_dump -E UTF8") {
		t.Errorf("exit code %d, want 1 and what helps, stderr:\n%s", got.code, got.stderr)
	}
}

// TestAnyNumberOfWorkers holds the program to giving the same bytes, or the
// same error, whatever the number of workers and the pieces the input comes in.
func TestAnyNumberOfWorkers(t *testing.T) {
	dumps := append(dumptest.Thin(samples(t), 4), sample{name: "several batches", text: []byte(longDump(9000))})
	for name, fault := range lateFaults {
		dumps = append(dumps, sample{name: name, text: []byte(fault(longDump(9000)))})
	}
	codes := map[int]int{}
	for _, policy := range [][]string{nil, {"-p", policyFile(t, everyColumn)}} {
		for _, s := range dumps {
			codes[checkWorkers(t, s, slices.Concat(policy, s.args))]++
		}
	}
	least := 25
	if testing.Short() {
		least = 8
	}
	if codes[0] < least || codes[1] < 8 || codes[2] < 1 {
		t.Errorf("runs by exit code: %v; with so few of a kind the test shows little", codes)
	}
}

// checkWorkers runs a dump in many ways that must come to the same, and returns
// the exit code.
func checkWorkers(t *testing.T, s sample, args []string) int {
	t.Helper()
	want := runReader(bytes.NewReader(s.text), append(args, "-j", "1")...)
	for _, r := range readers() {
		for _, jobs := range s.workers(r) {
			got := runReader(r.Wrap(bytes.NewReader(s.text)), append(args, "-j", fmt.Sprint(jobs))...)
			if got.code != want.code || got.message() != want.message() {
				t.Errorf("%s, reader %q, %d workers: exit code %d and\n%swant %d and\n%s", s.name, r.Name,
					jobs, got.code, got.stderr, want.code, want.stderr)
			}
			if !bytes.Equal(got.stdout, want.stdout) {
				t.Errorf("%s, reader %q, %d workers: the output is not that of one worker", s.name, r.Name, jobs)
			}
		}
	}
	return want.code
}

// TestCopyAndInsertAgree holds the program to masking a value alike in every
// form that pg_dump can give the same database.
func TestCopyAndInsertAgree(t *testing.T) {
	dumptest.NeedsGrammar(t)
	policy := policyFile(t, everyColumn)
	for _, group := range [][]string{
		{"shop.sql", "shop.inserts.sql", "shop.bom.sql"},
		{"latin15.copy.sql", "latin15.inserts.sql"},
		{
			"odd15.copy.sql", "odd15.inserts.sql", "odd15.rows-per-insert.sql", "odd15.quote-all.sql",
			"odd15.scs-off.copy.sql", "odd15.scs-off.inserts.sql", "odd15.pg_restore-1.sql", "odd15.sections.sql",
			"odd15.create.sql", "odd15.disable-dollar.sql", "odd15.verbose.sql",
		},
	} {
		var want []string
		for i, name := range group {
			rows := maskedRows(t, name, policy)
			if i == 0 {
				want = rows
			}
			if diff := cmp.Diff(want, rows); diff != "" {
				t.Errorf("%s and %s, masked, differ:\n%s", group[0], name, diff)
			}
		}
		if len(want) < 2 {
			t.Errorf("%s has %d rows, which shows little", group[0], len(want))
		}
	}
}

// maskedRows masks a dump and returns its rows, decoded and sorted. Generated
// columns are left out, as COPY does, and so are rows of no columns.
func maskedRows(t *testing.T, name, policy string) []string {
	t.Helper()
	got := runReader(strings.NewReader(""), "-p", policy, dumpDir+"/"+name)
	if got.code != 0 {
		t.Fatalf("%s: exit code %d\n%s", name, got.code, got.stderr)
	}
	var rows []string
	_, err := dumptest.Rewrite(t, bytes.NewReader(got.stdout), func(h *dumpfmt.Header, r *dumpfmt.Row) error {
		row := h.Table.String()
		for i := range r.Len() {
			v, ok := r.Value(i)
			switch {
			case r.IsDefault(i):
			case ok:
				row += "|" + string(v)
			default:
				row += "|NULL"
			}
		}
		if row != h.Table.String() && row != h.Table.String()+"|" {
			rows = append(rows, row)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%s, masked: %v", name, err)
	}
	slices.Sort(rows)
	return rows
}

// everyColumn masks all columns of any dump but keys, and keeps what cannot be
// masked.
const everyColumn = `version = 1
unlisted = "mask"
soft = true

[columns]
"*email*" = "email"
"id" = "keep"
"*_id" = "keep"

# A partition's key, and the columns of unique constraints.
region = "keep"
plan = "keep"
room = "keep"
during = "keep"
`

// lateFaults spoil a long dump in the middle, some in more than one batch: the
// first one in the order of the input is the one to be told.
var lateFaults = map[string]func(string) string{
	"a row with a field too many": func(s string) string {
		return strings.Replace(s, "\n5000\tann1000@example.com\t", "\n5000\tann1000@example.com\tx\t", 1)
	},
	"two rows in different batches": func(s string) string {
		s = strings.Replace(s, "\n3000\tann3000@example.com\t", "\n3000\tann3000@example.com\tx\t", 1)
		return strings.Replace(s, "\n8000\tann0@example.com\t", "\n8000\t", 1)
	},
	"a row, and then a statement, in one batch": func(s string) string {
		s = strings.Replace(s, "\n8999\tann999@example.com\t", "\n8999\t", 1)
		return strings.Replace(s, "CREATE TABLE public.guests", "UPDATE public.users SET id = 1;\nCREATE TABLE public.guests", 1)
	},
	"an early row, and the end of the dump": func(s string) string {
		s = strings.Replace(s, "\n10\tann10@example.com\t", "\n10\t", 1)
		return s[:len(s)-40]
	},
}
