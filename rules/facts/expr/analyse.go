package expr

import (
	"regexp/syntax"
	"slices"
	"strings"

	"sanitize/mask"
)

// Keeping says how far a mask keeps what a condition says.
type Keeping int

// The ways, the weakest first.
const (
	Breaks Keeping = iota // it may break it
	Avoids                // it may hit one of a few values, and then draws again
	Mostly                // but for values without a letter or digit, or of rare scripts
	Always
)

// UnderScramble says whether the mask scramble keeps the condition: letters
// become letters of their case, digits digits, the rest and the length stay;
// numbers keep their sign, and their number of digits.
func (c *Cond) UnderScramble() Keeping { return c.scrambled(c.node) }

func (c *Cond) scrambled(n *Node) Keeping {
	switch n.Op {
	case Bool:
		return Always
	case Not:
		if k := c.scrambled(n.Args[0]); k >= Mostly {
			return k
		}
		return Breaks
	case And, Or:
		worst := Always
		for _, a := range n.Args {
			worst = min(worst, c.scrambled(a))
		}
		if n.Op == Or && worst < Mostly {
			return Breaks
		}
		return worst
	case Compare:
		return c.scrambledCompare(n)
	}
	return Breaks
}

func (c *Cond) scrambledCompare(n *Node) Keeping {
	left, right, op := n.Args[0], n.Args[1], n.Text
	if isConstant(left) {
		left, right = right, left
		op, _ = mirrored(op)
	}
	x, err := c.term(left)
	if err != nil {
		return Breaks
	}
	consts := []*Node{right}
	if n.Quantifier != "" {
		consts = right.Args
	}
	worst := Always
	for _, k := range consts {
		worst = min(worst, c.scrambledOne(x, left, op, k))
	}
	if n.Quantifier == "ANY" && worst < Mostly || len(consts) > maxAvoided && worst == Avoids {
		return Breaks
	}
	return worst
}

// maxAvoided bounds how many values a mask is to avoid by drawing again.
const maxAvoided = 20

func (c *Cond) scrambledOne(x *term, left *Node, op string, k *Node) Keeping {
	switch {
	case x.kind == countTerm:
		if left.Text == "octet_length" {
			return Breaks
		}
		return Always
	case x.kind == numberTerm, x.kind == moneyTerm:
		return scrambledNumber(op, k)
	case x.stays:
		return Always
	case x.kind != textTerm:
		return Breaks
	case !isConstant(k): // x = lower(x)
		return Mostly
	case op == "=" || op == "<>":
		if strings.Trim(k.Text, " ") == "" {
			return Always // what is blank stays so
		}
		if op == "<>" {
			return Avoids
		}
		return Breaks
	}
	source, _, err := goPattern(op, k.Text, c.fold)
	if err != nil {
		return Breaks
	}
	re, err := syntax.Parse(source, syntax.Perl)
	if err != nil || !closed(re) {
		return Breaks
	}
	return Mostly
}

// scrambledNumber knows that zero stays or becomes a positive digit, and that nothing
// else becomes zero or changes its sign.
func scrambledNumber(op string, k *Node) Keeping {
	d, ok := parseDecimal([]byte(k.Text))
	if !ok {
		return Breaks
	}
	zero := len(d.whole)+len(d.fraction) == 0 && d.class == 0
	switch {
	case zero && (op == ">=" || op == ">" || op == "<" || op == "<>"):
		return Always
	case op == "<>":
		return Avoids
	}
	return Breaks
}

// Values returns the values that meet the condition, false if they are not a
// short list.
func (c *Cond) Values() ([]string, bool) {
	list, ok := c.values(c.node)
	if !ok {
		return nil, false
	}
	var out []string
	for _, v := range list {
		if c.test([]byte(v)) == True {
			out = append(out, v)
		}
	}
	return out, len(out) > 0
}

// values returns values that all that meet n are among.
func (c *Cond) values(n *Node) ([]string, bool) {
	switch n.Op {
	case And:
		for _, a := range n.Args {
			if list, ok := c.values(a); ok {
				return list, true
			}
		}
	case Or:
		var all []string
		for _, a := range n.Args {
			list, ok := c.values(a)
			if !ok {
				return nil, false
			}
			all = append(all, list...)
		}
		return all, true
	case Compare:
		return c.comparedValues(n)
	}
	return nil, false
}

func (c *Cond) comparedValues(n *Node) ([]string, bool) {
	left, right := n.Args[0], n.Args[1]
	if isConstant(left) && n.Quantifier == "" {
		left, right = right, left
	}
	if left.Op != Column || n.Text != "=" || n.Quantifier == "ALL" {
		return nil, false
	}
	consts := []*Node{right}
	if n.Quantifier == "ANY" {
		consts = right.Args
	}
	var list []string
	for _, k := range consts {
		switch k.Op {
		case String, Number, Bool:
			list = append(list, k.Text)
		case Null:
		default:
			return nil, false
		}
	}
	return list, true
}

