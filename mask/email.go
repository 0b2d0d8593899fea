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

// isAddressMark reports whether c stands around an address in a list, or behind a
// name.
func isAddressMark(c byte) bool { return addressMarks[c] }

var addressMarks = func() (is [256]bool) {
	for c := range ' ' + 1 {
		is[c] = true
	}
	for _, c := range `,;<>()[]"` {
		is[c] = true
	}
	return is
}()

func (e *emailShape) append(dst, src []byte, s *scratch) ([]byte, error) {
	if bytes.IndexByte(src, '@') < 0 {
		if !shape.HasText(src) {
			return append(dst, src...), nil
		}
		return s.Like(dst, src, shape.Bare), nil
	}
	done := 0 // what is masked
	for i := 0; i < len(src); i++ {
		end, isAddress := i, false
		for end < len(src) && !isAddressMark(src[end]) {
			isAddress = isAddress || src[end] == '@'
			end++
		}
		if isAddress {
			dst = s.text(dst, src[done:i], hashBetween)
			dst = s.address(dst, src[i:end], e.keep)
			done = end
		}
		i = end
	}
	return s.text(dst, src[done:], hashBetween), nil
}

// The beginnings of the tweaks of an address's parts.
var (
	hashBetween = shape.HashOf("between addresses")
	hashTag     = shape.HashOf("tag")
)

// text appends v with letters and digits replaced, if it has any.
func (s *scratch) text(dst, v []byte, h shape.Hash) []byte {
	if !shape.HasText(v) {
		return append(dst, v...)
	}
	return s.Replace(dst, v, uint64(h))
}

// address appends an address: what is before the last @, in two parts where a + is
// in it, and the domain.
func (s *scratch) address(dst, v []byte, keep bool) []byte {
	const scheme = "mailto:"
	if len(v) > len(scheme) && v[len(scheme)-1] == ':' && bytes.EqualFold(v[:len(scheme)], []byte(scheme)) {
		dst, v = append(dst, v[:len(scheme)]...), v[len(scheme):]
	}
	at := bytes.LastIndexByte(v, '@')
	local, domain := v[:at], v[at+1:]
	h, pseudonym, known := s.domain(domain)
	if !known {
		h = s.localTweak(domain)
	}
	if plus := bytes.IndexByte(local, '+'); plus > 0 {
		dst = s.local(dst, local[:plus], domain, h)
		dst = s.text(dst, local[plus:], hashTag)
	} else {
		dst = s.local(dst, local, domain, h)
	}
	dst = append(dst, '@')
	switch {
	case keep && isDomain(domain):
		return append(dst, domain...)
	case known:
		return append(dst, pseudonym...)
	}
	return s.Domain(dst, domain)
}

// local appends what is before the @ of a domain: what a person is called, as it
// is where it stands alone. So many domains are as short as that of their
// addresses only the whole is told apart: there the domain has a part in it, too,
// by its tweak.
func (s *scratch) local(dst, v, domain []byte, tweak shape.Hash) []byte {
	k := s.key.persons.Load()
	if k == nil || s.IsPinned() || s.Round != 0 || isShort(domain) {
		return s.text(dst, v, tweak)
	}
	if s.persons == nil {
		s.persons = k.scratch()
	}
	if ignoresDots(domain) && bytes.IndexByte(v, '.') >= 0 {
		return s.persons.undotted(dst, v)
	}
	return s.persons.Local(dst, v)
}

// undotted appends what a person is called, whose dots have no part in it.
func (s *scratch) undotted(dst, v []byte) []byte {
	s.in = s.in[:0]
	for _, c := range v {
		if c != '.' {
			s.in = append(s.in, c)
		}
	}
	s.out = s.Local(s.out[:0], s.in)
	made := s.out
	for _, c := range v {
		if c != '.' {
			c, made = made[0], made[1:]
		}
		dst = append(dst, c)
	}
	return dst
}

// leastDomain is the length of a domain before its last label, from which on two
// do not get one pseudonym in practice.
const leastDomain = 5

// isShort reports whether a domain is shorter.
func isShort(domain []byte) bool { return bytes.LastIndexByte(domain, '.') < leastDomain }

// ignoresDots reports whether those who have a domain take ann.lee and annlee for
// one mailbox.
func ignoresDots(domain []byte) bool {
	return (len(domain) == len("gmail.com") || len(domain) == len("googlemail.com")) && domain[0]|0x20 == 'g' &&
		(bytes.EqualFold(domain, []byte("gmail.com")) || bytes.EqualFold(domain, []byte("googlemail.com")))
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
