package verify

import (
	"hash/maphash"
	mathbits "math/bits"
)

// A wordReader reads the words of a value: in lower case, each with its hash.
// The hash of words in a row is made of theirs, so that all runs of words cost
// little more than the words. It belongs to one goroutine.
type wordReader struct {
	key      maphash.Seed
	folded   []byte
	squeezed []byte // for tight
	words    []word
}

// word is a word of the value that was read last. lo and hi are where it would
// lie if the words were joined by single blanks.
type word struct {
	hash            uint64
	lo, hi          int
	letters, digits int
}

// run is some words in a row.
type run struct {
	hash            uint64
	size            int // in bytes, joined by single blanks
	letters, digits int
}

// lower is what a byte of a word is in lower case, 0 for bytes of no word. A
// byte of a character beyond ASCII is in a word.
var lower = func() (t [256]byte) {
	for b := range t {
		switch {
		case 'A' <= b && b <= 'Z':
			t[b] = byte(b) | 0x20
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9', b >= 0x80:
			t[b] = byte(b)
		}
	}
	return t
}()

// inWord has the bytes that are part of a word where bytes of one follow: those
// within e-mail addresses and the like.
var inWord = [256]bool{'.': true, '@': true, '_': true, '-': true, '+': true, '%': true}

func wordByte(b byte) bool { return lower[b] != 0 }

// read reads the words of v.
func (r *wordReader) read(v []byte) {
	if cap(r.folded) < 2*len(v) { // each word is followed by a blank
		r.folded = make([]byte, 4*len(v))
	}
	r.folded, r.words = r.folded[:0], r.words[:0]
	for at := 0; at < len(v); {
		switch {
		case lower[v[at]] == 0:
			at++
		case noBreak(v, at):
			at += 2
		default:
			at = r.word(v, at)
		}
	}
}

// noBreak reports whether a blank that does not break is at v[at:].
func noBreak(v []byte, at int) bool { return v[at] == 0xc2 && at+1 < len(v) && v[at+1] == 0xa0 }

// word reads the word at v[at:] and returns where it ends.
func (r *wordReader) word(v []byte, at int) int {
	w := word{lo: len(r.folded)}
	out, n := r.folded[:cap(r.folded)], w.lo
bytes:
	for ; at < len(v); at++ {
		b := v[at]
		f := lower[b]
		switch {
		case f == 0:
			if !inWord[b] || at+1 == len(v) || lower[v[at+1]] == 0 {
				break bytes
			}
			f = b
		case f <= '9':
			w.digits++
		case f == 0xc2 && noBreak(v, at):
			break bytes
		default:
			w.letters++
		}
		out[n] = f
		n++
	}
	w.hi = n
	w.hash = maphash.Bytes(r.key, out[w.lo:n])
	out[n] = ' '
	r.folded = out[:n+1]
	r.words = append(r.words, w)
	return at
}

// from returns the run of one word.
func (r *wordReader) from(i int) run {
	w := &r.words[i]
	return run{w.hash, w.hi - w.lo, w.letters, w.digits}
}

// with returns the run with the word that follows it.
func (a run) with(w *word) run {
	hi, lo := mathbits.Mul64(a.hash^0x9e3779b97f4a7c15, w.hash^0xd6e8feb86659fd93)
	return run{hi ^ lo, a.size + 1 + w.hi - w.lo, a.letters + w.letters, a.digits + w.digits}
}

// whole returns the run of all words.
func (r *wordReader) whole() (a run) {
	for i := range r.words {
		if i == 0 {
			a = r.from(0)
		} else {
			a = a.with(&r.words[i])
		}
	}
	return a
}

// tight returns the run of lo up to hi of the words without what stands between
// letters and digits, as a user's name or a telephone number is often written
// elsewhere. It reports false where there is nothing between them, or too little
// is left.
func (r *wordReader) tight(lo, hi int) (a run, ok bool) {
	for i := lo; i < hi; i++ {
		a.letters += r.words[i].letters
		a.digits += r.words[i].digits
	}
	a.size = a.letters + a.digits
	from, to := r.words[lo].lo, r.words[hi-1].hi
	if a.size == to-from || a.bits() == 0 {
		return a, false
	}
	out := r.squeezed[:0]
	for _, b := range r.folded[from:to] {
		if lower[b] != 0 {
			out = append(out, b)
		}
	}
	r.squeezed, a.hash = out, maphash.Bytes(r.key, out)
	return a, true
}

// forms hands to do the runs by which the value is known again, each with the
// hash of its first word: all, which are its words, and these without what
// stands between.
func (r *wordReader) forms(all run, do func(first uint64, a run)) {
	if len(r.words) == 0 {
		return
	}
	do(r.words[0].hash, all)
	if a, ok := r.tight(0, len(r.words)); ok {
		do(a.hash, a)
	}
}

// bits returns about how many bits a mask would have to guess for the words, 0
// if they are too short to be known again. Numbers count for less: masks keep
// country codes, areas and banks.
func (a run) bits() int {
	bits := float64(a.letters)*3.3 + float64(a.digits)*2.3
	if a.letters == 0 {
		bits = float64(max(a.digits-6, 0)) * 3.3
	}
	if a.size < least || bits < fewestBits {
		return 0
	}
	return min(int(bits), maxBits)
}

// least is how many characters a value has that is looked for, fewestBits what
// it must have to be told from chance, maxBits the most that its bits count for.
const (
	least      = 6
	fewestBits = 10
	maxBits    = 64
)
