package ddl

import (
	"bytes"

	"sanitize/dumpfmt/sqllex"
)

// appendStandard appends to dst a statement that was written under
// standard_conforming_strings = off, as it reads under on: each '…' with a
// backslash in it becomes E'…'. The readers know on alone. The statement is not
// kept.
func appendStandard(dst, stmt []byte) []byte {
	c := sqllex.NewCursor(stmt, false)
	done := 0
	for c.Token().Kind != sqllex.End {
		t := c.Next()
		if t.C != '\'' || bytes.IndexByte(stmt[t.Lo:t.Hi], '\\') < 0 {
			continue
		}
		dst = append(dst, stmt[done:t.Lo]...)
		dst = append(dst, 'E')
		done = t.Lo
	}
	return append(dst, stmt[done:]...)
}
