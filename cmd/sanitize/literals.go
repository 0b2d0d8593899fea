package main

import (
	"fmt"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/rules/statements"
)

// maxLiteralWarnings bounds what is said of literals on stderr, in lines.
const maxLiteralWarnings = 10

// addLiterals adds what a worker has found to the report's.
func addLiterals(to *report.Literals, list []statements.Literal) {
	for _, l := range list {
		to.Add(report.Literal{Kind: l.Kind.String(), Place: l.Place, Line: l.Line, Count: int64(l.Count)})
	}
}

// place is what is reported together on stderr.
type place struct{ kind, place string }

// literalWarnings returns what is said on stderr: a line for each kind in each
// place, the first ones, and how many more there are; more says where to see
// them. With the last comes a hint.
func literalWarnings(found *report.Literals, more string) []string {
	var list []report.Literal
	index := map[place]int{}
	for _, f := range found.Findings {
		key := place{f.Kind, f.Place}
		if i, ok := index[key]; ok {
			list[i].Count += f.Count
			continue
		}
		index[key] = len(list)
		list = append(list, f)
	}
	var lines []string
	shown := int64(0)
	for i := range list {
		if i == maxLiteralWarnings-1 && len(list) > maxLiteralWarnings {
			break
		}
		shown += list[i].Count
		lines = append(lines, literalText(&list[i]))
	}
	if n := found.Total - shown; n > 0 {
		lines = append(lines, fmt.Sprintf("and %d more outside of columns; %s", n, more))
	}
	if n := len(lines); n > 0 {
		lines[n-1] += "\nhint: " + literalHint
	}
	return lines
}

// literalText says in a line where something was found, and how often.
func literalText(l *report.Literal) string {
	n := ""
	if l.Count > 1 {
		n = fmt.Sprintf(" (%d)", l.Count)
	}
	return fmt.Sprintf("dump line %d: %s holds %s%s", l.Line, l.Place, l.Kind, n)
}

const literalHint = `they are passed on; [outside] literals = { allow = ['REGEXP'] } accepts what is harmless, literals = "fail" stops at the rest`
