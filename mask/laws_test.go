package mask

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// each calls f for every mask with every type that it can do.
func each(t *testing.T, f func(t *testing.T, v variant, s sample, m Mask)) {
	k := testKey(t)
	for _, v := range variants() {
		for _, s := range samples() {
			if m, err := New(v.name, k, s.typ, v.params); err == nil {
				t.Run(v.String()+"/"+s.typ.Name, func(t *testing.T) { f(t, v, s, m) })
			}
		}
	}
}

// TestSamples sees to it that the samples are what they say.
func TestSamples(t *testing.T) {
	seen := map[Kind]bool{}
	for _, s := range samples() {
		seen[s.typ.Kind] = true
		for _, v := range s.values {
			if err := checkValue(s.typ, []byte(v)); err != nil && s.typ.Kind != JSON {
				t.Errorf("%s: %v", s.typ.Name, err)
			}
		}
	}
	for k := Text; k <= Multirange; k++ {
		if !seen[k] {
			t.Errorf("no sample is %s", k)
		}
	}
}

// rowFor returns the row for m, with row in the place of each value that m
// refers to.
func rowFor(m Mask, row []byte) []byte {
	refs := m.Traits().References
	if refs == nil {
		return row
	}
	var all []byte
	for range refs {
		all = AppendRowValue(all, bytes.ReplaceAll(row, []byte{0}, nil))
	}
	return all
}

// obey checks the laws that hold for any mask and value, and returns what the
// mask made.
func obey(t *testing.T, m Mask, typ Type, src, row []byte) ([]byte, error) {
	t.Helper()
	const prefix = "prefix"
	row = rowFor(m, row)
	in, key := bytes.Clone(src), bytes.Clone(row)
	dst := append(make([]byte, 0, len(prefix)+len(src)+64), prefix...)
	dst, err := m.Append(dst, in, key)
	if !bytes.HasPrefix(dst, []byte(prefix)) {
		t.Fatalf("dst was %q, and is %q", prefix, dst)
	}
	if !bytes.Equal(in, src) || !bytes.Equal(key, row) {
		t.Fatalf("src was changed: %q, now %q", src, in)
	}
	if err != nil {
		if strings.Contains(err.Error(), string(src)) && len(src) > 12 {
			t.Fatalf("the error holds the value: %v", err)
		}
		return nil, err
	}
	out := bytes.Clone(dst[len(prefix):])
	for i := range in {
		in[i] = 'Z'
	}
	if !bytes.Equal(dst[len(prefix):], out) {
		t.Fatal("the result shares memory with src")
	}
	again, err := m.Append(nil, src, row)
	if err != nil || !bytes.Equal(again, out) {
		t.Fatalf("%q gave %q, and then %q (%v)", src, out, again, err)
	}
	if bytes.IndexByte(out, 0) >= 0 && bytes.IndexByte(src, 0) < 0 {
		t.Fatalf("%q gave a NUL character", src)
	}
	if utf8.Valid(src) && utf8.Valid(row) && !utf8.Valid(out) {
		t.Fatalf("%q gave broken UTF-8: %q", src, out)
	}
	return out, nil
}

func TestLaws(t *testing.T) {
	each(t, func(t *testing.T, v variant, s sample, m Mask) {
		for _, row := range [][]byte{nil, []byte("17"), []byte("row\x00 key")} {
			for _, src := range s.values {
				out, err := obey(t, m, s.typ, []byte(src), row)
				if err != nil && v.refuses(s.typ) {
					continue
				}
				if err != nil {
					t.Fatalf("%q is refused: %v", src, err)
				}
				asked := (v.name == "set" || v.name == "choice") && (s.typ.Kind == Interval || s.typ.Kind == Numeric) // the server reads more than it writes
				if err := checkValue(s.typ, out); err != nil && !asked {
					t.Errorf("%q gave what is not valid: %v", src, err)
				}
				if !mayStay(v, s.typ, src) && string(out) == src {
					t.Errorf("%q stays as it is", src)
				}
			}
		}
	})
}

