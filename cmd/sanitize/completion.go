package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

type completionFlags struct {
	Shell string `arg:"" enum:"bash,zsh,fish"`
}

// completion prints a script that completes flags, commands and masks' names in
// a shell. It is made of the command line as kong has it.
func (env *environment) completion(model *kong.Application, shell string) error {
	switch shell {
	case "fish":
		return env.print(fishCompletion(model))
	case "zsh":
		return env.print("autoload -U +X bashcompinit && bashcompinit\n" + bashCompletion(model))
	}
	return env.print(bashCompletion(model))
}

// commandWords are the flags of a command, without those that all have.
func commandWords(c *kong.Node) []string {
	var words []string
	for _, f := range c.Flags {
		words = append(words, "--"+f.Name)
	}
	return words
}

// bashCompletion returns the script for bash.
func bashCompletion(model *kong.Application) string {
	var b strings.Builder
	var first []string
	b.WriteString("_sanitize() {\n    local cur=${COMP_WORDS[COMP_CWORD]}\n    COMPREPLY=()\n    case ${COMP_WORDS[1]} in\n")
	for _, c := range model.Children {
		words := commandWords(c)
		switch c.Name {
		case "filter":
			first = append(words, first...)
			continue
		case "masks":
			words = append(words, maskNames()...)
		case "completion":
			words = append(words, "bash", "zsh", "fish")
		}
		first = append(first, c.Name)
		fmt.Fprintf(&b, "    %s) [ $COMP_CWORD -gt 1 ] && { COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return; } ;;\n", c.Name, strings.Join(words, " "))
	}
	fmt.Fprintf(&b, "    esac\n    COMPREPLY=($(compgen -W '%s' -- \"$cur\"))\n}\ncomplete -o default -F _sanitize sanitize\n",
		strings.Join(append(first, "--help"), " "))
	return b.String()
}

// fishCompletion returns the script for fish.
func fishCompletion(model *kong.Application) string {
	var b strings.Builder
	var commands []string
	for _, c := range model.Children {
		if c.Name != "filter" {
			commands = append(commands, c.Name)
		}
	}
	all := strings.Join(commands, " ")
	fmt.Fprintf(&b, "complete -c sanitize -n 'not __fish_seen_subcommand_from %s' -a '%s'\n", all, all)
	for _, c := range model.Children {
		when := "__fish_seen_subcommand_from " + c.Name
		if c.Name == "filter" {
			when = "not __fish_seen_subcommand_from " + all
		}
		for _, f := range c.Flags {
			b.WriteString("complete -c sanitize -n '" + when + "' -l " + f.Name)
			if f.Short != 0 {
				b.WriteString(" -s " + string(f.Short))
			}
			if !f.IsBool() {
				b.WriteString(" -r")
			}
			b.WriteByte('\n')
		}
	}
	fmt.Fprintf(&b, "complete -c sanitize -n '__fish_seen_subcommand_from masks' -f -a '%s'\n", strings.Join(maskNames(), " "))
	fmt.Fprintf(&b, "complete -c sanitize -n '__fish_seen_subcommand_from completion' -f -a '%s'\n", "bash zsh fish")
	return b.String()
}
