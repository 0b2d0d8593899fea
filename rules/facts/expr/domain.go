package expr

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// Domain is what conditions leave of the values of one column, besides its
// type: NarrowTo makes it. All its fields hold at once, for all values but
// NULL. It is immutable and safe for concurrent use; its slices are its own.
type Domain struct {
	// Values are all the values that there are, in the column's text form and
	// the order in which they are written; nil unless they are a finite set.
	// It is empty, and not nil, where no value meets the conditions. Those of
	// citext stand for what differs by case alone, which Holds tells apart.
	Values []string

	Span              // the ends of numbers, dates and times
	Excluded []string // single values that there are not, however they are written

	Characters Count // of a text
	Octets     Count // of a text or bytea
	Items      Count // of an array, or a JSON array

	Patterns []Pattern // of a text: all hold
	Case     Case
	NoLead   bool // a text does not begin with a blank
	NoTrail  bool // nor end with one
	NotBlank bool // a text has more than blanks

	JSONTypes []string // what jsonb_typeof may say; nil: anything

	NotNull bool

	// Tests are conditions that are understood, so that Holds knows them, and
	// that no other field tells in full.
	Tests []*Cond
	// Unread are the conditions that are not understood, or that are about
	// other columns, too.
	Unread []*Node

	conds   []*Cond
	certain bool // each of Values meets all conditions
}

// Count bounds a number.
type Count struct{ Min, Max int64 }

// NoLimit is the Max of a Count that has none.
const NoLimit = math.MaxInt64

// Limited reports whether c excludes anything.
func (c Count) Limited() bool { return c != Count{0, NoLimit} }

// Pattern is a regular expression that a text must match, or must not.
type Pattern struct {
	Regexp  *regexp.Regexp
	Negated bool
}

// Case is that of all letters of a text.
type Case int

// The cases.
const (
	AnyCase Case = iota
	LowerCase
	UpperCase
)

// NarrowTo returns what conditions leave of a column of a type; VALUE, in those
// of domains, is the column value. The conditions may be about other columns.
func NarrowTo(column string, t mask.Type, conditions []*Node) *Domain {
	full := Count{0, NoLimit}
	d := &Domain{Characters: full, Octets: full, Items: full}
	for _, n := range conditions {
		for _, part := range n.Conjuncts() {
			d.add(column, t, part)
		}
	}
	d.enumerate(t)
	return d
}

// add adds a condition that is no AND.
func (d *Domain) add(column string, t mask.Type, n *Node) {
	if n.root.Op == sqlexpr.Bool && n.root.Text == "t" {
		return
	}
	c, err := n.For(column, t)
	if err != nil {
		d.Unread = append(d.Unread, n)
		return
	}
	d.NotNull = d.NotNull || ifNull(n.root, column) == only(False)
	if c.Past() {
		d.Past = true
		return
	}
	d.conds = append(d.conds, c)
	for _, part := range c.node.Conjuncts() {
		if !d.narrow(c, part) {
			d.Tests = append(d.Tests, c)
			return
		}
	}
}

// Holds says whether the conditions that are understood hold for a value; nil
// is NULL, which a CHECK lets pass unless it is forbidden.
func (d *Domain) Holds(v []byte) Truth {
	if v == nil {
		if d.NotNull {
			return False
		}
		return Unknown
	}
	t := True
	for _, c := range d.conds {
		if t = and(t, c.test(v)); t == False {
			break
		}
	}
	return t
}

// Exact reports whether the fields tell all: a value within them meets every
// condition, as far as Past and the locale can be known beforehand.
func (d *Domain) Exact() bool {
	return len(d.Unread) == 0 && (len(d.Tests) == 0 || d.certain)
}

// enumerate finds the finite set, if there is one.
func (d *Domain) enumerate(t mask.Type) {
	var list []string
	switch t.Kind {
	case mask.Bool:
		list = []string{"f", "t"}
	case mask.Enum:
		list = t.Labels
	}
	found := list != nil
	for _, c := range d.conds {
		if values, ok := c.values(c.node); ok && (!found || len(values) < len(list)) {
			list, found = values, true
		}
	}
	if !found {
		return
	}
	anyCase := classOf(t) == foldClass // others that are written otherwise may meet the conditions
	d.Values, d.certain = []string{}, !anyCase
	seen := map[string]bool{}
	for _, v := range list {
		t := d.Holds([]byte(v))
		if (t != False || anyCase) && !seen[v] {
			d.Values = append(d.Values, v)
		}
		d.certain = d.certain && t != Unknown
		seen[v] = true
	}
}

