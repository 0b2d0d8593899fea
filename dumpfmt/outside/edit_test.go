package outside

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/rules/detect"
)

var judge Judge = detect.Secret

// editFunc is the type of the edits.
type editFunc func(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error)

// session returns the session of a dump with or without
// standard_conforming_strings.
func session(std bool) *dumpfmt.Session { return &dumpfmt.Session{StdStrings: std} }

// editCase is a statement and what an edit makes of it. Each secret holds the
// word canary.
type editCase struct {
	in, want string // want "=": the same bytes
	n        int
}

// testEdit runs an edit over cases, all of a kind.
func testEdit(t *testing.T, kind Kind, edit editFunc, std bool, cases []editCase) {
	t.Helper()
	for _, c := range cases {
		want := c.want
		if want == "=" {
			want = c.in
		}
		if got := Classify([]byte(c.in), session(std)); got != kind {
			t.Errorf("kind %d, want %d: %s", got, kind, c.in)
		}
		out, n, err := edit([]byte("before"), []byte(c.in), session(std))
		got, ok := strings.CutPrefix(string(out), "before")
		if err != nil || !ok || got != want || n != c.n {
			t.Errorf("%s\ngives %s\n with %d, error %v\nwant  %s\n with %d", c.in, got, n, err, want, c.n)
		}
		checkCanary(t, got)
		again, n, err := edit(nil, []byte(want), session(std))
		if err != nil || string(again) != want || n != 0 && kind != Subscription {
			t.Errorf("%s\nagain gives %s with %d, error %v", want, again, n, err)
		}
	}
}

// checkCanary looks for the secret word as text, hex and base64.
func checkCanary(t *testing.T, text string) {
	t.Helper()
	lower := strings.ToLower(text)
	for _, form := range []string{"canary", hex.EncodeToString([]byte("canary")), hex.EncodeToString([]byte("CANARY"))} {
		if strings.Contains(lower, form) {
			t.Errorf("a canary is left in %s", text)
		}
	}
	if core := base64.StdEncoding.EncodeToString([]byte("canary")); strings.Contains(text, core) {
		t.Errorf("a canary in base64 is left in %s", text)
	}
}

// testRefused wants an error, which shows nothing of the statement, for each
// of the statements.
func testRefused(t *testing.T, edit editFunc, stmts []string) {
	t.Helper()
	for _, in := range stmts {
		out, n, err := edit([]byte("before"), []byte(in), session(true))
		if err == nil || string(out) != "before" || n != 0 {
			t.Errorf("no error, or something written, for %s", in)
			continue
		}
		checkCanary(t, err.Error())
	}
}

func TestRole(t *testing.T) {
	const rest = "ALTER ROLE nasty_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS"
	testEdit(t, Role, AppendWithoutPassword, true, []editCase{
		{rest + " PASSWORD 'SCRAM-SHA-256$4096:canary$canary:canary=' VALID UNTIL '2031-01-01 00:00:00+00';",
			rest + " VALID UNTIL '2031-01-01 00:00:00+00';", 1},
		{rest + " CONNECTION LIMIT 5 PASSWORD 'md5canary556571e93b0d20722ba62b';", rest + " CONNECTION LIMIT 5;", 1},
		{rest + ";", "=", 0},
		{"CREATE ROLE nasty_owner;", "=", 0},
		{"ALTER ROLE r WITH PASSWORD E'it\\'s a canary' LOGIN;", "ALTER ROLE r WITH LOGIN;", 1},
		{"ALTER ROLE r PASSWORD $$canary$$;", "ALTER ROLE r;", 1},
		{"ALTER ROLE r PASSWORD 'can'\n  'ary';", "ALTER ROLE r;", 1},
		{"ALTER ROLE r PASSWORD NULL;", "=", 0},
		{"ALTER ROLE r PASSWORD U&'can\\0061ry';", "ALTER ROLE r;", 1},
		{"ALTER ROLE r PASSWORD E'\\uxcanary';", "ALTER ROLE r;", 1},
		{"alter role r password 'canary''s'\n\tlogin;", "alter role r\n\tlogin;", 1},
		{"CREATE USER r ENCRYPTED PASSWORD 'canary' CONNECTION LIMIT -1;", "CREATE USER r CONNECTION LIMIT -1;", 1},
		{"CREATE USER mapping PASSWORD 'canary';", "CREATE USER mapping;", 1},
		{"CREATE GROUP g UNENCRYPTED PASSWORD 'canary'SYSID 12 USER a, \"password\";", "CREATE GROUP g SYSID 12 USER a, \"password\";", 1},
		{"ALTER ROLE \"PASSWORD 'x'\" PASSWORD 'canary';", "ALTER ROLE \"PASSWORD 'x'\";", 1},
		{"CREATE ROLE password IN ROLE password, a ADMIN password PASSWORD 'canary';", "CREATE ROLE password IN ROLE password, a ADMIN password;", 1},
		{"ALTER ROLE r PASSWORD /* x */ 'canary' PASSWORD 'canary';", "ALTER ROLE r;", 2},
		{"ALTER ROLE r RENAME TO \"s\";", "=", 0},
		{"ALTER GROUP g ADD USER a, b;", "=", 0},
	})
	testEdit(t, Role, AppendWithoutPassword, false, []editCase{
		{`ALTER ROLE r PASSWORD 'it\'s a canary; PASSWORD' VALID UNTIL 'x';`, `ALTER ROLE r VALID UNTIL 'x';`, 1},
	})
	testRefused(t, AppendWithoutPassword, []string{
		"ALTER ROLE r PASSWORD canary;", "ALTER ROLE r PASSWORD U&'canary' UESCAPE '!';", "ALTER ROLE r PASSWORD 'canary' 'canary';",
		"ALTER ROLE r 'canary';", "ALTER ROLE r PASSWORD;", "ALTER ROLE", "ALTER ROLE r PASSWORD 'canary",
		"ALTER ROLE r LOGIN; PASSWORD 'canary';", "ALTER ROLE r ENCRYPTED 'canary';", "ALTER ROLE 'canary' LOGIN;",
	})
}

