package bind

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// form is how a value is brought into the one form that equal values have,
// where PostgreSQL's = sees more than bytes.
type form int

const (
	formExact  form = iota
	formTrim        // char(n): blanks at the end are padding
	formFold        // citext: case does not count
	formName        // trimmed and folded
	formNumber      // numeric: 1.50 is 1.5
	formFloat       // float4, float8: 1e+02 is 100
)

// compareForm returns the form in which values of a column are compared with
// literals.
func (p *Plan) compareForm(c *columnBinding) form {
	switch c.typ.mask.Kind {
	case mask.Char:
		return formTrim
	case mask.Numeric:
		return formNumber
	case mask.Float:
		return formFloat
	case mask.Text:
		chain, _ := p.resolver.Bases(c.column.Type)
		if base := chain[len(chain)-1].Name; !facts.IsCatalog(base) && base.Name == "citext" {
			return formFold
		}
	}
	return formExact
}

// sampleForm returns the form in which values of a column are sampled. It does
// not depend on the type more than it must: a key may be integer at one end,
// and bigint, numeric or text at the other; uuid, and text in capitals.
func sampleForm(k mask.Kind) form {
	switch k {
	case mask.Numeric:
		return formNumber
	case mask.Float:
		return formFloat
	}
	return formName
}

// append appends the form of v to dst.
func (f form) append(dst, v []byte) []byte {
	switch f {
	case formTrim:
		return append(dst, bytes.TrimRight(v, " ")...)
	case formName:
		return appendFolded(dst, bytes.TrimRight(v, " "))
	case formFold:
		return appendFolded(dst, v)
	case formNumber:
		return appendNumber(dst, v)
	case formFloat:
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

// appendNumber appends a decimal number without a plus sign, zeros before it
// and zeros behind its point; what is none (NaN, Infinity) as it stands.
func appendNumber(dst, v []byte) []byte {
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

// literal returns a literal of the policy in the form in which values of the
// column are compared, or why no value can be equal to it.
func (p *Plan) literal(text string, c *columnBinding, f form) (string, error) {
	m, err := p.bind(setRule(text), c.typ)
	if err != nil {
		return "", err
	}
	// The mask set brings it into the form of a dump, as t for true.
	out, err := m.mask.Append(nil, []byte("x"), nil)
	if err != nil {
		return "", err
	}
	if out, err = dumpForm(c.typ.mask.Kind, out); err != nil {
		return "", err
	}
	return string(f.append(nil, out)), nil
}

// setRule returns a rule that no policy has: the mask set with a value.
func setRule(value string) *policy.Rule {
	return policy.NewRule("set", mask.Params{"value": value})
}

// timeForms are how pg_dump writes dates and times, with an example.
var timeForms = map[mask.Kind]struct {
	re      *regexp.Regexp
	example string
}{
	mask.Date:        {regexp.MustCompile(`^(-?infinity|\d{4,}-\d\d-\d\d( BC)?)$`), "2024-01-31"},
	mask.Timestamp:   {regexp.MustCompile(`^(-?infinity|\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?( BC)?)$`), "2024-01-31 10:00:00"},
	mask.TimestampTZ: {regexp.MustCompile(`^(-?infinity|\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}( BC)?)$`), "2024-01-31 10:00:00+00"},
	mask.Time:        {regexp.MustCompile(`^\d\d:\d\d:\d\d(\.\d{1,6})?$`), "10:00:00"},
	mask.TimeTZ:      {regexp.MustCompile(`^\d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$`), "10:00:00+00"},
}

// dumpForm returns a literal that PostgreSQL takes for a value of a type as
// pg_dump would write that value.
func dumpForm(k mask.Kind, v []byte) ([]byte, error) {
	if f, ok := timeForms[k]; ok && !f.re.Match(v) {
		return nil, fmt.Errorf("it is compared with what pg_dump writes, want a form like %s", f.example)
	}
	switch k {
	case mask.UUID, mask.MAC, mask.Bytea:
		return bytes.ToLower(v), nil
	case mask.Int:
		return appendNumber(nil, v), nil
	case mask.Numeric:
		if bytes.ContainsAny(v, "eE") {
			return nil, errors.New("write it without an exponent")
		}
	case mask.Inet:
		return inetForm(string(v)), nil
	}
	return v, nil
}

// inetForm drops the length of a prefix that is a single address, as inet_out
// does.
func inetForm(v string) []byte {
	if p, err := netip.ParsePrefix(v); err == nil {
		if p.Bits() == p.Addr().BitLen() {
			return []byte(p.Addr().String())
		}
		return []byte(p.String())
	}
	if a, err := netip.ParseAddr(v); err == nil {
		return []byte(a.String())
	}
	return []byte(strings.ToLower(v))
}
