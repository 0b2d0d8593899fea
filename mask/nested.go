package mask

import (
	"maps"
	"slices"
)

// A nested is a rule within a mask: that of an element, a field, a key or a
// path. It is written as a column's rule is: a mask's name, a table with mask
// and its parameters, or { set = value }.
type nested struct {
	name   string
	params Params
}

// deletion is what a rule says to have a key or an element taken away.
const deletion = "delete"

// parseNested reads a rule. It is false for what is none.
func parseNested(v any) (r nested, ok bool) {
	switch v := v.(type) {
	case string:
		return nested{name: v}, true
	case map[string]any:
		r.params = Params{}
		set, isSet := v["set"]
		name, isMask := v["mask"].(string)
		if isSet == isMask {
			return r, false
		}
		for k, p := range v {
			if k != "mask" && k != "set" {
				r.params[k] = p
			}
		}
		if r.name = name; isSet {
			r.name = "set"
			r.params["value"] = set
		}
		return r, true
	}
	return r, false
}

// checkRules checks each rule of a table, in the order of names.
func (d *Param) checkRules(v any, c *catalogue) error {
	table, ok := v.(map[string]any)
	if !ok {
		return d.kindError(v)
	}
	if len(table) == 0 {
		return paramError(d.Name, "the table is empty")
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		if d.name != nil {
			if err := d.name(name); err != nil {
				return paramError(d.Name, "%s: %w", name, err)
			}
		}
		if err := d.checkRule(name+": ", table[name], c); err != nil {
			return err
		}
	}
	return nil
}

// checkRule checks the rule v as far as it can be without a type. where is what
// to say before the fault.
func (d *Param) checkRule(where string, v any, c *catalogue) error {
	r, ok := parseNested(v)
	switch {
	case !ok:
		return paramError(d.Name, `%swant a mask's name, { mask = "…" } or { set = … }`, where)
	case d.deletes && r.name == deletion && len(r.params) == 0:
		return nil
	}
	spec, ok := c.find(r.name)
	if !ok {
		return paramError(d.Name, "%s%w", where, c.unknown(r.name))
	}
	for _, p := range spec.Params {
		if _, has := r.params[p.Name]; has && p.Kind == ColumnParam {
			return paramError(d.Name, "%s%s has no meaning within a value; give it in the column's rule", where, p.Name)
		}
	}
	if spec.Name == "template" {
		return paramError(d.Name, "%stemplate makes a whole column, not what is within a value", where)
	}
	if d.deletes && r.name == "set" {
		return nil // any value of TOML is one of JSON
	}
	if err := c.check(spec, r.params); err != nil {
		return paramError(d.Name, "%s%w", where, err)
	}
	return nil
}

// nested returns the mask of a rule, which has been checked, for a type. The
// domain is the outer mask's where that was given one and the rule was not.
func (b *build) nested(v any, t Type) (Mask, error) {
	r, _ := parseNested(v)
	return b.nestedMask(r, t)
}

func (b *build) nestedMask(r nested, t Type) (Mask, error) {
	p := maps.Clone(r.params)
	if p == nil {
		p = Params{}
	}
	if d, ok := b.params["domain_key"]; ok && p["domain_key"] == nil {
		p["domain_key"] = d
	}
	return b.masks.new(r.name, b.root, t, p)
}