func TestSetting(t *testing.T) {
	testEdit(t, Setting, judge.AppendScrubbedSetting, true, []editCase{
		{"ALTER ROLE r SET \"app.jwt_secret\" TO 'canary-0123';", "ALTER ROLE r SET \"app.jwt_secret\" TO 'REDACTED';", 1},
		{"ALTER DATABASE nasty SET app.api_key TO E'canary\\\\x';", "ALTER DATABASE nasty SET app.api_key TO 'REDACTED';", 1},
		{"SELECT pg_catalog.set_config('app.api_key', 'canary-0123', false);", "SELECT pg_catalog.set_config('app.api_key', 'REDACTED', false);", 1},
		{"SELECT set_config('app.api_key', E'canary\\x', true);", "SELECT set_config('app.api_key', 'REDACTED', true);", 1},
		{"SELECT set_config('app.colour', 'blue', false);", "=", 0},
		{"ALTER ROLE r IN DATABASE nasty SET app.password = canary;", "ALTER ROLE r IN DATABASE nasty SET app.password = 'REDACTED';", 1},
		{"ALTER ROLE ALL IN DATABASE \"SET x\" SET app.pin TO -12345;", "ALTER ROLE ALL IN DATABASE \"SET x\" SET app.pin TO 'REDACTED';", 1},
		{"ALTER SYSTEM SET primary_conninfo = 'host=db user=repl password=canary';", "ALTER SYSTEM SET primary_conninfo = 'REDACTED';", 1},
		{"ALTER DATABASE d SET app.upstream TO 'https://bob:canary@h.example/';", "ALTER DATABASE d SET app.upstream TO 'REDACTED';", 1},
		{"ALTER DATABASE d SET app.a TO 'x', 'token=canary', 'y';", "ALTER DATABASE d SET app.a TO 'x', 'REDACTED', 'y';", 1},
		{"ALTER DATABASE d SET app.blob TO 'Canary0aZ9QwErTy123456UiOp';", "ALTER DATABASE d SET app.blob TO 'REDACTED';", 1},
		{"ALTER USER u SET app.keys TO 'canary', 'canary';", "ALTER USER u SET app.keys TO 'REDACTED', 'REDACTED';", 2},
		{"ALTER ROLE app SET \"app.stripe\" TO 'whsec_canary000000000000000000000';", "ALTER ROLE app SET \"app.stripe\" TO 'REDACTED';", 1},
		{"CREATE FUNCTION f(a int DEFAULT (1)) RETURNS int LANGUAGE sql SET app.secret TO 'canary' SET search_path TO 'a', 'b' AS $$ SELECT set(1) $$;",
			"CREATE FUNCTION f(a int DEFAULT (1)) RETURNS int LANGUAGE sql SET app.secret TO 'REDACTED' SET search_path TO 'a', 'b' AS $$ SELECT set(1) $$;", 1},
		{"CREATE OR REPLACE PROCEDURE s.p() SET TIME ZONE 'UTC' SET app.token = 'canary' BEGIN ATOMIC UPDATE t SET secret = 'x'; END;",
			"CREATE OR REPLACE PROCEDURE s.p() SET TIME ZONE 'UTC' SET app.token = 'REDACTED' BEGIN ATOMIC UPDATE t SET secret = 'x'; END;", 1},
		{"ALTER FUNCTION f(text) SET \"app.key\" TO canary;", "ALTER FUNCTION f(text) SET \"app.key\" TO 'REDACTED';", 1},
		{"ALTER FUNCTION f() SET search_path FROM CURRENT SET app.pw TO 'canary';", "ALTER FUNCTION f() SET search_path FROM CURRENT SET app.pw TO 'REDACTED';", 1},
		{"SET app.jwt_secret = 'canary';", "SET app.jwt_secret = 'REDACTED';", 1},
		{"SET SESSION \"app.stripe\" TO 'sk_live_canary00000';", "SET SESSION \"app.stripe\" TO 'REDACTED';", 1},
		{"ALTER ROLE r SET search_path TO 'public', 'TenantSchemaForCustomer42X';", "=", 0},
		{"ALTER ROLE r SET \"TimeZone\" TO 'Europe/Vienna';", "=", 0},
		{"ALTER ROLE r SET password_encryption TO 'scram-sha-256';", "=", 0},
		{"ALTER ROLE r SET app.token_ttl TO '3600';", "=", 0},
		{"ALTER ROLE r SET app.use_token TO 'on';", "=", 0},
		{"ALTER ROLE r SET app.secret TO DEFAULT;", "=", 0},
		{"ALTER ROLE r SET app.secret TO '';", "=", 0},
		{"ALTER ROLE r SET app.secret FROM CURRENT;", "=", 0},
		{"ALTER ROLE r SET TIME ZONE 'UTC';", "=", 0},
		{"ALTER ROLE r RESET ALL;", "=", 0},
		{"ALTER ROLE r IN DATABASE d RESET app.secret;", "=", 0},
		{"ALTER DATABASE d SET TABLESPACE fast;", "=", 0},
		{"ALTER SYSTEM SET ssl_key_file = 'server.key';", "=", 0},
	})
	testRefused(t, judge.AppendScrubbedSetting, []string{
		"ALTER ROLE r SET app.secret;", "ALTER ROLE r SET app.secret TO 'canary' 'canary';", "ALTER ROLE r SET app.secret TO U&'canary' UESCAPE '!';",
		"ALTER ROLE r SET app.secret TO 'canary", "ALTER ROLE r SET app.secret TO;", "ALTER ROLE r SET x TO f('canary');",
		"ALTER ROLE r IN DATABASE d 'canary';", "ALTER SYSTEM 'canary';",
	})
}

