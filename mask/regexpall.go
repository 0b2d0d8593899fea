package mask

import (
	"io"
	"unicode/utf8"
)

// maxSteps is how many times each character of a long value may be read by the
// searches for its matches, on average. A pattern such as a.*z|a reads up to the
// end for each match.
const maxSteps = 256

// runes hands out the characters of a text, and counts them.
type runes struct {
	text  []byte
	at    int
	steps int
}

// ReadRune implements io.RuneReader.
func (r *runes) ReadRune() (c rune, n int, err error) {
	if r.at == len(r.text) {
		return 0, 0, io.EOF
	}
	c, n = utf8.DecodeRune(r.text[r.at:])
	r.at += n
	r.steps++
	return c, n, nil
}

// replaceAll is regexp's ReplaceAll, but for a long value: what it makes goes into
// dst at once, and the searches take no more than linear time together.
func (m *replacement) replaceAll(dst, src []byte) ([]byte, error) {
	r := &runes{text: src}
	done := 0 // of src, that is in dst
	for at := 0; at <= len(src); {
		match := m.find(r, at)
		if match == nil {
			break
		}
		if r.steps > maxSteps*len(src) {
			return dst, errSteps
		}
		lo, hi := match[0], match[1]
		dst = append(dst, src[done:lo]...)
		if hi > done || lo == 0 { // no empty match right behind another one
			dst = m.re.Expand(dst, m.with, src, match)
		}
		done = hi
		_, width := utf8.DecodeRune(src[at:])
		at = max(at+max(width, 1), hi)
	}
	return append(dst, src[done:]...), nil
}

// find returns the first match at or behind an offset, as FindSubmatchIndex does.
// What stands before the offset counts for \b and ^.
func (m *replacement) find(r *runes, at int) []int {
	if r.at = at; at == 0 {
		return m.re.FindReaderSubmatchIndex(r)
	}
	_, before := utf8.DecodeLastRune(r.text[:at])
	base := at - before
	r.at = base
	match := m.behind.FindReaderSubmatchIndex(r)
	if match == nil {
		return nil
	}
	for i := range match {
		if match[i] >= 0 {
			match[i] += base
		}
	}
	_, first := utf8.DecodeRune(r.text[match[0]:])
	match[0] += first
	return match
}
