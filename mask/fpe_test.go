package mask

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// TestReveal: what fpe made can be turned back, and with no other key.
func TestReveal(t *testing.T) {
	text, int4 := Type{Kind: Text, Name: "text"}, Type{Kind: Int, Name: "integer", Bits: 32}
	for _, c := range []struct {
		typ    Type
		p      Params
		values string // between bars
	}{
		{text, nil, "0123456789|4711-0815-42|(030) 1234 567|" + strings.Repeat("1234567890", 20)},
		{text, Params{"keep_prefix": int64(2), "keep_suffix": int64(2)}, "DE-1234567-XY|é9123456ab"},
		{text, Params{"alphabet": "alnum"}, "Ann1 Lee2|x-y-z-0"},
		{text, Params{"alphabet": "lower_alnum", "tweak": "users.login"}, "ann.lee|0000"},
		{text, Params{"alphabet": "hex"}, "deadbeef|3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d"},
		{text, Params{"alphabet": "upper"}, "ABCDE"}, {text, Params{"alphabet": "lower"}, "abcde"}, {text, Params{"alphabet": "upper_alnum"}, "A1B2"},
		{text, Params{"alphabet": "01-"}, "0110-0101-1101-01"},
		{Type{Kind: Char, Len: 9}, nil, "1234567  "},
		{int4, nil, "100000|-100000|2147483647|-2147483648|999999|1000000000|2000000000"},
		{Type{Kind: Int, Bits: 64, Unsigned: true}, nil, "18446744073709551615|123456"},
		{Type{Kind: Int, Bits: 64}, Params{"keep_suffix": int64(2)}, "9223372036854775807|12345678"},
		{Type{Kind: Array, Elem: &text}, nil, `{123456,NULL,"987 654"}`},
	} {
		p := Params{"key": testFPEKey}
		for k, v := range c.p {
			p[k] = v
		}
		m, err := New("fpe", testKey(t), c.typ, p)
		if err != nil {
			t.Errorf("%v: %v", c.p, err)
			continue
		}
		back, ok := Reveal(m)
		if !ok || m.Traits().Class != Injective {
			t.Errorf("%v: not reversible, or not Injective", c.p)
			continue
		}
		p["key"] = strings.Repeat("00", 32)
		other, _ := New("fpe", testKey(t), c.typ, p)
		wrong, _ := Reveal(other)
		for _, in := range strings.Split(c.values, "|") {
			out, err := m.Append(nil, []byte(in), nil)
			if err != nil || len(out) != len(in) || string(out) == in || checkValue(c.typ, out) != nil && c.typ.Kind == Int {
				t.Errorf("%v: %s became %s (%v)", c.p, in, out, err)
				continue
			}
			if again, err := back.Append(nil, out, nil); err != nil || string(again) != in {
				t.Errorf("%v: %s became %s and then %s (%v)", c.p, in, out, again, err)
			}
			if again, err := wrong.Append(nil, out, nil); err != nil || string(again) == in {
				t.Errorf("%v: another key turned %s back to %s (%v)", c.p, out, again, err)
			}
		}
	}
	for _, name := range []string{"scramble", "hash", "email"} {
		m, _ := New(name, testKey(t), text, nil)
		if _, ok := Reveal(m); ok {
			t.Errorf("%s can be turned back", name)
		}
	}
}

// TestFPERefuses: what cannot be encrypted does not pass.
func TestFPERefuses(t *testing.T) {
	for _, c := range []struct {
		typ  Type
		p    Params
		in   string
		want string
	}{
		{Type{Kind: Text}, nil, "12345", "the standard wants 6"}, {Type{Kind: Text}, nil, "1234-x567", "not in the alphabet"}, {Type{Kind: Text}, nil, "1234567é", "not in the alphabet"},
		{Type{Kind: Text}, nil, "canary", "not in the alphabet"}, {Type{Kind: Text}, nil, "---", "the standard wants 6"}, {Type{Kind: Text}, nil, "123456\xff", "not in the alphabet"},
		{Type{Kind: Text}, Params{"alphabet": "hex"}, "DEADBEEF", "not in the alphabet"}, {Type{Kind: Text}, Params{"keep_suffix": int64(4)}, "123456789", "the standard wants 6"},
		{Type{Kind: Text}, nil, strings.Repeat("1", maxFPE+1), "more than 4096"},
		{Type{Kind: Int, Bits: 32}, nil, "12345", "the standard wants 6"}, {Type{Kind: Int, Bits: 32}, nil, "2147483648", "not an integer"}, {Type{Kind: Int, Bits: 32}, nil, "0123456", "not an integer"}, {Type{Kind: Int, Bits: 32}, nil, "-", "not an integer"},
	} {
		p := Params{"key": testFPEKey}
		for k, v := range c.p {
			p[k] = v
		}
		m, err := New("fpe", testKey(t), c.typ, p)
		if err != nil {
			t.Fatal(err)
		}
		if out, err := m.Append([]byte("x"), []byte(c.in), nil); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "canary") || string(out) != "x" {
			t.Errorf("%.20s became %s (%v), want %q", c.in, out, err, c.want)
		}
	}
}

// TestFPEPermutes goes through all integers of six digits: none is taken twice,
// and none leaves its length.
func TestFPEPermutes(t *testing.T) {
	if testing.Short() {
		t.Skip("a million values, some of them twice")
	}
	m, err := New("fpe", testKey(t), Type{Kind: Int, Bits: 32}, Params{"key": testFPEKey})
	if err != nil {
		t.Fatal(err)
	}
	seen := make([]bool, 1e6)
	var in, out []byte
	for i := int64(1e5); i < 1e6; i++ {
		in = strconv.AppendInt(in[:0], i, 10)
		if out, err = m.Append(out[:0], in, nil); err != nil {
			t.Fatal(err)
		}
		v, err := strconv.Atoi(string(out))
		if err != nil || v < 1e5 || v >= 1e6 || seen[v] {
			t.Fatalf("%d became %s, which is out of range or taken", i, out)
		}
		seen[v] = true
	}
}

// TestFPESecret: the key is in no error.
func TestFPESecret(t *testing.T) {
	const secret = "hunter2hunter2hunter2hunter2hun"
	_, err := New("fpe", testKey(t), Type{Kind: Text}, Params{"key": secret})
	if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "hunter2") {
		t.Errorf("%v, want an error without the key", err)
	}
}
