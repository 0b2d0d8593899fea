package shape

// Hexadecimal in text: what casts to uuid, macaddr or bytea, and digests.

// What the kind of a hexadecimal keeps: what it is, and its case.
const (
	hexUUID = iota + 1
	hexBraced
	hexMAC
	hexBytes
	hexLong
	hexColour
	hexCapital = 1 << 4
)

// leastHex is how long a run of hexadecimal digits is at least that is not
// taken for a word or a code; one in capitals looks like a code for longer. A
// quarter of it are digits and an eighth letters, as is likely by chance and is
// not so with words or the number of a bank account.
const (
	leastHex        = 8
	leastHexCapital = 12
)

// hexKind returns the kind of hexadecimal digits in one case.
func hexKind(v []byte) kind {
	digits, small, capital, marks := 0, 0, 0, 0
	from := 0
	switch {
	case len(v) > 2 && (v[0] == '\\' && v[1] == 'x' || v[0] == '0' && v[1] == 'x'):
		from = 2
	case v[0] == '#':
		from = 1
	}
	for _, c := range v[from:] {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case 'a' <= c && c <= 'f':
			small++
		case 'A' <= c && c <= 'F':
			capital++
		case c == '-' || c == ':' || c == '.' || c == '{' || c == '}':
			marks++
		default:
			return plain
		}
	}
	if small > 0 && capital > 0 {
		return plain
	}
	what := hexForm(v, from, marks)
	if what == hexLong && (4*digits < len(v) || 8*(small+capital) < len(v) || len(v) < leastHex || capital > 0 && len(v) < leastHexCapital) || what == 0 || what == hexColour && small+capital == 0 {
		return plain
	}
	if capital > 0 {
		what |= hexCapital
	}
	return hexed.of(what)
}

// hexForm returns what v is, whose characters from there on are hexadecimal or
// marks.
func hexForm(v []byte, from, marks int) uint32 {
	switch {
	case from == 1:
		if n := len(v) - 1; marks == 0 && (n == 3 || n == 4 || n == 6 || n == 8) {
			return hexColour
		}
		return 0
	case from > 0 && marks == 0 && len(v)%2 == 0:
		return hexBytes
	case from > 0:
		return 0
	case marks == 0:
		return hexLong
	case marks == 4 && isUUID(v):
		return hexUUID
	case marks == 6 && len(v) == 38 && v[0] == '{' && v[37] == '}' && isUUID(v[1:37]):
		return hexBraced
	case isGrouped(v, ':', 2, marks) || isGrouped(v, '-', 2, marks) || isGrouped(v, '.', 4, marks):
		return hexMAC
	}
	return 0
}

// IsUUID reports whether v is a UUID.
func IsUUID(v []byte) bool {
	if !isUUID(v) {
		return false
	}
	digits := 0
	for _, c := range v {
		if _, ok := Unhex(c); ok {
			digits++
		}
	}
	return digits == 32
}

// isUUID reports whether the marks of v are where a UUID has them.
func isUUID(v []byte) bool {
	return len(v) == 36 && v[8] == '-' && v[13] == '-' && v[18] == '-' && v[23] == '-'
}

// isGrouped reports whether v is a hardware address: 12 or 16 digits in groups
// of one size, with a mark between them.
func isGrouped(v []byte, mark byte, size, marks int) bool {
	if n := len(v) - marks; n != 12 && n != 16 || marks != n/size-1 {
		return false
	}
	for i, c := range v {
		if (c == mark) != (i%(size+1) == size) {
			return false
		}
	}
	return true
}

// hexed permutes hexadecimal digits. The version and variant of a UUID stay.
func (s *Shaper) hexed(dst, v []byte, k kind) []byte {
	what := k.keeps() &^ hexCapital
	at := len(dst)
	dst = append(dst, v...)
	out := dst[at:]
	num, rad := s.Numerals(len(v))
	n, from, h := 0, 0, hashHex.With(uint64(what))
	switch what {
	case hexBytes:
		from = 2
	case hexColour:
		from = 1
	}
	version, variant := -1, -1
	switch what {
	case hexUUID:
		version, variant = 14, 19
	case hexBraced:
		version, variant = 15, 20
	}
	for i, c := range v[from:] {
		if d, ok := Unhex(c); ok && i != version && i != variant {
			num[n], rad[n] = uint16(d), 16
			n++
		} else if ok {
			h = h.With(uint64(d))
		}
	}
	s.Permute(num[:n], rad[:n], uint64(h.With(uint64(n))))
	digits := "0123456789abcdef"
	if k.keeps()&hexCapital != 0 {
		digits = "0123456789ABCDEF"
	}
	n = 0
	for i, c := range v[from:] {
		if _, ok := Unhex(c); ok && i != version && i != variant {
			out[from+i] = digits[num[n]]
			n++
		}
	}
	return dst
}
