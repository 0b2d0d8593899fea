package ddl

import "bytes"

// appendStandard appends to dst a statement that was written under
// standard_conforming_strings = off, as it reads under on: each '…' with a
// backslash in it becomes E'…'. The readers know on
// alone. The statement is not kept.
func appendStandard(dst, stmt []byte) []byte {
	lx := lexer{src: stmt, backslash: true}
	done := 0
	for t := lx.next(); t.kind != end; t = lx.next() {
		if t.c != '\'' || bytes.IndexByte(stmt[t.lo:t.hi], '\\') < 0 {
			continue
		}
		dst = append(dst, stmt[done:t.lo]...)
		dst = append(dst, 'E')
		done = t.lo
	}
	return append(dst, stmt[done:]...)
}
