package main

import (
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// TestRestoreRecipes runs the policies of fixtures/policies that are recipes
// without rules for rows, against a real PostgreSQL.
func TestRestoreRecipes(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	t.Run("shapes", func(t *testing.T) { testShapes(t, pg) })
	t.Run("tags", func(t *testing.T) { testTags(t, pg) })
	t.Run("migration", func(t *testing.T) { testMigration(t, pg) })
}

// recipe makes a database of a script, masks it by a policy of fixtures and
// restores it. It returns the name of the copy.
func recipe(t *testing.T, pg *pgtest.Server, name, script string) string {
	t.Helper()
	db := name + " masked"
	pg.CreateDB(t, name)
	pg.PSQL(t, name, script)
	got := runEnv(pg.Dump(t, name), refreshEnv, "-p", "../../fixtures/policies/"+name+".toml")
	if got.code != 0 {
		t.Fatalf("exit code %d\n%s", got.code, got.stderr)
	}
	pg.CreateDB(t, db)
	requireRestored(t, pg.Restore(db, got.stdout))
	return db
}

// queries asks a database and compares the answers.
func queries(t *testing.T, pg *pgtest.Server, db string, want [][2]string) {
	t.Helper()
	for _, q := range want {
		if got := pg.QueryText(t, db, q[0]); got != q[1] {
			t.Errorf("%s: %s, want %s", q[0], got, q[1])
		}
	}
}

func testShapes(t *testing.T, pg *pgtest.Server) {
	db := recipe(t, pg, "shapes", `
		CREATE TABLE users (id int PRIMARY KEY, email text, card_number text, phone text);
		INSERT INTO users VALUES (1, 'john.smith@company.com', '4111-1111-1111-5678', '212-555-4567'),
			(2, 'ann@company.com', '4111 1111 1111 1234', '(212) 555 4567'), (3, NULL, '', NULL);
		CREATE TABLE stays (id int PRIMARY KEY, guest text, check_in date, check_out date);
		INSERT INTO stays SELECT i, 'Guest ' || i, '2024-01-01'::date + i, '2024-01-03'::date + i + i % 9 FROM generate_series(1, 500) i;`)
	queries(t, pg, db, [][2]string{
		{`SELECT concat_ws('|', email, card_number, phone) FROM users WHERE id = 1`, "joh****@company.com|XXXX-XXXX-XXXX-5678|XXX-XXX-4567"},
		{`SELECT concat_ws('|', email, card_number, phone) FROM users WHERE id = 2`, "****@company.com|XXXX XXXX XXXX 1234|(XXX) XXX 4567"},
		{`SELECT (email IS NULL AND card_number = '' AND phone IS NULL)::text FROM users WHERE id = 3`, "true"},
		{`SELECT count(*) FROM stays WHERE check_out <= check_in`, "0"},
		{`SELECT count(*) FROM stays WHERE check_out - check_in = 2 + id % 9`, "500"},
		{`SELECT (count(*) < 30)::text FROM stays WHERE check_in = '2024-01-01'::date + id`, "true"},
	})
}

func testTags(t *testing.T, pg *pgtest.Server) {
	db := recipe(t, pg, "tags", `
		CREATE TABLE users (id int PRIMARY KEY, email text, phone text, full_name text, ssn text, credit_card text, api_key text);
		INSERT INTO users SELECT i, 'person' || i / 2 || '@company.com', '212-555-' || 1000 + i, 'Person ' || i, '123-45-6789',
			'4111-1111-1111-1111', 'secret-' || i FROM generate_series(1, 200) i;
		INSERT INTO users (id) VALUES (0);`)
	queries(t, pg, db, [][2]string{
		{`SELECT count(*) FROM users WHERE email ~ '^user_[0-9a-f]{8}@example\.com$' AND phone ~ '^\+1-555-[0-9]{4}$'
			AND full_name ~ '^User [0-9A-F]{4}$' AND ssn = '[REDACTED]' AND credit_card = '[REDACTED]' AND api_key ~ '^[0-9a-f]{16}$'`, "200"},
		{`SELECT count(DISTINCT email) || '|' || count(DISTINCT api_key) FROM users`, "101|200"},
		{`SELECT count(*) FROM users WHERE num_nulls(email, phone, full_name, ssn, credit_card, api_key) = 6`, "1"},
	})
}

// testMigration runs the migrations that would fail in production on its copy,
// beside some that would not.
func testMigration(t *testing.T, pg *pgtest.Server) {
	db := recipe(t, pg, "migration", `
		CREATE TABLE accounts (id int PRIMARY KEY, email text, handle text, country text, nickname text, team_id int);
		INSERT INTO accounts SELECT i, 'person' || i % 499 || '@company.com', 'handle' || i, 'DE', CASE WHEN i <> 77 THEN 'nick' || i END, i % 7
			FROM generate_series(1, 500) i;`)
	for _, m := range []struct{ sql, fails string }{
		{`CREATE UNIQUE INDEX ON accounts (email)`, "could not create unique index"},
		{`CREATE UNIQUE INDEX ON accounts (handle)`, ""},
		{`ALTER TABLE accounts ALTER nickname SET NOT NULL`, `column "nickname" of relation "accounts" contains null values`},
		{`ALTER TABLE accounts ALTER country SET NOT NULL`, ""},
	} {
		for _, where := range []string{"migration", db} {
			res := pg.Restore(where, []byte(m.sql+";\n"))
			if (res.ExitCode == 0) != (m.fails == "") || !strings.Contains(res.Stderr, m.fails) {
				t.Errorf("%s: %s: exit code %d, want an error %q; stderr:\n%s", where, m.sql, res.ExitCode, m.fails, res.Stderr)
			}
		}
	}
}
