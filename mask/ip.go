package mask

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/netip"
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
			return s.Like(dst, src, true), nil
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
