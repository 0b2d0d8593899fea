package bind

import (
	"slices"

	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// unlistedKeep is the reason where a policy keeps what no rule names.
const unlistedKeep = `unlisted = "keep"`

// unlisted decides what becomes of a column that no rule names.
func (b *Binder) unlisted(t *facts.Table, chain []scope, keys facts.PartitionKey, c *boundColumn) {
	mode := b.mode(chain, c)
	switch {
	case mode == policy.UnlistedKeep && c.typ.within != nil && c.typ.within.Mask != "keep":
		b.fail(c.typ.within, t, c, &policy.Error{
			Msg:  "the column would be kept, and values of its type " + c.typ.sql + " have parts of the one that the rule is for",
			Hint: `give the column a rule of its own: scramble, { mask = "composite", fields = { … } }, or keep`,
		})
	case mode == policy.UnlistedKeep:
		c.reason = unlistedKeep
	case mode == policy.UnlistedFail:
		b.refuse(refusedStrict, t, c)
	case keys.Expr && !t.IsEmptyRoot():
		b.refuse(refusedExpr, t, c)
	default:
		b.choose(t, c, mode == policy.UnlistedName)
	}
}

// mode returns what the policy says of a column that no rule names.
func (b *Binder) mode(chain []scope, c *boundColumn) policy.Unlisted {
	mode := b.policy.Unlisted
	for _, s := range chain {
		if s.rules.Unlisted != policy.UnlistedUnset {
			mode = s.rules.Unlisted
			break
		}
	}
	if c.softSkipped && mode == policy.UnlistedKeep {
		return policy.UnlistedMask // somebody wanted it masked
	}
	return mode
}

// lateUnlisted keeps a column that no rule names if that is certain to be meant:
// its table says so, or the policy, and neither a rule by type nor one of a
// table that may be above this one could speak of it.
func (b *Binder) lateUnlisted(t *facts.Table, chain []scope, c *boundColumn) {
	if tool, ok := extensionOf(t); ok && !tool.Masks(c.column.Name) {
		c.reason = "a table of " + tool.Name + "'s"
		return
	}
	c.reason = unlistedKeep
	keep := b.policy.Unlisted == policy.UnlistedKeep && len(b.policy.Types.All) == 0 &&
		!slices.ContainsFunc(b.policy.Tables.All, func(t *policy.Table) bool {
			return t.Unlisted != policy.UnlistedUnset || len(t.Columns.Match(c.column.Name)) > 0
		})
	for _, s := range chain {
		if s.rules.Unlisted != policy.UnlistedUnset {
			keep = s.rules.Unlisted == policy.UnlistedKeep
			break
		}
	}
	if !keep || c.softSkipped {
		c.verdict = VerdictError
	}
}

// extensionOf returns the extension whose reference or configuration table t is.
// A dump has its rows, but not its CREATE TABLE, which CREATE EXTENSION brings.
func extensionOf(t *facts.Table) (words.Tool, bool) {
	if _, ok := words.ToolOf(t.Name.Schema, t.Name.Name, nil); !ok {
		return words.Tool{}, false
	}
	return words.ToolOf(t.Name.Schema, t.Name.Name, t.ColumnNames())
}
