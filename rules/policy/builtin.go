package policy

import _ "embed"

//go:embed builtin.toml
var builtinText string

// BuiltinText returns the text of the policy that is in force without one of
// the user's own.
func BuiltinText() []byte { return []byte(builtinText) }

// Builtin returns the policy that is in force without one of the user's own. It
// has no rules: names and types decide.
func Builtin() *Policy {
	p, err := Parse(BuiltinText(), "built-in policy", func(string) (string, bool) { return "", false })
	if err != nil {
		panic("rules: internal error: " + err.Error())
	}
	return p
}
