package expr

import (
	"slices"
	"strings"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// Values returns the values that meet the condition, false if they are not a
// short list.
func (c *Cond) Values() ([]string, bool) { return c.list(true) }

// Others is Values for those that do not meet it.
func (c *Cond) Others() ([]string, bool) { return c.list(false) }

func (c *Cond) list(meet bool) ([]string, bool) {
	list, ok := c.values(c.node, meet, !meet)
	if !ok {
		return nil, false
	}
	var out []string
	for _, v := range list {
		if (c.test([]byte(v)) == True) == meet {
			out = append(out, v)
		}
	}
	return out, len(out) > 0
}

// values returns values that all that meet n, or do not, are among. sure says that
// whatever is not among them is known not to be meant: no NULL is compared with.
func (c *Cond) values(n *sqlexpr.Node, meet, sure bool) ([]string, bool) {
	switch n.Op {
	case sqlexpr.Not:
		return c.values(n.Args[0], !meet, true)
	case sqlexpr.IsTrue:
		return c.values(n.Args[0], meet, sure || !meet)
	case sqlexpr.And, sqlexpr.Or:
		if (n.Op == sqlexpr.And) == meet {
			return c.valuesOfOne(n.Args, meet, sure)
		}
		return c.valuesOfAll(n.Args, meet, sure)
	case sqlexpr.Compare:
		return c.comparedValues(n, meet, sure)
	}
	return nil, false
}

// valuesOfOne is values where all of the nodes have to be met, or not.
func (c *Cond) valuesOfOne(nodes []*sqlexpr.Node, meet, sure bool) ([]string, bool) {
	for _, n := range nodes {
		if list, ok := c.values(n, meet, sure); ok {
			return list, true
		}
	}
	return nil, false
}

// valuesOfAll is values where one of the nodes has to be met, or not.
func (c *Cond) valuesOfAll(nodes []*sqlexpr.Node, meet, sure bool) ([]string, bool) {
	var all []string
	for _, n := range nodes {
		list, ok := c.values(n, meet, sure)
		if !ok {
			return nil, false
		}
		all = append(all, list...)
	}
	return all, true
}

func (c *Cond) comparedValues(n *sqlexpr.Node, meet, sure bool) ([]string, bool) {
	if meet && (n.Text != "=" || n.Quantifier == "ALL") || !meet && (n.Text != "<>" || n.Quantifier == "ANY") {
		return nil, false
	}
	x, consts, ok := c.sides(n)
	if !ok || !x.column {
		return nil, false
	}
	var list []string
	for _, k := range consts {
		d := k.get(nil)
		if d.state == null {
			if sure {
				return nil, false
			}
			continue
		}
		text, ok := c.text(x, d)
		if !ok {
			return nil, false
		}
		list = append(list, text)
	}
	return list, true
}

// sides returns what a comparison compares with constants, and these.
func (c *Cond) sides(n *sqlexpr.Node) (x operand, consts []operand, ok bool) {
	x, err := c.operand(n.Args[0])
	if err != nil {
		return x, nil, false
	}
	if n.Quantifier != "" {
		list, ok := arrayElements(n.Args[1])
		if !ok {
			return x, nil, false
		}
		consts, x, err = c.constants(x, list)
		return x, consts, err == nil
	}
	y, err := c.operand(n.Args[1])
	if err == nil {
		x, y, err = paired(x, y)
	}
	if x.fixed {
		x, y = y, x
	}
	return x, []operand{y}, err == nil && !x.fixed && y.fixed
}

// text returns a constant as the column would hold it, false where that is not
// known to be one of its values.
func (c *compiler) text(x operand, d datum) (string, bool) {
	switch x.class {
	case textClass, foldClass:
		return string(d.b), c.typ.Kind == mask.Text || c.typ.Kind == mask.Char
	case charClass:
		return string(trimBlanks(d.b)), true
	case numClass:
		return d.d.String(), c.typ.Kind == mask.Numeric || d.d.isWhole()
	case boolClass:
		return string("ft"[d.n]), true
	case enumClass:
		return c.typ.Labels[d.n], true
	case dayClass:
		day, clock, timed := strings.Cut(string(d.b), " ")
		if c.typ.Kind == mask.Date && timed {
			return day, strings.Trim(clock, "0:.") == ""
		}
		return string(d.b), true
	case floatClass, zonedClass, uuidClass, timeClass:
		return string(d.b), true
	}
	return "", false
}

// Span is the interval in which a condition holds, but for a few values.
type Span struct {
	Lo, Hi             string // "" where it has no end
	LoStrict, HiStrict bool   // the end is not in it
}

// Span returns the interval of the numbers or dates that meet the condition,
// false if it is not one but for a few values.
func (c *Cond) Span() (s Span, ok bool) {
	return s, c.narrowAll(&s, c.node.Conjuncts())
}

func (c *Cond) narrowAll(s *Span, nodes []*sqlexpr.Node) bool {
	return !slices.ContainsFunc(nodes, func(n *sqlexpr.Node) bool { return !c.narrow(s, n) })
}

// narrow narrows s by n.
func (c *Cond) narrow(s *Span, n *sqlexpr.Node) bool {
	if n.Op == sqlexpr.IsTrue {
		return c.narrowAll(s, n.Args[0].Conjuncts())
	}
	if n.Op == sqlexpr.Bool {
		return n.Text == "t"
	}
	if n.Op != sqlexpr.Compare || len(n.Args) != 2 {
		return false
	}
	x, consts, ok := c.sides(n)
	if !ok || !x.column {
		return false
	}
	if n.Text == "<>" && n.Quantifier != "ANY" {
		return true
	}
	op := n.Text
	if n.Quantifier != "" || consts[0].get(nil).state != known || !x.class.ordered() || x.class != classOf(c.typ) ||
		x.class == floatClass && c.typ.Bits == 32 && consts[0].typ.Bits != 32 { // where 0.1 > 0.1
		return false
	}
	if y, err := c.operand(n.Args[0]); err == nil && y.fixed {
		op = mirrored(op)
	}
	return c.raise(s, x, op, consts[0])
}

// raise sets an end of a span to k if that is narrower.
func (c *Cond) raise(s *Span, x operand, op string, k operand) bool {
	end, strict, direction := &s.Lo, &s.LoStrict, 1
	switch op {
	case ">", ">=":
	case "<", "<=":
		end, strict, direction = &s.Hi, &s.HiStrict, -1
	default:
		return false
	}
	text, open := k.boundText(), len(op) == 1
	if c.typ.Kind == mask.Date {
		var ok bool
		if text, open, ok = dayBound(text, op); !ok {
			return false
		}
	}
	if *end == "" {
		*end, *strict = text, open
		return true
	}
	old := read(x.class, []byte(*end), x.typ)
	if old.state != known {
		return false
	}
	switch order := compare(x.class, read(x.class, []byte(text), x.typ), old) * direction; {
	case order > 0:
		*end, *strict = text, open
	case order == 0:
		*strict = *strict || open
	}
	return true
}

// dayBound returns the day that a timestamp is as an end of dates.
func dayBound(text, op string) (day string, open, ok bool) {
	at, ok := parseInstant([]byte(text))
	if !ok || !at.timed {
		return text, len(op) == 1, ok
	}
	day, clock, _ := strings.Cut(text, " ")
	if strings.HasSuffix(clock, "BC") {
		return "", false, false
	}
	if strings.Trim(clock, "0:.") == "" {
		return day, len(op) == 1, true
	}
	return day, op[0] == '>', true // its own day is too early, or early enough
}

// boundText returns a constant as it is written.
func (x operand) boundText() string {
	d := x.get(nil)
	if x.class == numClass {
		return d.d.String()
	}
	return string(d.b)
}
