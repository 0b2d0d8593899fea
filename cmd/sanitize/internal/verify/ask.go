package verify

import (
	"bytes"
	"hash/maphash"
)

// grams is how many words an original may have within a longer text.
const grams = 4

// A span is words of a value, from lo up to hi.
type span struct{ lo, hi int }

func (r *wordReader) all() span { return span{0, len(r.words)} }

// fresh returns the words of r between those with which outer begins, too, and those
// with which it ends. Where something is gone, the span is empty and lies there.
func (r *wordReader) fresh(outer *wordReader) span {
	lo, most := 0, min(len(r.words), len(outer.words))
	for lo < most && bytes.Equal(r.text(lo), outer.text(lo)) {
		lo++
	}
	n, m := len(r.words), len(outer.words)
	for most > lo && bytes.Equal(r.text(n-1), outer.text(m-1)) {
		n, m, most = n-1, m-1, most-1
	}
	return span{lo, n}
}

// An asker hands to do the runs of what r has read that begin as an original does, and
// have the shape of one and at least so many bits.
type asker struct {
	*originals
	edges *edgeSet // of these originals
	r     *wordReader
	least int
	do    func(a run, bits int)
}

// each hands over the runs of up to grams words that have words of a span or are beside
// it, and all words: those that begin with one of some words, by number, nil for any.
func (a *asker) each(some span, first []int) {
	n := len(first)
	if first == nil {
		n = len(a.r.words)
	}
	for i := range n {
		if first != nil {
			i = first[i]
		}
		if i == 0 || i+grams >= some.lo && i <= some.hi {
			a.runs(i)
		}
	}
}

// runs hands over the runs that begin with the word i, and with the first one all of
// them.
func (a *asker) runs(i int) {
	r := a.r
	if !a.edges.has(r.text(i)) {
		return
	}
	one := r.from(i)
	a.put(one)
	if i+1 == len(r.words) || !a.firsts.has(one.hash) {
		return
	}
	for j := i + 1; j < min(i+grams, len(r.words)); j++ {
		one = r.with(one, j)
		a.put(one)
	}
	if i == 0 && len(r.words) > grams {
		a.put(r.whole())
	}
}

// put hands over a run that has the shape of an original.
func (a *asker) put(one run) {
	if bits, ok := a.shaped(one); ok {
		a.do(one, bits)
	}
}

// shaped reports whether a run has the shape of an original, and its bits.
func (a *asker) shaped(one run) (bits int, ok bool) {
	if one.size < least || !a.shapes.has(one.shape()) {
		return 0, false
	}
	bits = one.bits()
	return bits, bits > 0 && bits >= a.least
}

// eachTight hands over each word, the words of each number, and all of them, without
// what stands between letters and digits, as far as they have words of a span or are
// beside it.
func (a *asker) eachTight(some span) {
	r := a.r
	for lo := 0; lo < len(r.words); {
		w := &r.words[lo]
		// Behind the span, from a word on that is in no number, they are what they were.
		if lo > some.hi && w.letters > 0 && w.hi-w.lo > 1 {
			break
		}
		if w.letters > codedLetters && w.marks() == 0 { // most words stand for themselves
			lo++
			continue
		}
		hi, end := r.stretch(lo), r.coded(lo)
		if max(hi, end) >= some.lo {
			a.stretch(lo, hi, end)
		}
		lo = hi
	}
	if len(r.words) > 1 {
		a.joined(0, len(r.words))
	}
}

// stretch hands over the words lo up to hi, those of a number; end is where it ends if
// it begins with letters.
func (a *asker) stretch(lo, hi, end int) {
	if end > hi && end-lo < len(a.r.words) { // all of them are asked for once
		a.joined(lo, end)
	}
	for i := lo; i < hi; i++ {
		w := &a.r.words[i]
		if w.marks() > 0 || w.letters == 0 && w.digits > endDigits {
			a.joined(i, i+1)
		}
		if w.isAddress {
			a.opened(a.r.local(i))
		}
	}
	if hi > lo+1 && hi-lo < len(a.r.words) {
		a.joined(lo, hi)
	}
}

// joined hands over the words lo up to hi without what stands between letters and
// digits, and the end of the number that they may be.
func (a *asker) joined(lo, hi int) {
	if one, ok := a.r.tightly(lo, hi); ok {
		if _, ok := a.shaped(one); ok && a.opensTight(lo, hi, one.size) {
			a.opened(a.r.tight(lo, hi))
		}
	}
	a.opened(a.r.end(lo, hi))
}

// opened hands over a text, as which some words are read, unless it is none.
func (a *asker) opened(text []byte, one run, ok bool) {
	if !ok {
		return
	}
	if bits, ok := a.shaped(one); ok && a.edges.has(text) {
		one.hash = maphash.Bytes(a.r.key, text)
		a.do(one, bits)
	}
}

// opensTight reports whether an original may begin with the words lo up to hi as tight
// has them, in so many bytes: it reads no more than their edges.
func (a *asker) opensTight(lo, hi, size int) bool {
	var head, tail uint32
	v := a.r.folded[a.r.words[lo].lo:a.r.words[hi-1].hi]
	for i, at := 0, 0; at < 32; i++ {
		if b := v[i]; lower[b] != 0 {
			head |= uint32(b) << at
			at += 8
		}
	}
	if !a.edges.starts.has(edgeOf(head, size, startBits)) {
		return false
	}
	for i, at := len(v)-1, 24; at >= 0; i-- {
		if b := v[i]; lower[b] != 0 {
			tail |= uint32(b) << at
			at -= 8
		}
	}
	return a.edges.ends.has(edgeOf(tail, size, endBits))
}
