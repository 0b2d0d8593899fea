package bind

import (
	"errors"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/bind/split"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// typeInfo is what is known of a type that columns have.
type typeInfo struct {
	key     string // all of the type, to tell it from others
	sql     string // as SQL writes it
	mask    mask.Type
	notNull bool           // it is a domain NOT NULL
	names   []string       // under which [types], and types of a rule, may speak of it
	rules   []*policy.Rule // of [types], the one that decides first
	within  *policy.Rule   // of [types], for a type of the database's own that values have parts of; nil: none
	byType  *boundMask     // for columns that no rule names; nil: no mask knows the type

	base   *typeInfo    // what conditions have narrowed; nil: nothing has
	narrow string       // tells the conditions from others
	title  string       // the first of them
	ends   bool         // they bound it by its ends
	split  *split.Split // what must not change of a value; nil: nothing
}

// unnarrowed returns the type before conditions narrowed it.
func (t *typeInfo) unnarrowed() *typeInfo {
	if t.base != nil {
		return t.base
	}
	return t
}

// boundMask is a mask made for a type.
type boundMask struct {
	mask mask.Mask
	name string
	typ  *typeInfo
	by   string           // the column whose value is the row's key
	refs []mask.Reference // the columns whose values take the place of the row's key
	same string           // equal for masks that give equal values equal results, but for the type

	params mask.Params // of the rule

	class    mask.Class
	rowClass mask.Class // where by, or the only one of refs, is another in each row
	folds    bool       // values that differ by more than case and blanks around still do
	leaves   bool       // so do strings and numbers at one place of JSON texts
	keep     bool
	null     bool
	keepNull bool
	usesRow  bool
}

// boundKey is what a rule asks for, and a type; the mask is made once for both.
type boundKey struct {
	same string
	typ  *typeInfo
}

type bindResult struct {
	mask *boundMask
	err  error
}

// masks makes the masks of rules, each once for a type.
type masks struct {
	policy *policy.Policy
	opts   *Options
	facts  *facts.Schema
	types  map[string]*typeInfo
	names  map[string][]*policy.Rule // of [columns], by column name
	made   map[boundKey]bindResult
	bares  map[string]*policy.Rule // masks without parameters, by name: most columns have one of a few

	unknown *typeInfo // of columns of which only the name is known
}

func newMasks(p *policy.Policy, opts *Options, f *facts.Schema) *masks {
	m := &masks{policy: p, opts: opts, facts: f, bares: map[string]*policy.Rule{}}
	m.forgetTypes()
	return m
}

// forgetTypes has types read again, for one may have been defined anew.
func (m *masks) forgetTypes() {
	m.types, m.names, m.made = map[string]*typeInfo{}, map[string][]*policy.Rule{}, map[boundKey]bindResult{}
	m.unknown = &typeInfo{sql: "unknown type", mask: mask.Type{Kind: mask.Unknown}}
}

// maxRemembered bounds the names of columns whose rules are remembered.
const maxRemembered = 4096

// byName returns the rules of [columns] for a name.
func (m *masks) byName(name string) []*policy.Rule {
	if rules, ok := m.names[name]; ok {
		return rules
	}
	rules := m.policy.Columns.Match(name)
	m.opts.Marks.Rules(rules)
	if len(m.names) >= maxRemembered {
		clear(m.names)
	}
	m.names[name] = rules
	return rules
}

// typeInfo returns what is known of a type.
func (m *masks) typeInfo(ref dumpfmt.TypeRef) *typeInfo {
	key := ref.Name.Schema + "\x00" + ref.Name.Name + "\x00" + facts.SQLType(dumpfmt.TypeRef{Mods: ref.Mods, Dims: ref.Dims})
	if t := m.types[key]; t != nil {
		return t
	}
	t := &typeInfo{key: key, sql: facts.SQLType(ref), mask: m.facts.Resolve(ref)}
	m.types[key] = t
	m.readKeys(&t.mask)
	var chain []dumpfmt.TypeRef
	chain, t.notNull = m.facts.Bases(ref)
	for _, base := range chain {
		names := facts.TypeNames(base)
		t.names = append(t.names, names...)
		t.rules = append(t.rules, m.typeRules(names)...)
	}
	t.rules = append(t.rules, m.elementRules(chain[len(chain)-1])...)
	t.within = m.ruleWithin(ref)
	if name, ok := mask.Default(t.mask); ok {
		t.byType, _ = m.of(m.bare(name), t)
	}
	return t
}

// elementRules returns the rules of [types] for the elements of an array of a type
// of the database's own, a domain, say: what is said of it is said of its arrays.
func (m *masks) elementRules(array dumpfmt.TypeRef) []*policy.Rule {
	if array.Dims == 0 {
		return nil
	}
	var list []*policy.Rule
	chain, _ := m.facts.Bases(dumpfmt.TypeRef{Name: array.Name})
	for _, base := range chain {
		if !facts.IsCatalog(base.Name) {
			list = append(list, m.typeRules(facts.TypeNames(base))...)
		}
	}
	return list
}

// ruleWithin returns the rule of [types] for what values of a type have parts of.
func (m *masks) ruleWithin(ref dumpfmt.TypeRef) *policy.Rule {
	if len(m.policy.Types.All) == 0 || facts.IsCatalog(ref.Name) {
		return nil
	}
	for _, inner := range m.facts.Within(ref) {
		if rules := m.elementRules(dumpfmt.TypeRef{Name: inner.Name, Dims: 1}); len(rules) > 0 {
			return rules[0]
		}
	}
	return nil
}

// typeRules returns the rules of [types] for a type that has several names,
// the most specific first: exact ones before globs.
func (m *masks) typeRules(names []string) []*policy.Rule {
	set := &m.policy.Types
	var exact, globs []*policy.Rule
	for _, n := range names {
		for _, r := range set.Match(n) {
			switch {
			case slices.Contains(exact, r) || slices.Contains(globs, r):
			case r.Exact:
				exact = append(exact, r)
			default:
				globs = append(globs, r)
			}
		}
	}
	slices.SortStableFunc(globs, func(a, b *policy.Rule) int { return a.ID - b.ID })
	m.opts.Marks.Rules(exact)
	m.opts.Marks.Rules(globs)
	return append(exact, globs...)
}

// bare returns the rule of a mask without parameters.
func (m *masks) bare(name string) *policy.Rule {
	r := m.bares[name]
	if r == nil {
		r = policy.Bare(name)
		m.bares[name] = r
	}
	return r
}

// of returns the rule's mask for a type.
func (m *masks) of(r *policy.Rule, t *typeInfo) (*boundMask, error) {
	key := boundKey{r.Fingerprint, t}
	if res, ok := m.made[key]; ok {
		return res.mask, res.err
	}
	made, err := m.make(r, t)
	m.made[key] = bindResult{made, err}
	return made, err
}

// build returns the mask of a rule for a type under a key, made of parts where what
// must not change of a value says so.
func build(r *policy.Rule, t *typeInfo, key *mask.Key) (mask.Mask, error) {
	of := func(typ mask.Type) (mask.Mask, error) { return mask.New(r.Mask, key, typ, r.Params) }
	made, err := of(t.mask)
	if err != nil || t.split == nil || made.Traits().Keep || made.Traits().Null {
		return made, err
	}
	return t.split.Mask(t.mask, key, of)
}

func (m *masks) make(r *policy.Rule, t *typeInfo) (*boundMask, error) {
	made, err := build(r, t, m.opts.Key)
	if err != nil {
		return nil, err
	}
	traits := made.Traits()
	b := &boundMask{
		mask: made, name: r.Mask, typ: t, by: r.By, same: r.Fingerprint, params: r.Params,
		class: traits.Class, folds: traits.Folds, leaves: traits.Leaves, keep: traits.Keep, null: traits.Null, keepNull: !traits.FillsNull,
		usesRow: traits.UsesRow, refs: traits.References, rowClass: traits.RowClass,
	}
	if b.class == mask.Injective && b.name == "scramble" && hasText(t.mask) && !m.opts.unicode() {
		b.class = mask.Lossy // bytes that are no UTF-8, or letters that the encoding lacks
	}
	if b.by != "" && !b.usesRow {
		return nil, &mask.ParamError{Param: r.ByParam, Err: errors.New("the mask does not follow the row for this type")}
	}
	return b, nil
}

// keepsDistinct reports whether distinct values stay distinct.
func (m *boundMask) keepsDistinct() bool { return m.keep || !m.null && m.class != mask.Lossy }

// keepsFoldedDistinct reports whether values that lower(), upper() or btrim()
// tell apart stay so. A digest in lower case is a digest; what has no letters
// has nothing to fold.
func (m *boundMask) keepsFoldedDistinct() bool {
	return m.keep || !m.null && (m.class == mask.Distinct || m.class == mask.Injective && (m.folds || !hasText(m.typ.mask)))
}

// keepsLeaves reports whether strings and numbers at one place of JSON texts stay
// apart.
func (m *boundMask) keepsLeaves() bool { return m.keep || m.null || m.leaves }

// keepsApart are masks under which the values of a type do not meet, the best
// first; each can do some types.
var keepsApart = [...]string{"permute", "hash", "uuid"}

// hasText reports whether a value of the type is text, or has elements or fields of
// text.
func hasText(t mask.Type) bool {
	switch t.Kind {
	case mask.Text, mask.Char:
		return true
	case mask.Array:
		return t.Elem != nil && hasText(*t.Elem)
	case mask.Composite:
		return slices.ContainsFunc(t.Fields, func(f mask.Field) bool { return hasText(f.Type) })
	}
	return false
}

// movesAlike reports whether a mask moves all dates alike, so that they lie to each
// other as before.
func (m *boundMask) movesAlike() bool {
	return m.keep || m.name == "date_shift" && m.class == mask.Injective && m.typ.narrow == ""
}
