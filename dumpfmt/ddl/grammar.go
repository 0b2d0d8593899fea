package ddl

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"sanitize/dumpfmt/sqllex"
)

// errGrammar says that PostgreSQL's grammar does not know the statement, or is
// not in this build. The message of the grammar itself is not passed on, as it
// quotes the statement.
var errGrammar = errors.New("a syntax that PostgreSQL 16 does not know")

// The limits of what the C parser is given. Its results are walked recursively
// in C, where a stack that is too small cannot be caught: an expression 20,000
// deep was still within 8 MiB, one of 50,000 was not.
const (
	maxGrammarSize  = 1 << 20
	maxGrammarDepth = 1000
)

// maxOperators bounds a run of operator characters: at each operator, or comment,
// that it finds in one, PostgreSQL's lexer has gone through all that is left of it.
const maxOperators = 500

// fits reports whether the statement can be given to PostgreSQL's grammar: it
// is UTF-8 without NUL, and neither too large nor nested too deeply.
func fits(stmt []byte) bool {
	return len(stmt) <= maxGrammarSize && utf8.Valid(stmt) && bytes.IndexByte(stmt, 0) < 0 && shallow(stmt)
}

// hasLongRun reports whether more than maxOperators operator characters follow
// on each other.
func hasLongRun(operators []byte) bool {
	run := 0
	for _, c := range operators {
		if run++; !sqllex.IsOperator(c) {
			run = 0
		}
		if run > maxOperators {
			return true
		}
	}
	return false
}

// level is what shallow knows of a list in brackets.
type level struct {
	tokens  int // in the current element
	inner   int // the height of the highest list within it
	highest int // of the elements before it
}

func (l level) height() int { return max(l.highest, l.tokens+l.inner) }

// shallow reports whether no expression can be nested deeper than
// maxGrammarDepth, and no run of operators and comments is long. It takes each
// token between two commas, or two statements of a function's body, to be an
// operator that has all the others as its operands.
func shallow(stmt []byte) bool {
	var levels [64]level // most statements need no more
	open := append(levels[:0], level{})
	operand := 0 // the end of the last token that is no operator, nor an unclosed comment
	for c := sqllex.NewCursor(stmt, true); c.Token().Kind != sqllex.End; {
		t := c.Next()
		if t.Kind != sqllex.Operator && t.Kind != sqllex.Bad {
			if hasLongRun(stmt[operand:t.Lo]) {
				return false
			}
			operand = t.Hi
		}
		top := &open[len(open)-1]
		top.tokens++
		if top.tokens+top.inner > maxGrammarDepth || len(open) > maxGrammarDepth {
			return false
		}
		switch {
		case t.Is(','), t.Is(';'):
			*top = level{highest: top.height()}
		case t.Is('('), t.Is('['):
			open = append(open, level{})
		case (t.Is(')') || t.Is(']')) && len(open) > 1:
			open = open[:len(open)-1]
			outer := &open[len(open)-1]
			outer.inner = max(outer.inner, top.height())
		}
	}
	return open[0].height() <= maxGrammarDepth && !hasLongRun(stmt[operand:])
}
