// Package prefix permutes addresses so that two of them share exactly as many
// leading bits after it as before, as Crypto-PAn does: J. Xu, J. Fan, M. Ammar and
// S. Moon, "Prefix-Preserving IP Address Anonymization" (ICNP 2002). It knows
// bits and nothing of what addresses stand for.
//
// Whether a bit flips is the highest bit of what AES makes of the bits before it.
// Crypto-PAn fills the block up with a secret pad. Then the blocks of two bits are
// the same where the address has the bits of the pad between them, these flip alike,
// and of a network's 4,096 hosts it can be that 65 stay what they are. Here a one and
// zeros fill the block, so that no two blocks are the same.
package prefix

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
)

// KeySize is the size of a key, in bytes: one of AES-128.
const KeySize = 16

// A Key says which bits of an address flip: bit n by the n bits before it. It is
// immutable and safe for concurrent use.
type Key struct{ block cipher.Block }

// NewKey returns the key of those bytes, which are not kept.
func NewKey(secret *[KeySize]byte) *Key {
	block, err := aes.NewCipher(secret[:])
	if err != nil {
		panic("prefix: internal error: " + err.Error())
	}
	return &Key{block}
}

// slots is how many prefixes a Memo holds, a power of two.
const slots = 128

// A Memo is what addresses lately seen began with, under one key: in a log most
// come from few networks. The zero value is empty. It is not safe for concurrent
// use.
type Memo struct {
	short       [slots]seen // by the first 24 bits of those of 32
	long        [slots]seen // by the first 48 bits of those of 128
	plain, made [16]byte
}

// seen are the flips of the addresses with a prefix.
type seen struct {
	known         bool
	prefix, flips uint64
}

// The prefixes of a Memo, in bits.
const (
	shortBits = 24
	longBits  = 48
)

// Flips32 returns which bits of an address of 32 bits flip.
func (k *Key) Flips32(m *Memo, addr uint32) uint32 {
	v := uint64(addr) << 32
	s := slot(&m.short, v>>(64-shortBits))
	if !s.known || s.prefix != v>>(64-shortBits) {
		*s = seen{true, v >> (64 - shortBits), k.flips(m, v, 0, 0, shortBits)}
	}
	return uint32((s.flips | k.flips(m, v, 0, shortBits, 32)) >> 32)
}

// Flips128 returns which bits of an address of 128 bits flip.
func (k *Key) Flips128(m *Memo, hi, lo uint64) (uint64, uint64) {
	s := slot(&m.long, hi>>(64-longBits))
	if !s.known || s.prefix != hi>>(64-longBits) {
		*s = seen{true, hi >> (64 - longBits), k.flips(m, hi, 0, 0, longBits)}
	}
	return s.flips | k.flips(m, hi, 0, longBits, 64), k.flips(m, hi, lo, 64, 128)
}

func slot(list *[slots]seen, prefix uint64) *seen {
	return &list[prefix*0x9e3779b97f4a7c15>>57]
}

// flips returns which of the bits from to below to flip, of an address that
// begins with hi and lo, in the word that they are in.
func (k *Key) flips(m *Memo, hi, lo uint64, from, to int) (word uint64) {
	for n := from; n < to; n++ {
		binary.BigEndian.PutUint64(m.plain[:], before(hi, n))
		binary.BigEndian.PutUint64(m.plain[8:], before(lo, n-64))
		k.block.Encrypt(m.made[:], m.plain[:])
		word |= uint64(m.made[0]>>7) << (63 - n&63)
	}
	return word
}

// before returns the first n bits of v, and behind them a one and zeros, as far as
// these are in the word: n may be negative, or 64 and more.
func before(v uint64, n int) uint64 {
	switch {
	case n < 0:
		return 0
	case n >= 64:
		return v
	}
	one := uint64(1) << (63 - n)
	return v&^(one<<1-1) | one
}
