package cli

import (
	"fmt"
	"strings"
)

// Fish returns the script that completes the program's command line in fish.
func (p *Program) Fish() string {
	var b strings.Builder
	fn := "__" + p.Name + "_command"
	fmt.Fprintf(&b, "# fish completion for %s\n\n", p.Name)
	fmt.Fprintf(&b, "# The command at hand is the first word, if it is one's name.\nfunction %s\n", fn)
	b.WriteString("    set -l words (commandline -opc)\n")
	fmt.Fprintf(&b, "    if contains -- \"$words[2]\" %s help\n        echo $words[2]\n    else\n        echo %s\n    end\nend\n\n",
		strings.Join(p.names(), " "), p.Default().Name)
	fmt.Fprintf(&b, "function __%s_first\n    test (count (commandline -opc)) -eq 1\nend\n\n", p.Name)
	fmt.Fprintf(&b, "complete -c %s -e\ncomplete -c %s -f\n", p.Name, p.Name)
	for _, c := range p.Commands {
		if !c.Hidden {
			fmt.Fprintf(&b, "complete -c %s -n __%s_first -a %s -d %s\n", p.Name, p.Name, c.Name, fishQuote(c.Summary))
			fmt.Fprintf(&b, "complete -c %s -n 'test (%s) = help' -a %s -d %s\n", p.Name, fn, c.Name, fishQuote(c.Summary))
		}
	}
	fmt.Fprintf(&b, "complete -c %s -n __%s_first -a help -d 'what a command does'\n", p.Name, p.Name)
	for _, c := range p.Commands {
		if c.Hidden {
			continue
		}
		when := fmt.Sprintf("complete -c %s -n 'test (%s) = %s'", p.Name, fn, c.Name)
		for _, f := range p.flags(c) {
			b.WriteString(when + p.fishFlag(f) + "\n")
		}
		for _, a := range c.Args {
			if value := p.fishValue(a.Values, a.Complete); value != "" {
				b.WriteString(when + value + "\n")
			}
		}
	}
	return b.String()
}

func (p *Program) fishFlag(f *Flag) string {
	s := " -l " + f.Name
	if f.Short != "" {
		s = " -s " + f.Short + s
	}
	switch {
	case f.Value == "" || f.Optional:
	case f.Complete == "file":
		s += " -r -F"
	default: // a value that is no file
		s += " -x" + p.fishValue(f.Values, f.Complete)
	}
	return s + " -d " + fishQuote(f.text())
}

func (p *Program) fishValue(values []string, complete string) string {
	words, files := p.words(values, complete)
	switch {
	case files:
		return " -F"
	case words == nil:
		return ""
	}
	return " -a " + fishQuote(strings.Join(words, " "))
}

// fishQuote quotes a word for fish, in which a backslash is special between
// quotes, too.
func fishQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}
