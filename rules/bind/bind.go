package bind

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Options are the circumstances of Bind.
type Options struct {
	Key *mask.Key // of the salt

	// Encoding is the dump's client_encoding, "" if it sets none. In others than
	// UTF8 a character may not come out as it went in.
	Encoding string

	// Selection says whose rows pass; nil: those of all tables.
	Selection *policy.Selection
	// Partial accepts rules and selectors that match nothing.
	Partial bool
	// DeferUnmatched leaves rules that match nothing to Plan.Unmatched, for a
	// stream of several databases. A schema without tables does so by itself:
	// a data-only dump shows its tables as it goes.
	DeferUnmatched bool
	// Lock makes an error of all that is not as it says. nil: there is none.
	Lock *Lock
	// After is the plan of the database before this one in the stream. What
	// matched there counts as matched.
	After *Plan
}

// Plan is a policy bound to the schema of one database. It is safe for
// concurrent use.
type Plan struct {
	policy *policy.Policy
	opts   Options
	schema *dumpfmt.Schema

	resolver *facts.Types
	tables   map[dumpfmt.Name]*tableBinding
	children map[dumpfmt.Name][]dumpfmt.Name // partitions
	rowRules bool                            // some table has rules for rows, a sample or data

	mu        sync.Mutex // guards what follows
	warnings  policy.Errors
	types     map[string]*typeInfo
	names     map[string][]*policy.Rule // of [columns], by column name
	bound     map[boundKey]bindResult
	builtin   *policy.Policy    // for proposals; nil until one is asked for
	matched   []bool            // by the id of a rule or table of the policy
	selectors []bool            // by the number of a selector: it names a table
	keptNames []bool            // by the number in allow of [kept]: it names a column
	expects   []*policy.RowRule // bound to a table, with expect
	blocks    map[dumpfmt.Name][]*block
}

// tableBinding is what becomes of the columns of a table.
type tableBinding struct {
	table   *dumpfmt.Table
	columns []columnBinding // as in table.Columns
	byName  map[string]int
	rows    rowBinding
}

// columnBinding is what becomes of a column.
type columnBinding struct {
	column *dumpfmt.Column
	typ    *typeInfo
	mask   *boundMask   // nil: the column is kept
	rule   *policy.Rule // nil: no rule names the column
	reason string       // where there is no rule: why this mask
	passed bool         // a soft rule named the column and was passed over

	asKey   bool         // kept because it is a key, and for nothing else
	follows *policy.Rule // the rule of the other end of a FOREIGN KEY
	verdict Verdict
}

// masked reports whether values of the column change.
func (c *columnBinding) masked() bool { return c.mask != nil && !c.mask.keep }

// Bind binds the policy to a schema. All that is wrong is returned at once, as
// Errors: rules whose mask cannot do a column's type, rules that match nothing,
// columns that need a rule, and what the constraints that s knows forbid. s
// must not change as long as the plan is in use, but for Constraints.
func Bind(p *policy.Policy, s *dumpfmt.Schema, opts Options) (*Plan, error) {
	if opts.Key == nil {
		return nil, errors.New("no key to mask with")
	}
	plan, errs := Examine(p, s, opts)
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return plan, nil
}

// binder makes a Plan.
type binder struct {
	*Plan
	order    []*dumpfmt.Table // as the dump has them
	uses     map[dumpfmt.Name]map[string]*columnUse
	checks   map[dumpfmt.Name]map[string][]*columnCheck
	chains   map[dumpfmt.Name][]scope
	rows     rowBinder
	failures failures
	refused  refusals
	errs     policy.Errors
	warnings policy.Errors
}

// scope is an entry of [tables] that applies to a table: its own, or that of a
// table above it.
type scope struct {
	table *dumpfmt.Table // whose entry it is
	rules *policy.Table
}

