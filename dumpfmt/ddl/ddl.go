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
// An error means that s cannot be trusted to have all columns and types of the
// dump; it names the object, and never repeats a literal of the statement.
func Apply(s *dumpfmt.Schema, stmt []byte, ses *dumpfmt.Session) (Effect, error) {
	if err := indirectly(s, stmt, ses); err != nil {
		return Effect{}, err
	}
	if !Relevant(stmt) || isNoop(stmt) {
		return Effect{}, nil
	}
	if !ses.StdStrings {
		stmt = appendStandard(nil, stmt)
	}
	c := catalog{Schema: s, path: ses.SearchPath}
	if known, concerned, err := c.naming(stmt); known {
		return Effect{Concerned: concerned}, err
	}
	st, err := read(stmt)
	if err != nil {
		return Effect{}, err
	}
	c.effect.Concerned, err = st.apply(&c)
	return c.effect, err
}

// Effect is what Apply made of a statement.
type Effect struct {
	Concerned bool         // it said something of the schema
	Altered   dumpfmt.Name // the table that it altered
	Late      []Late       // what it changed for rows that came before it
}

// Late is a change by which other rules hold for the rows of a table, and of
// the tables below it, than before: those that came before it were masked by the
// rules that held then. pg_dump makes none behind rows but ATTACH PARTITION.
type Late struct {
	Table  dumpfmt.Name // the name under which the rows came
	Now    dumpfmt.Name // its name now
	Parent dumpfmt.Name // whose part it has become; else its columns have other names or values
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
