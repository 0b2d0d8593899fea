package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/mask"
	"sanitize/rules"
)

// TestRestoreChecked holds check to its word: whatever it accepts restores.
// A database of many types and constraints is masked by the built-in policy and
// by random ones.
func TestRestoreChecked(t *testing.T) {
	pg := pgtest.Start(t)
	rnd := rand.New(rand.NewPCG(4, 2))
	tables := randomTables(rnd, 60)
	pg.CreateDB(t, "checked")
	pg.PSQL(t, "checked", typesSQL+strings.Join(tables, ""))
	dump := pg.Dump(t, "checked")
	schema := tempFile(t, "schema.sql", dump)

	t.Run("built-in", func(t *testing.T) {
		policy := settle(t, schema, string(rules.BuiltinText()))
		pasted := strings.Count(policy, "\n") - strings.Count(string(rules.BuiltinText()), "\n")
		kept, masked := fates(t, schema, policy)
		t.Logf("%d columns masked, %d kept, %d lines pasted", masked, kept, pasted)
		if masked < 200 {
			t.Errorf("only %d columns are masked", masked)
		}
		restoreUnder(t, pg, "checked builtin", dump, schema, policy)
	})
	trials := 20
	if testing.Short() {
		trials = 3
	}
	columns := columnsOf(t, schema)
	for i := range trials {
		t.Run(fmt.Sprintf("random %d", i), func(t *testing.T) {
			policy := settle(t, schema, randomPolicy(rand.New(rand.NewPCG(7, uint64(i))), columns))
			kept, masked := fates(t, schema, policy)
			t.Logf("%d columns masked, %d kept", masked, kept)
			restoreUnder(t, pg, fmt.Sprintf("checked %d", i), dump, schema, policy)
		})
	}
}

// TestRestorePgbench masks pgbench's tables by the built-in policy. Without a
// schema it is refused, for keys that are not called so are scrambled; with it
// they are known.
func TestRestorePgbench(t *testing.T) {
	pg := pgtest.Start(t)
	pg.CreateDB(t, "bench")
	pgbench, err := exec.LookPath("pgbench")
	if err != nil {
		if pgbench = "/usr/lib/postgresql/15/bin/pgbench"; !isFile(pgbench) {
			t.Skip("pgbench is not installed")
		}
	}
	pg.Run(t, pgbench, "-i", "-s", "1", "--foreign-keys", "-q", "bench")
	pg.PSQL(t, "bench", "UPDATE pgbench_tellers SET tbalance = tid") // zeros alone would stay
	dump := pg.Dump(t, "bench")
	schema := tempFile(t, "schema.sql", dump)
	policy := settle(t, schema, string(rules.BuiltinText()))
	restoreUnder(t, pg, "bench out", dump, schema, policy)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// restoreUnder masks a dump and restores it in one transaction.
func restoreUnder(t *testing.T, pg *pgtest.Server, db string, dump []byte, schema, policy string) {
	t.Helper()
	out, stderr, code := filter(dump, "-p", tempFile(t, "policy.toml", []byte(policy)), "--salt-file",
		tempFile(t, "salt", []byte(zooSalt)), "--schema", schema)
	if code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s\npolicy:\n%s", code, stderr, policy)
	}
	if bytes.Equal(out, dump) {
		t.Error("nothing was masked")
	}
	pg.CreateDB(t, db)
	if res := pg.Restore(db, out); res.ExitCode != 0 {
		t.Fatalf("psql: exit code %d\n%s\npolicy:\n%s", res.ExitCode, res.Stderr, policy)
	}
	pg.DropDB(t, db)
}

