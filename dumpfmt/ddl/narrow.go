package ddl

import (
	"strings"

	"sanitize/dumpfmt"
)

// narrow reads a statement without PostgreSQL's grammar. It is strict with what
// names columns, types and constraints, and steps over expressions, storage
// parameters and partition bounds.
//
// The readers of this file are for CREATE and DROP, those of narrow_table.go
// for columns and constraints, of narrow_alter.go for ALTER, of narrow_type.go
// for the names of types.
func narrow(src []byte) (statement, error) {
	p := newParser(src)
	st := p.statement()
	if p.err == nil {
		p.finish()
	}
	switch {
	case p.err != nil && p.harmless:
		return irrelevant{}, nil
	case p.err != nil:
		return nil, p.err
	}
	return st, nil
}

func (p *parser) statement() statement {
	switch {
	case p.accept("create"):
		return p.create()
	case p.accept("alter"):
		return p.alter()
	case p.accept("drop"):
		p.harmless = true
		return p.drop()
	}
	return p.other()
}

// other steps over a statement that says nothing of the schema.
func (p *parser) other() statement {
	for p.t.kind != end {
		p.next()
	}
	return irrelevant{}
}

func (p *parser) create() statement {
	switch {
	case p.accept("type"):
		return p.createType()
	case p.accept("domain"):
		return p.createDomain()
	case p.accept("unique", "index"):
		p.harmless = true
		return p.createIndex()
	case p.accept("foreign", "table"), p.accept("unlogged", "table"), p.accept("table"):
		return p.createTable(false)
	}
	_ = p.accept("global") || p.accept("local")
	if p.accept("temp", "table") || p.accept("temporary", "table") {
		return p.createTable(true)
	}
	return p.other()
}

func (p *parser) createTable(temp bool) statement {
	st := &createTable{temp: temp}
	st.ifNotExists = p.accept("if", "not", "exists")
	st.name = p.name()
	p.what = "table " + st.name.String()
	switch {
	case p.accept("of"):
		st.ofType = p.name()
	case p.accept("partition", "of"):
		st.partitionOf = true
		st.parents = []dumpfmt.Name{p.name()}
	case !p.isPunct('('):
		p.fail("the columns in '('")
	}
	if p.isPunct('(') {
		p.tableElements(st)
	}
	if st.partitionOf {
		p.bound()
	}
	p.tableOptions(st)
	return st
}

// tableElements reads ( column or constraint, … ), which may be empty.
func (p *parser) tableElements(st *createTable) {
	p.expectPunct('(')
	if p.acceptPunct(')') {
		return
	}
	typed := !st.partitionOf && st.ofType.Name == ""
	for p.err == nil {
		switch {
		case p.atConstraint():
			st.constraints = append(st.constraints, p.tableConstraint())
		case typed && p.accept("like"):
			st.elems = append(st.elems, p.like())
		default:
			e, inline := p.column(typed)
			st.elems = append(st.elems, e)
			st.constraints = append(st.constraints, inline...)
		}
		if !p.acceptPunct(',') {
			break
		}
	}
	p.expectPunct(')')
}

// like reads the rest of LIKE source [INCLUDING option …].
func (p *parser) like() element {
	e := element{like: p.name()}
	for p.err == nil && p.isAny("including", "excluding") {
		including := p.is("including")
		p.next()
		var bits likeOpts
		switch p.ident() {
		case "constraints":
			bits = likeConstraints
		case "defaults":
			bits = likeDefaults
		case "generated":
			bits = likeGenerated
		case "identity":
			bits = likeIdentity
		case "indexes":
			bits = likeIndexes
		case "all":
			bits = likeAll
		}
		e.likeOpts &^= bits
		if including {
			e.likeOpts |= bits
		}
	}
	return e
}

// bound steps over FOR VALUES … or DEFAULT.
func (p *parser) bound() {
	if p.accept("default") {
		return
	}
	p.expect("for", "values")
	switch {
	case p.accept("in"), p.accept("with"):
		p.parens()
	default:
		p.expect("from")
		p.parens()
		p.expect("to")
		p.parens()
	}
}

