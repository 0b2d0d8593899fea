package statements

import (
	"errors"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// outsideOf returns [outside] of a policy with these lines in it.
func outsideOf(t *testing.T, lines string) *policy.Outside {
	t.Helper()
	p, err := policy.Parse([]byte("version = 1\n[outside]\n"+lines), "policy.toml", func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	return p.Outside()
}

// outsideStatements are a statement for each key, and what is done to it by
// default.
var outsideStatements = []struct {
	key        policy.OutsideKey
	stmt, done string
	vanishes   bool
	n          int
}{
	{policy.RolePasswords, "ALTER ROLE r PASSWORD 'x';", "dropped", false, 1},
	{policy.ConnectionSecrets, "CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'x');", "scrubbed", false, 1},
	{policy.Subscriptions, "CREATE SUBSCRIPTION s CONNECTION 'password=x' PUBLICATION p;", "disabled", false, 1},
	{policy.LargeObjects, "SELECT pg_catalog.lowrite(0, '\\x00');", "emptied", true, 0},
	{policy.LargeObjects, "SELECT pg_catalog.lo_open('1', 131072);", "emptied", false, 1},
	{policy.Statistics, "SELECT * FROM pg_catalog.pg_restore_relation_stats('a', 'b');", "dropped", true, 1},
	{policy.Settings, "ALTER ROLE r SET app.secret TO 'x';", "scrubbed", false, 1},
}

// TestOutsideDefaults wants a policy that says nothing to do what the built-in
// one does.
func TestOutsideDefaults(t *testing.T) {
	ses := &dumpfmt.Session{StdStrings: true}
	for name, o := range map[string]*policy.Outside{"empty": outsideOf(t, ""), "built-in": policy.Builtin().Outside()} {
		for _, c := range outsideStatements {
			e := NewEdit(o, []byte(c.stmt), ses)
			if e.Nothing() || e.Key != c.key || e.Done() != c.done || e.Vanishes() != c.vanishes {
				t.Errorf("%s: %s: key %s, %s, vanishes: %t", name, c.stmt, e.Key, e.Done(), e.Vanishes())
				continue
			}
			out, n, err := e.Append(nil, []byte(c.stmt), ses)
			if err != nil || n != c.n || c.vanishes != (len(out) == 0) {
				t.Errorf("%s: %s gives %q with %d, error %v", name, c.stmt, out, n, err)
			}
		}
		for _, stmt := range []string{"COMMENT ON TABLE t IS 'x';", "SECURITY LABEL ON TABLE t IS 'x';", "CREATE TABLE t (a int);"} {
			if !NewEdit(o, []byte(stmt), ses).Nothing() {
				t.Errorf("%s: something is done to %s", name, stmt)
			}
		}
	}
}

// TestOutsideChoices goes through the choices of each key.
func TestOutsideChoices(t *testing.T) {
	ses := &dumpfmt.Session{StdStrings: true}
	for _, c := range outsideStatements {
		if e := NewEdit(outsideOf(t, c.key.String()+` = "keep"`), []byte(c.stmt), ses); c.key != policy.Subscriptions && !e.Nothing() {
			t.Errorf("keep: something is done to %s", c.stmt)
		}
		e := NewEdit(outsideOf(t, c.key.String()+` = "fail"`), []byte(c.stmt), ses)
		_, _, err := e.Append(nil, []byte(c.stmt), ses)
		var policy *policy.Error
		if !errors.As(err, &policy) || !strings.Contains(policy.Msg, c.key.String()) || policy.Hint == "" {
			t.Errorf("fail: error %v for %s", err, c.stmt)
		}
	}
	for _, c := range []struct{ lines, stmt, want string }{
		{`subscriptions = "keep"`, outsideStatements[2].stmt, "CREATE SUBSCRIPTION s CONNECTION 'password=REDACTED' PUBLICATION p;"},
		{"subscriptions = \"keep\"\nconnection_secrets = \"keep\"", outsideStatements[2].stmt, "="},
		{`subscriptions = "drop"`, outsideStatements[2].stmt, ""},
		{`subscriptions = "drop"`, "ALTER SUBSCRIPTION s OWNER TO bob;", ""},
		{`subscriptions = "drop"`, "COMMENT ON SUBSCRIPTION s IS 'x';", ""},
		{`subscriptions = "drop"`, "COMMENT ON TABLE s IS 'x';", "="},
		{`comments = "drop"`, "COMMENT ON TABLE s IS 'x';", ""},
		{`security_labels = "drop"`, "SECURITY LABEL FOR anon ON TABLE s IS 'x';", ""},
		{`role_passwords = "fail"`, "ALTER ROLE r LOGIN;", "="},
		{`settings = "fail"`, "ALTER ROLE r SET search_path TO 'x';", "="},
	} {
		e := NewEdit(outsideOf(t, c.lines), []byte(c.stmt), ses)
		want := c.want
		if want == "=" {
			want = c.stmt
		}
		got := []byte(c.stmt)
		if !e.Nothing() {
			var err error
			if got, _, err = e.Append(nil, []byte(c.stmt), ses); err != nil {
				t.Errorf("%s: %s: %v", c.lines, c.stmt, err)
			}
		}
		if string(got) != want {
			t.Errorf("%s: %s gives %q, want %q", c.lines, c.stmt, got, want)
		}
	}
	strict := outsideOf(t, `connection_secrets = "fail"`)
	stmt := []byte(outsideStatements[2].stmt)
	if _, _, err := NewEdit(strict, stmt, ses).Append(nil, stmt, ses); err == nil || !strings.Contains(err.Error(), "connection_secrets") {
		t.Errorf("a subscription's secret is to end the run: error %v", err)
	}
}