// settle does what a user would: it pastes the lines that check proposes, and
// removes rules that check refuses or warns of, until there is none.
func settle(t *testing.T, schema, policy string) string {
	t.Helper()
	for range 60 {
		file := tempFile(t, "policy.toml", []byte(policy))
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), []string{"check", "--strict", "--format", "json", "-p", file, schema},
			strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
		var report checked
		if code == exitOK {
			return policy
		}
		if err := json.Unmarshal(stdout.Bytes(), &report); err != nil || code != exitFound {
			t.Fatalf("exit code %d, %v\n%s", code, err, stderr.String())
		}
		lines := strings.Split(policy, "\n")
		pasted := ""
		before := policy
		for _, f := range report.Findings {
			if _, toml, ok := strings.Cut(f.Hint, "after a look at each mask:\n"); ok {
				pasted = toml
			} else if f.Line > 0 && strings.Contains(lines[f.Line-1], "=") {
				lines[f.Line-1] = "#"
			}
		}
		if policy = paste(lines, pasted); policy == before {
			t.Fatalf("check has nothing to paste or remove:\n%s\n%s", stdout.String(), policy)
		}
	}
	t.Fatal("check is never content")
	return ""
}

// paste adds lines to a policy, those of a table that it has to that table.
func paste(lines []string, toml string) string {
	at := -1
	for line := range strings.Lines(toml) {
		line = strings.TrimSuffix(line, "\n")
		head, _, _ := strings.Cut(line, " #")
		switch {
		case line == "":
		case strings.HasPrefix(line, "["):
			if at = slices.Index(lines, head); at < 0 {
				lines = append(lines, head)
				at = len(lines) - 1
			}
		default:
			lines = slices.Insert(lines, at+1, line)
		}
	}
	return strings.Join(lines, "\n")
}

// columnsOf returns the columns of a schema by table, as check lists them.
func columnsOf(t *testing.T, schema string) []checkedTable {
	t.Helper()
	file := tempFile(t, "policy.toml", []byte("version = 1\nunlisted = \"keep\"\n"))
	out, stderr, code := filter(nil, "check", "--format", "json", "-p", file, schema)
	var report checked
	if err := json.Unmarshal(out, &report); err != nil || code != 0 {
		t.Fatalf("exit code %d, %v\n%s", code, err, stderr)
	}
	return report.Tables
}

// fates returns how many columns a policy keeps, and how many it masks.
func fates(t *testing.T, schema, policy string) (kept, masked int) {
	t.Helper()
	out, stderr, code := filter(nil, "check", "--format", "json", "-p", tempFile(t, "policy.toml", []byte(policy)), schema)
	var report checked
	if err := json.Unmarshal(out, &report); err != nil || code != 0 {
		t.Fatalf("exit code %d, %v\n%s", code, err, stderr)
	}
	for _, table := range report.Tables {
		for _, c := range table.Columns {
			if c.Mask == "keep" {
				kept++
			} else {
				masked++
			}
		}
	}
	return kept, masked
}

// randomPolicy gives a third of the columns random masks.
func randomPolicy(rnd *rand.Rand, tables []checkedTable) string {
	var b strings.Builder
	b.WriteString("version = 1\nunlisted = \"mask\"\n")
	specs := slices.DeleteFunc(mask.Catalog(), func(s mask.Spec) bool {
		return slices.ContainsFunc(s.Params, func(p mask.Param) bool { return p.Required })
	})
	for _, table := range tables {
		fmt.Fprintf(&b, "[tables.%q.columns]\n", table.Name)
		for _, c := range table.Columns {
			if rnd.IntN(3) == 0 && c.From != "generated" {
				fmt.Fprintf(&b, "%s = %q\n", c.Name, specs[rnd.IntN(len(specs))].Name)
			}
		}
	}
	return b.String()
}

const typesSQL = `
CREATE TYPE mood AS ENUM ('ok', 'sad', 'odd');
CREATE TYPE pair AS (a text, b int);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN mail AS text CHECK (VALUE ~ '^[^@ ]+@[^@ ]+$');
CREATE DOMAIN sku AS text CHECK (VALUE ~ '^SKU[0-9]+$');
CREATE DOMAIN plate AS varchar(9) NOT NULL CHECK (VALUE ~ '^[A-Z]{2}-[0-9]+$');
`

// template is a shape of column; i is the number of the row, ¤ the
// column.
type template struct{ typ, constraint, value string }

