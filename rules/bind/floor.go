package bind

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/detect"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Below returns an error for each column that a floor wants masked, and that the
// plan passes on, in part of its rows, too, and for types that are misspelt. looks
// says what the values of a column look like; nil where no values are known.
func (p *Plan) Below(f *policy.Floor, looks func(table dumpfmt.Name, column string) detect.Set) []*policy.Error {
	errs := f.Typos(p.typeNames())
	for _, name := range slices.SortedFunc(maps.Keys(p.tables), facts.CompareNames) {
		tb := p.tables[name]
		if tb.rows.drop {
			continue
		}
		names := newReading(tb.table)
		for i := range tb.columns {
			c := &tb.columns[i]
			if c.column.Generated || c.reason == needsRule {
				continue
			}
			for _, r := range f.Rules {
				why := required(r, names, name, c, looks)
				if why == "" {
					continue
				}
				if but := tb.passes(c, r.Masks); but != "" {
					errs = append(errs, f.ErrorAt(r, "column ", where(name, c.column.Name), " (", c.typ.sql, ") is to be masked, by ", why, "; ", but))
				}
				break
			}
		}
	}
	return errs
}

// typeNames returns the names of all types that there are.
func (p *Plan) typeNames() []string {
	names := facts.KnownTypes()
	for name := range p.types {
		names = append(names, facts.TypeNames(dumpfmt.TypeRef{Name: name})...)
	}
	slices.Sort(names) // of two that are as near the same one is suggested each time
	return names
}

// required says by what a rule of a floor is for a column, "" if it is not.
func required(r *policy.FloorRule, names *reading, table dumpfmt.Name, c *boundColumn, looks func(dumpfmt.Name, string) detect.Set) string {
	if !r.Names(c.column.Name, c.typ.unnarrowed().names) {
		return ""
	}
	why := []string{"its name or type"}
	if r.Says != nil {
		m, because := names.meaning(c)
		if !slices.Contains(r.Says, m.Class.String()) && !slices.Contains(r.Says, m.Mask) {
			return ""
		}
		why = []string{because}
	}
	if r.Detect == nil {
		return strings.Join(why, " and ")
	}
	if looks == nil {
		return ""
	}
	seen := looks(table, c.column.Name)
	for kind, name := range policy.Detectors {
		if slices.Contains(r.Detect, name) && seen.Has(detect.Kind(kind)) {
			return fmt.Sprintf("its values, which look like %s", detect.Kind(kind))
		}
	}
	return ""
}

// passes says how values of a column come out as they went in, or by a mask that
// will not do; "" if none does.
func (tb *boundTable) passes(c *boundColumn, masks []string) string {
	from := c.info()
	place := from.Why
	if from.Line > 0 {
		place += fmt.Sprintf(", line %d", from.Line)
	}
	if but := enough(c.mask, masks); but != "" {
		return but + ": " + place
	}
	for _, r := range tb.rows.rules {
		for _, s := range r.sets {
			if but := enough(s.mask, masks); s.column == c && but != "" {
				return fmt.Sprintf("%s in the rows of the rule in line %d", but, r.rule.At.Line)
			}
		}
	}
	return ""
}

// enough says why a mask will not do, "" if it does.
func enough(m *boundMask, masks []string) string {
	switch {
	case m == nil || m.keep:
		return "it is kept"
	case masks != nil && !slices.Contains(masks, m.name):
		return fmt.Sprintf("it gets the mask %s, want %s", m.name, strings.Join(masks, ", "))
	case m.params["unlisted"] == "keep":
		return "a part of it is kept"
	case slices.ContainsFunc(m.refs, func(r mask.Reference) bool { return r.Original && !r.Digest }):
		return "it is made of values as they were"
	}
	return ""
}
