// Package perm makes keyed permutations of the numbers below a bound. It knows
// nothing but numbers.
package perm

import (
	"math"
	"math/bits"

	"sanitize/mask/internal/sip"
)

// KeySize is the size of the key of NewKey, in bytes.
const KeySize = 16

// rounds of a Feistel network: as many as FF1 of NIST SP 800-38G has.
const rounds = 10

// A Key is the key of permutations whose ranges are not known beforehand.
type Key struct{ start sip.State }

// NewKey returns the key of those bytes, which are not kept.
func NewKey(secret *[KeySize]byte) Key { return Key{sip.Start(secret)} }

// A Tweaked is the permutations of a key under a tweak: the state of SipHash-1-3
// after the tweak's eight bytes.
//
// Note: SipHash-2-4 takes twice as long. Nobody sees what the function of a round
// gives.
type Tweaked struct{ state sip.State }

// Tweak returns the permutations under t. Those of two tweaks have nothing to do
// with each other.
func (k Key) Tweak(t uint64) Tweaked { return Tweaked{take(k.start, t)} }

// take takes a word in: the 1 of SipHash-1-3.
func take(s sip.State, w uint64) sip.State { return s.Before(w).Round().After(w) }

// three is the rounds that end a result: the 3 of SipHash-1-3.
func three(s sip.State) sip.State { return s.Round().Round().Round() }

// MostHalf is above what a half of a pair may be.
const MostHalf = 1 << 48

// round is the function of a round of a Feistel network: SipHash-1-3 of the
// tweak, the six bytes of a half, and one that is the round's number.
//
// Note: in one expression all of it is inlined.
func (h *Tweaked) round(n uint64, half uint64) uint64 {
	w := half | n<<48 | 15<<56
	return h.state.Before(w).Round().After(w).End().Round().Round().Round().Word()
}

// pair permutes the pairs of a number below a and one below b, neither of which
// is above MostHalf: a Feistel network of so many rounds, an even number, that
// adds modulo a and b.
func (h *Tweaked) pair(l, r, a, b, rounds uint64) (uint64, uint64) {
	for i := uint64(0); i < rounds; i += 2 {
		l = Add(l, h.round(i, r), a)
		r = Add(r, h.round(i+1, l), b)
	}
	return l, r
}

// Pair is pair with ten rounds.
func (h *Tweaked) Pair(l, r, a, b uint64) (uint64, uint64) { return h.pair(l, r, a, b, rounds) }

// unpair is the inverse of pair.
func (h *Tweaked) unpair(l, r, a, b, rounds uint64) (uint64, uint64) {
	for i := rounds; i > 0; i -= 2 {
		r = sub(r, h.round(i-1, l), b)
		l = sub(l, h.round(i-2, r), a)
	}
	return l, r
}

// Add adds to x < n <= 1<<63 a number below n that 64 bits make.
func Add(x, bits64, n uint64) uint64 {
	d, _ := bits.Mul64(bits64, n)
	if x += d; x >= n {
		x -= n
	}
	return x
}

func sub(x, bits64, n uint64) uint64 {
	d, _ := bits.Mul64(bits64, n)
	if x < d {
		x += n
	}
	return x - d
}

// Cyclic is the greatest range in which Below has but one cycle.
const Cyclic = 1 << 32

// halfway is the number of rounds to a cycle's step, and back from it.
const halfway = 6

// Below permutes the numbers below n, which is not 0.
//
// Up to 1<<32 it is one cycle through all of them: a permutation, a step of one,
// and the permutation's inverse. So nothing but the only number of n = 1 stays
// where it is.
func (h *Tweaked) Below(x, n uint64) uint64 {
	// The sides of the rectangle of pairs. It has less than a row too many, over
	// which the walks go.
	a := uint64(math.Sqrt(float64(n))) + 1
	b := (n-1)/a + 1
	l, r := x/b, x%b
	if n > Cyclic {
		for {
			if l, r = h.Pair(l, r, a, b); l < (n-1)/b || l == (n-1)/b && r <= (n-1)%b {
				return l*b + r
			}
		}
	}
	for {
		if l, r = h.pair(l, r, a, b, halfway); l*b+r < n {
			break
		}
	}
	if r++; r == b {
		l, r = l+1, 0
	}
	if l*b+r == n {
		l, r = 0, 0
	}
	for {
		if l, r = h.unpair(l, r, a, b, halfway); l*b+r < n {
			return l*b + r
		}
	}
}

// Sum returns 128 bits that tell numbers of 16 bits from others, by the key, the
// tweak and a label: SipHash-1-3 in its long form.
func (h *Tweaked) Sum(label byte, v []uint16) (uint64, uint64) {
	s := h.state.Long()
	last := uint64(len(v))<<8 | uint64(label)
	for ; len(v) >= 4; v = v[4:] {
		s = take(s, uint64(v[0])|uint64(v[1])<<16|uint64(v[2])<<32|uint64(v[3])<<48)
	}
	var rest uint64
	for i, c := range v {
		rest |= uint64(c) << (16 * i)
	}
	return end(take(s, rest), last)
}

// SumWords is Sum for numbers of 64 bits. The same label must not be used for both.
func (h *Tweaked) SumWords(label byte, v []uint64) (uint64, uint64) {
	s := h.state.Long()
	for _, w := range v {
		s = take(s, w)
	}
	return end(s, uint64(len(v))<<8|uint64(label))
}

// end takes the last word in, and returns the sum.
func end(s sip.State, last uint64) (uint64, uint64) {
	s = three(take(s, last).EndLong())
	return s.Word(), three(s.EndAgain()).Word()
}
