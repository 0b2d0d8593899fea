package verify

import (
	"bytes"
	"encoding/binary"
	"html"
	mathbits "math/bits"
	"net/url"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// spellings are the ways in which a whole text may be written. Each returns what it
// says, or nil if it is not written so.
var spellings = []func(v []byte) []byte{fromPercent, fromEntities, fromEscapes, fromKind, fromTags, fromQuoted, fromNumbers, fromCompatible}

// other returns d if it is not v.
func other(d, v []byte) []byte {
	if bytes.Equal(d, v) {
		return nil
	}
	return d
}

func fromPercent(v []byte) []byte {
	if bytes.IndexByte(v, '%') < 0 {
		return nil
	}
	d, err := url.QueryUnescape(string(v))
	if err != nil {
		return nil
	}
	return other([]byte(d), v)
}

func fromEntities(v []byte) []byte {
	if i := bytes.IndexByte(v, '&'); i < 0 || bytes.IndexByte(v[i:], ';') < 0 {
		return nil
	}
	return other([]byte(html.UnescapeString(string(v))), v)
}

func fromEscapes(v []byte) []byte {
	if bytes.IndexByte(v, '\\') < 0 && !bytes.Contains(v, []byte("%u")) {
		return nil
	}
	return other(unescape(v), v)
}

// fromKind leaves away what tells the kind of a value.
func fromKind(v []byte) []byte {
	var buf []byte
	return other(content(v, &buf), v)
}

// fromTags leaves away tags, and what their attributes say.
func fromTags(v []byte) []byte {
	if bytes.IndexByte(v, '<') < 0 {
		return nil
	}
	return other(appendUntagged(nil, v, false), v)
}

// fromQuoted reads what is quoted-printable: see RFC 2045. What stands behind a = and
// is no byte's number stays, as mailers have it.
func fromQuoted(v []byte) []byte {
	at, size := quoted(v)
	if size == 0 {
		return nil
	}
	out := make([]byte, 0, len(v))
	for ; size > 0; at, size = quoted(v) {
		out = append(out, v[:at]...)
		if b, ok := hexByte(v[at+1:]); ok {
			out = append(out, b)
		}
		v = v[at+size:]
	}
	return append(out, v...)
}

// quoted returns where the first byte stands that is quoted, or the end of a line that
// goes on, and how many bytes that takes; none if there is neither.
func quoted(v []byte) (at, size int) {
	for ; at+1 < len(v); at++ {
		n := bytes.IndexByte(v[at:], '=')
		if n < 0 {
			break
		}
		at += n
		if _, ok := hexByte(v[at+1:]); ok {
			return at, 3
		}
		rest := bytes.TrimLeft(v[at+1:], " \t\r")
		if len(rest) > 0 && rest[0] == '\n' {
			return at, len(v) - at - len(rest) + 1
		}
	}
	return at, 0
}

// hexByte returns the byte of which v begins with the two hexadecimal digits.
func hexByte(v []byte) (b byte, ok bool) {
	if len(v) < 2 {
		return 0, false
	}
	hi, lo := hexDigit[v[0]], hexDigit[v[1]]
	return hi<<4 | lo, hi < 16 && lo < 16
}

// hexDigit is what a hexadecimal digit counts, 16 for all else.
var hexDigit = func() (t [256]byte) {
	for b := range t {
		n, err := strconv.ParseUint(string([]byte{byte(b)}), 16, 8)
		if t[b] = byte(n); err != nil {
			t[b] = 16
		}
	}
	return t
}()

// codePoints are how the numbers of characters are written: in which base, and with
// how many digits.
var codePoints = []struct{ base, least, most int }{{16, 2, 6}, {10, 2, 3}, {8, 3, 3}, {2, 8, 8}}

// fromNumbers reads the numbers of characters that stand in a row, with marks between
// them, as in 4a 6f 68 6e or U+004A U+006F.
func fromNumbers(v []byte) []byte {
	if !hasNumbers(v) {
		return nil
	}
	var out []byte
	for _, code := range codePoints {
		at := len(out) // where what stands in a row begins
		end := func() {
			if len(out)-at < least {
				out = out[:at]
			} else {
				out = append(out, ' ')
			}
			at = len(out)
		}
		for one := range bytes.FieldsFuncSeq(v, isBetweenNumbers) {
			number := bytes.TrimPrefix(bytes.TrimPrefix(one, []byte("0x")), []byte("U+"))
			n, err := strconv.ParseUint(string(number), code.base, 21)
			if err == nil && len(number) >= code.least && len(number) <= code.most && n >= ' ' && utf8.ValidRune(rune(n)) {
				out = appendCode(out, rune(n))
			} else {
				end()
			}
		}
		end()
	}
	return out
}

// appendCode appends a character, or the byte of UTF-8 that a small number may be.
func appendCode(out []byte, r rune) []byte {
	if r < 0x100 {
		return append(out, byte(r))
	}
	return utf8.AppendRune(out, r)
}

// hasNumbers reports whether v may have the numbers of characters in a row. It is
// quick: a text has words that are longer, or no digits.
func hasNumbers(v []byte) bool {
	row, size, digits := 0, 0, 0
	for _, b := range v {
		switch {
		case betweenNumbers[b]:
			if size >= 2 && digits > 0 {
				row++
			} else if size > 0 {
				row = 0
			}
			size, digits = 0, 0
		case size == 8:
			row, digits = 0, 0
		default:
			size++
			digits += int(digit[b])
		}
		if row == least-1 {
			return true
		}
	}
	return false
}

func isBetweenNumbers(r rune) bool { return r < 0x80 && betweenNumbers[r] }

var betweenNumbers = [256]bool{' ': true, ',': true, ':': true, ';': true, '-': true, '[': true, ']': true}

// fromCompatible reads what is written with other digits than ours, or with
// characters of a font, as letters in circles are.
func fromCompatible(v []byte) []byte {
	if ascii(v) || norm.NFKC.IsNormal(v) && !bytes.ContainsFunc(v, isOtherDigit) {
		return nil
	}
	return other(bytes.Map(func(r rune) rune {
		if !isOtherDigit(r) {
			return r
		}
		n := rune(0) // digits stand in tens
		for n < 9 && unicode.IsDigit(r-n-1) {
			n++
		}
		return '0' + n
	}, norm.NFKC.Bytes(v)), v)
}

func isOtherDigit(r rune) bool { return r > 0x7f && unicode.IsDigit(r) }

// A turn is what a text may have been turned by, letter by letter.
type turn struct {
	backwards bool
	by        [256]byte
}

// turns are from the end to the beginning, and by half the alphabet.
var turns = func() [2]turn {
	back, rot13 := turn{backwards: true}, turn{}
	for i := range back.by {
		b := byte(i)
		back.by[i], rot13.by[i] = b, b
		if isLetter(b) {
			rot13.by[i] = b&0xe0 + (b&0x1f-1+13)%26 + 1
		}
	}
	return [2]turn{back, rot13}
}()

// undo returns the text that was turned.
func (t *turn) undo(v []byte) []byte {
	out := make([]byte, 0, len(v))
	if !t.backwards {
		for _, b := range v {
			out = append(out, t.by[b])
		}
		return out
	}
	for len(v) > 0 {
		_, n := utf8.DecodeLastRune(v)
		out = append(out, v[len(v)-n:]...)
		v = v[:len(v)-n]
	}
	return out
}

// turn makes the words of r, which are of ASCII, those of outer turned back. It is as
// if the text had been turned, and then read.
func (r *wordReader) turn(outer *wordReader, t *turn) {
	r.words = append(r.words[:0], outer.words...)
	r.folded = append(r.folded[:0], outer.folded...)
	if t.backwards {
		slices.Reverse(r.words)
		slices.Reverse(r.folded[:max(0, len(r.folded)-1)]) // without the last blank
	} else {
		for i, b := range r.folded {
			r.folded[i] = t.by[b]
		}
	}
	for i := range r.words {
		w := &r.words[i]
		w.hash = 0
		if t.backwards {
			w.lo, w.hi = len(r.folded)-1-w.hi, len(r.folded)-1-w.lo
		}
	}
}

// edge is edge for the four bytes at an edge of a word that was turned.
func (t *turn) edge(at []byte, size, bits int) uint64 {
	n := binary.LittleEndian.Uint32(at)
	if t.backwards {
		n = mathbits.ReverseBytes32(n)
	} else {
		n = byHalf(n)
	}
	return edgeOf(n, size, bits)
}

// byHalf moves the letters among four bytes in lower case by half the alphabet.
func byHalf(v uint32) uint32 {
	const each = 0x01010101
	low := v & (0x7f * each)
	second := low + (0x80-'n')*each // the high bits tell which are from n on
	letters := (low + (0x80-'a')*each) &^ (low + (0x7f-'z')*each) &^ v & (0x80 * each) >> 7
	return v + 13*letters - 26*(second>>7&letters)
}
