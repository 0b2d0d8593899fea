package mask

import (
	"fmt"
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

// check reports whether v is fit to be d's value.
func (d *Param) check(v any, c *catalogue) error {
	switch d.Kind {
	case StringParam:
		return d.checkString(v)
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
		return d.checkRule("", v, c)
	case RulesParam:
		return d.checkRules(v, c)
	}
	return nil
}

func (d *Param) checkString(v any) error {
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
