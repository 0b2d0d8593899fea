package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/mask"
)

// typeCase is a type of PostgreSQL as a column has it, with values that are
// awkward for it, as SQL's string literals hold them.
type typeCase struct {
	sql    string
	kind   mask.Kind
	values []string
}

// typeCases has every kind that a mask can do, and the modifiers that bind it.
var typeCases = []typeCase{
	{"text", mask.Text, []string{"Ann Lee", "ann.lee@example.com", "+49 171 2345678", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00",
		"078-05-1120", "https://ann:pw@shop.example.com/u?id=17", "192.0.2.17", "Ünï-cödé, Мир, 日本語", "a\tb\nc\\d 'q' \"d\"", "—", "DE"}},
	{"character varying(40)", mask.Text, []string{"Ann Lee", "ann.lee@example.com", "1234567890123456789012345678901234567890", "日本語"}},
	{"ext.citext", mask.Text, []string{"Ann@Example.com", "bob"}},
	{"name", mask.Text, []string{"pg_class", strings.Repeat("é", 31)}},
	{"character varying(30)", mask.Text, []string{"Ann4711Lee", "4711-0815-42"}},
	{"character(70)", mask.Char, []string{"abcdef0123", "4111111111111111"}},
	{"character(5)", mask.Char, []string{"abc", "é", "12345"}},
	{"m.account", mask.Int, []string{"4111111111111111", "-9223372036854775807"}},
	{"smallint", mask.Int, []string{"0", "-7", "32767", "-32768"}},
	{"integer", mask.Int, []string{"0", "7", "2147483647", "-2147483648"}},
	{"bigint", mask.Int, []string{"1", "-9", "9223372036854775807", "-9223372036854775808", "4111111111111111"}},
	{"oid", mask.Int, []string{"0", "4294967295"}},
	{"numeric", mask.Numeric, []string{"0", "-0.05", "NaN", "123456789012345678901234567890.123456789"}},
	{"numeric(6,2)", mask.Numeric, []string{"9999.99", "-9999.99", "0.01", "0.00"}},
	{"numeric(9,0)", mask.Numeric, []string{"999999999", "0", "-1"}},
	{"numeric(2,4)", mask.Numeric, []string{"0.0099", "0.0000"}},
	{"real", mask.Float, []string{"3.4028235e+38", "1e-45", "-1.5", "Infinity"}},
	{"double precision", mask.Float, []string{"1.7976931348623157e+308", "5e-324", "0", "NaN"}},
	{"money", mask.Money, []string{"$1,234.56", "-$92,233,720,368,547,758.08", "$0.00"}},
	{"boolean", mask.Bool, []string{"t", "f"}},
	{"date", mask.Date, []string{"2024-02-29", "0044-03-15 BC", "5874897-12-31", "-infinity"}},
	{"timestamp", mask.Timestamp, []string{"2024-02-29 23:59:59.999999", "294276-12-31 23:59:59.999999", "4713-01-01 00:00:00 BC", "infinity"}},
	{"timestamp(0) with time zone", mask.TimestampTZ, []string{"2024-02-29 23:59:59+02", "0044-03-15 12:00:00+00 BC", "-infinity"}},
	{"time", mask.Time, []string{"00:00:00", "24:00:00", "12:34:56.7"}},
	{"time with time zone", mask.TimeTZ, []string{"23:59:59.999999-15:59", "12:34:56+05:30"}},
	{"interval", mask.Interval, []string{"1 year 2 mons -3 days +04:05:06.789", "178000000 years", "00:00:00"}},
	{"uuid", mask.UUID, []string{"3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d"}},
	{"inet", mask.Inet, []string{"192.0.2.17", "10.0.0.0/8", "2001:db8::17/64", "::ffff:192.0.2.17"}},
	{"cidr", mask.CIDR, []string{"192.0.2.0/24", "2001:db8::/32", "0.0.0.0/0"}},
	{"macaddr", mask.MAC, []string{"08:00:2b:01:02:03"}},
	{"macaddr8", mask.MAC, []string{"08:00:2b:01:02:03:04:05"}},
	{"bytea", mask.Bytea, []string{`\x`, `\xdeadbeef`, `\x89504e470d0a1a0a0000`}},
	{"bit(3)", mask.Bit, []string{"101", "000"}},
	{"bit varying(70)", mask.Bit, []string{"1", strings.Repeat("10", 35)}},
	{"json", mask.JSON, []string{`{"c": {"b": [1, "two", null]}, "a": "x", "a": "\u00e9\n", "email": "ann@example.com"}`, `[]`, `"x"`, `-1.50e3`}},
	{"jsonb", mask.JSONB, []string{`{"a": "x", "b": ["Ann", 1.50, true]}`, `"é"`, `null`}},
	{"ext.cube", mask.Geometric, []string{"(1, 2.5),(-3, 4e-05)", "(1, 2)", "(0.1)"}},
	{"ext.hstore", mask.Hstore, []string{`"k"=>"v", "q\"q"=>NULL, "e"=>""`}},
	{"tsvector", mask.TSVector, []string{`'alice':3A 'canari':1,2B 'it''s':9`}},
	{"point", mask.Geometric, []string{"(1.5,-2)", "(NaN,Infinity)"}},
	{"box", mask.Geometric, []string{"(3,4),(1,2)"}},
	{"polygon", mask.Geometric, []string{"((0,0),(1,1),(2,0))"}},
	{"circle", mask.Geometric, []string{"<(1,2),3>"}},
	{"line", mask.Geometric, []string{"{0,-1,5}"}},
	{"m.mood", mask.Enum, []string{"sad", `q"uo\te`}},
	{"m.code", mask.Text, []string{"AB-1234", "ZZ-0001"}},
	{"text[]", mask.Array, []string{`{"a b",NULL,"","q\"q","back\\\\slash"}`, `[0:1]={x,y}`, `{}`, `{{a,b},{c,d}}`}},
	{"integer[]", mask.Array, []string{"{1,-7,NULL}", "{{0,1},{2147483647,3}}"}},
	{"date[]", mask.Array, []string{"{2024-01-01,infinity}"}},
	{"box[]", mask.Array, []string{"{(3,4),(1,2);(1,1),(0,0)}"}},
	{"m.addr", mask.Composite, []string{`("1 ""Main"" St",7,2024-01-01)`, `(,,)`}},
	{"m.addr[]", mask.Array, []string{`{"(Bob,1,2024-02-29)",NULL}`}},
	{"int4range", mask.Range, []string{"[1,5)", "(,)", "empty", "[2147483640,2147483647)"}},
	{"numrange", mask.Range, []string{"[1.5,2.25]", "(-3,)"}},
	{"daterange", mask.Range, []string{"[2024-01-01,2024-02-01)", "(,2024-01-01)"}},
	{"int4multirange", mask.Multirange, []string{"{[1,3),[5,9)}", "{}"}},
	{"datemultirange", mask.Multirange, []string{"{[2024-01-01,2024-01-03),[2024-05-01,)}"}},
}

