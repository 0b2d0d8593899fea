package mask

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math/bits"
	"math/rand/v2"
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

	round int // how often the whole value came out as it was

	word  uint64 // 16-bit lanes that are still to be drawn, lowest first
	lanes int    // how many
	words int    // words drawn since the seed
	extra rand.ChaCha8

	in, out []byte // scratch, never nil: a decoded part of a value, its masked form

	memo [memoSlots]memo
}

// A memo is the digest of a short value that was seen lately. Columns are full
// of values that come again: a status, a city, a given name, and the row's key
// for each of the row's dates. A hit costs a tenth of an HMAC, and a miss adds
// a twentieth to it. What a mask makes does not depend on it.
type memo struct {
	n   uint8
	key [memoKey]byte
	sum [sha256.Size]byte
}

const (
	memoSlots = 256
	memoKey   = 31
)

// slot returns where the memo of v is, which has 1 to memoKey bytes.
func (s *source) slot(v []byte) *memo {
	var b [memoKey + 1]byte
	copy(b[:], v)
	h := uint64(len(v))
	for i := 0; i < len(b); i += 8 {
		h = (h ^ binary.LittleEndian.Uint64(b[i:])) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return &s.memo[h>>32%memoSlots]
}

// maxRounds bounds the search for an output that is not the input. It is never
// reached where another output exists.
const maxRounds = 64

// seed starts the stream of v.
func (s *source) seed(v []byte) {
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

// seedBoth starts the stream of the row and v together.
func (s *source) seedBoth(v []byte) {
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
// character, 16 characters to 80 bits.
func (s *source) append32(dst []byte, n int, alphabet string) []byte {
	var w uint64
	for i := range n {
		if i%12 == 0 {
			w = s.uint64()
		}
		dst = append(dst, alphabet[w&31])
		w >>= 5
	}
	return dst
}

// Crockford's alphabets: no i, l, o, u, so that digests spell no words.
const (
	lower32 = "0123456789abcdefghjkmnpqrstvwxyz"
	upper32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)
