package draft

import (
	"bytes"
	"fmt"
	"slices"
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
	b.WriteString("unlisted_json = \"name\" # in JSON what is surely nobody's stays where the key says so; or mask\n")
	if len(l.columns) > 0 {
		b.WriteString("\n[columns] # in every table; a name goes before a glob\n")
		writeLines(&b, l.columns, true)
	}
	if len(l.types) > 0 {
		b.WriteString("\n[types] # of columns that nothing above names\n")
		for _, x := range l.types {
			b.WriteString(typeKey(x.key) + " = " + x.rule + " # " + comment(x.why) + "\n")
		}
	}
	writeTables(&b, l.tables)
	m.strange(&b)
	return b.Bytes()
}

// longTable is how many lines a table has, at most, that stand with those of
// others in [tables]; one with more has a section of its own.
const longTable = 4

// writeTables writes what is said of single tables: a line where little is, one
// for several tables that differ alike.
func writeTables(b *bytes.Buffer, tables []tableLines) {
	if len(tables) == 0 {
		return
	}
	b.WriteString("\n# Where a table differs.\n")
	long := func(t tableLines) bool { return len(t.lines) > longTable }
	if slices.ContainsFunc(tables, func(t tableLines) bool { return !long(t) }) {
		b.WriteString("\n[tables]\n")
	}
	for _, same := range differingAlike(tables) {
		if long(same[0]) {
			continue
		}
		for _, names := range tableLists(same) {
			for _, x := range same[0].lines {
				b.WriteString(policy.TOMLTables(names) + ".columns." + x.text() + "\n")
			}
		}
	}
	for _, t := range tables {
		if long(t) {
			b.WriteString("\n" + policy.TOMLTable(t.name) + "\n")
			writeLines(b, t.lines, false)
		}
	}
}

// differingAlike groups the tables of which the same is said; the first of each group
// stands where it stood.
func differingAlike(tables []tableLines) [][]tableLines {
	var out [][]tableLines
	at := map[string]int{}
	for _, t := range tables {
		var b bytes.Buffer
		writeLines(&b, t.lines, false)
		i, ok := at[b.String()]
		if !ok {
			i = len(out)
			at[b.String()] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

// tableLists cuts the names of tables into lists of a width.
func tableLists(tables []tableLines) (lists [][]dumpfmt.Name) {
	width := 0
	for _, t := range tables {
		size := len(t.name.String()) + len(", ")
		if width += size; len(lists) == 0 || width > listWidth {
			lists, width = append(lists, nil), size
		}
		lists[len(lists)-1] = append(lists[len(lists)-1], t.name)
	}
	return lists
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
			table := h.Table
			if table.Schema == "" { // as the policy has it
				table.Schema = "public"
			}
			if done[table] || db.Schema.Tables[table] != nil {
				continue
			}
			done[table] = true
			key := policy.TOMLString(h.Table.String())
			if tool, ok := words.ToolOf(h.Table.Schema, h.Table.Name, h.Columns); ok && h.Columns != nil && !slices.ContainsFunc(h.Columns, tool.Masks) {
				fmt.Fprintf(b, "\n[tables.%s] # %s\noptional = true\ncolumns.\"*\" = \"keep\"\n", key, comment("a table of "+tool.Name))
				continue
			}
			fmt.Fprintf(b, "\n[tables.%s] # to be looked at: no CREATE TABLE makes it, so that no type is known\noptional = true\ndata = \"drop\"\n", key)
		}
	}
}
