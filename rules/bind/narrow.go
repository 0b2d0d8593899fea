package bind

import (
	"slices"
	"strings"

	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// Conditions leave less of a column's type than it holds; a mask made for what
// they leave draws within it.

// condition is a condition on the values of a column, and where it stands.
type condition struct {
	cond  *expr.Cond
	title string
	text  string // of the constraint: conditions of one text are one
}

func condsOf(list []condition) []*expr.Cond {
	conds := make([]*expr.Cond, len(list))
	for i := range list {
		conds[i] = list[i].cond
	}
	return conds
}

// narrowedTo returns a type as conditions leave it. The same conditions leave
// the same type.
func (m *masks) narrowedTo(t *typeInfo, conds []condition) *typeInfo {
	if len(conds) == 0 {
		return t
	}
	texts := make([]string, len(conds))
	for i := range conds {
		texts[i] = conds[i].text
	}
	return m.derive(t, strings.Join(texts, "\x00"), func(n *typeInfo) {
		n.title = conds[0].title
		n.mask, n.ends = narrowType(t.mask, conds)
	})
}

// splitBy returns a type of which something must not change.
func (m *masks) splitBy(t *typeInfo, s *split) *typeInfo {
	if s == nil {
		return t
	}
	return m.derive(t, "split"+s.id, func(n *typeInfo) { n.split = s })
}

// derive returns what change makes of a type, once for each id.
func (m *masks) derive(t *typeInfo, id string, change func(*typeInfo)) *typeInfo {
	narrow := t.narrow + "\x00" + id
	key := t.key + "\x00narrow" + narrow
	if n := m.types[key]; n != nil {
		return n
	}
	n := *t
	n.key, n.narrow, n.base = key, narrow, t.unnarrowed()
	change(&n)
	m.types[key] = &n
	return &n
}

// narrowType returns what conditions leave of a type; ends says that it is
// bounded by its ends, but for a few values.
func narrowType(t mask.Type, conds []condition) (_ mask.Type, ends bool) {
	list, spans := condsOf(conds), true
	for _, c := range list {
		if c.Past() {
			t.Past = true
			continue
		}
		s, ok := c.Span()
		if spans = spans && ok; ok {
			t.Min, t.Max = tighter(t, s)
		}
	}
	if values := finite(list, t); values != nil {
		t.Labels = values
	}
	t.Valid = both(t.Valid, func(v []byte) bool { return allHold(list, v) })
	return t, spans && hasEnds(t)
}

// hasEnds reports whether masks draw between the ends of such a type.
func hasEnds(t mask.Type) bool {
	switch t.Kind {
	case mask.Int, mask.Numeric, mask.Float, mask.Date, mask.Timestamp, mask.TimestampTZ, mask.Time:
		return true
	}
	return false
}

func both(f, g func([]byte) bool) func([]byte) bool {
	if f == nil {
		return g
	}
	return func(v []byte) bool { return f(v) && g(v) }
}

// allHold reports whether no condition forbids v, or may.
func allHold(conds []*expr.Cond, v []byte) bool {
	for _, c := range conds {
		if !c.Past() && c.Holds(v) != expr.True {
			return false
		}
	}
	return true
}

// tighter returns the ends of a type narrowed by a span.
func tighter(t mask.Type, s expr.Span) (lo, hi mask.Bound) {
	lo, hi = t.Min, t.Max
	if s.Lo != "" && (lo.Text == "" || later(t.Kind, s.Lo, lo.Text) || s.Lo == lo.Text && s.LoStrict) {
		lo = mask.Bound{Text: s.Lo, Open: s.LoStrict}
	}
	if s.Hi != "" && (hi.Text == "" || later(t.Kind, hi.Text, s.Hi) || s.Hi == hi.Text && s.HiStrict) {
		hi = mask.Bound{Text: s.Hi, Open: s.HiStrict}
	}
	return lo, hi
}

// later reports whether a comes after b among the values of a kind.
func later(kind mask.Kind, a, b string) bool {
	c, ok := mask.Compare(kind, []byte(a), []byte(b))
	return ok && c > 0
}

// finite returns all the values that conditions leave, nil if they are no set.
func finite(conds []*expr.Cond, t mask.Type) []string {
	list := labels(t)
	for _, c := range conds {
		if values, ok := c.Values(); ok && (list == nil || len(values) < len(list)) {
			list = values
		}
	}
	if list == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(list), func(v string) bool { return !allHold(conds, []byte(v)) })
}
