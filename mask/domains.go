package mask

import (
	"encoding/binary"
	"math/bits"

	"sanitize/mask/internal/shape"
)

// domains are the domains of addresses that were seen lately, spelled as they
// were, with what becomes of them: most addresses of a column have one of a few.
// What a mask makes does not depend on it.
type domains [domainSlots]domain

// A domain is a name, its pseudonym, which is as long, and the tweak of what is
// before the @.
type domain struct {
	n          uint8 // 0: none
	name, made [longestDomain]byte
	local      shape.Hash
}

const (
	domainBits    = 6
	domainSlots   = 1 << domainBits
	longestDomain = 30
)

// slot returns where a domain is that is not empty. It looks at both ends only:
// domains that share them take each other's place.
func (d *domains) slot(name []byte) *domain {
	var h uint64
	if n := len(name); n >= 8 {
		h = binary.LittleEndian.Uint64(name) ^ bits.RotateLeft64(binary.LittleEndian.Uint64(name[n-8:]), 29)
	} else {
		for _, c := range name {
			h = h<<8 | uint64(c)
		}
	}
	return &d[(h^uint64(len(name)))*0x9e3779b97f4a7c15>>(64-domainBits)]
}

// domain returns the domain of that name, which is valid until the next one, or
// nil for one that is not kept: one that is long, or drawn in another round.
func (s *scratch) domain(name []byte) *domain {
	if len(name) == 0 || len(name) > longestDomain || s.Round != 0 || s.IsPinned() {
		return nil
	}
	if s.domains == nil {
		s.domains = new(domains)
	}
	d := s.domains.slot(name)
	if int(d.n) == len(name) && string(d.name[:d.n]) == string(name) {
		return d
	}
	d.n = 0
	s.in = s.Domain(s.in[:0], name)
	if len(s.in) != len(name) {
		return nil
	}
	copy(d.made[:], s.in)
	copy(d.name[:], name)
	d.n, d.local = uint8(len(name)), s.localTweak(name)
	return d
}

// localTweak returns the tweak of what is before the @ of a domain.
func (s *scratch) localTweak(name []byte) shape.Hash {
	s.in, _ = s.Fold(s.in[:0], name)
	return hashLocal.Text(s.in)
}
