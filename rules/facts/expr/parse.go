package expr

import (
	"errors"
	"slices"
	"strings"
)

// Op is what a Node is.
type Op int

// The kinds of nodes.
const (
	Column  Op = iota + 1 // Text is its name
	String                // Text is its value, of Type where it has a cast
	Number                // Text is its value
	Bool                  // Text is t or f
	Null                  // NULL
	Call                  // Text is the function's name
	Array                 // Args are the elements
	And                   // of two or more
	Or                    // of two or more
	Not                   // of one
	IsNull                // of one
	Now                   // the time of the test: now(), CURRENT_DATE and their like
	Compare               // Text is the operator: = <> < <= > >= ~ ~* !~ !~* ~~ ~~* !~~ !~~*
)

// Node is a part of an expression.
type Node struct {
	Op   Op
	Text string
	Args []*Node
	Type string // of the last cast: text, character varying(20)
	// Quantifier is ANY or ALL where the right side of a Compare is a list.
	Quantifier string
}

var errSyntax = errors.New("an expression of a form that is not known")

// maxDepth bounds the nesting of an expression.
const maxDepth = 200

// Parse reads an expression. VALUE, of a domain, is the column value.
func Parse(text string) (*Node, error) {
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens}
	n, err := p.or()
	if err == nil && p.peek().kind != tokEnd {
		err = errSyntax
	}
	if err != nil {
		return nil, err
	}
	return n, nil
}

// Columns returns the columns that n names, in its order.
func (n *Node) Columns() []string {
	var list []string
	n.walk(func(n *Node) {
		if n.Op == Column && !slices.Contains(list, n.Text) {
			list = append(list, n.Text)
		}
	})
	return list
}

func (n *Node) walk(visit func(*Node)) {
	visit(n)
	for _, a := range n.Args {
		a.walk(visit)
	}
}

// Conjuncts returns the expressions that n joins by AND, n itself if it is none.
func (n *Node) Conjuncts() []*Node {
	if n.Op != And {
		return []*Node{n}
	}
	var list []*Node
	for _, a := range n.Args {
		list = append(list, a.Conjuncts()...)
	}
	return list
}

// parser reads an expression by the precedence of operators in the manual's
// section 4.1.6.
type parser struct {
	tokens []token
	pos    int
	depth  int
}

func (p *parser) peek() token { return p.tokens[p.pos] }

func (p *parser) next() token {
	t := p.tokens[p.pos]
	if t.kind != tokEnd {
		p.pos++
	}
	return t
}

// accept steps over the words, or over none.
func (p *parser) accept(words ...string) bool {
	for i, w := range words {
		if t := p.tokens[min(p.pos+i, len(p.tokens)-1)]; t.kind != tokWord || t.text != w {
			return false
		}
	}
	p.pos += len(words)
	return true
}

func (p *parser) punct(s string) bool {
	if t := p.peek(); t.kind != tokPunct || t.text != s {
		return false
	}
	p.pos++
	return true
}

// join reads a list of what next reads, separated by a word.
func (p *parser) join(op Op, word string, next func() (*Node, error)) (*Node, error) {
	n, err := next()
	if err != nil || !p.accept(word) {
		return n, err
	}
	list := &Node{Op: op, Args: []*Node{n}}
	for {
		if n, err = next(); err != nil {
			return nil, err
		}
		list.Args = append(list.Args, n)
		if !p.accept(word) {
			return list, nil
		}
	}
}

func (p *parser) or() (*Node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, errSyntax
	}
	defer func() { p.depth-- }()
	return p.join(Or, "or", p.and)
}

func (p *parser) and() (*Node, error) { return p.join(And, "and", p.not) }

func (p *parser) not() (*Node, error) {
	if !p.accept("not") {
		return p.is()
	}
	if p.depth++; p.depth > maxDepth {
		return nil, errSyntax
	}
	defer func() { p.depth-- }()
	n, err := p.not()
	if err != nil {
		return nil, err
	}
	return &Node{Op: Not, Args: []*Node{n}}, nil
}

// is reads what IS and its like may follow.
func (p *parser) is() (*Node, error) {
	n, err := p.comparison()
	for err == nil {
		switch {
		case p.accept("is", "null"), p.accept("isnull"):
			n = &Node{Op: IsNull, Args: []*Node{n}}
		case p.accept("is", "not", "null"), p.accept("notnull"):
			n = &Node{Op: Not, Args: []*Node{{Op: IsNull, Args: []*Node{n}}}}
		case p.accept("is", "true"):
			n = notNullAnd(n, n)
		case p.accept("is", "false"):
			n = notNullAnd(n, &Node{Op: Not, Args: []*Node{n}})
		default:
			return n, nil
		}
	}
	return nil, err
}

