package outside

import (
	"slices"
	"strings"
	"testing"
)

func TestPlace(t *testing.T) {
	for stmt, want := range map[string]string{
		"CREATE VIEW public.active_users AS SELECT 1;":                             "CREATE VIEW|public.active_users|",
		"create or replace view \"My \"\"V\" . v as select 1;":                     `CREATE VIEW|"My ""V".v|`,
		"CREATE MATERIALIZED VIEW IF NOT EXISTS public.m AS SELECT 1;":             "CREATE MATERIALIZED VIEW|public.m|",
		"CREATE UNLOGGED TABLE public.t (a int);":                                  "CREATE TABLE|public.t|",
		"CREATE FUNCTION public.f(a int) RETURNS int LANGUAGE sql AS 'x';":         "CREATE FUNCTION|public.f|",
		"CREATE UNIQUE INDEX i ON ONLY public.t USING btree (lower(x));":           "CREATE INDEX|i|public.t",
		"CREATE INDEX CONCURRENTLY i ON public.t (x);":                             "CREATE INDEX|i|public.t",
		"CREATE POLICY p ON public.t USING (true);":                                "CREATE POLICY|p|public.t",
		"CREATE TRIGGER t BEFORE UPDATE OF \"on\" ON s.t EXECUTE FUNCTION f('a');": "CREATE TRIGGER|t|s.t",
		"CREATE CONSTRAINT TRIGGER t AFTER INSERT ON s.t EXECUTE FUNCTION f();":    "CREATE CONSTRAINT TRIGGER|t|s.t",
		"CREATE RULE r AS\n    ON INSERT TO public.t DO INSTEAD NOTHING;":          "CREATE RULE|r|public.t",
		"CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f();":        "CREATE EVENT TRIGGER|e|ddl_command_start",
		"COMMENT ON COLUMN public.t.\"e mail\" IS 'x';":                            `COMMENT ON COLUMN|public.t."e mail"|`,
		"COMMENT ON RULE r ON public.t IS 'x';":                                    "COMMENT ON RULE|r|public.t",
		"COMMENT ON CONSTRAINT c ON DOMAIN public.d IS 'x';":                       "COMMENT ON CONSTRAINT|c|public.d",
		"COMMENT ON LARGE OBJECT 990001 IS 'x';":                                   "COMMENT ON LARGE OBJECT|990001|",
		"COMMENT ON EXTENSION plpgsql IS 'x';":                                     "COMMENT ON EXTENSION|plpgsql|",
		"SECURITY LABEL FOR dummy ON ROLE r IS 'x';":                               "SECURITY LABEL ON ROLE|r|",
		"ALTER TABLE ONLY public.t\n    ADD CONSTRAINT c CHECK (a = 'x');":         "ALTER TABLE|public.t|",
		"ALTER ROLE bob SET app.x TO 'y';":                                         "ALTER ROLE|bob|",
		"ALTER DEFAULT PRIVILEGES FOR ROLE bob GRANT SELECT ON TABLES TO eve;":     "ALTER DEFAULT PRIVILEGES FOR ROLE|bob|",
		"CREATE USER MAPPING FOR bob SERVER s OPTIONS (a 'b');":                    "CREATE USER MAPPING FOR|bob|",
		"CREATE TYPE public.mood AS ENUM ('x');":                                   "CREATE TYPE|public.mood|",
		"CREATE PUBLICATION p FOR TABLE t WHERE (a = 'x');":                        "CREATE PUBLICATION|p|",
		"CREATE TABLE public.table (a int);":                                       "CREATE TABLE|public.table|",
		"CREATE SCHEMA type;":                                                      "CREATE SCHEMA|type|",
		"SELECT pg_catalog.set_config('search_path', '', false);":                  "SELECT|set_config|",
		"GRANT SELECT(a) ON TABLE public.t TO bob;":                                "GRANT TABLE|public.t|",
		"GRANT bob TO eve;":    "GRANT||",
		"SET search_path = x;": "SET|search_path|",
		"COMMENT ON 'x":        "COMMENT ON||",
		"COMMENT":              "COMMENT||",
		"CREATE VIEW":          "CREATE|VIEW|",
		`\connect -reuse-previous=on "dbname='x'"`: `\connect||`,
		"-- a comment": "||",
		"":             "||",
	} {
		kind, name, table := Place([]byte(stmt))
		if got := strings.Join([]string{kind, name, table}, "|"); got != want {
			t.Errorf("%s is about %q, want %q", stmt, got, want)
		}
	}
}

func TestObjectKind(t *testing.T) {
	for stmt, want := range map[string]string{
		"COMMENT ON TABLE t IS 'x';":                              "table",
		"comment on column a.b is 'x';":                           "column",
		"COMMENT ON LARGE OBJECT 1 IS 'x';":                       "large_object",
		"COMMENT ON FOREIGN DATA WRAPPER w IS 'x';":               "foreign_data_wrapper",
		"COMMENT ON OPERATOR public.+ (int, int) IS 'x';":         "operator",
		"COMMENT ON OPERATOR class.+ (int, int) IS 'x';":          "operator",
		"COMMENT ON OPERATOR CLASS c USING btree IS 'x';":         "operator_class",
		"COMMENT ON PROCEDURAL LANGUAGE l IS 'x';":                "language",
		"COMMENT ON TEXT SEARCH PARSER p IS 'x';":                 "text_search_parser",
		"SECURITY LABEL FOR dummy ON MATERIALIZED VIEW v IS 'x';": "materialized_view",
		"SECURITY LABEL FOR 'du''mmy' ON ROLE r IS 'x';":          "role",
		"SECURITY LABEL ON COLUMN t.c IS 'x';":                    "column",
		"COMMENT ON NEWTHING t IS 'x';":                           "",
		"COMMENT IS 'x';":                                         "",
		"SECURITY GUARD ON TABLE t;":                              "",
		"CREATE TABLE t ();":                                      "",
	} {
		if got := ObjectKind([]byte(stmt)); got != want {
			t.Errorf("%s is about a %q, want %q", stmt, got, want)
		}
	}
	for _, kind := range ObjectKinds(SecurityLabel) {
		if !slices.Contains(ObjectKinds(Comment), kind) {
			t.Errorf("%s can have a label and no comment", kind)
		}
	}
	for _, kind := range ObjectKinds(Comment) {
		stmt := "COMMENT ON " + strings.ToUpper(strings.ReplaceAll(kind, "_", " ")) + " x IS 'y';"
		if got := ObjectKind([]byte(stmt)); got != kind {
			t.Errorf("%s is about a %q", stmt, got)
		}
	}
}
