package bind

import (
	"flag"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

var update = flag.Bool("update", false, "write the golden files anew")

// testKey is the key that all tests mask with.
func testKey(tb testing.TB) *mask.Key {
	tb.Helper()
	k, err := mask.NewKey([]byte("0123456789abcdef"))
	if err != nil {
		tb.Fatal(err)
	}
	return k
}

func testEnv(name string) (string, bool) {
	v, ok := map[string]string{"MAIL_DOMAIN": "staging.invalid", "EMPTY": ""}[name]
	return v, ok
}

// parseText parses a policy that must be right.
func parseText(tb testing.TB, text string) *policy.Policy {
	tb.Helper()
	p, err := policy.Parse([]byte(text), "policy.toml", testEnv)
	if err != nil {
		tb.Fatalf("Parse: %v", err)
	}
	return p
}

// bound is a policy bound to a schema: the Binder and its first Plan.
type bound struct {
	*Binder
	plan *Plan
}

// Warnings returns the warnings of both.
func (b *bound) Warnings() []*policy.Error { return append(b.plan.Warnings(), b.Binder.Warnings()...) }
func (b *bound) Tables() []TableInfo       { return b.plan.Tables() }
func (b *bound) Lock() *Lock               { return b.plan.Lock() }

// Bind binds a policy to one schema.
func Bind(p *policy.Policy, s *dumpfmt.Schema, opts Options) (*bound, error) {
	b := New(p, opts)
	plan, err := b.Bind(s)
	return &bound{b, plan}, err
}

// Examine is Bind, whatever is wrong.
func Examine(p *policy.Policy, s *dumpfmt.Schema, opts Options) (*bound, policy.Errors) {
	b := New(p, opts)
	plan, errs := b.Examine(s)
	return &bound{b, plan}, errs
}

// maskedBy returns the columns that a block masks.
func maskedBy(b *rows.Block) []rows.MaskedColumn {
	if b.Mask == nil {
		return nil
	}
	return b.Mask.Masked()
}

// bindText parses and binds a policy that must be right.
func bindText(tb testing.TB, text string, s *dumpfmt.Schema) *bound {
	tb.Helper()
	plan, err := Bind(parseText(tb, text), s, Options{Key: testKey(tb)})
	if err != nil {
		tb.Fatalf("Bind: %v", err)
	}
	return plan
}

// fateOf returns what becomes of a column, as "mask (why)".
func fateOf(tb testing.TB, p *bound, table, column string) string {
	tb.Helper()
	for _, t := range p.Tables() {
		for _, c := range t.Columns {
			if t.Name.String() == table && c.Name == column {
				return c.Mask + " (" + c.Why + ")"
			}
		}
	}
	tb.Fatalf("no column %s.%s", table, column)
	return ""
}

// schemaOf makes a schema of lines, one for each table:
//
//	app.users: id int4!, email varchar(20), lower text=      ! NOT NULL, = generated
//	leaf <| root: extra text                                 a partition of root
//	child < a, b: extra text                                 INHERITS (a, b)
//	root / ts: id int4, ts timestamptz                       PARTITION BY (ts); / (expr) too
//	orders ?: …                                              the order of columns is not certain
//
// Names without a schema are in public, those of types in pg_catalog if they
// are built in.
func schemaOf(tb testing.TB, text string) *dumpfmt.Schema {
	tb.Helper()
	s := dumpfmt.NewSchema()
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		head, body, ok := strings.Cut(line, ":")
		if !ok {
			tb.Fatalf("schema line without a colon: %s", line)
		}
		t := testTable(s, head)
		t.Columns = append(t.Columns, testColumns(tb, body)...)
		s.Tables[t.Name] = t
	}
	return s
}

var headForm = regexp.MustCompile(`^(\S+)(?: (<\|?|/|\?) ?(.*))?$`)

func testTable(s *dumpfmt.Schema, head string) *dumpfmt.Table {
	m := headForm.FindStringSubmatch(strings.TrimSpace(head))
	t := &dumpfmt.Table{Name: testName(m[1]), OrderCertain: true}
	switch m[2] {
	case "?":
		t.OrderCertain = false
	case "/":
		if t.PartitionKeyExpr = m[3] == "(expr)"; !t.PartitionKeyExpr {
			t.PartitionKey = []string{m[3]}
		}
		t.OrderCertain = false
	case "<", "<|":
		t.Partition = m[2] == "<|"
		t.OrderCertain = false
		for _, p := range strings.Split(m[3], ", ") {
			t.Parents = append(t.Parents, testName(p))
			t.Columns = append(t.Columns, s.Tables[testName(p)].Columns...)
		}
	}
	return t
}

func testName(s string) dumpfmt.Name {
	if schema, name, ok := strings.Cut(s, "."); ok {
		return dumpfmt.Name{Schema: schema, Name: name}
	}
	return dumpfmt.Name{Schema: "public", Name: s}
}

var columnForm = regexp.MustCompile(`^(\S+) ([^\s(\[!=]+)(?:\(([\d ]+)\))?((?:\[\])*)([!=]?)$`)

func testColumns(tb testing.TB, body string) []dumpfmt.Column {
	var list []dumpfmt.Column
	for _, col := range strings.Split(body, ",") {
		if strings.TrimSpace(col) == "" {
			continue
		}
		m := columnForm.FindStringSubmatch(strings.TrimSpace(col))
		if m == nil {
			tb.Fatalf("not a column: %s", col)
		}
		ref := dumpfmt.TypeRef{Name: testName(m[2]), Dims: len(m[4]) / 2}
		if _, ok := facts.Builtins[m[2]]; ok || m[2] == "xml" {
			ref.Name.Schema = "pg_catalog"
		}
		for _, n := range strings.Fields(m[3]) {
			i, _ := strconv.Atoi(n)
			ref.Mods = append(ref.Mods, i)
		}
		list = append(list, dumpfmt.Column{Name: m[1], Type: ref, NotNull: m[5] == "!", Generated: m[5] == "="})
	}
	return list
}
