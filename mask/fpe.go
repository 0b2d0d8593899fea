package mask

import (
	"encoding/hex"
	"errors"
	"fmt"
	"unicode/utf8"

	"sanitize/mask/internal/ff1"
	"sanitize/mask/internal/shape"
)

// fpe encrypts the letters and digits of a value by FF1 of NIST SP 800-38G: the
// result has the length and the alphabet of the value, and who has the key can
// turn it back. Marks stay. What the alphabet does not have, and values too
// short for the standard, are errors: they would have to pass as they are.
type fpe struct {
	cipher         *ff1.Cipher
	alphabet       string
	numeral        [256]byte // of each character; notNumeral: none
	prefix, suffix int       // so many letters and digits stay
	span           *integer  // Int: the type's values
	decrypt        bool
	short          error
}

const (
	notNumeral = 255
	maxFPE     = 4096 // characters: the time grows with their square
)

var (
	errAlphabet = errors.New("a letter or digit that is not in the alphabet")
	errFPELong  = fmt.Errorf("more than %d characters to encrypt", maxFPE)
)

const (
	decimalDigits = "0123456789"
	lowerLetters  = "abcdefghijklmnopqrstuvwxyz"
	upperLetters  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// alphabetOf returns the characters of an alphabet's name, or the name itself.
func alphabetOf(name string) string {
	switch name {
	case "digits":
		return decimalDigits
	case "hex":
		return decimalDigits + lowerLetters[:6]
	case "lower":
		return lowerLetters
	case "upper":
		return upperLetters
	case "lower_alnum":
		return decimalDigits + lowerLetters
	case "upper_alnum":
		return decimalDigits + upperLetters
	case "alnum":
		return decimalDigits + upperLetters + lowerLetters
	}
	return name
}

var fpeSpec = Spec{
	Name: "fpe", Family: "shape",
	Summary: "encrypted letter by letter and digit by digit (FF1 of NIST SP 800-38G); reversible", Makes: "text or an integer",
	Params: []Param{
		{Name: "key", Kind: StringParam, Required: true, Help: "an AES key of 32, 48 or 64 hexadecimal digits, apart from the salt"},
		{Name: "alphabet", Kind: StringParam, Default: "digits", Help: "digits, hex, lower, upper, lower_alnum, upper_alnum, alnum, or the characters themselves; others are errors, marks stay"},
		{Name: "tweak", Kind: StringParam, Default: "none", Help: "a text that sets columns of one key apart"},
		{Name: "keep_prefix", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many letters and digits at the front stay"},
		{Name: "keep_suffix", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many letters and digits at the end stay"},
	},
	Kinds: []Kind{Text, Char, Int}, Class: Injective, Example: "4711-0815-42", On: anyText,
	With: Params{"key": "2b7e151628aed2a6abf7158809cf4f3c"}, make: makeFPE,
}

func makeFPE(b *build) (Mask, error) {
	f := &fpe{alphabet: alphabetOf(b.str("alphabet", "digits")), prefix: b.num("keep_prefix", 0), suffix: b.num("keep_suffix", 0)}
	for i := range f.numeral {
		f.numeral[i] = notNumeral
	}
	for i := range len(f.alphabet) {
		c := f.alphabet[i]
		if c <= ' ' || c > '~' || f.numeral[c] != notNumeral {
			return nil, paramError("alphabet", "want digits, hex, lower, upper, lower_alnum, upper_alnum, alnum, or visible ASCII characters, each of them once")
		}
		f.numeral[c] = byte(i)
	}
	if len(f.alphabet) < 2 {
		return nil, paramError("alphabet", "want 2 characters at least")
	}
	if b.typ.Kind == Int {
		if f.alphabet != decimalDigits {
			return nil, paramError("alphabet", "want digits, for the type is %s", b.typ.title())
		}
		f.span = newInteger(b.typ)
	}
	aesKey, err := hex.DecodeString(b.str("key", ""))
	if err != nil {
		return nil, paramError("key", "want 32, 48 or 64 hexadecimal digits")
	}
	if f.cipher, err = ff1.New(aesKey, len(f.alphabet), []byte(b.str("tweak", ""))); err != nil {
		return nil, paramError("key", "want 32, 48 or 64 hexadecimal digits")
	}
	least := f.cipher.MinLen()
	f.short = fmt.Errorf("too few characters to encrypt: the standard wants %d of this alphabet, beside those that are kept", least)
	room := b.typ.limit()
	if f.span != nil {
		room = decimalLen(f.span.max)
	}
	if room > 0 && room < least+f.prefix+f.suffix {
		return nil, fmt.Errorf("mask fpe needs %d characters, and the type is %s", least+f.prefix+f.suffix, b.typ.title())
	}
	m := b.keyed(f, Injective)
	m.fixed = true
	return m, nil
}

// decimalLen returns how many digits v has.
func decimalLen(v uint64) int {
	n := 1
	for ; v >= 10; v /= 10 {
		n++
	}
	return n
}

// Reveal returns the mask that turns what m made back, if m can be turned back.
func Reveal(m Mask) (Mask, bool) {
	switch m := m.(type) {
	case *keyed:
		f, ok := m.algo.(*fpe)
		if !ok {
			return nil, false
		}
		back, inverse := *m, *f
		inverse.decrypt = !f.decrypt
		back.algo = &inverse
		return &back, true
	case *array:
		elem, ok := Reveal(m.elem)
		return &array{elem: elem, secret: m.secret, delim: m.delim}, ok
	}
	return nil, false
}

// append encrypts src, or decrypts it. An integer is encrypted until it is one
// again: it neither begins with a zero nor leaves its type. As that walks along
// a cycle of the permutation, it stays one.
func (f *fpe) append(dst, src []byte, s *scratch) ([]byte, error) {
	if f.span != nil {
		if err := f.checkInteger(src); err != nil {
			return dst, err
		}
	}
	x, err := f.numerals(s.in[:0], src)
	if s.in = x; err != nil {
		return dst, err
	}
	n := len(dst)
	for {
		if f.decrypt {
			s.out = f.cipher.Decrypt(x, s.out)
		} else {
			s.out = f.cipher.Encrypt(x, s.out)
		}
		dst = f.write(dst[:n], src, x)
		if f.span == nil || f.checkInteger(dst[n:]) == nil {
			return dst, nil
		}
	}
}

// checkInteger reports whether v is an integer of the type, as it is written.
func (f *fpe) checkInteger(v []byte) error {
	limit := f.span.max
	if len(v) > 0 && v[0] == '-' {
		v, limit = v[1:], f.span.min
	}
	if n, ok := shape.ParseUint(v); !ok || n > limit || v[0] == '0' && len(v) > 1 {
		return errInteger
	}
	return nil
}

// numerals appends what is to be encrypted of v.
func (f *fpe) numerals(dst, v []byte) ([]byte, error) {
	last := f.count(v) - f.suffix
	for i, at := 0, 0; at < len(v); {
		r, size := utf8.DecodeRune(v[at:])
		if f.encrypts(r, size) {
			if i >= f.prefix && i < last {
				if size > 1 || f.numeral[v[at]] == notNumeral {
					return dst, errAlphabet
				}
				dst = append(dst, f.numeral[v[at]])
			}
			i++
		}
		at += size
	}
	switch {
	case len(dst) < f.cipher.MinLen():
		return dst, f.short
	case len(dst) > maxFPE:
		return dst, errFPELong
	}
	return dst, nil
}

// encrypts reports whether r is to be encrypted, where it does not stay.
func (f *fpe) encrypts(r rune, size int) bool {
	return shape.Counts(r, size) || r < utf8.RuneSelf && f.numeral[r] != notNumeral
}

func (f *fpe) count(v []byte) int {
	n := 0
	for at := 0; at < len(v); {
		r, size := utf8.DecodeRune(v[at:])
		if f.encrypts(r, size) {
			n++
		}
		at += size
	}
	return n
}

// write appends v with the numerals x in their places.
func (f *fpe) write(dst, v, x []byte) []byte {
	for i, at := 0, 0; at < len(v); {
		r, size := utf8.DecodeRune(v[at:])
		encrypted := f.encrypts(r, size)
		if encrypted && i >= f.prefix && len(x) > 0 {
			dst, x = append(dst, f.alphabet[x[0]]), x[1:]
		} else {
			dst = append(dst, v[at:at+size]...)
		}
		if encrypted {
			i++
		}
		at += size
	}
	return dst
}
