package ddl

import (
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// createIndex reads CREATE [UNIQUE] INDEX from its name on.
func (p *parser) createIndex(kind dumpfmt.ConstraintKind) statement {
	st := &createIndex{}
	st.index.Kind = kind
	p.Accept("concurrently")
	p.Accept("if", "not", "exists")
	if !p.Is("on") {
		st.index.Name = p.ident()
	}
	p.what = "index " + dumpfmt.QuoteIdent(st.index.Name)
	p.expect("on")
	p.Accept("only")
	st.table = p.name()
	if p.Accept("using") {
		p.ident()
	}
	p.indexElements(&st.index)
	st.index.NullsNotDistinct = p.indexOptions()
	if p.Accept("tablespace") {
		p.ident()
	}
	if p.Accept("where") {
		st.index.Predicate, st.index.Where = true, p.rest()
	}
	return st
}

// indexElements reads the (element, …) of an index or an EXCLUDE.
func (p *parser) indexElements(k *constraint) {
	p.list(func() {
		lo := p.Token().Lo
		column, expr := p.element()
		if expr == "" {
			k.addColumn(column, p.between(lo))
			return
		}
		k.addExpr(expr)
	})
}

// addColumn adds an element that is a column; text is all of it. An operator class
// of the database's own may take any values for equal, as an expression may.
func (k *constraint) addColumn(name, text string) {
	if class := operatorClass(text); class != "" && k.Kind != dumpfmt.Index && !knownClass(class) {
		k.addExpr(text)
		return
	}
	k.Columns = append(k.Columns, name)
	if k.Kind == dumpfmt.Exclude {
		k.Operators = append(k.Operators, operatorOf(text))
	}
}

// operatorClass returns the name, without a schema, of the operator class that an
// element names, "" if it names none.
func operatorClass(element string) string {
	p := newParser([]byte(element))
	p.columnOrExpr()
	p.collation()
	if !p.Token().IsName() || p.IsAny("asc", "desc", "nulls", "with") {
		return ""
	}
	return p.name().Name
}

// knownClass reports whether values that an operator class takes for equal are those
// that their type does: it is the system's, or one of an extension for its type.
func knownClass(name string) bool {
	of, ok := strings.CutSuffix(strings.TrimPrefix(name, "gist_"), "_ops")
	return ok && equalByType[strings.TrimSuffix(of, "_pattern")]
}

// equalByType are the types of such classes, as the names of these have them.
var equalByType = map[string]bool{
	"array": true, "bit": true, "bool": true, "bpchar": true, "bytea": true, "char": true, "cidr": true, "citext": true, "date": true,
	"enum": true, "float4": true, "float8": true, "inet": true, "int2": true, "int4": true, "int8": true, "interval": true,
	"jsonb": true, "ltree": true, "macaddr": true, "macaddr8": true, "money": true, "name": true, "network": true, "numeric": true,
	"oid": true, "range": true, "record": true, "text": true, "time": true, "timestamp": true, "timestamptz": true, "timetz": true,
	"tsvector": true, "uuid": true, "varbit": true, "varchar": true,
}

// operatorOf returns what stands behind WITH in an element of an EXCLUDE.
func operatorOf(element string) string {
	operator := ""
	for c := sqllex.NewCursor([]byte(element), true); !c.AtEnd(); {
		if !c.Accept("with") {
			c.Next()
			continue
		}
		operator = element[c.Token().Lo:]
	}
	return operator
}

// addExpr adds an element that is an expression.
func (k *constraint) addExpr(expr string) {
	k.exprs = append(k.exprs, expr)
	if lower := loweredColumn(expr); lower != "" && k.Kind != dumpfmt.Exclude {
		k.Lower = append(k.Lower, lower)
		return
	}
	k.HasExpr = true
	switch k.Kind {
	case dumpfmt.Exclude:
		k.ExprOps = append(k.ExprOps, operatorOf(expr))
		fallthrough
	case dumpfmt.Unique:
		k.Exprs = append(k.Exprs, bareExpr(expr))
	}
}

// bareExpr returns the expression of an element without what follows it: a
// collation, an operator class, the order. pg_get_indexdef puts brackets round
// all but calls of functions.
func bareExpr(element string) string {
	p := newParser([]byte(element))
	for p.Token().IsName() || p.Token().Is('.') {
		p.Next()
	}
	p.skipGroup()
	return element[:p.Token().Lo]
}

// element reads an element of an index, a partition key or an EXCLUDE: the name
// of its column, or the text of its expression with what follows that.
func (p *parser) element() (column, expr string) {
	if column, expr = p.columnOrExpr(); expr == "" {
		p.skipItem()
	}
	return column, expr
}

// columnOrExpr is element, and stops behind the name of a column.
func (p *parser) columnOrExpr() (column, expr string) {
	from, after := p.Token(), p.Peek()
	if from.IsName() && !after.Is('(') && !after.Is('.') && after.Kind != sqllex.String {
		return p.ident(), ""
	}
	p.skipItem()
	return "", p.between(from.Lo)
}

// loweredColumn returns the column of an element lower(column), "" for any
// other. pg_get_indexdef writes it so, or lower((column)::text) where the column
// is no text.
func loweredColumn(element string) string {
	if !strings.HasPrefix(element, "lower(") {
		return ""
	}
	c := sqllex.NewCursor([]byte(element), true)
	c.Next()
	c.Next()
	cast := c.AcceptPunct('(')
	column, ok := c.Ident()
	if cast {
		ok = ok && c.AcceptPunct(')') && c.Token().IsCast()
		c.Next()
		ok = ok && c.Accept("text")
	}
	ok = ok && c.AcceptPunct(')')
	c.AcceptAny("text_pattern_ops", "varchar_pattern_ops")
	if !ok || !c.AtEnd() {
		return ""
	}
	return column
}

// partitionBy reads the strategy and the key.
func (p *parser) partitionBy() *dumpfmt.Partitioning {
	by := &dumpfmt.Partitioning{Strategy: p.ident()}
	p.list(func() {
		var e dumpfmt.PartitionElement
		if e.Column, e.Expr = p.columnOrExpr(); e.Expr == "" {
			e.Collation = p.collation()
			e.Opclass = !p.Token().Is(',') && !p.Token().Is(')')
			p.skipItem()
		}
		by.Keys = append(by.Keys, e)
	})
	return by
}

// bound reads FOR VALUES … or DEFAULT.
func (p *parser) bound() *dumpfmt.Bound {
	b := &dumpfmt.Bound{}
	if p.Accept("default") {
		b.Default = true
		return b
	}
	p.expect("for", "values")
	switch {
	case p.Accept("in"):
		b.List = p.boundValues()
	case p.Accept("with"):
		p.list(func() { p.hashParam(b) })
	default:
		p.expect("from")
		b.From = p.boundValues()
		p.expect("to")
		b.To = p.boundValues()
	}
	return b
}

// hashParam reads MODULUS n or REMAINDER n.
func (p *parser) hashParam(b *dumpfmt.Bound) {
	modulus := p.Accept("modulus")
	if !modulus {
		p.expect("remainder")
	}
	n, ok := integer(string(p.Raw(p.Token())))
	if !ok {
		p.fail("a number")
	}
	p.Next()
	if modulus {
		b.Modulus = n
	}
}

func (p *parser) boundValues() []dumpfmt.BoundValue {
	var list []dumpfmt.BoundValue
	p.list(func() { list = append(list, p.boundValue()) })
	return list
}

// boundValue reads a value of a bound: what get_range_partbound_string and
// get_list_partvalue_string in ruleutils.c write, or any expression.
func (p *parser) boundValue() dumpfmt.BoundValue {
	from := p.Token()
	p.skipItem()
	text := p.between(from.Lo)
	c := sqllex.NewCursor([]byte(text), true)
	v := dumpfmt.BoundValue{Kind: dumpfmt.BoundExpr, Text: text}
	switch {
	case c.Accept("minvalue"):
		v = dumpfmt.BoundValue{Kind: dumpfmt.BoundMin}
	case c.Accept("maxvalue"):
		v = dumpfmt.BoundValue{Kind: dumpfmt.BoundMax}
	case c.Accept("null"):
		v = dumpfmt.BoundValue{Kind: dumpfmt.BoundNull}
	case c.IsAny("true", "false"), c.Token().Kind == sqllex.String && c.Token().C|0x20 != 'b' && c.Token().C|0x20 != 'x',
		c.Token().Kind == sqllex.Number:
		literal, ok := c.Text(c.Token())
		if c.Next(); !ok {
			return v
		}
		v = dumpfmt.BoundValue{Text: literal}
	case c.AcceptPunct('-') && c.Token().Kind == sqllex.Number:
		v = dumpfmt.BoundValue{Text: "-" + string(c.Raw(c.Next()))}
	}
	if !c.AtEnd() {
		return dumpfmt.BoundValue{Kind: dumpfmt.BoundExpr, Text: text}
	}
	return v
}
