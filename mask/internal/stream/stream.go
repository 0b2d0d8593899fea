// Package stream turns values into bits that only the holder of a secret can
// foretell. It knows nothing of what the bits become.
//
//	New, Pin             whose stream it is
//	Seed, Again          where it starts
//	Quick                where one starts of which no digest is printed
//	Uint64 … Append32    what is drawn of it
package stream

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math/bits"
	"math/rand/v2"
	"slices"

	"sanitize/mask/internal/memo"
	"sanitize/mask/internal/sip"
)

// A Stream is the bits of one value at a time: its HMAC, and, where 256 bits are
// not enough, the ChaCha8 stream seeded with it (C2SP chacha8rand, which is
// frozen). It is not safe for concurrent use.
type Stream struct {
	// Round is how many streams of a value Seed passes over: a mask that has drawn
	// its own input draws again from the next round, the digest's digest.
	Round int

	// Word holds 16-bit lanes that are still to be drawn, lowest first; Lanes is
	// how many. Whoever draws many keeps them in variables of his own meanwhile.
	Word  uint64
	Lanes int

	mac hash.Hash
	sum [sha256.Size]byte
	tag [1]byte

	pinned   []byte
	isPinned bool

	words int // drawn since the seed
	whole int // how many words of sum there are: 4, or at the beginning of Quick's 2
	extra rand.ChaCha8

	quick   [TagRest + 1]sip.Hash
	isQuick bool

	seen memo.Memo // the digests of values
}

// A Tag is the last byte of all that is digested under a secret, and says what it
// is: so none is ever taken for another, whatever values are made of.
type Tag byte

// The tags.
const (
	TagKey   Tag = iota // the label of a key that is derived from the secret
	TagValue            // a value
	TagRow              // the key of a row
	TagBoth             // the key of a row and a value
	TagPart             // what became of a part of a value
	TagAgain            // a digest: the next round of its stream
	TagSum              // what a caller has joined
	TagRest             // what of a stream comes after the first 128 bits
)

// New returns the stream under a secret, and under draws what Quick starts.
// Neither is kept.
func New(secret []byte, draws *[sip.KeySize]byte) *Stream {
	s := &Stream{mac: hmac.New(sha256.New, secret), seen: memo.New(seenBits)}
	for t := range s.quick {
		s.quick[t] = sip.New(draws, uint64(t))
	}
	return s
}

// seenBits is how many digests are remembered, as a power of two. One that is
// costs an eighth of an HMAC, and one that is not a tenth more than it.
const seenBits = 8

// Pin makes v what all seeds give the stream of, until Unpin. It is kept.
func (s *Stream) Pin(v []byte) { s.pinned, s.isPinned = v, true }

// IsPinned reports whether a value is pinned.
func (s *Stream) IsPinned() bool { return s.isPinned }

// Unpin ends what Pin began.
func (s *Stream) Unpin() { s.pinned, s.isPinned = nil, false }

// Seed starts the stream of a value, which is not kept, or that of what is
// pinned, the key of a row.
func (s *Stream) Seed(v []byte) {
	if s.isPinned {
		s.SeedAs(TagRow, s.pinned)
		return
	}
	s.SeedAs(TagValue, v)
}

// SeedAs starts the stream of v, which is not kept, as what the tag says.
func (s *Stream) SeedAs(t Tag, v []byte) {
	s.digest(t, v)
	s.start(len(s.sum)/8, false)
	for range s.Round {
		s.Again()
	}
}

// start lets the stream begin with so many words of sum.
func (s *Stream) start(whole int, quick bool) {
	s.words, s.Lanes, s.whole, s.isQuick = 0, 0, whole, quick
}

// Quick starts the stream of v, which is not kept, as what the tag says: as SeedAs,
// by SipHash-2-4 under a key of its own in place of an HMAC. It is for bits that
// are drawn and not shown as they are: by a row's key, or within a permutation.
func (s *Stream) Quick(t Tag, v []byte) {
	s.fill(t, v)
	for range s.Round {
		s.Again()
	}
}

// fill starts a stream of Quick.
func (s *Stream) fill(t Tag, v []byte) {
	a, b := s.quick[t].Sum(v)
	binary.LittleEndian.PutUint64(s.sum[:], a)
	binary.LittleEndian.PutUint64(s.sum[8:], b)
	s.start(2, true)
}

