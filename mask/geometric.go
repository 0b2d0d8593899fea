package mask

import (
	"bytes"
	"errors"

	"sanitize/mask/internal/shape"
)

var errGeometry = errors.New("not a geometric value")

// geometry scrambles the numbers of a geometric value. As none that is not zero
// becomes zero, a line stays a line.
type geometry struct{}

func (geometry) append(dst, src []byte, s *scratch) ([]byte, error) {
	if len(src) == 0 || bytes.IndexByte([]byte("([{<"), src[0]) < 0 {
		return dst, errGeometry
	}
	for i := 0; i < len(src); {
		if n, ok := shape.ScanNumber(src[i:]); ok {
			v := src[i : i+n]
			dst = s.Number(dst, v, shape.Limits{FloatBits: 64, Exponent: shape.Exponent(v)})
			i += n
			continue
		}
		n := geometryMark(src[i:])
		if n == 0 {
			return dst, errGeometry
		}
		dst = append(dst, src[i:i+n]...)
		i += n
	}
	return dst, nil
}

// geometryMark returns the length of what b begins with, if it is neither a
// number nor wrong.
func geometryMark(b []byte) int {
	for _, word := range [...]string{"Infinity", "-Infinity", "NaN"} {
		if len(b) >= len(word) && string(b[:len(word)]) == word {
			return len(word)
		}
	}
	if bytes.IndexByte([]byte("()[]{}<>, "), b[0]) >= 0 {
		return 1
	}
	return 0
}