func notNullAnd(n, cond *Node) *Node {
	return &Node{Op: And, Args: []*Node{{Op: Not, Args: []*Node{{Op: IsNull, Args: []*Node{n}}}}, cond}}
}

// comparison reads an operand, and what it is compared with.
func (p *parser) comparison() (*Node, error) {
	left, err := p.operand()
	if err != nil {
		return nil, err
	}
	negated := p.accept("not")
	switch {
	case p.accept("between"):
		return p.between(left, negated)
	case p.accept("in"):
		return p.in(left, negated)
	case p.accept("like"):
		return p.compare(left, pick(negated, "!~~", "~~"))
	case p.accept("ilike"):
		return p.compare(left, pick(negated, "!~~*", "~~*"))
	case negated:
		return nil, errSyntax
	}
	op, ok, err := p.operator()
	if err != nil || !ok {
		return left, err
	}
	return p.compare(left, op)
}

func pick(which bool, yes, no string) string {
	if which {
		return yes
	}
	return no
}

// operator reads an operator that compares, also as OPERATOR(schema.op).
func (p *parser) operator() (op string, ok bool, err error) {
	t := p.peek()
	if p.accept("operator") {
		if !p.punct("(") {
			return "", false, errSyntax
		}
		for p.peek().kind != tokOper {
			if t := p.next(); t.kind == tokEnd {
				return "", false, errSyntax
			}
		}
		t = p.next()
		if !p.punct(")") {
			return "", false, errSyntax
		}
	} else if t.kind == tokOper {
		p.next()
	} else {
		return "", false, nil
	}
	switch t.text {
	case "=", "<>", "<", "<=", ">", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*":
		return t.text, true, nil
	case "!=":
		return "<>", true, nil
	}
	return "", false, errSyntax
}

// compare reads the right side of a comparison.
func (p *parser) compare(left *Node, op string) (*Node, error) {
	n := &Node{Op: Compare, Text: op}
	switch {
	case p.accept("any"), p.accept("some"):
		n.Quantifier = "ANY"
	case p.accept("all"):
		n.Quantifier = "ALL"
	}
	right, err := p.operand()
	if err != nil {
		return nil, err
	}
	if n.Quantifier != "" {
		if right, err = listOf(right); err != nil {
			return nil, err
		}
	}
	n.Args = []*Node{left, right}
	return n, nil
}

// listOf returns the elements of ARRAY[…], or of '{…}' cast to an array.
func listOf(n *Node) (*Node, error) {
	if n.Op == Array {
		return n, nil
	}
	body, ok := strings.CutPrefix(n.Text, "{")
	body, ok2 := strings.CutSuffix(body, "}")
	if n.Op != String || !ok || !ok2 || strings.ContainsAny(body, `"\{}`) {
		return nil, errSyntax
	}
	list := &Node{Op: Array}
	if body == "" {
		return list, nil
	}
	for _, e := range strings.Split(body, ",") {
		list.Args = append(list.Args, &Node{Op: String, Text: strings.TrimSpace(e)})
	}
	return list, nil
}

// between makes x >= a AND x <= b.
func (p *parser) between(x *Node, negated bool) (*Node, error) {
	lo, err := p.operand()
	if err == nil && !p.accept("and") {
		err = errSyntax
	}
	if err != nil {
		return nil, err
	}
	hi, err := p.operand()
	if err != nil {
		return nil, err
	}
	n := &Node{Op: And, Args: []*Node{
		{Op: Compare, Text: ">=", Args: []*Node{x, lo}},
		{Op: Compare, Text: "<=", Args: []*Node{x, hi}},
	}}
	if negated {
		n = &Node{Op: Not, Args: []*Node{n}}
	}
	return n, nil
}

// in makes x = ANY (…), or x <> ALL (…).
func (p *parser) in(x *Node, negated bool) (*Node, error) {
	if !p.punct("(") {
		return nil, errSyntax
	}
	list, err := p.list(")")
	if err != nil || len(list) == 0 {
		return nil, errors.Join(err, errSyntax)
	}
	n := &Node{Op: Compare, Text: "=", Quantifier: "ANY", Args: []*Node{x, {Op: Array, Args: list}}}
	if negated {
		n.Text, n.Quantifier = "<>", "ALL"
	}
	return n, nil
}

// list reads operands up to the closing bracket.
func (p *parser) list(end string) ([]*Node, error) {
	var list []*Node
	if p.punct(end) {
		return nil, nil
	}
	for {
		n, err := p.or()
		if err != nil {
			return nil, err
		}
		list = append(list, n)
		switch {
		case p.punct(end):
			return list, nil
		case !p.punct(","):
			return nil, errSyntax
		}
	}
}
