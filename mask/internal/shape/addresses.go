package shape

import "encoding/binary"

// Network addresses in text, as inet and cidr take them. Each number keeps its
// width, so that a value fits where it fitted; a network stays one.

// An address is what inet reads, as 16 bytes.
type address struct {
	bytes [16]byte
	bits  int // 32 or 128
	mask  int // -1: none
}

// network says, for kinds, whether there is a mask, and whether the bits behind
// it are 0, as cidr wants them.
func (a *address) network() uint32 {
	if a.mask < 0 {
		return 0
	}
	n := 16
	if a.bits == 32 {
		n = 4
	}
	for i := range n {
		keep := min(max(a.mask-8*i, 0), 8)
		if a.bytes[i]&(0xFF>>keep) != 0 {
			return isHost
		}
	}
	return isNetwork
}

// What network says of an address with a mask.
const (
	isHost    = 1
	isNetwork = 2
)

// readMask reads what follows an address: nothing, or a mask.
func (a *address) readMask(v []byte) bool {
	a.mask = -1
	if len(v) == 0 {
		return true
	}
	x, ok := ParseUint(v[1:])
	if v[0] != '/' || !ok || len(v) > 4 || x > uint64(a.bits) || v[1] == '0' && len(v) > 2 {
		return false
	}
	a.mask = int(x)
	return true
}

// read4 reads a.b.c.d without leading zeros, and returns how long it is, or 0.
func read4(to []byte, v []byte) int {
	i := 0
	for k := range 4 {
		n := DigitsAt(v, i)
		if n < 1 || n > 3 || n > 1 && v[i] == '0' {
			return 0
		}
		x, _ := ParseUint(v[i : i+n])
		if x > 255 {
			return 0
		}
		to[k] = byte(x)
		if i += n; k < 3 {
			if i == len(v) || v[i] != '.' {
				return 0
			}
			i++
		}
	}
	return i
}

// inet4Kind returns the kind of an IPv4 address.
func inet4Kind(v []byte) kind {
	a := address{bits: 32}
	n := read4(a.bytes[:], v)
	if n == 0 || !a.readMask(v[n:]) {
		return plain
	}
	return inet4.of(a.network())
}

// inet4 permutes IPv4 addresses of as wide numbers. Those of one network of 8, 16
// or 24 bits that is told remain of one.
func (s *Shaper) inet4(dst, v []byte, k kind) []byte {
	a := address{bits: 32}
	n := read4(a.bytes[:], v)
	a.readMask(v[n:])
	num, rad := s.Numerals(4)
	head := 0
	if a.mask == 8 || a.mask == 16 || a.mask == 24 {
		head = a.mask / 8
	}
	h := hashInet
	for i := range num {
		x := uint16(a.bytes[i])
		num[i], rad[i] = octet(x)
		if x == 0 && k.keeps() == isNetwork && 8*i >= a.mask {
			rad[i] = 1
		}
		h = h.With(uint64(rad[i]))
		if i == head-1 {
			network := h
			for _, x := range num[:head] {
				h = h.With(uint64(x))
			}
			s.Permute(num[:head], rad[:head], uint64(network.Text(v[n:])))
		}
	}
	s.Permute(num[head:], rad[head:], uint64(h.Text(v[n:])))
	for i := range num {
		if i > 0 {
			dst = append(dst, '.')
		}
		dst = appendOctet(dst, num[i], rad[i])
	}
	return append(dst, v[n:]...)
}

// octet returns a number below 256 as one among those of its width.
func octet(x uint16) (n, radix uint16) {
	switch {
	case x < 10:
		return x, 10
	case x < 100:
		return x - 10, 90
	}
	return x - 100, 156
}

// appendOctet is the inverse of octet.
func appendOctet(dst []byte, n, radix uint16) []byte {
	switch radix {
	case 90:
		return appendSmall(dst, int(n)+10, 2)
	case 156:
		n += 100
		return appendSmall(append(dst, '0'+byte(n/100)), int(n%100), 2)
	}
	return append(dst, '0'+byte(n))
}

