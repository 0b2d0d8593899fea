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
	p := newParser(stmt, ses)
	if !p.Accept("select") || functionKind(p.function()) != Statistics || !p.AcceptPunct('(') {
		return errStatistics
	}
	for depth := 1; depth > 0; {
		switch t := p.Next(); {
		case t.Kind == sqllex.End, t.Kind == sqllex.Bad:
			return errStatistics
		case t.Is('('):
			depth++
		case t.Is(')'):
			depth--
		}
	}
	if !p.end() {
		return errStatistics
	}
	return nil
}
