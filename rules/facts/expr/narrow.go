package expr

import (
	"slices"

	"sanitize/mask"
)

// Narrow returns what conditions leave of a column's type: its ends where masks
// draw between such, the finite set of its values, and a test for all that these
// do not say; of an array, of its elements. ends reports whether the ends say all
// but for a few values; of an array, so does the set.
func Narrow(t mask.Type, conds []*Cond) (_ mask.Type, ends bool) {
	if t.Kind == mask.Array && t.Elem != nil {
		t, ends = narrowElements(t, conds)
		return t.Also(func(v []byte) bool { return AllHold(conds, v) }), ends
	}
	ends = hasEnds(t.Kind)
	for _, c := range conds {
		if c.Past() {
			t.Past = true
			continue
		}
		s, ok := c.Span()
		if ends = ends && ok; ok && hasEnds(t.Kind) {
			t = s.Within(t)
		}
	}
	if values := finite(t, conds); values != nil {
		t.Labels = values
	}
	return t.Also(func(v []byte) bool { return AllHold(conds, v) }), ends
}

// narrowElements returns what conditions on an array leave of its elements. all
// says that they leave a set of values, or that the ends say all but for a few.
func narrowElements(t mask.Type, conds []*Cond) (_ mask.Type, all bool) {
	var each []*Cond
	all = true
	for _, c := range conds {
		if one := c.Each(); one != nil {
			each = append(each, one)
		} else {
			all = all && c.ofShape()
		}
	}
	if len(each) == 0 {
		return t, all
	}
	element, ends := Narrow(*t.Elem, each)
	t.Elem = &element
	return t, all && (ends || element.Labels != nil)
}

// hasEnds reports whether masks draw between the ends of values of such a kind.
func hasEnds(k mask.Kind) bool {
	switch k {
	case mask.Int, mask.Numeric, mask.Float, mask.Date, mask.Timestamp, mask.TimestampTZ, mask.Time:
		return true
	}
	return false
}

// AllHold reports whether v certainly meets all conditions, but for those that
// compare it with the time of the test.
func AllHold(conds []*Cond, v []byte) bool {
	for _, c := range conds {
		if !c.Past() && c.Holds(v) != True {
			return false
		}
	}
	return true
}

// Within returns the type with the ends of s where these are narrower.
func (s Span) Within(t mask.Type) mask.Type {
	if lo := &t.Min; s.Lo != "" && (lo.Text == "" || after(t.Kind, s.Lo, lo.Text) || s.Lo == lo.Text && s.LoStrict) {
		*lo = mask.Bound{Text: s.Lo, Open: s.LoStrict}
	}
	if hi := &t.Max; s.Hi != "" && (hi.Text == "" || after(t.Kind, hi.Text, s.Hi) || s.Hi == hi.Text && s.HiStrict) {
		*hi = mask.Bound{Text: s.Hi, Open: s.HiStrict}
	}
	return t
}

// after reports whether a comes after b among the values of a kind.
func after(kind mask.Kind, a, b string) bool {
	c, ok := mask.Compare(kind, []byte(a), []byte(b))
	return ok && c > 0
}

// finite returns all the values that conditions leave, nil if they are no set.
func finite(t mask.Type, conds []*Cond) []string {
	list := t.Values()
	for _, c := range conds {
		if values, ok := c.Values(); ok && (list == nil || len(values) < len(list)) {
			list = values
		}
	}
	if list == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(list), func(v string) bool { return !AllHold(conds, []byte(v)) || !t.HasRoom(v) })
}
