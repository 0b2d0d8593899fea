package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// One e-mail address, in a column of its own or within a text: what is before the
// @, and the domain. See domains.go for what is remembered of domains.

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

// isAddressMark reports whether c stands around an address in a list, or behind a
// name.
func isAddressMark(c byte) bool { return addressMarks[c] }

var addressMarks = func() [256]bool {
	is := charactersOf(`,;<>()[]"`)
	for c := range ' ' + 1 {
		is[c] = true
	}
	return is
}()

// charactersOf tells the characters of ASCII that chars has.
func charactersOf(chars string) (is [256]bool) {
	for _, c := range chars {
		is[c] = true
	}
	return is
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
