// Package memo remembers what became of short values that were seen lately.
// Columns are full of values that come again: a status, a city, a given name,
// the domain of an address, the key of a row for each of the row's dates.
//
// It knows bytes alone. What is made of a value must not depend on whether it is
// remembered.
package memo

import (
	"encoding/binary"
	"math/bits"
)

// The greatest lengths of a value and of what became of it, so that an entry is
// a line of the processor's cache.
const (
	Longest = 29
	Room    = 32
)

// An Entry is a value and what became of it.
type Entry struct {
	tag     uint8 // 0: none
	n, size uint8 // how long they are
	v       [Longest]byte
	made    [Room]byte
}

// A Memo is a number of entries. A value has one place, and takes it from
// whatever was there. It is not safe for concurrent use.
//
// It begins small, and grows while values come again: of values that are all
// different none is worth the room.
type Memo struct {
	entries []Entry  // nil until a value came
	marks   []uint16 // bits of the hash of the value that came last to each entry
	bits    int      // there are 1<<bits, and
	most    int      // at most 1<<most
	found   int      // how many values were, since it was last asked whether it grows
	missed  int      // and were not
}

// leastBits is what a memo begins with, as a power of two.
const leastBits = 8

// New returns a memo of up to 1<<most entries, for which room is made when the first
// value comes.
func New(most int) Memo { return Memo{most: most} }

// fit makes room for the first value, and more of it if what there is has been of
// use. What it held is forgotten: it comes again.
func (m *Memo) fit() {
	switch {
	case m.entries == nil:
		m.bits = min(leastBits, m.most)
	case m.found < m.missed/4 || m.bits == m.most:
		m.found, m.missed = 0, 0
		return
	default:
		m.bits++
	}
	m.entries, m.marks = make([]Entry, 1<<m.bits), make([]uint16, 1<<m.bits)
	m.found, m.missed = 0, 0
}

// Find returns the place of v, whose length is from 1 to Longest, and whether it
// holds what became of it. Values under two tags, none of which is 0, are two.
//
// It looks at both ends of v only: values that share them take each other's place.
//
// Note: the entries are more than the processor's nearest cache holds, and the marks
// are not. So a value that is not remembered costs no wait for its entry.
func (m *Memo) Find(tag uint8, v []byte) (e *Entry, known bool) {
	if m.missed >= 4*len(m.entries) {
		m.fit()
	}
	h := uint64(len(v))<<8 + uint64(tag)
	switch n := len(v); {
	case n >= 8:
		h ^= binary.LittleEndian.Uint64(v) ^ bits.RotateLeft64(binary.LittleEndian.Uint64(v[n-8:]), 29)
	case n >= 4:
		h ^= uint64(binary.LittleEndian.Uint32(v)) ^ uint64(binary.LittleEndian.Uint32(v[n-4:]))<<24
	default:
		h ^= uint64(v[0])<<16 ^ uint64(v[n/2])<<24 ^ uint64(v[n-1])<<32
	}
	h *= 0x9e3779b97f4a7c15
	i, mark := h>>(64-m.bits), uint16(h>>(48-m.bits))
	e = &m.entries[i]
	if m.marks[i] == mark && e.tag == tag && string(e.v[:e.n]) == string(v) {
		m.found++
		return e, true
	}
	m.marks[i] = mark
	m.missed++
	return e, false
}

// Made returns what became of the value, which is valid until the entry is set.
func (e *Entry) Made() []byte { return e.made[:e.size] }

// Set makes e the entry of v, under a tag, of which made became, unless that is
// too long.
func (e *Entry) Set(tag uint8, v, made []byte) {
	if len(made) > Room {
		return
	}
	e.tag, e.n, e.size = tag, uint8(len(v)), uint8(len(made))
	copy(e.v[:], v)
	copy(e.made[:], made)
}
