package expr

import (
	"bytes"
	"cmp"
	"slices"
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
	if i := bytes.IndexAny(v, "eE"); i >= 0 {
		if v, ok = shifted(v[:i], v[i+1:]); !ok {
			return d, false
		}
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

// shifted writes a number without its exponent.
func shifted(v, exponent []byte) ([]byte, bool) {
	e, err := strconv.Atoi(string(exponent))
	if err != nil || e > maxExponent || e < -maxExponent {
		return nil, false
	}
	sign := []byte(nil)
	if len(v) > 0 && (v[0] == '-' || v[0] == '+') {
		sign, v = v[:1], v[1:]
	}
	whole, fraction, _ := bytes.Cut(v, []byte{'.'})
	point := len(whole) + e
	all := slices.Concat(whole, fraction)
	if len(all) == 0 {
		return nil, false
	}
	all = append(bytes.Repeat([]byte{'0'}, max(-point, 0)), all...)
	point = max(point, 0)
	all = append(all, bytes.Repeat([]byte{'0'}, max(point-len(all), 0))...)
	return slices.Concat(sign, all[:point], []byte{'.'}, all[point:]), true
}

// maxExponent bounds what a number is written out to.
const maxExponent = 1000

// String returns d as PostgreSQL prints it, without zeros at its end.
func (d decimal) String() string {
	switch d.class {
	case -1:
		return "-Infinity"
	case 1:
		return "Infinity"
	case 2:
		return "NaN"
	}
	whole, point := "0", ""
	if len(d.whole) > 0 {
		whole = string(d.whole)
	}
	if d.negative {
		whole = "-" + whole
	}
	if len(d.fraction) > 0 {
		point = "."
	}
	return whole + point + string(d.fraction)
}

// isWhole reports whether d is an integer.
func (d decimal) isWhole() bool { return d.class == 0 && len(d.fraction) == 0 }

func (d decimal) zero() bool { return d.class == 0 && len(d.whole)+len(d.fraction) == 0 }

func decimalOf(n int64) decimal {
	d, _ := parseDecimal(strconv.AppendInt(nil, n, 10))
	return d
}

// compare returns the order of d and e: -1, 0 or 1.
func (d decimal) compare(e decimal) int {
	switch {
	case d.class != 0 || e.class != 0:
		return cmp.Compare(d.class, e.class)
	case d.negative != e.negative && d.negative:
		return -1
	case d.negative != e.negative:
		return 1
	}
	order := cmp.Compare(len(d.whole), len(e.whole))
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

// floor returns the greatest integer that is not above d, and whether it is d;
// of what is beyond 10^18 the nearest that is not.
func (d decimal) floor() (n int64, exact bool) {
	exact = d.isWhole()
	d.fraction = nil
	n, ok := d.scaled(0)
	switch {
	case !ok && (d.negative || d.class == -1):
		return -1e18, false
	case !ok:
		return 1e18, false
	case !exact && d.negative:
		n--
	}
	return n, exact
}

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