var templates = []template{
	{"text", "", "'Text no. ' || i"},
	{"text", "NOT NULL", "md5(i::text)"},
	{"text", "CHECK (¤ IN ('new', 'paid', 'gone'))", "(ARRAY['new', 'paid', NULL, 'gone'])[1 + i % 4]"},
	{"varchar(10)", "CHECK (¤ IN ('new', 'paid'))", "(ARRAY['new', 'paid'])[1 + i % 2]"},
	{"text", "CHECK (¤ = 'x' OR ¤ = 'y')", "chr(120 + i % 2)"},
	{"text", "CHECK (¤ ~ '^[A-Z]{3}-[0-9]{4}$')", "'ABC-' || lpad(i::text, 4, '0')"},
	{"text", "CHECK (¤ ~* '^[a-z]+$')", "'Word' || chr(97 + i % 26)"},
	{"text", "CHECK (¤ ~ '^\\d{3} \\w+$')", "'123 word' || i"},
	{"text", "CHECK (¤ !~ '[0-9]')", "translate(md5(i::text), '0123456789', 'ghijklmnop')"},
	{"text", "CHECK (¤ LIKE '%@%')", "CASE WHEN i % 9 = 0 THEN '@' ELSE 'ann' || i || '@mail.example' END"},
	{"text", "CHECK (¤ LIKE 'X-%')", "'X-' || i"},
	{"text", "CHECK (¤ = lower(¤))", "'word ' || i"},
	{"text", "CHECK (upper(¤) = ¤)", "'WORD ' || i"},
	{"text", "CHECK (length(¤) BETWEEN 3 AND 40)", "'abc' || i"},
	{"text", "CHECK (char_length(¤) = 8)", "'abcd' || lpad(i::text, 4, '0')"},
	{"text", "CHECK (btrim(¤) <> '')", "'a ' || i"},
	{"text", "NOT NULL CHECK (¤ <> '' AND ¤ <> 'none')", "'w' || i % 5"},
	{"text", "CHECK (¤ IS NULL OR length(¤) <= 12)", "CASE WHEN i % 3 > 0 THEN 'short ' || i END"},
	{"text", "CHECK (reverse(¤) <> ¤)", "'rev' || i"},
	{"text", "UNIQUE", "'unique ' || i"},
	{"varchar(12)", "UNIQUE", "'u' || i"},
	{"text", "UNIQUE NULLS NOT DISTINCT", "CASE WHEN i > 1 THEN 'nnd' || i END"},
	{"char(5)", "", "'c' || i"},
	{"char(6)", "CHECK (char_length(¤) > 1)", "'cc' || i"},
	{"int", "", "i * 7"},
	{"int", "UNIQUE", "i * 3 - 20"},
	{"int", "CHECK (¤ > 0)", "i"},
	{"int", "CHECK (¤ >= 0 AND ¤ <> 13)", "i + 13"},
	{"int", "CHECK (¤ BETWEEN 18 AND 120)", "18 + i % 103"},
	{"smallint", "CHECK (¤ >= 1 AND ¤ <= 5)", "1 + i % 5"},
	{"int", "CHECK (¤ IN (10, 20, 30))", "10 + 10 * (i % 3)"},
	{"bigint", "CHECK (¤ % 2 = 0)", "i * 2"},
	{"bigint", "CHECK (¤ <= 100)", "100 - i"},
	{"numeric(5,2)", "CHECK (¤ >= 0 AND ¤ <= 100)", "(i % 101)::numeric"},
	{"numeric", "CHECK (¤ > -1.5)", "i / 10.0 - 1"},
	{"numeric(12,4)", "NOT NULL", "i * 1.0625"},
	{"float8", "CHECK (¤ >= 0 AND ¤ < 1)", "i / 50.0"},
	{"real", "", "i / 3.0"},
	{"money", "CHECK (¤ >= 0::money)", "i::money"},
	{"date", "CHECK (¤ > '1900-01-01')", "date '1950-01-01' + i * 100"},
	{"date", "CHECK (¤ BETWEEN '2020-01-01' AND '2020-12-31')", "date '2020-01-01' + i % 366"},
	{"timestamptz", "CHECK (¤ >= '2000-01-01 00:00+00')", "timestamptz '2000-01-02 00:00+00' + i * interval '1 hour'"},
	{"timestamp", "CHECK (¤ <= CURRENT_TIMESTAMP)", "timestamp '2001-02-03' + i * interval '1 hour'"},
	{"boolean", "CHECK (¤)", "true"},
	{"boolean", "NOT NULL", "i % 2 = 0"},
	{"mood", "CHECK (¤ <> 'sad')", "(ARRAY['ok', 'odd']::mood[])[1 + i % 2]"},
	{"mood", "", "(enum_range(NULL::mood))[1 + i % 3]"},
	{"pair", "", "ROW('pair ' || i, i)::pair"},
	{"positive", "", "i"},
	{"positive[]", "", "ARRAY[i, i + 1]"},
	{"mail", "UNIQUE", "'mail' || i || '@mail.example'"},
	{"mail[]", "", "ARRAY['m' || i || '@mail.example']"},
	{"sku", "", "'SKU' || i"},
	{"sku[]", "", "ARRAY['SKU' || i]"},
	{"plate", "", "'AB-' || i"},
	{"jsonb", "CHECK (jsonb_typeof(¤) = 'object')", "jsonb_build_object('k', 'v' || i)"},
	{"jsonb", "", "jsonb_build_array('v' || i, i)"},
	{"uuid", "UNIQUE", "md5(i::text)::uuid"},
	{"inet", "", "('192.0.2.' || i % 200)::inet"},
	{"macaddr", "", "('02:00:5e:00:00:' || lpad(to_hex(i), 2, '0'))::macaddr"},
	{"bytea", "CHECK (octet_length(¤) < 20)", "decode(lpad(i::text, 4, '0'), 'hex')"},
	{"interval", "", "i * interval '1 hour'"},
	{"time", "", "time '00:00' + i * interval '7 min'"},
	{"xml", "", "('<a>' || i || '</a>')::xml"},
	{"int4range", "", "int4range(i * 10, i * 10 + 5)"},
	{"tsvector", "", "to_tsvector('simple', 'word' || i)"},
	{"text[]", "CHECK (cardinality(¤) > 0)", "ARRAY['a' || i, 'b']"},
	{"bit(4)", "", "(i % 16)::bit(4)"},
}

