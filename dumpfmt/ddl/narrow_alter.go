package ddl

import "sanitize/dumpfmt"

// alter reads ALTER TABLE, FOREIGN TABLE, TYPE and DOMAIN.
func (p *parser) alter() statement {
	switch {
	case p.Accept("table"), p.Accept("foreign", "table"):
		return p.alterTable()
	case p.Accept("type"):
		return p.alterType()
	case p.Accept("domain"):
		p.harmless = true
		return p.alterDomain()
	}
	return p.other()
}

func (p *parser) alterTable() statement {
	if p.Is("all") {
		return p.other() // ALTER TABLE ALL IN TABLESPACE
	}
	st := &alterTable{}
	p.Accept("if", "exists")
	st.only = p.Accept("only")
	st.name = p.name()
	p.what = "table " + st.name.String()
	p.AcceptPunct('*')
	if p.Is("rename") || p.Is("set") && p.IsWord(p.Peek(), "schema") {
		return p.rename(st.name, st.only)
	}
	p.items(func() { st.actions = append(st.actions, p.action()) })
	return st
}

func (p *parser) rename(table dumpfmt.Name, only bool) statement {
	st := &rename{table: table, only: only}
	switch {
	case p.Accept("set", "schema"):
		st.schema = p.ident()
		return st
	case p.Accept("rename", "constraint"):
		return p.other()
	case p.Accept("rename", "to"):
	default:
		p.expect("rename")
		p.Accept("column")
		st.column = p.ident()
		p.expect("to")
	}
	st.to = p.ident()
	return st
}

// action reads one action of ALTER TABLE.
func (p *parser) action() action {
	switch {
	case p.Accept("add"):
		return p.add()
	case p.Accept("drop", "constraint"):
		return p.dropped(dropConstraint)
	case p.Accept("validate", "constraint"):
		return action{kind: validateConstraint, column: p.ident()}
	case p.Accept("drop"):
		p.Accept("column")
		return p.dropped(dropColumn)
	case p.Accept("alter", "constraint"):
		p.skipItem()
		return action{}
	case p.Accept("alter"):
		p.Accept("column")
		return p.alterColumn()
	case p.Accept("attach", "partition"):
		a := action{kind: attachPartition, table: p.name()}
		a.bound = p.bound()
		return a
	case p.Accept("detach", "partition"):
		a := action{kind: detachPartition, table: p.name()}
		p.skipItem()
		return a
	case p.Accept("inherit"):
		return action{kind: addParent, table: p.name()}
	case p.Accept("no", "inherit"):
		return action{kind: dropParent, table: p.name()}
	case p.Accept("of"):
		return action{kind: setOfType, table: p.name()}
	case p.Accept("not", "of"):
		return action{kind: dropOfType}
	case p.IsAny(bareActions[:]...):
		if !skipNames(&p.Cursor) {
			p.fail("a name")
		}
		return action{}
	case !p.IsAny(otherActions[:]...):
		p.fail("an action")
	}
	p.skipped = true
	p.skipItem()
	return action{}
}

// otherActions are the first words of actions that say nothing of the schema, or
// that PostgreSQL 19 has (alter_table_cmd and partition_cmd in gram.y), and
// Greenplum.
var otherActions = [...]string{
	"exchange", "expand", "merge", "no", "options", "reset", "set", "split", "truncate",
}

// dropped reads [IF EXISTS] name [CASCADE | RESTRICT].
func (p *parser) dropped(k actionKind) action {
	p.Accept("if", "exists")
	a := action{kind: k, column: p.ident()}
	_ = p.Accept("cascade") || p.Accept("restrict")
	return a
}

// add reads ADD [COLUMN] or ADD constraint. A constraint that is not understood
// hides no column: it is stepped over.
func (p *parser) add() action {
	if p.atConstraint() {
		before := *p
		k := p.tableConstraint()
		if p.err == nil && (p.AtEnd() || p.Token().Is(',')) {
			return action{kind: addConstraint, constraint: k}
		}
		*p = before
		p.skipped = true
		p.skipItem()
		return action{}
	}
	p.Accept("column")
	a := action{kind: addColumn, ifNew: p.Accept("if", "not", "exists")}
	a.elem, a.inline = p.column(true)
	return a
}

