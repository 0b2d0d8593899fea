package verify

import (
	"hash/maphash"
	mathbits "math/bits"
)

// A wordReader reads the words of a value: in lower case, each with its hash,
// which is made when it is asked for. The hash of words in a row is made of
// theirs, so that all runs of words cost little more than the words. It belongs
// to one goroutine.
type wordReader struct {
	key      maphash.Seed
	plain    *alphabet
	folded   []byte
	squeezed []byte // for tight
	words    []word
}

// word is a word of the value that was read last. lo and hi are where it would
// lie if the words were joined by single blanks.
type word struct {
	hash            uint64 // 0: not made yet
	lo, hi          int
	letters, digits int
}

// run is some words in a row.
type run struct {
	hash            uint64
	words           int
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

// simple is lower without the first bytes of characters that may be more than a
// letter: those of characterAt.
var simple = func() [256]byte {
	t := lower
	for b := 0xc2; b <= 0xf0; b++ {
		t[b] = 0
	}
	return t
}()

// digit is 1 for digits.
var digit = func() (t [256]byte) {
	for b := '0'; b <= '9'; b++ {
		t[b] = 1
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
		if b := v[at]; b < 0x80 && simple[b] == 0 {
			at++ // most of what is between words, without a call
		} else if n := between(v[at:]); n > 0 {
			at += n
		} else {
			at = r.word(v, at)
		}
	}
}

// between returns the size of the character that v begins with if no word begins
// with it, else 0.
func between(v []byte) int {
	switch b := v[0]; {
	case simple[b] != 0:
		return 0
	case b < 0x80:
		return 1
	}
	kind, size, ascii := characterAt(v)
	if kind == gap || kind == invisible || kind == fullWidth && lower[ascii] == 0 {
		return size
	}
	return 0
}

// marked reports whether v begins with a mark that a word goes on behind, with a
// byte that tells: most marks do.
func marked(v []byte) bool { return inWord[v[0]] && len(v) > 1 && simple[v[1]] != 0 }

// goesOn reports whether a word goes on with v, behind a mark.
func goesOn(v []byte) bool {
	if len(v) == 0 || between(v) > 0 {
		return false
	}
	if simple[v[0]] != 0 {
		return true
	}
	kind, _, _ := characterAt(v)
	return kind != wide
}

// word reads the word at v[at:] and returns where it ends.
func (r *wordReader) word(v []byte, at int) int {
	w := word{lo: len(r.folded)}
	out, n, marks := r.folded[:cap(r.folded)], w.lo, 0
	isWide := false
	for {
		for ; at < len(v) && !isWide; at++ {
			f := simple[v[at]]
			if f == 0 {
				if !marked(v[at:]) {
					break
				}
				f = v[at]
				marks++
			}
			out[n] = f
			n++
			w.digits += int(digit[f])
		}
		if at == len(v) {
			break
		}
		kind, size, b := letter, 1, v[at]
		if b >= 0x80 {
			kind, size, b = characterAt(v[at:])
		} else {
			kind = fullWidth // of ASCII, at any rate
		}
		if kind == gap || n > w.lo && isWide != (kind == wide) && kind != invisible {
			break
		}
		isWide = isWide || kind == wide
		switch {
		case kind == invisible:
		case kind == cased:
			n += copy(out[n:], r.plain.read(v[at:]))
		case kind != fullWidth:
			n += copy(out[n:], v[at:at+size])
		case lower[b] != 0:
			out[n] = lower[b]
			n++
			w.digits += int(digit[b])
		case inWord[b] && goesOn(v[at+size:]):
			out[n] = b
			n++
			marks++
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		at += size
	}
	if n == w.lo {
		return at // accents of nothing
	}
	w.hi = n
	w.letters = n - w.lo - w.digits - marks
	out[n] = ' '
	r.folded = out[:n+1]
	r.words = append(r.words, w)
	return at
}

// text returns the word i, in lower case.
func (r *wordReader) text(i int) []byte {
	w := &r.words[i]
	return r.folded[w.lo:w.hi]
}

// hash returns the hash of the word i.
func (r *wordReader) hash(i int) uint64 {
	w := &r.words[i]
	if w.hash == 0 {
		w.hash = maphash.Bytes(r.key, r.folded[w.lo:w.hi])
	}
	return w.hash
}

// from returns the run of the word i.
func (r *wordReader) from(i int) run {
	w := &r.words[i]
	return run{r.hash(i), 1, w.hi - w.lo, w.letters, w.digits}
}

// with returns the run with the word i, which follows it.
func (r *wordReader) with(a run, i int) run {
	w := &r.words[i]
	hi, lo := mathbits.Mul64(a.hash^0x9e3779b97f4a7c15, r.hash(i)^0xd6e8feb86659fd93)
	return run{hi ^ lo, a.words + 1, a.size + 1 + w.hi - w.lo, a.letters + w.letters, a.digits + w.digits}
}

// whole returns the run of all words.
func (r *wordReader) whole() (a run) {
	for i := range r.words {
		if i == 0 {
			a = r.from(0)
		} else {
			a = r.with(a, i)
		}
	}
	return a
}

// tight returns lo up to hi of the words without what stands between letters and
// digits, as a user's name or a telephone number is often written elsewhere: as a
// text, which is valid until the next call, and as a run that lacks its hash. It
// reports false where there is nothing between them, or too little is left.
func (r *wordReader) tight(lo, hi int) (text []byte, a run, ok bool) {
	a.words = 1
	for i := lo; i < hi; i++ {
		a.letters += r.words[i].letters
		a.digits += r.words[i].digits
	}
	a.size = a.letters + a.digits
	from, to := r.words[lo].lo, r.words[hi-1].hi
	if a.size == to-from || a.bits() == 0 {
		return nil, a, false
	}
	out := r.squeezed[:0]
	for _, b := range r.folded[from:to] {
		if lower[b] != 0 {
			out = append(out, b)
		}
	}
	r.squeezed = out
	return out, a, true
}

// forms hands to do the runs by which the value is known again, each with its
// first word and the hash of that: all, which are its words, and these without
// what stands between.
func (r *wordReader) forms(all run, do func(first []byte, h uint64, a run)) {
	if len(r.words) == 0 {
		return
	}
	do(r.text(0), r.hash(0), all)
	if text, a, ok := r.tight(0, len(r.words)); ok {
		a.hash = maphash.Bytes(r.key, text)
		do(text, a.hash, a)
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
