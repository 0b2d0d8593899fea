package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// E-mail addresses come in columns of other names: a login name is one, a name
// stands before one, a note holds one. Wherever a text is permuted, an address in
// it becomes what the mask email makes of it, so that it joins with the column of
// addresses; what is between addresses is permuted as it would be alone.

// The spaces of the mask email and of those of persons, and their domains unless
// the rule names one.
const (
	addressSpace = "email"
	personSpace  = "names"
)

// joinAddresses sets the key of the addresses in what k masks: that of the mask
// email, under the domain that a rule names for both; and that of the persons in
// these.
func (b *build) joinAddresses(k *Key, domain string) {
	addresses, persons := domain, domain
	if _, ok := b.masks.find(domain); ok || domain == personSpace {
		addresses, persons = addressSpace, personSpace
	}
	of := b.root.Derive(addresses).derive("mask", addressSpace)
	of.persons.Store(b.root.Derive(persons).derive("mask", personSpace))
	if of != k {
		k.addresses.Store(of)
	}
}

// Like is Shaper.Like, but for the addresses in v, and for what is a place as a
// whole: see places.go.
func (s *scratch) Like(dst, v []byte, m shape.Mode) []byte {
	return s.likeOf(dst, v, m, shape.CharsetOf(v))
}

// likeOf is Like for a v of which is known what characters are in it.
func (s *scratch) likeOf(dst, v []byte, m shape.Mode, set shape.Charset) []byte {
	isSomewhere := set.HasPlace() && m != shape.Persons
	if s.Round != 0 || !isSomewhere && !set.HasAt() {
		return s.Shaper.Like(dst, v, m)
	}
	if isSomewhere {
		if out, ok := s.place(dst, v, m); ok {
			return out
		}
	}
	k := s.key.addresses.Load()
	if k == nil || !set.HasAt() {
		return s.plain(dst, v, m)
	}
	var of *scratch
	done := 0 // what is masked
	for i := 0; i < len(v); i++ {
		end := i
		for end < len(v) && !isAddressMark(v[end]) {
			end++
		}
		if to := addressEnd(v, i, end); isAddress(v[i:to]) {
			if of == nil {
				of = k.scratch()
			}
			dst = s.between(dst, v[done:i], m)
			dst = of.address(dst, v[i:to], false)
			done = to
		}
		i = end
	}
	if of == nil {
		return s.plain(dst, v, m)
	}
	k.release(of, len(v))
	return s.between(dst, v[done:], m)
}

// between appends what stands between addresses. Marks alone stay, for they tell
// where an address ends.
func (s *scratch) between(dst, v []byte, m shape.Mode) []byte {
	if !shape.HasText(v) {
		return append(dst, v...)
	}
	return s.plain(dst, v, m)
}

// plain appends what has no address in it.
func (s *scratch) plain(dst, v []byte, m shape.Mode) []byte {
	if m == shape.Persons || bytes.IndexByte(v, '.') < 0 && bytes.IndexByte(v, '/') < 0 {
		return s.Shaper.Like(dst, v, m)
	}
	return s.elsewhere(dst, v, m)
}

// addressEnd returns where an address in v[i:end] ends that a sentence ends with.
func addressEnd(v []byte, i, end int) int {
	for end > i && (v[end-1] == '.' || v[end-1] == ':' || v[end-1] == '!' || v[end-1] == '?') {
		end--
	}
	return end
}

// isAddress reports whether v is an e-mail address at a domain of two labels at
// least. What becomes of one is one, and of what is none is none.
func isAddress(v []byte) bool {
	at := bytes.LastIndexByte(v, '@')
	if at < 1 {
		return false
	}
	domain := v[at+1:]
	return bytes.IndexByte(domain, '.') > 0 && isDomain(domain) && !bytes.ContainsAny(v[:at], "/:@")
}
