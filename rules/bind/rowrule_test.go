package bind

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// keepAll is the head of policies in which only rules for rows change anything.
const keepAll = "version = 1\nunlisted = \"keep\"\n"

// rowsSchema is what the rules of most tests are about.
const rowsSchema = "t: id int8!, email text, note text, born date, active bool"

// rowsOf applies a policy to rows of public.t (columns), and returns the rows
// that come out, fields separated by |.
func rowsOf(t *testing.T, plan *bound, header string, rows ...string) []string {
	t.Helper()
	var out []string
	for _, f := range fieldsOf(mustRun(t, plan, copyOf(header, rows...))) {
		if len(f) > 1 || f[0] != "" {
			out = append(out, strings.Join(f, "|"))
		}
	}
	return out
}

func TestRowRules(t *testing.T) {
	rows := []string{`1|ann@x|hi|2000-01-01|t`, `2|bob@x|\N|2000-01-02|f`, `3|\N||\N|\N`}
	tests := []struct {
		name, policy string
		want         []string
	}{
		{"none", ``, rows},
		{"drop", `where = { id = 2 }
			drop = true`, []string{rows[0], rows[2]}},
		{"a literal", `where = { email = "ann@x" }
			set = { email = "new", id = 7 }`, []string{`7|new|hi|2000-01-01|t`, rows[1], rows[2]}},
		{"a literal in place of NULL and of the empty string", `where = { id = 3 }
			set = { email = "a", note = "b", born = "2024-01-31" }`, []string{rows[0], rows[1], `3|a|b|2024-01-31|\N`}},
		{"a mask keeps NULL", `where = { id = 3 }
			set = { email = { mask = "set", value = "x" }, note = { set = "y" } }`, rows},
		{"a mask", `where = { id = 1 }
			set = { email = { mask = "null" }, note = { mask = "redact" } }`, []string{`1|\N|[REDACTED]|2000-01-01|t`, rows[1], rows[2]}},
		{"the environment", `where = { email = "ann@x" }
			set = { email = "root@${MAIL_DOMAIN}" }`, []string{`1|root@staging.invalid|hi|2000-01-01|t`, rows[1], rows[2]}},
		{"several columns", `where = { active = true, born = "2000-01-01" }
			drop = true`, rows[1:]},
		{"several columns, one of them not", `where = { active = true, born = "2000-01-02" }
			drop = true`, rows},
		{"one of several", `where = { id = [1, 3, 99] }
			drop = true`, rows[1:2]},
		{"one of one", `where = { id = ["2"] }
			drop = true`, []string{rows[0], rows[2]}},
		{"regexp", `where = { email = { regexp = "^(?i)ANN@" } }
			drop = true`, rows[1:]},
		{"regexp, not anchored", `where = { email = { regexp = "b@" } }
			drop = true`, []string{rows[0], rows[2]}},
		{"regexp that holds for all but NULL", `where = { note = { regexp = "^" } }
			drop = true`, rows[1:2]},
		{"null", `where = { email = { null = true } }
			drop = true`, rows[:2]},
		{"not null", `where = { email = { null = false } }
			drop = true`, rows[2:]},
		{"the empty string is not NULL", `where = { note = "" }
			drop = true`, rows[:2]},
		{"the first rule decides", `where = { id = 1 }
			[[tables.t.rows]]
			where = { active = true }
			drop = true
			[[tables.t.rows]]
			where = { email = { null = true } }
			set = { note = "x" }`, []string{rows[0], rows[1], `3|\N|x|\N|\N`}},
		{"on the original values", `where = { email = "ann@x" }
			set = { email = "bob@x" }
			[[tables.t.rows]]
			where = { email = "bob@x" }
			drop = true`, []string{`1|bob@x|hi|2000-01-01|t`, rows[2]}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			policy := keepAll
			if tt.policy != "" {
				policy += "[[tables.t.rows]]\n" + tt.policy
			}
			plan := bindText(t, policy, schemaOf(t, rowsSchema))
			got := rowsOf(t, plan, "public.t (id, email, note, born, active)", rows...)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("COPY: -want +got:\n%s", d)
			}
			if d := cmp.Diff(insertsOf(tt.want), mustRun(t, plan, insertsOf(rows))); d != "" {
				t.Errorf("INSERT: -want +got:\n%s", d)
			}
		})
	}
}

