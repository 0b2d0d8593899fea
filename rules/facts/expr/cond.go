package expr

import (
	"fmt"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// Cond is what a CHECK asks of the values of one column. It is immutable and
// safe for concurrent use.
type Cond struct {
	node *sqlexpr.Node // without tests for NULL
	compiler
	test test
	each *Cond // it holds where this does for all elements of the array
}

// test says whether a value meets a condition.
type test func(v []byte) Truth

// For returns the condition that n is for a column of a type, and an error if n
// is about other columns too, or asks what is not understood.
func (n *Node) For(column string, t mask.Type) (*Cond, error) {
	if names := n.Columns(); len(names) != 1 || names[0] != column {
		return nil, fmt.Errorf("it is not about column %s alone", column)
	}
	c := &Cond{node: present(n.root, column), compiler: compiler{t}}
	if c.Past() {
		c.test = func([]byte) Truth { return Unknown }
		return c, nil
	}
	var err error
	if c.test, err = c.compile(c.node); err != nil {
		return nil, err
	}
	return c, nil
}

// Holds says whether the condition holds for a value that is not NULL.
func (c *Cond) Holds(v []byte) Truth { return c.test(v) }

// Past reports whether all that the condition asks is that a date or timestamp
// is not later than the time of the test. What is earlier than a value that met
// it meets it, too; Holds cannot tell more.
func (c *Cond) Past() bool {
	if !isOrder(c.node) {
		return false
	}
	left, right, op := c.node.Args[0], c.node.Args[1], c.node.Text
	if isNow(left) {
		left, right = right, left
		op = mirrored(op)
	}
	if op != "<" && op != "<=" || !isNow(right) {
		return false
	}
	x, err := c.operand(left)
	return err == nil && x.column && (x.class == dayClass || x.class == zonedClass)
}

// isNow reports whether n is the time of the test, or its day.
func isNow(n *sqlexpr.Node) bool {
	for n.Op == sqlexpr.Cast && n.Type.Dims == 0 && n.Type.Mods == nil {
		switch n.Type.Name.Name {
		case "date", "timestamp", "timestamptz":
			n = n.Args[0]
			continue
		}
		return false
	}
	return n.Op == sqlexpr.Now
}

// compiler makes tests of conditions on a column of a type.
type compiler struct{ typ mask.Type }

func (c *compiler) compile(n *sqlexpr.Node) (test, error) {
	switch n.Op {
	case sqlexpr.Null:
		return func([]byte) Truth { return Unknown }, nil
	case sqlexpr.Not:
		a, err := c.compile(n.Args[0])
		if err != nil {
			return nil, err
		}
		return func(v []byte) Truth { return -a(v) }, nil
	case sqlexpr.And, sqlexpr.Or:
		return c.compileList(n)
	case sqlexpr.IsTrue, sqlexpr.IsFalse:
		return c.compileTruthTest(n)
	case sqlexpr.IsNull:
		return c.compileNullTest(n)
	case sqlexpr.Distinct:
		return c.compileDistinct(n)
	case sqlexpr.Compare:
		return c.compileCompare(n)
	}
	x, err := c.operand(n)
	if err != nil || x.class != boolClass {
		return nil, errSyntax
	}
	return func(v []byte) Truth {
		d := x.get(v)
		if d.state != known {
			return Unknown
		}
		return truth(d.n == 1)
	}, nil
}

func (c *compiler) compileList(n *sqlexpr.Node) (test, error) {
	list := make([]test, len(n.Args))
	for i, a := range n.Args {
		var err error
		if list[i], err = c.compile(a); err != nil {
			return nil, err
		}
	}
	return join(list, n.Op == sqlexpr.Or), nil
}

// join returns the OR of tests, or their AND.
func join(list []test, either bool) test {
	start, decided, op := True, False, and
	if either {
		start, decided, op = False, True, or
	}
	return func(v []byte) Truth {
		t := start
		for _, f := range list {
			if t = op(t, f(v)); t == decided {
				break
			}
		}
		return t
	}
}

func (c *compiler) compileTruthTest(n *sqlexpr.Node) (test, error) {
	a, err := c.compile(n.Args[0])
	if err != nil {
		return nil, err
	}
	want := truthTested(n)
	return func(v []byte) Truth {
		t := a(v)
		if t == Unknown {
			return Unknown // which may be NULL, or not known
		}
		return truth(t == want)
	}, nil
}

func (c *compiler) compileNullTest(n *sqlexpr.Node) (test, error) {
	x, err := c.operand(n.Args[0])
	if err != nil || x.literal != nil {
		return nil, errSyntax
	}
	return func(v []byte) Truth {
		d := x.get(v)
		if d.state == unread {
			return Unknown
		}
		return truth(d.state == null)
	}, nil
}

// compileDistinct compares where NULL is a value as others.
func (c *compiler) compileDistinct(n *sqlexpr.Node) (test, error) {
	x, y, err := c.pair(n)
	if err != nil {
		return nil, err
	}
	equal, err := comparison("=", x, y)
	if err != nil {
		return nil, err
	}
	return func(v []byte) Truth {
		a, b := x.get(v), y.get(v)
		switch {
		case a.state == unread || b.state == unread:
			return Unknown
		case a.state == null || b.state == null:
			return truth(a.state != b.state)
		}
		return -equal(v)
	}, nil
}

// pair returns the two sides of a comparison.
func (c *compiler) pair(n *sqlexpr.Node) (x, y operand, err error) {
	if x, err = c.operand(n.Args[0]); err != nil {
		return x, y, err
	}
	if y, err = c.operand(n.Args[1]); err != nil {
		return x, y, err
	}
	return paired(x, y)
}

func (c *compiler) compileCompare(n *sqlexpr.Node) (test, error) {
	if len(n.Args) != 2 {
		return nil, errSyntax
	}
	if n.Quantifier != "" {
		return c.compileQuantified(n)
	}
	switch {
	case n.Text == "<@" && c.typ.Kind == mask.Array:
		return c.compileContained(n.Args[0], n.Args[1])
	case n.Text == "@>" && c.typ.Kind == mask.Array:
		return c.compileContained(n.Args[1], n.Args[0])
	case isPattern(n.Text):
		return c.compilePattern(n)
	case asksKeys[n.Text]:
		return c.compileKeys(n)
	}
	x, y, err := c.pair(n)
	if err != nil {
		return nil, err
	}
	return comparison(n.Text, x, y)
}

// comparison compares two operands of one class.
func comparison(op string, x, y operand) (test, error) {
	if schema, name := cutSchema(op); schema != "" {
		if x.class != foldClass { // the operators of citext are in its schema
			return nil, errSyntax
		}
		op = name
	}
	if x.class == noClass {
		return nil, errSyntax
	}
	decide := decider(op)
	switch {
	case decide == nil:
		return special(op, x, y)
	case !comparable(op, x, y):
		return nil, errSyntax
	}
	class := x.class
	f := func(v []byte) Truth {
		a, b := x.get(v), y.get(v)
		if a.state != known || b.state != known {
			return Unknown
		}
		return truth(decide(compare(class, a, b)))
	}
	if x.cased || y.cased || class == foldClass {
		f = localised(f)
	}
	return f, nil
}

// comparable reports whether compare tells what an operator that orders says.
func comparable(op string, x, y operand) bool {
	equality := op == "=" || op == "<>"
	switch x.class {
	case moneyClass:
		zero := func(z operand) bool { return z.fixed && (z.get(nil).state == null || z.get(nil).n == 0) }
		return zero(x) || zero(y)
	case docClass:
		return equality && x.typ.Kind != mask.JSON && (plainDocument(x) || plainDocument(y))
	case arrayClass:
		return equality && (emptyArray(x) || emptyArray(y))
	case blobClass:
		empty := func(z operand) bool { return z.fixed && string(z.get(nil).b) == `\x` }
		return equality && (empty(x) || empty(y))
	case textClass, charClass:
		return equality || x.bytes || y.bytes
	}
	return equality && x.class != noClass && x.class != bitClass || x.class.ordered()
}

// plainDocument reports whether x is a document that is written in one way.
func plainDocument(x operand) bool {
	if !x.fixed {
		return false
	}
	switch d := x.get(nil); string(d.b) {
	case "{}", "[]", "null", "true", "false":
		return true
	default:
		return d.state == null
	}
}

func emptyArray(x operand) bool { return x.fixed && string(x.get(nil).b) == "{}" }

// special compiles the operators of networks that do not order.
func special(op string, x, y operand) (test, error) {
	if f := within(op); f != nil && x.class == netClass {
		return func(v []byte) Truth {
			a, b := x.get(v), y.get(v)
			if a.state != known || b.state != known {
				return Unknown
			}
			return truth(f(a.net, b.net))
		}, nil
	}
	return nil, errSyntax
}

// compilePattern compiles LIKE and regular expressions. The pattern is text
// whatever it is for: those of char(n) see the blanks at the end of the column.
func (c *compiler) compilePattern(n *sqlexpr.Node) (test, error) {
	x, err := c.operand(n.Args[0])
	if err != nil {
		return nil, err
	}
	schema, op := cutSchema(n.Text)
	if !isText(x.class) || schema != "" && x.class != foldClass {
		return nil, errSyntax
	}
	text, err := c.patternOf(n.Args[1])
	if err != nil {
		return nil, err
	}
	return matching(op, x, text)
}

// patternOf returns the pattern of an operator: a constant, or what ESCAPE or
// SIMILAR TO make of one.
func (c *compiler) patternOf(n *sqlexpr.Node) (datum, error) {
	if n.Op != sqlexpr.Call || len(n.Args) == 0 || len(n.Args) > 2 {
		return c.patternText(n)
	}
	escape := datum{b: []byte{'\\'}}
	k, err := c.patternText(n.Args[0])
	if err == nil && len(n.Args) == 2 {
		escape, err = c.patternText(n.Args[1])
	}
	if err != nil || k.state != known || escape.state != known || len(escape.b) != 1 || escape.b[0] >= 0x80 {
		return datum{}, errSyntax
	}
	var ok bool
	switch n.Text {
	case "like_escape":
		k.b, ok = likeEscape(k.b, escape.b[0])
	case "similar_to_escape":
		k.b, ok = similarEscape(k.b, escape.b[0])
	}
	if !ok {
		return datum{}, errSyntax
	}
	return k, nil
}

// patternText returns a constant text.
func (c *compiler) patternText(n *sqlexpr.Node) (datum, error) {
	y, err := c.operand(n)
	if err == nil {
		y, err = y.resolved(operand{class: textClass})
	}
	switch {
	case err != nil || !y.fixed || !isText(y.class):
		return datum{}, errSyntax
	case y.class == charClass:
		y = y.asText()
	}
	return y.get(nil), nil
}

// matching compiles the comparison of a text with a pattern.
func matching(op string, x operand, k datum) (test, error) {
	if k.state == null {
		return func([]byte) Truth { return Unknown }, nil
	}
	m, err := pattern(op, string(k.b), x.class == foldClass)
	if err != nil {
		return nil, err
	}
	f := func(v []byte) Truth {
		d := x.get(v)
		if d.state != known {
			return Unknown
		}
		return m.matches(d.b)
	}
	if x.cased {
		f = localised(f)
	}
	return f, nil
}

// localised returns f for ASCII. Which other characters are letters, and which
// are the same but for their case, depends on the locale of the database. (In
// those of Turkish and Azeri the case of i does, too; a dump does not say.)
func localised(f test) test {
	return func(v []byte) Truth {
		if !isASCII(v) {
			return Unknown
		}
		return f(v)
	}
}
