package mask

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
	"net/netip"

	"sanitize/mask/internal/prefix"
	"sanitize/mask/internal/shape"
)

var errAddress = errors.New("not an address of its type")

// ip permutes addresses so that two of them share exactly as many leading bits
// after it as before (as Crypto-PAn does, see internal/prefix). So networks stay networks,
// hosts stay in theirs, and IPv4 within IPv6 matches IPv4.
//
// Whatever function of the bits before it says whether a bit flips, that law
// holds. So where these are the first bits of a network that has a meaning of its
// own, the bit stays: private addresses stay private and public ones public, and
// 0.0.0.0, 127.0.0.1 and ::1 stay what they are. That tells up to four leading bits
// of a public address.
//
// In text each address is masked for itself, and what is between them is
// scrambled. With key = a column there is no law: the bits are drawn.
type ip struct {
	four, six    *prefix.Key
	keep4, keep6 int
	cidr         bool // the bits after the mask are 0
	text         bool
	drawn        bool // by another column
	limit        int
}

var ipSpec = Spec{
	Name: "ip", Family: "keyed",
	Summary: "an address; two share as many leading bits as before", Makes: "an address",
	Params: []Param{
		{Name: "keep_prefix", Kind: IntParam, Min: 0, Max: 31, Default: "0", Help: "so many leading bits of IPv4 stay"},
		{Name: "keep_prefix6", Kind: IntParam, Min: 0, Max: 127, Default: "0", Help: "so many leading bits of IPv6 stay"},
		seedColumn,
	},
	Notes: []string{
		"0.0.0.0, 127.0.0.1, 255.255.255.255, :: and ::1 stay; private addresses stay private, link-local and multicast ones likewise",
		"whoever knows an address and its masked form knows the leading bits of those that share them",
	},
	Kinds: []Kind{Inet, CIDR, Text, Char}, Class: Injective, Example: "192.0.2.17/24", On: Type{Kind: Inet, Name: "inet"}, make: makeIP,
}

func makeIP(b *build) (Mask, error) {
	p := &ip{
		keep4: b.num("keep_prefix", 0), keep6: b.num("keep_prefix6", 0),
		four: prefix.NewKey((*[prefix.KeySize]byte)(b.secret.mac("prefixes", "4"))),
		six:  prefix.NewKey((*[prefix.KeySize]byte)(b.secret.mac("prefixes", "6"))),
		cidr: b.typ.Kind == CIDR,
		text: b.typ.Kind == Text || b.typ.Kind == Char, limit: b.typ.limit(),
		drawn: b.str("key", "") != "",
	}
	if p.text || p.drawn {
		m := b.keyed(p, Lossy)
		m.fixed = !p.drawn
		return m, nil
	}
	m := b.keyed(p, Injective)
	m.fixed = true
	return m, nil
}

func (m *ip) append(dst, src []byte, s *scratch) ([]byte, error) {
	addr, masklen, ok := parseInet(src)
	if !ok {
		if m.text {
			return m.addresses(dst, src, s), nil
		}
		return dst, errAddress
	}
	n := len(dst)
	slash := bytes.IndexByte(src, '/')
	if slash < 0 {
		slash = len(src)
	}
	if m.drawn {
		s.Seed(src[:slash])
		addr = m.mix(addr, masklen, s)
	} else {
		addr = m.permuted(addr, masklen, s)
	}
	dst = append(addr.AppendTo(dst), src[slash:]...)
	if m.limit > 0 && len(dst)-n > m.limit {
		return s.Text(dst[:n], src), nil
	}
	return dst, nil
}

// A network is the addresses that share their first bits.
type network struct {
	hi, lo uint64
	len    int
}

// The networks that stay what they are: of RFC 6890, as far as they tell what an
// address is for and not whose.
var (
	special4 = [...]network{
		{0, 0, 32}, {127<<56 | 1<<32, 0, 32}, {1<<64 - 1<<32, 0, 32}, // 0.0.0.0, 127.0.0.1, 255.255.255.255
		{10 << 56, 0, 8}, {172<<56 | 16<<48, 0, 12}, {192<<56 | 168<<48, 0, 16}, {100<<56 | 64<<48, 0, 10}, // private
		{127 << 56, 0, 8}, {169<<56 | 254<<48, 0, 16}, {224 << 56, 0, 4}, // loopback, link-local, multicast
	}
	special6 = [...]network{
		{0, 0, 128}, {0, 1, 128}, {0, mapped, 96}, // ::, ::1, ::ffff:0:0/96
		{2 << 60, 0, 3}, {0xfc << 56, 0, 7}, {0xfe8 << 52, 0, 10}, {0xff << 56, 0, 8}, // global, private, link-local, multicast
	}
)

// mapped are the second 64 bits of an IPv4 address within IPv6, but for itself.
const mapped = 0xffff << 32

// staying returns how many leading bits stay: those that an address shares with a
// network, and the one after them, for it says that it is no part of it.
func staying(hi, lo uint64, networks []network) int {
	most := 0
	for _, w := range networks {
		shared := bits.LeadingZeros64(hi ^ w.hi)
		if shared == 64 {
			shared += bits.LeadingZeros64(lo ^ w.lo)
		}
		most = max(most, min(shared+1, w.len))
	}
	return most
}

