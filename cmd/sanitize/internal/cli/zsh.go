package cli

import (
	"fmt"
	"strings"
)

// Zsh returns the script that completes the program's command line in zsh. It
// may stand in a directory of fpath, as _NAME, or be sourced after compinit.
func (p *Program) Zsh() string {
	var b strings.Builder
	fmt.Fprintf(&b, "#compdef %s\n\n_%s() {\n    local -a commands\n    commands=(\n", p.Name, p.Name)
	for _, c := range p.Commands {
		if !c.Hidden {
			fmt.Fprintf(&b, "        %s\n", zshQuote(c.Name+":"+strings.ReplaceAll(c.Summary, ":", `\:`)))
		}
	}
	b.WriteString("        'help:what a command does'\n    )\n")
	b.WriteString("    if (( CURRENT > 2 )); then\n        case $words[2] in\n")
	for _, c := range p.Commands {
		if !c.Hidden {
			fmt.Fprintf(&b, "        %s)\n            shift words; (( CURRENT-- ))\n", c.Name)
			p.zshArguments(&b, c, "            ")
			b.WriteString("            return ;;\n")
		}
	}
	b.WriteString("        help)\n            _describe command commands\n            return ;;\n        esac\n")
	b.WriteString("    elif [[ $words[2] != -* ]]; then\n        _describe command commands\n    fi\n")
	p.zshArguments(&b, p.Default(), "    ")
	b.WriteString("}\n\n")
	// As a file of fpath it is the body of the function; sourced it is not.
	fmt.Fprintf(&b, "if [[ $funcstack[1] == _%[1]s ]]; then\n    _%[1]s \"$@\"\nelse\n    compdef _%[1]s %[1]s\nfi\n", p.Name)
	return b.String()
}

// zshArguments writes the call of _arguments for a command.
func (p *Program) zshArguments(b *strings.Builder, c *Command, indent string) {
	b.WriteString(indent + "_arguments -s -S")
	for _, f := range p.flags(c) {
		b.WriteString(" \\\n" + indent + "    " + p.zshFlag(f))
	}
	for _, a := range c.Args {
		colon := ":"
		if a.Optional {
			colon = "::"
		}
		b.WriteString(" \\\n" + indent + "    " + zshQuote(colon+a.Name+":"+p.zshAction(a.Values, a.Complete)))
	}
	b.WriteByte('\n')
}

// zshFlag is the specification of a flag, as in zshcompsys(1): which flags it
// excludes, its names, its text, its value.
func (p *Program) zshFlag(f *Flag) string {
	text := "[" + strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`).Replace(f.text()) + "]"
	long, short, value := "--"+f.Name, "-"+f.Short, ""
	switch {
	case f.Optional:
		long, short = long+"=-", short+"-"
		value = "::" + f.Value + ":" + p.zshAction(f.Values, f.Complete)
	case f.Value != "":
		long, short = long+"=", short+"+"
		value = ":" + f.Value + ":" + p.zshAction(f.Values, f.Complete)
	}
	exclude := "(--" + f.Name + ")"
	if f.Repeat {
		exclude = "*"
	} else if f.Short != "" {
		exclude = "(-" + f.Short + " --" + f.Name + ")"
	}
	if f.Short == "" {
		return zshQuote(exclude + long + text + value)
	}
	return zshQuote(exclude) + "{" + short + "," + long + "}" + zshQuote(text+value)
}

func (p *Program) zshAction(values []string, complete string) string {
	words, files := p.words(values, complete)
	switch {
	case files:
		return "_files"
	case words == nil:
		return " "
	}
	return "(" + strings.Join(words, " ") + ")"
}

// zshQuote quotes a word for a shell.
func zshQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
