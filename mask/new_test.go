package mask

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestNewErrors(t *testing.T) {
	text, int4 := Type{Kind: Text, Name: "text"}, Type{Kind: Int, Name: "integer", Bits: 32}
	varchar := func(n int, name string) Type { return Type{Kind: Text, Len: n, Name: name} }
	for _, c := range []struct {
		mask  string
		typ   Type
		p     Params
		param string // of the ParamError, "" if it is none
		want  string
	}{
		{"emial", text, nil, "", `no mask is called emial, did you mean "email"?`},
		{"xyzzy", text, nil, "", `no mask is called xyzzy`},
		{"email", int4, nil, "", `mask email makes text, and the type is integer; use scramble, permute, fpe, choice, noise, round or bucket`},
		{"email", Type{Kind: Array, Name: "integer[]", Elem: &int4}, nil, "", `mask email makes text, and the type is integer; use`},
		{"email", Type{Kind: Composite, Name: "app.addr"}, nil, "", `mask email makes text, and the type is app.addr; use scramble`},
		{"scramble", Type{Name: "public.geometry"}, nil, "", `the form of type public.geometry is not known; only keep, null and set work on it`},
		{"scramble", Type{Kind: Composite, Fields: []Field{{"g", Type{Name: "public.geometry"}}}}, nil, "", `field g: the form of type public.geometry is not known`},
		{"scramble", Type{Kind: Range, Name: "r"}, nil, "", `the subtype of r is not known`},
		{"permute", text, nil, "", `mask permute makes an integer, a date, a time or a hardware address, and the type is text`},
		{"permute", Type{Kind: Numeric, Name: "numeric(12,2)", Precision: 12, Scale: 2}, nil, "", `does integers and numeric(1) to numeric(18), and the type is numeric(12,2)`},
		{"date_shift", text, nil, "", `mask date_shift makes a date or timestamp, and the type is text`},
		{"empty", Type{Kind: Date, Name: "date"}, nil, "", `mask empty makes an empty value, and the type is date; use null or set`},
		{"uuid", varchar(35, "character varying(35)"), nil, "", `needs 36 characters, and the type is character varying(35)`},
		{"email", varchar(13, "character varying(13)"), Params{"style": "tag"}, "", `needs 14 characters, and the type is character varying(13)`},
		{"phone", varchar(7, "character varying(7)"), Params{"style": "fictitious"}, "", `needs 8 characters`},
		{"hash", text, Params{"lenght": int64(3)}, "lenght", `mask hash has no such parameter, did you mean "length"?`},
		{"hash", text, Params{"length": "3"}, "length", `want a whole number, have text`},
		{"hash", text, Params{"length": 3.5}, "length", `want a whole number, have a number with a fraction`},
		{"hash", text, Params{"length": int64(0)}, "length", `want a number from 1 to 64`},
		{"hash", text, Params{"encoding": "base32", "length": int64(60)}, "length", `base32 of a digest has at most 51 characters`},
		{"hash", text, Params{"encoding": "base46"}, "encoding", `want one of hex, base32, base64, did you mean "base64"?`},
		{"hash", varchar(10, "character varying(10)"), Params{"length": int64(12)}, "length", `has room for 10 characters`},
		{"hash", varchar(3, "character varying(3)"), Params{"prefix": "abc"}, "prefix", `has no room for a digest`},
		{"hash", text, Params{"prefix": "a\x00"}, "prefix", `without NUL`},
		{"hash", text, Params{"domain_key": int64(1)}, "domain_key", `want text, have a whole number`},
		{"hash", text, Params{"keep_null": false}, "keep_null", `has nothing to put in place of NULL`},
		{"redact", Type{Kind: Array, Name: "text[]", Elem: &text}, Params{"keep_null": false}, "keep_null", `goes by element`},
		{"email", text, Params{"style": "shape", "domain": "x.test"}, "style", `domain makes them one`},
		{"email", text, Params{"style": "shape", "key": "id"}, "style", `key says to go by another`},
		{"name", text, Params{"style": "shape", "key": "id"}, "style", `key says to go by another`},
		{"email", text, Params{"domain": "not a domain"}, "domain", `want a domain name`},
		{"email", text, Params{"keep_domain": "yes"}, "keep_domain", `want true or false, have text`},
		{"ip", text, Params{"keep_prefix": int64(32)}, "keep_prefix", `want a number from 0 to 31`},
		{"url", text, Params{"keep_host": true, "keep_path": true}, "keep_path", `choose one`},
		{"name", text, Params{"style": "rael"}, "style", `want one of shape, tag, real, did you mean "real"?`},
		{"name", text, Params{"locale": "de"}, "locale", `it has no meaning for style = "shape"`},
		{"name", varchar(6, "character varying(6)"), Params{"style": "real"}, "", `too few words in its lists that fit`},
		{"country", varchar(1, "character(1)"), nil, "", `needs 2 characters`},
		{"postcode", int4, Params{"keep_start": int64(2)}, "keep_start", `an integer has lost its leading zeros`},
		{"postcode", varchar(5, "character varying(5)"), Params{"keep_start": int64(3)}, "keep_start", `more than half`},
		{"partial", varchar(5, "character varying(5)"), Params{"keep_start": int64(2), "keep_end": int64(1)}, "keep_start", `more than half of what type character varying(5) holds`},
		{"partial", text, Params{"char": "**"}, "char", `want one visible character`},
		{"partial", text, Params{"char": " "}, "char", `want one visible character`},
		{"partial", text, Params{"length": int64(4), "keep_marks": true}, "length", `contradict`},
		{"regexp", text, nil, "pattern", `mask regexp needs it`},
		{"regexp", text, Params{"pattern": "(" + "hunter2"}, "pattern", `not a regular expression (RE2): missing closing )`},
		{"regexp", text, Params{"pattern": "(a)", "with": "$2"}, "with", `the pattern has no group`},
		{"regexp", text, Params{"pattern": "(a)", "with": "$1x"}, "with", `the pattern has no group`},
		{"noise", int4, Params{"ratio": 1.5}, "ratio", `want a number above 0, at most 1`},
		{"noise", int4, Params{"ratio": int64(0)}, "ratio", `want a number above 0, at most 1`},
		{"noise", int4, Params{"ratio": "0.1"}, "ratio", `want a number, have text`},
		{"noise", int4, Params{"ratio": 1e-9}, "ratio", `want a millionth at least`},
		{"round", int4, nil, "digits", `it would leave every value of type integer as it is`},
		{"round", Type{Kind: Numeric, Name: "numeric(6,2)", Precision: 6, Scale: 2}, Params{"digits": int64(2)}, "digits", `it would leave every value`},
		{"bucket", int4, Params{"size": 2.5}, "size", `or make none of them`},
		{"bucket", int4, Params{"size": int64(1)}, "size", `it would leave every value`},
		{"bucket", Type{Kind: Numeric, Name: "numeric(3,-2)", Precision: 3, Scale: -2}, Params{"size": int64(150)}, "size", `want a multiple of 100`},
		{"date_truncate", Type{Kind: Date, Name: "date"}, Params{"unit": "day"}, "unit", `it would leave every value of type date as it is`},
		{"date_shift", Type{Kind: Range, Name: "int4range", Elem: &int4}, nil, "", `makes dates and timestamps, and the type is int4range`},
		{"bcrypt", varchar(59, "character varying(59)"), nil, "", `needs 60 characters`},
		{"bcrypt", text, Params{"password": ""}, "password", `want 1 to 72 bytes`},
		{"bcrypt", text, Params{"password": "x", "cost": int64(17)}, "cost", `at most 16 for a password`},
		{"bcrypt", text, Params{"variant": "2x"}, "variant", `want one of 2a, 2b, 2y`},
		{"fpe", text, Params{"key": "00"}, "key", `want 32, 48 or 64 hexadecimal digits`},
		{"fpe", text, Params{"key": testFPEKey, "alphabet": "aa"}, "alphabet", `each of them once`},
		{"fpe", text, Params{"key": testFPEKey, "alphabet": "x"}, "alphabet", `2 characters at least`},
		{"fpe", int4, Params{"key": testFPEKey, "alphabet": "hex"}, "alphabet", `want digits`},
		{"fpe", Type{Kind: Int, Name: "smallint", Bits: 16}, Params{"key": testFPEKey}, "", `needs 6 characters, and the type is smallint`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{}}, "paths", `the table is empty`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"a.b": "email"}}, "paths", `a.b: want a path such as $.contact.email`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$.a": "emial"}}, "paths", `$.a: no mask is called emial, did you mean "email"?`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$.a": int64(1)}}, "paths", `$.a: want a mask's name`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$.a": map[string]any{"mask": "hash", "length": int64(0)}}}, "paths", `$.a: parameter length: want a number from 1 to 64`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$.a": map[string]any{"mask": "date_shift", "by": "id"}}}, "paths", `$.a: by has no meaning within a value`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$.a": "bytes"}}, "paths", `$.a: mask bytes makes a bytea`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$.a": "keep", `$["a"]`: "email"}}, "paths", `are the same place`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$": "delete"}}, "paths", `the whole document cannot be deleted`},
		{"json", Type{Kind: JSON, Name: "json"}, Params{"paths": map[string]any{"$.a": map[string]any{"set": "a\x00"}}}, "paths", `no NUL characters`},
		{"array", Type{Kind: Array, Name: "integer[]", Elem: &int4}, Params{"of": "email"}, "of", `mask email makes text, and the type is integer`},
		{"array", text, Params{"of": "email"}, "", `mask array makes an array, and the type is text`},
		{"composite", Type{Kind: Composite, Name: "addr", Fields: []Field{{"street", text}}}, Params{"fields": map[string]any{"stret": "street"}}, "fields", `type addr has no field stret, did you mean "street"?`},
		{"composite", Type{Kind: Composite, Name: "addr", Fields: []Field{{"street", text}}}, Params{"fields": map[string]any{"street": "delete"}}, "fields", `no mask is called delete`},
		{"hstore", Type{Kind: Hstore, Name: "hstore"}, Params{"keys": map[string]any{"a": "permute"}}, "keys", `a: mask permute makes an integer, a date`},
		{"bytes", Type{Kind: Bytea, Name: "bytea"}, Params{"length": int64(2), "keep_start": int64(2)}, "length", `want more than the 2 bytes that are kept`},
		{"set", text, nil, "value", `mask set needs it`},
		{"set", text, Params{"value": []any{"x"}}, "value", `want text, have a list`},
		{"set", text, Params{"value": "a\x00"}, "value", `no NUL characters`},
		{"set", varchar(3, "character varying(3)"), Params{"value": "abcd"}, "value", `4 characters, and the type is character varying(3)`},
		{"set", int4, Params{"value": "2147483648"}, "value", `not a value of type integer`},
		{"set", Type{Kind: Enum, Name: "mood", Labels: []string{"happy"}}, Params{"value": "hapy"}, "value", `no such label, did you mean "happy"?`},
		{"set", Type{Kind: JSON, Name: "json"}, Params{"value": "{"}, "value", `not a value of type json`},
		{"set", Type{Kind: Bool, Name: "boolean"}, Params{"value": "2"}, "value", `want true or false`},
		{"set", Type{Kind: Bit, Name: "bit(2)", Len: 2}, Params{"value": "101"}, "value", `too long`},
		{"set", Type{Kind: Numeric, Name: "numeric(3,1)", Precision: 3, Scale: 1}, Params{"value": 100.5}, "value", `not a value of type numeric(3,1)`},
		{"set", Type{Kind: Array, Name: "integer[]", Elem: &int4}, Params{"value": "{1,x}"}, "value", `not a value of type integer[]`},
		{"set", Type{Kind: Range, Name: "int4range", Elem: &int4}, Params{"value": "[1,2"}, "value", `not a value of type int4range`},
		{"choice", text, nil, "values", `mask choice needs it where the type is text`},
		{"choice", text, Params{"values": []any{}}, "values", `the list is empty`},
		{"choice", text, Params{"values": []any{"a", []any{}}}, "values", `element 2: want text`},
		{"choice", int4, Params{"values": []any{int64(1), "x"}}, "values", `element 2: not a value of type integer`},
		{"choice", Type{Kind: Enum, Name: "none"}, nil, "", `type none has no labels`},
		{"date_shift", Type{Kind: Date, Name: "date"}, Params{"max": int64(0)}, "max", `want a number from 1 to 36500`},
		{"date_shift", Type{Kind: Date, Name: "date"}, Params{"by": ""}, "by", `want a column's name`},
	} {
		_, err := New(c.mask, testKey(t), c.typ, c.p)
		var pe *ParamError
		switch {
		case err == nil:
			t.Errorf("%s %v of %s: no error, want %q", c.mask, c.p, c.typ.title(), c.want)
		case !strings.Contains(err.Error(), c.want):
			t.Errorf("%s %v of %s: %q, want %q", c.mask, c.p, c.typ.title(), err, c.want)
		case errors.As(err, &pe) != (c.param != "") || pe != nil && pe.Param != c.param:
			t.Errorf("%s: %#v, want a fault of parameter %q", c.mask, err, c.param)
		}
	}
}