// narrow narrows the fields by a condition, false if they do not tell all of
// it.
func (d *Domain) narrow(c *Cond, n *sqlexpr.Node) bool {
	if n.Op == sqlexpr.Bool {
		return n.Text == "t"
	}
	if n.Op != sqlexpr.Compare || len(n.Args) != 2 {
		return false
	}
	if isPattern(n.Text) {
		return d.match(c, n)
	}
	x, consts, ok := c.sides(n)
	if !ok {
		return d.form(c, n)
	}
	op := n.Text
	if y, err := c.operand(n.Args[0]); err == nil && y.fixed {
		op = mirrored(op)
	}
	member := n.Quantifier == "" || n.Quantifier == "ANY" && op == "=" || n.Quantifier == "ALL" && op == "<>"
	switch {
	case !member:
		return false
	case x.count == jsonKind:
		return d.jsonTypes(op, consts)
	case x.count != nothing:
		return n.Quantifier == "" && d.count(x, op, consts[0])
	case !x.column:
		return d.blank(c, n, op, consts)
	case op == "=":
		return false // Values say it
	case op == "<>":
		return d.exclude(c, x, consts)
	}
	return c.narrow(&d.Span, n)
}

func (d *Domain) exclude(c *Cond, x operand, consts []operand) bool {
	seen := map[string]bool{}
	for _, text := range d.Excluded {
		seen[text] = true
	}
	for _, k := range consts {
		text, ok := c.text(x, k.get(nil))
		if !ok || k.get(nil).state != known {
			return false
		}
		if text == "" {
			d.Characters.Min = max(d.Characters.Min, 1)
		}
		if !seen[text] {
			d.Excluded = append(d.Excluded, text)
		}
		seen[text] = true
	}
	return x.class != foldClass // else it excludes other cases, too
}

// count narrows what a number counts.
func (d *Domain) count(x operand, op string, k operand) bool {
	limit := map[counted]*Count{characters: &d.Characters, octets: &d.Octets, elements: &d.Items}[x.count]
	kd := k.get(nil)
	if limit == nil || kd.state != known || x.of != wholeColumn && x.of != trimmedColumn {
		return false
	}
	n, exact := kd.n, kd.m == 0
	lo, hi := int64(0), int64(NoLimit)
	switch op {
	case "=":
		if lo, hi = n, n; !exact {
			return false
		}
	case ">=":
		if lo = n; !exact {
			lo++
		}
	case ">":
		lo = n + 1
	case "<=":
		hi = n
	case "<":
		if hi = n; exact {
			hi--
		}
	default:
		return false
	}
	if x.of == trimmedColumn {
		d.NotBlank = d.NotBlank || lo > 0
		d.Characters.Min = max(d.Characters.Min, lo)
		return hi == NoLimit && lo <= 1
	}
	limit.Min, limit.Max = max(limit.Min, lo), min(limit.Max, hi)
	return true
}

// blank knows btrim(x) <> ”.
func (d *Domain) blank(c *Cond, n *sqlexpr.Node, op string, consts []operand) bool {
	x, err := c.operand(n.Args[0])
	if err != nil || op != "<>" || x.of != trimmedColumn || len(consts) != 1 {
		return false
	}
	if k := consts[0].get(nil); k.state != known || len(k.b) > 0 {
		return false
	}
	d.NotBlank = true
	d.Characters.Min = max(d.Characters.Min, 1)
	return true
}

// form knows x = lower(x), and its like.
func (d *Domain) form(c *Cond, n *sqlexpr.Node) bool {
	x, y, err := c.pair(n)
	if err != nil || n.Quantifier != "" || n.Text != "=" || x.class != textClass {
		return false
	}
	call := n.Args[1]
	if !x.column {
		x, y, call = y, x, n.Args[0]
	}
	for call.Op == sqlexpr.Cast || call.Op == sqlexpr.Collate {
		call = call.Args[0]
	}
	if !x.column || call.Op != sqlexpr.Call || y.of != trimmedColumn && y.of != changedColumn {
		return false
	}
	switch call.Text {
	case "lower", "upper":
		want := LowerCase
		if call.Text == "upper" {
			want = UpperCase
		}
		if d.Case != AnyCase && d.Case != want {
			return false // no letter at all
		}
		d.Case = want
	case "btrim":
		d.NoLead, d.NoTrail = true, true
	case "ltrim":
		d.NoLead = true
	case "rtrim":
		d.NoTrail = true
	}
	return true
}

// match adds a pattern.
func (d *Domain) match(c *Cond, n *sqlexpr.Node) bool {
	x, err := c.operand(n.Args[0])
	if err != nil || n.Quantifier != "" || !x.column || c.typ.Kind != mask.Text && c.typ.Kind != mask.Char {
		return false
	}
	k, err := c.patternOf(n.Args[1])
	if err != nil || k.state != known {
		return false
	}
	_, op := cutLast(n.Text, ".")
	m, err := pattern(op, string(k.b), x.class == foldClass)
	if err != nil {
		return false
	}
	d.Patterns = append(d.Patterns, Pattern{m.re, m.negated})
	return true
}

var jsonTypes = []string{"object", "array", "string", "number", "boolean", "null"}

// jsonTypes narrows the kinds of JSON values.
func (d *Domain) jsonTypes(op string, consts []operand) bool {
	if op != "=" && op != "<>" {
		return false
	}
	left := d.JSONTypes
	if left == nil {
		left = jsonTypes
	}
	d.JSONTypes = slices.DeleteFunc(slices.Clone(left), func(t string) bool {
		listed := slices.ContainsFunc(consts, func(k operand) bool { return strings.TrimSpace(string(k.get(nil).b)) == t })
		return listed != (op == "=")
	})
	return true
}
