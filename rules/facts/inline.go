package facts

import (
	"sanitize/dumpfmt"
	"sanitize/rules/facts/expr"
)

// inlined returns an expression with the conditions that functions of the dump are in
// the place of their calls. typeOf returns the declared type of a column.
func (s *Schema) inlined(n *expr.Node, typeOf func(column string) dumpfmt.TypeRef) *expr.Node {
	return s.inlinedFor(n, typeOf, true)
}

// inlinedFor is inlined; ofNULL says that it matters what becomes of NULL.
func (s *Schema) inlinedFor(n *expr.Node, typeOf func(column string) dumpfmt.TypeRef, ofNULL bool) *expr.Node {
	functions := s.Types.schema.Functions
	if len(functions) == 0 {
		return n
	}
	return n.Inlined(func(name dumpfmt.Name) (list []*expr.Function) {
		if name.Schema == "" {
			name = s.onlyFunction(name.Name)
		}
		for _, f := range functions[name] {
			if one := expr.NewFunction(f, ofNULL); one != nil {
				list = append(list, one)
			}
		}
		return list
	}, typeOf)
}

// onlyFunction returns the full name of a function that a dump names without its
// schema, if one schema alone has such.
func (s *Schema) onlyFunction(name string) (full dumpfmt.Name) {
	for n := range s.Types.schema.Functions {
		switch {
		case n.Name != name:
		case full != dumpfmt.Name{}:
			return dumpfmt.Name{}
		default:
			full = n
		}
	}
	return full
}

// declared returns the type of a column as the dump has it.
func (t *Table) declared(column string) dumpfmt.TypeRef {
	if c := t.Column(column); c != nil {
		return c.Type
	}
	return dumpfmt.TypeRef{}
}
