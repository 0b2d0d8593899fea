package expr

import (
	"regexp/syntax"

	"sanitize/dumpfmt/sqlexpr"
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
// become letters of their case, digits digits, the rest and the length stay, that of
// bytes and bits, too; numbers keep their sign, and their number of digits.
func (c *Cond) UnderScramble() Keeping {
	switch each := c.Each(); {
	case c.typ.Kind != mask.Array:
		return c.scrambled(c.node)
	case each != nil:
		return each.UnderScramble()
	case c.ofShape():
		return Always
	}
	return Breaks
}

func (c *Cond) scrambled(n *sqlexpr.Node) Keeping {
	switch n.Op {
	case sqlexpr.Bool:
		return Always
	case sqlexpr.IsTrue:
		return c.scrambled(n.Args[0])
	case sqlexpr.Not, sqlexpr.IsFalse:
		if k := c.scrambled(n.Args[0]); k >= Mostly {
			return k
		}
		return Breaks
	case sqlexpr.And, sqlexpr.Or:
		worst := Always
		for _, a := range n.Args {
			worst = min(worst, c.scrambled(a))
		}
		if n.Op == sqlexpr.Or && worst < Mostly {
			return Breaks
		}
		return worst
	case sqlexpr.IsNull:
		if isPath(n.Args[0]) {
			return Always // members and nulls of JSON stay
		}
	case sqlexpr.Compare:
		if asksKeys[n.Text] {
			return Mostly // keys that are names stay; strings among items do not
		}
		return c.scrambledCompare(n)
	}
	return Breaks
}

func (c *Cond) scrambledCompare(n *sqlexpr.Node) Keeping {
	list, listed := arrayElements(n.Args[1])
	x, err := c.operand(n.Args[0])
	if err != nil || listed != (n.Quantifier != "") {
		return Breaks
	}
	op, consts := n.Text, []operand{}
	if listed {
		if consts, x, err = c.constants(x, list); err != nil {
			return Breaks
		}
	} else {
		y, err := c.operand(n.Args[1])
		if isPattern(n.Text) {
			k, e := c.patternOf(n.Args[1])
			y, err = operand{class: textClass, fixed: true, get: func([]byte) datum { return k }}, e
		} else if err == nil {
			x, y, err = paired(x, y)
		}
		if err != nil {
			return Breaks
		}
		if x.fixed {
			x, y, op = y, x, mirrored(op)
		}
		consts = append(consts, y)
	}
	worst := Always
	for _, k := range consts {
		worst = min(worst, c.scrambledOne(x, op, k))
	}
	if n.Quantifier == "ANY" && worst < Mostly || len(consts) > maxAvoided && worst == Avoids {
		return Breaks
	}
	return worst
}

// maxAvoided bounds how many values a mask is to avoid by drawing again.
const maxAvoided = 20

func (c *Cond) scrambledOne(x operand, op string, k operand) Keeping {
	switch {
	case x.count == octets && (c.typ.Kind == mask.Bytea || c.typ.Kind == mask.Bit):
		return Always
	case x.count == octets, x.count == places:
		return Breaks
	case x.count == marks:
		return Mostly
	case x.count != nothing:
		return Always
	case x.class == moneyClass, (x.class == numClass || x.class == floatClass) && x.column:
		return scrambledNumber(op, k)
	case !isText(x.class) || c.typ.Kind != mask.Text && c.typ.Kind != mask.Char:
		return Breaks
	case !k.fixed: // x = lower(x)
		return Mostly
	}
	text := k.get(nil).b
	switch {
	case op == "=" || op == "<>":
		if len(trimBlanks(text)) == 0 {
			return Always // what is blank stays so
		}
		if op == "<>" {
			return Avoids
		}
		return Breaks
	}
	source, _, err := goPattern(op, string(text), x.class == foldClass)
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
func scrambledNumber(op string, k operand) Keeping {
	if !k.fixed || k.get(nil).state != known {
		return Breaks
	}
	d := k.get(nil)
	zero := d.n == 0 && d.f == 0 && d.d.zero()
	switch {
	case zero && (op == ">=" || op == ">" || op == "<" || op == "<>"):
		return Always
	case op == "<>":
		return Avoids
	}
	return Breaks
}
