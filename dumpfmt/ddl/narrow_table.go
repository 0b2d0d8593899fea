package ddl

import (
	"bytes"

	"sanitize/dumpfmt"
)

// atConstraint reports whether a table constraint starts here. All its first
// words are reserved but EXCLUDE, which can be a column.
func (p *parser) atConstraint() bool {
	if p.isAny("constraint", "check", "unique", "primary", "foreign", "not") {
		return true
	}
	after := p.peek()
	return p.is("exclude") && (p.isWord(after, "using") || after.kind == punct && after.c == '(')
}

// column reads the definition of a column. Without typed it is one of a typed
// table or a partition, which gives no type. The constraints that stand with
// the column come apart.
func (p *parser) column(typed bool) (element, []constraint) {
	var e element
	e.Name = p.ident()
	outer := p.what
	p.what += ": column " + dumpfmt.QuoteIdent(e.Name)
	if typed {
		e.typed = true
		e.Type = p.typ()
		for p.accept("storage") || p.accept("compression") {
			p.ident()
		}
		if p.accept("options") {
			p.parens()
		}
	} else {
		p.accept("with", "options")
	}
	inline := p.qualifiers(&e.Column)
	if p.err == nil {
		p.what = outer
	}
	return e, inline
}

// qualifiers reads what follows a column's type.
func (p *parser) qualifiers(c *dumpfmt.Column) []constraint {
	var list []constraint
	for p.err == nil && p.t.kind != end && !p.isPunct(',') && !p.isPunct(')') {
		name := ""
		if p.accept("constraint") {
			name = p.ident()
		}
		switch {
		case p.accept("not", "null"):
			c.NotNull = true
			p.accept("no", "inherit")
		case p.accept("null"):
		case p.accept("collate"):
			p.name()
		case p.accept("default"):
			c.Default = p.expression(true)
		case p.accept("generated"):
			p.generated(c)
		case p.is("check"), p.is("unique"), p.is("primary"), p.is("references"):
			k := p.columnConstraint(c.Name)
			k.Name = name
			list = append(list, k)
		case len(list) > 0 && p.attribute(&list[len(list)-1].Constraint):
		default:
			p.fail("a constraint or DEFAULT of the column, or ','")
		}
	}
	return list
}

// generated reads GENERATED … after its first word.
func (p *parser) generated(c *dumpfmt.Column) {
	if !p.accept("by", "default") {
		p.expect("always")
	}
	p.expect("as")
	if p.accept("identity") {
		c.Identity = true
		if p.isPunct('(') {
			p.parens()
		}
		return
	}
	c.Generated = true
	c.Expr = p.parens()
	_ = p.accept("stored") || p.accept("virtual")
}

// columnConstraint reads CHECK, UNIQUE, PRIMARY KEY or REFERENCES of a column.
func (p *parser) columnConstraint(column string) constraint {
	var k constraint
	switch {
	case p.accept("check"):
		k.Kind = dumpfmt.Check
		k.Def = p.parens()
		p.accept("no", "inherit")
		return k
	case p.accept("references"):
		k.Kind = dumpfmt.ForeignKey
		p.references(&k.Constraint)
	case p.accept("unique"):
		k.Kind = dumpfmt.Unique
		k.NullsNotDistinct = p.nullsDistinct()
		p.indexOptions()
	default:
		p.expect("primary", "key")
		k.Kind = dumpfmt.PrimaryKey
		p.indexOptions()
	}
	k.Columns = []string{column}
	return k
}

// tableConstraint reads [CONSTRAINT name] and a constraint that names its
// columns, with its attributes.
func (p *parser) tableConstraint() constraint {
	var k constraint
	if p.accept("constraint") {
		k.Name = p.ident()
	}
	switch {
	case p.accept("check"):
		k.Kind = dumpfmt.Check
		k.Def = p.parens()
	case p.accept("not", "null"):
		k.notNull = true
		k.Columns = []string{p.ident()}
	case p.accept("unique"):
		k.Kind = dumpfmt.Unique
		k.NullsNotDistinct = p.nullsDistinct()
		p.key(&k)
	case p.accept("primary", "key"):
		k.Kind = dumpfmt.PrimaryKey
		p.key(&k)
	case p.accept("foreign", "key"):
		k.Kind = dumpfmt.ForeignKey
		k.Columns = p.names()
		p.expect("references")
		p.references(&k.Constraint)
	case p.accept("exclude"):
		p.exclude(&k)
	default:
		p.fail("CHECK, UNIQUE, PRIMARY KEY, FOREIGN KEY, EXCLUDE or NOT NULL")
	}
	for p.attribute(&k.Constraint) {
	}
	return k
}

