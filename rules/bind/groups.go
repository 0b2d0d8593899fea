package bind

import (
	"cmp"
	"errors"
	"slices"

	"sanitize/mask"
	"sanitize/rules/bind/split"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// link is what a column shares with those that FOREIGN KEYs join it to: what
// constrains one constrains all, as they have the same values.
type link struct {
	columns []columnRef
	conds   []condition  // of all their CHECKs
	split   *split.Split // what of a value must not change; nil: nothing
	stuck   error        // why no mask can be sure not to change it
	hashed  bool         // a hash of the values decides in which partition they are
}

// title returns the first thing that is asked, for a message.
func (l *link) title() string {
	if len(l.conds) > 0 {
		return l.conds[0].title
	}
	return "its partitions"
}

// splitKey is a column of a type, and what tells the questions that split it.
type splitKey struct {
	column string
	typ    *typeInfo
	asked  string
}

type splitResult struct {
	split *split.Split
	err   error
}

// group is columns without a rule that get one mask, as they are linked.
type group struct {
	*link
	byName  bool     // names are to be read
	members []member // the columns that are referred to first
	title   string   // a constraint that some member is in
	unique  bool     // some member's values must stay apart
	key     bool     // some member is in a PRIMARY KEY or FOREIGN KEY

	chosen  option
	refused refusal // why no option will do; 0: one does
}

// member is a column of a group.
type member struct {
	table  *facts.Table
	column *boundColumn // with its type alone
	use    *facts.Use   // not nil
}

// ref names a member.
func (m *member) ref() columnRef { return columnRef{m.table.Name, m.column.column.Name} }

// groupKey is a column, and whether names are read.
type groupKey struct {
	columnRef
	byName bool
}

// surrogate reports whether the group is a key, or that of partitions by a hash,
// whose values say nothing.
func (g *group) surrogate() bool {
	return (g.key || g.hashed) && !slices.ContainsFunc(g.members, func(m member) bool { return !isSurrogate(m.column.typ.mask) })
}

// known reports whether a mask knows the type of the group.
func (g *group) known() bool { return g.members[0].column.typ.byType != nil }

// reason says why no option will do.
func (g *group) reason() refusal {
	for i := range g.members {
		m := &g.members[i]
		switch {
		case errors.Is(g.stuck, split.ErrWhere):
			return refusedConstraint
		case g.stuck != nil:
			return refusedKey
		case len(m.table.Checks(m.column.column.Name)) > 0:
			return refusedCheck
		}
	}
	if g.unique || len(g.members) > 1 {
		return refusedConstraint
	}
	if g.known() {
		return refusedCheck
	}
	return refusedType
}

// option is what a group may get.
type option struct {
	keep    bool
	measure bool         // kept for want of a mask
	rule    *policy.Rule // the mask, if not kept
	blank   bool         // it makes all values empty
	why     string
}

// useOf returns what constraints that are known ask of a column, never nil.
func useOf(t *facts.Table, column string) *facts.Use {
	return cmp.Or(t.Use(column), &facts.Use{})
}

// holds reports whether what constraints ask of a column survives a mask.
func (m *boundMask) holds(u *facts.Use) bool {
	switch {
	case u.KeepApart, u.Opaque, u.Joined && (m.class != mask.Distinct || m.folds):
		return false
	case u.Steady && m.usesRow, u.Moved != "" && !m.movesAlike():
		return false
	case m.null:
		return u.Primary == "" && !u.NullTested
	case u.Folded && !m.keepsFoldedDistinct(), u.Leaf && !m.keepsLeaves():
		return false
	case u.Leaf:
		return true
	}
	return u.Unique == "" || m.keepsDistinct() || m.movesByKey() // by a key that is in what is unique, see dateKey
}

// isSurrogate reports whether values of a type say nothing where they are keys.
// What comes from Oracle has its whole numbers as numeric(n).
func isSurrogate(t mask.Type) bool {
	return t.Kind == mask.Int || t.Kind == mask.UUID || t.Kind == mask.Numeric && t.Precision > 0 && t.Scale == 0
}
