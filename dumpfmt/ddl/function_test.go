package ddl

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestConditionsOfFunctions has functions that are a condition on their arguments,
// and others, of which nothing is known.
func TestConditionsOfFunctions(t *testing.T) {
	for _, tt := range []struct{ function, want string }{
		{"f(text) RETURNS boolean LANGUAGE sql AS $$ SELECT $1 <> '' $$", "$1 <> ''"},
		{"f(IN x integer, y character varying) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT x > 0;$$", "x > 0"},
		{"f(x text) RETURNS boolean LANGUAGE sql RETURN (x <> ''::text)", "(x <> ''::text)"},
		{"f(x text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RETURN x <> ''; END; $$", "x <> ''"},
		{"f(x text) RETURNS boolean LANGUAGE plpgsql AS $$ begin if x = 'a' then return true; end if; return false; end $$", "((x = 'a') IS TRUE)"},
		{"f(x int) RETURNS boolean LANGUAGE plpgsql AS $$ begin if x > 1 then return x < 9; elsif x < -1 then return true; else return false; end if; end $$",
			"(((x > 1) IS TRUE AND (x < 9)) OR ((x > 1) IS NOT TRUE AND (((x < -1) IS TRUE))))"},
		{"f(x text) RETURNS integer LANGUAGE sql STRICT AS $$ SELECT length(x) $$", "length(x)"},
		{"f(x text) RETURNS boolean LANGUAGE sql AS $$ SELECT x <> '' FROM t $$", "x <> '' FROM t"}, // which is no expression
		{"f(x text) RETURNS boolean LANGUAGE sql AS $$ SELECT CASE WHEN x = '' THEN true END $$", ""},
		{"f(x text) RETURNS boolean LANGUAGE sql AS $$ SELECT true; SELECT false; $$", ""},
		{"f(x text) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT true; END", ""},
		{"f(x text) RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN RETURN true; END $$", ""},
		{"f(x text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN IF x = '' THEN RETURN true; END IF; END $$", ""},
		{"f(x text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN true; EXCEPTION WHEN OTHERS THEN RETURN false; END $$", ""},
		{"f(x text) RETURNS boolean LANGUAGE plpython3u AS $$ return True $$", ""},
	} {
		s := dumpfmt.NewSchema()
		ses := &dumpfmt.Session{StdStrings: true, SearchPath: []string{"public"}}
		if _, err := Apply(s, []byte("CREATE FUNCTION public."+tt.function+";"), ses); err != nil {
			t.Fatal(err)
		}
		list := s.Functions[dumpfmt.Name{Schema: "public", Name: "f"}]
		if len(list) != 1 {
			t.Fatalf("%s: %d functions", tt.function, len(list))
		}
		squeeze := func(s string) string {
			return strings.Join(strings.Fields(strings.NewReplacer("\n", "", "(", "", ")", "").Replace(s)), " ")
		}
		if got := squeeze(list[0].Condition); got != squeeze(tt.want) {
			t.Errorf("%s:\n%s\nwant\n%s", tt.function, got, squeeze(tt.want))
		}
	}
	s := dumpfmt.NewSchema()
	ses := &dumpfmt.Session{StdStrings: true, SearchPath: []string{"public"}}
	for _, text := range []string{"f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$", "f(x int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN x; END $$"} {
		if _, err := Apply(s, []byte("CREATE FUNCTION public."+text+";"), ses); err != nil || len(s.Functions) > 0 {
			t.Errorf("%s: %v, %d functions", text, err, len(s.Functions))
		}
	}
	for _, text := range []string{"f(x text DEFAULT 'a')", "f(x text)", "f(x text)", "f(x varchar)"} {
		if _, err := Apply(s, []byte("CREATE OR REPLACE FUNCTION public."+text+" RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;"), ses); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.Functions[dumpfmt.Name{Schema: "public", Name: "f"}]); n != 2 {
		t.Errorf("%d functions, want those of text and of varchar", n)
	}
}
