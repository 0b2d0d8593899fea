package policy_test

import (
	"strings"
	"testing"

	"sanitize/rules/policy"
)

// TestExpandAsAShellDoes reads the forms of ${NAME} that a shell has.
func TestExpandAsAShellDoes(t *testing.T) {
	env := func(name string) (string, bool) {
		v, ok := map[string]string{"SET": "b*", "EMPTY": ""}[name]
		return v, ok
	}
	for text, want := range map[string]string{
		"${SET}":            "b*",
		"${SET:-other}":     "b*",
		"${SET:?why}":       "b*",
		"${NONE:-other}":    "other",
		"${NONE:-}x":        "x",
		"${EMPTY:-other}":   "other",
		"a${NONE:-b:c-d}e":  "ab:c-de",
		"$${NONE:-other}":   "${NONE:-other}",
		"${NONE}":           "NONE is not set",
		"${NONE:?give one}": "NONE is not set: give one",
		"${NONE:?}":         "NONE is not set",
		"${EMPTY:?give it}": "EMPTY is not set: give it",
		"${NONE:+x}":        "want ${NAME}, ${NAME:-default}",
		"${NONE:-x":         "want ${NAME}, ${NAME:-default}",
	} {
		p, err := policy.Parse([]byte("version = 1\n[columns]\nname = { set = '"+text+"' }\n"), "p.toml", env)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got, _ = p.Columns.All[0].Params["value"].(string)
		}
		if err == nil && got != want || err != nil && !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
