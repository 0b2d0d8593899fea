package policy

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/mask"
)

// RefError says what is wrong with a column that a rule goes by.
type RefError struct{ Msg, Hint string }

func (e *RefError) Error() string { return e.Msg }

// rule reads the value of a column's or type's key: the name of a mask, or a
// table with mask or set. It returns nil after an error.
func (p *parser) rule(n *node, where string) *Rule {
	r := &Rule{
		ID: p.RuleCount, Key: n.key, Section: where, At: n.at, node: n, MaskAt: n.val,
		Params: mask.Params{}, Soft: p.soft && !strings.HasPrefix(where, "[tables."),
	}
	p.RuleCount++
	switch v := n.value.(type) {
	case string:
		r.Mask = v
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
func (p *parser) ruleTable(n *node, r *Rule) bool {
	name, set := n.kid("mask"), n.kid("set")
	switch {
	case name == nil && set == nil:
		p.errorf(n.val, `write { mask = "…" } or { set = "…" }`, "the rule of %q has neither mask nor set", n.key)
		return false
	case name != nil && set != nil:
		p.errorf(set.at, "remove one of them", "the rule of %q has both mask and set", n.key)
		return false
	case set != nil:
		r.Mask, r.MaskAt = "set", set.at
	default:
		s, ok := name.value.(string)
		if !ok {
			p.errorf(name.val, "", "mask is %s, want a mask's name", kindOf(name.value))
			return false
		}
		r.Mask, r.MaskAt = s, name.val
	}
	for _, k := range n.kids {
		switch k.key {
		case "mask":
		case "set":
			r.Params["value"] = k.value
		case "why":
			r.Why = p.why(k)
		case "types":
			r.Types = p.typeList(k, r)
		default:
			r.Params[k.key] = k.value
		}
	}
	return true
}

// checkMask looks the mask up and tries its parameters on no type in
// particular; what depends on the type is found by Bind.
func (p *parser) checkMask(r *Rule) bool {
	spec := p.spec(r.Mask)
	if spec == nil {
		p.errorf(r.MaskAt, DidYouMean(mask.Suggest(r.Mask, p.maskNames())), "unknown mask %s", show(r.named()))
		return false
	}
	for _, d := range spec.Params {
		if by, _ := r.Params[d.Name].(string); d.Kind == mask.ColumnParam && by != "" {
			r.By, r.ByParam, r.byAt = by, d.Name, r.ParamAt(d.Name)
		}
	}
	r.Fingerprint = fingerprint(r)
	if p.tried[r.Fingerprint] {
		return true
	}
	_, err := mask.New(r.Mask, p.probe, mask.Type{Kind: mask.Unknown}, r.Params)
	var param *mask.ParamError
	if errors.As(err, &param) {
		p.errorf(r.ParamAt(param.Param), "", "%v", r.ParamMessage(param))
		return false
	}
	p.tried[r.Fingerprint] = true
	return true
}

// ByPlace returns where the rule names the column of an error, what to do, and
// the error with the parameter's name.
func (r *Rule) ByPlace(err *RefError) (at Pos, hint string, named error) {
	if r.By == "" {
		return r.ParamAt("value"), err.Hint, fmt.Errorf("value: %w", err)
	}
	return r.byAt, err.Hint, fmt.Errorf("%s: %w", r.ByParam, err)
}

// fingerprint returns the mask and its parameters as text.
func fingerprint(r *Rule) string {
	var b strings.Builder
	b.WriteString(r.Mask)
	for _, name := range slices.Sorted(maps.Keys(r.Params)) {
		fmt.Fprintf(&b, "\x00%s=%#v", name, r.Params[name])
	}
	return b.String()
}

// named returns the node with the mask's name.
func (r *Rule) named() *node {
	if k := r.node.kid("mask"); k != nil {
		return k
	}
	return r.node
}

// ParamMessage returns the error of a parameter under the name that the policy
// gives it: set is short for the parameter value of the mask set.
func (r *Rule) ParamMessage(err *mask.ParamError) error {
	if err.Param == "value" && r.node.kid("set") != nil {
		return fmt.Errorf("set: %w", err.Err)
	}
	return err
}

// ParamAt returns the place of a parameter's value, that of the mask's name if
// the rule does not give it.
func (r *Rule) ParamAt(name string) Pos {
	if k := r.node.kid(name); k != nil && name != "mask" {
		return k.val
	}
	if k := r.node.kid("set"); k != nil && name == "value" {
		return k.val
	}
	return r.MaskAt
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

// NewRule returns a rule that no policy has.
func NewRule(mask string, params mask.Params) *Rule {
	r := &Rule{Mask: mask, Params: params}
	r.Fingerprint = fingerprint(r)
	return r
}

// Bare returns a rule that no policy has: a mask without parameters.
func Bare(name string) *Rule { return NewRule(name, nil) }
