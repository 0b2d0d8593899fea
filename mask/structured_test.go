package mask

import (
	"strings"
	"testing"

	"sanitize/mask/internal/shape"
)

// TestJSON has what paths do. A tilde in want stands for a scrambled letter.
func TestJSON(t *testing.T) {
	obj := func(kv ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i < len(kv); i += 2 {
			m[kv[i].(string)] = kv[i+1]
		}
		return m
	}
	x := obj("mask", "partial", "char", "X")
	for _, c := range []struct {
		name     string
		paths    map[string]any
		unlisted string
		in, want string
	}{
		{"key", obj("$.a", x), "keep", `{"a": "bob", "b": "bob"}`, `{"a": "XXX", "b": "bob"}`},
		{"nested", obj("$.a.b", x), "keep", `{"a":{"b":"bob","c":"bob"},"b":"bob"}`, `{"a":{"b":"XXX","c":"bob"},"b":"bob"}`},
		{"twice", obj("$.a", x), "keep", `{"a":"b","a":"bc"}`, `{"a":"X","a":"XX"}`},
		{"spacing", obj("$.a", x), "keep", " {\n\t\"b\" : 1.50e+01 ,\r\n \"a\":\"bob\" } ", " {\n\t\"b\" : 1.50e+01 ,\r\n \"a\":\"XXX\" } "},
		{"index", obj("$[1]", x, "$[3].a", x), "keep", `["b","b","b",{"a":"b"}]`, `["b","X","b",{"a":"X"}]`},
		{"any index", obj("$.t[*].n", x), "keep", `{"t":[{"n":"b"},{"n":"b"},"n",["n"]]}`, `{"t":[{"n":"X"},{"n":"X"},"n",["n"]]}`},
		{"any key", obj("$.*.n", x), "keep", `{"a":{"n":"b"},"b":{"n":"b"},"n":"b"}`, `{"a":{"n":"X"},"b":{"n":"X"},"n":"b"}`},
		{"quoted key", obj(`$["odd \"key\"."][*]`, x), "keep", `{"odd \"key\".":["b"]}`, `{"odd \"key\".":["X"]}`},
		{"escaped key", obj("$.ab", x), "keep", `{"\u0061b":"b","ab":"b"}`, `{"\u0061b":"X","ab":"X"}`},
		{"no index of an object", obj("$[0]", x, "$[*]", x), "keep", `{"0":"b"}`, `{"0":"b"}`},
		{"no key of an array", obj("$.a", x, "$.*", x), "keep", `["b"]`, `["b"]`},
		{"all within", obj("$.a", x), "keep", `{"a":{"b":["bob",{"c":"b"}],"n":null,"t":true},"b":"b"}`, `{"a":{"b":["XXX",{"c":"X"}],"n":null,"t":true},"b":"b"}`},
		{"but not", obj("$.a", x, "$.a.id", "keep"), "keep", `{"a":{"id":17,"n":"b"}}`, `{"a":{"id":17,"n":"X"}}`},
		{"the longer decides", obj("$.a.b", "keep", "$.a", x, "$", obj("mask", "partial", "char", "Y")), "fail", `{"a":{"b":"b","c":"b"},"c":"b"}`, `{"a":{"b":"b","c":"X"},"c":"Y"}`},
		{"a key before any", obj("$.*", x, "$.a", "keep"), "keep", `{"a":"b","b":"b"}`, `{"a":"b","b":"X"}`},
		{"an index before any", obj("$[*]", x, "$[0]", "keep"), "keep", `["b","b"]`, `["b","X"]`},
		{"delete the first", obj("$.a", "delete"), "keep", `{"a": 1, "b": 2}`, `{"b": 2}`},
		{"delete the last", obj("$.b", "delete"), "keep", "{\n  \"a\": 1,\n  \"b\": 2\n}", "{\n  \"a\": 1\n}"},
		{"delete the middle", obj("$.b", "delete"), "keep", `{"a": 1, "b": {"x": [1]}, "c": 3}`, `{"a": 1, "c": 3}`},
		{"delete all", obj("$.*", "delete"), "keep", `{"a": 1, "b": 2}`, `{}`},
		{"delete from an array", obj("$[*].x", "delete", "$[1]", "delete"), "keep", `[{"x":1}, 2, 3]`, `[{}, 3]`},
		{"delete elements", obj("$.t[*]", "delete"), "keep", `{"t": [1, 2 ,3 ], "u": []}`, `{"t": [ ], "u": []}`},
		{"set", obj("$.a", obj("set", "é<\n"), "$.b", obj("set", int64(7)), "$.c", obj("set", []any{true, "x"}), "$.d", obj("set", obj("k", 0.5))), "keep",
			`{"a":[1,{"b":2}],"b":"x","c":0,"d":1}`, `{"a":"é<\n","b":7,"c":[true,"x"],"d":{"k":0.5}}`},
		{"set keeps null", obj("$.*", obj("set", "x")), "keep", `{"a":null,"b":"","c":1}`, `{"a":null,"b":"","c":"x"}`},
		{"set fills null", obj("$.*", obj("set", "x", "keep_null", false, "keep_empty", false)), "keep", `{"a":null,"b":"","c":1}`, `{"a":"x","b":"x","c":"x"}`},
		{"null", obj("$.a", "null"), "keep", `{"a":{"b":1}}`, `{"a":null}`},
		{"redact", obj("$.a", "redact", "$.b", obj("mask", "redact", "with", "-")), "keep", `{"a":{"b":1},"b":17}`, `{"a":"[REDACTED]","b":"-"}`},
		{"root", obj("$", x), "keep", `"bob"`, `"XXX"`},
		{"numbers", obj("$.*", obj("mask", "round", "digits", int64(-2))), "keep", `{"a": 149, "b": -151.5, "c": 1.2e3, "d": 0}`, `{"a": 100, "b": -200.0, "c": 1200, "d": 0}`},
		{"integers", obj("$.*", obj("mask", "set", "value", int64(1))), "keep", `{"a": 149}`, `{"a": 1}`},
		{"booleans", obj("$.*", obj("mask", "choice", "values", []any{true})), "keep", `{"a": false, "b": true}`, `{"a": true, "b": true}`},
		{"booleans are kept", obj("$.*", "keep"), "mask", `{"a": false, "b": null}`, `{"a": false, "b": null}`},
		{"unicode", obj("$.a", obj("mask", "partial", "keep_start", int64(1))), "keep", `{"a":"é\u00e9\n\"b"}`, `{"a":"\u00e9****"}`},
		{"surrogates", obj("$.a", obj("mask", "partial", "keep_end", int64(1))), "keep", `{"a":"bb\ud83d\ude00"}`, `{"a":"**\ud83d\ude00"}`},
		{"escapes", obj("$.a", obj("mask", "partial", "keep_end", int64(3))), "keep", `{"a":"bobby\"\\\t"}`, `{"a":"*****\"\\\u0009"}`},
		{"unlisted", obj("$.a", "keep"), "mask", `{"a":"bob","b":"bob","c":[17,null,""]}`, `{"a":"bob","b":"~~~","c":[~~,null,""]}`},
		{"empty is listed", obj("$.a", "keep"), "fail", `{"a":"bob","b":"","c":[null,{}]}`, `{"a":"bob","b":"","c":[null,{}]}`},
	} {
		m, err := New("json", testKey(t), Type{Kind: JSON, Name: "json"}, Params{"paths": c.paths, "unlisted": c.unlisted})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		out, err := m.Append([]byte("x"), []byte(c.in), nil)
		if err != nil || !like(strings.TrimPrefix(string(out), "x"), c.want) {
			t.Errorf("%s: %s\nbecame %s (%v)\nwant   %s", c.name, c.in, out, err, c.want)
		}
	}
}