// joint is a constraint over columns, which it brings along.
type joint struct {
	columns    []template
	constraint string // with ¤1, ¤2 for the columns
	index      string // CREATE UNIQUE INDEX … ON the table, after it
}

var joints = []joint{
	{[]template{{"date", "", "date '2020-01-01' + i"}, {"date", "", "date '2020-01-01' + i * 2"}}, "CHECK (¤1 <= ¤2)", ""},
	{[]template{{"date", "", "date '2020-01-01' + i"}, {"timestamp", "", "timestamp '2020-01-02 10:00' + i * interval '1 day'"}}, "CHECK (¤1 < ¤2)", ""},
	{[]template{{"int", "", "i"}, {"int", "", "i + 5"}}, "CHECK (¤1 < ¤2)", ""},
	{[]template{{"text", "", "CASE WHEN i % 2 = 0 THEN 'a' || i END"}, {"text", "", "CASE WHEN i % 2 = 1 THEN 'b' || i END"}}, "CHECK (¤1 IS NOT NULL OR ¤2 IS NOT NULL)", ""},
	{[]template{{"text", "", "CASE WHEN i % 2 = 0 THEN 'a' || i END"}, {"int", "", "CASE WHEN i % 2 = 0 THEN i END"}}, "CHECK ((¤1 IS NULL) = (¤2 IS NULL))", ""},
	{[]template{{"text", "", "'k' || i / 2"}, {"int", "", "i % 2"}}, "UNIQUE (¤1, ¤2)", ""},
	{[]template{{"int4range", "", "int4range(i * 10, i * 10 + 5)"}}, "EXCLUDE USING gist (¤1 WITH &&)", ""},
	{[]template{{"int", "", "i * 10"}, {"int", "", "i * 10 + 5"}}, "EXCLUDE USING gist (int4range(¤1, ¤2) WITH &&)", ""},
	{[]template{{"text", "", "'Mixed' || i"}}, "", "(lower(¤1))"},
	{[]template{{"text", "", "'part' || i"}, {"boolean", "", "i % 2 = 0"}}, "", "(¤1) WHERE ¤2"},
	{[]template{{"text", "", "'live' || i / 2"}, {"date", "", "CASE WHEN i % 2 = 0 THEN date '2020-01-01' END"}}, "", "(¤1) WHERE ¤2 IS NULL"},
}

