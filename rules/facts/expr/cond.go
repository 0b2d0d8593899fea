package expr

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"sanitize/mask"
)

// Cond is what a CHECK asks of the values of one column. It is immutable and
// safe for concurrent use.
type Cond struct {
	node *Node // without tests for NULL
	typ  mask.Type
	col  string
	fold bool // citext
	test test
}

// test says whether a value meets a condition.
type test func(v []byte) Truth

// For returns the condition that n is for a column of a type, and an error if n
// is about other columns too, or asks what is not understood.
func (n *Node) For(column string, t mask.Type) (*Cond, error) {
	if names := n.Columns(); len(names) != 1 || names[0] != column {
		return nil, fmt.Errorf("it is not about column %s alone", column)
	}
	c := &Cond{node: n.present(column), typ: t, col: column, fold: strings.HasSuffix(t.Name, "citext")}
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
	n := c.node
	if n.Op != Compare || n.Quantifier != "" {
		return false
	}
	left, right, op := n.Args[0], n.Args[1], n.Text
	if left.Op == Now {
		left, right = right, left
		op, _ = mirrored(op)
	}
	if left.Op != Column || right.Op != Now || op != "<" && op != "<=" {
		return false
	}
	if _, err := c.term(left); err != nil {
		return false
	}
	switch right.Type {
	case "", "date", "timestamp without time zone", "timestamp with time zone":
		return c.typ.Kind == mask.Date || c.typ.Kind == mask.Timestamp || c.typ.Kind == mask.TimestampTZ
	}
	return false
}

// Later reports whether a date or timestamp is later than another, or may be.
func Later(v, than []byte) bool {
	a, ok1 := parseInstant(v)
	b, ok2 := parseInstant(than)
	return !bytes.Equal(v, than) && (!ok1 || !ok2 || a.compare(b) > 0)
}

func (c *Cond) compile(n *Node) (test, error) {
	switch n.Op {
	case Bool:
		t := truth(n.Text == "t")
		return func([]byte) Truth { return t }, nil
	case Column:
		if c.typ.Kind != mask.Bool {
			return nil, errSyntax
		}
		return func(v []byte) Truth { return truth(string(v) == "t") }, nil
	case Not:
		a, err := c.compile(n.Args[0])
		if err != nil {
			return nil, err
		}
		return func(v []byte) Truth { return -a(v) }, nil
	case And, Or:
		return c.compileList(n)
	case Compare:
		return c.compileCompare(n)
	}
	return nil, errSyntax
}

func (c *Cond) compileList(n *Node) (test, error) {
	list := make([]test, len(n.Args))
	for i, a := range n.Args {
		var err error
		if list[i], err = c.compile(a); err != nil {
			return nil, err
		}
	}
	return join(list, n.Op == Or), nil
}

// join returns the OR of tests, or their AND.
func join(list []test, either bool) test {
	if either {
		return func(v []byte) Truth {
			t := False
			for _, f := range list {
				t = or(t, f(v))
			}
			return t
		}
	}
	return func(v []byte) Truth {
		t := True
		for _, f := range list {
			t = and(t, f(v))
		}
		return t
	}
}

func (c *Cond) compileCompare(n *Node) (test, error) {
	left, right, op := n.Args[0], n.Args[1], n.Text
	if n.Quantifier == "" && isConstant(left) {
		var ok bool
		if op, ok = mirrored(op); !ok {
			return nil, errSyntax
		}
		left, right = right, left
	}
	x, err := c.term(left)
	if err != nil {
		return nil, err
	}
	if n.Quantifier == "" {
		if !isConstant(right) {
			return c.compileSame(x, right, op)
		}
		return x.against(op, right)
	}
	list := make([]test, len(right.Args))
	for i, a := range right.Args {
		if !isConstant(a) {
			return nil, errSyntax
		}
		if list[i], err = x.against(op, a); err != nil {
			return nil, err
		}
	}
	return join(list, n.Quantifier == "ANY"), nil
}