// read6 reads an IPv6 address, and returns how long it is, or 0.
func read6(a *address, v []byte) int {
	a.bits = 128
	i, at, gap := 0, 0, -1
	if len(v) > 1 && v[0] == ':' && v[1] == ':' {
		i, gap = 2, 0
	}
	for i < len(v) && v[i] != '/' {
		if at <= 12 {
			if n := read4(a.bytes[at:], v[i:]); n > 0 {
				i, at = i+n, at+4
				break
			}
		}
		x, n := HexGroup(v[i:])
		if n == 0 || at > 14 {
			return 0
		}
		binary.BigEndian.PutUint16(a.bytes[at:], x)
		i, at = i+n, at+2
		if i == len(v) || v[i] == '/' {
			break
		}
		if v[i] != ':' || i+1 == len(v) {
			return 0
		}
		if i++; v[i] == ':' {
			if gap >= 0 {
				return 0
			}
			gap = at
			i++
		}
	}
	if (gap < 0) != (at == 16) {
		return 0
	}
	if gap >= 0 {
		tail := at - gap
		copy(a.bytes[16-tail:], a.bytes[gap:at])
		clear(a.bytes[gap : 16-tail])
	}
	return i
}

// inet6Kind returns the kind of an IPv6 address.
func inet6Kind(v []byte) kind {
	var a address
	n := read6(&a, v)
	if n == 0 || !a.readMask(v[n:]) {
		return plain
	}
	what := a.network()
	for _, c := range v {
		if IsCapital(c) {
			return plain
		}
		if c == '.' {
			what |= 4
		}
	}
	return inet6.of(what)
}

// inet6 permutes IPv6 addresses of as wide groups. Those of one 0 stay, and so
// does what says that the rest is IPv4.
func (s *Shaper) inet6(dst, v []byte) []byte {
	var a address
	end := read6(&a, v)
	num, rad := s.Numerals(len(v))
	n, h := 0, hashInet.With(6)
	tail := end
	for i := 0; i < end; {
		_, size := HexGroup(v[i:])
		var quad [4]byte
		if size > 0 && read4(quad[:], v[i:]) > 0 {
			tail = i
			for _, x := range quad {
				num[n], rad[n] = octet(uint16(x))
				h = h.With(uint64(rad[n]))
				n++
			}
			break
		}
		if isFreeGroup(v[i : i+size]) {
			for k := range size {
				d, _ := Unhex(v[i+k])
				num[n], rad[n] = uint16(d), 16
				if k == 0 {
					num[n], rad[n] = uint16(d)-1, 15
				}
				n++
			}
		}
		h = h.With(uint64(size))
		i += size
		for i < end && v[i] == ':' {
			h = h.With(':')
			i++
		}
	}
	s.Permute(num[:n], rad[:n], uint64(h.Text(v[end:])))
	return append(s.putInet6(dst, v[:tail], num[:n], rad[:n]), v[end:]...)
}

// isFreeGroup reports whether a group of an IPv6 address is permuted.
func isFreeGroup(v []byte) bool { return len(v) > 0 && v[0] != '0' && string(v) != "ffff" }

// putInet6 appends v with the groups that inet6 has drawn, and the numbers that
// are left as those of IPv4.
func (s *Shaper) putInet6(dst, v []byte, num, rad []uint16) []byte {
	const digits = "0123456789abcdef"
	n := 0
	for i := 0; i < len(v); {
		_, size := HexGroup(v[i:])
		if isFreeGroup(v[i : i+size]) {
			dst = append(dst, digits[num[n]+1])
			for k := 1; k < size; k++ {
				dst = append(dst, digits[num[n+k]])
			}
			n += size
		} else {
			dst = append(dst, v[i:i+size]...)
		}
		for i += size; i < len(v) && v[i] == ':'; i++ {
			dst = append(dst, ':')
		}
	}
	for k := n; k < len(num); k++ {
		if k > n {
			dst = append(dst, '.')
		}
		dst = appendOctet(dst, num[k], rad[k])
	}
	return dst
}
