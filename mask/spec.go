package mask

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Spec describes a mask: for New, for the catalogue that users read, and for
// tests.
type Spec struct {
	Name    string
	Family  string   // basic, keyed, check digits, shape, text, values, numbers, dates, secrets, structured
	Summary string   // one line, no full stop
	Makes   string   // what comes out, for messages
	Params  []Param  // without those that all masks have, see Common
	Kinds   []Kind   // what it can do; nil: all. Arrays of these go by element
	Class   Class    // at best; the length or the parameters may weaken it
	Example string   // a value to show it on
	On      Type     // the type of Example
	With    Params   // the parameters that Example is shown with
	Notes   []string // more about it, a line each

	space  string // masks of one space and domain permute alike; "": the mask alone
	whole  bool   // takes an array as one value
	fills  bool   // keep_null = false has a meaning
	formed bool   // it has no result where there is no value to have the form of
	make   func(*build) (Mask, error)
}

// ByElement reports whether the mask goes by the elements of arrays.
func (s *Spec) ByElement() bool { return !s.whole }

// Common returns the parameters that all masks have.
func Common() []Param { return slices.Clone(common) }

var common = []Param{
	{Name: "domain_key", Kind: StringParam, Default: "the mask's name; names for those of persons",
		Help: "columns with the same domain give equal values equal results"},
	{Name: "keep_null", Kind: BoolParam, Default: "true",
		Help: "false fills NULLs, too (set, empty, redact, choice, bcrypt, template, digests with key)"},
	{Name: "keep_empty", Kind: BoolParam, Default: "true",
		Help: "false masks the empty string, too"},
}

// seedColumn is the parameter of masks that can follow the row.
var seedColumn = Param{Name: "key", Kind: ColumnParam, Default: "the value itself",
	Help: "the column that decides the result, in the place of the value; the value does where that is NULL"}

// hasSeedColumn reports whether the mask can follow the row.
func (s *Spec) hasSeedColumn() bool {
	return slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == seedColumn.Name && p.Kind == ColumnParam })
}

// The types that examples are of, and the kinds of most masks.
var (
	anyText   = Type{Kind: Text, Name: "text"}
	textKinds = []Kind{Text, Char}
)

// A catalogue is the Specs of all masks, and how one of them is made to go by the
// elements of an array.
type catalogue struct {
	specs     []*Spec
	byElement func(b *build, elem Mask) Mask
}

// find returns the Spec of a mask's name.
func (c *catalogue) find(name string) (*Spec, bool) {
	i := slices.IndexFunc(c.specs, func(s *Spec) bool { return s.Name == name })
	if i < 0 {
		return nil, false
	}
	return c.specs[i], true
}

// unknown is the error for a name that no mask has.
func (c *catalogue) unknown(name string) error {
	var names []string
	for _, s := range c.specs {
		names = append(names, s.Name)
	}
	return fmt.Errorf("no mask is called %s%s", name, didYouMean(name, names))
}

// check returns the first fault of p as parameters of s, in the order of names.
func (c *catalogue) check(s *Spec, p Params) error {
	all := slices.Concat(s.Params, common)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		i := slices.IndexFunc(all, func(d Param) bool { return d.Name == name })
		if i < 0 {
			return paramError(name, "mask %s has no such parameter%s", s.Name, didYouMean(name, paramNames(all)))
		}
		if err := all[i].check(p[name], c); err != nil {
			return err
		}
	}
	for _, d := range all {
		if _, ok := p[d.Name]; d.Required && !ok {
			return paramError(d.Name, "mask %s needs it: %s", s.Name, d.Help)
		}
	}
	if keep, ok := p["keep_null"].(bool); ok && !keep && !s.fills && !(s.Class != Lossy && !s.formed && p["key"] != nil) {
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

// supports returns nil if s can do t.
func (c *catalogue) supports(s *Spec, t Type) error {
	if s.Kinds == nil || slices.Contains(s.Kinds, t.Kind) {
		return nil
	}
	if t.Kind == Unknown {
		return fmt.Errorf("the form of type %s is not known; only keep, null and set work on it", t.Name)
	}
	var can []string
	if s.Family == "basic" {
		can = []string{"null", "set"}
	}
	for _, o := range c.specs {
		forText := o.On.Kind == Text && o.Family != "shape" && t.Kind != Text && t.Kind != Char
		if s.Family != "basic" && o.Family != "basic" && o.Name != s.Name && !forText && slices.Contains(o.Kinds, t.Kind) {
			can = append(can, o.Name)
		}
	}
	err := fmt.Sprintf("mask %s makes %s, and the type is %s", s.Name, s.Makes, t.title())
	if len(can) > 0 {
		err += "; use " + orList(can)
	}
	return errors.New(err)
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
