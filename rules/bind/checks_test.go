package bind

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/facts/expr"
	"sanitize/rules/policy"
)

// constrain adds constraints to a table of a schema.
func constrain(tb testing.TB, s *dumpfmt.Schema, table string, list ...dumpfmt.Constraint) {
	tb.Helper()
	t := s.Tables[testName(table)]
	if t == nil {
		tb.Fatalf("no table %s", table)
	}
	t.Constraints = append(t.Constraints, list...)
}

func check(name, def string, columns ...string) dumpfmt.Constraint {
	return dumpfmt.Constraint{Name: name, Kind: dumpfmt.Check, Def: def, Columns: columns}
}

// checkedSchema has a table with one CHECK to a column.
func checkedSchema(tb testing.TB) *dumpfmt.Schema {
	s := schemaOf(tb, `t: state text, score int4, age int4!, share numeric, day date, sku text, mail text, long text, odd text, ratio float8, low text, from_day date, to_day date, a int4, b int4, bent text, flag bool, religion text, pre text, hash text, kind text!, site text, alias text, login text`)
	mood := testName("mood")
	s.Types[mood] = &dumpfmt.Type{Name: mood, Kind: dumpfmt.Enum, Labels: []string{"sad", "ok", "glad", "other"}}
	s.Tables[testName("t")].Column("religion").Type = dumpfmt.TypeRef{Name: mood}
	constrain(tb, s, "t",
		check("c1", "(state = ANY (ARRAY['on'::text, 'off'::text]))", "state"),
		check("c2", "((score >= 1) AND (score <= 5))", "score"),
		check("c3", "(age > 17)", "age"),
		check("c4", "((share >= (0)::numeric) AND (share <= (1)::numeric))", "share"),
		check("c5", "((day >= '2020-01-01'::date) AND (day <= '2020-12-31'::date))", "day"),
		check("c6", "(sku ~ '^[A-Z]{3}-[0-9]+$'::text)", "sku"),
		check("c7", "(mail ~~ '%@%'::text)", "mail"),
		check("c8", "((length(long) > 2) AND (long <> 'none'::text))", "long"),
		check("c9", "(reverse(odd) <> odd)", "odd"),
		check("c10", "((ratio > (0)::double precision) AND (ratio < (1)::double precision))", "ratio"),
		check("c11", "(low = lower(low))", "low"),
		check("c12", "(from_day <= to_day)", "from_day", "to_day"),
		check("c13", "(a < b)", "a", "b"),
		check("c14", "(bent ~ '^[a-f]{20}$'::text)", "bent"),
		check("c15", "flag", "flag"),
		check("c16", "(religion < 'other'::public.mood)", "religion"),
		check("c17", "(pre ~~ 'X-%'::text)", "pre"),
		check("c18", "((hash)::text ~ '^0x[a-f0-9]{64}$'::text)", "hash"),
		check("c19", "((kind <> 'web'::text) OR (site ~~ 'https://%'::text))", "kind", "site"),
		check("c20", "CASE WHEN (kind = 'web'::text) THEN (alias = login) ELSE (alias IS NULL) END", "kind", "alias", "login"))
	return s
}

// inputs are values that meet the CHECKs of checkedSchema.
var inputs = map[string][]string{
	"state": {"on", "off"},
	"score": {"1", "2", "3", "4", "5"},
	"age":   {"18", "19", "45", "99", "100", "120", "1000"},
	"share": {"0", "0.5", "0.25", "1", "1.00", "0.999"},
	"day":   {"2020-01-01", "2020-02-29", "2020-12-31"},
	"sku":   {"ABC-1", "XYZ-99999"},
	"mail":  {"@", "a@b", "@@", "Ann Lee@mail"},
	"long":  {"abc", "nope", "none!", "äöü"},
	"ratio": {"0.5", "0.001", "0.99", "1e-05"},
	"low":   {"abc", "a1", "é"},
	"flag":  {"t"},

	"religion": {"sad", "ok", "glad"},

	"pre":  {"X-1", "X-", "X-Lee", "X-a b c 7"},
	"hash": {"0x" + strings.Repeat("0a", 32), "0x" + strings.Repeat("12", 32)},
}

