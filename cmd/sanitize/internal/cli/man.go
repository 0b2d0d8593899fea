package cli

import "strings"

// Man returns the program's man page, for section 1, in the man macros of roff.
func (p *Program) Man(version string) string {
	m := &man{}
	upper := strings.ToUpper(p.Name)
	m.macro(".TH", upper, "1", "", p.Name+" "+version, "User Commands")
	m.macro(".SH", "NAME")
	m.text(p.Name + " - " + p.Summary)
	m.macro(".SH", "SYNOPSIS")
	for i, c := range p.Commands {
		if i > 0 {
			m.line(".br")
		}
		m.line(`\fB` + roff(p.Name) + `\fR` + roff(strings.TrimPrefix(p.synopsis(c), p.Name)))
	}
	m.macro(".SH", "DESCRIPTION")
	m.paragraphs(p.Default().Detail)
	m.macro(".SH", "OPTIONS")
	m.flags(p.flags(p.Default()))
	m.macro(".SH", "COMMANDS")
	for _, c := range p.Commands[1:] {
		p.manCommand(m, c)
	}
	for _, t := range p.Topics {
		title := strings.ToUpper(t.Title)
		if title == "EXIT" {
			title = "EXIT STATUS"
		}
		m.macro(".SH", title)
		m.paragraphs(t.Text)
	}
	m.macro(".SH", "EXAMPLES")
	for _, c := range p.Commands {
		m.paragraphs(capital(c.Summary) + ":")
		m.example(c.Example)
	}
	m.macro(".SH", "SEE ALSO")
	m.line(`\fBpg_dump\fR(1), \fBpsql\fR(1), \fBzstd\fR(1)`)
	return m.String()
}

func (p *Program) manCommand(m *man, c *Command) {
	m.macro(".SS", p.synopsis(c))
	m.paragraphs(c.detail())
	m.flags(c.Flags)
}

// man builds a man page.
type man struct{ strings.Builder }

func (m *man) line(s string) { m.WriteString(s + "\n") }

// macro writes a macro with its arguments, quoted.
func (m *man) macro(name string, args ...string) {
	for _, a := range args {
		name += ` "` + strings.ReplaceAll(roff(a), `"`, `\(dq`) + `"`
	}
	m.line(name)
}

// text writes a line of text.
func (m *man) text(s string) {
	s = roff(s)
	if s != "" && (s[0] == '.' || s[0] == '\'') {
		s = `\&` + s // no macro
	}
	m.line(s)
}

// paragraphs writes paragraphs. Lines that begin with a blank stay as they are.
func (m *man) paragraphs(text string) {
	m.line(".PP")
	var verbatim []string
	flush := func() {
		if verbatim != nil {
			m.example(strings.Join(verbatim, "\n"))
			verbatim = nil
		}
	}
	for _, p := range paragraphs(text) {
		if p.verbatim {
			verbatim = append(verbatim, strings.TrimSpace(p.text))
			continue
		}
		flush()
		if p.text == "" {
			m.line(".PP")
			continue
		}
		for _, line := range Wrap(p.text, Width, "") {
			m.text(line)
		}
	}
	flush()
}

func (m *man) example(text string) {
	m.line(".PP\n.RS 4\n.nf")
	for line := range strings.Lines(text) {
		m.text(strings.TrimSuffix(line, "\n"))
	}
	m.line(".fi\n.RE")
}

func (m *man) flags(flags []*Flag) {
	for _, f := range flags {
		m.line(".TP")
		name := `\fB` + roff("--"+f.Name) + `\fR`
		if f.Short != "" {
			name = `\fB` + roff("-"+f.Short) + `\fR, ` + name
		}
		m.line(name + roff(f.suffix()))
		m.text(f.text())
	}
}

// roff escapes what would be an instruction of roff's, and what it would print
// as another character.
func roff(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "^", `\(ha`, "~", `\(ti`, "`", `\(ga`, "'", `\(aq`, "…", "...").Replace(s)
}
