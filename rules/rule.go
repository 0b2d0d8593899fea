package rules

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/mask"
)

// rule reads the value of a column's or type's key: the name of a mask, or a
// table with mask or set. It returns nil after an error.
func (p *parser) rule(n *node, where string) *rule {
	r := &rule{
		id: p.rules, key: n.key, where: where, at: n.at, node: n, maskAt: n.val,
		params: mask.Params{}, soft: p.soft && !strings.HasPrefix(where, "[tables."),
	}
	p.rules++
	switch v := n.value.(type) {
	case string:
		r.mask = v
	case map[string]any:
		if !p.ruleTable(n, r) {
			return nil
		}
	default:
		p.errorf(n.val, `write a mask's name, { mask = "…" } or { set = "…" }`, "the rule of %q is %s", n.key, kindOf(v))
		return nil
	}
	if !p.checkMask(r) {
		return nil
	}
	return r
}

// ruleTable reads { mask = "…", parameters } or { set = "…" }.
func (p *parser) ruleTable(n *node, r *rule) bool {
	name, set := n.kid("mask"), n.kid("set")
	switch {
	case name == nil && set == nil:
		p.errorf(n.val, `write { mask = "…" } or { set = "…" }`, "the rule of %q has neither mask nor set", n.key)
		return false
	case name != nil && set != nil:
		p.errorf(set.at, "remove one of them", "the rule of %q has both mask and set", n.key)
		return false
	case set != nil:
		r.mask, r.maskAt = "set", set.at
	default:
		s, ok := name.value.(string)
		if !ok {
			p.errorf(name.val, "", "mask is %s, want a mask's name", kindOf(name.value))
			return false
		}
		r.mask, r.maskAt = s, name.val
	}
	for _, k := range n.kids {
		switch k.key {
		case "mask":
		case "set":
			r.params["value"] = k.value
		default:
			r.params[k.key] = k.value
		}
	}
	return true
}

// checkMask looks the mask up and tries its parameters on no type in
// particular; what depends on the type is found by Bind.
func (p *parser) checkMask(r *rule) bool {
	spec := p.spec(r.mask)
	if spec == nil {
		p.errorf(r.maskAt, didYouMean(mask.Suggest(r.mask, p.maskNames())), "unknown mask %s", show(r.named()))
		return false
	}
	for _, d := range spec.Params {
		if by, _ := r.params[d.Name].(string); d.Kind == mask.ColumnParam && by != "" {
			r.by, r.byName, r.byAt = by, d.Name, r.paramAt(d.Name)
		}
	}
	r.same = fingerprint(r)
	if p.tried[r.same] {
		return true
	}
	_, err := mask.New(r.mask, p.probe, mask.Type{Kind: mask.Unknown}, r.params)
	var param *mask.ParamError
	if errors.As(err, &param) {
		p.errorf(r.paramAt(param.Param), "", "%v", r.paramMessage(param))
		return false
	}
	p.tried[r.same] = true
	return true
}

// byPlace returns where the rule names the column of an error, what to do, and
// the error with the parameter's name.
func (r *rule) byPlace(err *byError) (at pos, hint string, named error) {
	if r.by == "" {
		return r.paramAt("value"), err.hint, fmt.Errorf("value: %w", err)
	}
	return r.byAt, err.hint, fmt.Errorf("%s: %w", r.byName, err)
}

// fingerprint returns the mask and its parameters as text.
func fingerprint(r *rule) string {
	var b strings.Builder
	b.WriteString(r.mask)
	for _, name := range slices.Sorted(maps.Keys(r.params)) {
		fmt.Fprintf(&b, "\x00%s=%#v", name, r.params[name])
	}
	return b.String()
}

// named returns the node with the mask's name.
func (r *rule) named() *node {
	if k := r.node.kid("mask"); k != nil {
		return k
	}
	return r.node
}

// paramMessage returns the error of a parameter under the name that the policy
// gives it: set is short for the parameter value of the mask set.
func (r *rule) paramMessage(err *mask.ParamError) error {
	if err.Param == "value" && r.node.kid("set") != nil {
		return fmt.Errorf("set: %w", err.Err)
	}
	return err
}

// paramAt returns the place of a parameter's value, that of the mask's name if
// the rule does not give it.
func (r *rule) paramAt(name string) pos {
	if k := r.node.kid(name); k != nil && name != "mask" {
		return k.val
	}
	if k := r.node.kid("set"); k != nil && name == "value" {
		return k.val
	}
	return r.maskAt
}

// spec returns the description of a mask, nil if there is none of that name.
func (p *parser) spec(name string) *mask.Spec {
	if p.specs == nil {
		p.specs = map[string]*mask.Spec{}
		for _, s := range mask.Catalog() {
			p.specs[s.Name] = &s
		}
	}
	return p.specs[name]
}

func (p *parser) maskNames() []string {
	var names []string
	for _, s := range mask.Catalog() {
		names = append(names, s.Name)
	}
	return names
}
