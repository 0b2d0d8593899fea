package bind

import (
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// orphans warns of a FOREIGN KEY whose rows stay while rows that they refer to
// go: by data = "drop", by a rule for rows, or by a sample that is not theirs.
// Whether they do refer to these is up to the data.
func (p *Plan) orphans(tb, ref *tableBinding, c dumpfmt.Constraint) *problem {
	if tb == ref {
		return nil
	}
	how, at := ref.loses(tb)
	if how == "" {
		return nil
	}
	return &problem{dependsOnData: true, err: &policy.Error{
		File: p.policy.File(), Line: at.Line, Col: at.Col,
		Msg: fmt.Sprintf("rows of %s may lose those of %s that they refer to by FOREIGN KEY %s: %s",
			tb.table.Name, ref.table.Name, c.Name, how),
		Hint: "drop these rows, too, sample both tables by one group, or make the column NULL",
	}}
}

// loses says which rows of the table go that rows of another, which refers to
// it, may need, and where the policy says so; "" if there are none.
func (tb *tableBinding) loses(child *tableBinding) (how string, at policy.Pos) {
	r := &tb.rows
	if r.drop {
		return "all rows of the latter are dropped", at
	}
	for _, rule := range r.rules {
		if rule.rule.Drop {
			return "a rule drops rows of the latter", rule.rule.At
		}
	}
	s, own := r.sample, child.rows.sample
	if s == nil || s.limit == 0 || own != nil && own.key == s.key && own.limit > 0 && own.limit <= s.limit {
		return "", at
	}
	return "the sample of the latter is not that of the former", at
}
