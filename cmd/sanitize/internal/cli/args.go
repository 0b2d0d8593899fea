package cli

import (
	"fmt"
	"slices"
	"strings"
)

// How arguments are read: [Program.Read] finds the command at hand and hands the
// arguments, one after another, to a reader, which takes flags in all the forms
// that are in use (-p F, -pF, -p=F, --policy F, --policy=F, -qp F) and remembers
// what is wrong with them. What comes out is in one form, for kong.

// A Line is a command line that has been read.
type Line struct {
	Command *Command
	Help    bool // it asks for help, on Command if that was named
	Named   bool // the command was named
	Version bool

	flags    []given
	operands []string
}

// given is a flag with its value.
type given struct {
	flag  *Flag
	value string
	has   bool // there is a value
}

// An Error is what is wrong with a command line.
type Error struct{ Msg, Hint string }

func (e *Error) Error() string { return e.Msg }

// Errors are all that is wrong with a command line, in its order.
type Errors []*Error

func (es Errors) Error() string {
	var list []string
	for _, e := range es {
		list = append(list, e.Msg)
	}
	return strings.Join(list, "\n")
}

// Unwrap returns the errors one by one.
func (es Errors) Unwrap() []error {
	list := make([]error, len(es))
	for i, e := range es {
		list[i] = e
	}
	return list
}

// Read reads the arguments of the program. The Line is never nil: it says as
// much as could be understood also where the error, of type [Errors], says what
// could not.
func (p *Program) Read(args []string) (*Line, error) {
	line := &Line{Command: p.Default()}
	r := &reader{p: p, line: line, args: args}
	if len(args) > 0 {
		if args[0] == "help" {
			r.help(args[1:])
			return line, r.err()
		}
		if c := p.Command(args[0]); c != nil {
			line.Command, line.Named, r.args = c, true, args[1:]
		}
	}
	r.read()
	if line.Help || line.Version {
		r.about()
		return line, nil // whatever else is wrong: who asks for help has it
	}
	r.judge()
	return line, r.err()
}

// Args returns the line in the form that kong understands without a doubt.
func (l *Line) Args() []string {
	args := []string{l.Command.Name}
	for _, g := range l.flags {
		arg := "--" + g.flag.Name
		if g.has {
			arg += "=" + g.value
		}
		args = append(args, arg)
	}
	return append(append(args, "--"), l.operands...)
}

// Given returns the value of the flag of that name, and whether the line has
// the flag.
func (l *Line) Given(name string) (value string, ok bool) {
	for _, g := range l.flags {
		if g.flag.Name == name {
			value, ok = g.value, true
		}
	}
	return value, ok
}

// reader reads arguments.
type reader struct {
	p    *Program
	line *Line
	args []string // those to come
	errs Errors
}

func (r *reader) err() error {
	if len(r.errs) == 0 {
		return nil
	}
	return r.errs
}

func (r *reader) wrong(hint, format string, args ...any) {
	r.errs = append(r.errs, &Error{fmt.Sprintf(format, args...), hint})
}

// help reads what follows the word help.
func (r *reader) help(args []string) {
	r.line.Help = true
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return
	}
	c := r.p.Command(args[0])
	if c == nil {
		r.wrong(r.meant(args[0], r.p.names()), "there is no command %q", args[0])
		return
	}
	r.line.Command, r.line.Named = c, true
}

// meant is a hint with the candidate that is meant, or where to look.
func (r *reader) meant(name string, candidates []string) string {
	if s := r.p.Suggest(name, candidates); s != "" {
		return "did you mean " + s + "?"
	}
	return r.p.See(r.line)
}

// See is a hint where to look.
func (p *Program) See(line *Line) string {
	if line.Named {
		return p.Name + " " + line.Command.Name + " --help says what there is"
	}
	return p.Name + " --help says what there is"
}

func (r *reader) read() {
	for len(r.args) > 0 {
		arg := r.args[0]
		r.args = r.args[1:]
		switch {
		case arg == "--":
			r.line.operands = append(r.line.operands, r.args...)
			return
		case strings.HasPrefix(arg, "--"):
			r.long(arg[2:])
		case len(arg) > 1 && arg[0] == '-':
			r.short(arg[1:])
		default:
			r.line.operands = append(r.line.operands, arg)
		}
	}
}

// long reads a flag by its name, with its value if that is attached.
func (r *reader) long(arg string) {
	name, value, has := strings.Cut(arg, "=")
	f := r.lookup(func(f *Flag) bool { return f.Name == name })
	switch {
	case f == nil:
		r.unknown("--" + name)
	case !has:
		r.add(f, "--"+name)
	default:
		r.addValue(f, "--"+name, value)
	}
}