// tableOptions reads what follows the columns.
func (p *parser) tableOptions(st *createTable) {
	for p.err == nil && p.t.kind != end {
		switch {
		case p.accept("inherits"):
			st.parents = p.tables()
		case p.accept("partition", "by"):
			p.ident() // the strategy
			st.partitioned = true
			var lower []string
			from := p.t.lo
			st.key, lower, st.keyExpr = p.elements()
			if st.keyExpr = st.keyExpr || len(lower) > 0; st.keyExpr {
				st.keyText = p.between(from)
			}
		case p.accept("with", "oids"), p.accept("without", "oids"):
		case p.accept("with"), p.accept("options"):
			p.parens()
		case p.accept("using"), p.accept("tablespace"), p.accept("server"):
			p.ident()
		case p.accept("on", "commit"):
			for p.isAny("preserve", "delete", "drop", "rows") {
				p.next()
			}
		default:
			p.fail("INHERITS, PARTITION BY, WITH, USING, TABLESPACE, SERVER or the end")
		}
	}
}

// tables reads (table, …).
func (p *parser) tables() []dumpfmt.Name {
	var list []dumpfmt.Name
	p.expectPunct('(')
	for p.err == nil {
		list = append(list, p.name())
		if !p.acceptPunct(',') {
			break
		}
	}
	p.expectPunct(')')
	return list
}

// elements reads the (element, …) of an index, a partition key or an EXCLUDE:
// the plain columns among them, those in lower(column), and whether there are
// other expressions.
func (p *parser) elements() (columns, lower []string, hasExpr bool) {
	p.expectPunct('(')
	for p.err == nil {
		from, isExpr := p.t.lo, false
		after := p.peek()
		call := after.kind == punct && (after.c == '(' || after.c == '.')
		if p.isPunct('(') || call || after.kind == str {
			isExpr = true
			p.skipGroup()
		} else {
			columns = append(columns, p.ident())
		}
		p.skipTo()
		if name := loweredColumn(p.between(from)); isExpr && name != "" {
			lower = append(lower, name)
		} else {
			hasExpr = hasExpr || isExpr
		}
		if !p.acceptPunct(',') {
			break
		}
	}
	p.expectPunct(')')
	return columns, lower, hasExpr
}

// loweredColumn returns the column of an element lower(column), "" for any
// other. pg_get_indexdef writes it so, or lower((column)::text) where the column
// is no text.
func loweredColumn(element string) string {
	name, ok := strings.CutPrefix(element, "lower(")
	if !ok {
		return ""
	}
	for _, suffix := range [...]string{" text_pattern_ops", " varchar_pattern_ops"} {
		name = strings.TrimSuffix(name, suffix)
	}
	if name, ok = strings.CutSuffix(name, ")"); !ok {
		return ""
	}
	if inner, cast := strings.CutSuffix(name, ")::text"); cast {
		if name, ok = strings.CutPrefix(inner, "("); !ok {
			return ""
		}
	}
	p := newParser([]byte(name))
	column := p.ident()
	if p.err != nil || p.t.kind != end {
		return ""
	}
	return column
}

// createIndex reads CREATE UNIQUE INDEX from its name on.
func (p *parser) createIndex() statement {
	st := &uniqueIndex{}
	st.index.Kind = dumpfmt.Unique
	p.accept("concurrently")
	p.accept("if", "not", "exists")
	if !p.is("on") {
		st.index.Name = p.ident()
	}
	p.what = "index " + dumpfmt.QuoteIdent(st.index.Name)
	p.expect("on")
	p.accept("only")
	st.table = p.name()
	if p.accept("using") {
		p.ident()
	}
	from := p.t.lo
	st.index.Columns, st.index.Lower, st.index.HasExpr = p.elements()
	st.index.NullsNotDistinct = p.indexOptions()
	if p.accept("tablespace") {
		p.ident()
	}
	if p.accept("where") {
		st.index.Predicate = true
		where := p.t.lo
		for p.t.kind != end && p.err == nil {
			p.skipGroup()
		}
		st.index.Where = p.between(where)
	}
	if st.index.HasExpr || st.index.Predicate {
		st.elements = p.between(from)
	}
	return st
}

// drop reads DROP TABLE, TYPE or DOMAIN.
func (p *parser) drop() statement {
	st := &drop{}
	switch {
	case p.accept("table"), p.accept("foreign", "table"):
		st.table = true
	case p.accept("type"), p.accept("domain"):
	default:
		return p.other()
	}
	p.accept("if", "exists")
	for p.err == nil {
		st.names = append(st.names, p.name())
		if !p.acceptPunct(',') {
			break
		}
	}
	_ = p.accept("cascade") || p.accept("restrict")
	return st
}
