package bind

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/rows"
)

// sampleOf returns which of the keys 1 to n are in the sample of public.t, whose
// key has a type. write says how a key stands in the dump.
func sampleOf(t *testing.T, typ, sample string, n int, write func(int) string) []int {
	t.Helper()
	plan := bindText(t, keepAll+"[tables.t]\nsample = "+sample+"\n", schemaOf(t, "t: nr int4, k "+typ))
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf("%d|%s", i+1, write(i+1))
	}
	return keysOf(t, mustRun(t, plan, copyOf("public.t (nr, k)", rows...)))
}

func keysOf(t *testing.T, out string) []int {
	t.Helper()
	var keys []int
	for _, f := range fieldsOf(out) {
		var nr int
		if _, err := fmt.Sscan(f[0], &nr); err != nil {
			t.Fatal(err)
		}
		keys = append(keys, nr)
	}
	return keys
}

func decimal(i int) string { return fmt.Sprint(i) }

const tenPercent = `{ percent = 10, by = "k", group = "user" }`

// The keys that a sample keeps are the same, whatever their type and form.
func TestSampleStable(t *testing.T) {
	const n = 2000
	want := sampleOf(t, "int4", tenPercent, n, decimal)
	if len(want) < n/10-60 || len(want) > n/10+60 {
		t.Fatalf("%d of %d rows, want about 10 percent", len(want), n)
	}
	for _, tt := range []struct {
		typ   string
		write func(int) string
	}{
		{"int8", decimal}, {"text", decimal}, {"varchar(20)", decimal}, {"numeric", decimal}, {"float8", decimal},
		{"numeric(10 2)", func(i int) string { return fmt.Sprintf("%d.00", i) }},
		{"bpchar(9)", func(i int) string { return fmt.Sprintf("%-9d", i) }},
		{"xml", decimal},
	} {
		if got := sampleOf(t, tt.typ, tenPercent, n, tt.write); !slices.Equal(got, want) {
			t.Errorf("%s: %d keys, and not the %d of int4", tt.typ, len(got), len(want))
		}
	}
	var inserts strings.Builder
	inserts.WriteString("INSERT INTO public.t (k, nr) VALUES")
	for i := range n {
		fmt.Fprintf(&inserts, "\n\t('%d', %d)%s", i+1, i+1, map[bool]string{true: ";\n", false: ","}[i == n-1])
	}
	plan := bindText(t, keepAll+"[tables.t]\nsample = "+tenPercent+"\n", schemaOf(t, "t: nr int4, k text"))
	out := mustRun(t, plan, inserts.String())
	for _, nr := range want {
		if !strings.Contains(out, fmt.Sprintf("\t('%d', %d)", nr, nr)) {
			t.Errorf("INSERT has not the key %d", nr)
		}
	}
	if rows := strings.Count(out, "\n\t("); rows != len(want) {
		t.Errorf("INSERT has %d keys, want %d", rows, len(want))
	}
}

// Keys are folded: uuid at one end, text in capitals at the other.
func TestSampleFolds(t *testing.T) {
	uuid := func(i int) string { return fmt.Sprintf("a0eebc99-9c0b-4ef8-bb6d-%012x", i*0xabcdef) }
	upper := func(i int) string { return strings.ToUpper(uuid(i)) }
	want := sampleOf(t, "uuid", tenPercent, 500, uuid)
	if got := sampleOf(t, "text", tenPercent, 500, upper); len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("%d keys as text, want the %d of uuid", len(got), len(want))
	}
}

// A smaller sample is a part of a larger one; groups and salts have nothing to
// do with each other; without a group, the column's name is the group.
func TestSampleParts(t *testing.T) {
	const n = 4000
	sample := func(percent, group string) []int {
		return sampleOf(t, "int4", fmt.Sprintf(`{ percent = %s, by = "k"%s }`, percent, group), n, decimal)
	}
	ten, half, all := sample("10", ""), sample("0.5", ""), sample("100", "")
	if len(all) != n {
		t.Errorf("100 percent are %d rows of %d", len(all), n)
	}
	if len(half) < 5 || len(half) > 45 {
		t.Errorf("0.5 percent are %d rows of %d", len(half), n)
	}
	if common(ten, half) != len(half) {
		t.Error("0.5 percent have rows that 10 percent have not")
	}
	if !slices.Equal(ten, sample("10", `, group = "k"`)) {
		t.Error("the group k is another one than that of the column k")
	}
	if other := sample("10", `, group = "other"`); common(ten, other) > 90 {
		t.Errorf("two groups have %d rows in common, want about 40", common(ten, other))
	}
	key, err := mask.NewKey([]byte("another salt, as long"))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := Bind(parseText(t, keepAll+"[tables.t]\nsample = { percent = 10, by = \"k\" }\n"),
		schemaOf(t, "t: nr int4, k int4"), Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf("%d|%d", i+1, i+1)
	}
	if other := keysOf(t, mustRun(t, plan, copyOf("public.t (nr, k)", rows...))); common(ten, other) > 90 {
		t.Errorf("two salts have %d rows in common, want about 40", common(ten, other))
	}
}

func common(a, b []int) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}

