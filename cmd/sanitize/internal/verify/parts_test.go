package verify

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// TestLeaves says which parts of values are long enough to tell.
func TestLeaves(t *testing.T) {
	for _, test := range []struct {
		kind kind
		v    string
		want []string
	}{
		{kindJSON, `{"a": "Gwendolyn", "b": ["Harker", true, null], "harbour": {}}`, []string{"Gwendolyn", "Harker"}},
		{kindJSON, `{"a": "{\"harbour\": [], \"customer\": null}"}`, nil},
		{kindJSON, `{"a": "{\"b\": \"Gwendolyn\"}", "c": "[Harker]"}`, []string{"Gwendolyn", "[Harker]"}},
		{kindJSON, `["[\"{\\\"harbour\\\": \\\"Gwendolyn\\\"}\"]", "[1,2,3,4]"]`, []string{"Gwendolyn"}},
		{kindJSON, `{"a": "In Transit", "b": "In Transit now", "user_id": 4711234, "ids": [4711235], "valid": 4711236}`, []string{"In Transit now", "4711236"}},
		{kindJSON, `{"a": "1 \u20ac", "b": "Zo\u00eb \"Lee\""}`, []string{`Zoë "Lee"`}},
		{kindJSON, `{"userId": "5F0C8A1E-9B7D-4C3A-A6E2-1D2F3B4C5D6E", "id": {"a": "4711234"}, "b": {"id": 47112345}, "uuid": "Gwendolyn", "created_by": 4711234}`, []string{"5F0C8A1E-9B7D-4C3A-A6E2-1D2F3B4C5D6E", "4711234", "47112345", "Gwendolyn"}},
		{kindNested, `{Gwendolyn,"Ann Harker",ann}`, []string{"Gwendolyn", "Ann Harker"}},
		{kindNested, `"harbour"=>"Gwendolyn", "b"=>NULL`, []string{"Gwendolyn"}},
		{kindNested, `'gwendolyn':1,12,123A '6':6 'ò':8`, []string{"gwendolyn"}},
		{kindNested, `{"say \"Gwendolyn\"","<b a=\"Harker\">x</b>","{\"harbour\": \"platform\"}","(1,\"Ann Lee\")"}`, []string{`say "Gwendolyn"`, `<b a="Harker">x</b>`, "platform", "Ann Lee"}},
		{kindNested, `(1,"say ""Gwendolyn""","[""2024-02-03"",)")`, []string{`say "Gwendolyn"`, "2024-02-03"}},
		{kindNested, `"harbour"=>"say \"Gwendolyn\"", "harbour"=>"<p/>"`, []string{`say "Gwendolyn"`}},
		{kindNested, `{"\"harbour\"=>\"Gwendolyn\", \"b\"=>NULL","\"Gwendolyn\" says"}`, []string{"Gwendolyn", `"Gwendolyn" says`}},
		{kindNested, `{"\"\\t\\n\"","\"Gwen \\u00e9\""}`, []string{"Gwen é"}},
		{kindNested, `(ann.pdf,gwen.harker,annlee.pdf)`, []string{"gwen.harker", "annlee.pdf"}},
	} {
		var got []string
		for _, l := range test.kind.leaves(nil, []byte(test.v), newSteering("in_transit")) {
			got = append(got, string(l.text))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.v, got, test.want)
		}
	}
}

// TestIsName says of keys of JSON whether they are as a program names them.
func TestIsName(t *testing.T) {
	for key, want := range map[string]bool{
		"customer": true, "first_name": true, "line2": true, "tunnel-enabled": true, "type/DateTime": true, "application/json": true,
		"App::Model": true, "api::about.about": true, "plugin::users-permissions.user": true,
		"gwen.harker": false, "gwen@meadow.org": false, "harker/": false, "/harker": false, "a//b": false, "a:b": false, "a:::b": false, "a::": false, "::a": false, "a::.b": false,
		"12345": false, "user12345": false, "gwen harker": false, "0171/2345": false,
	} {
		if got := isName([]byte(key)); got != want {
			t.Errorf("%q: %v, want %v", key, got, want)
		}
	}
}

// TestWithoutKeys takes from JSON the keys that it had, those of JSON in its strings,
// too, and no values.
func TestWithoutKeys(t *testing.T) {
	col := &column{}
	col.results.touch().knows([]byte(`{"stra\u00dfe": 1, "\u00e9mile duval": 2}`))
	col.results.touch().knows([]byte(`{"harbour": "{\"customer\": \"[{\\\"platform\\\" : 1}]\", \"note\": \"ask \\\"Gwendolyn\\\": now\"}"}`))
	for v, want := range map[string]string{
		`{"harbour": "customer", "platform": 1}`:                       `{"       ": "customer", "        ": 1}`,
		`{"a": "{\"customer\": \"platform\", \"Gwendolyn\": 1}"}`:      `{"a": "{\"        \": \"platform\", \"Gwendolyn\": 1}"}`,
		`{"a": "[\"{\\\"platform\\\": \\\"customer\\\"}\"]"}`:          `{"a": "[\"{\\\"        \\\": \\\"customer\\\"}\"]"}`,
		`{"stra\u00dfe": "\u00e9t\u00e9", "\u00e9mile duval": 1}`:      `{"           ": "\u00e9t\u00e9", "\u00e9mile duval": 1}`,
		`"harbour"=>"customer", "Gwendolyn"=>NULL`:                     `"       "=>"customer", "Gwendolyn"=>NULL`,
		`{"a": "see \"customer\": it"}`:                                `{"a": "see \"customer\": it"}`,
		`{"a": ":", "b": "{:", "c": "[\"::\", \"\\\":\"]", "d": "{}"}`: `{"a": ":", "b": "{:", "c": "[\"::\", \"\\\":\"]", "d": "{}"}`,
	} {
		if got := string(col.withoutKeys(nil, []byte(v))); got != want {
			t.Errorf("%s: %s, want %s", v, got, want)
		}
	}
}

// TestShares: of values that are shared out the same is found as of all one after another.
func TestShares(t *testing.T) {
	c := newComparer(&Options{Memory: 64 << 20})
	var list []change
	for i := range 3*shared + 7 {
		was := fmt.Sprintf(`{"name": "Elisabeth %d", "platform%d": {"city": "Winterthur"}, "left": "Elsbeth"}`, i, i%3)
		is := fmt.Sprintf(`{"name": "Gwendolyn %d", "platform%d": {"city": "Winterthur"}}`, i%shared, i%3)
		if i > shared && i%50 == 0 {
			is = was
		}
		list = append(list, change{[]byte(was), []byte(is), int64(100 + i)})
	}
	all, some := &column{kind: kindJSON, known: true, decision: &Decision{}}, &column{kind: kindJSON, known: true, decision: &Decision{}}
	c.partReader(1).changes(task{all, list, &all.results})
	for _, one := range (task{column: some, list: list}).share(nil) {
		c.partReader(1).changes(one)
		one.join()
	}
	got, want := some.results.made, all.results.made
	if got.reshaped != want.reshaped || got.reshaped.n == 0 {
		t.Errorf("shared out: %v have another form, want %v", got.reshaped, want.reshaped)
	}
	if !maps.Equal(got.keys, want.keys) || len(got.keys) != 3 {
		t.Errorf("shared out: the keys are %v, want %v", got.keys, want.keys)
	}
	if !maps.EqualFunc(got.parts, want.parts, func(a, b *part) bool { return *a == *b }) || len(got.parts) != 5 {
		t.Errorf("shared out: %d parts are not %d", len(got.parts), len(want.parts))
	}
}
