package verify

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/hex"
	"math"
	"net/netip"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is made of a value without a key tells it to everybody: a digest can be
// looked up, and what is turned round, or moved along the alphabet, can be turned
// and moved back.

// certain is how many bits a part of a result has in common with its original, at
// least, that has not come by chance in any dump; sure is that of a whole one, and
// respelled that of one which no mask would have given other marks.
const (
	certain   = 36
	sure      = 30
	respelled = 26
)

// derived reports whether b is made of a without a key.
func derived(a, b []byte) bool {
	if len(a) < least || len(b) < least {
		return false
	}
	if len(a) == len(b) && (isReversed(a, b) || isRotated(a, b) || isMoved(a, b)) {
		return true
	}
	if placeholder(a) {
		return isEnd(a, b) && !isHost(a) || isDigest(a, b)
	}
	return (common(a, b, &lower) >= respelled || isEnd(a, b)) && !isHost(a) ||
		bytes.ContainsFunc(a, unicode.IsLetter) && common(a, b, &skeleton) >= sure && hasNumbersOf(a, b) || isDigest(a, b)
}

// skeleton is lower without what a text is readable without, the vowels and numbers,
// and with the digits and marks that are written for letters read as these.
var skeleton = func() [256]byte {
	t := lower
	for _, b := range []byte("aeiouyAEIOUY@0123456789") {
		t[b] = 0
	}
	t['5'], t['$'], t['7'] = 's', 's', 't'
	return t
}()

// hasNumbersOf reports whether b has the numbers of a: their digits stand for no
// letters.
func hasNumbersOf(a, b []byte) bool {
	for number := range bytes.FieldsFuncSeq(a, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(number) > 2 && !bytes.Contains(b, number) {
			return false
		}
	}
	return true
}

// isHost reports whether v is the address of a host or a network: masks give others of
// the same digits other marks, as to 10.11.2.0 those of 10.1.12.0.
func isHost(v []byte) bool {
	text, _, _ := strings.Cut(string(v), "/")
	_, err := netip.ParseAddr(text)
	return err == nil
}

// common returns about how many bits a and b have in common if they are the same by
// a table, which has 0 for the bytes that do not matter, else 0. One letter after its
// like does not matter either.
func common(a, b []byte, by *[256]byte) (bits int) {
	var last byte
	next := func(v []byte) (byte, []byte) {
		for i, c := range v {
			if c = by[c]; c != 0 && (c != last || digit[c] == 1) {
				return c, v[i+1:]
			}
		}
		return 0, nil
	}
	for {
		var x, y byte
		x, a = next(a)
		y, b = next(b)
		switch {
		case x != y:
			return 0
		case x == 0:
			return bits
		}
		last = x
		bits += 4 - int(digit[x])
	}
}

