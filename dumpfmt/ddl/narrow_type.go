package ddl

import (
	"fmt"

	"sanitize/dumpfmt"
)

// typ reads the use of a type, with its modifiers and array dimensions.
func (p *parser) typ() dumpfmt.TypeRef {
	if !p.Token().IsName() {
		p.fail("a type")
		return dumpfmt.TypeRef{}
	}
	ref, ok := p.keywordType()
	if !ok {
		ref = p.genericType()
	}
	if p.Accept("array") {
		ref.Dims = 1
		if p.Token().Is('[') {
			p.skipGroup()
		}
	}
	for p.err == nil && p.Token().Is('[') {
		ref.Dims++
		p.skipGroup()
	}
	return ref
}

// genericType reads a type whose name is a plain one.
func (p *parser) genericType() dumpfmt.TypeRef {
	if p.IsAny("setof", "constraint", "not", "null", "default", "check", "primary", "unique", "references",
		"collate", "array") {
		p.fail("a type")
		return dumpfmt.TypeRef{}
	}
	ref := dumpfmt.TypeRef{Name: p.name()}
	if p.Token().Is('%') && p.IsWord(p.Peek(), "type") {
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
	if !p.Token().Is('(') {
		return nil
	}
	var list []int
	all := true
	p.list(func() {
		sign := ""
		if p.AcceptPunct('-') {
			sign = "-"
		}
		lo := p.Token().Lo
		p.skipItem()
		n, ok := integer(sign + p.between(lo))
		list, all = append(list, n), all && ok
	})
	if !all {
		return nil
	}
	return list
}

// keywordType reads the types that have a grammar of their own (SimpleTypename
// in gram.y but GenericType); ok is false if none stands here.
func (p *parser) keywordType() (ref dumpfmt.TypeRef, ok bool) {
	switch {
	case p.Accept("bit", "varying"):
		return builtin("varbit", p.mods()), true
	case p.Accept("bit"):
		return builtin("bit", orOne(p.mods())), true
	case p.Accept("varchar"):
		return builtin("varchar", p.mods()), true
	case p.Accept("national"):
		if !p.Is("character") && !p.Is("char") {
			p.fail("CHARACTER")
		}
		p.Next()
		return p.character(), true
	case p.Accept("character"), p.Accept("char"), p.Accept("nchar"):
		return p.character(), true
	case p.Accept("numeric"), p.Accept("decimal"), p.Accept("dec"):
		return builtin("numeric", p.mods()), true
	case p.Accept("double", "precision"):
		return builtin("float8", nil), true
	case p.Accept("float"):
		return p.float(), true
	case p.Accept("time"):
		return p.time("time", "timetz"), true
	case p.Accept("timestamp"):
		return p.time("timestamp", "timestamptz"), true
	case p.Accept("interval"):
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
		if p.Accept(k.word) {
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
	if p.Accept("varying") {
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
	if p.Accept("with", "time", "zone") {
		return builtin(with, mods)
	}
	p.Accept("without", "time", "zone")
	return builtin(without, mods)
}

// interval reads the precision of INTERVAL and steps over its fields.
func (p *parser) interval() dumpfmt.TypeRef {
	mods := p.mods()
	for p.IsAny("year", "month", "day", "hour", "minute", "second", "to") {
		second := p.Is("second")
		p.Next()
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
	case p.Accept("as", "enum"):
		st.Kind = dumpfmt.Enum
		p.optionalList(func() { st.Labels = append(st.Labels, p.text()) })
	case p.Accept("as", "range"):
		st.Kind = dumpfmt.Range
		p.rangeParams(&st.Type)
	case p.Accept("as"):
		st.Kind = dumpfmt.Composite
		p.optionalList(func() { st.Fields = append(st.Fields, p.field()) })
	default:
		st.Kind = dumpfmt.Base
		if !p.AtEnd() {
			p.parens()
		}
	}
	return st
}

// field reads name type [COLLATE collation].
func (p *parser) field() dumpfmt.Column {
	f := dumpfmt.Column{Name: p.ident()}
	f.Type = p.typ()
	f.Collation = p.collation()
	return f
}

// rangeParams reads the (name = value, …) of a range type.
func (p *parser) rangeParams(t *dumpfmt.Type) {
	p.list(func() {
		name := p.ident()
		if !p.AcceptPunct('=') {
			p.fail("'='")
		}
		switch name {
		case "subtype":
			t.Base = p.typ()
		case "multirange_type_name":
			t.Multirange = p.name()
		default:
			p.skipItem()
		}
	})
	if p.err == nil && t.Base.Name.Name == "" {
		p.err = fmt.Errorf("%s: no subtype, want the name of a type", p.what)
		p.Stop()
	}
}

// createDomain reads CREATE DOMAIN from the domain's name on.
func (p *parser) createDomain() statement {
	st := &createType{}
	st.Kind = dumpfmt.Domain
	st.Name = p.name()
	p.what = "domain " + st.Name.String()
	p.Accept("as")
	st.Base = p.typ()
	var c dumpfmt.Column
	for _, k := range p.qualifiers(&c) {
		if k.Kind == dumpfmt.Check {
			st.Checks = append(st.Checks, k.Def)
		}
	}
	st.NotNull, st.Collation = c.NotNull, c.Collation
	return st
}
