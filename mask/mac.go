package mask

import (
	"fmt"

	"sanitize/mask/internal/shape"
)

// mac replaces the hexadecimal digits of a hardware address, and keeps how it
// is written. The result is a locally administered address of one station,
// which no maker has given to a device, unless its vendor is kept. In text,
// what is not an address is scrambled.
type mac struct{ vendor, text bool }

var macSpec = Spec{
	Name: "mac", Family: "keyed",
	Summary: "a locally administered hardware address", Makes: "a hardware address",
	Notes: []string{
		"Keeps how an address is written; one address in two spellings stays one. That of zeros alone and that of ones alone stay.",
		"Two addresses meet by accident only, one pair in 2^46; permute is one to one. Who knows how often one comes can tell the commonest.",
	},
	Params: []Param{{Name: "keep_vendor", Kind: BoolParam, Default: "false", Help: "true keeps the first three bytes"}, seedColumn},
	Kinds:  []Kind{MAC, Text, Char}, Example: "08:00:2b:01:02:03", On: Type{Kind: MAC, Name: "macaddr", Bits: 48}, make: makeMAC,
}

func makeMAC(b *build) (Mask, error) {
	if b.typ.Kind == MAC && b.typ.Bits != 0 && b.typ.Bits != 48 && b.typ.Bits != 64 {
		return nil, fmt.Errorf("a hardware address has 48 or 64 bits, not %d", b.typ.Bits)
	}
	m := b.keyed(&mac{b.flag("keep_vendor", false), b.typ.Kind != MAC}, Lossy)
	m.fixed = true // those that stand for none
	return m, nil
}

func (m *mac) append(dst, src []byte, s *scratch) ([]byte, error) {
	upper, ok := isMAC(src)
	if !ok {
		if m.text {
			return s.Like(dst, src, shape.Literals), nil
		}
		return dst, errAddress
	}
	s.in = s.in[:0]
	for _, c := range src {
		if v, isHex := shape.Unhex(c); isHex {
			s.in = append(s.in, v)
		}
	}
	if isNone(s.in) {
		return append(dst, src...), nil
	}
	s.Seed(s.in)
	digits := "0123456789abcdef"
	if upper {
		digits = "0123456789ABCDEF"
	}
	bits, nth := s.Uint64(), 0
	for _, c := range src {
		if _, isHex := shape.Unhex(c); isHex {
			if !m.vendor || nth >= 6 {
				c = digits[m.nibble(bits>>60, nth)]
			}
			bits <<= 4
			nth++
		}
		dst = append(dst, c)
	}
	return dst, nil
}

// isNone reports whether digits are all 0, or all 15: no address of a device.
func isNone(digits []byte) bool {
	for _, d := range digits {
		if d != digits[0] || d != 0 && d != 15 {
			return false
		}
	}
	return true
}

// nibble sets the bit for "locally administered" in the first byte, and clears
// the one for "group".
func (m *mac) nibble(v uint64, nth int) uint64 {
	if nth == 1 {
		return v&^1 | 2
	}
	return v
}

// isMAC reports whether v is 12 or 16 hexadecimal digits with one kind of mark,
// if any, between groups of even and equal length.
func isMAC(v []byte) (upper, ok bool) {
	digits, group, size := 0, 0, 0
	var sep byte
	for _, c := range v {
		if _, isHex := shape.Unhex(c); isHex {
			upper = upper || c <= 'F' && c >= 'A'
			digits++
			group++
			continue
		}
		if c != ':' && c != '-' && c != '.' && c != ' ' || sep != 0 && c != sep || size != 0 && group != size || group == 0 || group%2 != 0 {
			return false, false
		}
		sep, size, group = c, group, 0
	}
	return upper, (digits == 12 || digits == 16) && (size == 0 || group == size)
}
