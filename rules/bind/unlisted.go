package bind

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// refusal is why a column that no rule names stops the run.
type refusal int

// The reasons, in the order in which they are told.
const (
	refusedStrict refusal = iota
	refusedKey
	refusedExpr
	refusedType
	refusedCheck
	refusedConstraint
)

// message says the reason; what is before it is the number of columns.
func (r refusal) message() string {
	return [...]string{
		`without a rule, and unlisted = "fail"`,
		"without a rule in a partition key, where a masked value would not fit its partition",
		"without a rule in tables whose partition key is an expression",
		"without a rule, NOT NULL, and of a type that no mask knows",
		"without a rule under a CHECK that no mask of its type is sure to meet",
		"without a rule of its own in a constraint that a mask would break",
	}[r]
}

// refusals are the columns that need a rule.
type refusals []refusedColumn

// refusedColumn is a column, and the line of a policy that would settle it.
type refusedColumn struct {
	why      refusal
	table    *dumpfmt.Table
	column   string
	position int // in the table
	line     string
}

// refuse notes a column, unless a table above says the same: its rule will hold
// for this one, too.
func (b *binder) refuse(why refusal, t *dumpfmt.Table, c *columnBinding) {
	c.verdict = VerdictError
	if why < refusedCheck && b.inherited(t, c.column.Name) || c.reason == needsRule {
		return
	}
	position := slices.IndexFunc(t.Columns, func(x dumpfmt.Column) bool { return x.Name == c.column.Name })
	b.refused = append(b.refused, refusedColumn{why, t, c.column.Name, position, b.proposal(why, t, c)})
	c.mask, c.rule, c.reason = nil, nil, needsRule
}

// needsRule is in the place of a reason for what a refused column gets.
const needsRule = "it needs a rule"

// inherited reports whether a table above t has the column.
func (p *Plan) inherited(t *dumpfmt.Table, column string) bool {
	for _, name := range t.Parents {
		if parent := p.schema.Tables[name]; parent != nil && parent.Column(column) != nil {
			return true
		}
	}
	return false
}

// errors returns an error for each reason. The last one has the lines to paste,
// for all of them: a table must not be in a policy twice.
func (f refusals) errors(b *binder) policy.Errors {
	var errs policy.Errors
	for why := refusedStrict; why <= refusedConstraint; why++ {
		var names []string
		for _, c := range f {
			if c.why == why {
				names = append(names, where(c.table.Name, c.column))
			}
		}
		if len(names) == 0 {
			continue
		}
		noun := "columns"
		if len(names) == 1 {
			noun = "column"
		}
		n := len(names)
		if n > maxNames {
			names = append(names[:maxNames], "…")
		}
		errs = append(errs, b.policy.ErrorAt(b.policy.UnlistAt, "", "%d %s %s: %s",
			n, noun, why.message(), strings.Join(names, ", ")))
	}
	if len(errs) > 0 {
		errs[len(errs)-1].Hint = f.paste(b)
	}
	return errs
}

// maxNames bounds the columns that a message names; its hint has them all.
const maxNames = 5

// paste returns the lines of a policy that settle the columns, by table, in the
// order of the dump.
func (f refusals) paste(b *binder) string {
	place := make(map[*dumpfmt.Table]int, len(b.order))
	for i, t := range b.order {
		place[t] = i
	}
	list := slices.SortedStableFunc(slices.Values(f), func(x, y refusedColumn) int {
		return cmp.Or(place[x.table]-place[y.table], x.position-y.position)
	})
	var out strings.Builder
	out.WriteString("add to the policy, after a look at each mask:\n")
	for i, c := range list {
		if i == 0 || c.table != list[i-1].table {
			out.WriteString("\n" + policy.TOMLTable(c.table.Name))
			if t := b.policy.Tables.Exact[c.table.Name]; t != nil && len(t.Columns.All) > 0 {
				fmt.Fprintf(&out, " # add to this table, which begins in line %d", t.At.Line)
			}
			out.WriteByte('\n')
		}
		out.WriteString(c.line + "\n")
	}
	return out.String()
}

// proposal returns the line of a policy for a column, with its reason.
func (b *binder) proposal(why refusal, t *dumpfmt.Table, c *columnBinding) string {
	var name, note string
	switch why {
	case refusedKey:
		name, note = "keep", "in the partition key"
	case refusedCheck:
		name, note = "keep", "under "+b.titleOf(t, c)
	case refusedConstraint:
		u := b.uses[t.Name][c.column.Name]
		if name, note = "keep", "in the "+u.name(); u != nil && len(u.ends) == 0 && !u.keepApart {
			name, note = b.proposed(t, c)
		}
	default:
		name, note = b.proposed(t, c)
	}
	if why == refusedExpr {
		note += "; keep it if the partition key uses it"
	}
	note = strings.Join(strings.Fields(c.typ.sql+", "+note), " ")
	return fmt.Sprintf("%s = %q # %s", policy.TOMLColumn(c.column.Name), name, note)
}