// insertsOf returns rows of public.t, fields separated by |, as INSERTs.
func insertsOf(rows []string) string {
	var b strings.Builder
	for _, row := range rows {
		f := strings.Split(row, "|")
		for i, v := range f {
			switch {
			case v == `\N`:
				f[i] = "NULL"
			case i == 4:
				f[i] = map[string]string{"t": "true", "f": "false"}[v]
			case i > 0:
				f[i] = "'" + v + "'"
			}
		}
		fmt.Fprintf(&b, "INSERT INTO public.t VALUES (%s);\n", strings.Join(f, ", "))
	}
	return b.String()
}

// A rule's set takes the place of the column's mask; other columns keep theirs.
func TestRowRulesAndMasks(t *testing.T) {
	plan := bindText(t, `version = 1
		unlisted = "keep"
		[tables.t.columns]
		email = { mask = "set", value = "masked" }
		note = "null"
		born = "date_shift"
		[[tables.t.rows]]
		where = { email = "ann@x" }
		set = { email = "admin", born = { mask = "keep" }, active = "false" }`, schemaOf(t, rowsSchema))
	s := &rows.Scratch{}
	out, err := run(plan, copyOf("public.t (id, email, note, born, active)",
		`1|ann@x|hi|2000-01-01|t`, `2|bob@x|hi|2000-01-01|t`, `3|cat@x|\N|2000-01-01|t`), s)
	if err != nil {
		t.Fatal(err)
	}
	fields := fieldsOf(out)
	if got := strings.Join(fields[0], "|"); got != `1|admin|\N|2000-01-01|f` {
		t.Errorf("row of the rule is %s", got)
	}
	if got := strings.Join(fields[1], "|"); !strings.HasPrefix(got, `2|masked|\N|`) || fields[1][3] == "2000-01-01" {
		t.Errorf("row of no rule is %s", got)
	}
	c := s.Tally.Blocks()[0]
	want := []rows.Counts{{Masked: 2}, {Masked: 2, Null: 1}, {Masked: 2}}
	if d := cmp.Diff(want, c.Columns); d != "" || c.Rows != 3 || c.Dropped != 0 || c.Rules[0] != 1 {
		t.Errorf("%d rows, %d dropped, rules %v, columns (-want +got):\n%s", c.Rows, c.Dropped, c.Rules, d)
	}
}

