package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/cmd/sanitize/internal/cells"
	"sanitize/cmd/sanitize/internal/cli"
)

// layout of a row: a line for each column, its name, the value before, the value
// after.
type previewLayout struct {
	name, value int
	coloured    bool
}

// showText prints tables as text that is as wide as the terminal.
func (p *previewRun) showText() error {
	var b strings.Builder
	l := previewLayout{coloured: p.coloured(p.stdout)}
	total := p.width()
	for i, t := range p.tables {
		if i > 0 {
			b.WriteByte('\n')
		}
		shown := t.shown(p.flags.MaskedOnly)
		l.name = 6
		for _, c := range shown {
			l.name = max(l.name, cells.Width(visible(t.columns[c])))
		}
		l.name = min(l.name, max(6, total/4))
		l.value = max(4, (total-l.name-4)/2)
		l.table(&b, t, shown)
	}
	return p.print(b.String())
}

// width returns the width of the terminal.
func (p *previewRun) width() int {
	if w := terminalWidth(p.stdout); w > 0 {
		return w
	}
	if w, err := strconv.Atoi(p.getenv("COLUMNS")); err == nil && w > 0 {
		return max(w, 20)
	}
	return cli.Width
}

// shown returns the columns that are shown.
func (t *previewTable) shown(maskedOnly bool) []int {
	var list []int
	for i := range t.columns {
		if !maskedOnly || t.masked[i] {
			list = append(list, i)
		}
	}
	return list
}

// title names the table, and its database in a cluster.
func (t *previewTable) title() string {
	if t.key.connects > 1 {
		return fmt.Sprintf("%s (database %d)", t.key.name, t.key.connects)
	}
	return t.key.name.String()
}

// table writes a table.
func (l *previewLayout) table(b *strings.Builder, t *previewTable, shown []int) {
	title := visible(t.title())
	if l.coloured {
		title = paint(bold, title)
	}
	b.WriteString(title + "\n")
	switch {
	case len(t.rows) == 0:
		b.WriteString("  no rows\n")
		return
	case len(shown) == 0:
		b.WriteString("  no column is masked\n")
		return
	}
	l.line(b, "column", "before", "after", cyan, cyan)
	for i, row := range t.rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, c := range shown {
			l.field(b, visible(t.columns[c]), &row, c)
		}
	}
}

// field writes a column of a row.
func (l *previewLayout) field(b *strings.Builder, name string, row *previewRow, c int) {
	before, after := "", "(row dropped)"
	if c < len(row.before) {
		before = row.before[c].shown()
	}
	if !row.gone && c < len(row.after) {
		after = row.after[c].shown()
	}
	if before == after {
		l.line(b, name, before, after, "", "")
		return
	}
	l.line(b, name, before, after, red, green)
}

// green is the colour of what has come.
const green = "1;32"

// line writes a line: what differs in two values has a colour each.
func (l *previewLayout) line(b *strings.Builder, name, before, after, was, is string) {
	lo, hi := differs(before, after)
	if from := l.begin(before[:lo]); before != after && from > 0 && max(cells.Width(before), cells.Width(after)) > l.value {
		before, after, lo = "…"+before[from:], "…"+after[from:], lo-from+len("…")
	}
	b.WriteString(fit(abridged(name, l.name), l.name, 0, 0, "") + "  ")
	if !l.coloured {
		was, is = "", ""
	}
	b.WriteString(fit(before, l.value, lo, len(before)-hi, was) + "  ")
	b.WriteString(strings.TrimRight(fit(after, l.value, lo, len(after)-hi, is), " ") + "\n")
}

// begin returns where to begin with values that do not fit, so that what differs is
// seen behind the end of what they share: at their begin, where that is short.
func (l *previewLayout) begin(shared string) int {
	if cells.Width(shared) < l.value/2 {
		return 0
	}
	from, taken := len(shared), 0
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(shared[:from])
		if taken += cells.Rune(r); taken > l.value/4 {
			break
		}
		from -= n
	}
	return from
}

// abridged cuts a name in its middle: names of one table often begin alike.
func abridged(name string, want int) string {
	runes := []rune(name)
	for cut := 1; cells.Width(name) > want && cut < len(runes); cut++ {
		left := (len(runes) - cut + 1) / 2
		name = string(runes[:left]) + "…" + string(runes[left+cut:])
	}
	return name
}

// differs returns how many bytes two texts share at their begin and at their
// end, in whole characters.
func differs(a, b string) (prefix, suffix int) {
	for prefix < len(a) && prefix < len(b) {
		r, n := utf8.DecodeRuneInString(a[prefix:])
		if s, _ := utf8.DecodeRuneInString(b[prefix:]); r != s {
			break
		}
		prefix += n
	}
	for suffix < len(a)-prefix && suffix < len(b)-prefix {
		r, n := utf8.DecodeLastRuneInString(a[prefix : len(a)-suffix])
		if s, _ := utf8.DecodeLastRuneInString(b[prefix : len(b)-suffix]); r != s {
			break
		}
		suffix += n
	}
	return prefix, suffix
}

// fit brings a text to a width, with … where it is cut, and paints what lies
// between two offsets.
func fit(s string, want, lo, hi int, colour string) string {
	text := cells.Cut(s, want)
	pad := strings.Repeat(" ", max(0, want-cells.Width(text)))
	kept, mark := text, ""
	if text != s {
		mark = "…"
		kept = strings.TrimSuffix(text, mark)
	}
	if lo, hi = min(lo, len(kept)), min(hi, len(kept)); colour != "" && lo < hi {
		kept = kept[:lo] + paint(colour, kept[lo:hi]) + kept[hi:]
	}
	return kept + mark + pad
}

// shown is a value as it is printed: NULL apart from the word, and nothing that
// a terminal would obey.
func (v *previewValue) shown() string {
	switch {
	case v.null:
		return "∅"
	case len(v.text) == 0:
		return "''"
	}
	return visible(string(v.text))
}

// visible returns a text with control characters, what changes the direction of
// others, and bytes that are no character written as escapes.
func visible(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == utf8.RuneError && n <= 1:
			fmt.Fprintf(&b, `\x%02x`, text[0])
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		case unicode.In(r, unicode.C, unicode.Zl, unicode.Zp):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}