// A row whose key is NULL stays, and so does one that a rule speaks of; the
// rule's drop comes before the sample, too.
func TestSampleAndRules(t *testing.T) {
	plan := bindText(t, keepAll+`[tables.t]
		sample = { percent = 0.0000001, by = "k" }
		[[tables.t.rows]]
		where = { nr = 1 }
		expect = 1
		[[tables.t.rows]]
		where = { nr = 2 }
		drop = true`, schemaOf(t, "t: nr int4, k int4"))
	s := &rows.Scratch{}
	out, err := run(plan, copyOf("public.t (nr, k)", "1|1", `2|\N`, `3|\N`, "4|4"), s)
	if err != nil {
		t.Fatal(err)
	}
	if want := copyOf("public.t (nr, k)", "1|1", `3|\N`); out != want {
		t.Errorf("got %q, want %q", out, want)
	}
	c := s.Tally.Blocks()[0]
	if c.Rows != 4 || c.Dropped != 2 || c.Rules[0] != 1 || c.Rules[1] != 1 {
		t.Errorf("%d rows, %d dropped, rules %v, want 4, 2 and [1 1]", c.Rows, c.Dropped, c.Rules)
	}
}

// The sample goes by the original value of a column that is masked.
func TestSampleOriginal(t *testing.T) {
	const n = 500
	want := sampleOf(t, "int4", tenPercent, n, decimal)
	plan := bindText(t, keepAll+"[columns]\nk = \"permute\"\n[tables.t]\nsample = "+tenPercent+"\n", schemaOf(t, "t: nr int4, k int4"))
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf("%d|%d", i+1, i+1)
	}
	if got := keysOf(t, mustRun(t, plan, copyOf("public.t (nr, k)", rows...))); !slices.Equal(got, want) {
		t.Errorf("%d keys, and not the %d of the column that is kept", len(got), len(want))
	}
}

// rowRulesPolicy has a rule of each kind, and a sample.
const rowRulesPolicy = `version = 1
[columns]
id = "keep"
active = "keep"
email = "email"
[tables.users]
sample = { percent = 50, by = "id", group = "user" }
[[tables.users.rows]]
where = { email = ["nobody@example.com", "noone@example.com"], active = true }
drop = true
[[tables.users.rows]]
where = { note = { regexp = "never in (it|them)" } }
set = { email = "x" }
[[tables.users.rows]]
where = { email = "admin@example.com", active = true }
expect = "0.."
set = { email = "admin@staging.invalid" }
`

func TestRowRulesAllocate(t *testing.T) {
	if raceEnabled {
		t.Skip("pools do not hold under the race detector")
	}
	for _, encoding := range []string{"UTF8", "LATIN1"} {
		t.Run(encoding, func(t *testing.T) {
			seg, edit := variedRows(t, rowRulesPolicy, encoding, 60)
			var w dumpfmt.Rewriter
			var out []byte
			var err error
			n := testing.AllocsPerRun(20, func() {
				if out, err = w.Append(out[:0], seg, edit); err != nil {
					t.Fatal(err)
				}
			})
			if n != 0 {
				t.Errorf("%v allocations for 60 rows, want 0", n)
			}
			if w.Dropped() == 0 || w.Dropped() == w.Rows() {
				t.Errorf("%d of %d rows are dropped, which shows little", w.Dropped(), w.Rows())
			}
		})
	}
}

// variedRows returns a segment of n rows with different ids, and what a policy
// does to them.
func variedRows(tb testing.TB, policy, encoding string, n int) (*dumpfmt.Segment, func(*dumpfmt.Row) error) {
	tb.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d\tann%d@example.com\tCall her\\nat ten\t2001-02-03\tt\n", i, i)
	}
	b.WriteString("7\tadmin@example.com\t\t2001-02-03\tt\n")
	return rowsUnder(tb, policy, encoding, b.String())
}

func BenchmarkRows(b *testing.B) {
	const table = keepAll + "[tables.users]\n"
	for _, bench := range []struct{ name, policy string }{
		{"where=text", keepAll + "[[tables.users.rows]]\nwhere = { email = \"admin@example.com\" }\nset = { note = \"x\" }\n"},
		{"where=bool,text", keepAll + "[[tables.users.rows]]\nwhere = { active = true, email = \"admin@example.com\" }\nset = { note = \"x\" }\n"},
		{"where=in", keepAll + "[[tables.users.rows]]\nwhere = { email = [\"a@example.com\", \"b@example.com\", \"c@example.com\"] }\nset = { note = \"x\" }\n"},
		{"where=regexp", keepAll + "[[tables.users.rows]]\nwhere = { email = { regexp = \"@corp\\\\.com$\" } }\nset = { note = \"x\" }\n"},
		{"where=null", keepAll + "[[tables.users.rows]]\nwhere = { email = { null = true } }\ndrop = true\n"},
		{"sample=50", table + "sample = { percent = 50, by = \"id\", group = \"user\" }\n"},
		{"sample=99.9", table + "sample = { percent = 99.9, by = \"id\", group = \"user\" }\n"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			const rows = 1000
			seg, edit := variedRows(b, bench.policy, "UTF8", rows-1)
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
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
