package ddl

import (
	"bytes"
	"fmt"

	"sanitize/dumpfmt"
)

// narrow reads a statement without PostgreSQL's grammar: what is newer than the
// grammar, what cannot be given to it, and everything in builds without cgo. It
// is strict with what names columns, types and constraints, and steps over
// expressions and storage parameters.
//
//	narrow.go        CREATE, DROP, and the outline of CREATE TABLE
//	narrow_table.go  columns and their qualifiers, constraints
//	narrow_index.go  elements of indexes and keys, bounds
//	narrow_alter.go  ALTER TABLE, TYPE, DOMAIN
//	narrow_type.go   the names of types, CREATE TYPE, CREATE DOMAIN
//	parser.go        the cursor, with the first error that stands
//
// quick is narrow for statements of which a dump has some for each table.
func narrow(src []byte) (statement, error) {
	p := newParser(src)
	st := p.statement()
	if p.err == nil {
		p.finish()
	}
	switch {
	case p.err != nil && p.harmless && !hasLiteral(newParser(src).Cursor):
		return irrelevant{}, nil
	case p.err != nil:
		return nil, p.err
	}
	return st, nil
}

// quick reads an ALTER TABLE, or a CREATE TABLE that has columns and no more, if
// it understands all of it. Such statements are short and many, and what
// PostgreSQL's grammar makes of one takes five times as long to build and to
// fetch from C. ok is false for all else: what conditions and partitions say is
// the grammar's to read.
func quick(src []byte) (st statement, ok bool) {
	p := newParser(src)
	switch {
	case p.Accept("alter", "table"):
		st = p.alterTable()
	case p.Accept("create", "table"):
		st = p.plainTable(bytes.Count(src, []byte(",\n")) + 1)
	default:
		return nil, false
	}
	if p.err == nil {
		p.finish()
	}
	return st, p.err == nil && !p.skipped
}

// plainTable reads a table of columns that have a type, DEFAULT and NOT NULL at
// most. columns is how many there may be.
func (p *parser) plainTable(columns int) statement {
	st := &createTable{name: p.name()}
	p.optionalList(func() {
		if st.elems == nil {
			st.elems = make([]element, 0, columns)
		}
		if p.atConstraint() || p.Is("like") {
			p.fail("a column")
			return
		}
		e, inline := p.column(true)
		if st.elems = append(st.elems, e); len(inline) > 0 || e.Generated || e.Identity {
			p.fail("a plain column")
		}
	})
	return st
}

func (p *parser) statement() statement {
	switch {
	case p.Accept("create"):
		return p.create()
	case p.Accept("alter"):
		return p.alter()
	case p.Accept("drop"):
		return p.drop()
	}
	return p.other()
}

// other steps over a statement that says nothing of the schema.
func (p *parser) other() statement {
	p.skipStatement()
	return irrelevant{}
}

func (p *parser) create() statement {
	switch {
	case p.Accept("type"):
		return p.createType()
	case p.Accept("domain"):
		return p.createDomain()
	case p.Accept("unique", "index"):
		p.harmless = true
		return p.createIndex(dumpfmt.Unique)
	case p.Accept("index"):
		p.harmless = true
		return p.createIndex(dumpfmt.Index)
	case p.Accept("foreign", "table"), p.Accept("unlogged", "table"), p.Accept("table"):
		return p.createTable(false)
	}
	_ = p.Accept("global") || p.Accept("local")
	if p.Accept("temp", "table") || p.Accept("temporary", "table") {
		return p.createTable(true)
	}
	return p.other()
}

func (p *parser) createTable(temp bool) statement {
	st := &createTable{temp: temp}
	st.ifNotExists = p.Accept("if", "not", "exists")
	st.name = p.name()
	p.what = "table " + st.name.String()
	switch {
	case p.Accept("of"):
		st.ofType = p.name()
	case p.Accept("partition", "of"):
		st.partitionOf = true
		st.parents = []dumpfmt.Name{p.name()}
	case p.Is("as"):
		p.err = errAs(st.name)
		p.Stop()
	case !p.Token().Is('('):
		p.fail("the columns in '('")
	}
	if p.Token().Is('(') {
		p.tableElements(st)
	}
	if st.partitionOf {
		st.bound = p.bound()
	}
	p.tableOptions(st)
	return st
}

// errAs says that a statement makes a table of a query.
func errAs(table dumpfmt.Name) error {
	return fmt.Errorf("table %s: CREATE TABLE AS does not say its columns, want CREATE TABLE with columns", table)
}

// tableElements reads ( column or constraint, … ), which may be empty.
func (p *parser) tableElements(st *createTable) {
	typed := !st.partitionOf && st.ofType.Name == ""
	p.optionalList(func() {
		switch {
		case p.atConstraint():
			st.constraints = append(st.constraints, p.tableConstraint())
		case typed && p.Accept("like"):
			st.elems = append(st.elems, p.like())
		default:
			e, inline := p.column(typed)
			st.elems = append(st.elems, e)
			st.constraints = append(st.constraints, inline...)
		}
	})
}

// like reads the rest of LIKE source [INCLUDING option …].
func (p *parser) like() element {
	e := element{like: p.name()}
	for p.err == nil && p.IsAny("including", "excluding") {
		including := p.Is("including")
		p.Next()
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

// tableOptions reads what follows the columns.
func (p *parser) tableOptions(st *createTable) {
	for p.err == nil && !p.AtEnd() {
		switch {
		case p.Accept("inherits"):
			p.list(func() { st.parents = append(st.parents, p.name()) })
		case p.Accept("partition", "by"):
			st.partitionBy = p.partitionBy()
		case p.Accept("with", "oids"), p.Accept("without", "oids"):
		case p.Accept("with"), p.Accept("options"):
			p.parens()
		case p.Accept("using"), p.Accept("tablespace"), p.Accept("server"):
			p.ident()
		case p.Accept("on", "commit"):
			for p.IsAny("preserve", "delete", "drop", "rows") {
				p.Next()
			}
		default:
			p.fail("INHERITS, PARTITION BY, WITH, USING, TABLESPACE, SERVER or the end")
		}
	}
}

// drop reads DROP TABLE, TYPE or DOMAIN.
func (p *parser) drop() statement {
	st := &drop{}
	switch {
	case p.Accept("table"), p.Accept("foreign", "table"):
		st.table = true
	case p.Accept("type"), p.Accept("domain"):
	default:
		return p.other()
	}
	p.Accept("if", "exists")
	p.items(func() { st.names = append(st.names, p.name()) })
	if st.cascade = p.Accept("cascade"); !st.cascade {
		p.Accept("restrict")
	}
	return st
}
