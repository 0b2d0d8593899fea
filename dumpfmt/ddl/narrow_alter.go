package ddl

import "sanitize/dumpfmt"

// alter reads ALTER TABLE, FOREIGN TABLE, TYPE and DOMAIN.
func (p *parser) alter() statement {
	switch {
	case p.accept("table"), p.accept("foreign", "table"):
		return p.alterTable()
	case p.accept("type"):
		return p.alterType()
	case p.accept("domain"):
		p.harmless = true
		return p.alterDomain()
	}
	return p.other()
}

func (p *parser) alterTable() statement {
	if p.is("all") {
		return p.other() // ALTER TABLE ALL IN TABLESPACE
	}
	st := &alterTable{}
	p.accept("if", "exists")
	st.only = p.accept("only")
	st.name = p.name()
	p.what = "table " + st.name.String()
	if p.t.kind == oper && p.t.c == '*' {
		p.next()
	}
	if p.is("rename") || p.is("set") && p.isWord(p.peek(), "schema") {
		return p.rename(st.name)
	}
	for p.err == nil {
		st.actions = append(st.actions, p.action())
		if !p.acceptPunct(',') {
			break
		}
	}
	return st
}

func (p *parser) rename(table dumpfmt.Name) statement {
	st := &rename{table: table}
	switch {
	case p.accept("set", "schema"):
		st.schema = p.ident()
		return st
	case p.accept("rename", "constraint"):
		return p.other()
	case p.accept("rename", "to"):
	default:
		p.expect("rename")
		p.accept("column")
		st.column = p.ident()
		p.expect("to")
	}
	st.to = p.ident()
	return st
}

// action reads one action of ALTER TABLE.
func (p *parser) action() action {
	switch {
	case p.accept("add"):
		return p.add()
	case p.accept("drop", "constraint"):
		return p.named(dropConstraint)
	case p.accept("drop"):
		p.accept("column")
		return p.named(dropColumn)
	case p.accept("alter", "constraint"):
		p.skipTo()
		return action{}
	case p.accept("alter"):
		p.accept("column")
		return p.alterColumn()
	case p.accept("attach", "partition"):
		a := action{kind: attachPartition, table: p.name()}
		p.bound()
		return a
	case p.accept("detach", "partition"):
		a := action{kind: detachPartition, table: p.name()}
		p.skipTo()
		return a
	case p.accept("inherit"):
		return action{kind: addParent, table: p.name()}
	case p.accept("no", "inherit"):
		return action{kind: dropParent, table: p.name()}
	case p.accept("of"):
		return action{kind: setOfType, table: p.name()}
	case p.accept("not", "of"):
		return action{kind: dropOfType}
	case p.t.kind == end:
		p.fail("an action")
	}
	p.skipTo()
	return action{}
}

// named reads [IF EXISTS] name [CASCADE | RESTRICT].
func (p *parser) named(k actionKind) action {
	p.accept("if", "exists")
	a := action{kind: k, column: p.ident()}
	_ = p.accept("cascade") || p.accept("restrict")
	return a
}

// add reads ADD [COLUMN] or ADD constraint. A constraint that is not understood
// hides no column: it is stepped over.
func (p *parser) add() action {
	if p.atConstraint() {
		before := *p
		k := p.tableConstraint()
		if p.err == nil && (p.t.kind == end || p.isPunct(',')) {
			return action{kind: addConstraint, constraint: k}
		}
		*p = before
		p.skipTo()
		return action{}
	}
	p.accept("column")
	a := action{kind: addColumn, ifNew: p.accept("if", "not", "exists")}
	a.elem, a.inline = p.column(true)
	return a
}

func (p *parser) alterColumn() action {
	a := action{column: p.ident()}
	switch {
	case p.accept("set", "default"):
		a.kind, a.def = setDefault, p.expression(false)
	case p.accept("drop", "default"):
		a.kind = setDefault
	case p.accept("set", "not", "null"):
		a.kind = setNotNull
	case p.accept("drop", "not", "null"):
		a.kind = dropNotNull
	case p.accept("set", "data", "type"), p.accept("type"):
		a.kind, a.typ = columnType, p.typ()
		p.skipTo() // COLLATE, USING
	case p.accept("add"):
		a.kind = addIdentity
		var c dumpfmt.Column
		p.expect("generated")
		p.generated(&c)
		if !c.Identity {
			p.fail("AS IDENTITY")
		}
	case p.accept("drop", "identity"):
		a.kind = dropIdentity
		p.accept("if", "exists")
	case p.accept("drop", "expression"):
		a.kind = dropExpression
		p.accept("if", "exists")
	default:
		p.skipTo()
	}
	return a
}

// alterType reads ALTER TYPE from the type's name on.
func (p *parser) alterType() statement {
	name := p.name()
	p.what = "type " + name.String()
	switch {
	case p.accept("add", "value"):
		return p.addValue(name)
	case p.accept("rename", "value"):
		st := &alterEnum{name: name, old: p.text()}
		p.expect("to")
		st.label = p.text()
		return st
	case p.accept("rename"), p.accept("set", "schema"):
		p.other()
		return &renameType{name}
	case p.accept("owner"), p.accept("set"):
		return p.other()
	}
	st := &alterTable{name: name, isType: true}
	for p.err == nil {
		st.actions = append(st.actions, p.attributeAction())
		if !p.acceptPunct(',') {
			break
		}
	}
	return st
}

// addValue reads [IF NOT EXISTS] 'label' [BEFORE | AFTER 'label'].
func (p *parser) addValue(name dumpfmt.Name) statement {
	st := &alterEnum{name: name}
	p.accept("if", "not", "exists")
	st.label = p.text()
	st.after = p.accept("after")
	if st.after || p.accept("before") {
		st.neighbour = p.text()
	}
	return st
}

func (p *parser) attributeAction() action {
	var a action
	switch {
	case p.accept("add", "attribute"):
		a.kind = addColumn
		a.elem = element{Column: p.field(), typed: true}
	case p.accept("drop", "attribute"):
		return p.named(dropColumn)
	case p.accept("alter", "attribute"):
		a.kind, a.column = columnType, p.ident()
		p.accept("set", "data")
		p.expect("type")
		a.typ = p.typ()
		if p.accept("collate") {
			p.name()
		}
	default:
		p.fail("ADD, DROP or ALTER ATTRIBUTE")
	}
	_ = p.accept("cascade") || p.accept("restrict")
	return a
}

// alterDomain reads ALTER DOMAIN from the domain's name on.
func (p *parser) alterDomain() statement {
	st := &alterDomain{name: p.name()}
	p.what = "domain " + st.name.String()
	switch {
	case p.accept("set", "not", "null"):
		st.notNull = true
	case p.accept("drop", "not", "null"):
		st.dropNotNull = true
	case p.accept("add"):
		var c dumpfmt.Column
		for _, k := range p.qualifiers(&c) {
			st.check = k.Def
		}
		st.notNull = c.NotNull
	case p.accept("rename", "constraint"):
		return p.other()
	case p.accept("rename"), p.accept("set", "schema"):
		p.other()
		return &renameType{st.name}
	default:
		return p.other()
	}
	return st
}