func (p *parser) alterColumn() action {
	a := action{column: p.ident()}
	switch {
	case p.Accept("set", "default"):
		a.kind, a.def = setDefault, p.expression(false)
	case p.Accept("drop", "default"):
		a.kind = setDefault
	case p.Accept("set", "not", "null"):
		a.kind = setNotNull
	case p.Accept("drop", "not", "null"):
		a.kind = dropNotNull
	case p.Accept("set", "data", "type"), p.Accept("type"):
		a.kind, a.typ = columnType, p.typ()
		a.collation = p.collation()
		p.skipItem()
	case p.Accept("add"):
		a.kind = addIdentity
		var c dumpfmt.Column
		p.expect("generated")
		p.generated(&c)
		if !c.Identity {
			p.fail("AS IDENTITY")
		}
	case p.Accept("drop", "identity"):
		a.kind = dropIdentity
		p.Accept("if", "exists")
	case p.Accept("drop", "expression"):
		a.kind = dropExpression
		p.Accept("if", "exists")
	default:
		p.skipped = true
		p.skipItem()
		return action{}
	}
	return a
}

// alterType reads ALTER TYPE from the type's name on.
func (p *parser) alterType() statement {
	name := p.name()
	p.what = "type " + name.String()
	switch {
	case p.Accept("add", "value"):
		return p.addValue(name)
	case p.Accept("rename", "value"):
		st := &alterEnum{name: name, old: p.text()}
		p.expect("to")
		st.label = p.text()
		return st
	case p.Accept("rename"), p.Accept("set", "schema"):
		p.other()
		return &renameType{name}
	case p.Is("owner"):
		if !skipNames(&p.Cursor) {
			p.fail("a name")
		}
		return irrelevant{}
	case p.Accept("set"):
		return p.other()
	}
	st := &alterTable{name: name, isType: true}
	p.items(func() { st.actions = append(st.actions, p.attributeAction()) })
	return st
}

// addValue reads [IF NOT EXISTS] 'label' [BEFORE | AFTER 'label'].
func (p *parser) addValue(name dumpfmt.Name) statement {
	st := &alterEnum{name: name}
	p.Accept("if", "not", "exists")
	st.label = p.text()
	st.after = p.Accept("after")
	if st.after || p.Accept("before") {
		st.neighbour = p.text()
	}
	return st
}

func (p *parser) attributeAction() action {
	var a action
	switch {
	case p.Accept("add", "attribute"):
		a.kind = addColumn
		a.elem = element{Column: p.field(), typed: true}
	case p.Accept("drop", "attribute"):
		return p.dropped(dropColumn)
	case p.Accept("alter", "attribute"):
		a.kind, a.column = columnType, p.ident()
		p.Accept("set", "data")
		p.expect("type")
		a.typ = p.typ()
		a.collation = p.collation()
	default:
		p.fail("ADD, DROP or ALTER ATTRIBUTE")
	}
	_ = p.Accept("cascade") || p.Accept("restrict")
	return a
}

// alterDomain reads ALTER DOMAIN from the domain's name on.
func (p *parser) alterDomain() statement {
	st := &alterDomain{name: p.name()}
	p.what = "domain " + st.name.String()
	switch {
	case p.Accept("set", "not", "null"):
		st.notNull = true
	case p.Accept("drop", "not", "null"):
		st.dropNotNull = true
	case p.Accept("add"):
		var c dumpfmt.Column
		for _, k := range p.qualifiers(&c) {
			st.check = k.Def
		}
		st.notNull = c.NotNull
	case p.Accept("rename", "constraint"):
		return p.other()
	case p.Accept("rename"), p.Accept("set", "schema"):
		p.other()
		return &renameType{st.name}
	default:
		return p.other()
	}
	return st
}
