package bind

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

func TestResolve(t *testing.T) {
	s := dumpfmt.NewSchema()
	add := func(typ dumpfmt.Type) { s.Types[typ.Name] = &typ }
	app := func(name string) dumpfmt.TypeRef { return dumpfmt.TypeRef{Name: testName("app." + name)} }
	add(dumpfmt.Type{Name: testName("app.mood"), Kind: dumpfmt.Enum, Labels: []string{"sad", "ok"}})
	add(dumpfmt.Type{Name: testName("app.short"), Kind: dumpfmt.Domain, NotNull: true, Base: dumpfmt.TypeRef{Name: facts.CatalogType("varchar").Name, Mods: []int{8}}})
	add(dumpfmt.Type{Name: testName("app.shorter"), Kind: dumpfmt.Domain, Base: app("short")})
	add(dumpfmt.Type{Name: testName("app.addr"), Kind: dumpfmt.Composite, Fields: []dumpfmt.Column{
		{Name: "street", Type: facts.CatalogType("text")}, {Name: "mood", Type: app("mood")}}})
	add(dumpfmt.Type{Name: testName("app.loop"), Kind: dumpfmt.Composite, Fields: []dumpfmt.Column{{Name: "self", Type: app("loop")}}})
	add(dumpfmt.Type{Name: testName("app.ring"), Kind: dumpfmt.Domain, Base: app("ring")})
	add(dumpfmt.Type{Name: testName("app.span"), Kind: dumpfmt.Range, Base: facts.CatalogType("float8"), Multirange: testName("app.spans")})
	add(dumpfmt.Type{Name: testName("app.blob"), Kind: dumpfmt.Base})

	array := func(ref dumpfmt.TypeRef) dumpfmt.TypeRef { ref.Dims = 1; return ref }
	with := func(name string, mods ...int) dumpfmt.TypeRef {
		return dumpfmt.TypeRef{Name: facts.CatalogType(name).Name, Mods: mods}
	}
	float8 := mask.Type{Kind: mask.Float, Name: "double precision", Bits: 64}
	mood := mask.Type{Kind: mask.Enum, Name: "app.mood", Labels: []string{"sad", "ok"}}
	box := mask.Type{Kind: mask.Geometric, Name: "box"}
	for _, tt := range []struct {
		ref  dumpfmt.TypeRef
		want mask.Type
	}{
		{with("varchar", 20), mask.Type{Kind: mask.Text, Name: "character varying(20)", Len: 20}},
		{with("bpchar", 3), mask.Type{Kind: mask.Char, Name: "character(3)", Len: 3}},
		{with("char"), mask.Type{Kind: mask.Text, Name: `"char"`, MaxBytes: 1}},
		{with("numeric", 10, -2), mask.Type{Kind: mask.Numeric, Name: "numeric(10,-2)", Precision: 10, Scale: -2}},
		{with("timestamptz", 3), mask.Type{Kind: mask.TimestampTZ, Name: "timestamp(3) with time zone"}},
		{with("bit"), mask.Type{Kind: mask.Bit, Name: "bit", Len: 1}},
		{with("varbit", 9), mask.Type{Kind: mask.Bit, Name: "bit varying(9)", Len: 9}},
		{with("oid"), mask.Type{Kind: mask.Int, Name: "oid", Bits: 32, Unsigned: true}},
		{with("xml"), mask.Type{Name: "xml"}},
		{array(with("box")), mask.Type{Kind: mask.Array, Name: "box[]", Elem: &box, Delim: ';'}},
		{app("mood"), mood},
		{array(app("mood")), mask.Type{Kind: mask.Array, Name: "app.mood[]", Elem: &mood, Delim: ','}},
		{app("shorter"), mask.Type{Kind: mask.Text, Name: "app.shorter", Len: 8}},
		{app("addr"), mask.Type{Kind: mask.Composite, Name: "app.addr", Fields: []mask.Field{
			{Name: "street", Type: mask.Type{Kind: mask.Text, Name: "text"}}, {Name: "mood", Type: mood}}}},
		{app("loop"), mask.Type{Kind: mask.Composite, Name: "app.loop", Fields: []mask.Field{{Name: "self", Type: mask.Type{Name: "app.loop"}}}}},
		{app("ring"), mask.Type{Name: "app.ring"}},
		{app("span"), mask.Type{Kind: mask.Range, Name: "app.span", Elem: &float8}},
		{app("spans"), mask.Type{Kind: mask.Multirange, Name: "app.spans", Elem: &float8}},
		{app("blob"), mask.Type{Name: "app.blob"}},
		{app("citext"), mask.Type{Kind: mask.Text, Name: "app.citext"}},
		{app("nothing"), mask.Type{Name: "app.nothing"}},
	} {
		t.Run(facts.SQLType(tt.ref), func(t *testing.T) {
			r := facts.NewTypes(s)
			if d := cmp.Diff(tt.want, r.Resolve(tt.ref)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			if _, notNull := r.Bases(tt.ref); notNull != (tt.ref.Name == testName("app.shorter")) {
				t.Errorf("NOT NULL is %v", notNull)
			}
		})
	}
}

// Each name under which SQL knows a type is normal already, or [types] could
// not find it.
func TestTypeNames(t *testing.T) {
	for name := range facts.Builtins {
		ref := dumpfmt.TypeRef{Name: facts.CatalogType(name).Name, Mods: []int{5, 2}, Dims: 1}
		for _, n := range facts.TypeNames(ref) {
			if got := policy.NormalType(n); got != n {
				t.Errorf("%q is normalised to %q", n, got)
			}
		}
	}
	for key, want := range map[string]string{
		"Character  Varying ( 20 )":      "character varying(20)",
		"NUMERIC(10, 2) []":              "numeric(10,2)[]",
		`App."My Type"`:                  `app."My Type"`,
		"timestamp ( 3 ) WITH TIME ZONE": "timestamp(3) with time zone",
	} {
		if got := policy.NormalType(key); got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
}

// TestTypesReachArrays wants what [types] says of a domain for its arrays, too, and
// what it says of a built-in type for that alone.
func TestTypesReachArrays(t *testing.T) {
	s := schemaOf(t, "t: a em[], b em, c text[], d text")
	s.Types[testName("em")] = &dumpfmt.Type{Name: testName("em"), Kind: dumpfmt.Domain, Base: facts.CatalogType("text")}
	for rule, want := range map[string]string{
		`em = "redact"`:                        `{[REDACTED]}|[REDACTED]|{x}|x`,
		`text = "redact"`:                      `{x}|[REDACTED]|{x}|[REDACTED]`,
		"\"em[]\" = \"keep\"\nem = \"redact\"": `{x}|[REDACTED]|{x}|x`,
	} {
		plan := bindText(t, keepAll+"[types]\n"+rule, s)
		if got := rowsOf(t, plan, "t (a, b, c, d)", "{x}|x|{x}|x"); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
	}
}

// TestTypesWithin: a rule for a type holds for what has parts of it, too, or says that
// it does not.
func TestTypesWithin(t *testing.T) {
	s := schemaOf(t, "t: a pair, b pair[], c em2")
	em := facts.CatalogType("text")
	s.Types[testName("em")] = &dumpfmt.Type{Name: testName("em"), Kind: dumpfmt.Domain, Base: em}
	s.Types[testName("em2")] = &dumpfmt.Type{Name: testName("em2"), Kind: dumpfmt.Domain, Base: dumpfmt.TypeRef{Name: testName("em")}}
	s.Types[testName("pair")] = &dumpfmt.Type{Name: testName("pair"), Kind: dumpfmt.Composite, Fields: []dumpfmt.Column{
		{Name: "n", Type: facts.CatalogType("int4")}, {Name: "e", Type: dumpfmt.TypeRef{Name: testName("em2")}}}}
	const parts = "have parts of the one that the rule is for"
	for rules, want := range map[string]string{
		"[types]\nem = \"redact\"": parts,
		"[types]\nem = \"keep\"":   "",
		"[types]\nem = \"redact\"\n[columns]\na = \"keep\"\nb = \"scramble\"": "",
		"unlisted = \"mask\"\n[types]\nem = \"redact\"":                       "",
	} {
		head := keepAll
		if strings.HasPrefix(rules, "unlisted") {
			head = "version = 1\n"
		}
		_, errs := Examine(parseText(t, head+rules), s, Options{Key: testKey(t)})
		if got := policy.Errors(errs).Error(); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: errors %q, want %q", rules, got, want)
		}
	}
}
