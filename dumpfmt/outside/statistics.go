package outside

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// CheckStatistics returns an error unless stmt does nothing but to set or clear
// statistics, in the form
//
//	SELECT [* FROM] [pg_catalog.]pg_restore_attribute_stats(…);
//
// Then it may vanish: a restored table gets its statistics from ANALYZE.
func CheckStatistics(stmt []byte, ses *dumpfmt.Session) error {
	w := words{b: stmt}
	if !w.is("select") || functionKind(w.function()) != Statistics || !w.punct('(') {
		return errStatistics
	}
	p := newParser(stmt[w.i:], ses)
	for depth := 1; depth > 0; {
		switch t := p.Next(); {
		case t.Kind == sqllex.End, t.Kind == sqllex.Bad:
			return errStatistics
		case isPunct(t, '('):
			depth++
		case isPunct(t, ')'):
			depth--
		}
	}
	if !p.end() {
		return errStatistics
	}
	return nil
}
