package expr

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"unicode/utf8"

	"sanitize/dumpfmt/sqlexpr"
)

// perPattern is how many texts are made for a pattern.
const perPattern = 24

// Examples returns texts as the patterns of the condition describe them, the same
// ones each time: a mask is tried on them. None need meet all of the condition.
func (c *Cond) Examples() []string {
	var list []string
	c.node.Walk(func(n *sqlexpr.Node) {
		if n.Op != sqlexpr.Compare || !isPattern(n.Text) || len(n.Args) != 2 {
			return
		}
		text, err := c.patternOf(n.Args[1])
		if err != nil || text.state != known {
			return
		}
		_, op := cutSchema(n.Text)
		source, _, err := goPattern(op, string(text.b), false)
		if err != nil {
			return
		}
		re, err := syntax.Parse(source, syntax.Perl)
		if err != nil {
			return
		}
		e := exampler{rand.New(rand.NewPCG(1, 2))}
		for range perPattern {
			if v := e.add(nil, re); len(v) <= maxExample {
				list = append(list, string(v))
			}
		}
	})
	return list
}

// maxExample bounds an example, and how often a part of it is repeated.
const (
	maxExample = 1 << 12
	maxRepeat  = 12
)

// exampler writes texts that match a pattern, but for what \b and the like ask.
type exampler struct{ *rand.Rand }

func (e exampler) add(dst []byte, re *syntax.Regexp) []byte {
	if len(dst) > maxExample {
		return dst
	}
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			dst = utf8.AppendRune(dst, r)
		}
	case syntax.OpCharClass:
		dst = utf8.AppendRune(dst, e.oneOf(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		dst = append(dst, "aeknrst0257"[e.IntN(11)])
	case syntax.OpStar:
		dst = e.repeat(dst, re.Sub[0], 0, maxRepeat)
	case syntax.OpPlus:
		dst = e.repeat(dst, re.Sub[0], 1, maxRepeat)
	case syntax.OpQuest:
		dst = e.repeat(dst, re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		most := re.Max
		if most < 0 || most > re.Min+maxRepeat {
			most = re.Min + maxRepeat
		}
		dst = e.repeat(dst, re.Sub[0], re.Min, most)
	case syntax.OpAlternate:
		dst = e.add(dst, re.Sub[e.IntN(len(re.Sub))])
	case syntax.OpConcat, syntax.OpCapture:
		for _, sub := range re.Sub {
			dst = e.add(dst, sub)
		}
	}
	return dst
}

func (e exampler) repeat(dst []byte, re *syntax.Regexp, least, most int) []byte {
	for range least + e.IntN(most-least+1) {
		dst = e.add(dst, re)
	}
	return dst
}

// oneOf returns a character of a class, of ASCII where it has some.
func (e exampler) oneOf(class []rune) rune {
	var some []rune
	for i := 0; i < len(class); i += 2 {
		for r := max(class[i], ' '); r <= min(class[i+1], '~'); r++ {
			some = append(some, r)
		}
	}
	if len(some) == 0 {
		return class[0]
	}
	letters := slices.DeleteFunc(slices.Clone(some), func(r rune) bool { return !isDigit(byte(r)) && !isLetter(byte(r)) })
	if len(letters) > 0 && e.IntN(8) > 0 { // marks are rare
		some = letters
	}
	return some[e.IntN(len(some))]
}
