package main

import (
	"crypto/rand"
	"encoding/base64"
)

// newSalt returns 32 random bytes as text.
func newSalt() string {
	var b [32]byte
	rand.Read(b[:]) // never fails: see its documentation
	return base64.StdEncoding.EncodeToString(b[:])
}
