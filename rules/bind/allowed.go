package bind

import (
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// maskFor returns the mask of a rule for a column, fitted to its CHECKs, or why
// the column cannot have it.
func (b *Binder) maskFor(t *facts.Table, c *boundColumn, r *policy.Rule) (*boundMask, error) {
	m, err := b.masks.of(r, c.typ)
	if err == nil {
		err = allowed(t, t.Key(), c, m)
	}
	if err != nil {
		return nil, err
	}
	if k := t.Unread(c.column.Name); k != nil && !onlyTested(k, &boundColumn{column: c.column, typ: c.typ, mask: m}) {
		return nil, fmt.Errorf("%s is not understood", k.Title)
	}
	m, problem := b.fit(t, c, r, m)
	if problem != nil {
		return nil, problem
	}
	return m, nil
}

// allowed returns an error if the column cannot have the mask, whatever its
// type.
func allowed(t *facts.Table, keys facts.PartitionKey, c *boundColumn, m *boundMask) error {
	switch {
	case m.keep:
		return nil
	case m.null && (c.column.NotNull || c.typ.notNull):
		return &policy.Error{Msg: "the column is NOT NULL, it cannot become NULL"}
	case keys.Columns[c.column.Name] && !draws[m.name]:
		return &policy.Error{
			Msg:  "the column is in the partition key: a masked row would not fit its partition",
			Hint: fmt.Sprintf("write %s = \"keep\", or a mask that draws within the partition: scramble, date_shift", policy.TOMLColumn(c.column.Name)),
		}
	case m.by != "":
		return followed(t, m.by)
	}
	for _, r := range m.refs {
		if err := followed(t, r.Column); err != nil {
			return err
		}
	}
	return nil
}

// followed returns an error if no mask can take the value of a column.
func followed(t *facts.Table, name string) error {
	switch c := t.Column(name); {
	case c == nil:
		return &policy.RefError{Msg: fmt.Sprintf("the table has no column %q", name), Hint: policy.DidYouMean(mask.Suggest(name, t.ColumnNames()))}
	case c.Generated:
		return &policy.RefError{Msg: fmt.Sprintf("column %s is generated and has no data in the dump", dumpfmt.QuoteIdent(name))}
	}
	return nil
}

// onlyTested reports whether the part asks only whether the column is NULL, how many
// elements it has, or of what form it is, and the mask does not change that: if the
// part breaks, another column is at fault.
func onlyTested(k *facts.Check, c *boundColumn) bool {
	if k.Node == nil || c.mask.null || !c.mask.keepNull {
		return false
	}
	return k.Node.OnlyNullTested(k.Column) || c.mask.byElement() && k.Node.OnlyCounted(k.Column) ||
		c.typ.mask.Kind == mask.Spatial && c.mask.name == "scramble" && k.Node.OnlyFormed(k.Column) // it moves all points alike
}

// byElement reports whether a mask makes an array of an array, element by element.
func (m *boundMask) byElement() bool {
	return m.typ.mask.Kind == mask.Array && m.params == nil && !isConstant[m.name] && (draws[m.name] || m.class != mask.Lossy)
}