// short reads letters: flags without a value, and at most one with a value,
// which may be attached.
func (r *reader) short(letters string) {
	for letters != "" {
		c, size := letters[:1], 1
		for size < len(letters) && letters[size]&0xc0 == 0x80 {
			size++ // a letter that no flag has is still shown whole
		}
		c, letters = letters[:size], letters[size:]
		f := r.lookup(func(f *Flag) bool { return f.Short == c })
		value, equals := strings.CutPrefix(letters, "=")
		switch {
		case f == nil:
			r.unknown("-" + c)
			return
		case equals, letters != "" && f.Value != "" && (!f.Optional || isDigit(letters[0])):
			r.addValue(f, "-"+c, value)
			return
		}
		r.add(f, "-"+c)
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (r *reader) lookup(is func(*Flag) bool) *Flag {
	for _, f := range r.p.flags(r.line.Command) {
		if is(f) {
			return f
		}
	}
	return nil
}

// add adds a flag as it was spelled; its value, if it must have one, is the next
// argument.
func (r *reader) add(f *Flag, spelled string) {
	switch {
	case f.Name == "help":
		r.line.Help = true
		return
	case f.Name == "version":
		r.line.Version = true
		return
	case f.Optional:
		r.attached(f, spelled)
	case f.Value != "":
		if len(r.args) == 0 || r.isFlag(r.args[0]) {
			r.wrong(r.p.See(r.line), "%s wants a value: %s", spelled, strings.TrimSpace(spelled+f.suffix()))
			r.remember(given{flag: f})
			return
		}
		value := r.args[0]
		r.args = r.args[1:]
		r.addValue(f, spelled, value)
		return
	}
	r.remember(given{flag: f})
}

// isFlag reports whether an argument is a flag, and so not meant to be a value.
func (r *reader) isFlag(arg string) bool {
	if len(arg) < 2 || arg[0] != '-' {
		return false
	}
	if arg[1] == '-' {
		return true
	}
	return r.lookup(func(f *Flag) bool { return f.Short == arg[1:2] }) != nil
}

// attached sees to it that the number after a flag whose value must be attached
// is not taken for an input.
func (r *reader) attached(f *Flag, spelled string) {
	if len(r.args) == 0 || r.args[0] == "" || strings.Trim(r.args[0], "0123456789") != "" {
		return
	}
	n := r.args[0]
	r.args = r.args[1:]
	short := ""
	if f.Short != "" {
		short = "-" + f.Short + n + " or "
	}
	r.wrong(short+"--"+f.Name+"="+n+"; a file of that name is ./"+n,
		"%s %s: the %s is attached to the flag", spelled, n, strings.ToLower(f.Value))
}

// addValue adds a flag with its value.
func (r *reader) addValue(f *Flag, spelled, value string) {
	if value == "" {
		r.wrong("", "%s has an empty value, want %s", spelled, strings.TrimSpace(spelled+f.suffix()))
	}
	if f.Value == "" {
		r.wrong(r.p.See(r.line), "%s takes no value", spelled)
	}
	r.remember(given{f, value, true})
}

// remember adds a flag to the line.
func (r *reader) remember(g given) {
	if _, twice := r.line.Given(g.flag.Name); twice && !g.flag.Repeat {
		r.wrong("", "--%s is given twice", g.flag.Name)
	}
	r.line.flags = append(r.line.flags, g)
}

// unknown says that there is no such flag, and which may be meant.
func (r *reader) unknown(spelled string) {
	var others []string
	for _, c := range r.p.Commands {
		if slices.ContainsFunc(c.Flags, func(f *Flag) bool { return "--"+f.Name == spelled || "-"+f.Short == spelled }) {
			others = append(others, c.Name)
		}
	}
	if others != nil {
		of := others[0]
		if of == r.p.Default().Name {
			of = "the command without a name"
		}
		r.wrong(r.p.See(r.line), "unknown flag %s: it is a flag of %s", spelled, of)
		return
	}
	var names []string
	for _, f := range r.p.flags(r.line.Command) {
		names = append(names, "--"+f.Name)
	}
	r.wrong(r.meant(spelled, names), "unknown flag %s", spelled)
}

// about finds the command that help is asked for: prog --help check.
func (r *reader) about() {
	if r.line.Named || len(r.line.operands) == 0 {
		return
	}
	if c := r.p.Command(r.line.operands[0]); c != nil {
		r.line.Command, r.line.Named = c, true
	}
}

// judge says what is wrong with the arguments that are no flags.
func (r *reader) judge() {
	c, ops := r.line.Command, r.line.operands
	if !r.line.Named && len(ops) > 0 && r.misplaced(ops[0]) {
		return
	}
	if len(ops) > len(c.Args) {
		r.wrong(r.p.See(r.line), "unexpected argument %q: %s", ops[len(c.Args)], expected(c))
	}
	if len(ops) < len(c.Args) && !c.Args[len(ops)].Optional {
		r.wrong(r.p.See(r.line), "%s is missing", c.Args[len(ops)].Name)
	}
	if slices.Contains(ops, "") {
		r.wrong("", "an argument is empty")
	}
}

// misplaced reports whether what is taken for an input was meant to be a
// command.
func (r *reader) misplaced(word string) bool {
	if r.p.Command(word) != nil {
		r.wrong("the command comes first: "+r.p.Name+" "+word+" …; a file of that name is ./"+word,
			"%s is a command, and stands behind flags", word)
		return true
	}
	if strings.ContainsAny(word, "./") || r.p.Exists(word) {
		return false // no command looks like that
	}
	s := r.p.Suggest(word, append(r.p.names(), "help"))
	if s == "" {
		return false
	}
	r.wrong("did you mean "+r.p.Name+" "+s+"?", "there is no command %q, and no file of that name", word)
	return true
}

// expected says how many arguments a command takes.
func expected(c *Command) string {
	if len(c.Args) == 0 {
		return "there are none"
	}
	var names []string
	for i := range c.Args {
		names = append(names, c.Args[i].Name)
	}
	return strings.Join(names, " and ") + " is all that is taken"
}
