package ddl

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// atConstraint reports whether a table constraint starts here. All its first
// words are reserved but EXCLUDE, which can be a column.
func (p *parser) atConstraint() bool {
	if p.IsAny("constraint", "check", "unique", "primary", "foreign", "not") {
		return true
	}
	after := p.Peek()
	return p.Is("exclude") && (p.IsWord(after, "using") || after.Is('('))
}

// column reads the definition of a column. Without typed it is one of a typed
// table or a partition, which gives no type. The constraints that stand with
// the column come apart.
func (p *parser) column(typed bool) (element, []constraint) {
	var e element
	e.Name = p.ident()
	p.within = e.Name
	if typed {
		e.typed = true
		e.Type = p.typ()
		for p.Accept("storage") || p.Accept("compression") {
			p.ident()
		}
		if p.Accept("options") {
			p.parens()
		}
	} else {
		p.Accept("with", "options")
	}
	inline := p.qualifiers(&e.Column)
	if p.err == nil {
		p.within = ""
	}
	return e, inline
}

// qualifiers reads what follows a column's type.
func (p *parser) qualifiers(c *dumpfmt.Column) []constraint {
	var list []constraint
	for p.err == nil && !p.atItemEnd() {
		name := ""
		if p.Accept("constraint") {
			name = p.ident()
		}
		switch {
		case p.Accept("not", "null"):
			c.NotNull = true
			p.Accept("no", "inherit")
		case p.Accept("null"):
		case p.Is("collate"):
			c.Collation = p.collation()
		case p.Accept("default"):
			c.Default = p.expression(true)
		case p.Accept("generated"):
			p.generated(c)
		case p.Is("check"), p.Is("unique"), p.Is("primary"), p.Is("references"):
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
	if !p.Accept("by", "default") {
		p.expect("always")
	}
	p.expect("as")
	if p.Accept("identity") {
		c.Identity = true
		if p.Token().Is('(') {
			p.parens()
		}
		return
	}
	c.Generated = true
	c.Expr = p.parens()
	_ = p.Accept("stored") || p.Accept("virtual")
}

// columnConstraint reads CHECK, UNIQUE, PRIMARY KEY or REFERENCES of a column.
func (p *parser) columnConstraint(column string) constraint {
	var k constraint
	switch {
	case p.Accept("check"):
		k.Kind = dumpfmt.Check
		k.Def = p.parens()
		p.Accept("no", "inherit")
		return k
	case p.Accept("references"):
		k.Kind = dumpfmt.ForeignKey
		p.references(&k.Constraint)
	case p.Accept("unique"):
		k.Kind = dumpfmt.Unique
		k.NullsNotDistinct = p.indexOptions()
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
	if p.Accept("constraint") {
		k.Name = p.ident()
	}
	switch {
	case p.Accept("check"):
		k.Kind = dumpfmt.Check
		k.Def = p.parens()
	case p.Accept("not", "null"):
		k.notNull = true
		k.Columns = []string{p.ident()}
	case p.Accept("unique"):
		k.Kind = dumpfmt.Unique
		k.NullsNotDistinct = p.indexOptions()
		p.key(&k)
	case p.Accept("primary", "key"):
		k.Kind = dumpfmt.PrimaryKey
		p.key(&k)
	case p.Accept("foreign", "key"):
		k.Kind = dumpfmt.ForeignKey
		k.Columns = p.names()
		p.expect("references")
		p.references(&k.Constraint)
	case p.Accept("exclude"):
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
	if p.Accept("using", "index") {
		k.usingIndex = p.ident()
		return
	}
	k.Columns = p.names()
	p.indexOptions()
}

func (p *parser) exclude(k *constraint) {
	k.Kind = dumpfmt.Exclude
	if p.Accept("using") {
		p.ident()
	}
	p.indexElements(k)
	p.indexOptions()
	if p.Accept("where") {
		k.Predicate = true
		k.Where = p.parens()
	}
}

// collation reads COLLATE name, if it is there.
func (p *parser) collation() *dumpfmt.Name {
	if !p.Accept("collate") {
		return nil
	}
	n := p.name()
	return &n
}

// references reads what follows REFERENCES.
func (p *parser) references(k *dumpfmt.Constraint) {
	k.RefTable = p.name()
	if p.Token().Is('(') {
		k.RefColumns = p.names()
	}
	for p.err == nil {
		switch {
		case p.Accept("match"):
			k.MatchFull = p.ident() == "full"
		case p.Accept("on", "delete"), p.Accept("on", "update"):
			p.referentialAction()
		default:
			return
		}
	}
}

// referentialAction steps over what happens to a row when the one that it refers to
// goes or changes.
func (p *parser) referentialAction() {
	if p.Accept("no", "action") || p.Accept("restrict") || p.Accept("cascade") {
		return
	}
	if !p.Accept("set", "null") {
		p.expect("set", "default")
	}
	if p.Token().Is('(') {
		p.names()
	}
}

// indexOptions steps over INCLUDE, WITH and USING INDEX TABLESPACE, and reads
// whether NULLs are not distinct.
func (p *parser) indexOptions() (nullsNotDistinct bool) {
	for p.err == nil {
		switch {
		case p.Accept("include"), p.Accept("with"):
			p.parens()
		case p.Accept("nulls", "not", "distinct"):
			nullsNotDistinct = true
		case p.Accept("nulls", "distinct"):
		case p.Accept("using", "index", "tablespace"):
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
	case p.Accept("not", "valid"), p.Accept("not", "enforced"):
		k.NotValid = true
	case p.Accept("enforced"), p.Accept("no", "inherit"),
		p.Accept("not", "deferrable"), p.Accept("deferrable"),
		p.Accept("initially", "deferred"), p.Accept("initially", "immediate"):
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
	lo, cases := p.Token().Lo, 0
	var last sqllex.Token
	for p.err == nil && !p.AtEnd() {
		if cases == 0 && p.atItemEnd() {
			break
		}
		if cases == 0 && inColumn && p.Token().Lo > lo && p.startsQualifier(last) {
			break
		}
		switch {
		case p.Is("case"):
			cases++
		case p.Is("end") && cases > 0:
			cases--
		}
		last = p.Token()
		p.skipGroup()
		if p.Prev() > last.Hi { // over a bracket, to its partner
			last = sqllex.Token{Kind: sqllex.Punct, C: ')', Lo: p.Prev() - 1, Hi: p.Prev()}
		}
	}
	if p.err == nil && p.Prev() <= lo {
		p.fail("an expression")
	}
	return p.between(lo)
}

// startsQualifier reports whether the current word, which comes after the
// token last of an expression, begins a qualifier.
func (p *parser) startsQualifier(last sqllex.Token) bool {
	if p.Token().Kind != sqllex.Word {
		return false
	}
	operand := last.Kind == sqllex.Operator || last.Kind == sqllex.Punct && !last.Is(')') && !last.Is(']')
	switch {
	case operand:
		return false
	case p.Is("not"), p.Is("null"):
		return !p.IsWord(last, "is")
	case p.Is("generated"):
		after := p.Peek()
		return p.IsWord(after, "always") || p.IsWord(after, "by")
	}
	return p.IsAny("constraint", "unique", "primary", "check", "references", "default", "collate",
		"deferrable", "initially", "enforced")
}