// selective are the masks that refuse values which are of the type: the types
// whose values above suit them.
var selective = map[string][]string{
	"fpe": {"character varying(30)", "character(70)", "m.account"},
}

// maskParams are the parameters that a mask cannot be without, for the types
// that its example in the catalogue is not of.
var maskParams = map[string]string{
	"set":       `value = "%s"`,
	"regexp":    `pattern = '[[:alnum:]]', with = "x"`,
	"fpe":       `key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", alphabet = "alnum"`,
	"json":      `paths = { "$.a" = "hash", "$.email" = "email" }, malformed = "mask"`,
	"round":     `digits = -1`,
	"template":  `value = "u{id}"`,
	"array":     `of = "scramble"`,
	"hstore":    `keys = { k = "hash" }`,
	"composite": `fields = { street = "street" }`,
	"choice":    `values = ["%s"]`,
}

// TestRestoreMasks holds every mask to its law that what it makes is valid for
// its type: each has a column in a table of every type that it says it does,
// and PostgreSQL reads what became of them. What a policy refuses for a type
// must be refused for a reason that the type's modifiers give.
func TestRestoreMasks(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	pg.CreateDB(t, "masks")
	lab := newMaskLab(t, pg)
	for _, form := range []string{"", "--column-inserts"} {
		t.Run("form"+form, func(t *testing.T) { lab.restore(t, form) })
	}
	lab.everyMask(t)
}

