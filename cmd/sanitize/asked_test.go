package main

import (
	"strings"
	"testing"

	"sanitize/dumpfmt/dumptest"
)

// TestAskedOfColumns has what a dump asks of a column in ways that are easily passed
// over, and wants check to say what becomes of it.
func TestAskedOfColumns(t *testing.T) {
	dumptest.NeedsGrammar(t)
	const old = "SET search_path = public, pg_catalog;\n"
	for _, tt := range []struct{ name, ddl, policy, want string }{
		{"an operator class of the database's own", "CREATE TABLE public.t (nick text);\nCREATE UNIQUE INDEX i ON public.t USING btree (nick public.alike_ops);", "",
			`nick = "hash" # text, in an expression of a unique index, where digests stay apart if all of them counts`},
		{"and beside a WHERE that says nothing of it", "CREATE TABLE public.t (nick text, on_hold boolean);\nCREATE UNIQUE INDEX i ON public.t USING btree (split_part(nick, '@', 1)) WHERE on_hold;", "[tables.t.columns]\nnick = \"hash\"", "nick text hash"},
		{"a number of persons", "CREATE TABLE public.t (ssn text, card_number text);", "", "ssn text ssn lossy name: ssn card_number text credit_card"},
		{"that is a key elsewhere", "CREATE TABLE public.t (ssn text, card_number text);\nCREATE TABLE public.u (old_ssn text PRIMARY KEY);", "", "ssn text scramble injective name: ssn, by type card_number text credit_card"},
		{"which is pasted", "CREATE TABLE public.t (nick text);\nCREATE UNIQUE INDEX i ON public.t USING btree (nick public.alike_ops);", "[tables.t.columns]\nnick = \"hash\"", "nick  text  hash"},
		{"and in a WHERE, too, that is not understood", "CREATE TABLE public.t (nick text);\nCREATE UNIQUE INDEX i ON public.t USING btree (nick public.alike_ops) WHERE public.valid(nick);", "",
			`nick = "keep" # text, the WHERE of a unique index is not understood`},
		{"one of the system's", "CREATE TABLE public.t (nick text);\nCREATE UNIQUE INDEX i ON public.t USING btree (nick COLLATE \"C\" text_pattern_ops DESC);", "", "nick    text  username"},
		{"a collation that folds", "CREATE COLLATION public.ci (provider = icu, deterministic = false, locale = 'und');\nCREATE TABLE public.t (nick text COLLATE public.ci);\n" +
			"CREATE UNIQUE INDEX i ON public.t USING btree (nick);", "[tables.t.columns]\nnick = { mask = \"fpe\", key = \"2b7e151628aed2a6abf7158809cf4f3c\", alphabet = \"alnum\" }", "may give two values one result"},
		{"a function in the search_path", old + "CREATE FUNCTION filled(v text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $_$ SELECT $1 <> '' $_$;\n" +
			"CREATE TABLE t (remark character varying, CONSTRAINT c CHECK (filled((remark)::text)));", "", "remark  varchar  text"},
		{"one of two schemas", old + "CREATE FUNCTION filled(text) RETURNS boolean LANGUAGE sql AS $_$ SELECT $1 <> '' $_$;\n" +
			"CREATE FUNCTION other.filled(text) RETURNS boolean LANGUAGE sql AS $_$ SELECT $1 = '' $_$;\nCREATE TABLE t (remark text, CONSTRAINT c CHECK (filled(remark)));", "", "under CHECK c, and no mask"},
		{"a key of whole numbers", "CREATE TABLE public.t (id_t numeric(9,0) PRIMARY KEY, amount numeric(9,2));", "", "id_t    numeric(9,0)  keep"},
		{"a FOREIGN KEY without a name", "CREATE TABLE public.t (a text PRIMARY KEY);\nCREATE TABLE public.u (b text, FOREIGN KEY (b) REFERENCES public.t(a));",
			"[tables.t.columns]\na = \"hash\"\n[tables.u.columns]\nb = \"scramble\"", "to which it refers by FOREIGN KEY (b), gets mask hash"},
		{"a rule that parts rows", "CREATE TABLE public.t (a text PRIMARY KEY);\nCREATE TABLE public.u (b text REFERENCES public.t);",
			"[tables.u.columns]\nb = \"redact\"", "column public.u.b gets mask redact as text, but public.t.a, to which it refers by FOREIGN KEY (b), gets mask scramble as text"},
		{"a generated column that is unique", "CREATE TABLE public.t (nick text, up text GENERATED ALWAYS AS (upper(btrim(nick))) STORED UNIQUE);", "", "nick    text  username"},
		{"a telephone under what is not understood", "CREATE TABLE public.t (phone text, CONSTRAINT c CHECK (public.valid(phone)));", "", `phone = "phone" # text, whether it meets CHECK c is not known, try it`},
		{"and what is nobody's", "CREATE TABLE public.t (x text, CONSTRAINT c CHECK (public.valid(x)));", "", `x = "keep" # text, under CHECK c, and no mask`},
		{"the elements of an array", "CREATE TABLE public.t (nick text, tags text[]);\nCREATE UNIQUE INDEX i ON public.t USING btree (nick) WHERE (tags @> '{a}'::text[]);", "", "tags    text[]  scramble"},
		{"an array as a whole", "CREATE TABLE public.t (nick text, tags text[]);\nCREATE UNIQUE INDEX i ON public.t USING btree (nick) WHERE (tags = '{a}'::text[]);", "",
			`without a rule of its own in a constraint that a mask would break: public.t.tags`},
	} {
		dump := "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n" + tt.ddl + "\n-- PostgreSQL database dump complete\n--\n"
		args := []string{"check"}
		if tt.policy != "" {
			args = append(args, "-p", tempFile(t, "policy", []byte("version = 1\nunlisted = \"name\"\n"+tt.policy)))
		}
		res := runDump(dump, args...)
		said := strings.Join(strings.Fields(string(res.stdout)+res.stderr), " ")
		if want := strings.Join(strings.Fields(tt.want), " "); !strings.Contains(said, want) {
			t.Errorf("%s: check says\n%s%s\nwant %q", tt.name, res.stderr, res.stdout, tt.want)
		}
	}
}
