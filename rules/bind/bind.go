// Package bind decides, by a policy and by what is known of a schema, what
// becomes of each column, and says why. What it finds is a Plan, for reports,
// and Blocks, which package rows runs. All that is wrong is reported at once, with
// the lines of a policy that would settle it.
//
// A file takes names from those below it in this list:
//
//	bind.go      the steps, for the tables that are new
//	late.go      tables that the schema does not have
//	propose.go   columns that need a rule, and lines to paste
//	decide.go    the decision on each column by rules; scope.go: which apply
//	unlisted.go  and where none names it
//	choose.go    by keys, names and types; keys.go: by the other end of a FOREIGN KEY
//	called.go    catalogues, by what names their rows in text
//	members.go, datekey.go   JSON by its members, dates by the key beside them
//	rescue.go    what is kept, and told, for want of a mask
//	rowrules.go  rules for rows and samples; forms.go: literals they compare with
//	refs.go      masks that take values of other columns
//	constraint.go, unique.go, foreign.go, checks.go   what the masks would break
//	where.go     who is in an index that has a WHERE
//	allowed.go, fit.go   masks that a column can have, fitted to its CHECKs; ends.go: to its name
//	unknown.go   types that no mask knows
//	agree.go     masks that give equal values equal results
//	links.go     what FOREIGN KEYs join, and what the joined columns have to meet
//	state.go     Binder; refuse.go, problem.go: how it notes what is wrong
//	findings.go, refusal.go, added.go   what it notes; groups.go, reading.go
//	columns.go   what is decided on tables and columns
//	narrow.go, masks.go   masks by rule and type, as conditions leave it
//	leaves.go             what stays in JSON, as columns of such names would
//
// What others want of the results stands beside: block.go and cache.go turn them
// into blocks of rows, plan.go reports them, lock.go, planlock.go and drift.go
// compare them with what was, and floor.go with what a policy wants masked at
// least; judge.go, expect.go, names.go and reveal.go answer for single ones.
// options.go is what a Binder is given.
package bind

import (
	"errors"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

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
		b.found.errs = append(b.found.errs, b.unmatchedYet()...)
	}
	plan := b.plan(s)
	if b.opts.Lock != nil {
		b.found.errs = append(b.found.errs, b.opts.Lock.driftAtData(plan.Lock())...)
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