// like reports whether have is want, in which a tilde is any letter or digit.
func like(have, want string) bool {
	if len(have) != len(want) {
		return false
	}
	for i := range len(want) {
		if have[i] != want[i] && (want[i] != '~' || !shape.IsAlnum(have[i])) {
			return false
		}
	}
	return true
}

func TestJSONErrors(t *testing.T) {
	paths := map[string]any{"$.mail": "email", "$.n": "noise"}
	for _, c := range []struct{ in, want string }{
		{`{"mail": "x", "n": 1, "z": "canary"}`, `byte 28 of the JSON text: a string, number or boolean that no path names`},
		{`{"z": 17}`, `byte 7 of the JSON text`}, {`{"z": true}`, `byte 7 of the JSON text`}, {`{"z": [null, false]}`, `byte 14 of the JSON text`},
		{`{"mail": 17}`, `path $.mail: its mask makes nothing that could take the place of a number`},
		{`{"n": "canary"}`, `path $.n: its mask makes nothing that could take the place of a string`},
		{`{"mail": "x"`, `not a JSON text`}, {`{"mail" "x"}`, `not a JSON text`}, {`{"mail": "x",}`, `not a JSON text`}, {`{"mail": "x"} x`, `not a JSON text`},
		{`[1 2]`, `byte 2`}, {`[`, `not a JSON text`}, {`{`, `not a JSON text`}, {`{"mail"`, `not a JSON text`}, {`{"mail":`, `not a JSON text`}, {`["`, `not a JSON text`}, {` `, `not a JSON text`},
		{`{"a":[tru]}`, `not a JSON text`}, {`]`, `not a JSON text`}, {`{]`, `not a JSON text`}, {`[}`, `not a JSON text`}, {`canary`, `not a JSON text`},
	} {
		for _, typ := range []Type{{Kind: JSON}, {Kind: Text}} {
			m, err := New("json", testKey(t), typ, Params{"paths": paths, "unlisted": "fail"})
			if err != nil {
				t.Fatal(err)
			}
			out, err := m.Append([]byte("x"), []byte(c.in), nil)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "canary") || string(out) != "x" {
				t.Errorf("%s became %s (%v), want %q", c.in, out, err, c.want)
			}
		}
	}
	// Of a text column, what is no JSON may be scrambled, and the rest must fit.
	m, err := New("json", testKey(t), Type{Kind: Text, Len: 20}, Params{"paths": paths, "malformed": "mask"})
	if err != nil {
		t.Fatal(err)
	}
	if out, err := m.Append(nil, []byte(`{"mail": bob`), nil); err != nil || !like(string(out), `{"~~~~": ~~~`) {
		t.Errorf("not JSON became %s (%v)", out, err)
	}
	paths["$.mail"] = map[string]any{"mask": "email", "style": "tag"}
	if m, err = New("json", testKey(t), Type{Kind: Text, Len: 20}, Params{"paths": paths}); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Append(nil, []byte(`{"mail":"x"}`), nil); err != errTooLong {
		t.Errorf("an address of 29 characters: %v, want %v", err, errTooLong)
	}
	deep := strings.Repeat("[", 20000) + strings.Repeat("]", 20000)
	m, _ = New("json", testKey(t), Type{Kind: JSON}, Params{"paths": paths})
	if out, err := m.Append(nil, []byte(deep), nil); err != nil || string(out) != deep {
		t.Errorf("a deep text: %v", err)
	}
}