// isEnd reports whether the last digits of b are those of a, as many as a number has
// that can be known again, without the zeros before it: of numbers masks leave the
// beginning. A time of day stays with its day.
func isEnd(a, b []byte) bool {
	n, number := 0, 0
	for {
		a, b = beforeMarks(a), beforeMarks(b)
		if len(a) == 0 || len(b) == 0 || a[len(a)-1] != b[len(b)-1] || digit[a[len(a)-1]] == 0 {
			break
		}
		if n++; a[len(a)-1] != '0' {
			number = n
		}
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return number >= leastDigits && !bytes.ContainsFunc(a, func(r rune) bool { return r > '9' })
}

// beforeMarks returns v without the marks at its end that stand between the digits of
// numbers.
func beforeMarks(v []byte) []byte {
	for len(v) > 0 && strings.IndexByte(" -./()+", v[len(v)-1]) >= 0 {
		v = v[:len(v)-1]
	}
	return v
}

// isRotated reports whether b is the end of a and then its beginning.
func isRotated(a, b []byte) bool {
	i := bytes.Index(a, b[:least/2])
	return i > 0 && bytes.HasPrefix(b, a[i:]) && bytes.HasSuffix(b, a[:i]) && bitsOf(b) >= sure
}

// isReversed reports whether b is a from its end to its beginning.
func isReversed(a, b []byte) bool {
	whole := b
	for len(a) > 0 {
		_, n := utf8.DecodeRune(a)
		_, m := utf8.DecodeLastRune(b)
		if n != m || !bytes.Equal(a[:n], b[len(b)-m:]) {
			return false
		}
		a, b = a[n:], b[:len(b)-m]
	}
	return bitsOf(whole) >= sure
}

// isMoved reports whether all letters of b are as far behind those of a in the
// alphabet, and all digits as far behind its digits. What has not moved, as the letters
// before a number, which masks leave, does not count.
func isMoved(a, b []byte) bool {
	letters, digits, moved := -1, -1, 0
	for i, x := range a {
		y := b[i]
		switch {
		case digit[x] == 1 && digit[y] == 1:
			if by := (int(y) - int(x) + 10) % 10; digits < 0 {
				digits = by
			} else if by != digits {
				return false
			}
			moved += min(3, digits*3)
		case isLetter(x) && isLetter(y) && x&0x20 == y&0x20:
			if by := (int(y) - int(x) + 26) % 26; letters < 0 {
				letters = by
			} else if by != letters {
				return false
			}
			moved += min(4, letters*4)
		case x != y:
			return false
		}
	}
	return moved >= sure && bitsOf(b) >= sure
}

// isDigest reports whether b is a digest of a, as it stands or in lower case, in
// hexadecimal digits.
func isDigest(a, b []byte) bool {
	switch len(b) {
	case hex.EncodedLen(md5.Size), hex.EncodedLen(sha1.Size), hex.EncodedLen(sha256.Size), hex.EncodedLen(sha512.Size):
	default:
		return false
	}
	want := make([]byte, hex.DecodedLen(len(b)))
	if _, err := hex.Decode(want, b); err != nil {
		return false
	}
	for _, v := range [][]byte{a, bytes.ToLower(bytes.TrimSpace(a))} {
		if bytes.Equal(want, digestOf(v, len(want))) {
			return true
		}
	}
	return false
}

// digestOf returns the digest of v that has so many bytes.
func digestOf(v []byte, size int) []byte {
	switch size {
	case md5.Size:
		d := md5.Sum(v)
		return d[:]
	case sha1.Size:
		d := sha1.Sum(v)
		return d[:]
	case sha256.Size:
		d := sha256.Sum256(v)
		return d[:]
	}
	d := sha512.Sum512(v)
	return d[:]
}

// bitsOf is about how many bits the letters and digits of v have. One that comes
// again at once, as zeros do, tells nothing, nor does a part of one, or a mark.
func bitsOf(v []byte) int { return bitsUpTo(v, math.MaxInt) }

// bitsUpTo is bitsOf for who asks for so many bits, and counts no more.
func bitsUpTo(v []byte, most int) int {
	bits := 0
	var last []byte
	for size := 0; len(v) > 0 && bits < most; v = v[size:] {
		size = 1
		worth := 0
		switch c := v[0]; {
		case digit[c] == 1:
			worth = 3
		case c < utf8.RuneSelf && lower[c] != 0:
			worth = 4
		case c >= utf8.RuneSelf:
			worth, size = bitsAt(v)
		}
		if !bytes.Equal(v[:size], last) {
			bits += worth
		}
		last = v[:size]
	}
	return bits
}

// bitsAt is bitsOf for the character beyond ASCII that v begins with, and how many bytes
// it has: alphabets and kana have few letters, other scripts thousands.
func bitsAt(v []byte) (bits, size int) {
	kind, size, ascii := characterAt(v)
	switch {
	case size == 1, kind == gap, kind == invisible:
		return 0, size
	case kind == fullWidth:
		return bitsOf([]byte{ascii}), size
	case kind == wide && v[0] == 0xe3 && v[1] >= 0x81 && v[1] <= 0x83: // U+3040 to U+30FF
		return 6, size
	case kind == wide:
		return 12, size
	}
	return 4, size
}

// isCut reports whether the beginning or the end of one word is as it was: as much of
// it as does not come by chance, and no mask leaves. Of a URL masks leave much.
func isCut(a, b []byte) bool {
	if bytes.ContainsAny(a, " \n\t/") {
		return false
	}
	if head := geometryHead(a); head > 0 && head == geometryHead(b) {
		a, b = a[head:], b[head:]
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	m := 0
	for m < len(a) && m < len(b) && a[len(a)-1-m] == b[len(b)-1-m] {
		m++
	}
	return bitsOf(a[:n]) >= certain || bitsOf(a[len(a)-m:]) >= certain
}

// geometryHead returns how many of the hexadecimal digits in which PostGIS writes a
// geometry say what it is: the order of its bytes, the kind, the reference system, and
// of all but points how many rings and points it has. They stay. It is 0 of all else.
// See lwgeom_write_to_buffer in liblwgeom/lwout_wkb.c.
func geometryHead(v []byte) int {
	const (
		order, number, coordinate = 2 * 1, 2 * 4, 2 * 8
		flags, system             = 0xe0000000, 0x20000000
		point, last               = 1, 17
	)
	var b [(order + number) / 2]byte
	if len(v) < order+2*number+2*coordinate || slices.ContainsFunc(v, func(c byte) bool { return hexDigit[c] == 16 }) {
		return 0
	}
	hex.Decode(b[:], v[:order+number])
	kind := binary.BigEndian.Uint32(b[1:])
	if b[0] == 1 {
		kind = binary.LittleEndian.Uint32(b[1:])
	}
	if b[0] > 1 || kind&^flags < point || kind&^flags > last {
		return 0
	}
	head := order + number
	if kind&system != 0 {
		head += number
	}
	if kind&^flags != point {
		head += 2 * number
	}
	return head
}
