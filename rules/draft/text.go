package draft

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// text returns the policy.
func (m *maker) text() []byte {
	l := m.layout()
	var b bytes.Buffer
	m.head(&b)
	b.WriteString("version = 1\nunlisted = \"fail\" # a column that is new stops the run: sanitize init --update adds it\n")
	if len(l.columns) > 0 {
		b.WriteString("\n[columns] # in every table: names first, then globs\n")
		writeLines(&b, l.columns, true)
	}
	if len(l.types) > 0 {
		b.WriteString("\n[types] # of columns that nothing above names\n")
		for _, x := range l.types {
			b.WriteString(typeKey(x.key) + " = " + x.rule + " # " + comment(x.why) + "\n")
		}
	}
	if len(l.tables) > 0 {
		b.WriteString("\n# Where a table differs.\n")
	}
	for _, t := range l.tables {
		b.WriteString("\n" + policy.TOMLTable(t.name) + "\n")
		writeLines(&b, t.lines, false)
	}
	m.strange(&b)
	return b.Bytes()
}

// head writes what stands before all else.
func (m *maker) head(b *bytes.Buffer) {
	masked, kept, tables := 0, 0, map[dumpfmt.Name]bool{}
	for _, c := range m.cells {
		tables[c.Table] = true
		if c.rule == keep {
			kept++
		} else {
			masked++
		}
	}
	source := ""
	if m.source != "" {
		source = " from " + comment(m.source)
	}
	fmt.Fprintf(b, "# Drafted by sanitize init%s: tables %d, columns masked %d, kept %d.\n", source, len(tables), masked, kept)
	b.WriteString("# Read the lines that keep, and those to be looked at; `sanitize check -p` shows\n# each column, `sanitize preview -p` rows before and after.\n\n")
}

// writeLines writes lines with their reasons, the rules one below the other.
func writeLines(b *bytes.Buffer, lines []line, titled bool) {
	var part Part
	for _, l := range lines {
		if l.part != part && titled {
			fmt.Fprintf(b, "\n# %s\n", l.part.title())
		}
		part = l.part
		b.WriteString(l.text() + "\n")
	}
}

// text is the line as the policy has it.
func (l *line) text() string {
	s := l.columnsKey() + " = " + l.rule
	if l.why != "" {
		s += " # " + comment(l.why)
	}
	return s
}

// comment returns a text that is fit for a comment: of one line, and UTF-8.
func comment(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return '?'
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// strange writes rules for tables that no CREATE TABLE makes: reference tables
// of extensions are kept, the rows of others go.
func (m *maker) strange(b *bytes.Buffer) {
	done := map[dumpfmt.Name]bool{}
	for _, db := range m.dbs {
		for _, h := range db.Strange {
			if done[h.Table] || db.Schema.Tables[h.Table] != nil {
				continue
			}
			done[h.Table] = true
			key := policy.TOMLString(h.Table.String())
			if tool, ok := words.ToolOf(h.Table.Schema, h.Table.Name, h.Columns); ok && len(tool.Masked) == 0 && h.Columns != nil {
				fmt.Fprintf(b, "\n[tables.%s] # %s\noptional = true\nunlisted = \"keep\"\n", key, comment("a table of "+tool.Name))
				continue
			}
			fmt.Fprintf(b, "\n[tables.%s] # to be looked at: no CREATE TABLE makes it, so that no type is known\noptional = true\ndata = \"drop\"\n", key)
		}
	}
}
