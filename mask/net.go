package mask

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"sanitize/mask/internal/shape"
)

var errAddress = errors.New("not an address of its type")

// ip replaces the bits of an address after a prefix. In text, what is not an
// address is scrambled.
type ip struct {
	keep4, keep6 int
	cidr         bool // the bits after the mask are 0
	text         bool
	limit        int
}

var ipSpec = Spec{
	Name: "ip", Family: "keyed",
	Summary: "an address of the same family", Makes: "an address",
	Params: []Param{
		{Name: "keep_prefix", Kind: IntParam, Min: 0, Max: 31, Default: "0", Help: "so many leading bits of IPv4 stay"},
		{Name: "keep_prefix6", Kind: IntParam, Min: 0, Max: 127, Default: "0", Help: "so many leading bits of IPv6 stay"},
		seedColumn,
	},
	Kinds: []Kind{Inet, CIDR, Text, Char}, Example: "192.0.2.17/24", On: Type{Kind: Inet, Name: "inet"}, make: makeIP,
}

func makeIP(b *build) (Mask, error) {
	return b.keyed(&ip{
		keep4: b.num("keep_prefix", 0), keep6: b.num("keep_prefix6", 0),
		cidr: b.typ.Kind == CIDR,
		text: b.typ.Kind == Text || b.typ.Kind == Char, limit: b.typ.limit(),
	}, Lossy), nil
}

func (m *ip) append(dst, src []byte, s *scratch) ([]byte, error) {
	addr, masklen, ok := parseInet(src)
	if !ok {
		if m.text {
			return s.Text(dst, src), nil
		}
		return dst, errAddress
	}
	n := len(dst)
	slash := bytes.IndexByte(src, '/')
	if slash < 0 {
		slash = len(src)
	}
	s.Seed(src[:slash])
	dst = append(m.mix(addr, masklen, s).AppendTo(dst), src[slash:]...)
	if m.limit > 0 && len(dst)-n > m.limit {
		return s.Text(dst[:n], src), nil
	}
	return dst, nil
}

// mix returns addr with bits from the stream after those that stay. Where these
// are all that addr has, none stays.
func (m *ip) mix(addr netip.Addr, masklen int, s *scratch) netip.Addr {
	keep4, keep6 := m.keep4, m.keep6
	if s.Round > 0 {
		keep4, keep6 = 0, 0
	}
	if addr.Is4() {
		a := addr.As4()
		old := binary.BigEndian.Uint32(a[:])
		to := 32
		if m.cidr {
			to = masklen
		}
		v := uint32(blend(uint64(old)<<32, s.Uint64(), keep4, to) >> 32)
		binary.BigEndian.PutUint32(a[:], v)
		return netip.AddrFrom4(a)
	}
	keep, to := keep6, 128
	if addr.Is4In6() {
		keep = max(keep, 96+keep4) // ::ffff:0:0/96 says that it is IPv4
	}
	if m.cidr {
		to = masklen
	}
	a := addr.As16()
	for i := range 2 {
		w := a[8*i : 8*i+8]
		v := blend(binary.BigEndian.Uint64(w), s.Uint64(), keep-64*i, to-64*i)
		binary.BigEndian.PutUint64(w, v)
	}
	return netip.AddrFrom16(a)
}

// blend returns the bits of old before keep, those of drawn from there to to,
// and zeros after. Bit 0 is the highest.
func blend(old, drawn uint64, keep, to int) uint64 {
	return old&high(keep) | drawn&^high(keep)&high(to)
}

// high returns a word of n ones from the top, none for n < 0.
func high(n int) uint64 {
	switch {
	case n <= 0:
		return 0
	case n >= 64:
		return ^uint64(0)
	}
	return ^uint64(0) << (64 - n)
}

