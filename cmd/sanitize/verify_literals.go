package main

import (
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// schemaLiterals gathers the literals of a schema: labels, the values of CHECKs,
// bounds, predicates and defaults. They stand in the result as they stood in the
// dump, whatever rows hold, and masks draw from them.
type schemaLiterals struct{ list []string }

// isOnes reports whether a literal may be a person's own, as addresses and
// numbers are: it is looked for as if the schema did not say it.
func isOnes(text string) bool {
	digits := 0
	for _, c := range text {
		if '0' <= c && c <= '9' {
			digits++
		}
	}
	return digits > 8 || strings.Contains(text, "@")
}

// maxLiterals bounds them: a schema that has more is a table of values.
const maxLiterals = 100_000

// add adds the literals of a statement that defines tables, types or indexes.
func (l *schemaLiterals) add(seg *dumpfmt.Segment, _ *dumpfmt.Schema) error {
	if seg.Kind != dumpfmt.SQL {
		return nil
	}
	c := sqllex.NewCursor(seg.Bytes, seg.Session.StdStrings)
	if !c.AcceptAny("create", "alter") || !c.IsAny("table", "unlogged", "foreign", "type", "domain", "index", "unique") {
		return nil
	}
	for ; !c.AtEnd() && len(l.list) < maxLiterals; c.Next() {
		if t := c.Token(); t.Kind == sqllex.String {
			if text, ok := c.Text(t); ok && !isOnes(text) {
				l.list = append(l.list, text)
			}
		}
	}
	return nil
}
