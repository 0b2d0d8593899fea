// Package statements is what is done to a dump outside of rows, as [outside] of
// a policy says: secrets go, literals are found. It knows no schema and no mask.
package statements

import (
	"errors"
	"fmt"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/outside"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
)

// Edit is what is to be done to one statement. The zero value is
// nothing: the statement is passed on as it stands.
type Edit struct {
	Key    policy.OutsideKey
	kind   outside.Kind
	choice policy.Choice
	strict bool // a subscription's secret ends the run, even where it would go
}

// Nothing reports whether the statement is passed on as it stands.
func (e Edit) Nothing() bool { return e.kind == outside.None }

// Vanishes reports whether the whole statement goes. Append may still find that
// it must not.
func (e Edit) Vanishes() bool {
	return e.choice == policy.Drop && e.kind != outside.Role || e.kind == outside.LargeObjectData && e.choice == policy.Empty
}

// Done says in a word what is done.
func (e Edit) Done() string { return e.choice.Done() }

// NewEdit returns what is to be done to a statement outside of data. It is cheap:
// the statement is not parsed.
func NewEdit(o *policy.Outside, stmt []byte, ses *dumpfmt.Session) Edit {
	kind := outside.Classify(stmt, ses)
	e := Edit{kind: kind}
	switch kind {
	case outside.None:
		return Edit{}
	case outside.Role:
		e.Key = policy.RolePasswords
	case outside.Setting:
		e.Key = policy.Settings
	case outside.Options:
		e.Key = policy.ConnectionSecrets
	case outside.Subscription:
		e.Key = policy.Subscriptions
		e.strict = o.Choices[policy.ConnectionSecrets] == policy.Fail
		if o.Choices[policy.Subscriptions] == policy.Keep {
			e.Key = policy.ConnectionSecrets
		}
	case outside.LargeObject, outside.LargeObjectData:
		e.Key = policy.LargeObjects
	case outside.Statistics:
		e.Key = policy.Statistics
	case outside.Comment, outside.SecurityLabel:
		e.Key = policy.Comments
		if kind == outside.SecurityLabel {
			e.Key = policy.SecurityLabels
		}
		// What is said of a subscription that is not there would fail.
		if o.Choices[policy.Subscriptions] == policy.Drop && outside.OnSubscription(stmt) {
			e.Key = policy.Subscriptions
		}
	}
	if e.choice = o.Of(e.Key, stmt); e.choice == policy.Keep {
		return Edit{}
	}
	return e
}

// Append appends to dst what takes the statement's place and returns how many
// secrets, objects or statements it has dealt with. A statement that the policy
// does not let pass is an error, and so is one whose form is not understood:
// *Error, without a value of the dump.
func (e Edit) Append(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	out, n, err := e.append(dst, stmt, ses)
	var refused *policy.Error
	switch {
	case errors.As(err, &refused):
		return dst, 0, refused
	case err != nil:
		return dst, 0, &policy.Error{Msg: err.Error(), Hint: fmt.Sprintf("%s = %q in [outside] passes it on as it stands", e.Key, policy.Keep)}
	case e.choice == policy.Fail && n > 0:
		return dst, 0, e.refuse(e.Key)
	}
	return out, n, nil
}

// refuse returns the error of a choice to fail.
func (e Edit) refuse(k policy.OutsideKey) error {
	var others []string
	for _, c := range policy.OutsideTable[k].Choices {
		if c != policy.Fail {
			others = append(others, string(c))
		}
	}
	return &policy.Error{
		Msg:  fmt.Sprintf("%s, and the policy has %s = %q", policy.OutsideTable[k].What, k, policy.Fail),
		Hint: fmt.Sprintf("dump without it, or set %s to %s", k, strings.Join(others, " or ")),
	}
}

func (e Edit) append(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	switch e.kind {
	case outside.Role:
		return outside.AppendWithoutPassword(dst, stmt, ses)
	case outside.Setting:
		return outside.Judge(detect.Secret).AppendScrubbedSetting(dst, stmt, ses)
	case outside.Options:
		return outside.Judge(detect.Secret).AppendScrubbedOptions(dst, stmt, ses)
	case outside.Subscription:
		return e.subscription(dst, stmt, ses)
	case outside.LargeObject:
		n := 0
		if outside.Opens(stmt) || e.choice == policy.Fail {
			n = 1
		}
		return append(dst, stmt...), n, nil
	case outside.LargeObjectData:
		if e.choice == policy.Fail {
			return dst, 1, nil
		}
		// Objects are counted when they are opened.
		return dst, 0, outside.CheckLargeObjectData(stmt, ses)
	case outside.Statistics:
		if e.choice == policy.Fail {
			return dst, 1, nil
		}
		return dst, 1, outside.CheckStatistics(stmt, ses)
	}
	return dst, 1, nil // comments and labels, which go as a whole
}

func (e Edit) subscription(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	if e.Key == policy.ConnectionSecrets {
		return outside.Judge(detect.Secret).AppendScrubbedConnection(dst, stmt, ses)
	}
	if e.choice != policy.Disable {
		return dst, 1, nil
	}
	if e.strict {
		_, n, err := outside.Judge(detect.Secret).AppendScrubbedConnection(nil, stmt, ses)
		if err == nil && n > 0 {
			err = e.refuse(policy.ConnectionSecrets)
		}
		if err != nil {
			return dst, 0, err
		}
	}
	return outside.AppendDisabledSubscription(dst, stmt, ses)
}