func newBinder(p *policy.Policy, s *dumpfmt.Schema, opts Options) *binder {
	b := &binder{
		Plan: &Plan{
			policy: p, opts: opts, schema: s, resolver: facts.NewTypes(s),
			tables:   make(map[dumpfmt.Name]*tableBinding, len(s.Tables)),
			children: map[dumpfmt.Name][]dumpfmt.Name{},
			types:    map[string]*typeInfo{}, names: map[string][]*policy.Rule{},
			bound: map[boundKey]bindResult{}, blocks: map[dumpfmt.Name][]*block{},
			matched: make([]bool, p.RuleCount), selectors: make([]bool, len(opts.Selection.All())),
			keptNames: make([]bool, len(p.KeptRules.AllowList)),
			rowRules:  slices.ContainsFunc(p.Tables.All, (*policy.Table).HasRows),
		},
		chains: map[dumpfmt.Name][]scope{},
		checks: map[dumpfmt.Name]map[string][]*columnCheck{},
	}
	b.rows.Plan = b.Plan
	if opts.After != nil && opts.After.policy == p {
		opts.After.mu.Lock()
		copy(b.matched, opts.After.matched)
		copy(b.selectors, opts.After.selectors)
		copy(b.keptNames, opts.After.keptNames)
		opts.After.mu.Unlock()
		b.opts.After = nil // its marks are taken: no chain of plans
	}
	b.order = slices.SortedFunc(maps.Values(s.Tables), func(x, y *dumpfmt.Table) int {
		if x.Order != y.Order {
			return x.Order - y.Order
		}
		return compareNames(x.Name, y.Name)
	})
	for _, t := range b.order {
		if t.Partition && len(t.Parents) > 0 {
			b.children[t.Parents[0]] = append(b.children[t.Parents[0]], t.Name)
		}
	}
	return b
}

func compareNames(a, b dumpfmt.Name) int {
	if c := strings.Compare(a.Schema, b.Schema); c != 0 {
		return c
	}
	return strings.Compare(a.Name, b.Name)
}

// chain returns the entries of [tables] that apply to t, the one that decides
// first: its own, then its parents', depth first.
func (b *binder) chain(t *dumpfmt.Table) []scope {
	if c, ok := b.chains[t.Name]; ok {
		return c
	}
	b.chains[t.Name] = nil // a table cannot be above itself, but a wrong schema might say so
	var c []scope
	for _, r := range b.policy.Tables.Match(t.Name) {
		c = append(c, scope{t, r})
	}
	for _, name := range t.Parents {
		if parent := b.schema.Tables[name]; parent != nil {
			c = append(c, b.chain(parent)...)
		}
	}
	b.chains[t.Name] = c
	return c
}

// table binds the columns of t.
func (b *binder) table(t *dumpfmt.Table) {
	chain := b.chain(t)
	b.markTable(t, chain)
	b.markAllowed(t)
	keys := b.partitionKey(t)
	tb := &tableBinding{
		table:   t,
		columns: make([]columnBinding, len(t.Columns)),
		byName:  make(map[string]int, len(t.Columns)),
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		tb.byName[c.Name] = i
		tb.columns[i] = columnBinding{column: c, typ: b.typeInfo(c.Type)}
	}
	b.rows.bind(tb, chain, keys)
	for i := range tb.columns {
		b.column(tb, chain, keys, &tb.columns[i])
	}
	b.tables[t.Name] = tb
	b.references(tb)
}

// markTable notes which of the table's own entries, and which of their rules,
// match something.
func (b *binder) markTable(t *dumpfmt.Table, chain []scope) {
	for _, s := range chain {
		if s.table != t {
			continue
		}
		b.matched[s.rules.ID] = true
		for i := range t.Columns {
			for _, r := range s.rules.Columns.Match(t.Columns[i].Name) {
				b.matched[r.ID] = true
			}
		}
	}
}

// column decides what becomes of a column.
func (b *binder) column(tb *tableBinding, chain []scope, keys partitionKey, c *columnBinding) {
	t := tb.table
	rules := b.candidates(chain, c)
	if c.column.Generated {
		c.reason = "generated"
		b.generated(t, chain, rules, c)
		return
	}
	for _, r := range rules {
		m, err := b.bind(r, c.typ)
		if err == nil {
			err = b.allowed(t, keys, c, m)
		}
		if err == nil {
			m, err = b.checked(t, c, r, m)
		}
		if err == nil {
			c.rule, c.mask = r, m
			b.literal(t, c)
			return
		}
		if !r.Soft {
			c.rule = r
			b.failures.add(r, t, c, err)
			return
		}
		c.passed = true
	}
	if tb.rows.drop {
		c.reason = "the table's rows are dropped"
		return
	}
	b.unlisted(t, chain, keys, c)
}

