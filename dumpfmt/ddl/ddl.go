package ddl

import (
	"errors"
	"fmt"

	"sanitize/dumpfmt"
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
	if !relevant(stmt) || isNoop(stmt) {
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
