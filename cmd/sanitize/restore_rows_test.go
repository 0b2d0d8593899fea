package main

import (
	"bytes"
	"context"
	"maps"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

const (
	refreshPolicy  = "../../fixtures/policies/refresh.toml"
	snapshotPolicy = "../../fixtures/policies/snapshot.toml"
)

// rowForms are the forms of dumps that rows are dropped from.
var rowForms = [][]string{nil, {"--inserts"}, {"--column-inserts"}, {"--rows-per-insert=7"}, {"--rows-per-insert=7", "--on-conflict-do-nothing"}}

// refreshEnv is the environment of a staging refresh.
var refreshEnv = map[string]string{
	saltEnv:                  testSalt,
	"PROD_ADMIN_EMAIL":       "boss@prod.example",
	"STAGING_ADMIN_EMAIL":    "admin@staging.example",
	"STAGING_ADMIN_PASSWORD": "a password, it's one",
}

// runEnv calls the program with an environment.
func runEnv(dump []byte, env map[string]string, args ...string) result {
	var out, errs bytes.Buffer
	code := run(context.Background(), args, bytes.NewReader(dump), &out, &errs, func(name string) string { return env[name] })
	return result{out.Bytes(), errs.String(), code}
}

// TestRestoreRows runs recipes whose policies have rules for rows, against a
// real PostgreSQL.
func TestRestoreRows(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	t.Run("refresh", func(t *testing.T) { testRefresh(t, pg) })
	t.Run("snapshot", func(t *testing.T) { testSnapshot(t, pg) })
}

const productionSQL = `
	CREATE TABLE "user" (id uuid PRIMARY KEY, email text NOT NULL UNIQUE, full_name text,
		hashed_password varchar(200), is_superuser boolean NOT NULL DEFAULT false, closed_at timestamptz);
	INSERT INTO "user" SELECT md5(i::text)::uuid, 'user' || i || '@prod.example', 'Person ' || i, '$2b$12$' || md5(i::text),
		i % 10 = 3, CASE WHEN i % 4 = 0 THEN '2024-01-31 10:00:00+00'::timestamptz END FROM generate_series(1, 60) i;
	UPDATE "user" SET email = 'boss@prod.example', full_name = NULL, hashed_password = NULL WHERE id = md5('24')::uuid;
	CREATE TABLE product (id int PRIMARY KEY, user_id uuid REFERENCES "user");
	INSERT INTO product SELECT i, md5((i % 3 + 23)::text)::uuid FROM generate_series(1, 30) i WHERE i % 3 > 0;
	CREATE TABLE external_system_integration (id int PRIMARY KEY, name text, push_products boolean,
		push_service_base_url text, push_service_api_key text);
	INSERT INTO external_system_integration VALUES (1, 'erp', true, 'https://erp.example', 'key-1'), (2, 'shop', NULL, NULL, 'key-2');
	CREATE TABLE audit_log (id int, at timestamptz, what text) PARTITION BY RANGE (at);
	CREATE TABLE audit_log_2024 PARTITION OF audit_log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
	INSERT INTO audit_log SELECT i, '2024-06-01', 'user' || i || '@prod.example came' FROM generate_series(1, 30) i;`

func testRefresh(t *testing.T, pg *pgtest.Server) {
	pg.CreateDB(t, "production")
	pg.PSQL(t, "production", productionSQL)
	for i, flags := range rowForms {
		dump := pg.Dump(t, "production", flags...)
		// Without the schema it cannot be known that the names may meet.
		args := []string{"-p", refreshPolicy, "--schema", tempFile(t, "schema.sql", pg.Dump(t, "production", "--schema-only"))}
		got := runEnv(dump, refreshEnv, args...)
		if got.code != 0 || bytes.Contains(got.stdout, []byte("prod.example")) {
			t.Fatalf("%q: exit code %d, or an address is left; stderr:\n%s", flags, got.code, got.stderr)
		}
		pg.CreateDB(t, "staging")
		requireRestored(t, pg.Restore("staging", got.stdout))
		checkRefreshed(t, pg)

		if i == 0 {
			checkLogins(t, pg)
			checkMissingAdmin(t, pg, dump, args)
		}
		pg.DropDB(t, "staging")
	}
}

// checkRefreshed asks staging what it was to become.
func checkRefreshed(t *testing.T, pg *pgtest.Server) {
	t.Helper()
	for _, q := range []struct{ query, want string }{
		{`SELECT string_agg(concat_ws('|', id, email, full_name, is_superuser), ',') FROM "user" WHERE is_superuser`,
			"1ff1de77-4005-f8da-13f4-2943881c655f|admin@staging.example|Staging Admin|t"},
		{`SELECT count(*) FROM "user" WHERE email = 'anon_' || replace(id::text, '-', '') || '@staging.invalid'
			AND full_name = 'Anonymized User' AND NOT is_superuser`, "45"},
		{`SELECT count(*) FROM "user"`, "46"},
		{`SELECT count(DISTINCT hashed_password) FROM "user" WHERE hashed_password ~ '^\$2a\$12\$[./A-Za-z0-9]{53}$'`, "46"},
		{`SELECT count(*) FROM "user" WHERE closed_at IS NOT NULL AND id <> md5('24')::uuid`, "0"},
		{`SELECT count(*) FROM product JOIN "user" u ON u.id = user_id WHERE is_superuser`, "10"},
		{`SELECT count(*) FROM audit_log`, "0"},
		{`SELECT string_agg(concat_ws('|', id, name, push_products, push_service_base_url, push_service_api_key), ',' ORDER BY id) FROM external_system_integration`,
			"1|erp|f,2|shop"},
	} {
		if got := pg.QueryText(t, "staging", q.query); got != q.want {
			t.Errorf("%s: %s, want %s", q.query, got, q.want)
		}
	}
}

// checkLogins has pgcrypto try the administrator's password, and that of others.
func checkLogins(t *testing.T, pg *pgtest.Server) {
	t.Helper()
	pg.PSQL(t, "staging", "CREATE SCHEMA ext; CREATE EXTENSION pgcrypto SCHEMA ext")
	const logins = `SELECT string_agg(email, ',') FROM (SELECT * FROM "user" ORDER BY NOT is_superuser, id LIMIT 5) u WHERE hashed_password = ext.crypt(`
	for password, want := range map[string]string{
		"'a password, it''s one'": "admin@staging.example", "'another'": "", "email": "", "id::text": "", "''": "",
	} {
		if got := pg.QueryText(t, "staging", logins+password+", hashed_password)"); got != want {
			t.Errorf("with password %s %q can log in, want %q", password, got, want)
		}
	}
}

// checkMissingAdmin wants the run to fail, and the restore with it, where the
// administrator is not in the dump.
func checkMissingAdmin(t *testing.T, pg *pgtest.Server, dump []byte, args []string) {
	t.Helper()
	env := maps.Clone(refreshEnv)
	env["PROD_ADMIN_EMAIL"] = "gone@prod.example"
	got := runEnv(dump, env, args...)
	if got.code != 1 || !got.marked() || len(got.stdout) == 0 {
		t.Fatalf("exit code %d, and %d bytes of output, want 1 and a poisoned output", got.code, len(got.stdout))
	}
	const want = "refresh.toml:23:1: the rule for rows of public.user expects 1 row, found 0"
	if !strings.Contains(got.stderr, want) || strings.Contains(got.stderr, "gone@") {
		t.Errorf("stderr has not %q, or has the address:\n%s", want, got.stderr)
	}
	pg.CreateDB(t, "missing")
	if res := pg.Restore("missing", got.stdout); res.ExitCode == 0 {
		t.Error("psql takes the output of the failed run for a good one")
	}
	if n := pg.QueryText(t, "missing", "SELECT count(*) FROM pg_class WHERE relname = 'user'"); n != "0" {
		t.Error("the failed restore left its table")
	}
	pg.DropDB(t, "missing")
}

// customersSQL makes a shop whose tables hold the customer's key as integer,
// bigint, numeric and text.
const customersSQL = `
	CREATE TABLE customers (id integer PRIMARY KEY, name text);
	CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, note text);
	CREATE TABLE items (order_id bigint REFERENCES orders, nr int, customer_id numeric(12,2) NOT NULL, what text, PRIMARY KEY (order_id, nr));
	CREATE TABLE events (at date NOT NULL, customer_id text, what text) PARTITION BY RANGE (at);
	CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
	CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
	INSERT INTO customers SELECT i, 'Person ' || i FROM generate_series(1, 400) i;
	INSERT INTO orders SELECT i, 1 + i * 7 % 400, 'note ' || i FROM generate_series(1, 1500) i;
	INSERT INTO items SELECT o.id, n, o.customer_id, 'thing' FROM orders o, generate_series(1, 3) n;
	INSERT INTO events SELECT '2024-01-01'::date + i % 59, CASE WHEN i % 5 > 0 THEN (1 + i * 3 % 400)::text END, 'came'
		FROM generate_series(1, 1200) i;`

// orphans counts the rows that refer to a row that is not there.
const orphans = `SELECT
	(SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT FROM customers c WHERE c.id = o.customer_id)) ||'|'||
	(SELECT count(*) FROM items i WHERE NOT EXISTS (SELECT FROM orders o WHERE o.id = i.order_id)) ||'|'||
	(SELECT count(*) FROM events e WHERE customer_id IS NOT NULL AND NOT EXISTS (SELECT FROM customers c WHERE c.id::text = e.customer_id))`

// contents says which rows there are.
const contents = `SELECT concat_ws('|',
	(SELECT string_agg(id::text, ',' ORDER BY id) FROM customers), (SELECT count(*) FROM orders), (SELECT count(*) FROM items),
	(SELECT count(*) FROM events WHERE customer_id IS NULL), (SELECT count(*) FROM events WHERE customer_id IS NOT NULL))`

func testSnapshot(t *testing.T, pg *pgtest.Server) {
	pg.CreateDB(t, "shop")
	pg.PSQL(t, "shop", customersSQL)
	var first string
	for _, flags := range rowForms[:4] {
		got := runEnv(pg.Dump(t, "shop", flags...), refreshEnv, "-p", snapshotPolicy)
		if got.code != 0 {
			t.Fatalf("%q: exit code %d\n%s", flags, got.code, got.stderr)
		}
		pg.CreateDB(t, "snapshot")
		requireRestored(t, pg.Restore("snapshot", got.stdout))
		if n := pg.QueryText(t, "snapshot", orphans); n != "0|0|0" {
			t.Errorf("%q: orphans of orders, items and events: %s", flags, n)
		}
		here := pg.QueryText(t, "snapshot", contents)
		if first == "" {
			first = here
			checkSample(t, pg)
		}
		if here != first {
			t.Errorf("%q: the snapshot has %s, want %s", flags, here, first)
		}
		pg.DropDB(t, "snapshot")
	}
}

// checkSample wants a part of the customers, with all that is theirs.
func checkSample(t *testing.T, pg *pgtest.Server) {
	t.Helper()
	ids := pg.QueryText(t, "snapshot", "SELECT string_agg(id::text, ',') FROM customers")
	if n := strings.Count(ids, ",") + 1; n < 50 || n > 110 {
		t.Errorf("%d of 400 customers, want about 80", n)
	}
	for _, table := range []string{"orders", "items", "events"} {
		query := "SELECT count(*) FROM " + table
		want := pg.QueryText(t, "shop", query+" WHERE customer_id IS NULL OR customer_id::numeric IN ("+ids+")")
		if got := pg.QueryText(t, "snapshot", query); got != want {
			t.Errorf("%s has %s rows, want the %s of these customers", table, got, want)
		}
	}
}