// titleOf returns the check of a refused column that is not understood, or else
// the first.
func (b *binder) titleOf(t *dumpfmt.Table, c *columnBinding) string {
	if k := b.unread(t, c); k != nil {
		return k.title
	}
	return b.checksOf(t, c)[0].title
}

// name returns the constraint that the column is in.
func (u *columnUse) name() string {
	switch {
	case u == nil:
		return "constraint"
	case u.unique != "":
		return u.unique
	}
	return u.key()
}

// proposed returns a mask that the column can have, and why this one: what it
// is kept for, what the built-in policy would do by its name, the mask by type.
func (b *binder) proposed(t *dumpfmt.Table, c *columnBinding) (name, why string) {
	u := b.uses[t.Name][c.column.Name]
	if u.key() != "" {
		if name := b.joint(t, c); name != "keep" {
			return name, "by name, and in the " + u.key()
		}
		return "keep", "in the " + u.key()
	}
	if u != nil && u.keepApart {
		return "keep", "in the " + u.unique
	}
	if k := b.unread(t, c); k != nil {
		return "keep", "under " + k.title
	}
	if m, pattern := b.byName(t, c); m != nil {
		return m.name, "by name, " + pattern
	}
	if c.typ.byType != nil && b.fits(t, c, c.typ.byType) {
		return c.typ.byType.name, "by type"
	}
	if u != nil && u.unique != "" {
		for _, try := range [...]string{"hash", "uuid", "permute"} {
			if m, err := b.bind(policy.Bare(try), c.typ); err == nil && b.fits(t, c, m) {
				return try, "in the " + u.unique
			}
		}
	}
	switch check := b.nullBreaks(t, c); {
	case u != nil && u.unique != "" && c.typ.byType != nil:
		return "keep", "in the " + u.unique + ", and no mask of its type keeps all values apart"
	case len(b.checksOf(t, c)) > 0:
		return "keep", "under " + b.checksOf(t, c)[0].title
	case check == "" && !c.column.NotNull && !c.typ.notNull:
		return "null", "no mask knows the type"
	}
	return "keep", "no mask does"
}

// byName returns the mask that the built-in policy has for a column of that
// name, nil if it has none that fits, and the pattern it goes by.
func (b *binder) byName(t *dumpfmt.Table, c *columnBinding) (*boundMask, string) {
	if b.builtin == nil {
		b.builtin = policy.Builtin()
	}
	for _, r := range b.builtin.Columns.Match(c.column.Name) {
		m, err := b.bind(r, c.typ)
		if err == nil && !(m.null && (c.column.NotNull || c.typ.notNull)) && b.fits(t, c, m) {
			return m, policy.TOMLKey(r.Key)
		}
	}
	return nil, ""
}

// fits reports whether the column can have the mask as far as its CHECKs and
// its uniqueness go.
func (b *binder) fits(t *dumpfmt.Table, c *columnBinding, m *boundMask) bool {
	bent, problem := b.honour(t, c, policy.Bare(m.name), m)
	u := b.uses[t.Name][c.column.Name]
	return problem == nil && (u == nil || u.unique == "" || bent.keepsApart())
}

// joint returns the mask that the built-in policy has for all columns that
// FOREIGN KEYs tie to this one, keep if they are not of one mind.
func (b *binder) joint(t *dumpfmt.Table, c *columnBinding) string {
	name := ""
	for _, end := range b.tied(keyEnd{table: t.Name, column: c.column.Name}) {
		table := b.schema.Tables[end.table]
		column := table.Column(end.column)
		if column == nil {
			return "keep"
		}
		other := &columnBinding{column: column, typ: b.typeInfo(column.Type)}
		m, _ := b.byName(table, other)
		if m == nil || m.usesRow || !m.keepsApart() || name != "" && name != m.name {
			return "keep"
		}
		name = m.name
	}
	return name
}

// tied returns the column and all that FOREIGN KEYs tie to it, near or far.
func (b *binder) tied(from keyEnd) []keyEnd {
	from.constraint = ""
	list := []keyEnd{from}
	for i := 0; i < len(list); i++ {
		u := b.uses[list[i].table][list[i].column]
		if u == nil {
			continue
		}
		for _, end := range u.ends {
			if end.constraint = ""; !slices.Contains(list, end) {
				list = append(list, end)
			}
		}
	}
	return list
}
