package bind

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/rules/policy"
)

// TestNestedRules: masks that have rules of their own get them from tables,
// inline or not, with the environment's values in them.
func TestNestedRules(t *testing.T) {
	s := schemaOf(t, `users: id int4!, prefs jsonb, tags text[]`)
	plan := bindText(t, `
version = 1
unlisted = "keep"
[tables.users.columns]
tags = { mask = "array", of = { mask = "set", value = "${MAIL_DOMAIN}" } }
[tables.users.columns.prefs]
mask = "json"
unlisted = "keep"
[tables.users.columns.prefs.paths]
"$.contact.email" = { mask = "email", domain = "${MAIL_DOMAIN}" }
"$.theme" = { set = ["${MAIL_DOMAIN}", 1] }
"$.ssn" = "delete"
`, s)
	out := mustRun(t, plan, copyOf("public.users (id, prefs, tags)", `1|{"contact": {"email": "ann@example.com"}, "theme": "dark", "ssn": 1}|{a,b}`))
	want := [][]string{{"1", `{"contact": {"email": "f4555gmchhwcvvtc@staging.invalid"}, "theme": ["staging.invalid",1]}`, `{staging.invalid,staging.invalid}`}}
	if diff := cmp.Diff(want, fieldsOf(out)); diff != "" {
		t.Error(diff)
	}
	_, err := policy.Parse([]byte(`
version = 1
[columns]
prefs = { mask = "json", paths = { "$.a" = "emial" } }
`), "policy.toml", testEnv)
	var errs policy.Errors
	if !errors.As(err, &errs) || errs[0].Line != 4 || errs[0].Col == 0 {
		t.Errorf("%v, want an error of line 4", err)
	}
}
