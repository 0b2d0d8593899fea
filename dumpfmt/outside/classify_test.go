package outside

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestClassify goes through forms that testEdit does not.
func TestClassify(t *testing.T) {
	for stmt, want := range map[string]Kind{
		"SELECT pg_catalog.lo_create('990001');":                                    LargeObject,
		"SELECT pg_catalog.lo_open('990001', 131072);":                              LargeObject,
		"SELECT pg_catalog.lo_open(pg_catalog.lo_create('123'), 131072);":           LargeObject,
		"SELECT pg_catalog.lo_close(0);":                                            None,
		"SELECT pg_catalog.lowrite(0, '\\x00');":                                    LargeObjectData,
		"select /* x */ \"lowrite\"(0, '');":                                        LargeObjectData,
		"SELECT lo_put(1, 0, '');":                                                  LargeObjectData,
		"SELECT lo_open(1, 2), lowrite(0, '');":                                     LargeObjectData,
		"SELECT setval('a', 1), lo_from_bytea(0, '');":                              LargeObjectData,
		"SELECT setval('lowrite', 1, true);":                                        None,
		"SELECT CASE WHEN true THEN lo_unlink('1') END;":                            None,
		"SELECT * FROM pg_catalog.pg_restore_attribute_stats(\n\t'version', '1');":  Statistics,
		"SELECT pg_catalog.pg_restore_relation_stats('a', 'b');":                    Statistics,
		"SELECT * FROM pg_catalog.pg_clear_attribute_stats('a', 'b', 'c', 'f');":    Statistics,
		"SELECT * FROM pg_catalog.pg_restore_extended_stats('a');":                  Statistics,
		"SELECT 1 FROM pg_catalog.pg_restore_attribute_stats('x');":                 Statistics,
		"SELECT pg_catalog.set_config('search_path', '', false);":                   None,
		"SELECT set_config(setting_name => 'search_path', new_value => '');":        None,
		"SELECT set_config(new_value => 'x', setting_name => 'app.key');":           Setting,
		"SELECT set_config(new_value := 'x', setting_name := 'app.key');":           Setting,
		"COMMENT ON COLUMN app.users.ssn IS 'x\ny\n';":                              Comment,
		"COMMENT ON ROLE r IS E'x';":                                                Comment,
		"SECURITY LABEL FOR dummy ON COLUMN public.t.email IS 'secret';":            SecurityLabel,
		"CREATE TABLE public.t (options text);":                                     None,
		"CREATE USER MAPPING FOR a SERVER s;":                                       Options,
		"ALTER TABLE public.t OWNER TO bob;":                                        None,
		"ALTER DATABASE d OWNER TO bob;":                                            None,
		"CREATE DATABASE d WITH TEMPLATE = template0;":                              None,
		"CREATE FUNCTION f() RETURNS int LANGUAGE sql SET app.secret TO 'x' AS '';": Setting,
		"":        None,
		"ALTER":   None,
		"COMMENT": Comment,
	} {
		if got := Classify([]byte(stmt), session(true)); got != want {
			t.Errorf("Classify(%q) = %d, want %d", stmt, got, want)
		}
	}
}

func TestOnSubscription(t *testing.T) {
	for stmt, want := range map[string]bool{
		"COMMENT ON SUBSCRIPTION s IS 'x';":                 true,
		"SECURITY LABEL FOR dummy ON SUBSCRIPTION s IS '';": true,
		"SECURITY LABEL ON SUBSCRIPTION s IS 'x';":          true,
		"SECURITY LABEL FOR 'd' ON SUBSCRIPTION s IS 'x';":  true,
		"COMMENT ON TABLE subscription IS 'x';":             false,
		"SECURITY LABEL FOR \"on\" ON TABLE s IS 'x';":      false,
		"CREATE SUBSCRIPTION s CONNECTION '';":              false,
	} {
		if OnSubscription([]byte(stmt)) != want {
			t.Errorf("OnSubscription(%q) is not %t", stmt, want)
		}
	}
}

func TestClassifyAllocates(t *testing.T) {
	ses := session(true)
	for _, stmt := range frequent {
		if n := testing.AllocsPerRun(10, func() { Classify(stmt, ses) }); n > 0 {
			t.Errorf("%v allocations for %.40s", n, stmt)
		}
	}
}

