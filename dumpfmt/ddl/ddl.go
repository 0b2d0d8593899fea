package ddl

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Apply reads one SQL statement and records what it says of tables, types and
// constraints in s. The statement comes without leading comments and with its
// ';', in UTF-8 or any other encoding that has only ASCII below 0x80; it is
// not kept. The session ses says how its literals and unqualified names are
// read.
//
// A definition replaces an older one of the same name. What is said of a table
// or type that s does not have is ignored.
//
// Apply reports whether the statement concerned the schema, and which table it
// altered, if it altered one. An error means that s cannot be trusted to have
// all columns and types of the dump; it names the object, and never repeats a
// literal of the statement.
func Apply(s *dumpfmt.Schema, stmt []byte, ses *dumpfmt.Session) (concerned bool, altered dumpfmt.Name, err error) {
	if err := indirectly(s, stmt, ses); err != nil {
		return false, dumpfmt.Name{}, err
	}
	if !Relevant(stmt) || isNoop(stmt) {
		return false, dumpfmt.Name{}, nil
	}
	if !ses.StdStrings {
		stmt = appendStandard(nil, stmt)
	}
	c := catalog{Schema: s, path: ses.SearchPath}
	if known, concerned, err := c.naming(stmt); known {
		return concerned, dumpfmt.Name{}, err
	}
	st, err := read(stmt)
	if err != nil {
		return false, dumpfmt.Name{}, err
	}
	concerned, err = st.apply(&c)
	return concerned, c.altered, err
}

// errGrammar says that PostgreSQL's grammar does not know the statement, or is
// not in this build. The message of the grammar itself is not passed on, as it
// quotes the statement.
var errGrammar = errors.New("a syntax that PostgreSQL 16 does not know")

// read gives the statement to PostgreSQL's grammar, and to the narrower reader
// where the grammar cannot take or does not know it, or takes too long.
func read(stmt []byte) (statement, error) {
	if st, ok := quick(stmt); ok {
		return st, nil
	}
	if fits(stmt) {
		st, err := tree(stmt)
		if !errors.Is(err, errGrammar) {
			return st, err
		}
	}
	st, err := narrow(stmt)
	if name := dialect(stmt); err != nil && name != "" {
		err = fmt.Errorf("%w; it is in the dialect of %s, whose dumps are not read: load it into PostgreSQL first", err, name)
	}
	return st, err
}

// The limits of what the C parser is given. Its results are walked recursively
// in C, where a stack that is too small cannot be caught: an expression 20,000
// deep was still within 8 MiB, one of 50,000 was not.
const (
	maxGrammarSize  = 1 << 20
	maxGrammarDepth = 1000
)

// fits reports whether the statement can be given to PostgreSQL's grammar: it
// is UTF-8 without NUL, and neither too large nor nested too deeply.
func fits(stmt []byte) bool {
	return len(stmt) <= maxGrammarSize && utf8.Valid(stmt) && bytes.IndexByte(stmt, 0) < 0 && shallow(stmt)
}

// level is what shallow knows of a list in brackets.
type level struct {
	tokens  int // in the current element
	inner   int // the height of the highest list within it
	highest int // of the elements before it
}

func (l level) height() int { return max(l.highest, l.tokens+l.inner) }

// shallow reports whether no expression can be nested deeper than
// maxGrammarDepth. It takes each token between two commas to be an operator
// that has all the others as its operands.
func shallow(stmt []byte) bool {
	var levels [64]level // most statements need no more
	open := append(levels[:0], level{})
	for c := sqllex.NewCursor(stmt, true); !c.AtEnd(); {
		t := c.Next()
		top := &open[len(open)-1]
		top.tokens++
		if top.tokens+top.inner > maxGrammarDepth || len(open) > maxGrammarDepth {
			return false
		}
		switch {
		case t.Is(','):
			*top = level{highest: top.height()}
		case t.Is('('), t.Is('['):
			open = append(open, level{})
		case (t.Is(')') || t.Is(']')) && len(open) > 1:
			open = open[:len(open)-1]
			outer := &open[len(open)-1]
			outer.inner = max(outer.inner, top.height())
		}
	}
	return open[0].height() <= maxGrammarDepth
}

// Grammatical reports whether PostgreSQL's grammar knows the statement, or
// cannot be asked: in builds without it, for what is too large, nested too
// deeply or not UTF-8.
func Grammatical(stmt []byte, ses *dumpfmt.Session) bool {
	if !fits(stmt) {
		return true
	}
	if !ses.StdStrings {
		stmt = appendStandard(nil, stmt)
	}
	return grammatical(stmt)
}