// compileSame compares two forms of the column's text, as in x = lower(x).
func (c *Cond) compileSame(x *term, right *Node, op string) (test, error) {
	y, err := c.term(right)
	if err != nil || x.kind != textTerm || y.kind != textTerm || op != "=" || c.fold {
		return nil, errSyntax
	}
	return localised(func(v []byte) Truth { return truth(bytes.Equal(x.text(v), y.text(v))) }), nil
}

func isConstant(n *Node) bool {
	return n.Op == String || n.Op == Number || n.Op == Bool || n.Op == Null
}

// mirrored returns the operator for exchanged sides.
func mirrored(op string) (string, bool) {
	switch op {
	case "=", "<>":
		return op, true
	case "<":
		return ">", true
	case "<=":
		return ">=", true
	case ">":
		return "<", true
	case ">=":
		return "<=", true
	}
	return "", false
}

// termKind says how a term is compared.
type termKind int

const (
	textTerm    termKind = iota
	numberTerm           // a number in decimal
	countTerm            // a length
	instantTerm          // a date or timestamp
	labelTerm            // compared as it is, and only for equality
	moneyTerm            // compared with zero
)

// term is what a comparison looks at: the column, or a function of it.
type term struct {
	kind  termKind
	cond  *Cond
	raw   bool // char(n) with its blanks
	cased bool // lower or upper case
	stays bool // scramble does not change it
	text  func(v []byte) []byte
	count func(v []byte) int
}

// term returns what n is of the column.
func (c *Cond) term(n *Node) (*term, error) {
	switch n.Op {
	case Column:
		return c.columnTerm(n)
	case Call:
		if len(n.Args) != 1 {
			return nil, errSyntax
		}
		if a := n.Args[0]; jsonTypeof(n.Text) && a.Op == Column && a.Type == "" && n.Type == "" && (c.typ.Kind == mask.JSON || c.typ.Kind == mask.JSONB) {
			return &term{kind: labelTerm, cond: c, stays: true, text: typeofJSON}, nil
		}
		x, err := c.term(n.Args[0])
		if err != nil || x.kind != textTerm {
			return nil, errSyntax
		}
		if n.Type != "" && !isTextName(n.Type) && lengths[n.Text] == nil {
			return nil, errSyntax
		}
		inner := x.text
		if f := lengths[n.Text]; f != nil {
			return &term{kind: countTerm, cond: c, count: func(v []byte) int { return f(inner(v)) }}, nil
		}
		if f := transforms[n.Text]; f != nil {
			cased := x.cased || n.Text == "lower" || n.Text == "upper"
			return &term{kind: textTerm, cond: c, cased: cased, text: func(v []byte) []byte { return f(inner(v)) }}, nil
		}
	}
	return nil, errSyntax
}

// columnTerm returns the column, under a cast that does not change it.
func (c *Cond) columnTerm(n *Node) (*term, error) {
	x := &term{cond: c, text: func(v []byte) []byte { return v }}
	var harmless []string
	switch c.typ.Kind {
	case mask.Text:
		harmless = []string{"text", "character varying", "varchar", "citext", "name"}
	case mask.Char:
		harmless = []string{"text", "bpchar", "character varying"}
		x.raw = n.Type == "" || n.Type == "bpchar"
		x.text = func(v []byte) []byte { return bytes.TrimRight(v, " ") }
	case mask.Int, mask.Numeric, mask.Float:
		x.kind = numberTerm
		harmless = []string{"numeric", "integer", "bigint", "double precision"}
		if c.typ.Kind == mask.Float {
			harmless = []string{"double precision"}
		}
	case mask.Money:
		x.kind = moneyTerm
	case mask.Date, mask.Timestamp, mask.TimestampTZ:
		x.kind = instantTerm
		if c.typ.Kind != mask.TimestampTZ {
			harmless = []string{"date", "timestamp without time zone"}
		}
		if c.typ.Kind == mask.Timestamp {
			harmless = harmless[1:]
		}
	case mask.Enum, mask.UUID, mask.Bool:
		x.kind = labelTerm
	default:
		return nil, errSyntax
	}
	if n.Type != "" && !slices.Contains(harmless, n.Type) {
		return nil, errSyntax
	}
	return x, nil
}

