package ddl

import (
	"slices"

	"sanitize/dumpfmt"
)

// named returns the columns of t that an expression names, in its order. It
// goes by the words: what follows '::' or AS is a type, and what a '(' follows
// is a function. A column that is called like a word of SQL's own syntax, as
// the year of EXTRACT(year FROM d), may be among them for nothing.
func named(expr string, t *dumpfmt.Table) []string {
	var list []string
	p := newParser([]byte(expr))
	for p.t.kind != end {
		switch {
		case p.accept("as"), p.t.kind == punct && p.t.hi-p.t.lo == len("::"):
			p.castType()
		case p.t.kind == word, p.t.kind == quoted:
			if name := p.columnName(); t.Column(name) != nil && !slices.Contains(list, name) {
				list = append(list, name)
			}
		default:
			p.next()
		}
	}
	return list
}

// castType steps over the type of a cast. What is no type stays.
func (p *parser) castType() {
	if p.t.kind == punct && p.t.c == ':' {
		p.next()
	}
	before := *p
	if p.typ(); p.err != nil {
		*p = before
	}
}

// columnName reads a name, and returns "" if it is that of a function.
func (p *parser) columnName() string {
	after := p.peek()
	name := p.ident()
	if after.kind == punct && after.c == '(' {
		return ""
	}
	return name
}