func TestOptions(t *testing.T) {
	testEdit(t, Options, judge.AppendScrubbedOptions, true, []editCase{
		{"CREATE USER MAPPING FOR nasty_owner SERVER nasty_srv OPTIONS (\n    password 'canary pw''x',\n    \"user\" 'bob'\n);",
			"CREATE USER MAPPING FOR nasty_owner SERVER nasty_srv OPTIONS (\n    password 'REDACTED',\n    \"user\" 'bob'\n);", 1},
		{"CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (\n    password E'p\\\\canary''x', password_required 'false',\n    sslkey '/canary.key'\n);",
			"CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (\n    password 'REDACTED', password_required 'false',\n    sslkey 'REDACTED'\n);", 2},
		{"CREATE USER MAPPING IF NOT EXISTS FOR a SERVER s OPTIONS (\"Api_Key\" 'canary');",
			"CREATE USER MAPPING IF NOT EXISTS FOR a SERVER s OPTIONS (\"Api_Key\" 'REDACTED');", 1},
		{"CREATE SERVER nasty_srv TYPE 'x' VERSION 'y' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (\n    dbname 'd',\n    host '192.0.2.10',\n    passfile '/canary'\n);",
			"CREATE SERVER nasty_srv TYPE 'x' VERSION 'y' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (\n    dbname 'd',\n    host '192.0.2.10',\n    passfile 'REDACTED'\n);", 1},
		{"CREATE SERVER options FOREIGN DATA WRAPPER options OPTIONS (dsn 'canary');",
			"CREATE SERVER options FOREIGN DATA WRAPPER options OPTIONS (dsn 'REDACTED');", 1},
		{"ALTER SERVER s OPTIONS (ADD token 'canary', SET secret 'canary', DROP password, drop 'x', add 'y');",
			"ALTER SERVER s OPTIONS (ADD token 'REDACTED', SET secret 'REDACTED', DROP password, drop 'x', add 'y');", 2},
		{"ALTER USER MAPPING FOR a SERVER s OPTIONS (SET password 'canary');", "ALTER USER MAPPING FOR a SERVER s OPTIONS (SET password 'REDACTED');", 1},
		{"CREATE FOREIGN TABLE app.ft (\n    id integer OPTIONS (\n    key 'true', column_name 'options'\n),\n    options text DEFAULT 'x'::text\n)\nSERVER s\nOPTIONS (\n    url 'https://u:canary@h/',\n    table_name 'CamelCaseTableName12345Xy'\n);",
			"CREATE FOREIGN TABLE app.ft (\n    id integer OPTIONS (\n    key 'true', column_name 'options'\n),\n    options text DEFAULT 'x'::text\n)\nSERVER s\nOPTIONS (\n    url 'REDACTED',\n    table_name 'CamelCaseTableName12345Xy'\n);", 1},
		{"ALTER FOREIGN TABLE ONLY app.ft ALTER COLUMN id OPTIONS (\n    access_token 'canary'\n);",
			"ALTER FOREIGN TABLE ONLY app.ft ALTER COLUMN id OPTIONS (\n    access_token 'REDACTED'\n);", 1},
		{"CREATE FOREIGN DATA WRAPPER w HANDLER h OPTIONS (secret_key 'canary');", "CREATE FOREIGN DATA WRAPPER w HANDLER h OPTIONS (secret_key 'REDACTED');", 1},
		{"ALTER TABLE app.ft OPTIONS (ADD password 'canary');", "ALTER TABLE app.ft OPTIONS (ADD password 'REDACTED');", 1},
		{"ALTER TABLE ONLY t ADD CONSTRAINT f FOREIGN KEY (options) REFERENCES options(id);", "=", 0},
		{"ALTER TABLE public.options ADD CONSTRAINT c CHECK ((public.options('a'::text) > options(1)));", "=", 0},
		{"CREATE SERVER s FOREIGN DATA WRAPPER w;", "=", 0},
		{"ALTER SERVER s OWNER TO bob;", "=", 0},
		{"CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password '');", "=", 0},
	})
	testRefused(t, judge.AppendScrubbedOptions, []string{
		"CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password canary);", "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password U&'canary' UESCAPE '!');",
		"CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password 'canary';", "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS ('canary');",
		"CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (a 'x' password 'canary');", "ALTER SERVER s OPTIONS (DROP a 'canary');",
		"CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (a b 'canary');", "CREATE SERVER s OPTIONS (password 'canary",
	})
}

