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
	Summary: "an address of the same form that cannot be delivered to", Makes: "text",
	Params: []Param{
		{Name: "style", Kind: StringParam, Default: "shape, and tag with domain or key", Choices: []string{"shape", "tag"},
			Help: "shape: the local part letter by letter, the domain a pseudonym as long; tag: 16 characters of the digest"},
		{Name: "domain", Kind: StringParam, Default: "mail.invalid, with style tag", Help: "what comes after the @"},
		{Name: "keep_domain", Kind: BoolParam, Default: "false", Help: "true keeps the value's own domain; mail to it may arrive"},
		seedColumn,
	},
	Kinds: textKinds, Class: Distinct, Example: "ann.lee@example.com", On: anyText, make: makeEmail,
	Notes: []string{
		"Keeps length, case, marks, what follows a +, and the number of addresses in a list.",
		"A domain has one pseudonym, under a last label that is set aside and as long: .alt for com, .test, codes of no country, .zz…; two domains under two labels may share one by accident.",
		"Before the @ each word decides by itself, as the mask username has it, but at domains of fewer than five letters, which have a part in it; at gmail.com dots have none.",
		"What is no address stays none. Who knows how often a domain or a word before the @ comes can tell the commonest.",
	},
}

func makeEmail(b *build) (Mask, error) {
	style := b.str("style", "")
	_, fixed := b.params["domain"]
	byKey := b.str("key", "") != ""
	switch {
	case style == "shape" && byKey:
		return nil, paramError("style", `shape has the form of the value, and key says to go by another; use style = "tag"`)
	case style == "shape" && fixed:
		return nil, paramError("style", `shape keeps domains apart, and domain makes them one; use style = "tag"`)
	case style == "tag" || fixed || byKey:
		return b.emailTag()
	}
	m := b.keyed(&emailShape{b.flag("keep_domain", false)}, Distinct)
	m.fixed, m.traits.Folds = true, true
	return m, nil
}

// emailTag is email by the digest.
func (b *build) emailTag() (Mask, error) {
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

// emailShape keeps the form of addresses, alone, in lists and behind names.
type emailShape struct{ keep bool }

func (e *emailShape) append(dst, src []byte, s *scratch) ([]byte, error) {
	if bytes.IndexByte(src, '@') < 0 {
		if !shape.HasText(src) {
			return append(dst, src...), nil
		}
		return s.Like(dst, src, shape.Bare), nil
	}
	done := 0 // what is masked
	for i := 0; i < len(src); i++ {
		end := i
		for end < len(src) && !isAddressMark(src[end]) {
			end++
		}
		if bytes.IndexByte(src[i:end], '@') >= 0 {
			dst = s.text(dst, src[done:i], hashBetween)
			dst = s.address(dst, src[i:end], e.keep)
			done = end
		}
		i = end
	}
	return s.text(dst, src[done:], hashBetween), nil
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
