package rules

import (
	"fmt"
	"strings"

	"sanitize/dumpfmt"
)

// refusal is why a column that no rule names stops the run.
type refusal int

// The reasons, in the order in which they are told.
const (
	refusedStrict refusal = iota
	refusedKey
	refusedExpr
	refusedType
)

// message says the reason; what is before it is the number of columns.
func (r refusal) message(p *Policy) string {
	switch r {
	case refusedStrict:
		return `without a rule, and unlisted = "fail"`
	case refusedKey:
		return "without a rule in a partition key, where a masked value would not fit its partition"
	case refusedExpr:
		return "without a rule in tables whose partition key is an expression"
	}
	return "without a rule, NOT NULL, and of a type that no mask knows"
}

// refusals are the columns that need a rule, by reason.
type refusals [refusedType + 1][]refusedColumn

// refusedColumn is a column, and the line of a policy that would settle it.
type refusedColumn struct {
	table  dumpfmt.Name
	column string
	line   string
}

// add notes a column, unless a table above says the same: its rule will hold
// for this one, too.
func (f *refusals) add(why refusal, p *Plan, t *dumpfmt.Table, c *columnBinding) {
	if p.inherited(t, c.column.Name) {
		return
	}
	f[why] = append(f[why], refusedColumn{t.Name, c.column.Name, p.proposal(why, c)})
}

// inherited reports whether a table above t has the column.
func (p *Plan) inherited(t *dumpfmt.Table, column string) bool {
	for _, name := range t.Parents {
		if parent := p.schema.Tables[name]; parent != nil && parent.Column(column) != nil {
			return true
		}
	}
	return false
}

// errors returns an error for each reason, with the lines to paste.
func (f *refusals) errors(p *Policy) Errors {
	var errs Errors
	for why, list := range f {
		if len(list) == 0 {
			continue
		}
		at := p.unlistAt
		names := make([]string, 0, maxNames+1)
		for i, c := range list {
			if i == maxNames {
				names = append(names, "…")
				break
			}
			names = append(names, where(c.table, c.column))
		}
		noun := "columns"
		if len(list) == 1 {
			noun = "column"
		}
		errs = append(errs, p.errorAt(at, paste(p, list), "%d %s %s: %s",
			len(list), noun, refusal(why).message(p), strings.Join(names, ", ")))
	}
	return errs
}

// maxNames bounds the columns that a message names; its hint has them all.
const maxNames = 5

// paste returns the lines of a policy that settle the columns.
func paste(p *Policy, list []refusedColumn) string {
	var b strings.Builder
	b.WriteString("add to the policy, after a look at each mask:\n")
	for i, c := range list {
		if i == 0 || c.table != list[i-1].table {
			b.WriteString("\n" + tomlTable(c.table))
			if t := p.tables.exact[c.table]; t != nil && len(t.columns.all) > 0 {
				fmt.Fprintf(&b, " # add to this table, which begins in line %d", t.at.line)
			}
			b.WriteByte('\n')
		}
		b.WriteString(c.line + "\n")
	}
	return b.String()
}

// proposal returns the line of a policy for a column: what the built-in policy
// would do by its name, else the mask by type.
func (p *Plan) proposal(why refusal, c *columnBinding) string {
	name, note := p.proposed(c), c.typ.sql
	switch why {
	case refusedKey:
		name, note = "keep", note+", in the partition key"
	case refusedExpr:
		note += ", keep it if the partition key uses it"
	}
	return fmt.Sprintf("%s = %q # %s", tomlColumn(c.column.Name), name, strings.ReplaceAll(note, "\n", " "))
}

func (p *Plan) proposed(c *columnBinding) string {
	if p.builtin == nil {
		p.builtin = Builtin()
	}
	for _, r := range p.builtin.columns.match(c.column.Name) {
		m, err := p.bind(r, c.typ)
		if err == nil && !(m.null && (c.column.NotNull || c.typ.notNull)) {
			return m.name
		}
	}
	switch {
	case c.typ.byType != nil:
		return c.typ.byType.name
	case c.column.NotNull || c.typ.notNull:
		return "keep"
	}
	return "null"
}