func TestSubscriptionSecrets(t *testing.T) {
	const rest = "PUBLICATION p, \"Q\" WITH (connect = false, slot_name = 'nasty_sub');"
	testEdit(t, Subscription, judge.AppendScrubbedConnection, true, []editCase{
		{"CREATE SUBSCRIPTION nasty_sub CONNECTION 'host=192.0.2.11 dbname=x user=repl password=canary' " + rest,
			"CREATE SUBSCRIPTION nasty_sub CONNECTION 'host=192.0.2.11 dbname=x user=repl password=REDACTED' " + rest, 1},
		{"CREATE SUBSCRIPTION s CONNECTION 'password = ''canary \\''x'' host=h sslkey=/canary' " + rest,
			"CREATE SUBSCRIPTION s CONNECTION 'password = REDACTED host=h sslkey=REDACTED' " + rest, 2},
		{"CREATE SUBSCRIPTION s CONNECTION E'host=h password=\\'canary\\\\\\\\\\'' " + rest,
			"CREATE SUBSCRIPTION s CONNECTION E'host=h password=REDACTED' " + rest, 1},
		{"CREATE SUBSCRIPTION s CONNECTION 'postgresql://repl:canary@h:5432,g/db?sslmode=require&sslpassword=canary' " + rest,
			"CREATE SUBSCRIPTION s CONNECTION 'postgresql://repl:REDACTED@h:5432,g/db?sslmode=require&sslpassword=REDACTED' " + rest, 2},
		{"ALTER SUBSCRIPTION s CONNECTION 'host=h password=canary';", "ALTER SUBSCRIPTION s CONNECTION 'host=h password=REDACTED';", 1},
		{"CREATE SUBSCRIPTION s CONNECTION 'host=h user=u' PUBLICATION p;", "=", 0},
		{"CREATE SUBSCRIPTION s SERVER srv PUBLICATION p WITH (connect = false);", "=", 0},
		{"ALTER SUBSCRIPTION s OWNER TO bob;", "=", 0},
		{"ALTER SUBSCRIPTION s ENABLE;", "=", 0},
		{"ALTER SUBSCRIPTION s SET (slot_name = 'x');", "=", 0},
		{"ALTER SUBSCRIPTION s SET PUBLICATION p, q WITH (refresh = false);", "=", 0},
	})
	testEdit(t, Subscription, judge.AppendScrubbedConnection, false, []editCase{
		{`CREATE SUBSCRIPTION s CONNECTION 'user=a\\''b password=canary' PUBLICATION p;`,
			`CREATE SUBSCRIPTION s CONNECTION 'user=a\\''b password=REDACTED' PUBLICATION p;`, 1},
	})
	testRefused(t, judge.AppendScrubbedConnection, refusedSubscriptions)
}