// mayStay reports whether the mask may give src back: where its result has
// nothing to do with src, and where nothing in src can change.
func mayStay(v variant, t Type, src string) bool {
	switch v.name {
	case "keep", "set", "empty", "redact", "choice", "permute", "regexp", "round", "bucket", "date_truncate", "json", "array", "hstore", "composite":
		return true
	case "noise":
		return shape.FirstDigit([]byte(strings.Map(func(r rune) rune {
			if r == '0' {
				return -1
			}
			return r
		}, src))) < 0
	}
	if t.Kind == MAC && (v.name == "mac" || v.name == "scramble") && strings.Trim(src, "f:") == "" {
		return true
	}
	switch t.Kind {
	case Bool, Enum:
		return true
	case Int:
		return src == "0" || src == "-1"
	case Numeric:
		return strings.Trim(src, "0.") == "" || isEndless([]byte(src))
	case Float:
		return strings.Trim(src, "-0.") == "" || isEndless([]byte(src)) || src == "5e-324" || src == "1e-45" // alone in their decades
	case Money:
		return !strings.ContainsAny(src, "123456789")
	case Time, TimeTZ:
		return strings.HasPrefix(src, "00:00:00") && !strings.HasPrefix(src, "00:00:00.") || strings.HasPrefix(src, "24:00:00")
	case Interval:
		return !strings.ContainsAny(src, "123456789") || strings.Contains(src, "2147483647") || strings.Contains(src, "infinity")
	case Date, Timestamp, TimestampTZ:
		return strings.HasPrefix(src, "0001-01-01") || strings.HasPrefix(src, "1970-01-01") || strings.HasSuffix(src, "infinity")
	case Bit:
		return t.Len == 1
	case Inet, CIDR:
		return v.params["key"] == nil // permutations may have fixed points, and special addresses stay
	case Hstore:
		return src == `"a"=>"-"`
	case JSON, JSONB:
		return strings.Trim(src, "-0.") == "" || strings.Contains(src, `"---"`) || !strings.ContainsAny(src, "0123456789") && strings.Count(src, `"`) != 2
	case Range:
		return src == "empty" || strings.Count(src, "infinity") == 2 || !strings.ContainsAny(src, "0123456789abc") || src == "[-2147483648,2147483647)" || src == "(,Infinity)" || src == "[00:00:00,24:00:00]"
	case Text, Char:
		if v.name == "email" || v.name == "phone" || v.name == "url" {
			return saysNothing(src) || !shape.HasText([]byte(src)) || src == "http://"
		}
		return saysNothing(src)
	}
	return !strings.ContainsAny(src, "123456789abcdefghklmopqrstuvwxyz日") && !strings.Contains(src, "0.0") ||
		strings.Contains(src, "infinity") || src == "NaN" || src == "Infinity" || src == "-Infinity" || src == "(NaN,Infinity)" ||
		src == `\x` || t.Kind == Array && (src == "{null}" || src == "{}")
}

// saysNothing reports whether a text has nothing to mask: a few signs, marks
// without a letter, or a word for nothing.
func saysNothing(v string) bool {
	v = strings.ToLower(strings.Trim(v, " \t\n\v\f\r"))
	switch v {
	case "null", "none", "nil", "n/a", "n.a.", "unknown", "undefined", "(null)", "(none)", "(unknown)", "not set", "f", "t", "y", "n", "0", "1", "-1":
		return true
	}
	if v != "" && strings.Trim(v, "0.-:") == "" || slices.Contains(strings.Fields("xxx test tbd tba tbc nvt s/n s/d s/o anonymous 99999 999999999 123456789 1234567890 999-99-9999 123-45-6789"), v) {
		return true
	}
	letters, signs := 0, 0
	for _, r := range v {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r > 0x2000 && !unicode.Is(unicode.Mn, r) || r == utf8.RuneError || r < 0x20:
			letters++
		case !unicode.Is(unicode.Mn, r):
			signs++
		}
	}
	return letters == 0 && signs <= 3
}

// TestEmpty: the empty string stays, and so does a padded one.
func TestEmpty(t *testing.T) {
	each(t, func(t *testing.T, v variant, s sample, m Mask) {
		if s.typ.Kind != Text && s.typ.Kind != Char || v.params["keep_empty"] == false {
			return
		}
		for _, src := range []string{"", strings.Repeat(" ", s.typ.Len)} {
			if s.typ.Kind == Text && src != "" {
				continue
			}
			out, err := m.Append(nil, []byte(src), nil)
			if err != nil || string(out) != src {
				t.Errorf("%q became %q (%v)", src, out, err)
			}
		}
	})
	m, err := New("hash", testKey(t), Type{Kind: Text}, Params{"keep_empty": false})
	if err != nil {
		t.Fatal(err)
	}
	if out, _ := m.Append(nil, nil, nil); len(out) != 20 {
		t.Errorf("with keep_empty = false '' became %q", out)
	}
}

