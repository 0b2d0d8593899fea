package bind

import (
	"sanitize/rules/facts"
)

// refusal is why a column that no rule names stops the run.
type refusal int

// The reasons, in the order in which they are reported.
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

// refusedColumn is a column that needs a rule.
type refusedColumn struct {
	why      refusal
	table    *facts.Table
	column   *boundColumn
	position int // in the table
}
