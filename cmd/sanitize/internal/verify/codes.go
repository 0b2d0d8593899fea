package verify

import (
	"bytes"
	"hash/maphash"
	"math"
	"math/bits"
	"slices"
)

// Codes are counted up: MRN-0000001 and the 998 that follow are all codes of one to
// three digits that there are, and a mask that permutes these gives nothing else. So
// of codes that are few letters and a number it is asked how many there are of one
// form, which is all but the digits that count, and how many of these are originals.

// form is one of codes.
type form struct {
	hash  uint64
	space float64 // how many codes there can be
	kind  int     // of which they are, however many zeros they have
	whole bool    // the zeros before a number count, too: each code is of one such form, and of one other
}

// codeForm is what is known of the codes of one form.
type codeForm struct {
	form
	originals float64                 // about how many, once they are counted
	few       []uint16                // by hash, these, while they are few
	seen      *[codeMarks / 64]uint64 // and else
}

// codeForms are those of the first dump, by hash.
type codeForms map[uint64]*codeForm

const (
	codeMarks     = 1 << 14
	mostForms     = 1 << 14
	fewCodes      = 32
	codeLetters   = 4 // with more of them it is a user's name
	paddedLetters = 8 // but with zeros before the number, as INV-00017.pdf
	codeNumbers   = 3
	longestCode   = 32
)

// add takes an original, whose hash is h, for one of a form. It is false if there are
// too many forms.
func (f codeForms) add(of form, h uint64) bool {
	one := f[of.hash]
	if one == nil {
		if len(f) == mostForms {
			return false
		}
		one = &codeForm{form: of}
		f[of.hash] = one
	}
	one.mark(uint16(h % codeMarks))
	return true
}

// mark marks an original by its hash.
func (o *codeForm) mark(n uint16) {
	switch {
	case o.seen != nil:
		o.seen[n/64] |= 1 << (n % 64)
	case slices.Contains(o.few, n):
	case len(o.few) < fewCodes:
		o.few = append(o.few, n)
	default:
		o.seen = new([codeMarks / 64]uint64)
		for _, one := range append(o.few, n) {
			o.mark(one)
		}
		o.few = nil
	}
}

// join adds the originals of other to f.
func (f codeForms) join(other codeForms) {
	for form, o := range other {
		one := f[form]
		if one == nil {
			f[form] = o
			continue
		}
		if one.seen == nil {
			one, o = o, one
			f[form] = one
		}
		for _, n := range o.few {
			one.mark(n)
		}
		if o.seen != nil {
			for i, w := range o.seen {
				one.seen[i] |= w
			}
		}
	}
}

// count counts the originals of each form, and returns how many there are in those
// of each kind: see Whang and others, A linear-time probabilistic counting algorithm,
// 1990.
func (f codeForms) count() map[int]float64 {
	kinds := map[int]float64{}
	for _, one := range f {
		set := len(one.few)
		if one.seen != nil {
			for _, w := range one.seen {
				set += bits.OnesCount64(w)
			}
		}
		free := float64(max(1, codeMarks-set)) / codeMarks
		one.originals = min(one.space, -math.Log(free)*codeMarks)
		if !one.whole {
			kinds[one.kind] += one.originals
		}
	}
	return kinds
}

// codeForms returns the forms of what was read, if it is a code: one for masks that
// leave the zeros before a number, and one for those that do not.
func (r *wordReader) codeForms(a run) (forms [2]form, ok bool) {
	text := bytes.TrimRight(r.folded, " ")
	if a.letters == 0 || a.letters > paddedLetters || a.digits == 0 || len(text) > longestCode {
		return forms, false
	}
	for i, stays := range [...]string{"0", ""} {
		f, numbers, padded := r.formOf(text, stays, a.size)
		if f.space == 1 || numbers > codeNumbers || i == 0 && a.letters > codeLetters && !padded {
			return forms, false
		}
		forms[i] = f
	}
	forms[0].kind = forms[1].kind
	return forms, true
}

