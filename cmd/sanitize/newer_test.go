package main

import (
	"strings"
	"testing"
)

// newerStatements are those that PostgreSQL 16 to 19 brought, as pg_dump or
// people write them, by what becomes of them.
var newerStatements = map[string][]string{
	"pass": {
		"CREATE PROPERTY GRAPH public.g VERTEX TABLES (public.users KEY (id) LABEL person PROPERTIES (email));",
		"ALTER PROPERTY GRAPH public.g OWNER TO app;",
		"GRANT SELECT ON PROPERTY GRAPH public.g TO app;",
		"CREATE VIEW public.gv AS SELECT * FROM GRAPH_TABLE (public.g MATCH (a IS person) COLUMNS (a.email AS e));",
		"ALTER TABLE public.users ADD CONSTRAINT c CHECK (id > 0) NOT ENFORCED;",
		"CREATE TABLE public.o (uid integer REFERENCES public.users(id) NOT ENFORCED);",
		"ALTER TABLE public.users ADD CONSTRAINT nn NOT NULL id NOT VALID;",
		"CREATE TABLE public.nn (a integer CONSTRAINT a_nn NOT NULL NO INHERIT);",
		"CREATE TABLE public.v (id integer, e text, l text GENERATED ALWAYS AS (lower(e)) VIRTUAL);",
		"CREATE TABLE public.v (id integer, e text, l text GENERATED ALWAYS AS (lower(e)));",
		"CREATE STATISTICS public.s (mcv) ON email, note FROM public.users;",
		"ALTER TABLE public.users ALTER COLUMN email SET COMPRESSION lz4;",
		"ALTER TABLE public.users SET ACCESS METHOD DEFAULT;",
		"CREATE PUBLICATION p FOR ALL TABLES EXCEPT (public.users);",
		"CREATE PUBLICATION p FOR ALL TABLES WITH (publish_generated_columns = stored);",
		"ALTER DEFAULT PRIVILEGES FOR ROLE x GRANT MAINTAIN ON TABLES TO y;",
		"GRANT a TO b WITH INHERIT FALSE, SET TRUE GRANTED BY c;",
		"CREATE DATABASE x WITH TEMPLATE = template0 LOCALE_PROVIDER = builtin BUILTIN_LOCALE = 'C.UTF-8';",
		"SET transaction_timeout = 0;",
		"REPACK public.users;",
		"CREATE VIEW public.jv AS SELECT * FROM JSON_TABLE('{}'::jsonb, '$' COLUMNS (a text PATH '$.a')) jt;",
	},
	"vanish": {
		"SELECT * FROM pg_catalog.pg_restore_relation_stats(\n\t'version', '180000'::integer,\n\t'relname', 'canary'\n);",
		"SELECT * FROM pg_catalog.pg_restore_attribute_stats(\n\t'attname', 'email',\n\t'most_common_vals', '{canary@example.com}',\n\t'most_common_freqs', '{1}'::real[]\n);",
		"SELECT * FROM pg_catalog.pg_restore_attribute_stats('histogram_bounds', E'{\"a\\'canary\"}');",
		"SELECT pg_restore_extended_stats('most_common_vals', '{{canary,canary}}'::text[]);",
		"select * from PG_CATALOG . \"pg_restore_attribute_stats\" ('range_bounds_histogram', $$canary$$);",
		"SELECT pg_catalog.pg_set_attribute_stats('public.users', 'email', false, 'most_common_vals', '{canary}');",
		"SELECT pg_catalog.pg_clear_extended_stats('public', 'canary', false);",
		"SELECT pg_catalog.pg_restore_attribute_stats(VARIADIC ARRAY['most_common_vals', '{canary}']);",
	},
	"refuse": {
		"SELECT 1, pg_catalog.pg_restore_attribute_stats('most_common_vals', '{canary}');",
		"SELECT pg_catalog.pg_restore_attribute_stats('x'), 'canary';",
		"SELECT * FROM ROWS FROM (pg_catalog.pg_restore_attribute_stats('most_common_vals', '{canary}'));",
		"SELECT * FROM LATERAL pg_catalog.pg_restore_extended_stats('most_common_vals', '{canary}');",
		"SELECT x FROM (SELECT pg_set_attribute_stats('most_common_vals', '{canary}') AS x) y;",
		"INSERT INTO pg_catalog.pg_statistic VALUES (1, '{canary}');",
		"COPY pg_catalog.pg_statistic_ext_data (a, b) FROM stdin;\n1\tcanary\n\\.\n",
		"MERGE INTO public.users u USING (VALUES (1, 'canary')) v(id, e) ON u.id = v.id WHEN MATCHED THEN UPDATE SET email = v.e;",
		"WITH x AS (MERGE INTO public.users u USING (VALUES ('canary')) v(e) ON true WHEN NOT MATCHED BY SOURCE THEN DELETE RETURNING *) TABLE x;",
		"UPDATE public.users FOR PORTION OF valid FROM '2000-01-01' TO '2001-01-01' SET email = 'canary';",
		"INSERT INTO public.users (id, email) VALUES (1, 'canary') ON CONFLICT (id) DO SELECT RETURNING email;",
		"WAIT FOR LSN '0/canary';",
		"EXPLAIN (ANALYZE, SERIALIZE) SELECT 'canary';",
		"SELECT 'canary' \\bind 1 \\g\n",
		"\\parse canary\n", "\\startpipeline\n\\sendpipeline\n",
	},
}

