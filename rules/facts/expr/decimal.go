package expr

import (
	"bytes"
	"math"
	"strconv"
)

// decimal is a number by its digits, so that comparing two needs no memory.
type decimal struct {
	negative bool
	whole    []byte // without leading zeros
	fraction []byte // without trailing zeros
	class    int8   // -1 for -Infinity, 1 for Infinity, 2 for NaN, which is the greatest
}

// parseDecimal reads a number as PostgreSQL prints it.
func parseDecimal(v []byte) (d decimal, ok bool) {
	switch string(v) {
	case "NaN":
		return decimal{class: 2}, true
	case "Infinity":
		return decimal{class: 1}, true
	case "-Infinity":
		return decimal{class: -1}, true
	}
	if bytes.IndexByte(v, 'e') >= 0 || bytes.IndexByte(v, 'E') >= 0 {
		f, err := strconv.ParseFloat(string(v), 64)
		if err != nil || math.IsInf(f, 0) {
			return d, false
		}
		v = strconv.AppendFloat(nil, f, 'f', -1, 64)
	}
	if len(v) > 0 && (v[0] == '-' || v[0] == '+') {
		d.negative = v[0] == '-'
		v = v[1:]
	}
	d.whole, d.fraction, _ = bytes.Cut(v, []byte{'.'})
	if len(d.whole)+len(d.fraction) == 0 || !digits(d.whole) || !digits(d.fraction) {
		return d, false
	}
	d.whole = bytes.TrimLeft(d.whole, "0")
	d.fraction = bytes.TrimRight(d.fraction, "0")
	if len(d.whole)+len(d.fraction) == 0 {
		d.negative = false
	}
	return d, true
}

func digits(v []byte) bool {
	for _, c := range v {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

// compare returns the order of d and e: -1, 0 or 1.
func (d decimal) compare(e decimal) int {
	switch {
	case d.class != 0 || e.class != 0:
		return sign(int64(d.class) - int64(e.class))
	case d.negative != e.negative && d.negative:
		return -1
	case d.negative != e.negative:
		return 1
	}
	order := sign(int64(len(d.whole) - len(e.whole)))
	if order == 0 {
		order = bytes.Compare(d.whole, e.whole)
	}
	if order == 0 {
		order = bytes.Compare(d.fraction, e.fraction)
	}
	if d.negative {
		return -order
	}
	return order
}

// integer returns d as an int64, false if it is none.
func (d decimal) integer() (int64, bool) { return d.scaled(0) }

// scaled returns d times ten to the power of places, false unless that is an
// integer below 10^18.
func (d decimal) scaled(places int) (int64, bool) {
	if d.class != 0 || len(d.fraction) > places || len(d.whole)+places > 18 {
		return 0, false
	}
	var n int64
	for _, c := range d.whole {
		n = n*10 + int64(c-'0')
	}
	for i := range places {
		n *= 10
		if i < len(d.fraction) {
			n += int64(d.fraction[i] - '0')
		}
	}
	if d.negative {
		n = -n
	}
	return n, true
}
