package shape

import "unicode/utf8"

// A long value that repeats itself, a line of dashes and letters or pages of zeros, is
// compressed by PostgreSQL to a fraction of its size, without which it does not fit
// an index. So of what is repeated one period is permuted, together with what is
// before and behind, and repeated again.
//
// It stays one to one, whatever is taken for a repetition: two values with the same
// one differ in what is permuted of them, and the permutation goes on until the
// result has that repetition, too.

// leastRepeated is how many numerals a value has at least that is looked at. What has
// fewer fits an index even if none of them are as they were before: it is few bytes,
// or has marks between them that are the same still.
const leastRepeated = 512

// window is how many numerals in the middle of a value are looked at, at most: twice
// the greatest period that is found.
const window = 2048

// A repetition says that those numerals have a period; the zero one that none do.
type repetition struct{ from, to, period int }

// permuteRepeated is permute for as many numerals as leastRepeated.
func (s *Shaper) permuteRepeated(num, rad []uint16, tweak uint64) {
	r := repetitionOf(num, rad)
	for {
		free := r.fold(num)
		r.fold(rad)
		s.permute(num[:free], rad[:free], tweak)
		r.unfold(num, free)
		r.unfold(rad, free)
		if repetitionOf(num, rad) == r {
			return
		}
	}
}

// fold puts one period, and what is before and behind the repetition, at the front of
// v, and says how many these are; unfold is its inverse.
func (r repetition) fold(v []uint16) int {
	once := r.from + r.period
	return once + copy(v[once:], v[r.to:])
}

func (r repetition) unfold(v []uint16, free int) {
	once := r.from + r.period
	copy(v[r.to:], v[once:free])
	for i := once; i < r.to; i++ {
		v[i] = v[i-r.period]
	}
}

// Repeated returns the repetition in the middle of a long text: how often its period
// comes from that byte on, which begins a character. times is 0 where there is none.
func Repeated(v []byte) (from, period, times int) {
	if len(v) < leastRepeated {
		return 0, 0, 0
	}
	r := repetitionOf(v, v)
	for r.from < r.to && !utf8.RuneStart(v[r.from]) {
		r.from++
	}
	if r.period == 0 || r.to-r.from < 2*r.period {
		return 0, 0, 0
	}
	return r.from, r.period, (r.to - r.from) / r.period
}

// repetitionOf returns the repetition in the middle of numerals and their radices.
func repetitionOf[T byte | uint16](num, rad []T) repetition {
	m := min(len(num)/2, window)
	at := (len(num) - m) / 2
	if !comesAgain(num[at : at+m]) {
		return repetition{}
	}
	p := period(num[at:at+m], rad[at:at+m])
	if p == 0 {
		return repetition{}
	}
	from, to := at, at+m
	for from > 0 && num[from-1] == num[from-1+p] && rad[from-1] == rad[from-1+p] {
		from--
	}
	for to < len(num) && num[to] == num[to-p] && rad[to] == rad[to-p] {
		to++
	}
	return repetition{from, to, p}
}

// comesAgain reports whether the first few of v, which are all of hundreds, begin its
// first half another time: of most values they do not.
func comesAgain[T byte | uint16](v []T) bool {
	for i := 1; i <= len(v)/2; i++ {
		if v[i] == v[0] && [8]T(v[i:]) == [8]T(v) {
			return true
		}
	}
	return false
}

// period returns the least period of numerals with their radices, up to half of their
// number; 0 if there is none.
//
// It is Knuth, Morris and Pratt's: ends[i] is the length of the longest beginning that
// the first i+1 numerals end in.
func period[T byte | uint16](num, rad []T) int {
	var ends [window]uint16
	k := 0
	for i := 1; i < len(num); i++ {
		for k > 0 && (num[i] != num[k] || rad[i] != rad[k]) {
			k = int(ends[k-1])
		}
		if num[i] == num[k] && rad[i] == rad[k] {
			k++
		}
		ends[i] = uint16(k)
	}
	if p := len(num) - k; p <= len(num)/2 {
		return p
	}
	return 0
}
