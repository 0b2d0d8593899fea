package mask

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math/bits"
	"math/rand/v2"
	"slices"

	"sanitize/mask/internal/perm"
)

// A source turns a value into a stream of bits that only the key's holder can
// foretell: the HMAC of the value, and, where 256 bits are not enough, the
// ChaCha8 stream seeded with it (C2SP chacha8rand, which is frozen). A source
// comes out of a Key's pool and belongs to one value at a time.
//
// A mask that has drawn its own input draws again from the next round: the
// digest's digest.
type source struct {
	mac hash.Hash
	sum [sha256.Size]byte
	row []byte // the key of the row, nil if there is none

	follow bool // the row's key takes the value's place

	round int // how often the whole value came out as it was

	word  uint64 // 16-bit lanes that are still to be drawn, lowest first
	lanes int    // how many
	words int    // words drawn since the seed
	extra rand.ChaCha8

	in, out []byte // scratch, never nil: a decoded part of a value, its masked form
	inner   []byte // scratch: the masked form of a part that is yet to be encoded

	perm     perm.Key // of numerals
	numerals numerals // scratch
	head     [24]byte // scratch

	memo [memoSlots]memo
}

// A memo is the digest of a short value that was seen lately. Columns are full
// of values that come again: a status, a city, a given name, and the row's key
// for each of the row's dates. A hit costs an eighth of an HMAC, and a miss adds
// about a tenth to it. What a mask makes does not depend on it.
type memo struct {
	n   uint8
	key [memoKey]byte
	sum [sha256.Size]byte
}

const (
	memoBits  = 8
	memoSlots = 1 << memoBits
	memoKey   = 31
)

// slot returns where the memo of v is, which is not empty. It looks at both
// ends of v only: values that share them take each other's place.
func (s *source) slot(v []byte) *memo {
	var h uint64
	if n := len(v); n >= 8 {
		h = binary.LittleEndian.Uint64(v) ^ bits.RotateLeft64(binary.LittleEndian.Uint64(v[n-8:]), 29)
	} else {
		for _, c := range v {
			h = h<<8 | uint64(c)
		}
	}
	return &s.memo[(h^uint64(len(v)))*0x9e3779b97f4a7c15>>(64-memoBits)]
}

// maxRounds bounds the search for an output that is not the input. It is never
// reached where another output exists.
const maxRounds = 64

// seed starts the stream of v, or that of the row where the mask follows it.
func (s *source) seed(v []byte) {
	if s.follow {
		v = s.row
	}
	s.digest(v)
	s.words, s.lanes = 0, 0
	for range s.round {
		s.again()
	}
}

// digest sets s.sum to the HMAC of v.
func (s *source) digest(v []byte) {
	if len(v) == 0 || len(v) > memoKey {
		s.hmac(v)
		return
	}
	m := s.slot(v)
	if int(m.n) == len(v) && string(m.key[:m.n]) == string(v) {
		s.sum = m.sum
		return
	}
	s.hmac(v)
	m.n, m.sum = uint8(len(v)), s.sum
	copy(m.key[:], v)
}

// hmac sets s.sum to the HMAC of v, without a look at the memos.
func (s *source) hmac(v []byte) {
	s.mac.Reset()
	s.mac.Write(v)
	s.mac.Sum(s.sum[:0])
}

// seedRow starts the stream of the row, or that of v where there is no row.
func (s *source) seedRow(v []byte) {
	if s.row == nil {
		s.seed(v)
		return
	}
	s.seed(s.row)
}

// seedBoth starts the stream of the row and v together, or that of the row alone
// where the mask follows it.
func (s *source) seedBoth(v []byte) {
	if s.follow {
		s.seed(v)
		return
	}
	var n [8]byte
	s.in = append(s.in[:0], s.row...)
	s.in = append(s.in, v...)
	binary.LittleEndian.PutUint64(n[:], uint64(len(v)))
	s.in = append(s.in, n[:]...)
	s.seed(s.in)
}

// again starts the next round of the stream.
func (s *source) again() {
	s.hmac(s.sum[:])
	s.words, s.lanes = 0, 0
}

// uint64 draws 64 bits.
func (s *source) uint64() uint64 {
	n := s.words
	s.words++
	switch {
	case n < len(s.sum)/8:
		return binary.LittleEndian.Uint64(s.sum[8*n:])
	case n == len(s.sum)/8:
		s.extra.Seed(s.sum)
	}
	return s.extra.Uint64()
}

// below draws a number below n <= 1<<16. With 16 bits a draw the likeliest
// result exceeds the unlikeliest by n/65536 of itself.
func (s *source) below(n uint32) uint32 {
	if s.lanes == 0 {
		s.word, s.lanes = s.uint64(), 4
	}
	r := uint32(uint16(s.word))
	s.word >>= 16
	s.lanes--
	return r * n >> 16
}

// between draws a number from lo to hi, both included.
func (s *source) between(lo, hi uint64) uint64 {
	n := hi - lo + 1
	if n == 0 {
		return s.uint64()
	}
	r, _ := bits.Mul64(s.uint64(), n)
	return lo + r
}

// other draws a number from lo to hi that is not v, which may lie outside. With
// lo == hi there is no choice.
func (s *source) other(v, lo, hi uint64) uint64 {
	if v < lo || v > hi || lo == hi {
		return s.between(lo, hi)
	}
	r := s.between(lo, hi-1)
	if r >= v {
		r++
	}
	return r
}

// append32 appends n characters of an alphabet of 32 to dst, 5 bits a
// character, so that 16 of them tell 80 bits.
func (s *source) append32(dst []byte, n int, alphabet *[32]byte) []byte {
	at := len(dst)
	dst = slices.Grow(dst, n)[:at+n]
	for to := dst[at:]; len(to) > 0; {
		w, m := s.uint64(), min(len(to), 12)
		for i := range to[:m] {
			to[i] = alphabet[w&31]
			w >>= 5
		}
		to = to[m:]
	}
	return dst
}

// Crockford's alphabets: no i, l, o, u, so that digests spell no words.
var (
	lower32 = [32]byte([]byte("0123456789abcdefghjkmnpqrstvwxyz"))
	upper32 = [32]byte([]byte("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
)
