package rows

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// Form is how a value is brought into the one form that equal values have,
// where PostgreSQL's = sees more than bytes.
type Form int

// The forms.
const (
	FormExact    Form = iota
	FormTrim          // char(n): blanks at the end are padding
	FormFold          // citext: case does not count
	FormTrimFold      // both
	FormNumber        // numeric: 1.50 is 1.5
	FormFloat         // float4, float8: 1e+02 is 100
)

// Append appends the form of v to dst.
func (f Form) Append(dst, v []byte) []byte {
	switch f {
	case FormTrim:
		return append(dst, bytes.TrimRight(v, " ")...)
	case FormTrimFold:
		return appendFolded(dst, bytes.TrimRight(v, " "))
	case FormFold:
		return appendFolded(dst, v)
	case FormNumber:
		return AppendNumber(dst, v)
	case FormFloat:
		x, err := strconv.ParseFloat(string(v), 64)
		if err != nil {
			return append(dst, v...)
		}
		return strconv.AppendFloat(dst, x, 'f', -1, 64)
	}
	return append(dst, v...)
}

func appendFolded(dst, v []byte) []byte {
	for i := 0; i < len(v); {
		if c := v[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRune(v[i:])
		if r == utf8.RuneError && n == 1 {
			dst = append(dst, v[i])
		} else {
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		i += n
	}
	return dst
}

// AppendNumber appends a decimal number without a plus sign, zeros before it
// and zeros behind its point; what is none (NaN, Infinity) as it stands.
func AppendNumber(dst, v []byte) []byte {
	if len(v) == 0 || len(bytes.Trim(v, "+-.0123456789")) > 0 {
		return append(dst, v...)
	}
	minus := v[0] == '-'
	whole, frac, _ := bytes.Cut(bytes.TrimLeft(v, "+-"), []byte{'.'})
	whole, frac = bytes.TrimLeft(whole, "0"), bytes.TrimRight(frac, "0")
	if minus && len(whole)+len(frac) > 0 {
		dst = append(dst, '-')
	}
	if len(whole) == 0 {
		dst = append(dst, '0')
	}
	dst = append(dst, whole...)
	if len(frac) > 0 {
		dst = append(append(dst, '.'), frac...)
	}
	return dst
}
