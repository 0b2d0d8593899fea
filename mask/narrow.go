package mask

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Conditions leave less of a type than it holds: a CHECK, a domain, the bounds
// of a partition. What they leave stands in Type, and masks draw within it:
//
//	a finite set        permuted by the key (among.go): one to one, and as often
//	ends of numbers     the permutation of each decade is cut there (decades.go)
//	ends of dates       the shift goes to the other side, or less far
//	all else            asked again until it holds
//
// To ask again is, for a mask that is one to one, to mask its own result: what
// holds lies on one cycle with others that hold, so that no two values meet. For
// others it is the next round of their stream, and after maxRounds what scramble
// makes of the value within the ends. A value that does not hold itself is masked
// as well; where the mask is one to one, to one that does not hold either.

var errForbidden = errors.New("no masked value was found that the column's conditions allow; keep the column, or give it another mask")

// maxWalk bounds the walk along the cycle of a permutation.
const maxWalk = 1 << 14

// narrow is what conditions leave of a type.
type narrow struct {
	kind     Kind
	values   []string // nil: no set
	min, max Bound
	past     bool
	fold     Case
	valid    func([]byte) bool
}

// narrowed returns what conditions leave of t, nil if that is all of it.
func (t *Type) narrowed() *narrow {
	n := &narrow{kind: t.Kind, min: t.Min, max: t.Max, past: t.Past, fold: t.Case, valid: t.Valid}
	if t.Kind != Enum {
		n.values = t.Labels
	}
	if n.values == nil && n.min.Text == "" && n.max.Text == "" && !n.past && n.fold == AnyCase && n.valid == nil {
		return nil
	}
	return n
}

// checkEnds returns an error unless the ends of t can be read.
func (t *Type) checkEnds() error {
	for _, b := range [...]Bound{t.Min, t.Max} {
		if _, ok := order(t.Kind, []byte(b.Text), []byte(b.Text)); b.Text != "" && !ok {
			return fmt.Errorf("an end of the values of type %s cannot be read", t.title())
		}
	}
	return nil
}

// holds reports whether v is one of the values, whatever it replaces.
func (n *narrow) holds(v []byte) bool {
	if n.values != nil && indexOf(n.kind, n.values, v) < 0 || !n.between(v) {
		return false
	}
	if n.fold != AnyCase && !n.inCase(v) {
		return false
	}
	return n.valid == nil || n.valid(v)
}

// between reports whether v is between the ends.
func (n *narrow) between(v []byte) bool {
	if b := n.min; b.Text != "" {
		if c, ok := order(n.kind, v, []byte(b.Text)); !ok || c < 0 || c == 0 && b.Open {
			return false
		}
	}
	if b := n.max; b.Text != "" {
		if c, ok := order(n.kind, v, []byte(b.Text)); !ok || c > 0 || c == 0 && b.Open {
			return false
		}
	}
	return true
}

// replaces reports whether out is one of the values, and may replace v.
func (n *narrow) replaces(out, v []byte) bool {
	if !n.holds(out) {
		return false
	}
	if !n.past {
		return true
	}
	c, ok := order(n.kind, out, v)
	return !ok || c <= 0
}

// setCase gives v, in its place, the case that there is.
func (n *narrow) setCase(v []byte) {
	for i, c := range v {
		switch {
		case n.fold == LowerCase && 'A' <= c && c <= 'Z', n.fold == UpperCase && 'a' <= c && c <= 'z':
			v[i] = c ^ 0x20
		}
	}
}

// indexOf returns where v is in a list of values of a kind, -1 if it is not. It
// may be written otherwise: 1.0 for 1, and in another case where the type does
// not tell cases apart, which is not known here.
func indexOf(kind Kind, values []string, v []byte) int {
	for i, w := range values {
		if w == string(v) {
			return i
		}
	}
	switch kind {
	case Int, Numeric, Float, Date, Timestamp, TimestampTZ, Time:
		return slices.IndexFunc(values, func(w string) bool {
			c, ok := order(kind, []byte(w), v)
			return ok && c == 0
		})
	case Text, Char:
		return slices.IndexFunc(values, func(w string) bool { return len(w) == len(v) && strings.EqualFold(w, string(v)) })
	}
	return -1
}

// isBare reports whether v has neither letter nor digit.
func isBare(v []byte) bool {
	return !slices.ContainsFunc(v, func(c byte) bool {
		return c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
	})
}

// inCase reports whether no ASCII letter of v is of the other case.
func (n *narrow) inCase(v []byte) bool {
	return !slices.ContainsFunc(v, func(c byte) bool {
		return n.fold == LowerCase && 'A' <= c && c <= 'Z' || n.fold == UpperCase && 'a' <= c && c <= 'z'
	})
}

// fitted is a mask that sees to it by itself that its results are allowed.
type fitted interface{ fitted() }

// A guarded mask fails where its result is not allowed, and the value was. It is
// for masks that are not keyed.
type guarded struct {
	Mask
	narrow *narrow
}

func (m *guarded) Append(dst, src, row []byte) ([]byte, error) {
	out, err := m.Mask.Append(dst, src, row)
	if err == nil && src != nil && !m.narrow.replaces(out[len(dst):], src) && m.narrow.holds(src) {
		return dst, errForbidden
	}
	return out, err
}