// TestNull: masks that fill NULLs say so, and have something to put there.
func TestNull(t *testing.T) {
	k := testKey(t)
	text := Type{Kind: Text, Name: "text"}
	for _, name := range []string{"set", "empty", "redact", "choice"} {
		p := Params{"keep_null": false}
		want := map[string]string{"set": "x", "empty": "", "redact": "[REDACTED]", "choice": "x"}[name]
		switch name {
		case "set":
			p["value"] = "x"
		case "choice":
			p["values"] = []any{"x"}
		}
		m, err := New(name, k, text, p)
		if err != nil {
			t.Fatal(err)
		}
		if !m.Traits().FillsNull {
			t.Errorf("%s does not say that it fills NULLs", name)
		}
		if out, err := m.Append(nil, nil, []byte("1")); err != nil || string(out) != want {
			t.Errorf("%s: NULL became %q (%v), want %q", name, out, err, want)
		}
		if out, _ := m.Append(nil, []byte{}, nil); len(out) != 0 {
			t.Errorf("%s: '' became %q", name, out)
		}
	}
	each(t, func(t *testing.T, v variant, _ sample, m Mask) {
		if m.Traits().FillsNull == (v.params["keep_null"] != false) {
			t.Error("FillsNull is not what the parameters say")
		}
	})
}

// TestSalts: another salt, another world; so with domains.
func TestSalts(t *testing.T) {
	other, err := NewKey([]byte("another salt, of enough bytes"))
	if err != nil {
		t.Fatal(err)
	}
	const src = "the quick brown fox 0123456789"
	for _, s := range Catalog() {
		switch s.Name {
		case "choice", "partial", "fpe", "regexp", "round", "bucket", "date_truncate":
			continue // the key does not tell, or not alone
		}
		if s.Family == "basic" {
			continue
		}
		in, typ := src, Type{Kind: Text}
		if s.On.Kind != Text {
			in, typ = s.Example, s.On
		}
		var outs []string
		for _, c := range []struct {
			k *Key
			p Params
		}{{testKey(t), nil}, {other, nil}, {testKey(t), Params{"domain_key": "x"}}, {other, Params{"domain_key": "x"}}} {
			p := maps.Clone(c.p)
			for k, v := range s.With {
				if p == nil {
					p = Params{}
				}
				p[k] = v
			}
			m, err := New(s.Name, c.k, typ, p)
			if err != nil {
				t.Fatal(err)
			}
			out, err := m.Append(nil, []byte(in), rowFor(m, nil))
			if err != nil {
				t.Fatal(err)
			}
			outs = append(outs, string(out))
		}
		for i, a := range outs {
			for _, b := range outs[:i] {
				if a == b && s.Name != "date_shift" && s.Name != "country" && s.Name != "template" {
					t.Errorf("%s: two salts or domains give %q", s.Name, a)
				}
			}
		}
	}
}