// key reads (columns) or USING INDEX name.
func (p *parser) key(k *constraint) {
	if p.accept("using", "index") {
		k.usingIndex = p.ident()
		return
	}
	k.Columns = p.names()
	p.indexOptions()
}

func (p *parser) exclude(k *constraint) {
	k.Kind = dumpfmt.Exclude
	if p.accept("using") {
		p.ident()
	}
	from := p.t.lo
	var lower []string
	k.Columns, lower, k.HasExpr = p.elements()
	k.HasExpr = k.HasExpr || len(lower) > 0
	p.indexOptions()
	if p.accept("where") {
		k.Predicate = true
		k.Where = p.parens()
	}
	if k.HasExpr || k.Predicate {
		k.elements = p.between(from)
	}
}

// between returns the text from lo up to the current token.
func (p *parser) between(lo int) string {
	if p.err != nil {
		return ""
	}
	return string(bytes.TrimSpace(p.lx.src[lo:p.prev]))
}

// references reads what follows REFERENCES.
func (p *parser) references(k *dumpfmt.Constraint) {
	k.RefTable = p.name()
	if p.isPunct('(') {
		k.RefColumns = p.names()
	}
	for p.err == nil {
		switch {
		case p.accept("match"):
			k.MatchFull = p.ident() == "full"
		case p.accept("on", "delete"), p.accept("on", "update"):
			p.referentialAction()
		default:
			return
		}
	}
}

func (p *parser) referentialAction() {
	switch {
	case p.accept("no", "action"), p.accept("restrict"), p.accept("cascade"):
	default:
		p.expect("set")
		if !p.accept("null") {
			p.expect("default")
		}
		if p.isPunct('(') {
			p.names()
		}
	}
}

func (p *parser) nullsDistinct() (not bool) {
	not = p.accept("nulls", "not", "distinct")
	p.accept("nulls", "distinct")
	return not
}

// indexOptions steps over INCLUDE, WITH and USING INDEX TABLESPACE, and reads
// whether NULLs are not distinct.
func (p *parser) indexOptions() (nullsNotDistinct bool) {
	for p.err == nil {
		switch {
		case p.accept("include"), p.accept("with"):
			p.parens()
		case p.accept("nulls", "not", "distinct"):
			nullsNotDistinct = true
		case p.accept("nulls", "distinct"):
		case p.accept("using", "index", "tablespace"):
			p.ident()
		default:
			return nullsNotDistinct
		}
	}
	return nullsNotDistinct
}

// attribute reads one attribute of a constraint; false if there is none.
func (p *parser) attribute(k *dumpfmt.Constraint) bool {
	switch {
	case p.accept("not", "valid"), p.accept("not", "enforced"):
		k.NotValid = true
	case p.accept("enforced"), p.accept("no", "inherit"),
		p.accept("not", "deferrable"), p.accept("deferrable"),
		p.accept("initially", "deferred"), p.accept("initially", "immediate"):
	default:
		return false
	}
	return true
}

// expression steps over the expression of a DEFAULT and returns its text. It
// ends before a ',' or ')' of this level or the end; in a column's definition
// also before a word that begins its next qualifier (b_expr in gram.y can have
// none of them but within brackets or CASE).
func (p *parser) expression(inColumn bool) string {
	lo, cases := p.t.lo, 0
	var last token
	for p.err == nil && p.t.kind != end {
		if cases == 0 && (p.isPunct(',') || p.isPunct(')')) {
			break
		}
		if cases == 0 && inColumn && p.t.lo > lo && p.startsQualifier(last) {
			break
		}
		switch {
		case p.is("case"):
			cases++
		case p.is("end") && cases > 0:
			cases--
		}
		last = p.t
		p.skipGroup()
		if p.prev > last.hi { // over a bracket, to its partner
			last = token{kind: punct, c: ')'}
		}
	}
	if p.err == nil && p.prev <= lo {
		p.fail("an expression")
	}
	if p.err != nil {
		return ""
	}
	return string(bytes.TrimSpace(p.lx.src[lo:p.prev]))
}

// startsQualifier reports whether the current word, which comes after the
// token last of an expression, begins a qualifier.
func (p *parser) startsQualifier(last token) bool {
	if p.t.kind != word {
		return false
	}
	operand := last.kind == oper || last.kind == punct && last.c != ')' && last.c != ']'
	switch {
	case operand:
		return false
	case p.is("not"), p.is("null"):
		return !p.isWord(last, "is")
	case p.is("generated"):
		after := p.peek()
		return p.isWord(after, "always") || p.isWord(after, "by")
	}
	return p.isAny("constraint", "unique", "primary", "check", "references", "default", "collate",
		"deferrable", "initially", "enforced")
}
