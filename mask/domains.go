package mask

import (
	"encoding/binary"

	"sanitize/mask/internal/memo"
	"sanitize/mask/internal/shape"
)

// Most addresses of a column have one of a few domains: what becomes of these is
// remembered, the tweak of what is before the @ and the pseudonym, which is as
// long as the domain.
const (
	tagDomain     = 1
	sizeOfTweak   = 8
	longestDomain = memo.Room - sizeOfTweak
	domainBits    = 6
)

// domain returns the tweak of what is before the @ of a domain, and the domain's
// pseudonym, which is valid until the next one. It is false for what is not
// remembered: one that is long, or drawn in another round.
func (s *scratch) domain(name []byte) (local shape.Hash, made []byte, ok bool) {
	if len(name) == 0 || len(name) > longestDomain || s.Round != 0 || s.IsPinned() {
		return 0, nil, false
	}
	e, known := s.domains.Find(tagDomain, name)
	if !known {
		local = s.localTweak(name)
		s.in = binary.LittleEndian.AppendUint64(s.in[:0], uint64(local))
		s.in = s.Domain(s.in, name)
		if len(s.in) != sizeOfTweak+len(name) {
			return 0, nil, false
		}
		e.Set(tagDomain, name, s.in)
	}
	made = e.Made()
	return shape.Hash(binary.LittleEndian.Uint64(made)), made[sizeOfTweak:], true
}

// hashLocal begins the tweak of what is before the @.
var hashLocal = shape.HashOf("local")

// localTweak returns the tweak of what is before the @ of a domain.
func (s *scratch) localTweak(name []byte) shape.Hash {
	s.in, _ = s.Fold(s.in[:0], name)
	return hashLocal.Text(s.in)
}
