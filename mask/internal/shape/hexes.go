package shape

import (
	"bytes"
	"encoding/binary"

	"sanitize/mask/internal/perm"
)

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
	hexMixed   = 1 << 5 // a chain's address whose case is a check
)

// leastHex is how long a run of hexadecimal digits is at least that is not
// taken for a word or a code; one in capitals looks like a code for longer. A
// quarter of it are digits and an eighth letters, as is likely by chance and is
// not so with words or the number of a bank account; in small letters one of each
// is enough of a length that these have not.
const (
	leastHex        = 8
	leastHexCapital = 12
	leastHexAlone   = 12
)

// hexCounts is what a character of a hexadecimal counts for: one of its kind, in
// that kind's field of a word. 0 are those that none has.
var hexCounts = func() (counts [256]uint64) {
	for c := range counts {
		switch {
		case '0' <= c && c <= '9':
			counts[c] = 1
		case 'a' <= c && c <= 'f':
			counts[c] = 1 << hexSmall
		case 'A' <= c && c <= 'F':
			counts[c] = 1 << hexUpper
		case c == '-' || c == ':' || c == '.' || c == '{' || c == '}':
			counts[c] = 1 << hexMark
		}
	}
	return counts
}()

// The fields of hexCounts. No value of a kind is longer than one counts.
const (
	hexField = 1<<16 - 1
	hexSmall = 16
	hexUpper = 32
	hexMark  = 48
)