// against returns the comparison of x with a constant.
func (x *term) against(op string, k *Node) (test, error) {
	if k.Op == Null {
		return func([]byte) Truth { return Unknown }, nil
	}
	switch x.kind {
	case numberTerm:
		d, ok := parseDecimal([]byte(k.Text))
		decide := decider(op)
		if !ok || decide == nil || k.Op == Bool {
			return nil, errSyntax
		}
		return func(v []byte) Truth {
			w, ok := parseDecimal(v)
			if !ok {
				return Unknown
			}
			return truth(decide(w.compare(d)))
		}, nil
	case moneyTerm:
		d, ok := parseDecimal([]byte(k.Text))
		decide := decider(op)
		if !ok || decide == nil || k.Op != Number || len(d.whole)+len(d.fraction) > 0 || d.class != 0 {
			return nil, errSyntax
		}
		return func(v []byte) Truth { return truth(decide(moneySign(v))) }, nil
	case countTerm:
		d, ok := parseDecimal([]byte(k.Text))
		n, exact := d.integer()
		decide := decider(op)
		if !ok || !exact || decide == nil {
			return nil, errSyntax
		}
		return func(v []byte) Truth { return truth(decide(sign(int64(x.count(v)) - n))) }, nil
	case instantTerm:
		return x.instant(op, k)
	}
	return x.words(op, k)
}

// instant compares dates and timestamps. Those that are not read are Unknown.
func (x *term) instant(op string, k *Node) (test, error) {
	at, ok := parseInstant([]byte(k.Text))
	decide := decider(op)
	zoned := x.cond.typ.Kind == mask.TimestampTZ
	if !ok || decide == nil || k.Op != String || at.zoned != zoned && !at.endless() {
		return nil, errSyntax
	}
	return func(v []byte) Truth {
		w, ok := parseInstant(v)
		if !ok {
			return Unknown
		}
		return truth(decide(w.compare(at)))
	}, nil
}

// words compares texts and labels for equality, and texts with patterns.
func (x *term) words(op string, k *Node) (test, error) {
	if k.Op == Number {
		return nil, errSyntax
	}
	if op == "=" || op == "<>" {
		want, negated := []byte(k.Text), op == "<>"
		if x.cond.typ.Kind == mask.Char {
			want = bytes.TrimRight(want, " ")
		}
		text, equal := x.text, bytes.Equal
		if x.cond.fold {
			equal = bytes.EqualFold
		}
		f := func(v []byte) Truth { return truth(equal(text(v), want) != negated) }
		if x.cased || x.cond.fold {
			f = localised(f)
		}
		return f, nil
	}
	if x.kind != textTerm {
		return nil, errSyntax
	}
	re, negated, locale, err := pattern(op, k.Text, x.cond.fold)
	if err != nil {
		return nil, err
	}
	text := x.text
	if x.raw {
		text = func(v []byte) []byte { return v }
	}
	f := func(v []byte) Truth { return truth(re.Match(text(v)) != negated) }
	if locale || x.cased {
		f = localised(f)
	}
	return f, nil
}

// localised returns f for ASCII. Which other characters are letters, and which
// are the same but for their case, depends on the locale of the database.
func localised(f test) test {
	return func(v []byte) Truth {
		for _, c := range v {
			if c >= 0x80 {
				return Unknown
			}
		}
		return f(v)
	}
}

// decider returns what an operator makes of the order of its sides.
func decider(op string) func(order int) bool {
	switch op {
	case "=":
		return func(o int) bool { return o == 0 }
	case "<>":
		return func(o int) bool { return o != 0 }
	case "<":
		return func(o int) bool { return o < 0 }
	case "<=":
		return func(o int) bool { return o <= 0 }
	case ">":
		return func(o int) bool { return o > 0 }
	case ">=":
		return func(o int) bool { return o >= 0 }
	}
	return nil
}

func sign(n int64) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}
