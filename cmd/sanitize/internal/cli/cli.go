// Package cli knows a command line as a table: its commands, their flags and
// arguments, and what is to be said of each. From this one table come the help,
// the man page and the completions, and against it arguments are read. The
// package does not know what the commands do, nor what the flags' values mean.
package cli

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// A Program is a command line, with all that is said of it.
type Program struct {
	Name     string
	Summary  string     // in a few words, for the man page's first line
	Commands []*Command // the first is the default one, which needs no name
	Topics   []Topic    // what is said beside the commands
	Flags    []*Flag    // those of all commands: help, version

	// Words are completions that are not files, by the name that a flag's or
	// an argument's tag "complete" gives.
	Words map[string][]string
	// Suggest returns the candidate that is meant by name, "" if none is.
	Suggest func(name string, candidates []string) string
	// Exists reports whether there is a file of that name: what does not exist
	// and sounds like a command was meant to be one.
	Exists func(file string) bool
}

// A Command is one of a program's commands.
type Command struct {
	Name    string
	Summary string // a line, without a full stop
	Detail  string // paragraphs, with an empty line between two
	Example string // lines to copy
	Hidden  bool   // not in the help of the program
	Flags   []*Flag
	Args    []Arg
}

// detail is what is said of the command: at least its summary, as a sentence.
func (c *Command) detail() string {
	if c.Detail == "" {
		return capital(c.Summary) + "."
	}
	return c.Detail
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// A Flag is a flag of a command.
type Flag struct {
	Name     string   // without its dashes
	Short    string   // a letter, "" without
	Value    string   // what stands for its value in the help, "" if it has none
	Optional bool     // the value may be left out, and is attached: -z5, --zstd=5
	Repeat   bool     // may be given several times
	Values   []string // those that there are; nil: any
	Complete string   // "file", or one of the program's words
	Help     string
}

// An Arg is an argument of a command that is not a flag.
type Arg struct {
	Name     string
	Optional bool
	Values   []string
	Complete string
	Help     string
}

// A Topic is a part of the manual.
type Topic struct {
	Title string
	Text  string // paragraphs; lines that begin with a blank stay as they are
	// ManualOnly leaves it out of the help.
	ManualOnly bool
}

// Text is what is said of a command beside what its kong tags say.
type Text struct{ Detail, Example string }

// Add adds the commands of a kong model to the program, the default one in
// front. Their summaries and the texts of flags are the tags' "help"; a tag
// "complete" says what a value is completed with.
func (p *Program) Add(model *kong.Application, texts map[string]Text) {
	for _, node := range model.Children {
		text := texts[node.Name]
		c := &Command{
			Name: node.Name, Summary: node.Help, Hidden: node.Hidden,
			Detail: text.Detail, Example: text.Example,
		}
		for _, f := range node.Flags {
			c.Flags = append(c.Flags, flagOf(f))
		}
		for _, a := range node.Positional {
			c.Args = append(c.Args, Arg{
				Name: placeholder(a), Optional: a.Tag.Optional, Values: values(a),
				Complete: a.Tag.Get("complete"), Help: a.Help,
			})
		}
		if node == model.DefaultCmd {
			p.Commands = slices.Insert(p.Commands, 0, c)
		} else {
			p.Commands = append(p.Commands, c)
		}
	}
}

func flagOf(f *kong.Flag) *Flag {
	flag := &Flag{
		Name: f.Name, Value: f.Tag.PlaceHolder, Optional: f.IsBool() && f.Tag.PlaceHolder != "",
		Repeat: f.IsSlice(), Values: values(f.Value), Complete: f.Tag.Get("complete"), Help: f.Help,
	}
	if f.Short != 0 {
		flag.Short = string(f.Short)
	}
	return flag
}

// placeholder is what stands for an argument in the help.
func placeholder(v *kong.Value) string {
	if v.Tag.PlaceHolder != "" {
		return v.Tag.PlaceHolder
	}
	return v.Name
}

func values(v *kong.Value) []string {
	if v.Tag.Enum == "" {
		return nil
	}
	return v.EnumSlice()
}

// Default is the command that needs no name.
func (p *Program) Default() *Command { return p.Commands[0] }

// Command returns the command of that name, nil if there is none.
func (p *Program) Command(name string) *Command {
	for _, c := range p.Commands {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// names returns the names of the commands that the help shows.
func (p *Program) names() []string {
	var list []string
	for _, c := range p.Commands {
		if !c.Hidden {
			list = append(list, c.Name)
		}
	}
	return list
}

// flags returns the flags that hold for a command, its own first.
func (p *Program) flags(c *Command) []*Flag {
	return slices.Concat(c.Flags, p.Flags)
}

// spelled is how a flag is written: "-p, --policy FILE".
func (f *Flag) spelled() string {
	s := "--" + f.Name
	if f.Short != "" {
		s = "-" + f.Short + ", " + s
	}
	return s + f.suffix()
}

// suffix is what follows the name of a flag: " FILE", "[=LEVEL]".
func (f *Flag) suffix() string {
	switch {
	case f.Value == "":
		return ""
	case f.Optional:
		return "[=" + f.Value + "]"
	}
	return " " + f.Value
}

// shown is how an argument is written: "INPUT", "[INPUT]".
func (a *Arg) shown() string {
	if a.Optional {
		return "[" + a.Name + "]"
	}
	return a.Name
}