// copyOptions are what COPY may have behind it, of which pg_dump writes none.
var copyOptions = []string{
	"(ON_ERROR ignore)", "WITH (ON_ERROR ignore, LOG_VERBOSITY verbose)", "WITH (ON_ERROR ignore, REJECT_LIMIT 5)", "WITH (ON_ERROR set_null)",
	"WITH (FORMAT csv, FORCE_NULL *)", "WITH (FORMAT csv, FORCE_NOT_NULL *)", "(FORMAT json)", "WITH (HEADER match)", "WITH (HEADER 2)",
	"WITH (DEFAULT '\\D')", "WITH (ENCODING 'latin1')", "WHERE id > 1", "WITH (FREEZE)", "WITH DELIMITER '|'", "WITH NULL AS 'x'",
}

// TestNewerStatements holds the statements of new versions to passing as they
// are, to vanishing, or to being refused; none leaves a value.
func TestNewerStatements(t *testing.T) {
	refused := newerStatements["refuse"]
	for _, o := range copyOptions {
		refused = append(refused, "COPY public.users (id, email, note) FROM stdin "+o+";\n1\tcanary\tcanary\n\\.\n")
	}
	want := whole(usersTable + "\n")
	for fate, statements := range map[string][]string{"pass": newerStatements["pass"], "vanish": newerStatements["vanish"], "refuse": refused} {
		for _, stmt := range statements {
			dump := whole(usersTable + stmt + "\n")
			r := runDump(dump)
			out := string(r.stdout)
			switch {
			case fate == "refuse" && (r.code == exitOK || !r.marked()),
				fate != "refuse" && r.code != exitOK,
				fate == "pass" && out != dump,
				fate == "vanish" && !sameWords(out, want):
				t.Errorf("%s: exit code %d, want it to %s\n%s\n%s", stmt, r.code, fate, r.stderr, out)
			}
			if strings.Contains(strings.ToLower(out+r.stderr), "canary") {
				t.Errorf("%s: a value is left\n%s\n%s", stmt, r.stderr, out)
			}
		}
	}
}

// TestTemporalKeys has keys over periods: a mask would break them, and what is
// kept passes.
func TestTemporalKeys(t *testing.T) {
	const bookings = "CREATE TABLE public.b (id integer, valid daterange);\nALTER TABLE ONLY public.b ADD CONSTRAINT bk "
	for _, stmt := range []string{
		bookings + "PRIMARY KEY (id, valid WITHOUT OVERLAPS);\n",
		bookings + "UNIQUE (id, valid WITHOUT OVERLAPS);\n",
		bookings + "PRIMARY KEY (id, valid WITHOUT OVERLAPS);\nCREATE TABLE public.c (id integer, valid daterange,\n    CONSTRAINT cf FOREIGN KEY (id, PERIOD valid) REFERENCES public.b(id, PERIOD valid));\n",
	} {
		dump := whole(stmt + "COPY public.b (id, valid) FROM stdin;\n1\t[2020-01-01,2020-02-01)\n\\.\n")
		if r := runDump(dump); r.code != exitUsage || !strings.Contains(r.stderr, "public.b.valid") {
			t.Errorf("%s: exit code %d, want a message about the period\n%s", stmt, r.code, r.stderr)
		}
		if r := runDump(dump, "-p", keepPolicy); r.code != exitOK || string(r.stdout) != dump {
			t.Errorf("%s: exit code %d, want it to pass as it is\n%s", stmt, r.code, r.stderr)
		}
	}
}

// sameWords compares texts but for their white space.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}
