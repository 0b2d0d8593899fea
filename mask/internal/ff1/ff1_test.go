package ff1

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
)

// TestNIST has the sample vectors that NIST published with SP 800-38G
// (FF1samples.pdf).
func TestNIST(t *testing.T) {
	const (
		key128 = "2B7E151628AED2A6ABF7158809CF4F3C"
		key192 = key128 + "EF4359D8D580AA4F"
		key256 = key192 + "7F036D6F04FC6A94"
	)
	for i, c := range []struct {
		key   string
		radix int
		tweak string // in hex
		plain string
		want  string
	}{
		{key128, 10, "", "0123456789", "2433477484"},
		{key128, 10, "39383736353433323130", "0123456789", "6124200773"},
		{key128, 36, "3737373770717273373737", "0123456789abcdefghi", "a9tv40mll9kdu509eum"},
		{key192, 10, "", "0123456789", "2830668132"},
		{key192, 10, "39383736353433323130", "0123456789", "2496655549"},
		{key192, 36, "3737373770717273373737", "0123456789abcdefghi", "xbj3kv35jrawxv32ysr"},
		{key256, 10, "", "0123456789", "6657667009"},
		{key256, 10, "39383736353433323130", "0123456789", "1001623463"},
		{key256, 36, "3737373770717273373737", "0123456789abcdefghi", "xs8a0azh2avyalyzuwd"},
	} {
		key, _ := hex.DecodeString(c.key)
		tweak, _ := hex.DecodeString(c.tweak)
		f, err := New(key, c.radix, tweak)
		if err != nil {
			t.Fatal(err)
		}
		x := digits(c.plain)
		f.Encrypt(x, nil)
		if text(x) != c.want {
			t.Errorf("sample %d: %s, want %s", i+1, text(x), c.want)
		}
		f.Decrypt(x, nil)
		if text(x) != c.plain {
			t.Errorf("sample %d: decrypted to %s, want %s", i+1, text(x), c.plain)
		}
	}
}

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"

func digits(s string) []byte {
	x := make([]byte, len(s))
	for i := range s {
		x[i] = byte(strings.IndexByte(alphabet, s[i]))
	}
	return x
}

func text(x []byte) string {
	s := make([]byte, len(x))
	for i, d := range x {
		s[i] = alphabet[d]
	}
	return string(s)
}

// TestRoundTrip goes through lengths on both sides of where a half ends to fit
// 64 bits, with one buffer for all.
func TestRoundTrip(t *testing.T) {
	var scratch []byte
	for _, radix := range []int{2, 3, 10, 26, 36, 62, 255, 256} {
		c, err := New(make([]byte, 32), radix, []byte("a tweak that is longer than a block is"))
		if err != nil {
			t.Fatal(err)
		}
		for n := c.MinLen(); n < c.MinLen()+140; n++ {
			x := make([]byte, n)
			for i := range x {
				x[i] = byte((i*7 + n) % radix)
			}
			plain := bytes.Clone(x)
			scratch = c.Encrypt(x, scratch)
			if bytes.Equal(x, plain) {
				t.Errorf("radix %d, %d numerals: nothing changed", radix, n)
			}
			for _, d := range x {
				if int(d) >= radix {
					t.Fatalf("radix %d: a numeral of %d", radix, d)
				}
			}
			if scratch = c.Decrypt(x, scratch); !bytes.Equal(x, plain) {
				t.Errorf("radix %d, %d numerals: not the inverse", radix, n)
			}
		}
	}
}

// TestSizes: both ways to reckon give the same where both can.
func TestSizes(t *testing.T) {
	c, err := New(make([]byte, 16), 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	for n := 6; n <= 38; n++ {
		a := bytes.Repeat([]byte{9}, n)
		b := bytes.Clone(a)
		c.Encrypt(a, nil)
		if c.large(b, nil, false); !bytes.Equal(a, b) {
			t.Errorf("%d digits: %v and %v", n, a, b)
		}
	}
}

func TestNew(t *testing.T) {
	for radix, want := range map[int]int{2: 20, 10: 6, 26: 5, 36: 4, 62: 4, 256: 3} {
		c, err := New(make([]byte, 16), radix, nil)
		if err != nil || c.MinLen() != want {
			t.Errorf("radix %d: at least %d numerals (%v), want %d", radix, c.MinLen(), err, want)
		}
	}
	for _, c := range []struct{ key, radix int }{{15, 10}, {0, 10}, {33, 10}, {16, 1}, {16, 257}} {
		if _, err := New(make([]byte, c.key), c.radix, nil); err == nil {
			t.Errorf("a key of %d bytes and radix %d: want an error", c.key, c.radix)
		}
	}
}

// TestPermutation goes through a whole domain.
func TestPermutation(t *testing.T) {
	c, err := New([]byte("0123456789abcdef"), 10, []byte("t"))
	if err != nil {
		t.Fatal(err)
	}
	seen := make([]bool, MinDomain)
	var scratch []byte
	x := make([]byte, 6)
	for i := range uint64(MinDomain) {
		c.numerals(x, i)
		scratch = c.Encrypt(x, scratch)
		if y := c.number(x); seen[y] {
			t.Fatalf("%d is taken", y)
		} else {
			seen[y] = true
		}
	}
}
