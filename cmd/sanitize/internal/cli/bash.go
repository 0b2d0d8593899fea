package cli

import (
	"fmt"
	"strings"
)

// Bash returns the script that completes the program's command line in bash 3.2
// and later. It needs no bash-completion.
//
// The script finds the command at hand, which is the first word if it is one's
// name, then what the word before the cursor wants; bash takes --flag=value
// apart at the "=", so that this one may be two words back.
func (p *Program) Bash() string {
	var b strings.Builder
	fn := "_" + p.Name
	fmt.Fprintf(&b, "# bash completion for %s\n%s() {\n", p.Name, fn)
	b.WriteString(`    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd=` + p.Default().Name + ` words= want=
    COMPREPLY=()
    if [[ $cur == = ]]; then
        cur=
    elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    fi
    if [ "$COMP_CWORD" -gt 1 ]; then
        case ${COMP_WORDS[1]} in
`)
	fmt.Fprintf(&b, "        %s|help) cmd=${COMP_WORDS[1]} ;;\n", strings.Join(p.names(), "|"))
	b.WriteString("        esac\n    fi\n    case \"$cmd $prev\" in\n")
	for _, c := range p.Commands {
		for _, f := range p.flags(c) {
			if f.Value != "" {
				fmt.Fprintf(&b, "    %s) %s ;;\n", bashFlag(c, f), bashWant(p.words(f.Values, f.Complete)))
			}
		}
	}
	b.WriteString("    esac\n    if [ -z \"$want\" ]; then\n        case $cmd in\n")
	for _, c := range p.Commands {
		if !c.Hidden {
			p.bashCommand(&b, c)
		}
	}
	fmt.Fprintf(&b, "        help) want=words words='%s' ;;\n", strings.Join(p.names(), " "))
	b.WriteString(`        esac
    fi
    [[ $want == *words* ]] && COMPREPLY=($(compgen -W "$words" -- "$cur"))
    if [[ $want == *files* ]]; then
        compopt -o filenames 2>/dev/null
        local file
        while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$cur")
    fi
    return 0
}
`)
	fmt.Fprintf(&b, "complete -F %s %s\n", fn, p.Name)
	return b.String()
}

// bashFlag is the pattern for a flag of a command as the word before the cursor.
func bashFlag(c *Command, f *Flag) string {
	pattern := fmt.Sprintf("'%s --%s'", c.Name, f.Name)
	if f.Short != "" && !f.Optional {
		pattern += fmt.Sprintf("|'%s -%s'", c.Name, f.Short)
	}
	return pattern
}

// words are the completions of a value, and whether files are.
func (p *Program) words(values []string, complete string) (words []string, files bool) {
	if complete == "file" {
		return nil, true
	}
	return append(values[:len(values):len(values)], p.Words[complete]...), false
}

// bashWant sets what is wanted; any value without completions is as good as
// another, and nothing is offered.
func bashWant(words []string, files bool) string {
	switch {
	case files:
		return "want=files"
	case words == nil:
		return "return 0"
	}
	return "want=words words='" + strings.Join(words, " ") + "'"
}

// bashCommand offers a command's flags behind a dash, else its arguments, and
// for the first word the commands.
func (p *Program) bashCommand(b *strings.Builder, c *Command) {
	var flags, words []string
	for _, f := range p.flags(c) {
		flags = append(flags, "--"+f.Name)
	}
	anyFiles := false
	for _, a := range c.Args {
		list, files := p.words(a.Values, a.Complete)
		words, anyFiles = append(words, list...), anyFiles || files
	}
	want := "words"
	if anyFiles {
		want = "words,files"
	}
	fmt.Fprintf(b, "        %s)\n            if [[ $cur == -* ]]; then want=words words='%s'; ", c.Name, strings.Join(flags, " "))
	if c == p.Default() {
		fmt.Fprintf(b, "elif [ \"$COMP_CWORD\" -eq 1 ]; then want=words,files words='%s'; ", strings.Join(append(p.names(), "help"), " "))
	}
	fmt.Fprintf(b, "else want=%s words='%s'; fi ;;\n", want, strings.Join(words, " "))
}
