package mask

import "fmt"

// A build is one call of New under way. It carries the catalogue, so that masks
// of masks make theirs with it.
type build struct {
	masks  *catalogue
	spec   *Spec
	root   *Key // what New was given
	secret *Key // of the domain
	typ    Type
	params Params
}

// new is New.
func (c *catalogue) new(name string, k *Key, t Type, p Params) (Mask, error) {
	spec, ok := c.find(name)
	if !ok {
		return nil, c.unknown(name)
	}
	if err := c.check(spec, p); err != nil {
		return nil, err
	}
	b := &build{masks: c, spec: spec, root: k, typ: t, params: p}
	b.secret = b.keyOf(spec)
	if t.Kind == Array && !spec.whole && t.Elem != nil {
		m, err := b.elements()
		return guard(m, t), err
	}
	m, err := b.make()
	return guard(m, t), err
}

// guard returns m as a mask that gives nothing that t does not hold.
func guard(m Mask, t Type) Mask {
	n := t.narrowed()
	if m == nil || n == nil || m.Traits().Keep || m.Traits().Null {
		return m
	}
	if _, ok := m.(fitted); ok {
		return m
	}
	return &guarded{m, n}
}

// keyOf returns the key of a mask: by its own name, or by the domain that the
// rule names.
func (b *build) keyOf(s *Spec) *Key {
	domain := b.str("domain_key", s.Domain())
	k := b.root.Derive(domain).of(s)
	b.joinAddresses(k, domain)
	return k
}

// make returns the mask for b.typ, which is not an array of the mask's types.
func (b *build) make() (Mask, error) {
	if err := b.masks.supports(b.spec, b.typ); err != nil {
		return nil, err
	}
	if err := b.typ.checkEnds(); err != nil {
		return nil, err
	}
	return b.spec.make(b)
}

// elements returns the mask for an array of the mask's types.
func (b *build) elements() (Mask, error) {
	if !b.flag("keep_null", true) {
		return nil, paramError("keep_null", "mask %s goes by element, and the type is %s; use set in place of NULL", b.spec.Name, b.typ.title())
	}
	e := *b
	e.typ = *b.typ.Elem
	m, err := e.make()
	if err != nil {
		return nil, err
	}
	return b.masks.byElement(b, m), nil
}

// delegate returns the mask of another name, which makes what this one would
// have to. Only the common parameters are passed on.
func (b *build) delegate(name string, t Type) (Mask, error) {
	p := Params{}
	for _, c := range common {
		if v, ok := b.params[c.Name]; ok {
			p[c.Name] = v
		}
	}
	return b.masks.new(name, b.root, t, p)
}

// str returns a parameter, or def if it is absent.
func (b *build) str(name, def string) string {
	if v, ok := b.params[name].(string); ok {
		return v
	}
	return def
}

// number returns a parameter, or def if it is absent.
func (b *build) number(name string, def float64) float64 {
	switch v := b.params[name].(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	}
	return def
}

// num returns a parameter, or def if it is absent.
func (b *build) num(name string, def int) int {
	if v, ok := b.params[name].(int64); ok {
		return int(v)
	}
	return def
}

// flag returns a parameter, or def if it is absent.
func (b *build) flag(name string, def bool) bool {
	if v, ok := b.params[name].(bool); ok {
		return v
	}
	return def
}

// fit returns how many of want characters are left in the type beside fixed
// others, at least least.
func (b *build) fit(want, fixed, least int) (int, error) {
	limit := b.typ.limit()
	if limit == 0 || limit-fixed >= want {
		return want, nil
	}
	if limit-fixed < least {
		return 0, fmt.Errorf("mask %s needs %d characters, and the type is %s", b.spec.Name, fixed+least, b.typ.title())
	}
	return limit - fixed, nil
}

// of returns the key of a mask in a domain. What one mask prints, of the digest
// of a value or of a row, is nothing that another one draws from, but for those of
// one space.
func (k *Key) of(s *Spec) *Key { return k.derive("mask", s.Domain()) }

// Domain returns the domain of a mask where the rule names none: its name, or that
// of its family where masks go alike.
func (s *Spec) Domain() string {
	if s.space != "" {
		return s.space
	}
	return s.Name
}
