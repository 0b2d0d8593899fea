// Package bind decides, by a policy and by what is known of a schema, what
// becomes of each column, and says why. What it finds is a Plan, for reports,
// and Blocks, which package rows runs. All that is wrong is told at once, with
// the lines of a policy that would settle it.
//
//	bind.go        Binder: the steps, for the tables that are new
//	decide.go      the decision on each column: rules, unlisted, by type
//	masks.go       masks by rule and type; fit.go, within.go: fitted to CHECKs
//	rowrules.go    rules for rows and samples; forms.go: literals they compare with
//	keys.go        masks that follow FOREIGN KEYs to the other end
//	checks.go, constraint.go, foreign.go   what the masks would break
//	refs.go        masks that take values of other columns
//	findings.go, refuse.go, propose.go     errors, and lines to paste
//	block.go       a table's decisions, for the fields of one form of block
//	late.go        tables that the schema does not have
//	plan.go, lock.go, judge.go, expect.go  the results
package bind

import (
	"errors"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// Options are the circumstances of a Binder.
type Options struct {
	Key *mask.Key // of the salt

	// Encoding is the dump's client_encoding, "" if it sets none. In others than
	// UTF8 a character may not come out as it went in.
	Encoding string

	// Marks gathers what the policy's rules, and the selectors of the command
	// line, have named. nil: marks of this Binder's own, without a selection.
	Marks *policy.Marks
	// Partial accepts rules and selectors that match nothing.
	Partial bool
	// DeferUnmatched leaves rules that match nothing to Binder.Unmatched, for a
	// stream of several databases. A schema without tables does so by itself:
	// a data-only dump shows its tables as it goes.
	DeferUnmatched bool
	// Lock makes an error of all that is not as it says. nil: there is none.
	Lock *Lock
}

// Binder binds a policy to the schema of one database, as its dump shows it. A
// table is bound anew only when it, a table above it or a type of its columns
// has changed. A Binder is for one goroutine; what it returns is immutable.
type Binder struct {
	policy *policy.Policy
	opts   Options
	facts  *facts.Schema
	masks  *masks

	tables   map[dumpfmt.Name]*boundTable
	rowRules bool              // some entry of the policy says something of rows
	expects  []*policy.RowRule // bound to a table, with expect
	blocks   blockCache
	builtin  *policy.Policy // for proposals; nil until one is asked for

	pass     int // counts the calls of Bind: what is bound in the last one can still change
	fresh    []*facts.Table
	found    findings
	warnings policy.Errors // of constraints that came since
}

// boundTable is what becomes of the columns and rows of a table.
type boundTable struct {
	table   *facts.Table
	columns []boundColumn // as in table.Columns
	rows    rowBinding
	pass    int  // in which it was bound
	judged  int  // how many of its constraints were judged
	late    bool // the schema does not have it: of its columns only the names are known
}

// boundColumn is what becomes of a column.
type boundColumn struct {
	column *dumpfmt.Column
	typ    *typeInfo
	mask   *boundMask   // nil: the column is kept
	rule   *policy.Rule // nil: no rule names the column
	reason string       // where there is no rule: why this mask

	follows     *policy.Rule // the rule of the other end of a FOREIGN KEY
	softSkipped bool         // a soft rule named the column and was passed over
	keptAsKey   bool         // and for nothing else
	verdict     Verdict
}

// masked reports whether values of the column change.
func (c *boundColumn) masked() bool { return c.mask != nil && !c.mask.keep }

// find returns what becomes of a column, nil if the table has none of that
// name. hint is its place in most tables.
func (tb *boundTable) find(name string, hint int) *boundColumn {
	if hint < len(tb.columns) && tb.columns[hint].column.Name == name {
		return &tb.columns[hint]
	}
	for i := range tb.columns {
		if tb.columns[i].column.Name == name {
			return &tb.columns[i]
		}
	}
	return nil
}

// column returns what becomes of a column, nil if it is kept or not known.
func (tb *boundTable) column(name string) *boundColumn {
	if c := tb.find(name, 0); c != nil && c.masked() {
		return c
	}
	return nil
}

// New returns a Binder that has seen no table.
func New(p *policy.Policy, opts Options) *Binder {
	if opts.Marks == nil {
		opts.Marks = p.NewMarks(nil)
	}
	b := &Binder{
		policy: p, opts: opts, facts: facts.NewSchema(),
		tables: map[dumpfmt.Name]*boundTable{},
	}
	b.masks = newMasks(p, &b.opts, b.facts)
	for _, t := range p.Tables.All {
		b.rowRules = b.rowRules || t.HasRows()
	}
	return b
}

// Bind binds the policy to what is new in a schema. All that is wrong is
// returned at once, as policy.Errors: rules whose mask cannot do a column's
// type, rules that match nothing, columns that need a rule, and what the
// constraints that s knows forbid. Nothing of s is kept but its tables and
// types, which are immutable.
func (b *Binder) Bind(s *dumpfmt.Schema) (*Plan, error) {
	if b.opts.Key == nil {
		return nil, errors.New("no key to mask with")
	}
	plan, errs := b.Examine(s)
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return plan, nil
}

// Examine is Bind, and returns the plan whatever is wrong with it, for a look at
// its Tables.
func (b *Binder) Examine(s *dumpfmt.Schema) (*Plan, policy.Errors) {
	b.update(s)
	for _, t := range b.fresh {
		b.table(t)
	}
	b.followKeys()
	b.judgeChecks()
	b.found.errs = append(b.found.errs, b.found.failures.errors(b.policy)...)
	b.judgeConstraints()
	b.found.errs = append(b.found.errs, b.refusals()...)
	if !b.opts.Partial && !b.opts.DeferUnmatched && len(s.Tables) > 0 {
		b.found.errs = append(b.found.errs, b.Unmatched()...)
	}
	plan := b.plan(s)
	if b.opts.Lock != nil {
		b.found.errs = append(b.found.errs, driftErrors(b.opts.Lock.driftAtData(plan.Lock()))...)
	}
	b.found.errs.Err() // sorts
	b.found.warnings.Err()
	plan.warnings = b.found.warnings
	errs := b.found.errs
	b.facts.Trim(b.fresh)
	b.fresh, b.found = nil, findings{}
	return plan, errs
}

// update takes over what is new in a schema.
func (b *Binder) update(s *dumpfmt.Schema) {
	var gone []dumpfmt.Name
	if b.fresh, gone = b.facts.Update(s); b.pass > 0 && len(b.fresh) > 0 {
		b.masks.forgetTypes()
	}
	b.pass++
	for _, name := range gone {
		delete(b.tables, name)
		b.blocks.forget(name)
	}
	for _, t := range b.fresh {
		b.blocks.forget(t.Name)
	}
}

// plan returns what has been decided so far.
func (b *Binder) plan(s *dumpfmt.Schema) *Plan {
	return &Plan{policy: b.policy, types: s.Types, tables: b.tables}
}

// Warnings returns what may go wrong because of constraints that have come since
// the last call.
func (b *Binder) Warnings() []*policy.Error {
	list := b.warnings
	b.warnings = nil
	return list
}

// Expects returns the rules for rows that expect something and that a table of
// the database has.
func (b *Binder) Expects() []*policy.RowRule { return b.expects }

// binding returns what has become of a column so far, nil if it is not known.
func (b *Binder) binding(table dumpfmt.Name, column string) *boundColumn {
	if tb := b.tables[table]; tb != nil {
		return tb.find(column, 0)
	}
	return nil
}

// settled reports whether rows of the table may have gone out: what was decided
// on it stays.
func (b *Binder) settled(tb *boundTable) bool { return tb.pass != b.pass }

// Block returns what to do with the rows of a block, never nil without an
// error. encoding is the client_encoding in force there, "" if the dump sets
// none.
//
// The errors: a table or column that the schema does not have and the policy
// needs to know, rows whose columns are not certain, an encoding that masks do
// not know, ON CONFLICT DO NOTHING where a masked value may meet another.
func (b *Binder) Block(h *dumpfmt.Header, encoding string) (*rows.Block, error) {
	if block := b.blocks.get(h, encoding); block != nil {
		return block, nil
	}
	tb, known := b.tables[h.Table], true
	if tb == nil {
		known = false
		var err error
		if tb, err = b.lateTable(h); err != nil {
			return nil, err
		}
	}
	block, err := newBlock(tb, known, h, encoding, b.policy.Kept())
	if err != nil {
		return nil, err
	}
	b.blocks.put(h, encoding, block)
	return block, nil
}
