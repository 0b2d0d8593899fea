package main

import (
	"fmt"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/rules"
)

// maxLiteralWarnings bounds what is said of literals on stderr, in lines.
const maxLiteralWarnings = 10

// addLiterals adds what a worker has found to the report's.
func addLiterals(to *report.Literals, list []rules.Literal) {
	for _, l := range list {
		to.Add(report.Literal{Kind: l.Kind.String(), Place: l.Place, Line: l.Line, Count: int64(l.Count)})
	}
}

// literalText says in a line where something was found.
func literalText(l *report.Literal) string {
	n := ""
	if l.Count > 1 {
		n = fmt.Sprintf(" (%d)", l.Count)
	}
	return fmt.Sprintf("dump line %d: %s holds %s%s", l.Line, l.Place, l.Kind, n)
}

// literalWarnings returns what is said on stderr: a line for each of the first
// findings, and how many more there are; more says where to see them. With the
// last comes a hint.
func literalWarnings(found *report.Literals, more string) []string {
	var list []string
	shown := int64(0)
	for i := range found.Findings {
		if i == maxLiteralWarnings-1 && len(found.Findings) > maxLiteralWarnings {
			list = append(list, fmt.Sprintf("and %d more outside of columns; %s", found.Total-shown, more))
			break
		}
		shown += found.Findings[i].Count
		list = append(list, literalText(&found.Findings[i]))
	}
	if n := len(list); n > 0 {
		list[n-1] += "\nhint: " + literalHint
	}
	return list
}

const literalHint = `it is passed on as it stands; [outside] literals = { allow = ['REGEXP'] } accepts what is harmless, "fail" stops at the rest`