// randomTables returns the statements of n tables: each has a key, some
// columns, joint constraints and perhaps a foreign key to one before it.
func randomTables(rnd *rand.Rand, n int) []string {
	var list []string
	next := rnd.Perm(len(templates))
	for i := range n {
		g := &tableText{rnd: rnd, name: fmt.Sprintf("t%02d", i)}
		g.column(template{"int", "PRIMARY KEY", "i"}, [...]string{"id", "nr", "pk_no"}[rnd.IntN(3)])
		for range 3 {
			if len(next) == 0 {
				next = rnd.Perm(len(templates))
			}
			g.column(templates[next[0]], "")
			next = next[1:]
		}
		g.joint(joints[i%len(joints)])
		if i > 0 && rnd.IntN(2) == 0 {
			g.foreign(i)
		}
		list = append(list, g.text())
	}
	// The other end of a foreign key by name, and one that is not a number.
	list = append(list, `
CREATE TABLE people (nr int PRIMARY KEY, contact text UNIQUE, email mail UNIQUE);
INSERT INTO people SELECT i, 'c' || i, 'e' || i || '@mail.example' FROM generate_series(1, 40) i;
CREATE TABLE letters (nr int PRIMARY KEY, sender text REFERENCES people (contact), user_email mail REFERENCES people (email));
INSERT INTO letters SELECT i, 'c' || i, 'e' || i || '@mail.example' FROM generate_series(1, 30) i;
CREATE TABLE logs (nr int, at date, line text, CHECK (line <> '')) PARTITION BY RANGE (at);
CREATE TABLE logs_20 PARTITION OF logs FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO logs SELECT i, date '2020-03-01' + i, 'line ' || i FROM generate_series(1, 40) i;
`)
	return list
}

// tableText is a table in the making.
type tableText struct {
	rnd          *rand.Rand
	name         string
	defs, values []string
	names        []string
	after        string
}

func (g *tableText) column(c template, name string) string {
	if name == "" {
		words := []string{"email", "phone", "status", "note", "amount", "code", "birth", "kind", "name", "url"}
		name = fmt.Sprintf("%s_%d", words[g.rnd.IntN(len(words))], len(g.names))
	}
	g.names = append(g.names, name)
	g.defs = append(g.defs, fmt.Sprintf("%s %s %s", name, c.typ, strings.ReplaceAll(c.constraint, "¤", name)))
	g.values = append(g.values, c.value)
	return name
}

func (g *tableText) joint(j joint) {
	constraint, index := j.constraint, j.index
	for k, c := range j.columns {
		name := g.column(c, "")
		at := fmt.Sprintf("¤%d", k+1)
		constraint, index = strings.ReplaceAll(constraint, at, name), strings.ReplaceAll(index, at, name)
	}
	if constraint != "" {
		g.defs = append(g.defs, constraint)
	}
	if index != "" {
		g.after += fmt.Sprintf("CREATE UNIQUE INDEX ON %s %s;\n", g.name, index)
	}
}

// foreign adds a column that refers to a table before the i-th.
func (g *tableText) foreign(i int) {
	name := g.column(template{"int", "", "CASE WHEN i % 7 > 0 THEN i END"}, fmt.Sprintf("ref_%d", len(g.names)))
	g.after += fmt.Sprintf("ALTER TABLE %s ADD FOREIGN KEY (%s) REFERENCES t%02d;\n", g.name, name, g.rnd.IntN(i))
}

func (g *tableText) text() string {
	return fmt.Sprintf("CREATE TABLE %s (\n  %s\n);\nINSERT INTO %s SELECT %s FROM generate_series(1, 40) i;\n%s",
		g.name, strings.Join(g.defs, ",\n  "), g.name, strings.Join(g.values, ", "), g.after)
}
