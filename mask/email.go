package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
	"sanitize/mask/internal/stream"
)

// email makes a local part of the digest, and a domain.
type email struct {
	domain string
	n      int  // characters of the local part
	keep   bool // the value's own domain stays
	limit  int  // of the column, 0: none
}

var emailSpec = Spec{
	Name: "email", Family: "keyed",
	Summary: "an address that cannot be delivered to", Makes: "text",
	Params: []Param{
		{Name: "domain", Kind: StringParam, Default: "mail.invalid", Help: "what comes after the @"},
		{Name: "keep_domain", Kind: BoolParam, Default: "false", Help: "true keeps the value's own domain; mail to it may arrive"},
		seedColumn,
	},
	Kinds: textKinds, Class: Distinct, Example: "ann.lee@example.com", On: anyText, make: makeEmail,
}

func makeEmail(b *build) (Mask, error) {
	e := &email{
		domain: b.str("domain", "mail.invalid"),
		keep:   b.flag("keep_domain", false),
		limit:  b.typ.limit(),
	}
	if !isDomain([]byte(e.domain)) {
		return nil, paramError("domain", "want a domain name of ASCII letters, digits, dots and hyphens")
	}
	n, err := b.fit(distinctChars, 1+len(e.domain), 1)
	if err != nil {
		return nil, err
	}
	e.n = n
	return b.keyed(e, classOf(5*n)), nil
}

func (e *email) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.Seed(src)
	dst = s.Append32(dst, e.n, &stream.Lower32)
	dst = append(dst, '@')
	if e.keep {
		if own := e.own(src); own != nil {
			return append(dst, own...), nil
		}
	}
	return append(dst, e.domain...), nil
}

// own returns the domain of an address, or nil where it has none that is fit to
// be kept or that leaves room for the local part.
func (e *email) own(src []byte) []byte {
	domain := src[bytes.LastIndexByte(src, '@')+1:]
	if len(domain) == len(src) || !isDomain(domain) || e.limit > 0 && e.n+1+len(domain) > e.limit {
		return nil
	}
	return domain
}

// isDomain reports whether d looks like a domain name, so that it is one rather
// than free text after an @.
func isDomain(d []byte) bool {
	if len(d) == 0 || len(d) > 253 || d[0] == '.' || d[0] == '-' {
		return false
	}
	for _, c := range d {
		if !shape.IsAlnum(c) && c != '.' && c != '-' {
			return false
		}
	}
	return true
}
