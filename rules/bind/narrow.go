package bind

import (
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/bind/split"
	"sanitize/rules/facts"
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
		n.mask, n.ends = expr.Narrow(t.mask, condsOf(conds))
	})
}

// splitBy returns a type of which something must not change.
func (m *masks) splitBy(t *typeInfo, s *split.Split) *typeInfo {
	if s == nil {
		return t
	}
	return m.derive(t, "split"+s.ID(), func(n *typeInfo) { n.split = s })
}

// staysApart reports whether what stands in a column of JSON must differ where it
// did, in different rows, too: a unique index asks for a member of it, or may yet,
// for in a pipe indexes come with the PRIMARY KEY, behind the rows.
func staysApart(t *facts.Table, column string) bool {
	use := t.Use(column)
	return use != nil && use.Leaf || !slices.ContainsFunc(t.Constraints, func(c dumpfmt.Constraint) bool { return c.Kind == dumpfmt.PrimaryKey })
}

// keptApart returns the type of such a column.
func (m *masks) keptApart(t *typeInfo) *typeInfo {
	return m.derive(t, "apart", func(n *typeInfo) {
		if n.mask.Apart = true; n.mask.Elem != nil {
			elem := *n.mask.Elem
			elem.Apart, n.mask.Elem = true, &elem
		}
	})
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
