package mask

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestJSONBooleansArePermuted: true and false are permuted by the names on the path
// to them, so that their skew stays: at one path all swap or none, whatever else is
// in the text and however it is written; at some paths they swap and at some not;
// another key says otherwise at some. What a rule masks that makes no booleans it
// does not leave as they were.
func TestJSONBooleansArePermuted(t *testing.T) {
	const paths = 64
	text := func(i int, in string) string {
		var b strings.Builder
		fmt.Fprintf(&b, `{"id": "n%d"`, i)
		for p := range paths {
			fmt.Fprintf(&b, `, "p%d": {"is": %t, "all": [%[2]t, [%[2]t]]}`, p, (p+i)%3 == 0)
		}
		if b.WriteString("}"); in != "" {
			return fmt.Sprintf(`{%q: %s, "deep": %q}`, in, b.String(), b.String())
		}
		return b.String()
	}
	type member struct {
		Is  bool
		All []json.RawMessage
	}
	for _, c := range []struct {
		mask string
		p    Params
	}{
		{"scramble", nil},
		{"json", Params{"paths": map[string]any{"$.id": "keep"}}},
		{"json", Params{"paths": map[string]any{"$": map[string]any{"mask": "scramble"}}, "unlisted": "keep"}},
		{"json", Params{"paths": map[string]any{"$.*": map[string]any{"mask": "partial", "keep_end": int64(1)}}, "unlisted": "keep"}},
	} {
		swaps := map[int]bool{}
		for i := range 12 {
			in := text(i, "")
			m, err := New(c.mask, testKey(t), Type{Kind: JSON}, c.p)
			if err != nil {
				t.Fatal(err)
			}
			out, err := m.Append(nil, []byte(in), nil)
			if err != nil {
				t.Fatal(err)
			}
			var v map[string]json.RawMessage
			if err := json.Unmarshal(out, &v); err != nil {
				t.Fatalf("%s: %v", out, err)
			}
			for p := range paths {
				var x member
				if err := json.Unmarshal(v[fmt.Sprintf("p%d", p)], &x); err != nil {
					t.Fatal(err)
				}
				swap := x.Is != ((p+i)%3 == 0)
				if was, known := swaps[p]; known && was != swap {
					t.Fatalf("%s: at path %d some swap and some do not", c.mask, p)
				}
				swaps[p] = swap
				if string(x.All[1]) != "["+string(x.All[0])+"]" {
					t.Errorf("%s: within an array of arrays %s became %s", c.mask, x.All[0], x.All[1])
				}
			}
		}
		n := 0
		for _, swap := range swaps {
			if swap {
				n++
			}
		}
		if n < paths/5 || n > paths*4/5 {
			t.Errorf("%s: true and false swap at %d of %d paths", c.mask, n, paths)
		}
	}
	a, b := made(t, "scramble", Type{Kind: JSON}, nil, []string{text(1, "x")})[0], made(t, "json", Type{Kind: JSON}, Params{"paths": map[string]any{"$.none": "keep"}}, []string{text(1, "x")})[0]
	if a != b {
		t.Errorf("json leaves to scramble what it does not name, and makes\n%s\nof what scramble makes\n%s", b, a)
	}
	keep := Params{"paths": map[string]any{"$.id": "keep"}, "unlisted": "keep"}
	if in := []string{text(1, "")}; changed(in, made(t, "json", Type{Kind: JSONB}, keep, in)) > 0 {
		t.Error("unlisted = keep changes a text")
	}
}

// TestJSONInTextColumns: a JSON text in a column of text loses keys that are data,
// and its booleans, as one in a column of JSON does.
func TestJSONInTextColumns(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	for _, mask := range []string{"scramble", "text"} {
		swapped := 0
		for i := range 40 {
			in := fmt.Sprintf(`{"alice@corp.example": 1, "k%d": true}`, i)
			out := made(t, mask, text, nil, []string{in})[0]
			var v map[string]any
			if err := json.Unmarshal([]byte(out), &v); err != nil || len(v) != 2 || strings.Contains(out, "alice") {
				t.Fatalf("%s: %s became %s: %v", mask, in, out, err)
			}
			is, ok := v[fmt.Sprintf("k%d", i)].(bool)
			if !ok {
				t.Fatalf("%s: %s became %s", mask, in, out)
			}
			if !is {
				swapped++
			}
		}
		if swapped < 8 || swapped > 32 {
			t.Errorf("%s: true became false at %d of 40 paths", mask, swapped)
		}
	}
}

// TestLiteralsOfJSONInText: in text a JSON text of true, false and null alone stays one.
func TestLiteralsOfJSONInText(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	in := []string{"[true]", "[false,true]", "[ null, true ]", "[[true],[false]]", "[true,false,null]"}
	for _, mask := range []string{"scramble", "text"} {
		for i, out := range made(t, mask, text, nil, in) {
			if !json.Valid([]byte(out)) {
				t.Errorf("%s: %s became %s", mask, in[i], out)
			}
		}
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
