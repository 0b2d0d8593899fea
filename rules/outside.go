package rules

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/outside"
	"sanitize/mask"
)

// Outside is a policy's [outside]: what becomes of that which lies outside of
// columns. It is immutable.
type Outside struct {
	choice  [outsideKeys]choice
	objects [outsideKeys]map[string]choice // of Comments and SecurityLabels, by kind of object
	allow   []*regexp.Regexp               // literals that are no findings
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
func (k OutsideKey) String() string { return outsideTable[k].name }

// choice is a value of a key of [outside].
type choice string

const (
	keepIt    choice = "keep"
	dropIt    choice = "drop"
	scrubIt   choice = "scrub"
	emptyIt   choice = "empty"
	disableIt choice = "disable"
	failAtIt  choice = "fail"
	warnOfIt  choice = "warn"
	ignoreIt  choice = "ignore"
)

// done says in a report what was done.
func (c choice) done() string {
	switch c {
	case dropIt:
		return "dropped"
	case scrubIt:
		return "scrubbed"
	case emptyIt:
		return "emptied"
	case disableIt:
		return "disabled"
	}
	return "kept"
}

// outsideTable holds the keys of [outside] with their choices. The first one is
// in force where the policy says nothing.
var outsideTable = [outsideKeys]struct {
	name    string
	choices []choice
	what    string // one of them, in a message
}{
	RolePasswords:     {"role_passwords", []choice{dropIt, keepIt, failAtIt}, "a role's password"},
	ConnectionSecrets: {"connection_secrets", []choice{scrubIt, keepIt, failAtIt}, "a connection's secret"},
	Subscriptions:     {"subscriptions", []choice{disableIt, dropIt, keepIt, failAtIt}, "a subscription"},
	LargeObjects:      {"large_objects", []choice{emptyIt, keepIt, failAtIt}, "a large object"},
	Statistics:        {"statistics", []choice{dropIt, keepIt, failAtIt}, "statistics, which hold values of columns"},
	Settings:          {"settings", []choice{scrubIt, keepIt, failAtIt}, "a setting that looks like a secret"},
	Comments:          {"comments", []choice{keepIt, dropIt}, "a comment"},
	SecurityLabels:    {"security_labels", []choice{keepIt, dropIt}, "a security label"},
	Literals:          {"literals", []choice{warnOfIt, failAtIt, ignoreIt}, "personal data in SQL text"},
}

// defaultOutside is [outside] of a policy that has none.
func defaultOutside() (o Outside) {
	for k := range outsideTable {
		o.choice[k] = outsideTable[k].choices[0]
	}
	return o
}

// Outside returns what the policy says of that which lies outside of columns.
func (p *Policy) Outside() *Outside { return &p.outside }

// outsideSection reads [outside].
func (p *parser) outsideSection(n *node) {
	fields := map[string]func(*node){}
	for k := range outsideTable {
		fields[outsideTable[k].name] = func(n *node) { p.outsideKey(n, OutsideKey(k)) }
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
	p.outside.choice[k] = p.outsideChoice(n, k)
}

func (p *parser) outsideChoice(n *node, k OutsideKey) choice {
	choices := outsideTable[k].choices
	s, _ := n.value.(string)
	if slices.Contains(choices, choice(s)) {
		return choice(s)
	}
	var names []string
	for _, c := range choices {
		names = append(names, string(c))
	}
	last := len(names) - 1
	what := k.String()
	if n.key != what && n.key != "action" {
		what += "." + n.key
	}
	p.errorf(n.val, didYouMean(mask.Suggest(s, names)), "%s is %s, want %s or %s",
		what, show(n), strings.Join(names[:last], ", "), names[last])
	return choices[0]
}

// OutsideEdit is what is to be done to one statement. The zero value is
// nothing: the statement is passed on as it stands.
type OutsideEdit struct {
	Key    OutsideKey
	kind   outside.Kind
	choice choice
	strict bool // a subscription's secret ends the run, even where it would go
}

// Nothing reports whether the statement is passed on as it stands.
func (e OutsideEdit) Nothing() bool { return e.kind == outside.None }

// Vanishes reports whether the whole statement goes. Append may still find that
// it must not.
func (e OutsideEdit) Vanishes() bool {
	return e.choice == dropIt && e.kind != outside.Role || e.kind == outside.LargeObjectData && e.choice == emptyIt
}

// Done says in a word what is done.
func (e OutsideEdit) Done() string { return e.choice.done() }

// Edit returns what is to be done to a statement outside of data. It is cheap:
// the statement is not parsed.
func (o *Outside) Edit(stmt []byte, ses *dumpfmt.Session) OutsideEdit {
	kind := outside.Classify(stmt, ses)
	e := OutsideEdit{kind: kind}
	switch kind {
	case outside.None:
		return OutsideEdit{}
	case outside.Role:
		e.Key = RolePasswords
	case outside.Setting:
		e.Key = Settings
	case outside.Options:
		e.Key = ConnectionSecrets
	case outside.Subscription:
		e.Key = Subscriptions
		e.strict = o.choice[ConnectionSecrets] == failAtIt
		if o.choice[Subscriptions] == keepIt {
			e.Key = ConnectionSecrets
		}
	case outside.LargeObject, outside.LargeObjectData:
		e.Key = LargeObjects
	case outside.Statistics:
		e.Key = Statistics
	case outside.Comment, outside.SecurityLabel:
		e.Key = Comments
		if kind == outside.SecurityLabel {
			e.Key = SecurityLabels
		}
		// What is said of a subscription that is not there would fail.
		if o.choice[Subscriptions] == dropIt && outside.OnSubscription(stmt) {
			e.Key = Subscriptions
		}
	}
	if e.choice = o.of(e.Key, stmt); e.choice == keepIt {
		return OutsideEdit{}
	}
	return e
}

// Append appends to dst what takes the statement's place and returns how many
// secrets, objects or statements it has dealt with. A statement that the policy
// does not let pass is an error, and so is one whose form is not understood:
// *Error, without a value of the dump.
func (e OutsideEdit) Append(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	out, n, err := e.append(dst, stmt, ses)
	var refused *Error
	switch {
	case errors.As(err, &refused):
		return dst, 0, refused
	case err != nil:
		return dst, 0, &Error{Msg: err.Error(), Hint: fmt.Sprintf("%s = %q in [outside] passes it on as it stands", e.Key, keepIt)}
	case e.choice == failAtIt && n > 0:
		return dst, 0, e.refuse(e.Key)
	}
	return out, n, nil
}

// refuse returns the error of a choice to fail.
func (e OutsideEdit) refuse(k OutsideKey) error {
	var others []string
	for _, c := range outsideTable[k].choices {
		if c != failAtIt {
			others = append(others, string(c))
		}
	}
	return &Error{
		Msg:  fmt.Sprintf("%s, and the policy has %s = %q", outsideTable[k].what, k, failAtIt),
		Hint: fmt.Sprintf("dump without it, or set %s to %s", k, strings.Join(others, " or ")),
	}
}

func (e OutsideEdit) append(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	switch e.kind {
	case outside.Role:
		return outside.AppendWithoutPassword(dst, stmt, ses)
	case outside.Setting:
		return outside.AppendScrubbedSetting(dst, stmt, ses)
	case outside.Options:
		return outside.AppendScrubbedOptions(dst, stmt, ses)
	case outside.Subscription:
		return e.subscription(dst, stmt, ses)
	case outside.LargeObject:
		n := 0
		if outside.Opens(stmt) || e.choice == failAtIt {
			n = 1
		}
		return append(dst, stmt...), n, nil
	case outside.LargeObjectData:
		if e.choice == failAtIt {
			return dst, 1, nil
		}
		// Objects are counted when they are opened.
		return dst, 0, outside.CheckLargeObjectData(stmt, ses)
	case outside.Statistics:
		if e.choice == failAtIt {
			return dst, 1, nil
		}
		return dst, 1, outside.CheckStatistics(stmt, ses)
	}
	return dst, 1, nil // comments and labels, which go as a whole
}

func (e OutsideEdit) subscription(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	if e.Key == ConnectionSecrets {
		return outside.AppendScrubbedConnection(dst, stmt, ses)
	}
	if e.choice != disableIt {
		return dst, 1, nil
	}
	if e.strict {
		_, n, err := outside.AppendScrubbedConnection(nil, stmt, ses)
		if err == nil && n > 0 {
			err = e.refuse(ConnectionSecrets)
		}
		if err != nil {
			return dst, 0, err
		}
	}
	return outside.AppendDisabledSubscription(dst, stmt, ses)
}
