package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt/outside"
	"sanitize/fixtures/pgtest"
)

// nastyRoles has passwords and settings of the cluster. Those of the roles are
// hashed, so the word canary is not in the dump for them.
const nastyRoles = `
	CREATE ROLE nasty_owner LOGIN SUPERUSER PASSWORD 'canary' VALID UNTIL '2031-01-01 00:00:00+00';
	SET password_encryption = 'md5';
	CREATE ROLE "nasty PASSWORD 'x'" LOGIN CONNECTION LIMIT 5 PASSWORD 'canary';
	COMMENT ON ROLE nasty_owner IS 'finch';
	ALTER ROLE nasty_owner SET app.jwt_secret = E'canary\\x''y';
	ALTER ROLE nasty_owner SET app.region = 'finch';
	ALTER ROLE nasty_owner IN DATABASE nasty SET app.upstream = 'https://bob:canary@db.example/';
	ALTER DATABASE nasty SET app.api_key = 'canary';
	ALTER DATABASE nasty SET search_path = 'public', 'finch';
	COMMENT ON DATABASE nasty IS 'finch';
	ALTER DATABASE "nasty off" SET standard_conforming_strings = off;
	ALTER DATABASE "nasty off" SET escape_string_warning = off;`

// nastyDB has a secret in every place outside of the columns that PostgreSQL 15
// has.
const nastyDB = `
	SET ROLE nasty_owner;
	SET standard_conforming_strings = on;
	CREATE EXTENSION postgres_fdw;
	CREATE SERVER srv FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '192.0.2.10', dbname 'finch', sslkey '/canary');
	CREATE USER MAPPING FOR nasty_owner SERVER srv OPTIONS ("user" 'finch', password E'canary\\p''w', password_required 'false');
	CREATE FOREIGN TABLE ft (id int OPTIONS (column_name 'finch')) SERVER srv OPTIONS (schema_name 'finch', table_name 'options');
	CREATE TABLE users (id int PRIMARY KEY, email text, picture oid);
	COMMENT ON COLUMN users.email IS E'finch\nCOPY users FROM stdin;\n';
	SELECT lo_from_bytea(990001, convert_to(repeat('canary ', 9000), 'UTF8'));
	SELECT lo_from_bytea(990002, 'canary\\000'''::bytea), lo_create(990003);
	ALTER LARGE OBJECT 990001 OWNER TO "nasty PASSWORD 'x'";
	GRANT SELECT ON LARGE OBJECT 990001 TO PUBLIC;
	COMMENT ON LARGE OBJECT 990001 IS 'finch';
	INSERT INTO users VALUES (1, 'canary@example.com', 990001), (2, NULL, 990002);
	CREATE SUBSCRIPTION sub CONNECTION E'host=192.0.2.11 dbname=x user=repl password=\'canary \\\\ x\'' PUBLICATION p, "Q" WITH (connect = false, streaming = true);
	CREATE SUBSCRIPTION uri CONNECTION 'postgresql://repl:canary@192.0.2.11/x' PUBLICATION p WITH (connect = false, slot_name = 'canary');
	COMMENT ON SUBSCRIPTION sub IS 'finch';`

// restoredOutside are what a restored database is to answer.
var restoredOutside = []struct{ query, want string }{
	{"SELECT count(*), sum(length(lo_get(oid))) FROM pg_largeobject_metadata", "3|0"},
	{"SELECT pg_get_userbyid(lomowner), lomacl FROM pg_largeobject_metadata WHERE oid = 990001",
		`nasty PASSWORD 'x'|{"\"nasty PASSWORD 'x'\"=rw/\"nasty PASSWORD 'x'\"","=r/\"nasty PASSWORD 'x'\""}`},
	{"SELECT obj_description(990001, 'pg_largeobject')", "finch"},
	{"SELECT lo_put(990001, 0, 'new')", ""},
	{"SELECT convert_from(lo_get(990001), 'UTF8')", "new"},
	{"SELECT srvoptions FROM pg_foreign_server", "{dbname=finch,host=192.0.2.10,sslkey=REDACTED}"},
	{"SELECT umoptions FROM pg_user_mappings", "{password=REDACTED,password_required=false,user=finch}"},
	{"SELECT ftoptions FROM pg_foreign_table", "{schema_name=finch,table_name=options}"},
	{"SELECT count(*), count(email) FROM public.users", "2|1"},
	{"SELECT col_description('public.users'::regclass, 2)", "finch\nCOPY users FROM stdin;\n"},
	{"SELECT count(*), bool_or(subenabled), count(subslotname), min(subconninfo), max(subconninfo) FROM pg_subscription " +
		"WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
		"2|f|0|" + outside.NoConnection + "|" + outside.NoConnection},
	{"SELECT obj_description(oid, 'pg_subscription') FROM pg_subscription WHERE subname = 'sub' " +
		"AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())", "finch"},
}

// restoredGlobals are what a restored cluster is to answer besides.
var restoredGlobals = []struct{ query, want string }{
	{"SELECT count(*), count(rolpassword), max(rolvaliduntil) FROM pg_authid WHERE rolname LIKE 'nasty%'", "2|0|2031-01-01 00:00:00+00"},
	{"SELECT rolconnlimit FROM pg_authid WHERE rolname = 'nasty PASSWORD ''x'''", "5"},
	{"SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = 0 AND setrole = 'nasty_owner'::regrole",
		"{app.jwt_secret=REDACTED,app.region=finch}"},
	{"SELECT setconfig FROM pg_db_role_setting WHERE setdatabase <> 0 AND setrole <> 0", "{app.upstream=REDACTED}"},
	{"SELECT setconfig FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase WHERE datname = 'nasty' AND setrole = 0",
		`{app.api_key=REDACTED,"search_path=public, finch"}`},
	{"SELECT shobj_description('nasty_owner'::regrole, 'pg_authid')", "finch"},
}