// hexKind returns the kind of hexadecimal digits in one case.
func hexKind(v []byte) kind {
	from := 0
	switch {
	case len(v) > 2 && (v[0] == '\\' && v[1] == 'x' || v[0] == '0' && v[1] == 'x'):
		from = 2
	case v[0] == '#':
		from = 1
	}
	count := uint64(0)
	for _, c := range v[from:] {
		k := hexCounts[c]
		if k == 0 {
			return plain
		}
		count += k
	}
	digits, small, capital, marks := int(count&hexField), int(count>>hexSmall&hexField), int(count>>hexUpper&hexField), int(count>>hexMark)
	mixed := small > 0 && capital > 0
	if mixed && (from == 0 || len(v) != chainAddress) {
		return plain
	}
	what := hexForm(v, from, marks)
	few := 4*digits < len(v) || 8*(small+capital) < len(v)
	if small > 0 && len(v) >= leastHexAlone {
		few = digits == 0 // one in fifty of such digests has a letter alone
	}
	if what == hexLong && (few || len(v) < leastHex || capital > 0 && len(v) < leastHexCapital) || what == 0 || what == hexColour && small+capital == 0 {
		return plain
	}
	switch {
	case mixed:
		what |= hexMixed
	case capital > 0:
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

// chainAddress is the length of an address of Ethereum and its kin, 0x and 20
// bytes, in which EIP-55 writes some letters as capitals.
const chainAddress = 42

// hexed permutes hexadecimal digits. The version and variant of a UUID stay.
func (s *Shaper) hexed(dst, v []byte, k kind) []byte {
	what := k.keeps() &^ (hexCapital | hexMixed)
	h := hashHex.With(uint64(what))
	from, version, variant := 0, -1, -1
	switch what {
	case hexBytes:
		from = 2
	case hexColour:
		from = 1
	case hexUUID:
		version, variant = 14, 19
	case hexBraced:
		version, variant = 15, 20
	}
	s.hold = append(s.hold[:0], v[from:]...)
	free, marked := s.hold, what == hexUUID || what == hexBraced || what == hexMAC
	if marked {
		free = digitsOf(free, version, variant)
	}
	if version >= 0 {
		h = h.With(uint64(Lower(v[version]))).With(uint64(Lower(v[variant])))
	}
	s.permuteHex(free, uint64(h.With(uint64(len(free)))), k.keeps()&hexCapital != 0)
	if k.keeps()&hexMixed != 0 {
		s.mixCase(free, v)
	}
	dst = append(dst, v[:from]...)
	if !marked {
		return append(dst, free...)
	}
	n := 0
	for i, c := range v[from:] {
		if _, ok := Unhex(c); ok && i != version && i != variant {
			c = free[n]
			n++
		}
		dst = append(dst, c)
	}
	return dst
}

// mixCase makes capitals of some letters of free, as v decides, which has both; two
// letters at least are not of one case.
func (s *Shaper) mixCase(free, v []byte) {
	s.Seed(v)
	first := -1
	for i, c := range free {
		switch {
		case c < 'a':
		case first < 0:
			first = i
		case s.Below(2) == 0:
			free[i] = c - 'a' + 'A'
		}
	}
	last := bytes.LastIndexAny(free[first+1:], "abcdefABCDEF")
	if first >= 0 && last >= 0 {
		free[first+1+last] &^= 'a' - 'A'
	}
}

// digitsOf returns the digits of v, in its place, but for those at two places.
func digitsOf(v []byte, version, variant int) []byte {
	n := 0
	for i, c := range v {
		if _, ok := Unhex(c); ok && i != version && i != variant {
			v[n] = c
			n++
		}
	}
	return v[:n]
}

// permuteHex replaces hexadecimal digits one to one: as Permute, of whose forms it
// has those for numerals that are bits, and with words of 16 digits where Permute
// has digits. Only a prefix of longestKind digits is taken.
func (s *Shaper) permuteHex(v []byte, tweak uint64, capital bool) {
	h := s.perm.Tweak(tweak)
	switch n := len(v); {
	case n == 0:
	case n <= 8:
		putHex(v, h.Below(hexWord(v), 1<<(4*n)), capital)
	case n <= 24:
		i := n / 2
		l, r := h.Pair(hexWord(v[:i]), hexWord(v[i:]), 1<<(4*i), 1<<(4*(n-i)))
		putHex(v[:i], l, capital)
		putHex(v[i:], r, capital)
	default:
		s.permuteHexLong(v, &h, capital)
	}
}

// headDigits are the hexadecimal digits of a number of a head, whose greatest is
// below perm.MostHalf.
const headDigits = 12

// permuteHexLong is permuteLong for hexadecimal digits, more than 24 of them.
func (s *Shaper) permuteHexLong(v []byte, h *perm.Tweaked, capital bool) {
	const mask = perm.MostHalf - 1
	head := v[:headDigits]
	if 256*4*len(v) >= weightOfLong {
		head = v[:2*headDigits]
	}
	rest := v[len(head):]
	var room [longestKind/16 + 1]uint64
	tail := room[:0]
	for i := 0; i < len(rest); i += 16 {
		tail = append(tail, hexWord(rest[i:min(i+16, len(rest))]))
	}
	x, y := hexWord(head[:headDigits]), hexWord(head[headDigits:])

	f, g := h.SumWords(5, tail)
	x, y = (x+f)&mask, (y+g)&mask
	if len(head) == headDigits {
		y = 0
	}
	s.seedShift(x, y, h)
	for i := range tail {
		tail[i] ^= s.Uint64()
		if n := len(rest) - 16*i; n < 16 {
			tail[i] &= 1<<(4*n) - 1
		}
	}
	f, g = h.SumWords(6, tail)
	x, y = (x+f)&mask, (y+g)&mask

	putHex(head[:headDigits], x, capital)
	putHex(head[headDigits:], y, capital)
	for i, w := range tail {
		putHex(rest[16*i:min(16*i+16, len(rest))], w, capital)
	}
}

// hexWord returns the number that up to 16 digits make.
func hexWord(v []byte) (w uint64) {
	for ; len(v) >= 8; v = v[8:] {
		x := digitsOfHex(binary.BigEndian.Uint64(v))
		x = (x | x>>4) & 0x00ff00ff00ff00ff
		x = (x | x>>8) & 0x0000ffff0000ffff
		w = w<<32 | (x|x>>16)&0xffffffff
	}
	for _, c := range v {
		w = w<<4 | digitsOfHex(uint64(c))
	}
	return w
}

// inBytes times a number below 256 is eight of it.
const inBytes = 0x0101010101010101

// digitsOfHex returns what eight characters say, each in its byte: letters have the
// bit of 64, and begin at 1.
func digitsOfHex(v uint64) uint64 { return v&(15*inBytes) + v>>6&inBytes*9 }

// charactersOfHex is the inverse of digitsOfHex.
func charactersOfHex(x uint64, capital bool) uint64 {
	letters := uint64('a' - '0' - 10)
	if capital {
		letters = 'A' - '0' - 10
	}
	return x + '0'*inBytes + (x+6*inBytes)>>4&inBytes*letters
}

// putHex writes the lowest digits of a number.
func putHex(to []byte, w uint64, capital bool) {
	for ; len(to) >= 8; w >>= 32 {
		x := w & 0xffffffff
		x = (x | x<<16) & 0x0000ffff0000ffff
		x = (x | x<<8) & 0x00ff00ff00ff00ff
		x = (x | x<<4) & (15 * inBytes)
		binary.BigEndian.PutUint64(to[len(to)-8:], charactersOfHex(x, capital))
		to = to[:len(to)-8]
	}
	for i := len(to) - 1; i >= 0; i-- {
		to[i] = byte(charactersOfHex(w&15, capital))
		w >>= 4
	}
}
