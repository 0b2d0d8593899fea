package expr

// Truth is the value of a condition. PostgreSQL takes a row unless it is False.
type Truth int8

// The truths, in the order in which AND takes the least and OR the greatest.
const (
	False Truth = iota - 1
	Unknown
	True
)

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}

// truths is a set of truths.
type truths uint8

func oneOf(t Truth) truths { return 1 << (t + 1) }

const anyTruth truths = 7

func (s truths) has(t Truth) bool { return s&oneOf(t) != 0 }

// combine returns what op makes of any of s with any of t.
func (s truths) combine(t truths, op func(a, b Truth) Truth) truths {
	var out truths
	for a := False; a <= True; a++ {
		for b := False; b <= True; b++ {
			if s.has(a) && t.has(b) {
				out |= oneOf(op(a, b))
			}
		}
	}
	return out
}

func and(a, b Truth) Truth { return min(a, b) }
func or(a, b Truth) Truth  { return max(a, b) }

// NullMayFail reports whether n can be False where the column is NULL and
// nothing is known of the others.
func (n *Node) NullMayFail(column string) bool { return n.ifNull(column).has(False) }

func (n *Node) ifNull(column string) truths {
	switch n.Op {
	case And, Or:
		op := and
		if n.Op == Or {
			op = or
		}
		out := n.Args[0].ifNull(column)
		for _, a := range n.Args[1:] {
			out = out.combine(a.ifNull(column), op)
		}
		return out
	case Not:
		return n.Args[0].ifNull(column).combine(oneOf(True), func(a, _ Truth) Truth { return -a })
	case IsNull:
		if n.Args[0].isNull(column) {
			return oneOf(True)
		}
	case Compare:
		// All that can be compared here are strict: NULL in, NULL out.
		if n.Args[0].isNull(column) && (n.Quantifier == "" || len(n.Args[1].Args) > 0) || n.Quantifier == "" && n.Args[1].isNull(column) {
			return oneOf(Unknown)
		}
	case Column:
		if n.Text == column {
			return oneOf(Unknown)
		}
	case Null:
		return oneOf(Unknown)
	}
	return anyTruth
}

// isNull reports whether n is NULL where the column is.
func (n *Node) isNull(column string) bool {
	switch n.Op {
	case Null:
		return true
	case Column:
		return n.Text == column
	case Call:
		return isStrict(n.Text) && len(n.Args) == 1 && n.Args[0].isNull(column)
	}
	return false
}

func isStrict(function string) bool {
	return lengths[function] != nil || transforms[function] != nil || jsonTypeof(function)
}

// NullTestsOnly reports whether n asks of columns only whether they are NULL.
func (n *Node) NullTestsOnly() bool {
	switch n.Op {
	case And, Or, Not:
		for _, a := range n.Args {
			if !a.NullTestsOnly() {
				return false
			}
		}
		return true
	case IsNull:
		return n.Args[0].Op == Column
	case Compare: // (a IS NULL) = (b IS NULL)
		return n.Quantifier == "" && n.Args[0].NullTestsOnly() && n.Args[1].NullTestsOnly()
	case Bool, Null:
		return true
	}
	return false
}

// present returns n for rows in which the column is not NULL: NULL tests of it
// are answered, and what they decide is left out.
func (n *Node) present(column string) *Node {
	switch n.Op {
	case IsNull:
		if a := n.Args[0]; a.isNull(column) {
			return &Node{Op: Bool, Text: "f"}
		}
	case Not:
		a := n.Args[0].present(column)
		if a.Op == Bool {
			return &Node{Op: Bool, Text: pick(a.Text == "t", "f", "t")}
		}
		return &Node{Op: Not, Args: []*Node{a}}
	case And, Or:
		neutral := pick(n.Op == And, "t", "f")
		out := &Node{Op: n.Op}
		for _, a := range n.Args {
			a = a.present(column)
			switch {
			case a.Op == Bool && a.Text != neutral:
				return a
			case a.Op != Bool:
				out.Args = append(out.Args, a)
			}
		}
		switch len(out.Args) {
		case 0:
			return &Node{Op: Bool, Text: neutral}
		case 1:
			return out.Args[0]
		}
		return out
	}
	return n
}