// Span is the interval in which a condition holds, but for a few values.
type Span struct {
	Lo, Hi             string // "" where it has no end
	LoStrict, HiStrict bool   // the end is not in it
	Past               bool   // it ends where the value is that is to be masked, see Cond.Past
}

// Span returns the interval of the numbers or dates that meet the condition,
// false if it is not one but for a few values.
func (c *Cond) Span() (s Span, ok bool) { return JoinSpans([]*Cond{c}) }

// narrow narrows s by n.
func (c *Cond) narrow(s *Span, n *Node) bool {
	if n.Op == Bool {
		return n.Text == "t"
	}
	if n.Op != Compare {
		return false
	}
	left, right, op := n.Args[0], n.Args[1], n.Text
	if op == "<>" && n.Quantifier != "ANY" {
		return left.Op == Column || right.Op == Column
	}
	if isConstant(left) {
		left, right = right, left
		op, _ = mirrored(op)
	}
	if n.Quantifier != "" || left.Op != Column || !isConstant(right) || right.Op == Null {
		return false
	}
	switch op {
	case ">", ">=":
		return c.raise(&s.Lo, &s.LoStrict, right.Text, op == ">", 1)
	case "<", "<=":
		return c.raise(&s.Hi, &s.HiStrict, right.Text, op == "<", -1)
	}
	return false
}

// raise sets an end of a span to v if that is narrower.
func (c *Cond) raise(end *string, strict *bool, v string, s bool, direction int) bool {
	if *end == "" {
		*end, *strict = v, s
		return true
	}
	order, ok := c.order(v, *end)
	switch order *= direction; {
	case order > 0:
		*end, *strict = v, s
	case order == 0:
		*strict = *strict || s
	}
	return ok
}

// order compares two constants as the column does.
func (c *Cond) order(a, b string) (int, bool) {
	switch c.typ.Kind {
	case mask.Date, mask.Timestamp, mask.TimestampTZ:
		x, ok1 := parseInstant([]byte(a))
		y, ok2 := parseInstant([]byte(b))
		return x.compare(y), ok1 && ok2
	}
	x, ok1 := parseDecimal([]byte(a))
	y, ok2 := parseDecimal([]byte(b))
	return x.compare(y), ok1 && ok2
}

// Scale returns a number in units of ten to the power of minus places, false
// unless that is an integer below 10^18, after it was rounded towards where up
// says.
func Scale(v string, places int) (n int64, exact, ok bool) {
	d, ok := parseDecimal([]byte(v))
	if !ok || d.class != 0 {
		return 0, false, false
	}
	exact = len(d.fraction) <= places
	if !exact {
		d.fraction = d.fraction[:places]
	}
	n, ok = d.scaled(places)
	return n, exact, ok
}

// Days returns the day of a date or timestamp, counted from a fixed one.
func Days(v []byte) (int64, bool) {
	at, ok := parseInstant(v)
	if !ok || at.endless() {
		return 0, false
	}
	n := at.micros / day
	if at.micros%day < 0 {
		n--
	}
	return n, true
}

// Orders reports whether n asks of its columns only how they compare with each
// other, and whether they are NULL: masks that move all columns of a row alike,
// and keep NULLs, keep it.
func (n *Node) Orders() bool {
	switch n.Op {
	case And, Or, Not:
		return !slices.ContainsFunc(n.Args, func(a *Node) bool { return !a.Orders() })
	case Compare:
		if n.Quantifier == "" && decider(n.Text) != nil && n.Args[0].Op == Column && n.Args[1].Op == Column {
			return true
		}
	}
	return n.NullTestsOnly()
}

// OnlyNullTested reports whether all that n asks of the column is whether it is
// NULL.
func (n *Node) OnlyNullTested(column string) bool {
	if n.Op == IsNull && n.Args[0].Op == Column {
		return true
	}
	return !(n.Op == Column && n.Text == column) &&
		!slices.ContainsFunc(n.Args, func(a *Node) bool { return !a.OnlyNullTested(column) })
}

// JoinSpans returns the span in which all conditions on a column hold, false if
// one is no span.
func JoinSpans(conds []*Cond) (s Span, ok bool) {
	for _, c := range conds {
		if c.Past() {
			s.Past = true
			continue
		}
		for _, n := range c.node.Conjuncts() {
			if !c.narrow(&s, n) {
				return s, false
			}
		}
	}
	return s, true
}