// literal warns of a literal for a type whose syntax is not known: it stands in
// the output as the policy has it.
func (b *binder) literal(t *dumpfmt.Table, c *columnBinding) {
	if c.rule.Mask == "set" && hasUnknown(c.typ.mask) {
		b.warn(t, c, "whether the value is one of type "+c.typ.sql+" is not known", "try it: SELECT '…'::"+c.typ.sql)
	}
}

// hasUnknown reports whether a type, or one within it, is not known.
func hasUnknown(t mask.Type) bool {
	return t.Kind == mask.Unknown || t.Elem != nil && hasUnknown(*t.Elem) ||
		slices.ContainsFunc(t.Fields, func(f mask.Field) bool { return hasUnknown(f.Type) })
}

// candidates returns the rules that name the column, the one that decides
// first.
func (b *binder) candidates(chain []scope, c *columnBinding) []*policy.Rule {
	name := c.column.Name
	var rules []*policy.Rule
	for _, s := range chain {
		if s.table.Column(name) != nil {
			rules = append(rules, s.rules.Columns.Match(name)...)
		}
	}
	return append(append(rules, b.nameRules(name)...), c.typ.rules...)
}

// nameRules returns the rules of [columns] for a name.
func (p *Plan) nameRules(name string) []*policy.Rule {
	if rules, ok := p.names[name]; ok {
		return rules
	}
	rules := p.policy.Columns.Match(name)
	for _, r := range rules {
		p.matched[r.ID] = true
	}
	p.names[name] = rules
	return rules
}

// generated notes an error if a rule was written for just this column, which
// is computed from others when the dump is restored.
func (b *binder) generated(t *dumpfmt.Table, chain []scope, rules []*policy.Rule, c *columnBinding) {
	for _, s := range chain {
		r := s.rules.Columns.Exact[c.column.Name]
		if r == nil || r.Mask == "keep" || !slices.Contains(rules, r) {
			continue
		}
		b.failures.add(r, t, c, &policy.Error{
			Msg:  "the column is generated: it is computed from other columns on restore and has no data in the dump",
			Hint: "mask the columns it is computed from",
		})
	}
}