// TestJSONJoins: a leaf is masked as the column of that value is.
func TestJSONJoins(t *testing.T) {
	k, text := testKey(t), Type{Kind: Text, Name: "text"}
	doc, err := New("json", k, Type{Kind: JSONB}, Params{"paths": map[string]any{"$.a": "email", "$.b": "scramble"}})
	if err != nil {
		t.Fatal(err)
	}
	email, _ := New("email", k, text, nil)
	scramble, _ := New("scramble", k, text, nil)
	a, _ := email.Append(nil, []byte("ann@example.com"), nil)
	b, _ := scramble.Append(nil, []byte("Ann"), nil)
	want := `{"a":"` + string(a) + `","b":"` + string(b) + `","c":"` + string(b) + `"}`
	if out, err := doc.Append(nil, []byte(`{"a":"ann@example.com","b":"Ann","c":"Ann"}`), nil); err != nil || string(out) != want {
		t.Errorf("%s (%v), want %s", out, err, want)
	}
	row, err := New("json", k, Type{Kind: JSONB}, Params{"paths": map[string]any{"$.a": map[string]any{"mask": "choice", "values": []any{"x", "y"}}}})
	still, _ := New("json", k, Type{Kind: JSONB}, Params{"paths": map[string]any{"$.a": "email"}, "unlisted": "keep"})
	if err != nil || !row.Traits().UsesRow || still.Traits().UsesRow {
		t.Errorf("a mask that follows the row must say so (%v)", err)
	}
}

