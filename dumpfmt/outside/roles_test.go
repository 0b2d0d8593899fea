package outside_test

import (
	"slices"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/outside"
)

func TestRoles(t *testing.T) {
	for _, tt := range []struct {
		stmt string
		want []string
	}{
		{`ALTER TABLE public.users OWNER TO app;`, []string{"app"}},
		{`ALTER FUNCTION public.f(a integer, b text) OWNER TO "App Owner";`, []string{"App Owner"}},
		{`ALTER TABLE public.owner OWNER TO postgres;`, nil},
		{`GRANT SELECT(id, email),INSERT ON TABLE public.users TO readonly, "to" WITH GRANT OPTION GRANTED BY dba;`, []string{"dba", "readonly", "to"}},
		{`GRANT ALL ON SCHEMA public TO PUBLIC;`, nil},
		{`GRANT ALL ON SCHEMA public TO "public";`, []string{"public"}},
		{`GRANT SELECT ON t TO GROUP staff;`, []string{"staff"}},
		{`GRANT parent TO child WITH INHERIT TRUE GRANTED BY postgres;`, []string{"child", "parent"}},
		{`REVOKE ALL ON FUNCTION public.f(a integer) FROM web;`, []string{"web"}},
		{`ALTER DEFAULT PRIVILEGES FOR ROLE maker IN SCHEMA public GRANT SELECT ON TABLES TO taker;`, []string{"maker", "taker"}},
		{`ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO taker;`, []string{"taker"}},
		{`CREATE POLICY p ON public.t FOR SELECT TO tenant, CURRENT_USER USING ((owner = 'to x'::text));`, []string{"tenant"}},
		{`CREATE POLICY p ON public.t USING (true);`, nil},
		{`ALTER POLICY p ON public.t TO tenant;`, []string{"tenant"}},
		{`CREATE SCHEMA s AUTHORIZATION boss;`, []string{"boss"}},
		{`CREATE USER MAPPING FOR mapped SERVER s OPTIONS (user 'for x');`, []string{"mapped"}},
		{`CREATE USER MAPPING FOR PUBLIC SERVER s;`, nil},
		{`SET SESSION AUTHORIZATION 'boss';`, []string{"boss"}},
		{`SET SESSION AUTHORIZATION DEFAULT;`, nil},
		{`SET ROLE boss;`, []string{"boss"}},
		{`REASSIGN OWNED BY old TO new;`, []string{"new", "old"}},
		{`ALTER ROLE app SET search_path TO x;`, []string{"app"}},
		{`GRANT pg_read_all_data TO app;`, []string{"app"}},
		{`CREATE ROLE made;`, nil},
		{`GRANT SELECT ON t TO made;`, nil},
		{`CREATE TABLE public.t (a text DEFAULT 'OWNER TO x');`, nil},
		{`GRANT`, nil},
	} {
		var r outside.Roles
		ses := &dumpfmt.Session{StdStrings: true}
		r.Look([]byte("CREATE ROLE made;"), ses)
		r.Look([]byte(tt.stmt), ses)
		if got := r.Missing(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.stmt, got, tt.want)
		}
	}
}
