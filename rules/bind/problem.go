package bind

import (
	"fmt"

	"sanitize/mask"
	"sanitize/rules/policy"
)

// problem is a constraint that the masks would break.
type problem struct {
	err           *policy.Error
	columns       []columnRef // whose masks break it
	byRule        bool        // a rule of the user's is at fault, whatever the others get
	dependsOnData bool        // it may hold all the same, or nobody looks
	mayHold       bool        // so it may, and a rule of the user's wants it so: where rows are out already, it is warned of
}

// columnError makes an error about a column, at the rule that names it.
func (b *Binder) columnError(tb *boundTable, c *boundColumn, msg, hint string) *problem {
	columns := []columnRef{{tb.table.Name, c.column.Name}}
	e := &policy.Error{
		File: b.policy.File(), Hint: hint,
		Msg: fmt.Sprintf("column %s: %s", where(tb.table.Name, c.column.Name), msg),
	}
	if c.rule != nil {
		e.Line, e.Col = c.rule.MaskAt.Line, c.rule.MaskAt.Col
		return &problem{err: e, columns: columns}
	}
	name := "keep"
	for _, try := range keepsApart {
		if m, err := b.masks.of(b.masks.bare(try), c.typ); err == nil && m.class != mask.Lossy {
			name = try
			break
		}
	}
	e.Hint += fmt.Sprintf(", for example\n\n%s\n%s = %q\n", b.policy.ColumnsHeader(tb.table.Name), policy.TOMLColumn(c.column.Name), name)
	return &problem{err: e, columns: columns}
}