// TestPathSet goes over the words' borders.
func TestPathSet(t *testing.T) {
	var p pathSet
	want := []int{0, 1, 63, 64, 127, 128, 200, 255}
	for _, i := range want {
		p.add(i)
	}
	for i := p.next(0); i < maxPaths; i = p.next(i + 1) {
		if len(want) == 0 || i != want[0] {
			t.Fatalf("next is %d, want %v", i, want)
		}
		want = want[1:]
	}
	if len(want) > 0 || p.isEmpty() {
		t.Errorf("%v are missing", want)
	}
	paths := map[string]any{}
	for i := range maxPaths {
		paths["$.k"+strings.Repeat("x", i)] = "redact"
	}
	m, err := New("json", testKey(t), Type{Kind: JSON}, Params{"paths": paths, "unlisted": "keep"})
	if err != nil {
		t.Fatal(err)
	}
	in := `{"k` + strings.Repeat("x", 255) + `": 1, "k": 2, "y": 3}`
	out, err := m.Append(nil, []byte(in), nil)
	if want := `{"k` + strings.Repeat("x", 255) + `": "[REDACTED]", "k": "[REDACTED]", "y": 3}`; string(out) != want || err != nil {
		t.Errorf("%s (%v)", out, err)
	}
	paths["$.z"] = "keep"
	if _, err := New("json", testKey(t), Type{Kind: JSON}, Params{"paths": paths}); err == nil {
		t.Error("257 paths: want an error")
	}
}

func TestPaths(t *testing.T) {
	for _, bad := range []string{"", "a", ".a", "$.", "$..a", "$a", "$[", "$[]", "$[x]", "$[-1]", "$[1", "$[*", `$["a]`, `$["a"`, "$.a b", `$.a"b"`, "$[99999999999]"} {
		if _, err := parsePath(bad); err == nil {
			t.Errorf("%q is taken for a path", bad)
		}
	}
	for text, n := range map[string]int{"$": 0, "$.a": 1, "$.a-b.c_d": 2, "$.é": 1, "$[0][1]": 2, `$["a.b[0]"]`: 1, "$.*[*]": 2, `$.a["b"].c`: 3} {
		if p, err := parsePath(text); err != nil || len(p.steps) != n {
			t.Errorf("%q has %d steps (%v), want %d", text, len(p.steps), err, n)
		}
	}
}