// TestRestoreOutside dumps databases with a secret in every place outside of
// the columns, filters the dumps by the built-in policy, restores them, and
// looks at what is there.
func TestRestoreOutside(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	pg.CreateDB(t, "nasty")
	pg.CreateDB(t, "nasty off")
	pg.PSQL(t, "nasty", nastyRoles)
	pg.PSQL(t, "nasty", nastyDB)
	pg.PSQL(t, "nasty off", nastyDB)

	target := pgtest.StartAs(t, "bootstrap")
	all := pg.DumpAll(t)
	for _, hash := range []string{"SCRAM-SHA-256$", "PASSWORD 'md5"} {
		if !bytes.Contains(all, []byte(hash)) {
			t.Errorf("the dump has no %s", hash)
		}
	}
	out := checkOutside(t, all)
	if bytes.Contains(out, []byte("SCRAM-SHA-256$")) || bytes.Contains(out, []byte("PASSWORD 'md5")) {
		t.Error("the output has the hash of a password")
	}
	requireQuiet(t, target.RestoreAll(out))
	ask(t, target, "nasty", restoredGlobals)
	ask(t, target, "nasty", restoredOutside)
	ask(t, target, "nasty off", restoredOutside)
	// Without a slot, DROP does not try to reach the publisher.
	target.PSQL(t, "nasty", "DROP SUBSCRIPTION sub; DROP SUBSCRIPTION uri;")

	for _, db := range []string{"nasty", "nasty off"} {
		for i, flags := range [][]string{
			nil, {"--inserts"}, {"--clean", "--if-exists"}, {"--use-set-session-authorization"}, {"--quote-all-identifiers"}, {"--verbose"},
		} {
			t.Run(strings.Join(append([]string{db}, flags...), " "), func(t *testing.T) {
				name := outDB(db + string(rune('a'+i)))
				target.CreateDB(t, name)
				requireQuiet(t, target.Restore(name, checkOutside(t, pg.Dump(t, db, flags...))))
				ask(t, target, name, restoredOutside)
			})
		}
	}
	t.Run("sections", func(t *testing.T) {
		var dump []byte
		for _, s := range []string{"pre-data", "data", "post-data"} {
			dump = append(dump, pg.Dump(t, "nasty", "--section="+s)...)
		}
		target.CreateDB(t, outDB("sections"))
		requireQuiet(t, target.Restore(outDB("sections"), checkOutside(t, dump)))
		ask(t, target, outDB("sections"), restoredOutside)
	})
	t.Run("pg_restore -1", func(t *testing.T) {
		target.CreateDB(t, outDB("archive"))
		dump := pg.DumpArchive(t, "nasty", "-1")
		if !bytes.Contains(dump, []byte("\nBEGIN;\n")) {
			t.Error("the dump has no transaction of its own")
		}
		requireQuiet(t, target.RestoreAll(append([]byte("\\connect \"out archive\"\n"), checkOutside(t, dump)...)))
		ask(t, target, outDB("archive"), restoredOutside)
	})
	t.Run("create", func(t *testing.T) {
		target.PSQL(t, "postgres", "DROP DATABASE nasty")
		requireQuiet(t, target.RestoreAll(checkOutside(t, pg.Dump(t, "nasty", "-C"))))
		ask(t, target, "nasty", restoredOutside)
	})
}

// checkOutside filters a dump by the built-in policy and returns the output,
// in which no canary is left. A policy that keeps everything keeps its bytes.
func checkOutside(t *testing.T, dump []byte) []byte {
	t.Helper()
	if len(findLeaks(dump, canary)) == 0 || !bytes.Contains(dump, []byte("lowrite")) {
		t.Fatal("the dump has no secret in it, so that none could be left")
	}
	kept := runReader(bytes.NewReader(dump), "-p", keepPolicy, "--partial")
	if kept.code != exitOK || !bytes.Equal(kept.stdout, dump) {
		t.Errorf("kept: exit code %d, the same bytes: %t, stderr:\n%s", kept.code, bytes.Equal(kept.stdout, dump), kept.stderr)
	}
	got, _ := runReported(t, string(dump))
	if got.code != exitOK {
		t.Fatalf("exit code %d, stderr:\n%s", got.code, got.stderr)
	}
	return got.stdout
}

// requireQuiet ends the test unless psql was content. That a subscription is
// not connected it may say, and that the dump's own transaction for large
// objects is inside of another, or has ended it.
func requireQuiet(t *testing.T, res pgtest.Result) {
	t.Helper()
	for line := range strings.Lines(res.Stderr) {
		expected := []string{"NOTICE:", "tables were not subscribed", "is not connected", "HINT:",
			"there is already a transaction", "there is no transaction"}
		if !slices.ContainsFunc(expected, func(s string) bool { return strings.Contains(line, s) }) {
			t.Errorf("psql: %s", strings.TrimSpace(line))
		}
	}
	if res.ExitCode != 0 {
		t.Fatalf("psql: exit code %d", res.ExitCode)
	}
}

// ask compares the answers of a database with those wanted.
func ask(t *testing.T, pg *pgtest.Server, db string, questions []struct{ query, want string }) {
	t.Helper()
	for _, q := range questions {
		var lines []string
		for _, row := range pg.Query(t, db, q.query) {
			var fields []string
			for _, v := range row {
				fields = append(fields, v.Text)
			}
			lines = append(lines, strings.Join(fields, "|"))
		}
		if got := strings.Join(lines, "\n"); got != q.want {
			t.Errorf("%s: %s\ngives %s\nwant  %s", db, q.query, got, q.want)
		}
	}
}
