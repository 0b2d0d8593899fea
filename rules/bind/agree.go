package bind

import (
	"bytes"
	"reflect"
	"strings"

	"sanitize/mask"
)

// joins reports whether equal values of two columns come out equal. nil is a
// column that is kept.
func joins(a, b *boundColumn) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, y := a.mask, b.mask
	if x.usesRow || y.usesRow || x.same != y.same || x.null != y.null {
		return false
	}
	return x.typ == y.typ || (x.typ.narrow == y.typ.narrow || x.typ.onlyChecked() && y.typ.onlyChecked()) && agree(x, y)
}

// onlyChecked reports whether conditions have narrowed a type by nothing that
// its masks draw within: what they give is asked again where it does not hold.
// Two ends of which one was narrowed alike before the key was known agree but
// for values that are.
func (t *typeInfo) onlyChecked() bool {
	n := &t.mask
	return t.split == nil && n.Min == mask.Bound{} && n.Max == mask.Bound{} && !n.Past && len(n.Labels) == len(t.unnarrowed().mask.Labels)
}

// agree reports whether two masks that differ in their types only give equal
// values equal results. Types that differ in their names only do. A length is
// of no account as long as results fit: a few values of all lengths that both
// columns can hold are tried, for it depends on the mask.
func agree(x, y *boundMask) bool {
	a, b := x.typ.unnarrowed().mask, y.typ.unnarrowed().mask
	length := min(orMax(a.Len), orMax(b.Len))
	sameLength := a.Len == b.Len
	a.Name, b.Name, a.Len, b.Len = "", "", 0, 0
	a.Named, b.Named = nil, nil // of one policy
	if a.Kind == mask.Numeric && b.Kind == mask.Numeric {
		return agreeOnNumbers(x, y)
	}
	switch {
	case !reflect.DeepEqual(a, b) || a.Kind != mask.Text && !sameLength:
		return false
	case sameLength:
		return true
	}
	probe := bytes.Repeat([]byte("a1@b.c D-"), length/9+1)
	for n := 1; n <= length; n++ {
		if !agreeOn(x, y, probe[:n]) {
			return false
		}
	}
	return true
}

// agreeOnNumbers reports whether two masks of numerics that differ in precision
// give numbers of all lengths that both can hold the same results.
func agreeOnNumbers(x, y *boundMask) bool {
	a, b := x.typ.unnarrowed().mask, y.typ.unnarrowed().mask
	whole, places := 24, 0 // before and behind the point; a type without a precision has room for any
	for _, t := range [...]mask.Type{a, b} {
		if t.Precision > 0 {
			whole, places = min(whole, t.Precision-t.Scale), max(places, t.Scale)
		}
	}
	for n := 1; n <= whole; n++ {
		for _, digit := range "1479" {
			v := strings.Repeat(string(digit), n)
			if places > 0 {
				v += "." + strings.Repeat("3", places)
			}
			if !agreeOn(x, y, []byte(v)) {
				return false
			}
		}
	}
	return whole > 0
}

// agreeOn reports whether two masks give a value the same result.
func agreeOn(x, y *boundMask, v []byte) bool {
	out1, err1 := x.mask.Append(nil, v, nil)
	out2, err2 := y.mask.Append(nil, v, nil)
	return err1 == nil && err2 == nil && bytes.Equal(out1, out2)
}

// orMax returns a length limit, and a reasonable one where there is none.
func orMax(n int) int {
	const reasonable = 256
	if n == 0 || n > reasonable {
		return reasonable
	}
	return n
}
