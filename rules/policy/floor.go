package policy

import (
	"slices"
	"strings"

	"sanitize/mask"
)

// Floor is the least that an organisation asks of the policies of its teams: which
// columns are to be masked wherever they are. It is a file of its own, which those
// who write policies need not be able to change. It is immutable.
type Floor struct {
	Rules []*FloorRule
	file  string
}

// FloorRule names columns that are to be masked: those that meet all that it says.
type FloorRule struct {
	At     Pos
	Says   []string // what their names say: a class of package words, or the mask for it; nil: anything
	Detect []string // what their values look like, of Detectors; nil: anything
	Masks  []string // those that will do; nil: all that leave nothing as it was
	Why    string

	columns, types []pattern // nil: any
}

// Detectors are the names of what values may look like, in the order of the kinds
// of package detect.
var Detectors = []string{"email", "phone", "card", "iban", "national_id", "ip", "jwt", "private_key", "token", "password_hash", "credentials_url"}

// classesOfNames are what a name may say, as package words has it.
var classesOfNames = []string{"personal", "sensitive", "secret", "free text"}

// ParseFloor reads a floor. Its form is that of Parse.
func ParseFloor(text []byte, file string, getenv func(string) (string, bool)) (*Floor, error) {
	p, root, err := load(text, file, getenv)
	if err != nil {
		return nil, err
	}
	f := &Floor{file: file}
	p.fields(root, "the floor", map[string]func(*node){
		"version": p.version,
		"require": func(n *node) { f.Rules = p.floorRules(n) },
	})
	if root.kid("version") == nil {
		p.errorf(Pos{1, 1}, "begin the floor with the line version = 1", "the floor has no version")
	}
	if root.kid("require") == nil {
		p.errorf(Pos{1, 1}, `write [[require]] and below it columns = ["*email*"]`, "the floor requires nothing")
	}
	if err := p.errs.Err(); err != nil {
		return nil, err
	}
	return f, nil
}

// floorRules reads [[require]].
func (p *parser) floorRules(n *node) (list []*FloorRule) {
	if len(n.elems) == 0 {
		p.errorf(n.val, "write [[require]]", "require is %s, want an array of tables", kindOf(n.value))
	}
	for _, e := range n.elems {
		r := &FloorRule{At: e.at}
		p.fields(e, "[[require]]", map[string]func(*node){
			"columns": func(n *node) { r.columns = p.patternList(n, parseColumn) },
			"types":   func(n *node) { r.types = p.patternList(n, parseType) },
			"says":    func(n *node) { r.Says = p.names(n, append(p.maskNames(), classesOfNames...)) },
			"detect":  func(n *node) { r.Detect = p.names(n, Detectors) },
			"masks":   func(n *node) { r.Masks = p.names(n, p.maskNames()) },
			"why":     func(n *node) { r.Why = p.why(n) },
		})
		if _, ok := e.value.(map[string]any); ok && !slices.ContainsFunc(e.kids, func(k *node) bool { return k.key != "masks" && k.key != "why" }) {
			p.errorf(e.at, `write columns, types, says or detect`, "a rule of the floor names no columns")
		}
		list = append(list, r)
	}
	return list
}

// stringsOf hands each string of a list to read.
func (p *parser) stringsOf(n *node, read func(s string, e *node)) {
	if len(n.elems) == 0 {
		p.errorf(n.val, "", "%s is %s, want a list of strings", n.key, kindOf(n.value))
	}
	for _, e := range n.elems {
		if s, ok := e.value.(string); ok {
			read(s, e)
		} else {
			p.errorf(e.val, "", "%s has %s, want a string", n.key, kindOf(e.value))
		}
	}
}

func (p *parser) patternList(n *node, read func(string) (pattern, error)) (list []pattern) {
	p.stringsOf(n, func(s string, e *node) {
		pat, err := read(s)
		if err != nil {
			p.errorf(e.val, "", "%s: %v", n.key, err)
			return
		}
		list = append(list, pat)
	})
	return list
}

// names reads a list of words out of known ones.
func (p *parser) names(n *node, known []string) (list []string) {
	p.stringsOf(n, func(s string, e *node) {
		if !slices.Contains(known, s) {
			p.errorf(e.val, DidYouMean(mask.Suggest(s, known)), "%s has %s, which is not known", n.key, show(e))
		}
		list = append(list, s)
	})
	return list
}

// Names reports whether the rule is for columns of this name, of a type that goes
// by these names.
func (r *FloorRule) Names(column string, types []string) bool {
	return (r.columns == nil || slices.ContainsFunc(r.columns, func(p pattern) bool { return p.match(column) })) && hasType(r.types, types)
}

// Detects reports whether a rule goes by values.
func (f *Floor) Detects() bool {
	return slices.ContainsFunc(f.Rules, func(r *FloorRule) bool { return r.Detect != nil })
}

// Typos returns an error for each type of the floor that is none of the names, and
// near one: what a floor asks of types that a dump has not is nothing.
func (f *Floor) Typos(types []string) (errs []*Error) {
	for _, r := range f.Rules {
		for _, p := range r.types {
			name := p.text
			if i := strings.IndexAny(name, "(["); i > 0 {
				name = name[:i]
			}
			if near := mask.Suggest(name, types); near != "" && !p.glob && !slices.Contains(types, name) {
				err := f.ErrorAt(r, "types has ", TOMLString(p.text), ", which neither PostgreSQL nor the dump has")
				err.Hint = DidYouMean(TOMLString(near))
				errs = append(errs, err)
			}
		}
	}
	return errs
}

// ErrorAt makes an error about a rule of the floor.
func (f *Floor) ErrorAt(r *FloorRule, msg ...string) *Error {
	return &Error{File: f.file, Line: r.At.Line, Col: r.At.Col, Msg: strings.Join(msg, ""), Hint: r.Why}
}