// frequent are statements that a dump may have very many of.
var frequent = [][]byte{
	[]byte("ALTER TABLE ONLY public.users\n    ADD CONSTRAINT users_email_key UNIQUE (email);"),
	[]byte("ALTER TABLE public.users OWNER TO bob;"),
	[]byte("CREATE TABLE public.users (\n    id integer NOT NULL,\n    email text\n);"),
	[]byte("CREATE INDEX users_part_idx ON app.users USING btree (phone) WHERE (phone IS NOT NULL);"),
	[]byte("COMMENT ON COLUMN app.users.ssn IS 'a number';"),
	[]byte("GRANT SELECT ON TABLE public.users TO bob;"),
	[]byte("SELECT pg_catalog.setval('app.users_id_seq', 987654321, true);"),
	[]byte("SELECT pg_catalog.lowrite(0, '\\x" + strings.Repeat("43414e415259", 2700) + "');"),
}

func BenchmarkClassify(b *testing.B) {
	ses, size := session(true), 0
	for _, stmt := range frequent {
		size += len(stmt)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, stmt := range frequent {
			Classify(stmt, ses)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(frequent)), "ns/statement")
}

func BenchmarkLargeObjectData(b *testing.B) {
	stmt, ses := frequent[len(frequent)-1], session(true)
	b.SetBytes(int64(len(stmt)))
	b.ReportAllocs()
	for b.Loop() {
		if err := CheckLargeObjectData(stmt, ses); err != nil {
			b.Fatal(err)
		}
	}
}

func TestVanishing(t *testing.T) {
	for _, c := range []struct {
		stmt  string
		std   bool
		check func([]byte, *dumpfmt.Session) error
	}{
		{"SELECT pg_catalog.lowrite(0, '\\x43414e');", true, CheckLargeObjectData},
		{"SELECT pg_catalog.lowrite(0, '\\\\x43414e');", false, CheckLargeObjectData},
		{"SELECT pg_catalog.lowrite(0, E'\\\\000\\');');", true, CheckLargeObjectData},
		{"SELECT pg_catalog.lowrite(0, '\\\\000it''s\\');');", false, CheckLargeObjectData},
		{"SELECT pg_catalog.lowrite(0, '\\000it''s\\');", true, CheckLargeObjectData},
		{"select lo_put('12', 0, '\\x00'::pg_catalog.bytea) ;", true, CheckLargeObjectData},
		{"SELECT * FROM pg_catalog.pg_restore_attribute_stats('a', ');('::text, ARRAY[(1)]);", true, CheckStatistics},
		{"SELECT * FROM pg_catalog.pg_restore_relation_stats('relname', 'it\\');'::text\n)\n;", false, CheckStatistics},
		{"SELECT pg_catalog.pg_clear_relation_stats('public', 'users');", true, CheckStatistics},
	} {
		if err := c.check([]byte(c.stmt), session(c.std)); err != nil {
			t.Errorf("%s: %v", c.stmt, err)
		}
	}
	for _, stmt := range []string{
		"SELECT lowrite(0, 'x'), setval('a', 1);", "SELECT lowrite(0, 'x') FROM t;", "SELECT lowrite(0, f('x'));", "SELECT lowrite(0, 'x'",
		"SELECT lowrite(0, 'x');;", "SELECT lo_from_bytea(0, 'x');", "SELECT setval('a', 1), lowrite(0, 'x');", "SELECT lowrite(0, 'x'::text);",
	} {
		if CheckLargeObjectData([]byte(stmt), session(true)) == nil {
			t.Errorf("no error for %s", stmt)
		}
	}
	for _, stmt := range []string{
		"SELECT pg_restore_relation_stats('x'), 1;", "SELECT 1 FROM pg_restore_relation_stats('x');", "SELECT pg_restore_relation_stats('x'",
		"SELECT pg_restore_relation_stats('x)", "SELECT setval('x', 1), pg_restore_relation_stats('x');",
	} {
		if CheckStatistics([]byte(stmt), session(true)) == nil {
			t.Errorf("no error for %s", stmt)
		}
	}
}
