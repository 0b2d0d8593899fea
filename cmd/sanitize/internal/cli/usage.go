package cli

import (
	"strings"
	"unicode/utf8"
)

// Width is that of what is printed, in characters.
const Width = 80

// column is where the texts of flags begin.
const column = 25

// Usage returns the help of the program: the default command with its flags, the
// other commands, the topics.
func (p *Program) Usage() string {
	var b strings.Builder
	d := p.Default()
	b.WriteString("Usage: " + p.Name + " [FLAGS]" + operands(d) + "\n")
	b.WriteString("       " + p.Name + " COMMAND [FLAGS] [ARGUMENTS]\n\n")
	Paragraphs(&b, d.Detail, "")
	b.WriteByte('\n')
	p.writeFlags(&b, d)
	b.WriteString("\nCommands (" + p.Name + " COMMAND --help says more):\n")
	for _, c := range p.Commands[1:] {
		if !c.Hidden {
			Entry(&b, "  "+c.Name, c.Summary, 15)
		}
	}
	for _, t := range p.Topics {
		if !t.ManualOnly {
			b.WriteString("\n" + t.Title + ":\n")
			Paragraphs(&b, t.Text, "  ")
		}
	}
	b.WriteString("\nExample:\n")
	Paragraphs(&b, indented(d.Example), "")
	return b.String()
}

// CommandUsage returns the help of a command.
func (p *Program) CommandUsage(c *Command) string {
	var b strings.Builder
	b.WriteString("Usage: " + p.synopsis(c) + "\n\n")
	Paragraphs(&b, c.detail(), "")
	b.WriteByte('\n')
	for i := range c.Args {
		if a := &c.Args[i]; a.Help != "" {
			Entry(&b, "  "+a.Name, a.Help, column)
		}
	}
	p.writeFlags(&b, c)
	if c.Example != "" {
		b.WriteString("\nExample:\n" + indented(c.Example))
	}
	return b.String()
}

// synopsis is how a command is called.
func (p *Program) synopsis(c *Command) string {
	s := p.Name + " " + c.Name
	if c == p.Default() {
		s = p.Name + " [" + c.Name + "]"
	}
	if len(c.Flags) > 0 {
		s += " [FLAGS]"
	}
	return s + operands(c)
}

func operands(c *Command) string {
	var s string
	for i := range c.Args {
		s += " " + c.Args[i].shown()
	}
	return s
}

func (p *Program) writeFlags(b *strings.Builder, c *Command) {
	for _, f := range p.flags(c) {
		head := "  " + f.spelled()
		if f.Short == "" {
			head = "      " + f.spelled()
		}
		Entry(b, head, f.text(), column)
	}
}

// text is the help of a flag, with the values that there are.
func (f *Flag) text() string {
	text := f.Help
	if f.Repeat {
		text += "; repeatable"
	}
	return text
}

// Entry writes a head and its text, which begins at a column and is wrapped
// there.
func Entry(b *strings.Builder, head, text string, column int) {
	lines := Wrap(text, Width-column, "")
	pad := column - utf8.RuneCountInString(head)
	if pad < 2 {
		b.WriteString(head + "\n")
	} else {
		b.WriteString(head + strings.Repeat(" ", pad) + lines[0] + "\n")
		lines = lines[1:]
	}
	for _, line := range lines {
		b.WriteString(strings.Repeat(" ", column) + line + "\n")
	}
}

// Paragraphs writes paragraphs, wrapped and indented. Lines that begin with a
// blank stay as they are.
func Paragraphs(b *strings.Builder, text, indent string) {
	for _, p := range paragraphs(text) {
		if p.verbatim {
			b.WriteString(indent + p.text + "\n")
			continue
		}
		for _, line := range Wrap(p.text, Width-len(indent), "") {
			b.WriteString(strings.TrimRight(indent+line, " ") + "\n")
		}
	}
}

// paragraph is one of a text: words to wrap, or a line that stays as it is.
type paragraph struct {
	text     string
	verbatim bool
}

// paragraphs splits a text at its empty lines, which are paragraphs, too.
func paragraphs(text string) []paragraph {
	var list []paragraph
	var words []string
	flush := func() {
		if words != nil {
			list = append(list, paragraph{text: strings.Join(words, " ")})
			words = nil
		}
	}
	for line := range strings.Lines(strings.Trim(text, "\n") + "\n") {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && line[0] != ' ' {
			words = append(words, line)
			continue
		}
		flush()
		list = append(list, paragraph{line, line != ""})
	}
	flush()
	return list
}

// indented returns lines with two blanks in front.
func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.Trim(text, "\n") + "\n") {
		b.WriteString("  " + line)
	}
	return b.String()
}

// Wrap breaks a text at its blanks into lines of at most n characters, all but the
// first behind an indent; a longer word has a line of its own. There is always a
// line.
func Wrap(text string, n int, indent string) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= n:
			line += " " + word
		default:
			lines = append(lines, line)
			line = indent + word
		}
	}
	return append(lines, line)
}
