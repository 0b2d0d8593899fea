package policy

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"sanitize/mask"
)

// compiledSchema returns the schema of policies, read by a validator.
func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("policy.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("policy.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// validate holds the text of a policy to the schema.
func validate(schema *jsonschema.Schema, text string) error {
	var doc map[string]any
	if _, err := toml.Decode(text, &doc); err != nil {
		return err
	}
	asJSON, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// TestJSONSchemaTakesPolicies holds all policies of the fixtures, the built-in one,
// and each mask with the parameters of its example to the schema.
func TestJSONSchemaTakesPolicies(t *testing.T) {
	schema := compiledSchema(t)
	files, err := filepath.Glob("../../fixtures/policies/*.toml")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d policies, %v", len(files), err)
	}
	files = append(files, "../../fixtures/fidelity/team.toml")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(schema, string(text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if err := validate(schema, string(BuiltinText())); err != nil {
		t.Errorf("the built-in policy: %v", err)
	}
	for _, s := range mask.Catalog() {
		rule := map[string]any{"mask": s.Name}
		for k, v := range s.With {
			rule[k] = v
		}
		var text bytes.Buffer
		doc := map[string]any{"version": 1, "columns": map[string]any{"a": rule}}
		if err := toml.NewEncoder(&text).Encode(doc); err != nil {
			t.Fatal(err)
		}
		if err := validate(schema, text.String()); err != nil {
			t.Errorf("the example of %s: %v", s.Name, err)
		}
	}
	for _, text := range []string{
		`unlisted = "${MODE:-name}"`, "[columns]\na = { set = 3 }", "[outside]\ncomments = { column = \"drop\", default = \"keep\" }",
		"[[tables.a.rows]]\nwhere = { a = [1, 2], b = { null = true }, c = { regexp = \"x\" } }\nset = { b = { mask = \"hash\" }, c = true }\nexpect = \"1..\"",
		"[[more.a]]\nb = \"keep\"\n[[more.\"x.y\"]]\nb = \"hash\"\n[[more.a]]\nc = \"hash\"",
		"[release]\naudience = \"staging\"\npurpose = \"tests\"\nrecipient = \"${TEAM:-us}\"\nexpires = \"2027-01-31\"",
		"[release]\nquasi_identifiers = [\"public.people.born\", \"*.*.zip\"]\nsensitive = []",
		"[columns]\na = { mask = \"keep\", why = \"public\", types = [\"integer\", \"varchar(3)\"] }",
		"[columns]\na = { mask = \"json\", paths = { \"$.a\" = { set = [1] }, \"$.b\" = \"delete\", \"$.c\" = { mask = \"hash\", length = 8 } } }",
	} {
		text = "version = 1\n" + text
		if _, err := Parse([]byte(text), "a policy", func(string) (string, bool) { return "", false }); err != nil {
			t.Errorf("the parser refuses %q: %v", text, err)
		}
		if err := validate(schema, text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestJSONSchemaRefuses lists faults that a schema can catch; the parser refuses
// them, too.
func TestJSONSchemaRefuses(t *testing.T) {
	schema := compiledSchema(t)
	for _, text := range []string{
		"", "version = 2", "version = 1\nnosuch = 1", "version = 1\nunlisted = \"mesk\"", "version = 1\nunlisted = 1",
		"version = 1\n[columns]\na = \"emial\"", "version = 1\n[columns]\na = 1", "version = 1\n[columns]\na = {}",
		"version = 1\n[columns]\na = { mask = \"email\", set = \"x\" }",
		"version = 1\n[columns]\na = { mask = \"email\", nosuch = 1 }",
		"version = 1\n[columns]\na = { mask = \"hash\", length = 65 }",
		"version = 1\n[columns]\na = { mask = \"hash\", encoding = \"octal\" }",
		"version = 1\n[columns]\na = { mask = \"noise\", ratio = 0 }",
		"version = 1\n[columns]\na = { mask = \"choice\", values = [] }",
		"version = 1\n[columns]\na = \"regexp\"", "version = 1\n[columns]\na = { mask = \"regexp\" }",
		"version = 1\n[columns]\na = { mask = \"array\", of = \"nosuch\" }",
		"version = 1\n[release]\nexpires = \"soon\"", "version = 1\n[release]\naudience = 1", "version = 1\n[release]\nsensitive = \"a\"",
		"version = 1\n[more.a]\nb = \"keep\"", "version = 1\nmore = 1", "version = 1\n[[more.a]]\nb = 1",
		"version = 1\n[columns]\na = { mask = \"keep\", why = 1 }", "version = 1\n[columns]\na = { mask = \"keep\", types = [] }",
		"version = 1\n[[tables.a.rows]]\nwhere = { a = 1 }\nwhy = []",
		"version = 1\n[salt]\nvalue = \"x\"", "version = 1\n[kept]\nthreshold = 101", "version = 1\n[kept]\ndetect = \"drop\"",
		"version = 1\n[outside]\nliterals = \"drop\"", "version = 1\n[outside]\ncomments = { colum = \"drop\" }",
		"version = 1\n[tables.a]\ndata = \"gone\"", "version = 1\n[tables.a]\nsample = { percent = 0, by = \"id\" }",
		"version = 1\n[tables.a]\nsample = { percent = 1 }", "version = 1\n[[tables.a.rows]]\ndrop = true",
		"version = 1\n[[tables.a.rows]]\nwhere = {}", "version = 1\n[[tables.a.rows]]\nwhere = { a = [] }",
		"version = 1\n[[tables.a.rows]]\nwhere = { a = 1 }\nexpect = \"some\"",
	} {
		if validate(schema, text) == nil {
			t.Errorf("the schema takes %q", text)
		}
		if _, err := Parse([]byte(text), "a policy", os.LookupEnv); err == nil {
			t.Errorf("the parser takes %q", text)
		}
	}
}

// TestJSONSchemaBad holds the schema to the parser by the policies that are wrong: it
// refuses none that the parser takes, and takes only those whose fault lies beyond
// a schema.
func TestJSONSchemaBad(t *testing.T) {
	schema := compiledSchema(t)
	beyond := []string{ // names, patterns, the environment, what two keys say together
		"column_twice.toml", "data_glob.toml", "environment.toml", "rows_columns.toml",
		"soft_keep.toml", "table_case.toml", "table_key.toml", "table_twice.toml",
	}
	files, err := filepath.Glob("../bind/testdata/bad/*.toml")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d policies, %v", len(files), err)
	}
	refused := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, parsed := Parse(text, "a policy", func(name string) (string, bool) { return "x", name != "NO_SUCH" })
		err = validate(schema, string(text))
		switch {
		case parsed == nil && err != nil:
			t.Errorf("%s: the parser takes it, the schema does not: %v", filepath.Base(file), err)
		case parsed != nil && err == nil && !slices.Contains(beyond, filepath.Base(file)):
			t.Errorf("%s: the schema takes it, the parser does not: %v", filepath.Base(file), parsed)
		case parsed != nil && err != nil:
			refused++
			if slices.Contains(beyond, filepath.Base(file)) {
				t.Errorf("%s is refused by the schema, and said to be beyond it", filepath.Base(file))
			}
		}
	}
	if refused < 25 {
		t.Errorf("%d bad policies are refused by both, which says little", refused)
	}
}

// TestJSONSchemaKeys asks the parser for the keys of each section, by one that it
// does not know, and compares them with those of the schema.
func TestJSONSchemaKeys(t *testing.T) {
	doc := documentSchema()
	keys := func(path ...string) object {
		o := doc
		for _, step := range path {
			o = o[step].(object)
		}
		return o["properties"].(object)
	}
	table := keys("definitions", "table")
	known := regexp.MustCompile(`unknown key (?:"nosuch" )?in .*, want one of (.*)`)
	for text, want := range map[string]object{
		"nosuch = 1":                          keys(),
		"[salt]\nnosuch = 1":                  keys("properties", "salt"),
		"[outside]\nnosuch = 1":               keys("properties", "outside"),
		"[kept]\nnosuch = 1":                  keys("properties", "kept"),
		"[release]\nnosuch = 1":               keys("properties", "release"),
		"[tables.a]\nnosuch = 1":              table,
		"[tables.a]\nsample = { nosuch = 1 }": table["sample"].(object)["properties"].(object),
		"[[tables.a.rows]]\nnosuch = 1":       table["rows"].(object)["items"].(object)["properties"].(object),
	} {
		_, err := Parse([]byte("version = 1\n"+text), "a policy", os.LookupEnv)
		if err == nil {
			t.Errorf("the parser takes %q", text)
			continue
		}
		m := known.FindStringSubmatch(err.Error())
		if m == nil {
			t.Errorf("%q: which keys there are is not said: %v", text, err)
			continue
		}
		has := strings.Split(m[1], ", ")
		for k := range want {
			if !slices.Contains(has, k) {
				t.Errorf("%q: the schema has the key %s, and the parser has not", text, k)
			}
		}
		if len(has) != len(want) {
			t.Errorf("%q: the parser has %v, the schema %d keys", text, has, len(want))
		}
	}
}
