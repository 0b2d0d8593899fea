package outside

import (
	"bytes"
	"regexp"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// HoldsData reports whether a statement holds data by its nature and not SQL
// text: the content of large objects, statistics, the value of a sequence.
func HoldsData(stmt []byte, ses *dumpfmt.Session) bool {
	switch Classify(stmt, ses) {
	case LargeObject, LargeObjectData, Statistics:
		return !sqllex.HasComment(stmt, ses.StdStrings)
	}
	p := newParser(stmt, ses)
	return p.Accept("select") && sqllex.EqualFold(p.function(), "setval") && p.constants() && !sqllex.HasComment(stmt, ses.StdStrings)
}

// constants consumes the arguments of a call and the end of the statement, and
// reports whether they are literals, numbers and true or false.
func (p *parser) constants() bool {
	if !p.AcceptPunct('(') {
		return false
	}
	for {
		p.AcceptPunct('-')
		if t := p.Token(); t.Kind != sqllex.String && t.Kind != sqllex.Number && !p.IsAny("true", "false") {
			return false
		}
		if p.Next(); !p.AcceptPunct(',') {
			return p.AcceptPunct(')') && p.AtEnd()
		}
	}
}

// RepeatsNames reports whether the byte at off, of the comments between two
// statements, is in a line that pg_dump or pg_dumpall writes above each object
// (RestoreArchive and _printTocEntry in pg_backup_archiver.c; pg_dumpall.c). It
// has names alone, which the statements have, too.
func RepeatsNames(comments []byte, off int) bool {
	line := comments[bytes.LastIndexByte(comments[:off], '\n')+1:]
	line, _, _ = bytes.Cut(line, []byte("\n"))
	return ownComment.Match(bytes.TrimRight(line, "\r"))
}

var ownComment = regexp.MustCompile(`^-- (?:` + strings.Join([]string{
	`(?:Data for |Statistics for )?Name: .*; Type: [A-Za-z ]+; Schema: .*; Owner:(?: .*)?`, // editors take the blank from an empty one
	`Data Pos: \d+(?: \(Length \d+\))?`,
	`TOC entry \d+ \(class \d+ OID \d+\)`,
	`Dependencies:(?: \d+)+`,
	`Dumped (?:from database|by pg_dump) version [\w. ():~+-]+`,
	`(?:Started|Completed) on [\d: -]+[\w +-]*`,
	`(?:Database|User Config) ".*"(?: dump)?`,
}, "|") + `)$`)