// formOf returns the form of a code in which the bytes of stays count for nothing
// before a number, how many numbers it has, and whether there is a zero before one.
func (r *wordReader) formOf(code []byte, stays string, size int) (f form, numbers int, padded bool) {
	var room [longestCode]byte
	pattern, space, numbers := patternOf(room[:0], code, stays)
	whole := stays == ""
	f = form{hash: maphash.Bytes(r.key, pattern) + uint64(size), space: space, whole: whole}
	if whole {
		f.hash += 1 << 8
		f.kind = int(f.hash % codeKinds)
	}
	return f, numbers, bytes.IndexByte(pattern, '0') >= 0
}

// codeKinds is how many kinds of codes are told apart: so many that of the few dozens a
// dump has hardly two are taken for one.
const codeKinds = 1 << 16

// What stands, in asked, for the number of bits.
const (
	askedNumbers = maxBits + 1      // and bits
	askedCodes   = 2 * askedNumbers // and kind
	askedKinds   = askedCodes + codeKinds
)

// eachCode hands to do what stands, in asked, for each number that is looked for, and
// for each run that may be a code.
func (r *wordReader) eachCode(do func(kind int)) {
	for i := range r.words {
		first := &r.words[i]
		if first.letters == 0 && first.digits >= leastDigits {
			do(askedNumbers + r.from(i).bits())
			continue
		}
		letters := 0
		for j := i; j < min(i+codeNumbers+1, len(r.words)); j++ {
			w := &r.words[j]
			text := r.folded[first.lo:w.hi]
			if letters += w.letters; letters > paddedLetters || len(text) > longestCode {
				break
			}
			if letters > 0 && w.digits > 0 {
				f, _, _ := r.formOf(text, "", len(text))
				do(askedCodes + f.kind)
			}
		}
	}
}

// patternOf appends a code with its digits as #, and says how many codes there are
// of the pattern, and how many numbers in it. A year stays, and so do those of the
// bytes in stays that a number begins with. People write codes with one mark or
// another.
func patternOf(pattern, code []byte, stays string) (_ []byte, space float64, numbers int) {
	space = 1
	for at := 0; at < len(code); {
		c, number := code[at], code[at:at+digitsAt(code, at)]
		at += len(number)
		switch {
		case len(number) == 4 && (bytes.HasPrefix(number, []byte("19")) || bytes.HasPrefix(number, []byte("20"))):
			pattern = append(pattern, number...)
		case len(number) > 0:
			rest := bytes.TrimLeft(number, stays)
			pattern = append(pattern, number[:len(number)-len(rest)]...)
			pattern = append(pattern, "################################"[:len(rest)]...)
			space *= numbersOfDigits(len(rest))
			if len(rest) > 0 && stays != "" {
				space *= 0.9 // it begins with none of these
			}
		default:
			if inWord[c] || c == ' ' {
				c = '-'
			}
			pattern = append(pattern, c)
			at++
			continue
		}
		numbers++
	}
	return pattern, space, numbers
}

// numbersOfDigits returns how many numbers of so many digits there are.
func numbersOfDigits(n int) float64 {
	if n < len(powers) {
		return powers[n]
	}
	return math.Pow(10, float64(n))
}

// powers are those of ten.
var powers = func() (t [longestCode + 1]float64) {
	for n := range t {
		t[n] = math.Pow(10, float64(n))
	}
	return t
}()

// significant returns how many digits of a number count: not the zeros before it,
// nor those at the end of a fraction, nor two and more before another number behind a
// mark, as in 00007-00012.
func significant(v []byte) (n int) {
	if bytes.IndexByte(v, '.') >= 0 {
		v = bytes.TrimRight(v, "0. ")
	}
	v = bytes.TrimLeft(v, "0. ")
	for i := 0; i < len(v); i++ {
		if v[i] != '.' && inWord[v[i]] && bytes.HasPrefix(v[i+1:], []byte("00")) {
			i = len(v) - len(bytes.TrimLeft(v[i+1:], "0"))
		}
		if i < len(v) {
			n += int(digit[v[i]])
		}
	}
	return n
}
