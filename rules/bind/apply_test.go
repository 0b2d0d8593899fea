package bind

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"sanitize/dumpfmt"
	"sanitize/rules/rows"
)

// run masks a dump under a plan and returns what comes out, without errors of
// the frame: tests give bare statements.
func run(plan *bound, dump string, s *rows.Scratch) (string, error) {
	sc := dumpfmt.NewScanner(strings.NewReader(dump), dumpfmt.Partial())
	var w dumpfmt.Rewriter
	var batch dumpfmt.Batch
	var out []byte
	for sc.Scan(&batch) {
		for i := range batch.Segs {
			seg := &batch.Segs[i]
			if seg.Kind != dumpfmt.CopyData && seg.Kind != dumpfmt.Insert {
				out = append(out, seg.Bytes...)
				continue
			}
			t, err := plan.Block(seg.Header, seg.Session.Encoding)
			if err != nil {
				return "", err
			}
			if t.Drop {
				continue
			}
			if t.Mask == nil {
				out = append(out, seg.Bytes...)
				continue
			}
			out, err = w.Append(out, seg, func(r *dumpfmt.Row) error { return t.Apply(r, s) })
			if err != nil {
				return "", err
			}
			s.Tally.Count(t, w.Rows(), w.Dropped())
		}
	}
	return string(out), sc.Err()
}

// mustRun is run without a scratch of the caller's, and without errors.
func mustRun(tb testing.TB, plan *bound, dump string) string {
	tb.Helper()
	out, err := run(plan, dump, &rows.Scratch{})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// copyOf makes a COPY block of rows whose fields are separated by |.
func copyOf(header string, rows ...string) string {
	return "COPY " + header + " FROM stdin;\n" + strings.ReplaceAll(strings.Join(rows, "\n"), "|", "\t") + "\n\\.\n"
}

// fieldsOf returns the fields of the rows of a COPY block.
func fieldsOf(out string) [][]string {
	lines := strings.Split(out, "\n")
	var rows [][]string
	for _, l := range lines[1 : len(lines)-2] {
		rows = append(rows, strings.Split(l, "\t"))
	}
	return rows
}

const applySchema = "users: id int8!, email varchar(255), note text, born date, active bool"

func TestApplyCopy(t *testing.T) {
	plan := bindText(t, `version = 1
		[columns]
		id = "keep"
		email = { mask = "set", value = "a@b.invalid" }
		note = "null"
		born = "keep"
		active = "keep"`, schemaOf(t, applySchema))
	in := copyOf("public.users (id, email, note, born, active)",
		`1|ann@example.com|hi|2000-01-01|t`, `2|\N|\N|\N|f`, `3|||2000-01-02|t`)
	want := copyOf("public.users (id, email, note, born, active)",
		`1|a@b.invalid|\N|2000-01-01|t`, `2|\N|\N|\N|f`, `3||\N|2000-01-02|t`)
	s := &rows.Scratch{}
	out, err := run(plan, in, s)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, out); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	tables := s.Tally.Blocks()
	if len(tables) != 1 || tables[0].Rows != 3 {
		t.Fatalf("tally of %d tables, want 1 with 3 rows", len(tables))
	}
	wantCounts := []rows.Counts{{Masked: 1, Null: 1, Empty: 1}, {Masked: 2, Null: 1, Empty: 1}}
	if d := cmp.Diff(wantCounts, tables[0].Columns); d != "" {
		t.Errorf("counts (-want +got):\n%s", d)
	}
	wantMasked := []rows.MaskedColumn{{Column: "email", Mask: "set"}, {Column: "note", Mask: "null"}}
	if d := cmp.Diff(wantMasked, tables[0].Block.Mask.Masked()); d != "" {
		t.Errorf("masked (-want +got):\n%s", d)
	}
}

// COPY, INSERT with columns in another order, and positional INSERT give a row
// the same values, those that follow the row's key among them.
func TestApplyForms(t *testing.T) {
	for _, schema := range []string{
		"t: id int8!, email text, born date, active bool",
		"t: nr int8!, email text, born date, active bool", // the key is the whole row
		"t: id int8!, email text, gen text=, born date, active bool",
	} {
		plan := bindText(t, "version = 1\nsoft = true\n[columns]\nid = \"keep\"\nnr = \"keep\"\n", schemaOf(t, schema))
		key := strings.Fields(strings.TrimPrefix(schema, "t: "))[0]
		def := ""
		if strings.Contains(schema, "gen") {
			def = "DEFAULT, "
		}
		out := mustRun(t, plan, copyOf("public.t ("+key+", email, born, active)", "17|o'neil@example.com|2001-02-03|t"))
		f := fieldsOf(out)[0]
		want := fmt.Sprintf("INSERT INTO public.t VALUES (17, '%s', %s'%s', %s);\n",
			strings.ReplaceAll(f[1], "'", "''"), def, f[2], map[string]string{"t": "true", "f": "false"}[f[3]])
		got := mustRun(t, plan, "INSERT INTO public.t VALUES (17, 'o''neil@example.com', "+def+"'2001-02-03', true);\n")
		if got != want {
			t.Errorf("positional INSERT gives\n%swant\n%s", got, want)
		}
		got = mustRun(t, plan, "INSERT INTO public.t (active, "+key+", born, email) VALUES (true, 17, '2001-02-03', 'o''neil@example.com');\n")
		want = fmt.Sprintf("INSERT INTO public.t (active, %s, born, email) VALUES (%s, 17, '%s', '%s');\n",
			key, map[string]string{"t": "true", "f": "false"}[f[3]], f[2], strings.ReplaceAll(f[1], "'", "''"))
		if got != want {
			t.Errorf("INSERT with columns gives\n%swant\n%s", got, want)
		}
		if f[1] == "o'neil@example.com" || f[2] == "2001-02-03" {
			t.Error("a value is not masked")
		}
	}
}

