package statements

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// found returns what is found in a statement in line 10, in one line of text.
func found(t *testing.T, o *policy.Outside, stmt string) string {
	t.Helper()
	var s LiteralScanner
	list, err := s.Append(nil, o, []byte(stmt), 10, &dumpfmt.Session{StdStrings: true})
	if err != nil {
		t.Fatalf("%s: %v", stmt, err)
	}
	var b strings.Builder
	for _, l := range list {
		fmt.Fprintf(&b, "%s: %s, line %d, %d; ", l.Place, l.Kind, l.Line, l.Count)
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestLiterals(t *testing.T) {
	o := outsideOf(t, "")
	for stmt, want := range map[string]string{
		"CREATE VIEW v AS\n SELECT 'ann@corp.de', 'bob@corp.de';":                              "CREATE VIEW v: e-mail addresses, line 11, 2",
		"CREATE VIEW v AS SELECT\nE'o''hara\\100corp.de',\n'192.30.252.1',\n'a@c.de';":         "CREATE VIEW v: e-mail addresses, line 11, 1; CREATE VIEW v: IP addresses, line 12, 1; CREATE VIEW v: e-mail addresses, line 13, 1",
		"CREATE VIEW v AS SELECT E'a\\100corp.de';":                                            "CREATE VIEW v: e-mail addresses, line 10, 1",
		"CREATE VIEW v AS SELECT 'ann@example.com';":                                           "",
		`CREATE VIEW "ann@corp.de" AS SELECT 1;`:                                               "CREATE VIEW (a name that is not shown): e-mail addresses, line 10, 1",
		`CREATE POLICY p ON "ann@corp.de" USING (true);`:                                       "CREATE POLICY p ON (a name that is not shown): e-mail addresses, line 10, 1",
		"\n-- Name: ann@corp.de; Type: TABLE; Schema: public; Owner: app\n-- by bob@corp.de\n": "a comment: e-mail addresses, line 12, 1",
		`\connect "postgresql://bob:pw@db.corp.de/x"`:                                          `\connect: connections with credentials, line 10, 1`,
		"SELECT pg_catalog.setval('public.s', 4111111111111111, true);":                        "",
		"SELECT pg_catalog.lowrite(0, 'ann@corp.de');":                                         "",
		"SELECT * FROM pg_catalog.pg_restore_attribute_stats('x', 'ann@corp.de');":             "",
		"COMMENT ON COLUMN t.c IS 'like 4539148803436467';":                                    "COMMENT ON COLUMN t.c: card numbers, line 10, 1",
		"": "",
	} {
		if got := found(t, o, stmt); got != want {
			t.Errorf("%s\ngives %s\nwant  %s", stmt, got, want)
		}
	}
	if got := found(t, outsideOf(t, `literals = "ignore"`), "SELECT 'ann@corp.de';"); got != "" {
		t.Errorf("ignore gives %s", got)
	}
}

// TestLiteralsAllow wants what was found, decoded, to be what allow matches.
func TestLiteralsAllow(t *testing.T) {
	o := outsideOf(t, `literals = { allow = ['@corp\.de$', '^10\.'] }`)
	if o.Choice(policy.Literals) != "warn" {
		t.Errorf("the action is %s by default", o.Choice(policy.Literals))
	}
	for stmt, want := range map[string]string{
		"SELECT 'ann@corp.de', E'ann\\100corp.de';": "",
		"SELECT 'ann@corp.de.eu';":                  "SELECT: e-mail addresses, line 10, 1",
		"SELECT 'ann@corp.de', 'ann@other.de';":     "SELECT: e-mail addresses, line 10, 1",
	} {
		if got := found(t, o, stmt); got != want {
			t.Errorf("%s gives %q, want %q", stmt, got, want)
		}
	}
}

// TestLiteralsFail wants the first finding to end the run, in its line.
func TestLiteralsFail(t *testing.T) {
	o := outsideOf(t, `literals = { action = "fail", allow = ['@corp\.de$'] }`)
	var s LiteralScanner
	ses := &dumpfmt.Session{StdStrings: true}
	if _, err := s.Append(nil, o, []byte("SELECT 'ann@corp.de';"), 1, ses); err != nil {
		t.Errorf("what is allowed: %v", err)
	}
	_, err := s.Append(nil, o, []byte("CREATE VIEW v AS SELECT\n'+14155552671',\n E'a\\100b.de';"), 7, ses)
	var syntax *dumpfmt.SyntaxError
	var policy *policy.Error
	if !errors.As(err, &syntax) || !errors.As(err, &policy) || policy.Hint == "" {
		t.Fatalf("error %v, want a SyntaxError with an Error in it", err)
	}
	want := `dump line 8: CREATE VIEW v holds phone numbers, and the policy has literals = "fail"`
	if err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
}

// TestObjectChoices goes through choices by kind of object.
func TestObjectChoices(t *testing.T) {
	ses := &dumpfmt.Session{StdStrings: true}
	for _, tt := range []struct {
		lines, stmt string
		drop        bool
	}{
		{`comments = { column = "drop" }`, "COMMENT ON COLUMN t.c IS 'x';", true},
		{`comments = { column = "drop" }`, "COMMENT ON TABLE t IS 'x';", false},
		{`comments = { column = "keep", default = "drop" }`, "COMMENT ON COLUMN t.c IS 'x';", false},
		{`comments = { column = "keep", default = "drop" }`, "COMMENT ON LARGE OBJECT 1 IS 'x';", true},
		{`comments = { large_object = "drop" }`, "COMMENT ON LARGE OBJECT 1 IS 'x';", true},
		{`comments = { large_object = "drop" }`, "SECURITY LABEL FOR d ON LARGE OBJECT 1 IS 'x';", false},
		{`comments = { column = "drop", default = "drop" }`, "COMMENT ON NEWTHING x IS 'x';", true},
		{`security_labels = { role = "drop" }`, "SECURITY LABEL FOR d ON ROLE r IS 'x';", true},
		{`security_labels = { role = "drop" }`, "SECURITY LABEL FOR d ON DATABASE r IS 'x';", false},
		{`security_labels = { role = "drop" }`, "COMMENT ON ROLE r IS 'x';", false},
	} {
		e := NewEdit(outsideOf(t, tt.lines), []byte(tt.stmt), ses)
		if e.Vanishes() != tt.drop || e.Nothing() == tt.drop {
			t.Errorf("%s: %s vanishes: %t, want %t", tt.lines, tt.stmt, e.Vanishes(), tt.drop)
		}
	}
	// A comment on a subscription that goes, goes with it.
	o := outsideOf(t, "subscriptions = \"drop\"\ncomments = { subscription = \"keep\" }")
	if e := NewEdit(o, []byte("COMMENT ON SUBSCRIPTION s IS 'x';"), ses); !e.Vanishes() || e.Key != policy.Subscriptions {
		t.Error("a comment is kept on a subscription that goes")
	}
}

// TestLiteralsLinear scans a large function. In the square of its size it would
// not end before the tests' time is over.
func TestLiteralsLinear(t *testing.T) {
	for _, unit := range []string{"PERFORM x('it''s', 12);\n", "'", "ann@corp.de\n", "1234567890 ", "$a$ ", "a.b.c."} {
		body := "CREATE FUNCTION f() RETURNS void AS $_$\n" + strings.Repeat(unit, (4<<20)/len(unit)) + "$_$;"
		var s LiteralScanner
		if _, err := s.Append(nil, outsideOf(t, ""), []byte(body), 1, &dumpfmt.Session{StdStrings: true}); err != nil {
			t.Fatal(err)
		}
	}
}
