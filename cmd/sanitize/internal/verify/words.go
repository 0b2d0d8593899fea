package verify

import (
	"bytes"
	"hash/maphash"
	mathbits "math/bits"
	"slices"
	"unicode/utf8"
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
	beyond          int  // bytes of letters that are one with others
	isAddress       bool // it has an @
}

// marks returns how many bytes of the word are marks.
func (w *word) marks() int { return w.hi - w.lo - w.letters - w.digits - w.beyond }

// run is some words in a row.
type run struct {
	hash            uint64
	words           int
	size            int // in bytes, joined by single blanks
	letters, digits int // as many as tell as much: an ideograph is three letters
	beyond          int
	isAddress       bool // one of them is
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

// word reads the word at v[at:] and returns where it ends. Most words are plain, and end
// before a character of ASCII.
func (r *wordReader) word(v []byte, at int) int {
	out, lo := r.folded[:cap(r.folded)], len(r.folded)
	n, at, counted := plainly(out, lo, v, at)
	w := word{lo: lo, hi: n, digits: counted.digits, isAddress: counted.addresses > 0}
	marks := counted.marks
	if at < len(v) && (v[at] >= utf8.RuneSelf || inWord[v[at]]) {
		f := folding{word: w, out: out, n: n, marks: marks}
		at = f.rest(r.plain, v, at)
		w, n, marks = f.word, f.n, f.marks
	}
	if n == lo {
		return at // accents of nothing
	}
	w.hi = n
	w.letters = n - lo - w.digits - marks - w.beyond
	out[n] = ' '
	r.folded = out[:n+1]
	r.words = append(r.words, w)
	return at
}

// counts are what a plain part of a word has.
type counts struct{ digits, marks, addresses int }

// plainly reads what is simple, and marks between, into out from n on, and returns where
// both end.
func plainly(out []byte, n int, v []byte, at int) (int, int, counts) {
	var c counts
	for ; at < len(v); at++ {
		f := simple[v[at]]
		if f == 0 {
			if f = v[at]; !marked(v[at:]) {
				break
			}
			if f == '@' {
				c.addresses++
			}
			c.marks++
		}
		out[n] = f
		n++
		c.digits += int(digit[f])
	}
	return n, at, c
}

// folding is a word that is being read.
type folding struct {
	word
	out    []byte // has it in lower case, up to n
	n      int
	marks  int
	isWide bool
}

// rest reads the rest of a word that goes on with other characters.
func (w *folding) rest(letters *alphabet, v []byte, at int) int {
	for at < len(v) {
		size := w.other(letters, v[at:])
		if size == 0 {
			break
		}
		if at += size; !w.isWide {
			var c counts
			w.n, at, c = plainly(w.out, w.n, v, at)
			w.digits += c.digits
			w.marks += c.marks
			w.isAddress = w.isAddress || c.addresses > 0
		}
	}
	return at
}

// other reads the character that v begins with, and returns its size, 0 if the word
// ends before it.
func (w *folding) other(letters *alphabet, v []byte) int {
	kind, size, b := fullWidth, 1, v[0] // of ASCII, at any rate
	if b >= 0x80 {
		kind, size, b = characterAt(v)
	}
	if kind == gap || w.n > w.lo && w.isWide != (kind == wide) && kind != invisible {
		return 0
	}
	w.isWide = w.isWide || kind == wide
	switch {
	case kind == invisible:
	case kind == cased:
		n := copy(w.out[w.n:], letters.read(v))
		if n > 0 && w.out[w.n] >= utf8.RuneSelf {
			w.beyond += n - 1
		}
		w.n += n
	case kind != fullWidth:
		w.n += copy(w.out[w.n:], v[:size])
		w.beyond += beyond(kind, v[0], size)
	case lower[b] != 0:
		w.out[w.n] = lower[b]
		w.n++
		w.digits += int(digit[b])
	case inWord[b] && goesOn(v[size:]):
		w.out[w.n] = b
		w.n++
		w.marks++
		w.isAddress = w.isAddress || b == '@'
	default:
		return 0
	}
	return size
}

// beyond returns how many of the bytes of a character that is not cased tell nothing more:
// scripts without blanks have many characters, but for Thai and its like, and kana.
func beyond(kind character, first byte, size int) int {
	switch {
	case kind != wide:
		return size - 1
	case first == 0xe0 || first == 0xe3: // U+0E00 to U+0FFF, and U+3000 to U+3FFF, kana most of all
		return 1
	}
	return size - 3
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
	return run{r.hash(i), 1, w.hi - w.lo, w.letters, w.digits, w.beyond, w.isAddress}
}

// with returns the run with the word i, which follows it.
func (r *wordReader) with(a run, i int) run {
	w := &r.words[i]
	hi, lo := mathbits.Mul64(a.hash^0x9e3779b97f4a7c15, r.hash(i)^0xd6e8feb86659fd93)
	return run{hi ^ lo, a.words + 1, a.size + 1 + w.hi - w.lo, a.letters + w.letters, a.digits + w.digits, a.beyond + w.beyond, a.isAddress || w.isAddress}
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

// hasLetters reports whether there are other words than numbers.
func (r *wordReader) hasLetters() bool {
	return slices.ContainsFunc(r.words, func(w word) bool { return w.letters > 0 })
}

// stretch returns where the words end that belong together from the word lo on: those
// of a number, or a word's letters one by one.
func (r *wordReader) stretch(lo int) (hi int) {
	for hi = lo; hi < len(r.words) && r.words[hi].hi-r.words[hi].lo == 1; hi++ {
	}
	if hi-lo >= least {
		return hi
	}
	return r.number(lo)
}

// number returns where the words of digits end that begin with the word lo, or
// where that ends if it is none.
func (r *wordReader) number(lo int) (hi int) {
	for hi = lo; hi < len(r.words) && r.words[hi].letters == 0; hi++ {
	}
	return max(hi, lo+1)
}

// codedLetters is how many letters a number begins with at most.
const codedLetters = 2

// coded returns where a number ends that begins with one or two letters in the word
// lo, as that of an account does, or lo.
func (r *wordReader) coded(lo int) (hi int) {
	if n := r.words[lo].letters; n == 0 || n > codedLetters || lo+1 == len(r.words) || r.words[lo+1].letters > 0 {
		return lo
	}
	return r.number(lo + 1)
}

// tight returns lo up to hi of the words without what stands between letters and
// digits, as a user's name or a telephone number is often written elsewhere: as a
// text, which is valid until the next call, and as a run that lacks its hash. It
// reports false where there is nothing between them, or too little is left.
func (r *wordReader) tight(lo, hi int) (text []byte, a run, ok bool) {
	if a, ok = r.tightly(lo, hi); !ok {
		return nil, a, false
	}
	return r.squeeze(r.words[lo].lo, r.words[hi-1].hi), a, true
}

// tightly is tight without the text.
func (r *wordReader) tightly(lo, hi int) (a run, ok bool) {
	a.words = 1
	for i := lo; i < hi; i++ {
		w := &r.words[i]
		a.letters += w.letters
		a.digits += w.digits
		a.beyond += w.beyond
		a.isAddress = a.isAddress || w.isAddress
	}
	a.size = a.letters + a.digits + a.beyond
	return a, a.size != r.words[hi-1].hi-r.words[lo].lo && a.bits() > 0
}

// squeeze returns the bytes from up to to of what was read, without marks and
// blanks. It is valid until the next call.
func (r *wordReader) squeeze(from, to int) []byte {
	out, n := slices.Grow(r.squeezed[:0], to-from)[:to-from], 0
	for _, b := range r.folded[from:to] {
		out[n] = b
		if lower[b] != 0 {
			n++
		}
	}
	out = out[:n]
	r.squeezed = out
	return out
}

// end returns the last digits of the words lo up to hi, if these are a number as
// long as a telephone's: with the code of its country, with a zero, or with
// neither, they are the same. The text is valid until the next call.
func (r *wordReader) end(lo, hi int) (text []byte, a run, ok bool) {
	digits := 0
	for i := lo; i < hi; i++ {
		if r.words[i].letters > 0 {
			return nil, a, false
		}
		digits += r.words[i].digits
	}
	if digits <= endDigits || digits > longestPhone {
		return nil, a, false
	}
	text = r.squeeze(r.words[lo].lo, r.words[hi-1].hi)
	return text[len(text)-endDigits:], run{words: 1, size: endDigits, digits: endDigits}, true
}

// local returns what stands in the word i before an @, and before a + in it, without
// marks: the part of an address that is somebody's name. The text is valid until
// the next call.
func (r *wordReader) local(i int) (text []byte, a run, ok bool) {
	w := r.text(i)
	at := bytes.IndexByte(w, '@')
	if at < 0 {
		return nil, a, false
	}
	if plus := bytes.IndexByte(w[:at], '+'); plus >= 0 {
		at = plus
	}
	text = r.squeeze(r.words[i].lo, r.words[i].lo+at)
	a = run{words: 1, size: len(text), isAddress: true}
	for _, b := range text {
		a.digits += int(digit[b])
	}
	a.letters = a.size - a.digits
	return text, a, a.bits() > 0
}

// endDigits is how many of the last digits of a number are a form of it,
// longestPhone how many a telephone number has at most, as E.164 says.
const (
	endDigits    = 9
	longestPhone = 15
)

// isDate reports whether what was read is a date, with the time of day or without:
// year, month and day in this order, or with the year last, or with the month in words.
func (r *wordReader) isDate(all run) bool {
	if all.letters > 0 && all.digits >= len("1976") && digitsOfDay(r.folded) >= len("1976") || isDay(r.folded) && all.size <= len("2024-02-03t04:05:06.123456+00:00") && all.letters <= len("tz") {
		return true
	}
	if all.letters > 0 || all.digits != 8 && all.digits != 12 && all.digits != 14 {
		return false
	}
	t := r.squeeze(0, len(r.folded))
	century := func(at int) bool { s := string(t[at : at+2]); return s == "19" || s == "20" }
	return century(0) && t[4] <= '1' && t[6] <= '3' || century(4) && t[0] <= '3' && t[2] <= '3'
}

// forms hands to do the runs by which the value is known again, each with its
// first word and the hash of that: all, which are its words, these without what
// stands between, the end of a number, and the name in an address.
func (r *wordReader) forms(all run, do func(first []byte, h uint64, a run)) {
	if len(r.words) == 0 {
		return
	}
	do(r.text(0), r.hash(0), all)
	put := func(text []byte, a run, ok bool) {
		if ok {
			a.hash = maphash.Bytes(r.key, text)
			do(text, a.hash, a)
		}
	}
	put(r.tight(0, len(r.words)))
	put(r.end(0, len(r.words)))
	if len(r.words) == 1 {
		text, a, ok := r.local(0)
		put(text, a, ok && !placeholder(text)) // noreply
	}
}

// bits returns about how many bits a mask would have to guess for the words, 0
// if they are too short to be known again.
func (a run) bits() int {
	bits := (33*a.letters + 23*a.digits) / 10
	if a.letters == 0 {
		bits = 33 * a.digits / 10
	}
	if a.size-a.beyond < least || bits < fewestBits || a.letters == 0 && a.digits < leastDigits {
		return 0
	}
	return min(bits, maxBits)
}

// runs hands to do each run of up to n words that begins with the word i and can
// be known again.
func (r *wordReader) runs(i, n int, do func(a run, bits int)) {
	a := r.from(i)
	for j := i; ; a = r.with(a, j) {
		if bits := a.bits(); bits > 0 {
			do(a, bits)
		}
		if j++; j == len(r.words) || j == i+n {
			return
		}
	}
}

// least is how many characters a value has that is looked for, leastDigits how
// many digits a number, fewestBits what it must have to be told from chance,
// maxBits the most that its bits count for.
const (
	least       = 6
	leastDigits = 8
	fewestBits  = 10
	maxBits     = 64
)
