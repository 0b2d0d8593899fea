// Package perm makes keyed permutations of the numbers below a bound. It knows
// nothing but numbers.
package perm

import (
	"encoding/binary"
	"math/bits"
)

// KeySize is the size of the key of New, in bytes.
const KeySize = 16

// rounds of the Feistel network: as many as FF1 of NIST SP 800-38G has.
const rounds = 10

// A Perm is a permutation of the numbers from 0 to some last one: a Feistel
// network over as many bits as the last number has, with SipHash-2-4 as its
// round function, walked until it is back in the range. It is immutable.
type Perm struct {
	k0, k1      uint64
	last        uint64
	left, right int // bits of the halves, left <= right
}

// New returns the permutation of the numbers from 0 to last that belongs to
// secret.
func New(secret *[KeySize]byte, last uint64) *Perm {
	n := max(2, bits.Len64(last))
	return &Perm{
		k0:    binary.LittleEndian.Uint64(secret[:8]),
		k1:    binary.LittleEndian.Uint64(secret[8:]),
		last:  last,
		left:  n / 2,
		right: n - n/2,
	}
}

// At returns the image of x, which must not be above the last number. Two
// tweaks make two permutations.
func (p *Perm) At(x uint64, tweak byte) uint64 {
	if x > p.last {
		panic("perm: internal error: out of range")
	}
	// The network permutes a power of two that is less than twice the range, or
	// four where last is 0 or 1: each step ends the walk with even odds.
	for {
		x = p.network(x, tweak)
		if x <= p.last {
			return x
		}
	}
}

// network is one pass over all rounds. The halves keep their sizes: even rounds
// change the left one, odd rounds the right one.
func (p *Perm) network(x uint64, tweak byte) uint64 {
	l, r := x>>p.right, x&(1<<p.right-1)
	for i := uint64(0); i < rounds; i += 2 {
		head := i<<8 | uint64(tweak)<<16 | uint64(p.right)
		l = (l + sip(p.k0, p.k1, head, r)) & (1<<p.left - 1)
		r = (r + sip(p.k0, p.k1, head+1<<8, l)) & (1<<p.right - 1)
	}
	return l<<p.right | r
}

// sip is SipHash-2-4 of the 16 bytes that m0 and m1 are in little-endian order.
func sip(k0, k1, m0, m1 uint64) uint64 {
	v0, v1 := k0^0x736f6d6570736575, k1^0x646f72616e646f6d
	v2, v3 := k0^0x6c7967656e657261, k1^0x7465646279746573
	for _, m := range [...]uint64{m0, m1, 16 << 56} {
		v3 ^= m
		for range 2 {
			v0, v1, v2, v3 = mix(v0, v1, v2, v3)
		}
		v0 ^= m
	}
	v2 ^= 0xff
	for range 4 {
		v0, v1, v2, v3 = mix(v0, v1, v2, v3)
	}
	return v0 ^ v1 ^ v2 ^ v3
}

// mix is SipRound.
func mix(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
	v0 += v1
	v1 = bits.RotateLeft64(v1, 13) ^ v0
	v0 = bits.RotateLeft64(v0, 32)
	v2 += v3
	v3 = bits.RotateLeft64(v3, 16) ^ v2
	v0 += v3
	v3 = bits.RotateLeft64(v3, 21) ^ v0
	v2 += v1
	v1 = bits.RotateLeft64(v1, 17) ^ v2
	v2 = bits.RotateLeft64(v2, 32)
	return v0, v1, v2, v3
}
