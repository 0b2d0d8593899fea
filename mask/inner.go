package mask

import (
	"maps"
	"slices"
)

// An inner is a rule within a mask: that of an element, a field, a key or a
// path. It is written as a column's rule is: a mask's name, a table with mask
// and its parameters, or { set = value }.
type inner struct {
	name   string
	params Params
}

// deletion is what a rule says to have a key or an element taken away.
const deletion = "delete"

// parseInner reads a rule. It is false for what is none.
func parseInner(v any) (r inner, ok bool) {
	switch v := v.(type) {
	case string:
		return inner{name: v}, true
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
func (d *Param) checkRules(v any) error {
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
		if err := d.checkRule(name+": ", table[name]); err != nil {
			return err
		}
	}
	return nil
}

// checkRule checks the rule v as far as it can be without a type. where is what
// to say before the fault.
func (d *Param) checkRule(where string, v any) error {
	r, ok := parseInner(v)
	switch {
	case !ok:
		return paramError(d.Name, `%swant a mask's name, { mask = "…" } or { set = … }`, where)
	case d.deletes && r.name == deletion && len(r.params) == 0:
		return nil
	}
	spec, ok := Lookup(r.name)
	if !ok {
		return paramError(d.Name, "%sno mask is called %s%s", where, r.name, didYouMean(r.name, names()))
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
	if err := spec.check(r.params); err != nil {
		return paramError(d.Name, "%s%w", where, err)
	}
	return nil
}

// inner returns the mask of a rule, which has been checked, for a type. The
// domain is the outer mask's where that was given one and the rule was not.
func (b *build) inner(v any, t Type) (Mask, error) {
	r, _ := parseInner(v)
	return b.innerMask(r, t)
}

func (b *build) innerMask(r inner, t Type) (Mask, error) {
	p := maps.Clone(r.params)
	if p == nil {
		p = Params{}
	}
	if d, ok := b.params["domain_key"]; ok && p["domain_key"] == nil {
		p["domain_key"] = d
	}
	return New(r.name, b.root, t, p)
}