func TestApplyOIDs(t *testing.T) {
	plan := bindText(t, "version = 1\n[columns]\nid = \"keep\"\nemail = { set = \"x\" }\nborn = \"date_shift\"\n",
		schemaOf(t, "t: id int8!, email text, born date"))
	f := fieldsOf(mustRun(t, plan, copyOf("public.t (id, email, born) WITH OIDS", "16400|17|ann|2001-02-03")))[0]
	if f[0] != "16400" || f[1] != "17" || f[2] != "x" || f[3] == "2001-02-03" {
		t.Errorf("row %q", f)
	}
	g := fieldsOf(mustRun(t, plan, copyOf("public.t (id, email, born)", "17|ann|2001-02-03")))[0]
	if g[2] != f[3] {
		t.Errorf("date %s with OIDS, %s without", f[3], g[2])
	}
}

func TestApplyBy(t *testing.T) {
	plan := bindText(t, `version = 1
		[columns]
		id = "keep"
		owner = "keep"
		born = { mask = "date_shift", by = "owner" }
		died = { mask = "date_shift", by = "owner" }
		seen = "date_shift"`, schemaOf(t, "t: id int8!, owner int4, born date, died date, seen date"))
	rows := fieldsOf(mustRun(t, plan, copyOf("public.t (id, owner, born, died, seen)",
		"1|7|2001-02-03|2001-02-03|2001-02-03", "2|7|2001-02-03|2001-02-03|2001-02-03", "3|8|2001-02-03|2001-02-03|2001-02-03")))
	if rows[0][2] != rows[1][2] || rows[0][2] != rows[0][3] {
		t.Errorf("dates of one owner: %s, %s and %s, want the same", rows[0][2], rows[1][2], rows[0][3])
	}
	if rows[0][2] == rows[2][2] || rows[0][4] == rows[1][4] {
		t.Error("dates of two owners, or of two rows, are shifted alike")
	}
}

func TestApplyFills(t *testing.T) {
	plan := bindText(t, `version = 1
		[columns]
		id = "keep"
		email = { set = "x", keep_null = false }
		note = { set = "y", keep_empty = false }`, schemaOf(t, "t: id int8!, email text, note text"))
	got := mustRun(t, plan, copyOf("public.t (id, email, note)", `1|\N|\N`, `2||`))
	want := copyOf("public.t (id, email, note)", `1|x|\N`, `2||y`)
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestApplyErrors(t *testing.T) {
	plan := bindText(t, "version = 1\n", schemaOf(t, "t: email text, born date"))
	for name, tt := range map[string]struct{ dump, want string }{
		"few fields": {copyOf("public.t (email, born)", "canary"), "dump line 2: table public.t: row 1: 1 fields, want 2"},
		"bad value":  {copyOf("public.t (email, born)", "canary|2001-02-03", "canary|canary"), "dump line 3: table public.t: row 2: column born: "},
	} {
		_, err := run(plan, tt.dump, &rows.Scratch{})
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", name, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: the error has a value in it", name)
		}
	}
}

func TestApplyEncoding(t *testing.T) {
	plan := bindText(t, `version = 1
		[columns]
		id = "keep"
		note = "scramble"
		email = { set = "é€Ж" }`, schemaOf(t, "t: id int4!, note text, email text"))
	utf8 := fieldsOf(mustRun(t, plan, copyOf("public.t (id, note, email)", "1|café|x")))[0]
	latin := mustRun(t, plan, "SET client_encoding = 'LATIN9';\n"+copyOf("public.t (id, note, email)", "1|caf\xe9|x"))
	_, latin, _ = strings.Cut(latin, "\n")
	f := fieldsOf(latin)[0]
	if f[2] != "\xe9\xa4?" {
		t.Errorf("set gives % x, want e9 a4 3f", f[2])
	}
	if len(f[1]) != 4 {
		t.Errorf("scramble gives %d bytes, want 4", len(f[1]))
	}
	got, err := charmap.ISO8859_15.NewDecoder().String(f[1])
	if err != nil {
		t.Fatal(err)
	}
	if len(utf8[1]) == len(got) && got != utf8[1] {
		t.Errorf("scramble gives %q in LATIN9 and %q in UTF8", got, utf8[1])
	}
	_, err = run(plan, "SET client_encoding = 'EUC_JP';\n"+copyOf("public.t (id, note, email)", "1|a|b"), &rows.Scratch{})
	if err == nil || !strings.Contains(err.Error(), "EUC") {
		t.Errorf("error %v, want one about EUC_JP", err)
	}
}

