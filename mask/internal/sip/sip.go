// Package sip is SipHash-2-4 with a result of 128 bits (Aumasson and Bernstein,
// "SipHash: a fast short-input PRF", 2012, and its reference implementation), in a
// sixteenth of an HMAC's time for values of a few words.
//
// A pseudorandom function of a 128-bit key is what draws need: those by the key of
// a row, and those within a permutation. The key is an HMAC under the salt. What is
// printed as a digest is no matter for it: that is an HMAC itself.
package sip

import (
	"encoding/binary"
	"math/bits"
)

// KeySize is the size of a key, in bytes.
const KeySize = 16

// A Hash is SipHash-2-4 under a key of values that begin with a word: its state
// after that word. Two words make two functions that have nothing to do with each
// other.
type Hash struct{ v0, v1, v2, v3 uint64 }

// New returns the hash of what begins with the eight bytes of first, the lowest
// one before. The key is not kept.
func New(key *[KeySize]byte, first uint64) Hash {
	k0, k1 := binary.LittleEndian.Uint64(key[:8]), binary.LittleEndian.Uint64(key[8:])
	h := start(k0, k1)
	h.word(first)
	return h
}

// start is the state before any word. A result of 128 bits begins otherwise than
// one of 64.
func start(k0, k1 uint64) Hash {
	return Hash{k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d ^ 0xee, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573}
}

// word takes a word in.
func (h *Hash) word(w uint64) {
	h.v3 ^= w
	h.v0, h.v1, h.v2, h.v3 = Round(h.v0, h.v1, h.v2, h.v3)
	h.v0, h.v1, h.v2, h.v3 = Round(h.v0, h.v1, h.v2, h.v3)
	h.v0 ^= w
}

// Sum returns the hash of the first word and v. h stays as it is.
func (h Hash) Sum(v []byte) (uint64, uint64) { return h.sum(v, uint64(8+len(v))) }

// sum is Sum for a value that has so many bytes, those before v included.
func (h Hash) sum(v []byte, total uint64) (uint64, uint64) {
	for ; len(v) >= 8; v = v[8:] {
		h.word(binary.LittleEndian.Uint64(v))
	}
	last := total << 56
	for i, c := range v {
		last |= uint64(c) << (8 * i)
	}
	h.word(last)
	h.v2 ^= 0xee
	first := h.end()
	h.v1 ^= 0xdd
	return first, h.end()
}

// end is the four rounds before a word of the result.
func (h *Hash) end() uint64 {
	for range 4 {
		h.v0, h.v1, h.v2, h.v3 = Round(h.v0, h.v1, h.v2, h.v3)
	}
	return h.v0 ^ h.v1 ^ h.v2 ^ h.v3
}

// Round is SipRound.
func Round(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
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