// permuted returns the image of an address. That of a network has host bits of
// zero, as it has; the one host that would have them takes its place.
func (m *ip) permuted(addr netip.Addr, masklen int, s *scratch) netip.Addr {
	if s.prefixes == nil {
		s.prefixes = new(prefix.Memo)
	}
	if addr.Is4() {
		a := addr.As4()
		binary.BigEndian.PutUint32(a[:], m.within4(binary.BigEndian.Uint32(a[:]), masklen, s))
		return netip.AddrFrom4(a)
	}
	a := addr.As16()
	hi, lo := binary.BigEndian.Uint64(a[:]), binary.BigEndian.Uint64(a[8:])
	if hi == 0 && lo>>32 == 0xffff && masklen >= 96 {
		lo = mapped | uint64(m.within4(uint32(lo), masklen-96, s))
	} else {
		hi, lo = m.within6(hi, lo, masklen, s)
	}
	binary.BigEndian.PutUint64(a[:], hi)
	binary.BigEndian.PutUint64(a[8:], lo)
	return netip.AddrFrom16(a)
}

// within4 is permuted for IPv4.
func (m *ip) within4(v uint32, masklen int, s *scratch) uint32 {
	host := uint32(^high(masklen)>>32) & uint32(high(32)>>32)
	out := m.image4(v, s)
	switch {
	case v&host == 0:
		return out &^ host
	case out&host == 0:
		return m.image4(v&^host, s)
	}
	return out
}

// image4 is the permutation of IPv4.
func (m *ip) image4(v uint32, s *scratch) uint32 {
	keep := max(m.keep4, staying(uint64(v)<<32, 0, special4[:]))
	return v ^ m.four.Flips32(s.prefixes, v)&^uint32(high(keep)>>32)
}

// within6 is permuted for IPv6.
func (m *ip) within6(hi, lo uint64, masklen int, s *scratch) (uint64, uint64) {
	hostHi, hostLo := ^high(masklen), ^high(masklen-64)
	outHi, outLo := m.image6(hi, lo, s)
	switch {
	case hi&hostHi == 0 && lo&hostLo == 0:
		return outHi &^ hostHi, outLo &^ hostLo
	case outHi&hostHi == 0 && outLo&hostLo == 0:
		return m.image6(hi&^hostHi, lo&^hostLo, s)
	}
	return outHi, outLo
}

// image6 is the permutation of IPv6. Of IPv4 within it the last bits are those of
// IPv4.
func (m *ip) image6(hi, lo uint64, s *scratch) (uint64, uint64) {
	if hi == 0 && lo>>32 == 0xffff {
		return hi, mapped | uint64(m.image4(uint32(lo), s))
	}
	keep := max(m.keep6, staying(hi, lo, special6[:]))
	a, b := m.six.Flips128(s.prefixes, hi, lo)
	return hi ^ a&^high(keep), lo ^ b&^high(keep-64)
}

// addresses appends a text with the addresses in it masked, each for itself, and
// the rest scrambled. Ports, brackets and the lengths of networks stay.
func (m *ip) addresses(dst, src []byte, s *scratch) []byte {
	n, rest := len(dst), 0
	for at := 0; at < len(src); {
		lo, hi := nextAddress(src, at)
		if lo < 0 {
			break
		}
		dst = m.between(dst, src[rest:lo], s)
		addr, masklen, _ := parseInet(src[lo:hi])
		if m.drawn {
			s.Seed(src[lo:hi])
			addr = m.mix(addr, masklen, s)
		} else {
			addr = m.permuted(addr, masklen, s)
		}
		dst = addr.AppendTo(dst)
		at, rest = hi, hi
	}
	if rest == 0 || m.limit > 0 && shape.Runes(dst[n:])+shape.Runes(src[rest:]) > m.limit {
		return s.Text(dst[:n], src)
	}
	return m.between(dst, src[rest:], s)
}

// between appends what stands beside addresses: a port, the length of a network
// and marks as they are, the rest scrambled.
func (m *ip) between(dst, v []byte, s *scratch) []byte {
	if len(v) > 1 && v[0] == ']' {
		dst, v = append(dst, ']'), v[1:]
	}
	if len(v) > 1 && (v[0] == ':' || v[0] == '/') {
		n := 1 + shape.DigitsAt(v, 1)
		dst, v = append(dst, v[:n]...), v[n:]
	}
	if isBare(v) {
		return append(dst, v...)
	}
	return s.Text(dst, v)
}

// nextAddress returns where in v, from at on, an address stands alone, or -1.
func nextAddress(v []byte, at int) (lo, hi int) {
	for i := at; i < len(v); {
		if !isAddressByte(v[i]) {
			for i < len(v) && isWordByte(v[i]) {
				i++ // a word that an address does not begin
			}
			if i < len(v) && !isAddressByte(v[i]) {
				i++
			}
			continue
		}
		end := i
		for end < len(v) && (isAddressByte(v[end]) || isWordByte(v[end])) {
			end++
		}
		if n := addressLen(v[i:end]); n > 0 {
			return i, i + n
		}
		i = end
	}
	return -1, -1
}

// addressLen returns the length of the address that a word is, with a port or a
// mark after it, or 0.
func addressLen(word []byte) int {
	n := len(word)
	for n > 0 && (word[n-1] == '.' || word[n-1] == ':' && (n < 2 || word[n-2] != ':')) {
		n-- // the end of a sentence
	}
	if _, _, ok := parseInet(word[:n]); ok {
		return n
	}
	if i := bytes.IndexByte(word, ':'); i > 0 {
		if _, ok := parse4(word[:i]); ok && shape.DigitsAt(word, i+1) == n-i-1 {
			return i
		}
	}
	return 0
}

func isAddressByte(c byte) bool { return c == '.' || c == ':' || isHexByte(c) }

func isHexByte(c byte) bool { _, ok := shape.Unhex(c); return ok }

// isWordByte reports whether c may be a part of a word.
func isWordByte(c byte) bool {
	return c >= 0x80 || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
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