// maskLab is a database with a table of each type and a column of each mask in
// it, and the policy that masks them.
type maskLab struct {
	pg      *pgtest.Server
	policy  string
	columns map[string][]string // of a mask: the types that it has a column of
	first   pgtest.Snapshot     // what came of the first form
}

func newMaskLab(t *testing.T, pg *pgtest.Server) *maskLab {
	l := &maskLab{pg: pg, columns: map[string][]string{}}
	var script, policy strings.Builder
	script.WriteString(maskTypes)
	policy.WriteString("version = 1\n\n[salt]\nenv = \"ZOO_SALT\"\n")
	for i, c := range typeCases {
		l.addTable(t, &script, &policy, i, &c)
	}
	pg.PSQL(t, "masks", script.String())
	l.policy = tempFile(t, "masks.toml", []byte(policy.String()))
	return l
}

const maskTypes = `
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION cube SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE SCHEMA m;
CREATE TYPE m.mood AS ENUM ('sad', 'ok', 'q"uo\te');
CREATE DOMAIN m.code AS text CHECK (VALUE ~ '^[A-Z]{2}-[0-9]{4}$');
CREATE DOMAIN m.account AS bigint;
CREATE TYPE m.addr AS (street text, no integer, moved date);
`

// addTable writes the table of a type and what a policy says of it.
func (l *maskLab) addTable(t *testing.T, script, policy *strings.Builder, i int, c *typeCase) {
	var names, defs, rules []string
	for _, s := range mask.Catalog() {
		rule, ok := l.rule(t, &s, c)
		if !ok {
			continue
		}
		l.columns[s.Name] = append(l.columns[s.Name], c.sql)
		names = append(names, `"`+s.Name+`"`)
		defs = append(defs, fmt.Sprintf("%q %s", s.Name, c.sql))
		rules = append(rules, fmt.Sprintf("%s = %s", s.Name, rule))
	}
	fmt.Fprintf(script, "CREATE TABLE m.t%02d (id integer PRIMARY KEY, %s);\n", i, strings.Join(defs, ", "))
	fmt.Fprintf(policy, "\n[tables.\"m.t%02d\".columns] # %s\nid = \"keep\"\n%s\n", i, c.sql, strings.Join(rules, "\n"))
	for row, v := range append(slices.Clone(c.values), "") {
		value := "NULL"
		if row < len(c.values) {
			value = "'" + strings.ReplaceAll(v, "'", "''") + "'"
		}
		fmt.Fprintf(script, "INSERT INTO m.t%02d (id, %s) VALUES (%d%s);\n", i, strings.Join(names, ", "), row,
			strings.Repeat(", "+value, len(names)))
	}
}

// rule returns what a policy says to have the mask on a column of the type. It
// is false where the policy would be refused, which it must be.
func (l *maskLab) rule(t *testing.T, s *mask.Spec, c *typeCase) (rule string, ok bool) {
	if s.Kinds != nil && !slices.Contains(s.Kinds, c.kind) && !strings.HasSuffix(c.sql, "[]") {
		return "", false
	}
	if on := selective[s.Name]; on != nil && !slices.Contains(on, c.sql) {
		return "", false
	}
	params := maskParams[s.Name]
	if s.Name == "fpe" && c.kind == mask.Int {
		params, _, _ = strings.Cut(params, ", alphabet")
	}
	if strings.Contains(params, "%s") {
		if s.Name == "choice" && (c.kind == mask.Enum || c.kind == mask.Bool) {
			params = ""
		} else if params = fmt.Sprintf(params, tomlEscape(c.values[0])); c.kind == mask.Array && s.Name == "choice" {
			return "", false // goes by element, and the value is an array
		}
	}
	rule = "{ mask = \"" + s.Name + "\" }"
	if params != "" {
		rule = "{ mask = \"" + s.Name + "\", " + params + " }"
	}
	return rule, l.accepted(t, rule, c)
}

