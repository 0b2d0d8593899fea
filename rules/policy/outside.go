package policy

import (
	"regexp"
	"slices"

	"sanitize/dumpfmt/outside"
)

// objectChoices reads choices by kind of object, and default for the others.
func (p *parser) objectChoices(n *node, k OutsideKey, kind outside.Kind) {
	of := map[string]Choice{}
	fields := map[string]func(*node){
		"default": func(n *node) { p.outside.Choices[k] = p.outsideChoice(n, k) },
	}
	for _, object := range outside.ObjectKinds(kind) {
		fields[object] = func(n *node) { of[object] = p.outsideChoice(n, k) }
	}
	p.fields(n, k.String(), fields)
	p.outside.ObjectChoices[k] = of
}

// Of returns the choice of a key for a statement.
func (o *Outside) Of(k OutsideKey, stmt []byte) Choice {
	if len(o.ObjectChoices[k]) > 0 {
		if c, ok := o.ObjectChoices[k][outside.ObjectKind(stmt)]; ok {
			return c
		}
	}
	return o.Choices[k]
}

// OutsideKeys returns the keys of [outside], in the order in which they are
// shown.
func OutsideKeys() []OutsideKey {
	keys := make([]OutsideKey, outsideKeys)
	for k := range keys {
		keys[k] = OutsideKey(k)
	}
	return keys
}

// Choice returns the value of a key.
func (o *Outside) Choice(k OutsideKey) string { return string(o.Choices[k]) }

// Objects returns the choices of a key that hold for some kinds of objects
// alone, by kind: comments and security_labels may have such.
func (o *Outside) Objects(k OutsideKey) map[string]string {
	of := map[string]string{}
	for object, c := range o.ObjectChoices[k] {
		of[object] = string(c)
	}
	return of
}

// Outside is a policy's [outside]: what becomes of that which lies outside of
// columns. It is immutable.
type Outside struct {
	Choices       [outsideKeys]Choice
	ObjectChoices [outsideKeys]map[string]Choice // of Comments and SecurityLabels, by kind of object
	allow         []*regexp.Regexp               // literals that are no findings
}

// OutsideKey is a key of [outside].
type OutsideKey int

// The keys of [outside].
const (
	RolePasswords OutsideKey = iota
	ConnectionSecrets
	Subscriptions
	LargeObjects
	Statistics
	Settings
	Comments
	SecurityLabels
	Literals
	outsideKeys
)

// String returns the key as a policy writes it.
func (k OutsideKey) String() string { return OutsideTable[k].name }

// Choice is a value of a key of [outside].
type Choice string

const (
	Keep    Choice = "keep"
	Drop    Choice = "drop"
	Scrub   Choice = "scrub"
	Empty   Choice = "empty"
	Disable Choice = "disable"
	Fail    Choice = "fail"
	Warn    Choice = "warn"
	Ignore  Choice = "ignore"
)

// Done says in a report what was done.
func (c Choice) Done() string {
	switch c {
	case Drop:
		return "dropped"
	case Scrub:
		return "scrubbed"
	case Empty:
		return "emptied"
	case Disable:
		return "disabled"
	}
	return "kept"
}

// OutsideTable holds the keys of [outside] with their choices. The first one is
// in force where the policy says nothing.
var OutsideTable = [outsideKeys]struct {
	name    string
	Choices []Choice
	What    string // one of them, in a message
}{
	RolePasswords:     {"role_passwords", []Choice{Drop, Keep, Fail}, "a role's password"},
	ConnectionSecrets: {"connection_secrets", []Choice{Scrub, Keep, Fail}, "a connection's secret"},
	Subscriptions:     {"subscriptions", []Choice{Disable, Drop, Keep, Fail}, "a subscription"},
	LargeObjects:      {"large_objects", []Choice{Empty, Keep, Fail}, "a large object"},
	Statistics:        {"statistics", []Choice{Drop, Keep, Fail}, "statistics, which hold values of columns"},
	Settings:          {"settings", []Choice{Scrub, Keep, Fail}, "a setting that looks like a secret"},
	Comments:          {"comments", []Choice{Keep, Drop}, "a comment"},
	SecurityLabels:    {"security_labels", []Choice{Keep, Drop}, "a security label"},
	Literals:          {"literals", []Choice{Warn, Fail, Ignore}, "personal data in SQL text"},
}

// defaultOutside is [outside] of a policy that has none.
func defaultOutside() (o Outside) {
	for k := range OutsideTable {
		o.Choices[k] = OutsideTable[k].Choices[0]
	}
	return o
}

// Outside returns what the policy says of that which lies outside of columns.
func (p *Policy) Outside() *Outside { return &p.outside }

// outsideSection reads [outside].
func (p *parser) outsideSection(n *node) {
	fields := map[string]func(*node){}
	for k := range OutsideTable {
		fields[OutsideTable[k].name] = func(n *node) { p.outsideKey(n, OutsideKey(k)) }
	}
	p.fields(n, inOutside, fields)
}

// inOutside is what [outside] is called in messages.
const inOutside = "[outside]"

// outsideKey reads the value of a key of [outside].
func (p *parser) outsideKey(n *node, k OutsideKey) {
	if _, ok := n.value.(map[string]any); ok {
		switch k {
		case Comments:
			p.objectChoices(n, k, outside.Comment)
			return
		case SecurityLabels:
			p.objectChoices(n, k, outside.SecurityLabel)
			return
		case Literals:
			p.literals(n)
			return
		}
	}
	p.outside.Choices[k] = p.outsideChoice(n, k)
}

func (p *parser) outsideChoice(n *node, k OutsideKey) Choice {
	what := k.String()
	if n.key != what && n.key != "action" {
		what += "." + n.key
	}
	return Choice(p.choice(n, what, k.choices()...))
}

// choices returns the values that a key may have, its default first.
func (k OutsideKey) choices() []string {
	var names []string
	for _, c := range OutsideTable[k].Choices {
		names = append(names, string(c))
	}
	return names
}

// literals reads literals = { action = "fail", allow = ['@example\.com$'] }.
func (p *parser) literals(n *node) {
	p.fields(n, Literals.String(), map[string]func(*node){
		"action": func(n *node) { p.outside.Choices[Literals] = p.outsideChoice(n, Literals) },
		"allow":  func(n *node) { p.outside.allow = p.patterns(n) },
	})
}

// patterns reads a list of regular expressions.
func (p *parser) patterns(n *node) []*regexp.Regexp {
	if _, ok := n.value.([]any); !ok {
		p.errorf(n.val, "", "%s is %s, want an array of regular expressions", n.key, kindOf(n.value))
		return nil
	}
	var list []*regexp.Regexp
	for _, e := range n.elems {
		s, ok := e.value.(string)
		switch {
		case !ok:
			p.errorf(e.val, "", "%s has %s, want a regular expression", n.key, show(e))
			continue
		case s == "":
			p.errorf(e.val, "", "a regular expression of %s is empty, which allows all", n.key)
			continue
		}
		re, err := regexp.Compile(s)
		if err != nil {
			p.errorf(e.val, "the syntax is RE2's: https://golang.org/s/re2syntax",
				"%s has %s, which is no regular expression", n.key, show(e))
			continue
		}
		list = append(list, re)
	}
	return list
}

// Allowed reports whether the policy allows what was found.
func (o *Outside) Allowed(found []byte) bool {
	return slices.ContainsFunc(o.allow, func(re *regexp.Regexp) bool { return re.Match(found) })
}