// TestSecretsInErrors: a literal may come from the environment.
func TestSecretsInErrors(t *testing.T) {
	const secret = "hunter2hunter2"
	for _, s := range samples() {
		for name, p := range map[string]Params{"set": {"value": secret}, "choice": {"values": []any{secret}}, "hash": {"encoding": secret}, "email": {"domain": "@" + secret}} {
			if _, err := New(name, testKey(t), s.typ, p); err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("%s of %s: %v", name, s.typ.Name, err)
			}
		}
	}
}

func TestClasses(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	for _, c := range []struct {
		mask string
		typ  Type
		p    Params
		want Class
	}{
		{"keep", text, nil, Injective}, {"set", text, Params{"value": "x"}, Lossy}, {"redact", text, nil, Lossy},
		{"hash", text, nil, Distinct}, {"hash", text, Params{"length": int64(20)}, Distinct}, {"hash", text, Params{"length": int64(19)}, Lossy},
		{"hash", text, Params{"length": int64(13), "encoding": "base64"}, Lossy}, {"hash", text, Params{"length": int64(14), "encoding": "base64"}, Distinct},
		{"hash", text, Params{"length": int64(15), "encoding": "base32"}, Lossy}, {"hash", text, Params{"length": int64(16), "encoding": "base32"}, Distinct},
		{"hash", Type{Kind: Text, Len: 19}, nil, Lossy}, {"hash", Type{Kind: Text, Len: 20}, nil, Distinct}, {"hash", Type{Kind: Text, MaxBytes: 63}, nil, Distinct},
		{"uuid", Type{Kind: UUID}, nil, Distinct},
		{"email", text, nil, Distinct}, {"email", Type{Kind: Text, Len: 29}, Params{"style": "tag"}, Distinct}, {"email", Type{Kind: Text, Len: 28}, Params{"style": "tag"}, Lossy}, {"email", Type{Kind: Text, Len: 9}, nil, Distinct},
		{"email", text, Params{"keep_domain": true}, Distinct}, {"email", Type{Kind: Char, Len: 40}, nil, Distinct},
		{"name", text, Params{"style": "tag"}, Distinct}, {"name", Type{Kind: Text, Len: 16}, Params{"style": "tag"}, Distinct}, {"name", Type{Kind: Text, Len: 15}, Params{"style": "tag"}, Lossy}, {"username", text, Params{"style": "tag"}, Distinct},
		{"name", text, nil, Injective}, {"username", Type{Kind: Char, Len: 9}, nil, Injective},
		{"phone", text, nil, Injective}, {"postcode", text, nil, Injective}, {"ip", Type{Kind: Inet}, nil, Injective}, {"ip", text, nil, Lossy}, {"mac", Type{Kind: MAC, Bits: 48}, nil, Lossy}, {"url", text, nil, Distinct},
		{"scramble", text, nil, Injective}, {"scramble", Type{Kind: Char, Len: 9}, nil, Injective}, {"scramble", Type{Kind: Int, Bits: 32}, nil, Injective}, {"scramble", Type{Kind: Bytea}, nil, Injective},
		{"scramble", Type{Kind: Numeric}, nil, Injective}, {"scramble", Type{Kind: JSONB}, nil, Lossy}, {"scramble", Type{Kind: Bit, Len: 9}, nil, Injective}, {"scramble", Type{Kind: Bit, Len: 1}, nil, Injective}, {"scramble", Type{Kind: Bool}, nil, Injective},
		{"scramble", Type{Kind: UUID}, nil, Distinct}, {"permute", Type{Kind: Int, Bits: 16}, nil, Injective},
		{"choice", Type{Kind: Bool}, nil, Lossy}, {"date_shift", Type{Kind: Date}, nil, Lossy},
		{"email", Type{Kind: Array, Elem: &text}, nil, Distinct}, {"permute", Type{Kind: Array, Elem: &Type{Kind: Int, Bits: 64}}, nil, Injective},
	} {
		m, err := New(c.mask, testKey(t), c.typ, c.p)
		if err != nil {
			t.Fatal(err)
		}
		if have := m.Traits().Class; have != c.want {
			t.Errorf("%s %v of %s: class %d, want %d", c.mask, c.p, c.typ.title(), have, c.want)
		}
	}
}

