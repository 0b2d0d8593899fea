package ddl

import "sanitize/dumpfmt"

// typ reads the use of a type, with its modifiers and array dimensions.
func (p *parser) typ() dumpfmt.TypeRef {
	if p.t.kind != word && p.t.kind != quoted {
		p.fail("a type")
		return dumpfmt.TypeRef{}
	}
	ref, ok := p.keywordType()
	if !ok {
		ref = p.genericType()
	}
	if p.accept("array") {
		ref.Dims = 1
		if p.isPunct('[') {
			p.skipGroup()
		}
	}
	for p.err == nil && p.isPunct('[') {
		ref.Dims++
		p.skipGroup()
	}
	return ref
}

// genericType reads a type whose name is a plain one.
func (p *parser) genericType() dumpfmt.TypeRef {
	if p.isAny("setof", "constraint", "not", "null", "default", "check", "primary", "unique", "references",
		"collate", "array") {
		p.fail("a type")
		return dumpfmt.TypeRef{}
	}
	ref := dumpfmt.TypeRef{Name: p.name()}
	if p.t.kind == oper && p.t.c == '%' && p.isWord(p.peek(), "type") {
		p.fail("a type, not %TYPE")
	}
	ref.Mods = p.mods()
	if ref.Name.Schema == pgCatalog && ref.Name.Name == "interval" && len(ref.Mods) == 1 {
		ref.Mods = nil // written so, it is the mask of fields
	}
	return ref
}

// mods reads (20), (12,2): nil if there is none, or one is not an integer, as
// in geometry(Point,4326).
func (p *parser) mods() []int {
	if !p.acceptPunct('(') {
		return nil
	}
	var list []int
	all := true
	for p.err == nil {
		lo := p.t.lo
		p.skipTo()
		n, ok := integer(string(trimBlanks(p.lx.src[lo:max(lo, p.prev)])))
		list, all = append(list, n), all && ok
		if !p.acceptPunct(',') {
			break
		}
	}
	p.expectPunct(')')
	if !all {
		return nil
	}
	return list
}

// trimBlanks drops the blanks between a sign and its number.
func trimBlanks(b []byte) []byte {
	out := b[:0:0]
	for _, c := range b {
		if !isSpace(c) {
			out = append(out, c)
		}
	}
	return out
}

// keywordType reads the types that have a grammar of their own (SimpleTypename
// in gram.y but GenericType); ok is false if none stands here.
func (p *parser) keywordType() (ref dumpfmt.TypeRef, ok bool) {
	switch {
	case p.accept("bit", "varying"):
		return builtin("varbit", p.mods()), true
	case p.accept("bit"):
		return builtin("bit", orOne(p.mods())), true
	case p.accept("varchar"):
		return builtin("varchar", p.mods()), true
	case p.accept("national"):
		if !p.is("character") && !p.is("char") {
			p.fail("CHARACTER")
		}
		p.next()
		return p.character(), true
	case p.accept("character"), p.accept("char"), p.accept("nchar"):
		return p.character(), true
	case p.accept("numeric"), p.accept("decimal"), p.accept("dec"):
		return builtin("numeric", p.mods()), true
	case p.accept("double", "precision"):
		return builtin("float8", nil), true
	case p.accept("float"):
		return p.float(), true
	case p.accept("time"):
		return p.time("time", "timetz"), true
	case p.accept("timestamp"):
		return p.time("timestamp", "timestamptz"), true
	case p.accept("interval"):
		return p.interval(), true
	}
	return p.plainKeyword()
}

func (p *parser) plainKeyword() (ref dumpfmt.TypeRef, ok bool) {
	for _, k := range [...]struct{ word, name string }{
		{"int", "int4"},
		{"integer", "int4"},
		{"smallint", "int2"},
		{"bigint", "int8"},
		{"real", "float4"},
		{"boolean", "bool"},
	} {
		if p.accept(k.word) {
			return builtin(k.name, nil), true
		}
	}
	return ref, false
}

func builtin(name string, mods []int) dumpfmt.TypeRef {
	return dumpfmt.TypeRef{Name: dumpfmt.Name{Schema: pgCatalog, Name: name}, Mods: mods}
}