// allowed returns an error if the column cannot have the mask, whatever its
// type.
func (p *Plan) allowed(t *dumpfmt.Table, keys partitionKey, c *columnBinding, m *boundMask) error {
	switch {
	case m.keep:
		return nil
	case m.null && (c.column.NotNull || c.typ.notNull):
		return &policy.Error{Msg: "the column is NOT NULL, it cannot become NULL"}
	case keys.columns[c.column.Name]:
		return &policy.Error{
			Msg:  "the column is in the partition key: a masked row would not fit its partition",
			Hint: fmt.Sprintf("write %s = \"keep\"", policy.TOMLColumn(c.column.Name)),
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
func followed(t *dumpfmt.Table, name string) error {
	switch c := t.Column(name); {
	case c == nil:
		var names []string
		for i := range t.Columns {
			names = append(names, t.Columns[i].Name)
		}
		return &policy.RefError{Msg: fmt.Sprintf("the table has no column %q", name), Hint: policy.DidYouMean(mask.Suggest(name, names))}
	case c.Generated:
		return &policy.RefError{Msg: fmt.Sprintf("column %s is generated and has no data in the dump", dumpfmt.QuoteIdent(name))}
	}
	return nil
}

// unlisted decides what becomes of a column that no rule names.
func (b *binder) unlisted(t *dumpfmt.Table, chain []scope, keys partitionKey, c *columnBinding) {
	mode := b.policy.Unlisted
	for _, s := range chain {
		if s.rules.Unlisted != policy.UnlistedUnset {
			mode = s.rules.Unlisted
			break
		}
	}
	if c.passed && mode == policy.UnlistedKeep {
		mode = policy.UnlistedMask // somebody wanted it masked
	}
	key := b.uses[t.Name][c.column.Name].key()
	switch {
	case mode == policy.UnlistedKeep:
		c.reason = `unlisted = "keep"`
	case keys.columns[c.column.Name]:
		b.refuse(refusedKey, t, c)
	case keys.expr:
		b.refuse(refusedExpr, t, c)
	case mode == policy.UnlistedFail:
		b.refuse(refusedStrict, t, c)
	case key != "":
		c.asKey, c.reason = true, "in the "+key
	case c.typ.byType != nil:
		b.byType(t, c)
	case !c.column.NotNull && !c.typ.notNull && !b.inPrimaryKey(t, c.column.Name):
		m, err := b.bind(policy.Bare("null"), c.typ)
		if err != nil {
			b.errs = append(b.errs, &policy.Error{Msg: err.Error()})
		}
		if b.nullBreaks(t, c) != "" {
			b.refuse(refusedCheck, t, c)
			return
		}
		c.mask, c.reason = m, "NULL, as no mask knows the type"
	default:
		b.refuse(refusedType, t, c)
	}
}

// byType gives a column the mask of its type.
func (b *binder) byType(t *dumpfmt.Table, c *columnBinding) {
	m, problem := b.honour(t, c, policy.Bare(c.typ.byType.name), c.typ.byType)
	if problem != nil {
		b.refuse(refusedCheck, t, c)
		return
	}
	c.mask, c.reason = m, "by type"
}

// inPrimaryKey reports whether a PRIMARY KEY that is known already has the
// column.
func (b *binder) inPrimaryKey(t *dumpfmt.Table, column string) bool {
	return slices.ContainsFunc(t.Constraints, func(c dumpfmt.Constraint) bool {
		return c.Kind == dumpfmt.PrimaryKey && slices.Contains(c.Columns, column)
	})
}

// partitionKey are the columns that decide into which partition a row goes, in
// any partitioned table above it.
type partitionKey struct {
	columns map[string]bool
	expr    bool // and columns that an expression uses that is not understood
}

func (b *binder) partitionKey(t *dumpfmt.Table) partitionKey {
	var k partitionKey
	seen := map[dumpfmt.Name]bool{}
	for t != nil && !seen[t.Name] {
		seen[t.Name] = true
		k.expr = k.expr || t.PartitionKeyExpr && len(t.PartitionKeyUses) == 0
		for _, c := range slices.Concat(t.PartitionKey, t.PartitionKeyUses) {
			if k.columns == nil {
				k.columns = map[string]bool{}
			}
			k.columns[c] = true
		}
		if !t.Partition || len(t.Parents) == 0 {
			break
		}
		t = b.schema.Tables[t.Parents[0]]
	}
	return k
}

// failures are the rules that cannot be applied to a column.
type failures struct {
	list  []*failure
	rules map[*policy.Rule]map[string]*failure // by message
}

type failure struct {
	rule   *policy.Rule
	column string // the first
	typ    string
	more   int
	err    error
}

func (f *failures) add(r *policy.Rule, t *dumpfmt.Table, c *columnBinding, err error) {
	if f.rules == nil {
		f.rules = map[*policy.Rule]map[string]*failure{}
	}
	if f.rules[r] == nil {
		f.rules[r] = map[string]*failure{}
	}
	c.verdict = VerdictError
	if first := f.rules[r][err.Error()]; first != nil {
		first.more++
		return
	}
	fail := &failure{rule: r, column: where(t.Name, c.column.Name), typ: c.typ.sql, err: err}
	f.rules[r][err.Error()] = fail
	f.list = append(f.list, fail)
}

// errors returns one error for each rule and message, with its first column.
func (f *failures) errors(p *policy.Policy) policy.Errors {
	var errs policy.Errors
	for _, fail := range f.list {
		at, hint, err := fail.rule.MaskAt, "", fail.err
		var ours *policy.Error
		var param *mask.ParamError
		var by *policy.RefError
		switch {
		case errors.As(fail.err, &ours):
			hint = ours.Hint
		case errors.As(fail.err, &param):
			at, err = fail.rule.ParamAt(param.Param), fail.rule.ParamMessage(param)
		case errors.As(fail.err, &by):
			at, hint, err = fail.rule.ByPlace(by)
		}
		more := ""
		if fail.more > 0 {
			more = fmt.Sprintf(" and %d more", fail.more)
		}
		errs = append(errs, p.ErrorAt(at, hint, "column %s (%s)%s: %v", fail.column, fail.typ, more, err))
	}
	return errs
}
