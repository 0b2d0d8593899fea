package mask

import (
	"bytes"
	"strconv"
)

// fixed permutes decimals without exponent. The sign, the number of digits and
// of leading zeros stay, and so does how many places there are before the zeros
// at the end: 1.50 and 1.5 are one number and become one, a whole number stays
// whole. 0 and -1 stay.
type fixed struct {
	zeros   int // so many last digits before the point are 0 (a negative scale)
	ranges  []signed
	degrees bool // they are coordinates, and stay on earth
}

// signed are the decades of the numbers of either sign.
type signed struct{ pos, neg *decades }

// maxPlaces is how many digits make a number of 64 bits; what is longer is
// permuted digit by digit.
const maxPlaces = 18

func newFixed(t Type) *fixed {
	f := &fixed{zeros: max(0, -t.Scale)}
	const most = 1e18 - 1
	if t.Min.Text == "" && t.Max.Text == "" || f.zeros > 0 {
		t.Min, t.Max = Bound{}, Bound{}
		whole, parts := signed{}, signed{}
		whole.pos, whole.neg = signs(t, 0, most, most, newDecades)
		parts.pos, parts.neg = signs(t, 1, most, most, newDecades)
		f.ranges = append(f.ranges, whole, parts)
		return f
	}
	for places := range maxPlaces + 1 {
		r := signed{}
		r.pos, r.neg = signs(t, places, most, most, newDecades)
		f.ranges = append(f.ranges, r)
	}
	return f
}

// append appends what becomes of src, a decimal without exponent.
func (f *fixed) append(dst, src []byte, s *scratch) ([]byte, error) {
	body := src
	for len(body) > 0 && (body[0] == '+' || body[0] == '-') {
		body = body[1:]
	}
	negative := len(src) > len(body) && src[0] == '-'
	whole, fraction := body, []byte(nil)
	if i := bytes.IndexByte(body, '.'); i >= 0 {
		whole, fraction = body[:i], body[i+1:]
	}
	for len(whole) > 0 && whole[0] == '0' {
		whole = whole[1:]
	}
	places := len(fraction)
	for places > 0 && fraction[places-1] == '0' {
		places--
	}
	if len(whole)+places > maxPlaces {
		return f.long(dst, src, s), nil
	}
	v := joined(whole, fraction[:places])
	if v == 0 || negative && v == 1 && places == 0 {
		return append(dst, src...), nil
	}
	if negative {
		dst = append(dst, '-')
	}
	dst = appendPlaces(dst, f.at(v, places, negative, s), places)
	if places > 0 || len(fraction) == 0 {
		return append(dst, fraction[places:]...), nil
	}
	return append(append(dst, '.'), fraction...), nil
}

// at returns the image of v, a number of units of its places'th place.
func (f *fixed) at(v uint64, places int, negative bool, s *scratch) uint64 {
	r := f.ranges[min(places, len(f.ranges)-1)]
	unit, tweak := uint64(1), (tweakFixed+2*uint64(places))<<8
	for range f.zeros {
		if places == 0 && v%(unit*10) == 0 {
			unit *= 10
		}
	}
	if places == 0 {
		tweak = tweakIntegers // as an integer is
	}
	if negative {
		tweak++
	}
	if f.degrees {
		if c, ok := degrees(v, places); ok {
			return count(c, places > 0).permuted(v, tweak, s)
		}
	}
	if negative {
		return unit * r.neg.at(v/unit, places > 0, tweak, s)
	}
	return unit * r.pos.at(v/unit, places > 0, tweak, s)
}

// degrees returns the numbers that one of so many places is permuted among, so that
// latitudes stay within 90 degrees, longitudes within 180, and what is beyond that beyond;
// false for those with fewer digits before the point than two, or more than three.
func degrees(v uint64, places int) (c stretch, ok bool) {
	unit := uint64(1)
	for range places {
		if unit *= 10; unit > v {
			return c, false
		}
	}
	switch {
	case v < 10*unit || v >= 1000*unit:
		return c, false
	case v <= 90*unit:
		return stretch{10 * unit, 90 * unit}, true
	case v < 100*unit:
		return stretch{90*unit + 1, 100*unit - 1}, true
	case v <= 180*unit:
		return stretch{100 * unit, 180 * unit}, true
	}
	return stretch{180*unit + 1, 1000*unit - 1}, true
}

// tweakFixed is what the tweaks of places are counted from.
const tweakFixed = 0x3c6ef372fe94f8

// joined returns the number that two runs of digits make.
func joined(whole, fraction []byte) uint64 {
	v := uint64(0)
	for _, c := range whole {
		v = v*10 + uint64(c-'0')
	}
	for _, c := range fraction {
		v = v*10 + uint64(c-'0')
	}
	return v
}

// appendPlaces appends a number of units of its places'th place.
func appendPlaces(dst []byte, v uint64, places int) []byte {
	n := len(dst)
	dst = strconv.AppendUint(dst, v, 10)
	if places == 0 {
		return dst
	}
	for len(dst)-n <= places {
		dst = append(dst, 0)
		copy(dst[n+1:], dst[n:])
		dst[n] = '0'
	}
	at := len(dst) - places
	dst = append(dst, 0)
	copy(dst[at+1:], dst[at:])
	dst[at] = '.'
	return dst
}

// long is append for a number of any length, digit by digit. The first one, and
// the last after a point, do not become 0.
func (f *fixed) long(dst, src []byte, s *scratch) []byte {
	at := len(dst)
	dst = append(dst, src...)
	to := dst[at:]
	first, last, whole := f.ends(src)
	if last < first {
		return dst
	}
	num, rad := s.Numerals(last + 1 - first)
	n := 0
	for i := first; i <= last; i++ {
		if src[i] == '.' {
			continue
		}
		num[n], rad[n] = uint16(src[i]-'0'), 10
		if f.isEnd(src, i, first, last) {
			num[n], rad[n] = num[n]-1, 9
		}
		n++
	}
	s.Permute(num[:n], rad[:n], tweakFixed+uint64(whole)<<32+uint64(last)<<1)
	n = 0
	for i := first; i <= last; i++ {
		if src[i] == '.' {
			continue
		}
		to[i] = '0' + byte(num[n])
		if f.isEnd(src, i, first, last) {
			to[i]++
		}
		n++
	}
	return dst
}

// ends returns where the digits of a number are that do not stay, the first one and
// the last, and how long it is before the point.
func (f *fixed) ends(src []byte) (first, last, whole int) {
	first, last, whole = -1, -1, len(src)
	for i, c := range src {
		switch {
		case c == '.':
			whole = i
		case '1' <= c && c <= '9':
			if last = i; first < 0 {
				first = i
			}
		case c == '0' && whole == len(src):
			last = i
		}
	}
	if whole == len(src) {
		last -= f.zeros
	}
	return first, last, whole
}

// isEnd reports whether the digit src[i] must not become 0.
func (f *fixed) isEnd(src []byte, i, first, last int) bool {
	return i == first || i == last && bytes.IndexByte(src[:last], '.') >= 0
}