func TestAbilities(t *testing.T) {
	date := Type{Kind: Date, Name: "date"}
	for _, c := range []struct {
		mask            string
		typ             Type
		row, null, keep bool
	}{
		{"keep", Type{}, false, false, true}, {"null", Type{}, false, true, false}, {"null", Type{Kind: Array, Elem: &date}, false, true, false},
		{"date_shift", date, true, false, false}, {"date_shift", Type{Kind: Array, Elem: &date}, true, false, false}, {"choice", Type{Kind: Bool}, true, false, false},
		{"scramble", date, true, false, false}, {"scramble", Type{Kind: Range, Elem: &date}, true, false, false}, {"scramble", Type{Kind: Multirange, Elem: &date}, true, false, false},
		{"scramble", Type{Kind: Composite, Fields: []Field{{"d", date}}}, true, false, false}, {"scramble", Type{Kind: Text}, false, false, false},
		{"email", Type{Kind: Text}, false, false, false}, {"scramble", Type{Kind: Bit, Len: 1}, false, false, false},
	} {
		m, err := New(c.mask, testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		if m.Traits().UsesRow != c.row || m.Traits().Null != c.null || m.Traits().Keep != c.keep {
			t.Errorf("%s of %s: row %t, null %t, keep %t", c.mask, c.typ.title(), m.Traits().UsesRow, m.Traits().Null, m.Traits().Keep)
		}
	}
	m, _ := New("null", testKey(t), Type{}, nil)
	if out, err := m.Append([]byte("x"), []byte("y"), nil); err == nil || string(out) != "x" {
		t.Errorf("null gave %q", out)
	}
}

// TestDefault: every type that is known has a mask, and that one can do it.
func TestDefault(t *testing.T) {
	for _, s := range samples() {
		name, ok := Default(s.typ)
		if !ok {
			t.Errorf("%s has no mask", s.typ.Name)
			continue
		}
		if _, err := New(name, testKey(t), s.typ, nil); err != nil {
			t.Errorf("%s: %v", s.typ.Name, err)
		}
	}
	unknown := Type{Name: "public.geometry"}
	for _, typ := range []Type{
		unknown, {Kind: Array}, {Kind: Array, Elem: &unknown}, {Kind: Range}, {Kind: Range, Elem: &unknown}, {Kind: Enum},
		{Kind: Composite, Fields: []Field{{"a", Type{Kind: Text}}, {"b", unknown}}},
	} {
		if name, ok := Default(typ); ok {
			t.Errorf("%s: %s, want none", typ.title(), name)
		}
	}
	for kind, want := range map[Kind]string{Text: "scramble", UUID: "uuid", Inet: "ip", CIDR: "ip", MAC: "mac", Bool: "scramble", Date: "date_shift", TimestampTZ: "date_shift", Time: "scramble", JSONB: "scramble"} {
		if name, _ := Default(Type{Kind: kind}); name != want {
			t.Errorf("%s: %s, want %s", kind, name, want)
		}
	}
}

// TestCatalog holds the catalogue to what users are shown.
func TestCatalog(t *testing.T) {
	var seen []string
	for _, s := range Catalog() {
		if slices.Contains(seen, s.Name) {
			t.Errorf("%s is there twice", s.Name)
		}
		seen = append(seen, s.Name)
		if s.Summary == "" || s.Makes == "" || s.Family == "" || s.Example == "" || s.On.Kind == Unknown || strings.HasSuffix(s.Summary, ".") {
			t.Errorf("%s: something is missing, or a full stop is not", s.Name)
		}
		for _, p := range s.Params {
			if p.Help == "" || strings.HasSuffix(p.Help, ".") || p.Default == "" && !p.Required && p.Name != "prefix" {
				t.Errorf("%s: parameter %s is not explained", s.Name, p.Name)
			}
			if p.Kind == IntParam && p.Min >= p.Max {
				t.Errorf("%s: parameter %s has no range", s.Name, p.Name)
			}
		}
		var p Params
		if s.With != nil {
			p = s.With
		}
		m, err := New(s.Name, testKey(t), s.On, p)
		if err != nil {
			t.Errorf("%s on its example: %v", s.Name, err)
			continue
		}
		if m.Traits().Class != s.Class {
			t.Errorf("%s: class %d, and the catalogue says %d", s.Name, m.Traits().Class, s.Class)
		}
		if m.Traits().Null {
			continue
		}
		out, err := m.Append(nil, []byte(s.Example), rowFor(m, []byte("1")))
		if err != nil || string(out) == s.Example && s.Name != "keep" && s.Name != "choice" {
			t.Errorf("%s: the example gives %q (%v)", s.Name, out, err)
		}
		if _, ok := Lookup(s.Name); !ok {
			t.Errorf("Lookup does not find %s", s.Name)
		}
	}
	for _, want := range strings.Fields("keep null set empty redact hash uuid email username name first_name last_name phone ip mac url scramble permute date_shift choice " +
		"company street city postcode country credit_card iban ssn partial fpe text regexp noise round bucket date_truncate bcrypt json array hstore composite bytes") {
		if !slices.Contains(seen, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if _, ok := Lookup("none"); ok || len(Common()) != 3 {
		t.Error("Lookup or Common is wrong")
	}
}

// TestSetMoney wants a literal that no locale's money has to be refused.
func TestSetMoney(t *testing.T) {
	for value, ok := range map[string]bool{"$1,234.50": true, "-5": true, "1.234,50 €": true, "a value": false, "": false, "$": false} {
		_, err := New("set", testKey(t), Type{Kind: Money, Name: "money"}, Params{"value": value})
		if (err == nil) != ok {
			t.Errorf("set %q: %v, want ok %v", value, err, ok)
		}
	}
}