// orOne gives bit and character the length 1 that they have by themselves.
func orOne(mods []int) []int {
	if mods == nil {
		return []int{1}
	}
	return mods
}

func (p *parser) character() dumpfmt.TypeRef {
	if p.accept("varying") {
		return builtin("varchar", p.mods())
	}
	return builtin("bpchar", orOne(p.mods()))
}

// float reads the precision of FLOAT: up to 24 bits it is float4.
func (p *parser) float() dumpfmt.TypeRef {
	if mods := p.mods(); len(mods) == 1 && mods[0] <= 24 {
		return builtin("float4", nil)
	}
	return builtin("float8", nil)
}

func (p *parser) time(without, with string) dumpfmt.TypeRef {
	mods := p.mods()
	if p.accept("with", "time", "zone") {
		return builtin(with, mods)
	}
	p.accept("without", "time", "zone")
	return builtin(without, mods)
}

// interval reads the precision of INTERVAL and steps over its fields.
func (p *parser) interval() dumpfmt.TypeRef {
	mods := p.mods()
	for p.isAny("year", "month", "day", "hour", "minute", "second", "to") {
		second := p.is("second")
		p.next()
		if second && mods == nil {
			mods = p.mods()
		}
	}
	return builtin("interval", mods)
}

// createType reads CREATE TYPE from the type's name on.
func (p *parser) createType() statement {
	st := &createType{}
	st.Name = p.name()
	p.what = "type " + st.Name.String()
	switch {
	case p.accept("as", "enum"):
		st.Kind = dumpfmt.Enum
		st.Labels = p.labels()
	case p.accept("as", "range"):
		st.Kind = dumpfmt.Range
		p.rangeParams(&st.Type)
	case p.accept("as"):
		st.Kind = dumpfmt.Composite
		st.Fields = p.fields()
	default:
		st.Kind = dumpfmt.Base
		if p.t.kind != end {
			p.parens()
		}
	}
	return st
}

func (p *parser) labels() []string {
	var list []string
	p.expectPunct('(')
	if p.acceptPunct(')') {
		return nil
	}
	for p.err == nil {
		list = append(list, p.text())
		if !p.acceptPunct(',') {
			break
		}
	}
	p.expectPunct(')')
	return list
}

func (p *parser) fields() []dumpfmt.Column {
	var list []dumpfmt.Column
	p.expectPunct('(')
	if p.acceptPunct(')') {
		return nil
	}
	for p.err == nil {
		list = append(list, p.field())
		if !p.acceptPunct(',') {
			break
		}
	}
	p.expectPunct(')')
	return list
}

// field reads name type [COLLATE collation].
func (p *parser) field() dumpfmt.Column {
	f := dumpfmt.Column{Name: p.ident()}
	f.Type = p.typ()
	if p.accept("collate") {
		p.name()
	}
	return f
}

// rangeParams reads the (name = value, …) of a range type.
func (p *parser) rangeParams(t *dumpfmt.Type) {
	p.expectPunct('(')
	for p.err == nil {
		name := p.ident()
		if p.t.kind != oper || p.t.c != '=' {
			p.fail("'='")
		}
		p.next()
		switch name {
		case "subtype":
			t.Base = p.typ()
		case "multirange_type_name":
			t.Multirange = p.name()
		default:
			p.skipTo()
		}
		if !p.acceptPunct(',') {
			break
		}
	}
	p.expectPunct(')')
	if p.err == nil && t.Base.Name.Name == "" {
		p.fail("a subtype")
	}
}

// createDomain reads CREATE DOMAIN from the domain's name on.
func (p *parser) createDomain() statement {
	st := &createType{}
	st.Kind = dumpfmt.Domain
	st.Name = p.name()
	p.what = "domain " + st.Name.String()
	p.accept("as")
	st.Base = p.typ()
	var c dumpfmt.Column
	for _, k := range p.qualifiers(&c) {
		if k.Kind == dumpfmt.Check {
			st.Checks = append(st.Checks, k.Def)
		}
	}
	st.NotNull = c.NotNull
	return st
}