// TestChecksHold masks values that meet CHECKs, and wants results that do.
func TestChecksHold(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := checkedSchema(t)
	plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	if got := policy.Errors(errs).Error(); !strings.Contains(got, "4 columns without a rule under a CHECK") {
		t.Errorf("errors:\n%s", got)
	}
	table := testName("t")
	for column, values := range inputs {
		c := plan.binding(table, column)
		if c.mask == nil {
			if column != "flag" || c.reason != "its CHECKs leave one value" {
				t.Errorf("%s is kept: %s", column, c.reason)
			}
			continue
		}
		changed := false
		for _, v := range values {
			for row := range 100 {
				out, err := c.mask.mask.Append(nil, []byte(v), fmt.Append(nil, row))
				if err != nil {
					t.Errorf("%s: %v", column, err)
					continue
				}
				changed = changed || string(out) != v
				for _, k := range plan.facts.Table(table).Checks(column) {
					if k.Cond.Holds(out) < 0 {
						t.Errorf("%s: %q became %q, which %s forbids", column, v, out, k.Title)
					}
				}
			}
		}
		if !changed && column != "flag" && column != "state" { // a permutation of two may be none
			t.Errorf("%s: no value has changed", column)
		}
	}
}

// TestCheckedFates names what becomes of columns under CHECKs.
func TestCheckedFates(t *testing.T) {
	dumptest.NeedsGrammar(t)
	plan, errs := Examine(parseText(t, `version = 1
		[tables.t.columns]
		odd = "hash"
		bent = "scramble"
		a = "scramble"
		b = "null"
		sku = "hash"`), checkedSchema(t), Options{Key: testKey(t)})
	if len(errs) > 0 {
		t.Fatal(policy.Errors(errs))
	}
	for column, want := range map[string]string{
		"state": "scramble (by type)", "score": "scramble (by type)", "day": "date_shift (by type)",
		"from_day": "date_shift (by type)", "b": `null ([tables.t.columns] b)`,
	} {
		if got := fateOf(t, plan, "public.t", column); got != want {
			t.Errorf("%s: %s, want %s", column, got, want)
		}
	}
	var got []string
	for _, w := range plan.Warnings() {
		got = append(got, w.Error())
	}
	want := []string{
		"policy.toml:3:9: column public.t.odd: mask hash may break a constraint: CHECK c9 is not understood",
		"policy.toml:4:10: column public.t.bent: mask scramble: its values may break CHECK c14",
	}
	if !slices.Equal(got, want) {
		t.Errorf("warnings:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestTypesUnderChecks: a mask of a type is judged by values that the type has.
func TestTypesUnderChecks(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for _, tt := range [][2]string{
		{"int2", "(c IS DISTINCT FROM 13)"}, {"int2", "(abs(c) < 1000000)"}, {"numeric(3)", "(c IS DISTINCT FROM (13)::numeric)"},
		{"bytea", "(octet_length(c) = 32)"}, {"varbit", "(length(c) > 4)"},
	} {
		s := schemaOf(t, "t: c "+tt[0])
		constrain(t, s, "t", check("k", tt[1], "c"))
		plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
		if len(errs) > 0 {
			t.Errorf("%v: %v", tt, errs)
		} else if got := fateOf(t, plan, "public.t", "c"); got != "scramble (by type)" {
			t.Errorf("%v: %s", tt, got)
		}
	}
}

// TestAllowed wants a value that a CHECK allows from a mask of another form, and
// one that it does not allow to be masked all the same.
func TestAllowed(t *testing.T) {
	dumptest.NeedsGrammar(t)
	plan := bindText(t, `version = 1
		unlisted = "keep"
		[tables.t.columns]
		sku = "hash"`, checkedSchema(t))
	c := &plan.tables[testName("t")].columns[5]
	out, err := c.mask.mask.Append(nil, []byte("ABC-1"), nil)
	if err != nil || string(out) == "ABC-1" || plan.facts.Table(testName("t")).Checks("sku")[0].Cond.Holds(out) != expr.True {
		t.Errorf("%q, error %v", out, err)
	}
	if out, err := c.mask.mask.Append(nil, []byte("no sku"), nil); err != nil || string(out) == "no sku" {
		t.Errorf("a value that the CHECK does not allow: %q, %v", out, err)
	}
}

// TestArraysUnderChecks has CHECKs that each element of an array must meet, those
// of a domain among them, and wants arrays of which each element does.
func TestArraysUnderChecks(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := schemaOf(t, "t: tags varchar(20)[], marks int4[], rooms room[], one text[], short text[], days date[]")
	s.Types[testName("room")] = &dumpfmt.Type{Name: testName("room"), Kind: dumpfmt.Domain, Base: facts.CatalogType("text"),
		Checks: []string{"(VALUE = ANY (ARRAY['attic'::text, 'hall'::text]))"}}
	constrain(t, s, "t",
		check("c1", "((tags)::text[] <@ ARRAY['red'::text, 'green'::text, 'blue'::text])", "tags"),
		check("c2", "((0 < ALL (marks)) AND (6 >= ALL (marks)))", "marks"),
		check("c3", "(one <@ ARRAY['only'::text])", "one"),
		check("c4", "((array_length(short, 1) <= 3) AND (short <@ ARRAY['a'::text, 'b'::text]))", "short"),
		check("c5", "('2000-01-01'::date < ALL (days))", "days"))
	plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	if errs != nil {
		t.Fatal(policy.Errors(errs))
	}
	if got := fateOf(t, plan, "public.t", "one"); got != "keep (its CHECKs leave one value)" {
		t.Errorf("one: %s", got)
	}
	for column, values := range map[string][]string{
		"tags":  {"{}", "{red}", "{blue,green}", "{{red,blue},{blue,blue}}"},
		"marks": {"{1}", "{6,5,4}", "{NULL,2}"},
		"rooms": {"{attic}", "{hall,NULL}"},
		"short": {"{a}", "{a,b}"},
		"days":  {"{2000-01-02,2024-02-29}"},
	} {
		m := plan.binding(testName("t"), column).mask
		if m == nil {
			t.Errorf("%s is kept", column)
			continue
		}
		changed := false
		for _, v := range values {
			out, err := m.mask.Append(nil, []byte(v), []byte("row"))
			if err != nil {
				t.Errorf("%s: %q: %v", column, v, err)
			}
			changed = changed || string(out) != v
			for _, k := range plan.facts.Table(testName("t")).Checks(column) {
				if k.Cond.Holds(out) < 0 {
					t.Errorf("%s: %q became %q, which %s forbids", column, v, out, k.Title)
				}
			}
		}
		if !changed && column != "rooms" && column != "short" { // a permutation of two may be none
			t.Errorf("%s: no value has changed", column)
		}
	}
}

// TestDocumentsUnderChecks has CHECKs on the form of JSON texts, which the mask
// keeps, and on what their strings are, which it cannot.
func TestDocumentsUnderChecks(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := schemaOf(t, "t: profile jsonb, steps jsonb, kind jsonb")
	constrain(t, s, "t",
		check("c1", "((jsonb_typeof(profile) = 'object'::text) AND ((NOT (profile ? 'tags'::text)) OR (jsonb_array_length((profile -> 'tags'::text)) <= 2)))", "profile"),
		check("c2", "((((steps -> 0) ->> 'name'::text) IS NOT NULL) AND (steps @> '[]'::jsonb))", "steps"),
		check("c3", "((kind ->> 'is'::text) = ANY (ARRAY['a'::text, 'b'::text]))", "kind"),
		check("c4", "(profile ?& ARRAY['name'::text, 'born'::text])", "profile"))
	plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	if got := policy.Errors(errs).Error(); !strings.Contains(got, "2 columns without a rule under a CHECK that no mask of its type is sure to meet: public.t.steps, public.t.kind") {
		t.Errorf("errors:\n%s", got)
	}
	m := plan.binding(testName("t"), "profile").mask
	if m == nil {
		t.Fatal("profile is kept")
	}
	for _, v := range []string{`{"name": "Ann", "born": 1990}`, `{"name": null, "born": [], "tags": ["x1", "y2"]}`} {
		out, err := m.mask.Append(nil, []byte(v), nil)
		if err != nil || string(out) == v {
			t.Errorf("%s became %s, %v", v, out, err)
		}
		for _, k := range plan.facts.Table(testName("t")).Checks("profile") {
			if k.Cond.Holds([]byte(v)) != expr.True || k.Cond.Holds(out) != expr.True {
				t.Errorf("%s became %s, which %s forbids", v, out, k.Title)
			}
		}
	}
}

// TestWalk wants a permutation to stay one under a CHECK.
func TestWalk(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := schemaOf(t, "t: n numeric(3)")
	constrain(t, s, "t", check("c", "((n >= (100)::numeric) AND (n <= (299)::numeric))", "n"))
	plan, _ := Examine(parseText(t, "version = 1\n[columns]\nn = \"permute\""), s, Options{Key: testKey(t)})
	m := plan.tables[testName("t")].columns[0].mask
	if m.class != mask.Injective {
		t.Fatalf("it is %v", m.class)
	}
	seen := map[string]bool{}
	for n := 100; n < 300; n++ {
		out, err := m.mask.Append(nil, fmt.Append(nil, n), nil)
		if err != nil || len(out) != 3 || out[0] > '2' || out[0] == '0' || seen[string(out)] {
			t.Fatalf("%d became %s, %v", n, out, err)
		}
		seen[string(out)] = true
	}
}

// TestDomainChecks has the CHECKs of domains, on columns and within them.
func TestDomainChecks(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := schemaOf(t, "t: plate plate, plates plate[], code code, codes code[], few few")
	for name, text := range map[string]string{"plate": "(VALUE ~ '^[A-Z]+$'::text)", "code": "(VALUE ~ '^X'::text)"} {
		s.Types[testName(name)] = &dumpfmt.Type{Name: testName(name), Kind: dumpfmt.Domain, Base: facts.CatalogType("text"), Checks: []string{text}}
	}
	s.Types[testName("few")] = &dumpfmt.Type{Name: testName("few"), Kind: dumpfmt.Domain, Base: dumpfmt.TypeRef{Name: testName("code"), Dims: 1}, Checks: []string{"(cardinality(VALUE) < 5)"}}
	plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	got := policy.Errors(errs).Error()
	for _, want := range []string{
		"2 columns without a rule under a CHECK that no mask of its type is sure to meet: public.t.codes, public.t.few\n",
		`few = "keep" # public.few, under the CHECK of domain public.code, and`, // not that of few, which any mask meets
	} {
		if !strings.Contains(got, want) {
			t.Errorf("errors:\n%s", got)
		}
	}
	for _, c := range []string{"plate", "plates"} {
		if got := fateOf(t, plan, "public.t", c); got != "scramble (by type)" {
			t.Errorf("%s: %s", c, got)
		}
	}
	citext := dumpfmt.TypeRef{Name: testName("citext")}
	s = schemaOf(t, "t: email mail")
	s.Types[testName("mail")] = &dumpfmt.Type{Name: testName("mail"), Kind: dumpfmt.Domain, Base: citext,
		Checks: []string{"(VALUE OPERATOR(public.~) '^[^@ ]+@[^@ ]+$'::public.citext)"}}
	if w := bindText(t, "version = 1\n[columns]\nemail = \"email\"", s).Warnings(); len(w) > 0 {
		t.Error(w)
	}
}

// TestUnreadDomains wants a column refused, or a rule for it warned of, where the
// CHECK of its domain is not understood, or that of a domain within the elements of
// its array.
func TestUnreadDomains(t *testing.T) {
	dumptest.NeedsGrammar(t)
	odd := facts.CatalogType("text")
	odd.Name = testName("odd")
	of := func(columns string) *dumpfmt.Schema {
		s := schemaOf(t, "t: "+columns)
		s.Types[odd.Name] = &dumpfmt.Type{Name: odd.Name, Kind: dumpfmt.Domain, Base: facts.CatalogType("text"), Checks: []string{"public.good(VALUE)"}}
		s.Types[testName("pair")] = &dumpfmt.Type{Name: testName("pair"), Kind: dumpfmt.Composite, Fields: []dumpfmt.Column{{Name: "a", Type: odd}}}
		return s
	}
	for _, c := range []string{"own odd", "value odd", "each odd[]", "part pair", "parts pair[]"} {
		_, errs := Examine(parseText(t, "version = 1"), of(c), Options{Key: testKey(t)})
		name, _, _ := strings.Cut(c, " ")
		if got := policy.Errors(errs).Error(); !strings.Contains(got, "sure to meet: public.t."+name+"\n") {
			t.Errorf("%s: errors:\n%s", c, got)
		}
	}
	plan := bindText(t, "version = 1\n[columns]\nown = \"name\"", of("own odd"))
	if w := plan.Warnings(); len(w) != 1 || !strings.Contains(w[0].Error(), "the CHECK of domain public.odd is not understood") {
		t.Errorf("warnings: %v", w)
	}
}

// TestPast wants dates that a CHECK has in the past to become earlier ones, by
// date_shift; another mask is warned of.
func TestPast(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := schemaOf(t, "t: born date, at timestamptz, odd date")
	constrain(t, s, "t",
		check("c1", "((born > '1900-01-01'::date) AND (born <= CURRENT_DATE))", "born"),
		check("c2", "(at <= now())", "at"),
		check("c3", "(odd <= CURRENT_DATE)", "odd"))
	plan := bindText(t, "version = 1\n[columns]\nodd = { set = \"2999-01-01\" }", s)
	if w := plan.Warnings(); len(w) != 1 || !strings.Contains(w[0].Error(), "column public.t.odd: mask set: its values may break CHECK c3") {
		t.Errorf("warnings: %v", w)
	}
	for column, values := range map[string][]string{
		"born": {"1900-01-05", "1970-01-02", "2020-02-29", "2026-01-01"},
		"at":   {"2020-01-01 00:00:00+00", "2024-02-29 23:59:59.5+02"},
	} {
		c := plan.binding(testName("t"), column)
		for _, v := range values {
			changed := 0
			for row := range 200 {
				out, err := c.mask.mask.Append(nil, []byte(v), fmt.Append(nil, row))
				if err != nil || later(c.typ.mask.Kind, out, []byte(v)) || column == "born" && string(out) <= "1900-01-01" {
					t.Fatalf("%s: %s became %s, %v", column, v, out, err)
				}
				if string(out) != v {
					changed++
				}
			}
			if changed < 150 {
				t.Errorf("%s: %s has changed in %d rows of 200", column, v, changed)
			}
		}
	}
}

// later reports whether a date or time comes after another, or may.
func later(kind mask.Kind, v, than []byte) bool {
	order, ok := mask.Compare(kind, v, than)
	return !ok || order > 0
}

// TestChecksOfSeveralColumns wants the answers to what a CHECK asks of each of its
// columns to stay, and no mask where they might not.
func TestChecksOfSeveralColumns(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := checkedSchema(t)
	plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	if got := policy.Errors(errs).Error(); strings.Contains(got, "public.t.site") || strings.Contains(got, "public.t.alias") {
		t.Errorf("errors:\n%s", got)
	}
	masked := func(column, v string) string {
		out, err := plan.binding(testName("t"), column).mask.mask.Append(nil, []byte(v), []byte("1"))
		if err != nil {
			t.Errorf("%s: %v", column, err)
		}
		return string(out)
	}
	if got := masked("kind", "web"); got != "web" {
		t.Errorf("kind: web became %s", got)
	}
	for _, v := range []string{"https://ann.example/u", "https://7", "http://ann.example", "lee"} {
		if got := masked("site", v); got == v || strings.HasPrefix(got, "https://") != strings.HasPrefix(v, "https://") {
			t.Errorf("site: %s became %s", v, got)
		}
	}
	if x, y := masked("alias", "Ann Lee"), masked("login", "Ann Lee"); x != y || x == "Ann Lee" {
		t.Errorf("equal values became %s and %s", x, y)
	}
	for _, tt := range []struct{ rules, want string }{
		{`alias = "hash"`, "mask hash may break a constraint: CHECK c20"},
		{`login = "null"`, "CHECK c20"},
		{`kind = "hash"`, ""},
		{`site = { set = "x" }`, "CHECK c19"},
		{`site = "null"`, ""},
	} {
		plan, errs := Examine(parseText(t, "version = 1\nunlisted = \"keep\"\n[tables.t.columns]\n"+tt.rules), s, Options{Key: testKey(t)})
		got := policy.Errors(errs).Error()
		for _, w := range plan.Warnings() {
			got += w.Error()
		}
		if strings.Contains(got, "CHECK c") != (tt.want != "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s", tt.rules, got)
		}
	}
}

// TestFewValuesOfAnAnswer: where a CHECK of several columns is met by all but a few
// values, these are permuted among themselves, and a single one stays.
func TestFewValuesOfAnAnswer(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := schemaOf(t, "t: id int8!, paid text, sent text, state text, note text")
	constrain(t, s, "t",
		check("c1", "((paid <> 'card'::text) OR (note IS NOT NULL))", "paid", "note"),
		check("c2", "((sent <> ALL (ARRAY['post'::text, 'rail'::text])) OR (note IS NOT NULL))", "sent", "note"),
		check("c3", "(NOT ((state = 'open'::text) AND (note IS NULL)))", "state", "note"))
	plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	if len(errs) > 0 {
		t.Fatal(policy.Errors(errs))
	}
	for _, tt := range []struct {
		column, v string
		among     []string
	}{
		{"paid", "card", []string{"card"}}, {"sent", "post", []string{"post", "rail"}}, {"sent", "rail", []string{"post", "rail"}}, {"state", "open", []string{"open"}},
		{"paid", "cash", nil}, {"sent", "ship", nil}, {"state", "shut", nil},
	} {
		out, err := plan.binding(testName("t"), tt.column).mask.mask.Append(nil, []byte(tt.v), []byte("1"))
		if err != nil || slices.Contains(tt.among, string(out)) != (tt.among != nil) || tt.among == nil && string(out) == tt.v {
			t.Errorf("%s: %s became %s (%v), want one of %v", tt.column, tt.v, out, err, tt.among)
		}
	}
}

// TestMembersAskedFor wants of a JSON text what the schema asks for to stay, and all
// else to be masked; and nothing to stay that is personal by its name.
func TestMembersAskedFor(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := schemaOf(t, "t: id int8!, claims jsonb!, role text, kind jsonb, open jsonb, who jsonb, doc jsonb, all_of jsonb")
	role := s.Tables[testName("t")].Column("role")
	role.Generated, role.Expr, role.Uses = true, "public.to_role((claims ->> 'role'::text))", []string{"claims"}
	constrain(t, s, "t",
		check("c1", "((kind ->> 'is'::text) = ANY (ARRAY['a'::text, 'b'::text]))", "kind"),
		check("c3", "(((doc -> 'meta'::text) ->> 'lang'::text) = 'en'::text)", "doc"),
		check("c4", "(jsonb_path_exists(all_of, '$.state'::jsonpath))", "all_of"),
		check("c2", "((who #>> '{email,home}'::text[]) ~~ 'a%'::text)", "who"),
		dumpfmt.Constraint{Name: "x1", Kind: dumpfmt.Unique, Columns: []string{"id"}, Where: "(open @> '{\"state\": \"open\"}'::jsonb)", WhereUses: []string{"open"}, Uses: []string{"open"}, Predicate: true})
	plan, errs := Examine(parseText(t, "version = 1\nunlisted = \"name\""), s, Options{Key: testKey(t)})
	if got := policy.Errors(errs).Error(); strings.Contains(got, "t.kind") || strings.Contains(got, "t.open") || strings.Contains(got, "t.claims") || !strings.Contains(got, "public.t.all_of, public.t.who") {
		t.Errorf("errors:\n%s", got)
	}
	for column, v := range map[string]string{
		"claims": `{"role": "anon", "email": "ann@lee.example"}`, "kind": `{"is": "a", "by": "Ann Lee"}`, "open": `{"by": "Ann Lee", "state": "open"}`,
		"doc": `{"meta": {"lang": "en", "who": "Ann Lee"}}`,
	} {
		out, err := plan.binding(testName("t"), column).mask.mask.Append(nil, []byte(v), nil)
		kept := map[string]string{"claims": `"role": "anon"`, "kind": `"is": "a"`, "open": `"state": "open"`, "doc": `"lang": "en"`}[column]
		if err != nil || !strings.Contains(string(out), kept) || strings.Contains(string(out), "nn") && column != "claims" || strings.Contains(string(out), "lee.") {
			t.Errorf("%s became %s, %v", v, out, err)
		}
	}
	_, errs = Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	if got := policy.Errors(errs).Error(); !strings.Contains(got, `kind = { mask = "json", paths = { "$.is" = "keep" } }`) {
		t.Errorf("proposed is:\n%s", got)
	}
}

// TestDecisionsDoNotGoByTheSalt binds masks that meet a CHECK now and then, as the
// key has it: what is said of them is the same under each.
func TestDecisionsDoNotGoByTheSalt(t *testing.T) {
	dumptest.NeedsGrammar(t)
	const policy = "version = 1\n[columns]\nmail = \"email\"\nshop = \"name\"\ncode = \"phone\"\n"
	said := map[string]int{}
	const keys = 20
	for i := range keys {
		s := schemaOf(t, "t: mail text, shop text, code text")
		constrain(t, s, "t",
			check("c1", "(mail ~ '^SKU[0-9]+$'::text)", "mail"),
			check("c2", "(shop ~ '^[A-M][a-z]+$'::text)", "shop"),
			check("c3", "(code ~ '^[1-5][0-9]{6}$'::text)", "code"))
		key, err := mask.NewKey(fmt.Appendf(nil, "a salt among several, %d", i))
		if err != nil {
			t.Fatal(err)
		}
		plan, err := Bind(parseText(t, policy), s, Options{Key: key})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range plan.Warnings() {
			said[w.Error()]++
		}
	}
	for text, n := range said {
		if n != keys {
			t.Errorf("said under %d of %d keys: %s", n, keys, text)
		}
	}
	if len(said) == 0 {
		t.Error("nothing is said of masks that meet a CHECK now and then")
	}
}