// A tally has the sums by block, and nothing after Reset.
func TestTally(t *testing.T) {
	s := schemaOf(t, "a: x text\nb: x text, y text")
	plan := bindText(t, "version = 1\n", s)
	scratch := &rows.Scratch{}
	for range 2 {
		if _, err := run(plan, copyOf("public.a (x)", "1", "2")+copyOf("public.b (x, y)", "1|2")+copyOf("public.a (x)", "3"), scratch); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range scratch.Tally.Blocks() {
			got = append(got, fmt.Sprint(c.Block.Table, c.Rows, c.Columns))
		}
		want := []string{"public.a 3 [{3 0 0}]", "public.b 1 [{1 0 0} {1 0 0}]"}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
		scratch.Tally.Reset()
	}
}

func TestApplyAllocates(t *testing.T) {
	if raceEnabled {
		t.Skip("pools do not hold under the race detector")
	}
	for _, encoding := range []string{"UTF8", "LATIN1"} {
		t.Run(encoding, func(t *testing.T) {
			seg, edit := userRows(t, encoding, 50)
			var w dumpfmt.Rewriter
			var out []byte
			var err error
			n := testing.AllocsPerRun(20, func() {
				if out, err = w.Append(out[:0], seg, edit); err != nil {
					t.Fatal(err)
				}
			})
			if n != 0 {
				t.Errorf("%v allocations for 50 rows, want 0", n)
			}
		})
	}
}

// userRows returns a segment of n rows, and what masks three columns of each,
// one by the row's key.
func userRows(tb testing.TB, encoding string, n int) (*dumpfmt.Segment, func(*dumpfmt.Row) error) {
	tb.Helper()
	return rowsUnder(tb, "version = 1\n[columns]\nid = \"keep\"\nactive = \"keep\"\nemail = \"email\"\n", encoding,
		strings.Repeat("17\tann@example.com\tCall her at ten\t2001-02-03\tt\n", n))
}

// rowsUnder returns a segment of rows of users, and what a policy does to them.
func rowsUnder(tb testing.TB, policy, encoding, lines string) (*dumpfmt.Segment, func(*dumpfmt.Row) error) {
	tb.Helper()
	plan := bindText(tb, policy, schemaOf(tb, applySchema))
	dump := "SET client_encoding = '" + encoding + "';\nCOPY public.users (id, email, note, born, active) FROM stdin;\n" + lines + "\\.\n"
	sc := dumpfmt.NewScanner(strings.NewReader(dump), dumpfmt.Partial(), dumpfmt.BatchSize(1<<20))
	batch := &dumpfmt.Batch{}
	sc.Scan(batch)
	for i := range batch.Segs {
		seg := &batch.Segs[i]
		if seg.Kind != dumpfmt.CopyData {
			continue
		}
		plan, err := plan.Block(seg.Header, seg.Session.Encoding)
		if err != nil || plan == nil {
			tb.Fatal(plan, err)
		}
		s := &rows.Scratch{}
		return seg, func(r *dumpfmt.Row) error { return plan.Apply(r, s) }
	}
	tb.Fatal("no rows")
	return nil, nil
}

func BenchmarkApply(b *testing.B) {
	seg, edit := userRows(b, "UTF8", 1000)
	var w dumpfmt.Rewriter
	var out []byte
	var err error
	b.SetBytes(int64(len(seg.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		if out, err = w.Append(out[:0], seg, edit); err != nil {
			b.Fatal(err)
		}
	}
}

// TestChoiceByColumn: two columns of a row that are alike come out alike by
// chance only, unless the policy gives them one domain.
func TestChoiceByColumn(t *testing.T) {
	schema := "t: id int8!, a bool, d bool, b bool, c bool"
	var rows []string
	for i := range 100 {
		rows = append(rows, fmt.Sprintf("%d|t|t|t|t", i))
	}
	plan := bindText(t, `version = 1
[columns]
id = "keep"
a = "choice"
d = "choice"
b = { mask = "choice", domain_key = "one" }
c = { mask = "choice", domain_key = "one" }`, schemaOf(t, schema))
	ad, bc := 0, 0
	for _, f := range fieldsOf(mustRun(t, plan, copyOf("public.t (id, a, d, b, c)", rows...))) {
		if len(f) < 5 {
			continue
		}
		if f[1] == f[2] {
			ad++
		}
		if f[3] == f[4] {
			bc++
		}
	}
	if ad < 25 || ad > 75 || bc != 100 {
		t.Errorf("of 100 rows, %d are alike in two columns, and %d in those of one domain", ad, bc)
	}
}