// Literals are equal to what PostgreSQL's = finds equal.
func TestWhereForms(t *testing.T) {
	tests := []struct{ typ, literal, value string }{
		{"int4", "7", "7"}, {"int4", `"+07"`, "7"}, {"int8", "-7", "-7"}, {"text", "7", "7"},
		{"numeric", "1.5", "1.50"}, {"numeric", `"1.500"`, "1.5"}, {"numeric", "-0.5", "-0.50"}, {"numeric", "0", "0.00"},
		{"numeric", `"NaN"`, "NaN"}, {"numeric", "100", "100"}, {"numeric(4 2)", "12", "12.00"},
		{"float8", "100", "1e+02"}, {"float8", "0.1", "0.1"}, {"float8", `"NaN"`, "NaN"}, {"float4", `"1e20"`, "1e+20"},
		{"bool", "true", "t"}, {"bool", `"no"`, "f"}, {"bpchar(4)", `"ab"`, "ab  "}, {"varchar(4)", `"ab "`, "ab "},
		{"uuid", `"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"`, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
		{"inet", `"10.0.0.1/32"`, "10.0.0.1"}, {"inet", `"10.0.0.1/8"`, "10.0.0.1/8"}, {"macaddr", `"AA:bb:cc:dd:ee:FF"`, "aa:bb:cc:dd:ee:ff"},
		{"date", `"2024-01-31"`, "2024-01-31"}, {"date", `"infinity"`, "infinity"},
		{"timestamptz", `"2024-01-31 10:00:00.5+00"`, "2024-01-31 10:00:00.5+00"},
		{"citext", `"Ann@X"`, "aNN@x"}, {"citext", `"ÄRA"`, "ära"}, {"jsonb", `'{"a": 1}'`, `{"a": 1}`}, {"int4[]", `"{1,2}"`, "{1,2}"},
		{"xml", `"<a/>"`, "<a/>"},
	}
	for _, tt := range tests {
		t.Run(tt.typ+" "+tt.literal, func(t *testing.T) {
			for _, list := range []string{tt.literal, "[" + tt.literal + ", " + tt.literal + "]"} {
				plan := bindText(t, keepAll+"[[tables.t.rows]]\nwhere = { c = "+list+" }\ndrop = true\n", schemaOf(t, "t: c "+tt.typ))
				if out := mustRun(t, plan, copyOf("public.t (c)", tt.value)); out != copyOf0("public.t (c)") {
					t.Errorf("where = %s does not hold for %s", list, tt.value)
				}
			}
			plan := bindText(t, keepAll+"[[tables.t.rows]]\nwhere = { c = "+tt.literal+" }\ndrop = true\n", schemaOf(t, "t: c "+tt.typ))
			if in := copyOf("public.t (c)", tt.value+"9", `\N`); mustRun(t, plan, in) != in {
				t.Errorf("where = %s holds for another value", tt.literal)
			}
		})
	}
}

// copyOf0 is a COPY block without rows.
func copyOf0(header string) string { return "COPY " + header + " FROM stdin;\n\\.\n" }

// Values and literals are compared in UTF-8, whatever the dump's encoding.
func TestRowRulesEncoding(t *testing.T) {
	for _, where := range []string{`"caf\u00e9"`, `["x", "caf\u00e9"]`, `{ regexp = "^caf.$" }`} {
		plan := bindText(t, keepAll+"[[tables.t.rows]]\nwhere = { note = "+where+" }\nset = { email = \"\u20ac\" }\n", schemaOf(t, rowsSchema))
		out := mustRun(t, plan, "SET client_encoding = 'LATIN9';\n"+copyOf("public.t (id, email, note)", "1|a|caf\xe9", "2|a|cafes"))
		if !strings.Contains(out, "1\t\xa4\tcaf\xe9\n") || !strings.Contains(out, "2\ta\tcafes\n") {
			t.Errorf("where = %s gives %q", where, out)
		}
	}
}

// A rule may go by fields that are escaped, and by an OID's table.
func TestRowRulesEscapes(t *testing.T) {
	plan := bindText(t, keepAll+"[[tables.t.rows]]\nwhere = { note = \"a\\tb\\\\\" }\nset = { email = \"x\\ny\" }\n", schemaOf(t, rowsSchema))
	got := mustRun(t, plan, copyOf("public.t (id, email, note) WITH OIDS", `16400|1|a|a\tb\\`))
	if want := copyOf("public.t (id, email, note) WITH OIDS", `16400|1|x\ny|a\tb\\`); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Partitions and children of INHERITS follow their parents, and have rules of
// their own first.
func TestRowRulesInherited(t *testing.T) {
	s := schemaOf(t, `
		root / ts: id int8!, ts timestamptz!, note text
		leaf <| root:
		sub <| root:
		deep <| sub: extra text
		parent: id int8!, note text
		child < parent: more text
		grown < child, parent: x text`)
	s.Tables[testName("sub")].PartitionKey = []string{"ts"}
	plan := bindText(t, keepAll+`
		[[tables.root.rows]]
		where = { id = 1 }
		drop = true
		[[tables.deep.rows]]
		where = { id = 1, extra = "stay" }
		[tables.parent]
		sample = { percent = 100, by = "id" }
		[[tables.parent.rows]]
		where = { id = 1 }
		set = { note = "set" }
		expect = "1.."`, s)
	for _, table := range []string{"root", "leaf", "sub"} {
		if out := mustRun(t, plan, copyOf("public."+table+" (id, ts, note)", "1|2|3")); out != copyOf0("public."+table+" (id, ts, note)") {
			t.Errorf("%s: %q, want no row", table, out)
		}
	}
	out := rowsOf(t, plan, "public.deep (id, ts, note, extra)", "1|2|3|go", "1|2|3|stay")
	if d := cmp.Diff([]string{"1|2|3|stay"}, out); d != "" {
		t.Errorf("deep: -want +got:\n%s", d)
	}
	out = rowsOf(t, plan, "public.grown (id, note, more, x)", "1|a|b|c", "2|a|b|c")
	if d := cmp.Diff([]string{"1|set|b|c", "2|a|b|c"}, out); d != "" {
		t.Errorf("grown: -want +got:\n%s", d)
	}
}

// An optional entry may speak of columns that a table has not.
func TestRowRulesOptional(t *testing.T) {
	plan := bindText(t, keepAll+`
		[tables."*.t"]
		optional = true
		sample = { percent = 1, by = "user_id" }
		[[tables."*.t".rows]]
		where = { id = 1, nothing = "x" }
		drop = true
		[[tables."*.t".rows]]
		where = { id = 1 }
		set = { note = "x", nothing = "y" }`, schemaOf(t, rowsSchema))
	in := "1|a|b|2000-01-01|t"
	if d := cmp.Diff([]string{"1|a|x|2000-01-01|t"}, rowsOf(t, plan, "public.t (id, email, note, born, active)", in)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func TestData(t *testing.T) {
	const schema = `
		log / ts: id int8!, ts timestamptz!
		log_1 <| log:
		log_2 <| log:
		users: id int8!, doc xml!`
	s := schemaOf(t, schema)
	plan := bindText(t, `version = 1
		unlisted = "fail"
		[tables.log]
		data = "drop"
		[tables.log_2]
		data = "keep"
		unlisted = "keep"
		[tables.users]
		data = "drop"`, s)
	for table, drops := range map[string]bool{"log": true, "log_1": true, "log_2": false, "users": true} {
		in := copyOf("public."+table+" (id, ts)", "1|2") + "INSERT INTO public." + table + " VALUES (1, 2);\n"
		want := in
		if drops {
			want = copyOf0("public." + table + " (id, ts)")
		}
		if got := mustRun(t, plan, in); got != want {
			t.Errorf("%s: %q, want %q", table, got, want)
		}
	}
}

func TestSelection(t *testing.T) {
	const schema = `
		log / ts: id int8!, ts timestamptz!
		log_1 <| log:
		a.users: id int8!
		b.users: id int8!`
	for _, tt := range []struct {
		only, not []string
		want      string
	}{
		{nil, nil, "log_1 a.users b.users unknown"},
		{[]string{"log"}, nil, "log_1"},
		{nil, []string{"public.log"}, "a.users b.users unknown"},
		{[]string{"*.users"}, []string{"B.users"}, "a.users"},
		{[]string{"*.*"}, []string{"log_1", "*.log"}, "a.users b.users unknown"},
		{[]string{"unknown"}, nil, "unknown"},
	} {
		sel, err := policy.NewSelection(tt.only, tt.not)
		if err != nil {
			t.Fatal(err)
		}
		s := schemaOf(t, schema)
		plan, err := selected(t, sel, s, Options{Key: testKey(t), Partial: true})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, name := range []string{"log_1", "a.users", "b.users", "unknown"} {
			p, err := plan.Block(&dumpfmt.Header{Table: testName(name), Columns: []string{"id"}}, "UTF8")
			if err != nil {
				t.Fatal(err)
			}
			if !p.Drop {
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("--data %q --no-data %q passes %q, want %s", tt.only, tt.not, got, tt.want)
		}
	}
}

func TestSelectionErrors(t *testing.T) {
	if _, err := policy.NewSelection([]string{"a.b.c"}, nil); err == nil || !strings.HasPrefix(err.Error(), "--data a.b.c: ") {
		t.Errorf("error %v, want one about --data", err)
	}
	sel, err := policy.NewSelection([]string{"public.t"}, []string{"tt", "zz*"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = selected(t, sel, schemaOf(t, rowsSchema), Options{Key: testKey(t)})
	const want = "--no-data tt: the dump has no such table\nhint: did you mean \"public.t\"?\n--no-data zz*: the dump has no such table"
	if err == nil || err.Error() != want {
		t.Errorf("error\n%v\nwant\n%s", err, want)
	}
}

// selected binds a policy that keeps everything, with a selection.
func selected(t *testing.T, sel *policy.Selection, s *dumpfmt.Schema, opts Options) (*bound, error) {
	t.Helper()
	p := parseText(t, keepAll)
	opts.Marks = p.NewMarks(sel)
	return Bind(p, s, opts)
}

// found returns the rows that rules have decided for.
func found(t *rows.Tally) map[int]int64 {
	all := map[int]int64{}
	for _, c := range t.Blocks() {
		for i, n := range c.Rules {
			all[c.Block.Mask.Rules[i].ID] += n
		}
	}
	return all
}

// unmet applies a policy to a dump and returns what its rules miss.
func unmet(t *testing.T, policy string, schema *dumpfmt.Schema, partial bool, dump string) string {
	t.Helper()
	p := parseText(t, policy)
	plan, err := Bind(p, schema, Options{Key: testKey(t), Partial: partial})
	if err != nil {
		t.Fatal(err)
	}
	var s rows.Scratch
	if _, err := run(plan, dump, &s); err != nil {
		t.Fatal(err)
	}
	errs := Unmet(p, plan.Expects(), found(&s.Tally), partial)
	return regexp.MustCompile(`\nhint: [^\n]*`).ReplaceAllString(errs.Error(), "")
}

func TestExpect(t *testing.T) {
	dump := copyOf("public.t (id, email)", "1|a", "2|a", "3|b") + copyOf("public.t (email, id)", "a|4")
	for _, tt := range []struct{ expect, want string }{
		{"3", ""}, {`"3"`, ""}, {`"3.."`, ""}, {`"0..3"`, ""}, {`"2..5"`, ""},
		{"1", "policy.toml:3:1: the rule for rows of t expects 1 row, found 3"},
		{`"4.."`, "policy.toml:3:1: the rule for rows of t expects at least 4 rows, found 3"},
		{`"0..2"`, "policy.toml:3:1: the rule for rows of t expects 0 to 2 rows, found 3"},
		{"0", "policy.toml:3:1: the rule for rows of t expects 0 rows, found 3"},
	} {
		policy := keepAll + "[[tables.t.rows]]\nwhere = { email = \"a\" }\nexpect = " + tt.expect + "\n"
		if got := unmet(t, policy, schemaOf(t, rowsSchema), false, dump); got != tt.want {
			t.Errorf("expect = %s: %q, want %q", tt.expect, got, tt.want)
		}
	}
}

// A rule counts its rows over all tables that follow its table, and is judged
// if none of them has rows.
func TestExpectFamily(t *testing.T) {
	policy := keepAll + `[[tables.root.rows]]
where = { id = 1 }
expect = 2
[[tables."tenant_*.u".rows]]
where = { id = 1 }
expect = 1
`
	schema := func() *dumpfmt.Schema {
		return schemaOf(t, "root / id: id int8!\nleaf_1 <| root:\nleaf_2 <| root:\ntenant_1.u: id int8\ntenant_2.u: id int8")
	}
	good := copyOf("public.leaf_1 (id)", "1", "2") + copyOf("public.leaf_2 (id)", "1") + copyOf("tenant_2.u (id)", "1")
	if got := unmet(t, policy, schema(), false, good); got != "" {
		t.Errorf("%s, want nothing", got)
	}
	want := "policy.toml:3:1: the rule for rows of root expects 2 rows, found 0\n" +
		"policy.toml:6:1: the rule for rows of tenant_*.u expects 1 row, found 0"
	if got := unmet(t, policy, schema(), false, "\n"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := unmet(t, policy, schema(), true, "\n"); got != "" {
		t.Errorf("a part of a dump: %s, want nothing", got)
	}
	want, _, _ = strings.Cut(want, "\n")
	if got := unmet(t, policy, schema(), true, copyOf("public.leaf_1 (id)", "3")); got != want {
		t.Errorf("a part of a dump with rows: %s, want %s", got, want)
	}
}

// Rows without a CREATE TABLE have their rules by the table's name.
func TestRowRulesUnknownTable(t *testing.T) {
	policy := keepAll + `[[tables.t.rows]]
		where = { id = 2 }
		set = { note = "x" }
		[tables.gone]
		data = "drop"`
	plan, err := Bind(parseText(t, policy), schemaOf(t, ""), Options{Key: testKey(t), DeferUnmatched: true})
	if err != nil {
		t.Fatal(err)
	}
	got := mustRun(t, plan, "INSERT INTO public.gone VALUES (1);\nINSERT INTO public.gone DEFAULT VALUES;\n")
	if got != "" {
		t.Errorf("gone: %q, want nothing", got)
	}
	_, err = run(plan, copyOf("public.t_1 (id, note)", "2|y"), &rows.Scratch{})
	if err == nil || !strings.Contains(err.Error(), "may be a partition") {
		t.Errorf("a table that no entry names: error %v", err)
	}
	if errs := plan.Unmatched(); len(errs) != 1 || errs[0].Line != 3 {
		t.Errorf("unmatched: %v, want the table t", errs)
	}
	plan = bindText(t, policy+"\n[tables.t]\nunlisted = \"keep\"\n", schemaOf(t, ""))
	if d := cmp.Diff([]string{"1|y", "2|x"}, rowsOf(t, plan, "public.t (id, note)", "1|y", "2|y")); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// A block must have the columns that rules go by.
func TestRowRulesMissingField(t *testing.T) {
	plan := bindText(t, keepAll+"[[tables.t.rows]]\nwhere = { id = 2 }\ndrop = true\n", schemaOf(t, rowsSchema))
	_, err := run(plan, copyOf("public.t (email)", "x"), &rows.Scratch{})
	if err == nil || !strings.Contains(err.Error(), `the rows of public.t have no column "id"`) {
		t.Errorf("error %v, want one about id", err)
	}
	s := schemaOf(t, rowsSchema)
	s.Tables[testName("t")].OrderCertain = false
	plan = bindText(t, keepAll+"[[tables.t.rows]]\nwhere = { id = 2 }\ndrop = true\n", s)
	_, err = run(plan, "INSERT INTO public.t VALUES (2, 'x', 'y', NULL, NULL);\n", &rows.Scratch{})
	if err == nil || !strings.Contains(err.Error(), "the order of its columns is not certain") {
		t.Errorf("error %v, want one about the order of columns", err)
	}
}

// FuzzWhere checks that a condition holds for a text if and only if it is the
// literal, and an appearance in a sample for COPY if and only if for INSERT.
func FuzzWhere(f *testing.F) {
	for _, v := range []string{"", `\N`, "a\tb", "it's", "${HOME}", "$${", "é", "caf\u00e9 \\", "NULL", " x ", "\x01\n"} {
		f.Add(v, v)
		f.Add(v, v+" ")
		f.Add(v, strings.ToUpper(v))
	}
	f.Fuzz(func(t *testing.T, value, literal string) {
		if !utf8.ValidString(value) || !utf8.ValidString(literal) || strings.ContainsRune(value+literal, 0) {
			t.Skip("not text of a database in UTF-8")
		}
		policy := keepAll + "[tables.t]\nsample = { percent = 50, by = \"email\" }\n[[tables.t.rows]]\nwhere = { email = " +
			policy.TOMLString(strings.ReplaceAll(literal, "${", "$${")) + " }\nset = { id = 2 }\n"
		plan := bindText(t, policy, schemaOf(t, "t: id int8!, email text"))
		copied := mustRun(t, plan, "COPY public.t (id, email) FROM stdin;\n1\t"+string(dumpfmt.AppendCopyText(nil, []byte(value)))+"\n\\.\n")
		inserted := mustRun(t, plan, "INSERT INTO public.t VALUES (1, "+string(dumpfmt.AppendLiteral(nil, []byte(value), true))+");\n")
		holds, want := strings.Contains(copied, "\n2\t"), value == literal
		if holds != want || strings.Contains(inserted, "(2,") != want {
			t.Errorf("%q = %q: holds in COPY: %t, in INSERT: %t", value, literal, holds, strings.Contains(inserted, "(2,"))
		}
		if stays := strings.Contains(copied, "\n1\t"); stays != strings.Contains(inserted, "(1,") {
			t.Errorf("%q is in one of the samples of COPY and INSERT", value)
		}
	})
}
