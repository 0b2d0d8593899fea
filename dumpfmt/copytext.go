package dumpfmt

import (
	"bytes"
	"encoding/binary"
	"errors"

	"sanitize/dumpfmt/sqllex"
)

// copyNull is the raw field that means NULL.
const copyNull = `\N`

// copyEscape holds the letter that follows the backslash for each byte that
// COPY escapes, 0 for the others. See CopyAttributeOutText in copyto.c.
var copyEscape = [256]byte{
	'\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '\v': 'v', '\\': '\\',
}

// AppendCopyText appends src to dst as a field of COPY's text format. The value
// \N becomes \\N; NULL is not a value and has no encoding here.
func AppendCopyText(dst, src []byte) []byte {
	if isCopyPlain(src) {
		return append(dst, src...)
	}
	lo := 0
	for i, c := range src {
		if e := copyEscape[c]; e != 0 {
			dst = append(append(dst, src[lo:i]...), '\\', e)
			lo = i + 1
		}
	}
	return append(dst, src[lo:]...)
}

// The bytes of a word, each 1, and the highest bit of each.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// isCopyPlain reports whether src, of eight bytes or more, has neither a control
// character nor a backslash, as nearly all values have not: eight bytes at a time,
// the last of which may have been looked at before.
func isCopyPlain(src []byte) bool {
	if len(src) < 8 {
		return false
	}
	var found uint64
	for i := 0; i < len(src); i += 8 {
		w := binary.LittleEndian.Uint64(src[min(i, len(src)-8):])
		slash := w ^ ones*'\\'
		found |= (w-ones*' ')&^w | (slash-ones)&^slash
	}
	return found&tops == 0
}

// copyEscapes returns how many bytes of src COPY escapes.
func copyEscapes(src []byte) (n int) {
	for _, c := range src {
		if copyEscape[c] != 0 {
			n++
		}
	}
	return n
}

var (
	errLoneBackslash = errors.New("a field ends in a lone backslash")
	errZeroEscape    = errors.New("an escape stands for a zero byte")
)

// AppendCopyDecoded appends the value of the raw field src, which is not \N, to
// dst. Besides what pg_dump writes it decodes what COPY accepts: \0 to \377 in
// octal, \xH and \xHH, and \c for any other c. See CopyReadAttributesText in
// copyfromparse.c.
func AppendCopyDecoded(dst, src []byte) ([]byte, error) {
	for {
		i := bytes.IndexByte(src, '\\')
		if i < 0 {
			return append(dst, src...), nil
		}
		if i+1 == len(src) {
			return dst, errLoneBackslash
		}
		dst = append(dst, src[:i]...)
		c, n := copyDecode(src[i+1:])
		if c == 0 {
			return dst, errZeroEscape
		}
		dst = append(dst, c)
		src = src[i+1+n:]
	}
}

// copyDecode returns the byte that the escape after a backslash stands for and
// the length of the escape.
func copyDecode(b []byte) (byte, int) {
	if b[0] == 'v' {
		return '\v', 1
	}
	return sqllex.Unescaped(b)
}

// splitCopy appends the bounds of the fields of line, one row without its
// newline, to fields. A tab after a backslash is data, as COPY reads it.
func splitCopy(fields []field, line []byte) []field {
	lo := 0
	for {
		i := bytes.IndexByte(line[lo:], '\t')
		for i > 0 && line[lo+i-1] == '\\' && escaped(line[lo:lo+i]) {
			j := bytes.IndexByte(line[lo+i+1:], '\t')
			if j < 0 {
				i = -1
				break
			}
			i += 1 + j
		}
		if i < 0 {
			return append(fields, field{lo: lo, hi: len(line)})
		}
		fields = append(fields, field{lo: lo, hi: lo + i})
		lo += i + 1
	}
}

// escaped reports whether b ends in an odd number of backslashes.
func escaped(b []byte) bool {
	n := 0
	for n < len(b) && b[len(b)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
