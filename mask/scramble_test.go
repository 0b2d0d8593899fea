package mask

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// scrambled returns what scramble makes of values of a type.
func scrambled(tb testing.TB, typ Type) func(string) string {
	m, err := New("scramble", testKey(tb), typ, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return func(v string) string {
		out, err := m.Append(nil, []byte(v), nil)
		if err != nil {
			tb.Fatal(err)
		}
		return string(out)
	}
}

// combinations returns all values with one character out of each alphabet.
func combinations(alphabets ...[]rune) []string {
	list := []string{""}
	for _, a := range alphabets {
		var next []string
		for _, v := range list {
			for _, r := range a {
				next = append(next, v+string(r))
			}
		}
		list = next
	}
	return list
}

// TestScrambleWhole goes through all values of small shapes: no two meet, none
// stays, and those that differ in case only do so afterwards.
func TestScrambleWhole(t *testing.T) {
	scramble := scrambled(t, Type{Kind: Text})
	digits, lower, upper := []rune("0123456789"), []rune("abcdefghijklmnopqrstuvwxyz"), []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	greek, cyrillic := []rune("αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩέΈ"), []rune("абвгдежзийклмнопрстуфхцчшщъыьэюяЁёАБВ")
	latin := []rune("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÀÞłŁőŐơƠạẠªº")
	sign := []rune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
	for _, shape := range [][][]rune{
		{digits}, {lower}, {upper}, {digits, digits}, {digits, digits, digits}, {lower, lower}, {lower, lower, lower}, {lower, upper, digits},
		{upper, digits, {'-'}, lower}, {append(slices.Clone(lower), upper...), append(slices.Clone(lower), upper...)},
		{greek, greek}, {cyrillic, cyrillic}, {latin, latin}, {greek, lower}, {[]rune("اأبتثپچ"), []rune("אבגד")}, {[]rune("日本語一二三"), digits},
		{sign}, {sign, {'-'}, {'#'}, {'='}}, {sign, sign, {'!'}, {'?'}}, {[]rune("→←↑↓"), sign}, {[]rune("😀😁🙏")},
	} {
		outs, folds := map[string]string{}, map[string]string{}
		for _, v := range combinations(shape...) {
			out := scramble(v)
			if other, taken := outs[out]; taken || out == v && !isWord(v) && !saysNothing(v) {
				t.Fatalf("%q became %q, as %q did", v, out, other)
			}
			if len(out) != len(v) || utf8.RuneCountInString(out) != utf8.RuneCountInString(v) {
				t.Fatalf("%q became %q, which is of another size", v, out)
			}
			outs[out] = v
			fold := strings.ToLower(out)
			if other, known := folds[fold]; known && other != strings.ToLower(v) {
				t.Fatalf("%q became %q, which shape.Lower() does not tell from that of %q", v, out, other)
			}
			folds[fold] = strings.ToLower(v)
			if low := scramble(strings.ToLower(v)); !strings.ContainsAny(v, "ªº") && strings.ToLower(low) != fold {
				t.Fatalf("%q became %q, and in lower case %q", v, out, low)
			}
		}
	}
}

// TestScrambleNoCollisions takes values that are nearly equal, of all sizes and
// forms of the permutation.
func TestScrambleNoCollisions(t *testing.T) {
	n := 10_000_000
	if testing.Short() {
		n = 20_000
	}
	text := Type{Kind: Text}
	all := make([]uint64, n)
	for _, c := range []struct {
		typ   Type
		form  string
		parts int
	}{
		{text, "%08d", 1}, {text, "user%08d", 4}, {text, "user%08d@example.com", 4}, {text, "%08d, the number of somebody who lives in a house", 4},
		{text, "Somebody who lives in a house has the number %08d", 1}, {text, "日本語テスト%08d", 8}, {Type{Kind: Int, Bits: 64}, "%d", 4},
		{Type{Kind: Int, Bits: 64}, "8%018d", 4}, {Type{Kind: Bytea}, `\x%08x`, 4}, {Type{Kind: Bytea}, `\x%08x000102030405060708090a0b0c0d0e0f`, 8},
	} {
		m, err := New("scramble", testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		if m.Traits().Class != Injective {
			t.Errorf("scramble of %s is not injective", c.typ.Kind)
		}
		seen := all[:n/c.parts]
		var src, dst []byte
		for i := range seen {
			src = fmt.Appendf(src[:0], c.form, i)
			if dst, err = m.Append(dst[:0], src, nil); err != nil {
				t.Fatal(err)
			}
			seen[i] = fnv(dst)
		}
		slices.Sort(seen)
		for i := range len(seen) - 1 {
			if seen[i] == seen[i+1] {
				t.Fatalf("%s, %s: two of %d values meet", c.typ.Kind, c.form, len(seen))
			}
		}
	}
}

// TestScrambleAvalanche: a change of one character, wherever it is, changes as
// many others as chance lets it; so no equal part of two values shows.
func TestScrambleAvalanche(t *testing.T) {
	scramble := scrambled(t, Type{Kind: Text})
	for _, n := range []int{5, 6, 7, 9, 12, 20, 21, 25, 30, 31, 32, 40, 100, 1000} {
		same, all := 0, 0
		for i := range n {
			for j := range max(1, 400/n) {
				a := bytes.Repeat([]byte("lorem ipsum"), 1+n/11)[:n]
				for k, c := range a {
					a[k] = 'a' + (c+byte(j)+byte(k))%26
				}
				b := bytes.Clone(a)
				b[i] = 'a' + (b[i]-'a'+1)%26
				x, y := scramble(string(a)), scramble(string(b))
				for k := range n {
					if all++; x[k] == y[k] {
						same++
					}
				}
			}
		}
		if rate := float64(same) / float64(all); rate > 0.06 {
			t.Errorf("%d letters: %.3f of the others stay the same, want 1/26", n, rate)
		}
	}
}

// TestScrambleUniform: each letter is about as likely, at any place.
func TestScrambleUniform(t *testing.T) {
	scramble := scrambled(t, Type{Kind: Text})
	for _, n := range []int{4, 8, 26, 60} {
		const values = 26000
		count := make([][26]int, n)
		for i := range values {
			v := strings.Repeat("a", n-4) + fmt.Sprintf("%c%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26, 'a'+i/17576%26)
			for k, c := range []byte(scramble(v)) {
				count[k][c-'a']++
			}
		}
		for k := range count {
			for c, have := range count[k] {
				if have < values/26*8/10 || have > values/26*12/10 {
					t.Errorf("%d letters: %c is at place %d in %d of %d values", n, 'a'+c, k, have, values)
				}
			}
		}
	}
}

// TestScrambleIntegers goes through decades, and looks at the ends of types.
func TestScrambleIntegers(t *testing.T) {
	scramble := scrambled(t, Type{Kind: Int, Bits: 16})
	seen := map[string]bool{}
	for i := -1 << 15; i < 1<<15; i++ {
		v := fmt.Sprint(i)
		out := scramble(v)
		if err := checkInt(Type{Kind: Int, Bits: 16}, out); err != nil || seen[out] || (out == v) != (v == "0" || v == "-1") || len(out) != len(v) || (out[0] == '-') != (v[0] == '-') {
			t.Fatalf("%s became %s: %v", v, out, err)
		}
		seen[out] = true
	}
	for _, v := range []string{"9223372036854775807", "-9223372036854775808", "1000000000000000000", "4294967296", "999999999", "0", "-1"} {
		typ := Type{Kind: Int, Bits: 64}
		if out := scrambled(t, typ)(v); checkInt(typ, out) != nil || len(out) != len(v) {
			t.Errorf("%s became %s", v, out)
		}
	}
	typ := Type{Kind: Int, Bits: 64, Unsigned: true}
	for _, v := range []string{"18446744073709551615", "10000000000000000000"} {
		if out := scrambled(t, typ)(v); checkInt(typ, out) != nil || len(out) != len(v) {
			t.Errorf("%s became %s", v, out)
		}
	}
}

// TestScrambleBytes goes through all values of two bytes and of few bits.
func TestScrambleBytes(t *testing.T) {
	scramble := scrambled(t, Type{Kind: Bytea})
	seen := map[string]bool{}
	for i := range 1 << 16 {
		v := fmt.Sprintf(`\x%04x`, i)
		if out := scramble(v); len(out) != len(v) || seen[out] || out == v {
			t.Fatalf("%s became %s", v, out)
		} else {
			seen[out] = true
		}
	}
	for n := range 3 { // one piece, and more than one
		raw := strings.Repeat(`a\x00\z`, 1+n*shape.MaxPiece/8)
		inHex := fmt.Sprintf(`\x%x`, strings.ReplaceAll(raw, `\x00`, "\x00"))
		escaped := strings.NewReplacer(`\x00`, `\000`, `\z`, `\\\172`).Replace(raw)
		if a, b := scramble(inHex), scramble(escaped); a != b || len(a) != len(inHex) {
			t.Errorf("%d bytes in two forms become two values", len(raw))
		}
	}
	flip := scrambled(t, Type{Kind: Bit, Len: 10})
	clear(seen)
	for i := range 1 << 10 {
		v := fmt.Sprintf("%010b", i)
		if out := flip(v); len(out) != len(v) || seen[out] || out == v {
			t.Fatalf("%s became %s", v, out)
		} else {
			seen[out] = true
		}
	}
}

// TestScramblePieces: a value that is scrambled in pieces has another result
// wherever it differs, from that piece on, and pieces that are alike have not.
func TestScramblePieces(t *testing.T) {
	for _, c := range []struct {
		typ        Type
		head, unit string
	}{
		{Type{Kind: Text}, "", "Ann Lee, 日本 17; "}, {Type{Kind: Text}, "", "—?!"}, {Type{Kind: Bytea}, `\x`, "00ff17a9"},
		{Type{Kind: Bytea}, "", `\000abc`}, {Type{Kind: Bit}, "", "0110"},
	} {
		m, err := New("scramble", testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		value := []byte(c.head + strings.Repeat(c.unit, 3*shape.MaxPiece/len(c.unit)))
		out, err := m.Append(nil, value, nil)
		if err != nil || bytes.Equal(out, value) || c.typ.Kind == Text && (len(out) != len(value) || !utf8.Valid(out)) {
			t.Fatalf("%s: %d bytes became %d (%v)", c.typ.Kind, len(value), len(out), err)
		}
		third := len(out) / 3
		if bytes.Equal(out[third/2:third], out[third/2+third:2*third]) {
			t.Errorf("%s: pieces that are alike came out alike", c.typ.Kind)
		}
		// Another last unit, of the same shape.
		last := len(value) - len(c.unit)
		value[last], value[last+2] = value[last+2], value[last]
		if c.unit == "—?!" || c.typ.Kind == Bytea && c.head == "" {
			continue
		}
		other, err := m.Append(nil, value, nil)
		if err == nil && bytes.Equal(out, other) {
			t.Errorf("%s: two values came out alike", c.typ.Kind)
		}
	}
}
