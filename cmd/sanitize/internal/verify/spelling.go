package verify

import (
	"bytes"
	"html"
	"io"
	"mime/quotedprintable"
	"net/url"
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

func fromQuoted(v []byte) []byte {
	if escape := bytes.IndexByte(v, '='); escape < 0 || escape+2 >= len(v) {
		return nil
	}
	d, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(v)))
	if err != nil || len(d) >= len(v) {
		return nil
	}
	return d
}

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
		case isBetweenNumbers(rune(b)):
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

func isBetweenNumbers(r rune) bool {
	return r == ' ' || r == ',' || r == ':' || r == ';' || r == '-' || r == '[' || r == ']'
}

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
var turns = func() []turn {
	back, rot13 := turn{backwards: true}, turn{}
	for i := range back.by {
		b := byte(i)
		back.by[i], rot13.by[i] = b, b
		if isLetter(b) {
			rot13.by[i] = b&0xe0 + (b&0x1f-1+13)%26 + 1
		}
	}
	return []turn{back, rot13}
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

// edges returns the first and the last bytes of the word that was turned.
func (t *turn) edges(word []byte) (head, tail [4]byte) {
	n := len(word)
	copy(head[:], word)
	copy(tail[:], word[n-4:])
	if t.backwards {
		head, tail = [4]byte{tail[3], tail[2], tail[1], tail[0]}, [4]byte{head[3], head[2], head[1], head[0]}
	}
	for i := range head {
		head[i], tail[i] = t.by[head[i]], t.by[tail[i]]
	}
	return head, tail
}