func tomlEscape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s)
}

// accepted reports whether a column of the type may have the rule, which it
// asks the program.
func (l *maskLab) accepted(t *testing.T, rule string, c *typeCase) bool {
	t.Helper()
	schema := fmt.Sprintf(dumpOf, maskTypes+fmt.Sprintf("CREATE TABLE m.t (id integer, c %s);\n", c.sql))
	policy := tempFile(t, "one.toml", []byte("version = 1\n[tables.\"m.t\".columns]\nid = \"keep\"\nc = "+rule+"\n"))
	_, stderr, code := filter([]byte(schema), "check", "--strict", "-p", policy, "-")
	if code != 0 && !strings.Contains(stderr, "m.t") && !strings.Contains(stderr, "mask") {
		t.Fatalf("%s on %s: exit code %d\n%s", rule, c.sql, code, stderr)
	}
	return code == 0
}

// dumpOf is the least that is a dump.
const dumpOf = "--\n-- PostgreSQL database dump\n--\n\n%s\n--\n-- PostgreSQL database dump complete\n--\n\n"

// restore dumps the tables, filters and restores them, and compares.
func (l *maskLab) restore(t *testing.T, form string) {
	var flags []string
	if form != "" {
		flags = append(flags, form)
	}
	out, stderr, code := filter(l.pg.Dump(t, "masks", flags...), "-p", l.policy)
	if code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	db := outDB("masks" + form)
	l.pg.CreateDB(t, db)
	requireRestored(t, l.pg.Restore(db, out))
	before, after := l.pg.Snapshot(t, "masks"), l.pg.Snapshot(t, db)
	for i, c := range typeCases {
		name := fmt.Sprintf("m.t%02d", i)
		l.compare(t, &c, before[name], after[name])
		if l.first != nil && fmt.Sprint(l.first[name].Rows) != fmt.Sprint(after[name].Rows) {
			t.Errorf("%s: COPY and INSERT do not agree", c.sql)
		}
	}
	if l.first == nil {
		l.first = after
	}
}

// compare holds the restored table to the laws that all masks have in common.
func (l *maskLab) compare(t *testing.T, c *typeCase, before, after *pgtest.Table) {
	t.Helper()
	if after == nil || len(after.Rows) != len(before.Rows) {
		t.Fatalf("%s: rows are missing", c.sql)
	}
	for i, col := range before.Columns {
		for row := range before.Rows {
			was, is := before.Rows[row][i], after.Rows[row][i]
			if col.Name != "null" && was.Null != is.Null {
				t.Errorf("%s, mask %s, row %d: NULL came or went", c.sql, col.Name, row)
			}
			if (col.Name == "keep" || col.Name == "id") && was != is {
				t.Errorf("%s, mask %s, row %d: not the same", c.sql, col.Name, row)
			}
		}
	}
}

// everyMask requires that all masks had a column, of the types they name.
func (l *maskLab) everyMask(t *testing.T) {
	for _, s := range mask.Catalog() {
		want := s.Kinds
		if want == nil {
			want = []mask.Kind{mask.Text}
		}
		for _, k := range want {
			if k == mask.Spatial {
				continue // PostGIS is not to be had everywhere
			}
			if !slices.ContainsFunc(typeCases, func(c typeCase) bool {
				return c.kind == k && slices.Contains(l.columns[s.Name], c.sql)
			}) {
				t.Errorf("mask %s has no column of kind %s", s.Name, k)
			}
		}
	}
}