// TestParts has what the other structured masks do.
func TestParts(t *testing.T) {
	text, int4 := Type{Kind: Text, Name: "text"}, Type{Kind: Int, Name: "integer", Bits: 32}
	x := map[string]any{"mask": "partial", "char": "X"}
	addr := Type{Kind: Composite, Fields: []Field{{"street", text}, {"no", int4}}}
	for _, c := range []struct {
		mask     string
		p        Params
		typ      Type
		in, want string
	}{
		{"array", Params{"of": x}, Type{Kind: Array, Elem: &text}, `{ab,"c d",NULL,""}`, `{XX,XXX,NULL,""}`},
		{"array", Params{"of": "null"}, Type{Kind: Array, Elem: &int4}, `{{1,NULL},{2,3}}`, `{{NULL,NULL},{NULL,NULL}}`},
		{"array", Params{"of": map[string]any{"set": "a,b"}}, Type{Kind: Array, Elem: &text}, `{x,NULL}`, `{"a,b",NULL}`},
		{"array", Params{"of": map[string]any{"mask": "composite", "fields": map[string]any{"street": x}, "unlisted": "keep"}}, Type{Kind: Array, Elem: &addr}, `{"(ab,17)"}`, `{"(XX,17)"}`},
		{"composite", Params{"fields": map[string]any{"street": x}}, addr, `("a b",17)`, `(XXX,~~)`},
		{"composite", Params{"fields": map[string]any{"street": "null"}, "unlisted": "keep"}, addr, `("a b",17)`, `(,17)`},
		{"composite", Params{"fields": map[string]any{"no": "null"}, "unlisted": "keep"}, addr, `("a b",)`, `("a b",)`},
		{"hstore", Params{"keys": map[string]any{"a": x, "q\"": "redact"}, "unlisted": "keep"}, Type{Kind: Hstore}, `"a"=>"b\"c", "q\""=>"b", "c"=>"\\"`, `"a"=>"XXX", "q\""=>"[REDACTED]", "c"=>"\\"`},
		{"hstore", Params{"keys": map[string]any{"a": "delete"}, "unlisted": "keep"}, Type{Kind: Hstore}, `"a"=>"b", "c"=>NULL, "d"=>"e"`, `"c"=>NULL, "d"=>"e"`},
		{"hstore", Params{"keys": map[string]any{"d": "delete", "c": "null"}}, Type{Kind: Hstore}, `"a"=>"b", "c"=>"x", "d"=>"e"`, `"a"=>"~", "c"=>NULL`},
		{"hstore", Params{"keys": map[string]any{"a": "delete"}, "unlisted": "fail"}, Type{Kind: Hstore}, `"a"=>"b"`, ``},
		{"bytes", Params{"keep_start": int64(1)}, Type{Kind: Bytea}, `\xff00`, `\xff~~`},
		{"bytes", Params{"keep_start": int64(2)}, Type{Kind: Bytea}, `\xff00ff`, `\x~~~~~~`},
		{"bytes", Params{"length": int64(2)}, Type{Kind: Bytea}, `abc\\\000`, `\x~~~~`},
	} {
		m, err := New(c.mask, testKey(t), c.typ, c.p)
		if err != nil {
			t.Errorf("%s %v: %v", c.mask, c.p, err)
			continue
		}
		if out, err := m.Append(nil, []byte(c.in), nil); err != nil || !like(string(out), c.want) {
			t.Errorf("%s %v: %s became %s (%v), want %s", c.mask, c.p, c.in, out, err, c.want)
		}
	}
	m, _ := New("hstore", testKey(t), Type{Kind: Hstore}, Params{"keys": map[string]any{"a": "redact"}, "unlisted": "fail"})
	for _, in := range []string{`"b"=>"canary"`, `"a"=>canary`, `"a"`, `"a"=>"b", `} {
		if out, err := m.Append(nil, []byte(in), nil); err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s became %s (%v)", in, out, err)
		}
	}
}

// TestJSONDates: the dates of a document are moved as those of columns are, by
// the row, and what is no date is an error without its text.
func TestJSONDates(t *testing.T) {
	m, err := New("json", testKey(t), Type{Kind: JSONB}, Params{"unlisted": "keep",
		"paths": map[string]any{"$.d": map[string]any{"mask": "date_shift", "max": int64(3)}, "$.m": "date_truncate"}})
	if err != nil {
		t.Fatal(err)
	}
	day, err := New("date_shift", testKey(t), Type{Kind: Timestamp}, Params{"max": int64(3)})
	if err != nil {
		t.Fatal(err)
	}
	row := []byte("row 17")
	moved := func(v string) string {
		out, err := day.Append(nil, []byte(v), row)
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	const at = "2024-02-29T23:59:59.5+02:00"
	in := `{"d": "` + at + `", "m": "2024-02-29T10:11:12Z", "x": "2024-02-29"}`
	want := `{"d": "` + moved(at) + `", "m": "2024-02-01T00:00:00Z", "x": "2024-02-29"}`
	if out, err := m.Append(nil, []byte(in), row); err != nil || string(out) != want {
		t.Errorf("%s, %v, want %s", out, err, want)
	}
	for _, v := range []string{"2024-02-29 Ann Lee", "2024-02-29T10:00:00 Ann", "Ann", "2024-02-29T10:00+Ann", "29.02.2024"} {
		if out, err := m.Append(nil, []byte(`{"d": "`+v+`"}`), row); err == nil || strings.Contains(err.Error(), "Ann") {
			t.Errorf("%s became %s (%v)", v, out, err)
		}
	}
	if out, err := m.Append(nil, []byte(`{"d": "", "m": null}`), row); err != nil || string(out) != `{"d": "", "m": null}` {
		t.Errorf("%s, %v", out, err)
	}
}
