package bind

import (
	"errors"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// typeInfo is what is known of a type that columns have.
type typeInfo struct {
	key     string // all of the type, to tell it from others
	sql     string // as SQL writes it
	mask    mask.Type
	notNull bool           // it is a domain NOT NULL
	rules   []*policy.Rule // of [types], the one that decides first
	byType  *boundMask     // for columns that no rule names; nil: no mask knows the type
}

// boundMask is a mask made for a type.
type boundMask struct {
	mask mask.Mask
	name string
	typ  *typeInfo
	by   string           // the column whose value is the row's key
	refs []mask.Reference // the columns whose values take the place of the row's key
	same string           // equal for masks that give equal values equal results, but for the type

	checked string      // the CHECK that the mask was bent to, "" for none
	params  mask.Params // of the rule

	class    mask.Class
	rowClass mask.Class // where by, or the only one of refs, is another in each row
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

// typeInfo returns what is known of a type.
func (p *Plan) typeInfo(ref dumpfmt.TypeRef) *typeInfo {
	key := ref.Name.Schema + "\x00" + ref.Name.Name + "\x00" + facts.SQLType(dumpfmt.TypeRef{Mods: ref.Mods, Dims: ref.Dims})
	if t := p.types[key]; t != nil {
		return t
	}
	t := &typeInfo{key: key, sql: facts.SQLType(ref), mask: p.resolver.Resolve(ref)}
	p.types[key] = t
	var chain []dumpfmt.TypeRef
	chain, t.notNull = p.resolver.Bases(ref)
	for _, base := range chain {
		t.rules = append(t.rules, p.typeRules(facts.TypeNames(base))...)
	}
	if name, ok := mask.Default(t.mask); ok {
		t.byType, _ = p.bind(policy.Bare(name), t)
	}
	return t
}

// typeRules returns the rules of [types] for a type that goes by several names,
// the most specific first: exact ones before globs.
func (p *Plan) typeRules(names []string) []*policy.Rule {
	set := &p.policy.Types
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
	for _, r := range exact {
		p.matched[r.ID] = true
	}
	for _, r := range globs {
		p.matched[r.ID] = true
	}
	return append(exact, globs...)
}

// bind makes the rule's mask for a type.
func (p *Plan) bind(r *policy.Rule, t *typeInfo) (*boundMask, error) {
	key := boundKey{r.Fingerprint, t}
	if res, ok := p.bound[key]; ok {
		return res.mask, res.err
	}
	m, err := p.newMask(r, t)
	p.bound[key] = bindResult{m, err}
	return m, err
}

func (p *Plan) newMask(r *policy.Rule, t *typeInfo) (*boundMask, error) {
	m, err := mask.New(r.Mask, p.opts.Key, t.mask, r.Params)
	if err != nil {
		return nil, err
	}
	traits := m.Traits()
	b := &boundMask{
		mask: m, name: r.Mask, typ: t, by: r.By, same: r.Fingerprint, params: r.Params,
		class: traits.Class, keep: traits.Keep, null: traits.Null, keepNull: !traits.FillsNull,
		usesRow: traits.UsesRow, refs: traits.References, rowClass: traits.RowClass,
	}
	if b.class == mask.Injective && b.name == "scramble" && hasText(t.mask) && !p.opts.unicode() {
		b.class = mask.Lossy // bytes that are no UTF-8, or letters that the encoding lacks
	}
	if b.by != "" && !b.usesRow {
		return nil, &mask.ParamError{Param: r.ByParam, Err: errors.New("the mask does not follow the row for this type")}
	}
	return b, nil
}

// hasText reports whether a value of the type is text, or elements of text.
func hasText(t mask.Type) bool {
	switch t.Kind {
	case mask.Text, mask.Char:
		return true
	case mask.Array:
		return t.Elem != nil && hasText(*t.Elem)
	}
	return false
}

// unicode reports whether the dump's text is UTF-8 for certain.
func (o *Options) unicode() bool {
	switch cleanEncoding(o.Encoding) {
	case "", "UTF8", "UNICODE":
		return true
	}
	return false
}
