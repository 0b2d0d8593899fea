package main

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sanitize/cmd/sanitize/internal/cells"
	"sanitize/cmd/sanitize/internal/cli"
)

// What check prints as text, in 80 columns: the summary, the tables, what lies
// outside of columns. A reason that does not fit beside its column goes below it.

const (
	summaryColumn = 12 // where the texts of the summary begin
	reasonColumn  = 6  // where a reason below its column begins
	widestName    = 24 // names and types beyond these push what follows to the right
	widestType    = 22
)

// text returns what check prints: with problems, the summary and only the columns
// that something is wrong with.
func (c *checkRun) text(problems bool) string {
	var b strings.Builder
	tables := c.tables()
	c.summary(&b, tables)
	for _, t := range tables {
		if problems {
			t.Columns = slices.DeleteFunc(t.Columns, func(col checkedColumn) bool { return col.Verdict == "ok" })
		}
		if len(t.Columns) > 0 || !problems {
			b.WriteByte('\n')
			t.write(&b, len(c.plans) > 1)
		}
	}
	if !problems {
		c.outside.write(&b)
	}
	return b.String()
}

// summary writes how much there is of what.
func (c *checkRun) summary(b *strings.Builder, tables []checkedTable) {
	masked, kept := map[string]int{}, map[string]int{}
	columns, undecided := 0, 0
	for _, t := range tables {
		columns += len(t.Columns)
		for _, col := range t.Columns {
			switch col.Mask {
			case "-":
				undecided++
			case "keep":
				kept[groundsOf(col)]++
			default:
				masked[col.Mask]++
			}
		}
	}
	line := func(head, text string) { cli.Entry(b, head, text, summaryColumn) }
	line("tables", fmt.Sprint(len(tables)))
	line("columns", fmt.Sprint(columns))
	line("  masked", counts(masked))
	line("  kept", counts(kept))
	if undecided > 0 {
		line("  no rule", fmt.Sprint(undecided))
	}
	line("outside", c.outside.touched())
	found := c.found()
	line("found", found.Error())
}

// groundsOf is why a column is kept, in a word or two.
func groundsOf(c checkedColumn) string {
	switch {
	case c.Line > 0:
		return "by the policy"
	case strings.HasPrefix(c.From, "a surrogate "):
		return "keys"
	case strings.HasPrefix(c.From, "name "):
		return "by name"
	case strings.HasPrefix(c.From, "type "), strings.HasPrefix(c.From, "by type"):
		return "by type"
	}
	return "otherwise"
}

// counts is a sum and what it is made of, the most first.
func counts(of map[string]int) string {
	if len(of) == 0 {
		return "0"
	}
	names := slices.SortedFunc(maps.Keys(of), func(a, b string) int {
		return cmp.Or(of[b]-of[a], strings.Compare(a, b))
	})
	sum, parts := 0, make([]string, len(names))
	for i, name := range names {
		sum += of[name]
		parts[i] = fmt.Sprintf("%s %d", name, of[name])
	}
	return fmt.Sprintf("%d: %s", sum, strings.Join(parts, ", "))
}

// write writes a table as text.
func (t *checkedTable) write(b *strings.Builder, several bool) {
	b.WriteString(cells.Printable(t.Name))
	if several {
		fmt.Fprintf(b, " (database %d)", t.Database)
	}
	b.WriteByte('\n')
	rows := [][]string{{"column", "type", "mask", "unique", "from"}}
	for _, c := range t.Columns {
		rows = append(rows, []string{cells.Printable(c.Name), shortType(cells.Printable(c.Type)), c.Mask, c.Unique, reasonOf(c)})
	}
	alignRows(b, rows, []int{widestName, widestType, cli.Width, cli.Width})
}

// ofTable is the section of a policy that is about the table at hand.
var ofTable = regexp.MustCompile(`^\[tables\..*\]`)

// reasonOf is why a column has its mask, and that this is wrong, if it is. What
// stands beside it is not said again.
func reasonOf(c checkedColumn) string {
	text := strings.TrimPrefix(cells.Printable(c.From), "a surrogate in the ")
	text = strings.Replace(text, fmt.Sprintf("name %q: ", cells.Printable(c.Name)), "name: ", 1)
	if c.Line > 0 {
		text = ofTable.ReplaceAllString(text, "[tables…]") + fmt.Sprintf(", line %d", c.Line)
	}
	if c.Why != "" {
		text += ": " + cells.Printable(c.Why)
	}
	if c.Verdict != "ok" {
		return c.Verdict + ": " + text
	}
	return text
}

// alignRows writes rows whose cells stand below each other, the last one wrapped
// on lines of its own where it does not fit. No cell is padded to more than its
// column's limit.
func alignRows(b *strings.Builder, rows [][]string, limits []int) {
	widths := make([]int, len(limits))
	for _, row := range rows {
		for i, limit := range limits {
			widths[i] = max(widths[i], min(utf8.RuneCountInString(row[i]), limit))
		}
	}
	for _, row := range rows {
		head := " "
		for i, width := range widths {
			head += fmt.Sprintf(" %-*s ", width, row[i])
		}
		head, last := head[:len(head)-1], row[len(limits)]
		column := reasonColumn
		if w := utf8.RuneCountInString(head) + 2; w+utf8.RuneCountInString(last) <= cli.Width {
			column = w
		}
		if last == "" || column == reasonColumn {
			head = strings.TrimRight(head, " ")
		}
		cli.Entry(b, head, last, column)
	}
}

var zoned = regexp.MustCompile(`\b(time|timestamp)(\(\d+\))? with time zone`)

// shortType is a type by its shorter name, where PostgreSQL has two.
func shortType(sql string) string {
	sql = zoned.ReplaceAllString(sql, "${1}tz$2")
	return strings.NewReplacer(" without time zone", "", "character varying", "varchar",
		"character(", "char(", "double precision", "float8", "bit varying", "varbit").Replace(sql)
}
