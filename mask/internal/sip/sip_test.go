package sip

import (
	"encoding/binary"
	"encoding/hex"
	"testing"
)

// TestVectors: the first of those published with SipHash's reference
// implementation for results of 128 bits: the key is 00 01 … 0f, and the value as
// many bytes of 00 01 02 … as its place says.
func TestVectors(t *testing.T) {
	var key [KeySize]byte
	for i := range key {
		key[i] = byte(i)
	}
	v := key[:]
	for n, want := range []string{
		"a3817f04ba25a8e66df67214c7550293",
		"da87c1d86b99af44347659119b22fc45",
		"8177228da4a45dc7fca38bdef60affe4",
		"9c70b60c5267a94e5f33b6b02985ed51",
	} {
		if have := hexOf(Start(&key).Long().sum(v[:n], uint64(n))); have != want {
			t.Errorf("%d bytes: %s, want %s", n, have, want)
		}
	}
}

// TestFirstWord: a first word is as eight bytes of the value.
func TestFirstWord(t *testing.T) {
	var key [KeySize]byte
	for i := range key {
		key[i] = byte(i)
	}
	whole := []byte("12345678 and what comes after it")
	for n := 8; n <= len(whole); n++ {
		a := hexOf(New(&key, binary.LittleEndian.Uint64(whole)).Sum(whole[8:n]))
		if b := hexOf(Start(&key).Long().sum(whole[:n], uint64(n))); a != b {
			t.Errorf("%q: %s, want %s", whole[:n], a, b)
		}
	}
}

func hexOf(a, b uint64) string {
	var v [16]byte
	binary.LittleEndian.PutUint64(v[:8], a)
	binary.LittleEndian.PutUint64(v[8:], b)
	return hex.EncodeToString(v[:])
}
