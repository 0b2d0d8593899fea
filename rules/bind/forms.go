package bind

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"strings"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// compareForm returns the form in which values of a column are compared with
// literals.
func (b *Binder) compareForm(c *boundColumn) rows.Form {
	switch c.typ.mask.Kind {
	case mask.Char:
		return rows.FormTrim
	case mask.Numeric:
		return rows.FormNumber
	case mask.Float:
		return rows.FormFloat
	case mask.Text:
		chain, _ := b.facts.Bases(c.column.Type)
		if base := chain[len(chain)-1].Name; !facts.IsCatalog(base) && base.Name == "citext" {
			return rows.FormFold
		}
	}
	return rows.FormExact
}

// sampleForm returns the form in which values of a column are sampled. It does
// not depend on the type more than it must: a key may be integer at one end,
// and bigint, numeric or text at the other; uuid, and text in capitals.
func sampleForm(k mask.Kind) rows.Form {
	switch k {
	case mask.Numeric:
		return rows.FormNumber
	case mask.Float:
		return rows.FormFloat
	}
	return rows.FormTrimFold
}

// formOf returns a literal of the policy in the form in which values of the
// column are compared, or why no value can be equal to it.
func (b *Binder) formOf(text string, c *boundColumn, f rows.Form) (string, error) {
	m, err := b.masks.of(setRule(text), c.typ)
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
	return string(f.Append(nil, out)), nil
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
		return rows.AppendNumber(nil, v), nil
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