var refusedSubscriptions = []string{
	"CREATE SUBSCRIPTION s CONNECTION U&'password=canary' UESCAPE '!' PUBLICATION p;", "CREATE SUBSCRIPTION s PUBLICATION p;",
	"CREATE SUBSCRIPTION s CONNECTION 'password=canary' PUBLICATION p WITH (connect = false;",
	"CREATE SUBSCRIPTION s CONNECTION 'password=canary' PUBLICATION p WITH (connect false);",
	"CREATE SUBSCRIPTION s CONNECTION 'password=canary' PUBLICATION p 'canary';",
	"CREATE SUBSCRIPTION s CONNECTION 'password=canary' PUBLICATION p", "CREATE SUBSCRIPTION s SERVER 'canary' PUBLICATION p;",
	"ALTER SUBSCRIPTION s CONNECT 'password=canary';", "ALTER SUBSCRIPTION s SET (a = 'canary' 'canary');", "ALTER SUBSCRIPTION",
}

func TestSubscriptionDisabled(t *testing.T) {
	const conn = "CONNECTION '" + NoConnection + "'"
	testEdit(t, Subscription, AppendDisabledSubscription, true, []editCase{
		{"CREATE SUBSCRIPTION s CONNECTION 'host=canary password=canary' PUBLICATION p WITH (connect = false, slot_name = 'canary');",
			"CREATE SUBSCRIPTION s " + conn + " PUBLICATION p WITH (connect = false, slot_name = NONE, enabled = false);", 1},
		{"CREATE SUBSCRIPTION s CONNECTION 'no conninfo, canary' PUBLICATION p;",
			"CREATE SUBSCRIPTION s " + conn + " PUBLICATION p WITH (connect = false, enabled = false, slot_name = NONE);", 1},
		{"CREATE SUBSCRIPTION s CONNECTION E'\\tcanary' PUBLICATION p, q WITH (\n  enabled, create_slot = true, copy_data = on, binary = true, two_phase, failover = true, origin = none\n) ;",
			"CREATE SUBSCRIPTION s CONNECTION E'" + NoConnection + "' PUBLICATION p, q WITH (\n  enabled = false, create_slot = false, copy_data = false, binary = true, two_phase, failover = true, origin = none\n, connect = false, slot_name = NONE) ;", 1},
		{"CREATE SUBSCRIPTION s SERVER \"a server\" PUBLICATION p WITH (slot_name = 'canary');",
			"CREATE SUBSCRIPTION s " + conn + " PUBLICATION p WITH (slot_name = NONE, connect = false, enabled = false);", 1},
		{"ALTER SUBSCRIPTION s SERVER canary;", "ALTER SUBSCRIPTION s " + conn + ";", 1},
		{"ALTER SUBSCRIPTION s ENABLE;", "ALTER SUBSCRIPTION s DISABLE;", 1},
		{"ALTER SUBSCRIPTION s CONNECTION 'canary';", "ALTER SUBSCRIPTION s " + conn + ";", 1},
		{"ALTER SUBSCRIPTION s SET (slot_name = 'canary', streaming = on);", "ALTER SUBSCRIPTION s SET (slot_name = NONE, streaming = on);", 1},
		{"ALTER SUBSCRIPTION s OWNER TO bob;", "=", 0},
		{"ALTER SUBSCRIPTION s SKIP (lsn = NONE);", "=", 0},
	})
	testRefused(t, AppendDisabledSubscription, refusedSubscriptions)
}