// parseInet reads an address with or without a mask. Zones are not taken, nor
// are they by PostgreSQL.
func parseInet(b []byte) (addr netip.Addr, masklen int, ok bool) {
	host := b
	if i := bytes.IndexByte(b, '/'); i >= 0 {
		host = b[:i]
	}
	if bytes.IndexByte(host, ':') >= 0 {
		a, ok6 := parse6(host)
		addr, masklen, ok = netip.AddrFrom16(a), 128, ok6
	} else {
		a, ok4 := parse4(host)
		addr, masklen, ok = netip.AddrFrom4(a), 32, ok4
	}
	if !ok || len(host) == len(b) {
		return addr, masklen, ok
	}
	m, isNumber := shape.ParseUint(b[len(host)+1:])
	return addr, int(m), isNumber && m <= uint64(masklen)
}

// parse4 reads a.b.c.d.
func parse4(b []byte) (a [4]byte, ok bool) {
	for i := range a {
		n := shape.DigitsAt(b, 0)
		v, isNumber := shape.ParseUint(b[:n])
		if !isNumber || n > 3 || v > 255 {
			return a, false
		}
		a[i], b = byte(v), b[n:]
		if i < 3 {
			if len(b) == 0 || b[0] != '.' {
				return a, false
			}
			b = b[1:]
		}
	}
	return a, len(b) == 0
}

// parse6 reads eight groups of hexadecimal digits, a run of zeros as ::, and
// the last two as a.b.c.d.
//
// Note: netip.ParseAddr takes a string, which it keeps for its error: an
// allocation a value.
func parse6(b []byte) (a [16]byte, ok bool) {
	at, gap := 0, -1
	if bytes.HasPrefix(b, []byte("::")) {
		gap, b = 0, b[2:]
	}
	for len(b) > 0 {
		if at > 14 {
			return a, false
		}
		if v4, is4 := parse4(b); is4 && at <= 12 {
			at += copy(a[at:], v4[:])
			b = nil
			break
		}
		v, n := shape.HexGroup(b)
		if n == 0 {
			return a, false
		}
		binary.BigEndian.PutUint16(a[at:], v)
		at, b = at+2, b[n:]
		switch {
		case len(b) == 0:
		case bytes.HasPrefix(b, []byte("::")) && gap < 0:
			gap, b = at, b[2:]
		case b[0] == ':' && len(b) > 1:
			b = b[1:]
		default:
			return a, false
		}
	}
	if gap < 0 {
		return a, at == 16
	}
	if at == 16 {
		return a, false
	}
	tail := at - gap
	copy(a[16-tail:], a[gap:at])
	clear(a[gap : 16-tail])
	return a, true
}

// mac replaces the hexadecimal digits of a hardware address, and keeps how it
// is written. The result is a locally administered address of one station,
// which no maker has given to a device, unless its vendor is kept. In text,
// what is not an address is scrambled.
type mac struct{ vendor, text bool }

var macSpec = Spec{
	Name: "mac", Family: "keyed",
	Summary: "a locally administered hardware address", Makes: "a hardware address",
	Params: []Param{{Name: "keep_vendor", Kind: BoolParam, Default: "false", Help: "true keeps the first three bytes"}, seedColumn},
	Kinds:  []Kind{MAC, Text, Char}, Example: "08:00:2b:01:02:03", On: Type{Kind: MAC, Name: "macaddr", Bits: 48}, make: makeMAC,
}

func makeMAC(b *build) (Mask, error) {
	if b.typ.Kind == MAC && b.typ.Bits != 0 && b.typ.Bits != 48 && b.typ.Bits != 64 {
		return nil, fmt.Errorf("a hardware address has 48 or 64 bits, not %d", b.typ.Bits)
	}
	return b.keyed(&mac{b.flag("keep_vendor", false), b.typ.Kind != MAC}, Lossy), nil
}

func (m *mac) append(dst, src []byte, s *scratch) ([]byte, error) {
	upper, ok := isMAC(src)
	if !ok {
		if m.text {
			return s.Text(dst, src), nil
		}
		return dst, errAddress
	}
	s.Seed(src)
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
