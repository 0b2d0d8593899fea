package bind

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// generatedSchema has a column n, of a type, computed from the columns uses.
func generatedSchema(tb testing.TB, columns, uses string, notNull bool) *dumpfmt.Schema {
	s := schemaOf(tb, "t: "+columns)
	c := &s.Tables[testName("t")].Columns[len(s.Tables[testName("t")].Columns)-1]
	c.Generated, c.Uses, c.NotNull = true, strings.Fields(uses), notNull
	return s
}

// TestGenerated wants what is asked of a generated column to be asked of those
// that it is computed from.
func TestGenerated(t *testing.T) {
	for _, tt := range []struct {
		name, columns, uses string
		notNull             bool
		constraint          *dumpfmt.Constraint
		policy, says        string
	}{
		{"nothing is asked", "a text, b text, g text", "a", false, nil, `a = "null"`, ""},
		{"CHECK", "a text, b text, g text", "a", false, &dumpfmt.Constraint{Name: "c", Kind: dumpfmt.Check, Def: "(g > 'a'::text)", Columns: []string{"g"}},
			`a = "hash"`, "CHECK c of the generated column g is not understood"},
		{"CHECK, and another column", "a text, b text, g text", "a", false, &dumpfmt.Constraint{Name: "c", Kind: dumpfmt.Check, Def: "(g > 'a'::text)", Columns: []string{"g"}},
			`b = "hash"`, ""},
		{"UNIQUE", "a text, b text, g text", "a b", false, &dumpfmt.Constraint{Name: "u", Kind: dumpfmt.Unique, Columns: []string{"g"}},
			`b = "redact"`, "may change which rows are in the UNIQUE u, or meet in it"},
		{"UNIQUE, digests", "a text, b text, g text", "a", false, &dumpfmt.Constraint{Name: "u", Kind: dumpfmt.Unique, Columns: []string{"g"}},
			`a = "hash"`, ""},
		{"UNIQUE, and what it is computed from", "a text, b text, g text", "a", false, &dumpfmt.Constraint{Name: "u", Kind: dumpfmt.Unique, Columns: []string{"g", "a"}},
			`a = "scramble"`, ""},
		{"UNIQUE, and a part of it", "a text, b text, g text", "a b", false, &dumpfmt.Constraint{Name: "u", Kind: dumpfmt.Unique, Columns: []string{"g", "a"}},
			`b = "redact"`, "may change which rows are in the UNIQUE u, or meet in it"},
		{"EXCLUDE", "a text, b text, g text", "a", false, &dumpfmt.Constraint{Name: "e", Kind: dumpfmt.Exclude, Columns: []string{"g"}},
			`a = "hash"`, "may break the constraint EXCLUDE e"},
		{"FOREIGN KEY", "a text, b text, g text", "a", false, &dumpfmt.Constraint{Name: "f", Kind: dumpfmt.ForeignKey, Columns: []string{"g"}, RefTable: testName("t"), RefColumns: []string{"b"}},
			`a = "hash"`, "a generated column in the FOREIGN KEY f is computed from it"},
		{"NOT NULL", "a text, b text, g text", "a", true, nil, `a = "null"`, "NOT NULL of the generated column g"},
		{"NOT NULL, and no NULL", "a text, b text, g text", "a", true, nil, `a = "hash"`, ""},
		{"a number", "a int4, b text, g int4", "a", false, nil, `a = "permute"`, "the expression of the generated column g is not understood"},
		{"a length", "a text, b text, g varchar(5)", "a", false, nil, `a = "hash"`, "the expression of the generated column g is not understood"},
	} {
		s := generatedSchema(t, tt.columns, tt.uses, tt.notNull)
		if tt.constraint != nil {
			constrain(t, s, "t", *tt.constraint)
		}
		plan, errs := Examine(parseText(t, "version = 1\nunlisted = \"keep\"\n[columns]\n"+tt.policy), s, Options{Key: testKey(t)})
		var all []string
		for _, e := range append(errs, plan.Warnings()...) {
			all = append(all, e.Error())
		}
		if said := strings.Join(all, "\n"); tt.says == "" && said != "" || !strings.Contains(said, tt.says) {
			t.Errorf("%s: %q, want %q", tt.name, said, tt.says)
		}
	}
}

// TestGeneratedByFunction reads a function that is one expression, which a generated
// column calls: Supabase counts so how deep the name of a file is.
func TestGeneratedByFunction(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for condition, says := range map[string]string{
		`array_length(string_to_array("name", '/'), 1)`: "",
		`100 / length("name")`:                          "the expression of the generated column g",
	} {
		s := generatedSchema(t, "a text, g int4", "a", false)
		s.Tables[testName("t")].Columns[1].Expr = "public.level(a)"
		returns := facts.CatalogType("int4")
		s.PutFunction(dumpfmt.Function{Name: testName("level"), Params: []dumpfmt.Param{{Name: "name", Type: facts.CatalogType("text")}},
			Strict: true, Condition: condition, Returns: &returns})
		_, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
		if said := policy.Errors(errs).Error(); says == "" && len(errs) > 0 || !strings.Contains(said, says) {
			t.Errorf("%s: %q, want %q", condition, said, says)
		}
	}
}

// TestMatchFull wants all columns of such a key NULL, or none.
func TestMatchFull(t *testing.T) {
	for policy, ok := range map[string]bool{
		"a = \"null\"\nb = \"null\"": true, "a = \"null\"": false, "b = \"null\"": false, "a = \"keep\"": true,
	} {
		s := schemaOf(t, "p: x int4, y int4\nt: a int4, b int4")
		constrain(t, s, "t", dumpfmt.Constraint{Name: "f", Kind: dumpfmt.ForeignKey, Columns: []string{"a", "b"}, RefTable: testName("p"),
			RefColumns: []string{"x", "y"}, MatchFull: true})
		_, errs := Examine(parseText(t, "version = 1\nunlisted = \"keep\"\n[columns]\n"+policy), s, Options{Key: testKey(t)})
		if (len(errs) == 0) != ok {
			t.Errorf("%s: %v, want ok %v", policy, errs, ok)
		}
	}
}

// TestExpressionKey wants the columns of a partition key's expression kept, and
// asks for no rule for others.
func TestExpressionKey(t *testing.T) {
	s := schemaOf(t, "t / (expr): a text, b text")
	s.Tables[testName("t")].PartitionKeyUses = []string{"a"}
	s.Tables[testName("p")] = &dumpfmt.Table{Name: testName("p"), Columns: s.Tables[testName("t")].Columns, Parents: []dumpfmt.Name{testName("t")}, Partition: true, Order: 9}
	_, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "1 column without a rule in a partition key") || !strings.Contains(errs[0].Hint, `a = "keep"`) {
		t.Errorf("errors: %v", errs)
	}
	_, errs = Examine(parseText(t, "version = 1\n[columns]\na = \"hash\""), s, Options{Key: testKey(t)})
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "partition") {
		t.Errorf("errors: %v", errs)
	}
}

// TestUnknownLiteral warns of a literal for a type that is not known.
func TestUnknownLiteral(t *testing.T) {
	plan := bindText(t, "version = 1\nunlisted = \"keep\"\n[columns]\na = { set = \"x\" }\nb = { set = \"x\" }", schemaOf(t, "t: a xml, b text"))
	if w := plan.Warnings(); len(w) != 1 || !strings.Contains(w[0].Error(), "column public.t.a: whether the value is one of type xml is not known") {
		t.Errorf("warnings: %v", w)
	}
}
