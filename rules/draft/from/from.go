// Package from reads the rules that other tools for masking go by, and says them
// as rules of a policy: Greenmask's configuration, Confiture's, and the security
// labels of PostgreSQL Anonymizer. What has no counterpart is named with its
// line. It knows the forms of these files and no schema: whether a column is
// there, and takes the mask, is for package draft to find.
//
//	from.go       Rules, and what all readers do
//	greenmask.go  dump.transformation; transformers.go its transformers
//	confiture.go  strategies by table and column
//	anon.go       SECURITY LABEL FOR anon; functions.go its functions
package from

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// Rules are what the rules of another tool come to.
type Rules struct {
	List []Rule
	Left []Left // what has no counterpart
}

// Rule is a rule for a column.
type Rule struct {
	Line   int // in the file that says so; 0 where it has none
	Table  dumpfmt.Name
	Column string
	Mask   string // its name
	TOML   string // the rule, as a policy has it
	Why    string // what it comes from
}

// Left is what is left out.
type Left struct {
	Line int
	What string
}

// left notes what has no counterpart.
func (r *Rules) left(line int, format string, args ...any) {
	r.Left = append(r.Left, Left{line, fmt.Sprintf(format, args...)})
}

// A rule is a mask with parameters, in the order in which they are written.
type rule struct {
	mask   string
	params []param
	note   string // what of the original is lost
}

// param is a parameter: a value as TOML.
type param struct{ name, value string }

// with returns a rule with one more parameter.
func (r rule) with(name, value string) rule {
	r.params = append(slices.Clip(r.params), param{name, value})
	return r
}

// lossy returns a rule that does not say all that the original does.
func (r rule) lossy(note string) rule {
	r.note = note
	return r
}

// toml returns the rule as a policy has it.
func (r rule) toml() string {
	if len(r.params) == 0 {
		return policy.TOMLString(r.mask)
	}
	var b strings.Builder
	b.WriteString("{ mask = " + policy.TOMLString(r.mask))
	for _, p := range r.params {
		b.WriteString(", " + p.name + " = " + p.value)
	}
	return b.String() + " }"
}

// text returns a text of the original as TOML. A policy reads ${NAME} as a
// variable, which the original did not mean.
func text(s string) string { return policy.TOMLString(strings.ReplaceAll(s, "${", "$${")) }

// mask returns the rule of a mask without parameters.
func mask(name string) (rule, bool) { return rule{mask: name}, true }

// ErrNoRules says that a file is none of those that a tool has.
var ErrNoRules = errors.New("it has no rules of this tool")

// document returns the top of a YAML file.
func document(data []byte) (*yaml.Node, error) {
	var n yaml.Node
	if err := yaml.Unmarshal(data, &n); err != nil {
		return nil, err
	}
	if len(n.Content) != 1 || resolve(n.Content[0]).Kind != yaml.MappingNode {
		return nil, ErrNoRules
	}
	return resolve(n.Content[0]), nil
}

// resolve follows an alias.
func resolve(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// field returns what stands under a key of a mapping, nil if there is nothing.
func field(n *yaml.Node, key string) *yaml.Node {
	for k, v := range fields(n) {
		if k.Value == key {
			return v
		}
	}
	return nil
}

// fields goes through a mapping.
func fields(n *yaml.Node) func(func(k, v *yaml.Node) bool) {
	return func(yield func(k, v *yaml.Node) bool) {
		if n == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], resolve(n.Content[i+1])) {
				return
			}
		}
	}
}

// items goes through a list.
func items(n *yaml.Node) func(func(*yaml.Node) bool) {
	return func(yield func(*yaml.Node) bool) {
		if n == nil || n.Kind != yaml.SequenceNode {
			return
		}
		for _, item := range n.Content {
			if !yield(resolve(item)) {
				return
			}
		}
	}
}

// scalar returns the text of a value under a key, "" if there is none.
func scalar(n *yaml.Node, key string) string {
	if v := field(n, key); v != nil && v.Kind == yaml.ScalarNode && v.Tag != "!!null" {
		return v.Value
	}
	return ""
}

// value returns a scalar as TOML; ok is false for another node and for null.
func value(n *yaml.Node) (_ string, ok bool) {
	if n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return "", false
	}
	switch n.Tag {
	case "!!bool":
		return strings.ToLower(n.Value), n.Value == "true" || n.Value == "false"
	case "!!int", "!!float":
		if isNumber(n.Value) {
			return n.Value, true
		}
	}
	return text(n.Value), true
}

// isNumber reports whether a text is a number that TOML takes as it stands.
func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, fraction, point := strings.Cut(s, ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (len(whole) == 1 || whole[0] != '0') && (!point || digits(fraction))
}