// Digest returns the digest that the stream begins with: valid until the next
// seed, and whole after Seed and SeedAs alone. It may be written to.
func (s *Stream) Digest() *[sha256.Size]byte { return &s.sum }

// MAC sets dst to the HMAC of parts, joined.
func (s *Stream) MAC(dst *[sha256.Size]byte, parts ...[]byte) {
	s.mac.Reset()
	for _, p := range parts {
		s.mac.Write(p)
	}
	s.end(TagSum)
	*dst = s.sum
}

// digest sets s.sum to the HMAC of v.
func (s *Stream) digest(t Tag, v []byte) {
	if len(v) == 0 || len(v) > memo.Longest {
		s.hmac(t, v)
		return
	}
	e, known := s.seen.Find(1+uint8(t), v)
	if known {
		copy(s.sum[:], e.Made())
		return
	}
	s.hmac(t, v)
	e.Set(1+uint8(t), v, s.sum[:])
}

// hmac sets s.sum to the HMAC of v, without a look at the memos.
func (s *Stream) hmac(t Tag, v []byte) {
	s.mac.Reset()
	s.mac.Write(v)
	s.end(t)
}

// end sets s.sum to the HMAC of what was written, and a tag.
func (s *Stream) end(t Tag) {
	s.tag[0] = byte(t)
	s.mac.Write(s.tag[:])
	s.mac.Sum(s.sum[:0])
}

// Again starts the next round of the stream.
func (s *Stream) Again() {
	if s.isQuick {
		s.fill(TagAgain, s.sum[:16])
		return
	}
	s.hmac(TagAgain, s.sum[:])
	s.start(len(s.sum)/8, false)
}

// Uint64 draws 64 bits.
func (s *Stream) Uint64() uint64 {
	n := s.words
	s.words++
	if n < s.whole {
		return binary.LittleEndian.Uint64(s.sum[8*n&31:])
	}
	return s.more(n)
}

// more is Uint64 for what comes after so many words of sum.
func (s *Stream) more(n int) uint64 {
	switch {
	case n < len(s.sum)/8:
		a, b := s.quick[TagRest].Sum(s.sum[:16])
		binary.LittleEndian.PutUint64(s.sum[16:], a)
		binary.LittleEndian.PutUint64(s.sum[24:], b)
		s.whole = len(s.sum) / 8
		return a
	case n == len(s.sum)/8:
		s.extra.Seed(s.sum)
	}
	return s.extra.Uint64()
}

// Below draws a number below n <= 1<<16. With 16 bits a draw the likeliest
// result exceeds the unlikeliest by n/65536 of itself.
func (s *Stream) Below(n uint32) uint32 {
	if s.Lanes == 0 {
		s.Word, s.Lanes = s.Uint64(), 4
	}
	r := uint32(uint16(s.Word))
	s.Word >>= 16
	s.Lanes--
	return r * n >> 16
}

// Between draws a number from lo to hi, both included.
func (s *Stream) Between(lo, hi uint64) uint64 {
	n := hi - lo + 1
	if n == 0 {
		return s.Uint64()
	}
	r, _ := bits.Mul64(s.Uint64(), n)
	return lo + r
}

// Other draws a number from lo to hi that is not v, which may lie outside. With
// lo == hi there is no choice.
func (s *Stream) Other(v, lo, hi uint64) uint64 {
	if v < lo || v > hi || lo == hi {
		return s.Between(lo, hi)
	}
	r := s.Between(lo, hi-1)
	if r >= v {
		r++
	}
	return r
}

// Append32 appends n characters of an alphabet of 32 to dst, 5 bits a
// character, so that 16 of them tell 80 bits.
func (s *Stream) Append32(dst []byte, n int, alphabet *[32]byte) []byte {
	at := len(dst)
	dst = slices.Grow(dst, n)[:at+n]
	for to := dst[at:]; len(to) > 0; {
		w, m := s.Uint64(), min(len(to), 12)
		for i := range to[:m] {
			to[i] = alphabet[w&31]
			w >>= 5
		}
		to = to[m:]
	}
	return dst
}

// Lower32 and Upper32 are Crockford's alphabets: no i, l, o, u, so that digests
// spell no words.
var (
	Lower32 = [32]byte([]byte("0123456789abcdefghjkmnpqrstvwxyz"))
	Upper32 = [32]byte([]byte("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
)