// TestJoins: the same value is masked alike whatever the column's type.
func TestJoins(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	for _, c := range []struct {
		mask, in string
		b        Type
		bIn, out string // how the other type writes it; %s is what text gives
	}{
		{"email", "ann@example.com", Type{Kind: Text, Len: 255}, "ann@example.com", "%s"},
		{"email", "ann@example.com", Type{Kind: Char, Len: 40}, "ann@example.com                         ", "%-40s"},
		{"email", "ann@example.com", Type{Kind: Array, Elem: &text, Delim: ','}, "{ann@example.com}", "{%s}"},
		{"scramble", "Ann", Type{Kind: JSON}, `{"n":"A\u006en"}`, ""},
		{"scramble", "Ann", Type{Kind: Hstore}, `"n"=>"Ann"`, `"n"=>"%s"`},
		{"scramble", "Ann", Type{Kind: TSVector}, `'Ann':1`, `'%s':1`},
		{"scramble", "Ann", Type{Kind: Composite, Fields: []Field{{"n", text}}}, `(Ann)`, `(%s)`},
		{"uuid", "3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d", Type{Kind: UUID}, "3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d", "%s"},
		{"mac", "08:00:2b:01:02:03", Type{Kind: MAC, Bits: 48}, "08:00:2b:01:02:03", "%s"},
		{"ip", "192.0.2.17", Type{Kind: Inet}, "192.0.2.17/24", "%s/24"},
		{"ip", "192.0.2.17", Type{Kind: CIDR}, "192.0.2.17/32", "%s/32"},
	} {
		a, err := New(c.mask, testKey(t), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := New(c.mask, testKey(t), c.b, nil)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := a.Append(nil, []byte(c.in), nil)
		have, err := b.Append(nil, []byte(c.bIn), nil)
		if c.out == "" {
			c.out = `{"n":"` + string(want[0]) + fmt.Sprintf(`\u%04x`, want[1]) + string(want[2]) + `"}`
		} else {
			c.out = fmt.Sprintf(c.out, want)
		}
		if err != nil || string(have) != c.out {
			t.Errorf("%s of %s: %q (%v), want %q", c.mask, c.b.Kind, have, err, c.out)
		}
	}
}

// TestRefused: a value that is not of its type is an error without the value.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		typ Type
		in  string
	}{
		{Type{Kind: Int, Bits: 16}, "32768"}, {Type{Kind: Int, Bits: 32}, "canary"}, {Type{Kind: Int, Bits: 64}, ""},
		{Type{Kind: Int, Bits: 32, Unsigned: true}, "-1"}, {Type{Kind: Numeric}, "1x"}, {Type{Kind: Float, Bits: 64}, "canary"}, {Type{Kind: Money}, "canary"},
		{Type{Kind: Date}, "canary"}, {Type{Kind: Date}, "2024-13-01"}, {Type{Kind: Timestamp}, "2024-1-1"}, {Type{Kind: Time}, "canary"}, {Type{Kind: Interval}, "canary!"},
		{Type{Kind: Inet}, "canary"}, {Type{Kind: CIDR}, "1.2.3.4/33"}, {Type{Kind: Inet}, "1.2.3"}, {Type{Kind: Inet}, "1::2::3"}, {Type{Kind: MAC}, "canary"},
		{Type{Kind: Bytea}, `\xc`}, {Type{Kind: Bytea}, `\xzz`}, {Type{Kind: Bytea}, `\9`}, {Type{Kind: Bit}, "canary"},
		{Type{Kind: JSON}, `{"canary"`}, {Type{Kind: JSON}, `[1,]`}, {Type{Kind: JSON}, `{"a":1,}`}, {Type{Kind: JSON}, `01`}, {Type{Kind: JSON}, `"\x"`}, {Type{Kind: JSON}, `[1}`},
		{Type{Kind: JSON}, `1 2`}, {Type{Kind: JSON}, ``}, {Type{Kind: JSON}, `{"a" 1}`}, {Type{Kind: JSON}, `"a` + "\n" + `"`}, {Type{Kind: JSON}, `+1`}, {Type{Kind: JSON}, `1.`}, {Type{Kind: JSON}, `"\u12"`}, {Type{Kind: JSON}, `tru`},
		{Type{Kind: Hstore}, `"a"`}, {Type{Kind: Hstore}, `canary=>1`}, {Type{Kind: Hstore}, `"a"=>"b", `}, {Type{Kind: Hstore}, `"a"=>"b" "c"=>"d"`},
		{Type{Kind: TSVector}, `canary`}, {Type{Kind: TSVector}, `'canary`}, {Type{Kind: TSVector}, `'a'x`}, {Type{Kind: Geometric}, `(canary)`},
		{Type{Kind: Array, Elem: &Type{Kind: Text}}, `canary`}, {Type{Kind: Array, Elem: &Type{Kind: Text}}, `{canary`}, {Type{Kind: Array, Elem: &Type{Kind: Text}}, ``},
		{Type{Kind: Array, Elem: &Type{Kind: Text}}, `{a}}`}, {Type{Kind: Array, Elem: &Type{Kind: Text}}, `{a}b`}, {Type{Kind: Array, Elem: &Type{Kind: Text}}, `{"a`}, {Type{Kind: Array, Elem: &Type{Kind: Text}}, `{a"b}`}, {Type{Kind: Array, Elem: &Type{Kind: Int, Bits: 16}}, `{canary}`},
		{Type{Kind: Composite, Fields: []Field{{"a", Type{Kind: Text}}}}, `canary`}, {Type{Kind: Composite, Fields: []Field{{"a", Type{Kind: Text}}}}, `(a,b)`}, {Type{Kind: Composite, Fields: []Field{{"a", Type{Kind: Text}}}}, `("a)`},
		{Type{Kind: Range, Elem: &Type{Kind: Int, Bits: 32}}, `canary`}, {Type{Kind: Range, Elem: &Type{Kind: Int, Bits: 32}}, `[1,2`}, {Type{Kind: Range, Elem: &Type{Kind: Int, Bits: 32}}, `[1,2)x`},
		{Type{Kind: Range, Elem: &Type{Kind: Int, Bits: 32}}, `[99999999999,)`}, {Type{Kind: Multirange, Elem: &Type{Kind: Date}}, `{[canary,)}`}, {Type{Kind: Multirange, Elem: &Type{Kind: Date}}, `{[2024-01-01,),}`},
	} {
		m, err := New("scramble", testKey(t), c.typ, Params{"keep_empty": false})
		if err != nil {
			t.Fatal(err)
		}
		out, err := m.Append([]byte("x"), []byte(c.in), nil)
		if err == nil {
			t.Errorf("%s: %q became %q, want an error", c.typ.Kind, c.in, out)
			continue
		}
		if string(out) != "x" {
			t.Errorf("%s: %q left %q in dst", c.typ.Kind, c.in, out)
		}
		if strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: the error holds the value: %v", c.typ.Kind, err)
		}
	}
}
