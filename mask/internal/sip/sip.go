// Package sip is SipHash (Aumasson and Bernstein, "SipHash: a fast short-input PRF",
// 2012, and its reference implementation): its state and its round, and SipHash-2-4
// with a result of 128 bits, which takes a sixteenth of an HMAC's time for values of a
// few words.
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

// A State is the four words of SipHash, whichever its rounds are.
type State struct{ v0, v1, v2, v3 uint64 }

// Start is the state under a key before any word.
func Start(key *[KeySize]byte) State {
	k0, k1 := binary.LittleEndian.Uint64(key[:8]), binary.LittleEndian.Uint64(key[8:])
	return State{k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573}
}

// Long is a state before any word with a result of 128 bits, which begins otherwise
// than one of 64.
func (s State) Long() State { return State{s.v0, s.v1 ^ 0xee, s.v2, s.v3} }

// Before and After stand around the rounds that take a word in.
func (s State) Before(w uint64) State { return State{s.v0, s.v1, s.v2, s.v3 ^ w} }
func (s State) After(w uint64) State  { return State{s.v0 ^ w, s.v1, s.v2, s.v3} }

// End, EndLong and EndAgain stand before the rounds that end a result of 64 bits,
// and those of the first and of the second half of one of 128.
func (s State) End() State      { return State{s.v0, s.v1, s.v2 ^ 0xff, s.v3} }
func (s State) EndLong() State  { return State{s.v0, s.v1, s.v2 ^ 0xee, s.v3} }
func (s State) EndAgain() State { return State{s.v0, s.v1 ^ 0xdd, s.v2, s.v3} }

// Word is 64 bits of a result, after the rounds that end it.
func (s State) Word() uint64 { return s.v0 ^ s.v1 ^ s.v2 ^ s.v3 }

// Round is SipRound.
func (s State) Round() State {
	s.v0 += s.v1
	s.v2 += s.v3
	s.v1 = bits.RotateLeft64(s.v1, 13) ^ s.v0
	s.v3 = bits.RotateLeft64(s.v3, 16) ^ s.v2
	s.v0 = bits.RotateLeft64(s.v0, 32) + s.v3
	s.v2 += s.v1
	s.v1 = bits.RotateLeft64(s.v1, 17) ^ s.v2
	s.v3 = bits.RotateLeft64(s.v3, 21) ^ s.v0
	s.v2 = bits.RotateLeft64(s.v2, 32)
	return s
}

// A Hash is SipHash-2-4 under a key of values that begin with a word: its state
// after that word. Two words make two functions that have nothing to do with each
// other.
type Hash struct{ State }

// New returns the hash of what begins with the eight bytes of first, the lowest
// one before. The key is not kept.
func New(key *[KeySize]byte, first uint64) Hash { return Hash{Start(key).Long().take(first)} }

// take takes a word in.
func (s State) take(w uint64) State { return s.Before(w).Round().Round().After(w) }

// Sum returns the hash of the first word and v.
func (h Hash) Sum(v []byte) (uint64, uint64) { return h.sum(v, uint64(8+len(v))) }

// sum is Sum for a value that has so many bytes, those before v included.
func (s State) sum(v []byte, total uint64) (uint64, uint64) {
	for ; len(v) >= 8; v = v[8:] {
		s = s.take(binary.LittleEndian.Uint64(v))
	}
	last := total << 56
	for i, c := range v {
		last |= uint64(c) << (8 * i)
	}
	s = s.take(last).EndLong().four()
	return s.Word(), s.EndAgain().four().Word()
}

// four is the rounds that end half a result.
func (s State) four() State { return s.Round().Round().Round().Round() }
