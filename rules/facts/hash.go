package facts

import (
	"encoding/binary"
	"math/bits"
)

// Row hashes decide in which HASH partition a row is. See hash_bytes_extended of
// PostgreSQL's common/hashfn.c, compute_partition_hash_value and
// hash_combine64: they are part of the format of a database on disk, and do not
// change.

// hashSeed is HASH_PARTITION_SEED of partbounds.h.
const hashSeed = 0x7A5B22367996DCFD

// combined is what hash_combine64 adds to the hash of the first column of a key.
const combined = 0x49a0f4dd15e5a8e3

// PartitionHash returns the hash by which a row goes to a partition whose key is
// one column of text.
func PartitionHash(v []byte) uint64 { return hashBytes(v, hashSeed) + combined }

// hashBytes is hash_bytes_extended: Bob Jenkins' lookup3, of little-endian words.
func hashBytes(v []byte, seed uint64) uint64 {
	a := 0x9e3779b9 + uint32(len(v)) + 3923095
	b, c := a, a
	if seed != 0 {
		a += uint32(seed >> 32)
		b += uint32(seed)
		a, b, c = mixHash(a, b, c)
	}
	for ; len(v) >= 12; v = v[12:] {
		a += binary.LittleEndian.Uint32(v)
		b += binary.LittleEndian.Uint32(v[4:])
		c += binary.LittleEndian.Uint32(v[8:])
		a, b, c = mixHash(a, b, c)
	}
	var rest [12]byte
	copy(rest[:], v)
	a += binary.LittleEndian.Uint32(rest[0:])
	b += binary.LittleEndian.Uint32(rest[4:])
	c += binary.LittleEndian.Uint32(rest[8:]) << 8 // the lowest byte is the length's
	b, c = finishHash(a, b, c)
	return uint64(b)<<32 | uint64(c)
}

// mixHash is mix of hashfn.c: each step turns to the next of the three.
func mixHash(a, b, c uint32) (uint32, uint32, uint32) {
	for _, n := range [...]int{4, 6, 8, 16, 19, 4} {
		a = (a - c) ^ bits.RotateLeft32(c, n)
		c += b
		a, b, c = b, c, a
	}
	return a, b, c
}

// finishHash is final of hashfn.c.
func finishHash(a, b, c uint32) (uint32, uint32) {
	for _, n := range [...]int{14, 11, 25, 16, 4, 14, 24} {
		c = (c ^ b) - bits.RotateLeft32(b, n)
		a, b, c = b, c, a
	}
	return a, b
}
