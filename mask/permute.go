package mask

import (
	"fmt"
	"math"

	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/shape"
)

// permute is integer over all numbers of a sign, whatever their digits.

var permuteSpec = Spec{
	Name: "permute", Family: "shape",
	Summary: "one to one within the type: for keys and what is UNIQUE; signs stay, and 0 and -1", Makes: "an integer, a date, a time or a hardware address",
	Kinds: []Kind{Int, Numeric, Date, Timestamp, TimestampTZ, Time, TimeTZ, MAC},
	Class: Injective,
	Notes: []string{
		"integers and numeric(1) to numeric(18) go to any of their sign; a date to one of the same four years, and a timestamp keeps its time of day",
		"a time goes to one of its half of the day that is as exact: whole hours stay whole hours, whole minutes whole minutes",
	}, Example: "4711", On: Type{Kind: Int, Name: "integer", Bits: 32}, make: makePermute,
}

func makePermute(b *build) (Mask, error) {
	if b.typ.Labels != nil {
		return b.fromSet(b.typ.Labels), nil
	}
	var p *integer
	switch t := b.typ; {
	case t.Kind == Int:
		p = newInteger(t)
	case t.Kind.IsDated():
		return b.oneToOne(newDayPermutation(t)), nil
	case t.Kind == Time, t.Kind == TimeTZ:
		return b.oneToOne(clockPermutation{}), nil
	case t.Kind == MAC:
		return b.oneToOne(macPermutation{}), nil
	case t.Scale != 0 || t.Precision == 0 || t.Precision > 18:
		return nil, fmt.Errorf("mask permute does integers and numeric(1) to numeric(18), and the type is %s; use scramble", t.title())
	default:
		last := uint64(math.Pow10(t.Precision)) - 1
		p = &integer{max: last, min: last, decimal: true}
	}
	p.cut(b.typ, newWhole)
	return b.oneToOne(p), nil
}

// oneToOne returns the mask around a permutation.
func (b *build) oneToOne(a algo) Mask {
	m := b.keyed(a, Injective)
	m.fixed = true
	return m
}

// dayPermutation permutes the days of each four years, and keeps the time of
// day. The four years are counted from 1970 on, in UTC where there is an offset.
// Days that stand for none stay.
type dayPermutation struct{ last int64 } // the last day of the type

// window is how many days are permuted among each other: those of four years.
const window = 4*365 + 1

func newDayPermutation(t Type) *dayPermutation {
	d := &dayPermutation{last: lastTimestampDay}
	if t.Kind == Date {
		d.last = lastDateDay
	}
	return d
}

func (d *dayPermutation) append(dst, src []byte, s *scratch) ([]byte, error) {
	if isInfinite(src) {
		return append(dst, src...), nil
	}
	year, month, day, rest, ok := parseDay(src)
	at, ok2 := instantOf(src)
	if !ok || !ok2 {
		return dst, errDate
	}
	if at.isSentinel() {
		return append(dst, src...), nil
	}
	local := daysOf(year, month, day)
	block := floorDiv(at.day, window)
	first := max(block*window, firstDay)
	size := min(block*window+window-1, d.last) - first + 1
	h := s.Tweak(tweakDays + uint64(block))
	for to := at.day; ; {
		to = first + int64(h.Below(uint64(to-first), uint64(size)))
		moved := local + to - at.day
		if moved >= firstDay && moved <= d.last && !(instant{to, at.micros}).isSentinel() {
			year, month, day = dateOf(moved)
			return appendEra(append(appendDate(dst, year, month, day), rest...), year), nil
		}
	}
}

// Tweaks of days and of times.
const (
	tweakDays  = 0x71d67fffeda60000
	tweakTimes = 0x4cf5ad432745937f
)

// clockPermutation permutes times of half a day among those as exact: whole hours,
// whole minutes, whole seconds, and fractions of as many digits. An offset stays,
// and so does 24:00.
type clockPermutation struct{}

func (clockPermutation) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := clockLen(src)
	if n == 0 || shape.DigitsAt(src, 0) != 2 {
		return dst, errTime
	}
	fraction := src[min(n, len("HH:MM:SS.")):n]
	v := uint64(microsOf(src[:min(n, len("HH:MM:SS"))]) / 1e6)
	if v >= 86400 {
		return append(dst, src...), nil
	}
	unit, per := uint64(1), uint64(60) // what is drawn, and how many of it make the next
	switch {
	case len(fraction) > 0:
		v, per = v*pow10(len(fraction))+joined(nil, fraction), 10
	case v%3600 == 0:
		unit, per = 3600, 0
	case v%60 == 0:
		unit = 60
	}
	half := v / (43200 * pow10(len(fraction))) * (43200 * pow10(len(fraction)))
	h := s.Tweak(tweakTimes + unit + uint64(len(fraction)) + half<<8)
	v = half + permutedPart((v-half)/unit, 43200*pow10(len(fraction))/unit, per, h)*unit
	second := v / pow10(len(fraction))
	dst = appendTwo(dst, second/3600)
	dst = appendTwo(append(dst, ':'), second/60%60)
	if n > len("HH:MM") {
		dst = appendTwo(append(dst, ':'), second%60)
	}
	if len(fraction) > 0 {
		dst = append(dst, '.')
		for unit := pow10(len(fraction) - 1); unit > 0; unit /= 10 {
			dst = append(dst, '0'+byte(v/unit%10))
		}
	}
	return append(dst, src[n:]...), nil
}

// permutedPart permutes the numbers below n that per does not divide; 0: all of
// them.
func permutedPart(v, n, per uint64, h perm.Tweaked) uint64 {
	if per == 0 {
		return h.Below(v, n)
	}
	x := h.Below(v-v/per-1, n-n/per)
	return x + x/(per-1) + 1
}

func pow10(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// macPermutation permutes hardware addresses. Whether one is of a group, and
// whether it is locally administered, stays.
type macPermutation struct{}

func (macPermutation) append(dst, src []byte, s *scratch) ([]byte, error) {
	if _, ok := isMAC(src); !ok {
		return dst, errAddress
	}
	v, n := uint64(0), 0
	for _, c := range src {
		if d, isHex := shape.Unhex(c); isHex {
			v, n = v<<4|uint64(d), n+1
		}
	}
	size := 4 * n
	flags := v >> (size - 8) & 3
	l, r := v>>(size-8)>>2<<(size/2-8)|v>>(size/2)&(1<<(size/2-8)-1), v&(1<<(size/2)-1)
	h := s.Tweak(flags<<8 | uint64(size))
	l, r = h.Pair(l, r, 1<<(size/2-2), 1<<(size/2))
	v = (l>>(size/2-8)<<2|flags)<<(size-8) | l&(1<<(size/2-8)-1)<<(size/2) | r
	for _, c := range src {
		if _, isHex := shape.Unhex(c); isHex {
			size -= 4
			c = "0123456789abcdef"[v>>size&15]
		}
		dst = append(dst, c)
	}
	return dst, nil
}
