package ddl

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// columnsIn returns the columns of t that an expression names, in its order. It
// goes by the words: what follows '::' or AS is a type, and what a '(' follows
// is a function. A column that is called like a word of SQL's own syntax, as
// the year of EXTRACT(year FROM d), may be among them for nothing.
func columnsIn(expr string, t *dumpfmt.Table) []string {
	if expr == "" {
		return nil
	}
	var list []string
	p := newParser([]byte(expr))
	for p.Token().Kind != sqllex.End {
		switch {
		case p.Accept("as"), p.Token().IsCast():
			p.castType()
		case p.Token().IsName():
			if col := t.Column(p.columnName()); col != nil && !slices.Contains(list, col.Name) {
				list = append(list, col.Name)
			}
		default:
			p.Next()
		}
	}
	return list
}

// castType steps over the type of a cast. What is no type stays.
func (p *parser) castType() {
	if p.Token().IsCast() {
		p.Next()
	}
	before := *p
	if p.typ(); p.err != nil {
		*p = before
	}
}

// columnName reads a name, and returns "" if it is that of a function.
func (p *parser) columnName() string {
	call := p.Peek().Is('(')
	name, ok := p.Ident()
	switch {
	case !ok:
		p.Next()
		return ""
	case call:
		return ""
	}
	return name
}
