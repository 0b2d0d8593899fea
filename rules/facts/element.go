package facts

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// Index is a PRIMARY KEY, UNIQUE or EXCLUDE with its expressions read. Among
// Columns are those that an expression tells apart as the column does.
type Index struct {
	dumpfmt.Constraint
	Elements []Element                 // in no order; without what is not read
	Nulls    map[string][]expr.Default // by column
	// Joined are the columns that expressions only string together with others:
	// what are digests stay apart in such.
	Joined map[string]bool
	// Opaque are the columns of expressions that are not read: how these tell rows
	// apart is not known.
	Opaque []string
}

// Element is an element of an index: a column, and how it is looked at.
type Element struct {
	Column string
	Form   Form
	Filled bool // NULL is a value as others: COALESCE
	// Operator says how rows are compared by it: "=", of an EXCLUDE what stands
	// there.
	Operator string
	// Moved says that it is a date, or a range of such, of which the operator asks
	// how it lies to others; Range is the number of the expression that makes a range
	// of it and others, 0 for none.
	Moved bool
	Range int
}

// IsPlain reports whether an element is a column as it is, of which rows are asked
// whether they are equal.
func (e *Element) IsPlain() bool { return e.Form == Whole && e.Operator == "=" && !e.Filled }

// Form says by what an element tells the values of its column apart.
type Form int

// The forms.
const (
	Whole  Form = iota // by all that the type does
	Folded             // without regard to case, or to the blanks around; a collation may do so, too
	Leaf               // by a member of the JSON text
)

// index returns a constraint with its expressions read. HasExpr then says that
// one is not.
func (t *Table) index(c dumpfmt.Constraint) Index {
	x := Index{Constraint: c, Nulls: map[string][]expr.Default{}}
	for i, name := range c.Columns {
		e := Element{Column: name, Operator: "="}
		if t.foldsEqual(name) {
			e.Form = Folded
		}
		if c.Kind == dumpfmt.Exclude {
			e.Operator = ""
		}
		if i < len(c.Operators) {
			e.Operator = c.Operators[i]
		}
		e.Moved = lies[e.Operator] && t.hasDates(name)
		x.Elements = append(x.Elements, e)
	}
	for _, name := range c.Lower {
		x.Elements = append(x.Elements, Element{Column: name, Form: Folded, Operator: "="})
	}
	if len(c.Exprs) == 0 {
		if c.HasExpr {
			x.Opaque = slices.Clip(c.Uses)
		}
		return x
	}
	x.Columns, x.HasExpr = slices.Clip(c.Columns), false
	for i, text := range c.Exprs {
		operator := "="
		if i < len(c.ExprOps) {
			operator = c.ExprOps[i]
		}
		t.expression(&x, text, operator, i+1)
	}
	return x
}

// expression reads an expression of an index, by its number, of which rows are asked
// by an operator.
func (t *Table) expression(x *Index, text, operator string, number int) {
	node, err := expr.Parse(text)
	columns, joins := x.Uses, false
	if err == nil {
		if operator != "=" {
			if list := t.ranged(node, operator, number); list != nil {
				x.Elements = append(x.Elements, list...)
				return
			}
		} else if e, ok := t.element(node); ok {
			x.add(e)
			return
		}
		columns, joins = node.Columns(), node.Joins()
	}
	x.HasExpr, x.Opaque = true, append(x.Opaque, columns...)
	if operator != "=" {
		return
	}
	if x.Joined == nil {
		x.Joined = map[string]bool{}
	}
	for _, name := range columns {
		before, seen := x.Joined[name]
		x.Joined[name] = joins && (before || !seen) && t.typeOf(name).Kind == mask.Text
	}
}

// add adds an element that an expression is.
func (x *Index) add(e expr.Element) {
	one := Element{Column: e.Column, Filled: e.Filled, Operator: "="}
	switch {
	case e.Leaf:
		one.Form = Leaf
	case e.Folded:
		one.Form = Folded
	default:
		x.Columns = append(x.Columns, e.Column)
	}
	x.Elements = append(x.Elements, one)
	x.Nulls[e.Column] = append(x.Nulls[e.Column], e.Nulls...)
}

// foldsEqual reports whether the collation of a column takes different texts for
// equal: those that differ by case, by all that is known of such.
func (t *Table) foldsEqual(name string) bool {
	c := t.Column(name)
	if c == nil || c.Collation == nil {
		return false
	}
	deterministic, made := t.schema.schema.Collations[*c.Collation]
	return made && !deterministic
}

// lies are the operators that ask how two values of an ordered type, or two ranges
// of such, lie to each other.
var lies = map[string]bool{"&&": true, "-|-": true, "@>": true, "<@": true, "<<": true, ">>": true, "&<": true, "&>": true,
	"<": true, "<=": true, ">": true, ">=": true}

// hasDates reports whether a column holds dates, or ranges of such.
func (t *Table) hasDates(name string) bool {
	typ := t.typeOf(name)
	if (typ.Kind == mask.Range || typ.Kind == mask.Multirange) && typ.Elem != nil {
		typ = *typ.Elem
	}
	return typ.Kind.IsDated()
}

// ranged returns the elements that an expression of an EXCLUDE is, if it makes a
// range of dates; nil for any other.
func (t *Table) ranged(node *expr.Node, operator string, number int) []Element {
	if !lies[operator] || !node.RangesDates() {
		return nil
	}
	var list []Element
	for _, name := range node.Columns() {
		if !t.hasDates(name) {
			return nil
		}
		list = append(list, Element{Column: name, Operator: operator, Filled: true, Moved: true, Range: number})
	}
	return list
}

// element reads an element of a unique index: an expression of one column, whose
// type is one that it can be read for.
func (t *Table) element(node *expr.Node) (expr.Element, bool) {
	e, ok := node.Element()
	if !ok || t.Column(e.Column) == nil {
		return e, false
	}
	switch kind := t.typeOf(e.Column).Kind; {
	case e.Leaf:
		ok = kind == mask.JSON || kind == mask.JSONB
	case e.Cast, e.Folded:
		ok = slices.Contains(writtenOneWay, kind)
	}
	return e, ok
}

// writtenOneWay are the kinds of types whose values have one text form each.
var writtenOneWay = []mask.Kind{mask.Text, mask.Char, mask.Int, mask.UUID}
