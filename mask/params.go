package mask

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Params are the parameters of a rule as TOML gives them: string, int64,
// float64, bool, []any, map[string]any.
type Params map[string]any

// ParamError is an error of New that one parameter is at fault for.
type ParamError struct {
	Param string
	Err   error
}

// Error returns "parameter, its name, colon, the fault". It holds no value of
// a parameter, for values may come from the environment.
func (e *ParamError) Error() string { return "parameter " + e.Param + ": " + e.Err.Error() }

// Unwrap returns e.Err.
func (e *ParamError) Unwrap() error { return e.Err }

func paramError(name, format string, args ...any) error {
	return &ParamError{Param: name, Err: fmt.Errorf(format, args...)}
}

// ParamKind is what a parameter's value must be.
type ParamKind int

// The kinds of parameters.
const (
	StringParam  ParamKind = iota // text
	IntParam                      // a whole number
	BoolParam                     // true or false
	LiteralParam                  // text, a number, true or false, as SQL takes it
	ListParam                     // a list of literals
	NumberParam                   // a number, whole or not
	RuleParam                     // a mask's name, or a table with mask or set
	RulesParam                    // a table of rules
	ColumnParam                   // the name of a column
	AnyParam                      // anything that TOML can say
)

// String returns the kind in words, with its article.
func (k ParamKind) String() string {
	return [...]string{"text", "a whole number", "true or false", "text", "a list",
		"a number", "a mask's name or a table", "a table", "a column's name", "a value"}[k]
}

// Param describes a parameter of a mask.
type Param struct {
	Name     string
	Kind     ParamKind
	Default  string   // in words or as TOML, "" if there is none
	Min, Max int64    // IntParam: the range, both included; NumberParam: above Min, to Max
	Choices  []string // StringParam: what it may be; nil: anything
	Required bool
	Help     string // one line, no full stop

	deletes bool               // RulesParam: a rule may be "delete"
	name    func(string) error // RulesParam: whether a rule's name is right, nil: any
	text    func(string) error // StringParam: whether it is right, nil: any is
}

// common returns the parameters that all masks have.
func common() []Param {
	return []Param{
		{Name: "domain_key", Kind: StringParam, Default: "the mask's name",
			Help: "columns with the same domain give equal values equal results"},
		{Name: "keep_null", Kind: BoolParam, Default: "true",
			Help: "false fills NULLs, too (set, empty, redact, choice, bcrypt, template, digests with key)"},
		{Name: "keep_empty", Kind: BoolParam, Default: "true",
			Help: "false masks the empty string, too"},
	}
}

// check returns the first fault of p, in the order of names.
func (s *Spec) check(p Params) error {
	all := slices.Concat(s.Params, common())
	for _, name := range slices.Sorted(maps.Keys(p)) {
		i := slices.IndexFunc(all, func(d Param) bool { return d.Name == name })
		if i < 0 {
			return paramError(name, "mask %s has no such parameter%s", s.Name, didYouMean(name, paramNames(all)))
		}
		if err := all[i].check(p[name]); err != nil {
			return err
		}
	}
	for _, d := range all {
		if _, ok := p[d.Name]; d.Required && !ok {
			return paramError(d.Name, "mask %s needs it: %s", s.Name, d.Help)
		}
	}
	if keep, ok := p["keep_null"].(bool); ok && !keep && !s.fills && !(s.Class == Distinct && p["key"] != nil) {
		return paramError("keep_null", "mask %s has nothing to put in place of NULL; set, empty, redact, choice, bcrypt and template have, and digests with key", s.Name)
	}
	return nil
}

func paramNames(ps []Param) []string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = p.Name
	}
	return names
}

// check reports whether v is fit to be d's value.
func (d *Param) check(v any) error {
	switch d.Kind {
	case StringParam:
		s, ok := v.(string)
		if !ok {
			return d.kindError(v)
		}
		if d.Choices != nil && !slices.Contains(d.Choices, s) {
			return paramError(d.Name, "want one of %s%s", strings.Join(d.Choices, ", "), didYouMean(s, d.Choices))
		}
		if d.text != nil {
			if err := d.text(s); err != nil {
				return &ParamError{Param: d.Name, Err: err}
			}
		}
	case IntParam:
		n, ok := v.(int64)
		if !ok {
			return d.kindError(v)
		}
		if n < d.Min || n > d.Max {
			return paramError(d.Name, "want a number from %d to %d", d.Min, d.Max)
		}
	case BoolParam:
		if _, ok := v.(bool); !ok {
			return d.kindError(v)
		}
	case ColumnParam:
		if s, ok := v.(string); !ok || s == "" {
			return d.kindError(v)
		}
	case LiteralParam:
		if _, ok := literal(v); !ok {
			return d.kindError(v)
		}
	case ListParam:
		return d.checkList(v)
	case NumberParam:
		return d.checkNumber(v)
	case RuleParam:
		return d.checkRule("", v)
	case RulesParam:
		return d.checkRules(v)
	}
	return nil
}

func (d *Param) checkNumber(v any) error {
	f, ok := v.(float64)
	if n, isInt := v.(int64); isInt {
		f, ok = float64(n), true
	}
	switch {
	case !ok:
		return d.kindError(v)
	case !(f > float64(d.Min) && f <= float64(d.Max)):
		return paramError(d.Name, "want a number above %d, at most %d", d.Min, d.Max)
	}
	return nil
}

func (d *Param) checkList(v any) error {
	list, ok := v.([]any)
	if !ok {
		return d.kindError(v)
	}
	if len(list) == 0 {
		return paramError(d.Name, "the list is empty")
	}
	for i, e := range list {
		if _, ok := literal(e); !ok {
			return paramError(d.Name, "element %d: want text, a number, true or false", i+1)
		}
	}
	return nil
}

func (d *Param) kindError(v any) error {
	have := "something else"
	switch v.(type) {
	case string:
		have = "text"
	case int64:
		have = "a whole number"
	case float64:
		have = "a number with a fraction"
	case bool:
		have = "true or false"
	case []any:
		have = "a list"
	case map[string]any:
		have = "a table"
	}
	return paramError(d.Name, "want %s, have %s", d.Kind, have)
}

// literal returns a TOML scalar as the text that PostgreSQL reads.
func literal(v any) (string, bool) {
	switch v.(type) {
	case string, int64, float64, bool:
		return fmt.Sprint(v), true
	}
	return "", false
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
