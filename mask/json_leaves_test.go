package mask

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestJSONBooleansAreDrawn: true and false do not pass, are drawn about evenly by
// the text and the place, and the same text gives the same.
func TestJSONBooleansAreDrawn(t *testing.T) {
	var values []string
	for i := range 2000 {
		values = append(values, fmt.Sprintf(`{"id": %d, "hiv": true, "more": [false, true]}`, i))
	}
	for _, c := range []struct {
		mask string
		p    Params
	}{{"scramble", nil}, {"json", Params{"paths": map[string]any{"$.id": "keep"}}}} {
		kept := [3]int{}
		out := made(t, c.mask, Type{Kind: JSONB}, c.p, values)
		for i, o := range out {
			var v struct {
				HIV  bool
				More []bool
			}
			if err := json.Unmarshal([]byte(o), &v); err != nil || len(v.More) != 2 {
				t.Fatalf("%s became %s: %v", values[i], o, err)
			}
			for k, same := range [...]bool{v.HIV, !v.More[0], v.More[1]} {
				if same {
					kept[k]++
				}
			}
		}
		for k, n := range kept {
			if n < 850 || n > 1150 {
				t.Errorf("%s: boolean %d stays in %d of 2000 texts", c.mask, k, n)
			}
		}
		if again := made(t, c.mask, Type{Kind: JSONB}, c.p, values); changed(out, again) > 0 {
			t.Errorf("%s: the same text gives another", c.mask)
		}
	}
	keep := made(t, "json", Type{Kind: JSONB}, Params{"paths": map[string]any{"$.id": "keep"}, "unlisted": "keep"}, values[:50])
	if n := changed(values[:50], keep); n > 0 {
		t.Errorf("unlisted = keep changed %d texts", n)
	}
}

// TestKeysThatAreData: keys of JSON and hstore that are addresses or numbers are
// masked, one to one, and names stay.
func TestKeysThatAreData(t *testing.T) {
	const in = `{"alice@corp.example": 1, "0171 2345678": {"name": 2}, "plan_2": [{"bob@corp.example": null}]}`
	for _, c := range []struct {
		mask string
		p    Params
	}{{"scramble", nil}, {"json", Params{"paths": map[string]any{"$.x": "keep"}}}} {
		out := made(t, c.mask, Type{Kind: JSON}, c.p, []string{in})[0]
		if !json.Valid([]byte(out)) || strings.Contains(out, "alice") || strings.Contains(out, "bob") || strings.Contains(out, "2345678") {
			t.Errorf("%s: %s", c.mask, out)
		}
		if !strings.Contains(out, `"plan_2"`) || !strings.Contains(out, `"name"`) {
			t.Errorf("%s lost names: %s", c.mask, out)
		}
	}
	out := made(t, "scramble", Type{Kind: Hstore}, nil, []string{`"alice@corp.example"=>"1", "plan"=>NULL`})[0]
	if strings.Contains(out, "alice") || !strings.Contains(out, `"plan"=>NULL`) {
		t.Errorf("hstore: %s", out)
	}
	named := Params{"paths": map[string]any{`$["alice@corp.example"]`: "keep"}}
	if out := made(t, "json", Type{Kind: JSON}, named, []string{in})[0]; !strings.Contains(out, `"alice@corp.example": 1`) {
		t.Errorf("a key that a path names is masked: %s", out)
	}
}

// TestJSONInStrings: a JSON text within a string is followed, by paths and by the
// scramble of all, and stays one.
func TestJSONInStrings(t *testing.T) {
	const in = `{"payload": "{\"from\": \"Antonio\", \"n\": 42, \"deep\": \"{\\\"to\\\": \\\"Antonio\\\"}\"}", "note": "{broken Antonio"}`
	for _, c := range []struct {
		what, mask string
		p          Params
		left       int // of Antonio
	}{
		{"all", "scramble", nil, 0}, {"unlisted", "json", Params{"paths": map[string]any{"$.x": "keep"}}, 0},
		{"a path", "json", Params{"paths": map[string]any{"$.payload.from": "scramble"}, "unlisted": "keep"}, 2},
		{"a deep path", "json", Params{"paths": map[string]any{"$.payload.deep.to": "scramble", "$.payload.from": "scramble"}, "unlisted": "keep"}, 1},
	} {
		out := made(t, c.mask, Type{Kind: JSON}, c.p, []string{in})[0]
		if n := strings.Count(out, "Antonio"); n != c.left {
			t.Errorf("%s: %d are left: %s", c.what, n, out)
		}
		var outer struct{ Payload string }
		var inner struct{ From, Deep string }
		if err := json.Unmarshal([]byte(out), &outer); err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		if err := json.Unmarshal([]byte(outer.Payload), &inner); err != nil || len(inner.From) != len("Antonio") || !json.Valid([]byte(inner.Deep)) {
			t.Errorf("%s: what was JSON is none: %s", c.what, outer.Payload)
		}
	}
	whole := made(t, "json", Type{Kind: JSON}, Params{"paths": map[string]any{"$.from": "scramble"}, "unlisted": "keep"}, []string{`"{\"from\": \"Antonio\"}"`})[0]
	if strings.Contains(whole, "Antonio") {
		t.Errorf("a text that is a string: %s", whole)
	}
}

// TestJSONNumbersAreThoseOfColumns: a number becomes what it becomes in a column
// of numbers; 0 and -1 stay.
func TestJSONNumbersAreThoseOfColumns(t *testing.T) {
	values := []string{"4711", "0", "-1", "1.50", "-0.25", "1000000"}
	in := "[" + strings.Join(values, ",") + "]"
	numeric := made(t, "scramble", Type{Kind: Numeric}, nil, values)
	if out := made(t, "scramble", Type{Kind: JSONB}, nil, []string{in})[0]; out != "["+strings.Join(numeric, ",")+"]" {
		t.Errorf("%s became %s, and the numbers %s", in, out, numeric)
	}
	if ints := made(t, "scramble", Type{Kind: Int, Bits: 32}, nil, []string{"4711"}); ints[0] != numeric[0] {
		t.Errorf("4711 became %s, and as a numeric %s", ints[0], numeric[0])
	}
}
