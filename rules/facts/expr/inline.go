package expr

import (
	"slices"
	"strconv"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqlexpr"
)

// A Function is a function of the dump that is one condition on its arguments.
type Function struct {
	params []dumpfmt.Param
	body   *sqlexpr.Node
}

// NewFunction returns nil for a function that is no condition of its parameters, that
// are of the system's types, or none that may stand in the place of a call; but for
// generated columns, of which it is not asked what they are of NULL, it may be any
// expression.
func NewFunction(f dumpfmt.Function, ofNULL bool) *Function {
	n, err := Parse(f.Condition)
	if f.Condition == "" || err != nil || f.Returns != nil && ofNULL {
		return nil
	}
	if f.Returns != nil {
		n = &Node{&sqlexpr.Node{Op: sqlexpr.Cast, Type: f.Returns, Args: []*sqlexpr.Node{n.root}}}
	}
	n = byName(n, f.Params)
	for _, p := range f.Params {
		if _, known := castTypes[p.Type.Name.Name]; !known || !isPlain(&p.Type) || f.Strict && ofNULL && ifNull(n.root, p.Name) != only(Unknown) {
			return nil
		}
	}
	isParam := func(name string) bool {
		return slices.ContainsFunc(f.Params, func(p dumpfmt.Param) bool { return p.Name == name })
	}
	if slices.ContainsFunc(n.Columns(), func(name string) bool { return !isParam(name) }) {
		return nil
	}
	return &Function{f.Params, n.root}
}

// byName returns n with the names of parameters in the place of their numbers.
func byName(n *Node, params []dumpfmt.Param) *Node {
	given := map[string]*sqlexpr.Node{}
	for i, p := range params {
		given["$"+strconv.Itoa(i+1)] = columnNode(p.Name)
	}
	left := maxInlined
	return &Node{inliner{left: &left}.substituted(n.root, given)}
}

// Inlined returns n with functions in the place of their calls, as far as arguments
// are certainly of the parameters' types. find returns those of a name, which has no
// schema where the search_path of an old dump found it, typeOf the declared type of a
// column.
func (n *Node) Inlined(find func(dumpfmt.Name) []*Function, typeOf func(column string) dumpfmt.TypeRef) *Node {
	left := maxInlined
	root := inliner{find, typeOf, &left}.node(n.root)
	if left < 0 {
		return n
	}
	return &Node{root}
}

type inliner struct {
	find   func(dumpfmt.Name) []*Function
	typeOf func(column string) dumpfmt.TypeRef
	left   *int // how many nodes there may still be
}

// maxInlined bounds what functions that call functions, or themselves, make of a call.
const maxInlined = 2000

func (in inliner) node(n *sqlexpr.Node) *sqlexpr.Node {
	if *in.left--; *in.left < 0 {
		return n
	}
	args := make([]*sqlexpr.Node, len(n.Args))
	for i, a := range n.Args {
		args[i] = in.node(a)
	}
	if f := in.called(n); f != nil {
		given := map[string]*sqlexpr.Node{}
		for i, p := range f.params {
			given[p.Name] = args[i]
		}
		inner := inliner{in.find, f.typeOf, in.left}
		return in.substituted(inner.node(f.body), given)
	}
	return joined(n, args)
}

// called returns the function that n calls, nil for any but those that are known.
func (in inliner) called(n *sqlexpr.Node) *Function {
	schema, name := cutSchema(n.Text)
	if n.Op != sqlexpr.Call || schema == "" && isBuiltin(name) {
		return nil
	}
	for _, f := range in.find(dumpfmt.Name{Schema: schema, Name: name}) {
		if in.takes(f, n.Args) {
			return f
		}
	}
	return nil
}

// takes reports whether a function is the one that is called with arguments.
func (in inliner) takes(f *Function, args []*sqlexpr.Node) bool {
	for i, p := range f.params {
		if len(args) != len(f.params) || !in.isOf(args[i], p.Type) {
			return false
		}
	}
	return len(args) > 0
}

// isOf reports whether an argument is of a type.
func (in inliner) isOf(n *sqlexpr.Node, t dumpfmt.TypeRef) bool {
	switch n.Op {
	case sqlexpr.Column:
		of := in.typeOf(n.Text)
		return of.Name.Name == t.Name.Name && isPlain(&of)
	case sqlexpr.Cast:
		return n.Type.Name.Name == t.Name.Name && isPlain(n.Type)
	}
	return false
}

func (f *Function) typeOf(param string) dumpfmt.TypeRef {
	for _, p := range f.params {
		if p.Name == param {
			return p.Type
		}
	}
	return dumpfmt.TypeRef{}
}

// substituted returns n with what parameters are given in their place.
func (in inliner) substituted(n *sqlexpr.Node, given map[string]*sqlexpr.Node) *sqlexpr.Node {
	if n.Op == sqlexpr.Column && given[n.Text] != nil {
		*in.left = given[n.Text].Left(*in.left)
		return given[n.Text]
	}
	if *in.left--; *in.left < 0 {
		return n
	}
	args := make([]*sqlexpr.Node, len(n.Args))
	for i, a := range n.Args {
		args[i] = in.substituted(a, given)
	}
	return joined(n, args)
}

// joined returns n with other arguments; AND and OR are flat.
func joined(n *sqlexpr.Node, args []*sqlexpr.Node) *sqlexpr.Node {
	if n.Op == sqlexpr.And || n.Op == sqlexpr.Or {
		return sqlexpr.Join(n.Op, args...)
	}
	out := *n
	out.Args = args
	return &out
}

// isBuiltin reports whether a function is known to be the system's.
func isBuiltin(function string) bool {
	return isStrict(function) || anyArguments[function] != nil || furtherConstants[function] != nil
}
