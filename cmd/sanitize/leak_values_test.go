package main

import "strings"

// column returns a dump with one column of a type and a row for each value, in
// COPY and in INSERT.
func column(typ string, rows ...string) string {
	var b strings.Builder
	b.WriteString("\nCREATE TABLE public.t (\n    id integer,\n    v " + typ + "\n);\n\nCOPY public.t (id, v) FROM stdin;\n")
	for _, r := range rows {
		b.WriteString("1\t" + strings.ReplaceAll(r, `\`, `\\`) + "\n")
	}
	b.WriteString("\\.\n\n")
	for _, r := range rows {
		b.WriteString("INSERT INTO public.t VALUES (1, '" + strings.ReplaceAll(r, "'", "''") + "');\n")
	}
	return b.String()
}

// hexCanary is the word canary as bytea shows it.
const hexCanary = "63616e617279"

// valueLeaks have types that other filters pass over or break, and values that
// are not what their type wants. What is wrong with a value is said without it.
var valueLeaks = []leakCase{
	{name: "citext", body: column("public.citext", "canary", "Canary")},
	{name: "varchar", body: column("character varying(12)", "canary", "canary12char")},
	{name: "char", body: column("character(12)", "canary      ")},
	{name: "bytea", body: column("bytea", `\x`+hexCanary)},
	{name: "an array", body: column("text[]", `{canary,"can ary canary","canary \"canary\\ ",NULL,"NULL"}`)},
	{name: "a nested array", body: column("text[]", `{{canary,"canary"},{NULL,"{canary}"}}`)},
	{name: "an array with bounds", body: column("character varying(10)[]", `[0:1]={canary,canary}`)},
	{name: "jsonb", body: column("jsonb", `{"a": ["canary", {"b": "x\ncanary\"canary"}], "c": "\u0063anary canary"}`)},
	{name: "hstore", body: column("public.hstore", `"k"=>"canary", "q\"q"=>"b\\canary", "n"=>NULL`)},
	{name: "tsvector", body: column("tsvector", `'canary':1A 'canary''s':2`)},
	{name: "a domain over text", grammar: true, body: "\nCREATE DOMAIN public.email AS text\n\tCONSTRAINT c CHECK ((VALUE <> 'x'::text));\n" + column("public.email", "canary@example.com")},
	{name: "a composite type", body: "\nCREATE TYPE public.addr AS (\n\tstreet text,\n\tcity text\n);\n" +
		column("public.addr", `("1 ""canary"" St",canary)`, `(,"")`+"canary"), code: 1, stderr: "column v"},
	{name: "a type that no mask knows", body: column("public.raster", "canary")},

	{name: "malformed JSON", code: 1, stderr: "column v", body: column("jsonb", `{"a": "canary", canary`)},
	{name: "JSON after its end", code: 1, stderr: "column v", body: column("json", `{"a": "canary"} canary`)},
	{name: "an array that does not end", code: 1, stderr: "column v", body: column("text[]", `{canary,"canary`)},
	{name: "an hstore without arrows", code: 1, stderr: "column v", body: column("public.hstore", `canary`)},
	{name: "an integer that is none", code: 1, stderr: "column v", body: column("integer", "canary")},
	{name: "an integer that does not fit", code: 1, stderr: "column v", body: column("smallint", "40000canary")},
	{name: "a numeric that is none", code: 1, stderr: "column v", body: column("numeric(5,2)", "12.canary")},
	{name: "a float that is none", code: 1, stderr: "column v", body: column("double precision", "canary")},
	{name: "a date that is none", code: 1, stderr: "column v", body: column("date", "2024-13-canary")},
	{name: "a timestamp that is none", code: 1, stderr: "column v", body: column("timestamp with time zone", "canary 10:00")},
	{name: "a time that is none", code: 1, stderr: "column v", body: column("time without time zone", "canary")},
	{name: "a uuid that is none", body: column("uuid", "canary-0000")},
	{name: "an address that is none", code: 1, stderr: "column v", body: column("inet", "canary/8")},
	{name: "a hardware address that is none", code: 1, stderr: "column v", body: column("macaddr", "canary")},
	{name: "a bytea that is none", code: 1, stderr: "column v", body: column("bytea", `\xcanary`)},
	{name: "an interval that is none", code: 1, stderr: "column v", body: column("interval", "1 canary")},
	{name: "a range that is none", code: 1, stderr: "column v", body: column("int4range", "[canary,2)")},
	{name: "a bit string that is none", code: 1, stderr: "column v", body: column("bit varying(8)", "01canary")},
	{name: "text that does not fit", body: column("character varying(4)", "canary too long")},
	{name: "a mask that does not fit", code: 2, stderr: "column public.t.v (character varying(4))",
		policy: "[columns]\nid = \"keep\"\nv = \"uuid\"\n", body: column("character varying(4)", "canary, too long")},

	{name: "too many fields", code: 1, stderr: "4 fields, want 3",
		body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n1\tcanary\tcanary\tcanary\n\\.\n"},
	{name: "a field too many, where all columns are keys", code: 1, stderr: "row 2: 2 fields, want 1",
		body: "CREATE TABLE public.t (id int);\nCOPY public.t (id) FROM stdin;\n1\n2\tcanary\n\\.\n"},
	{name: "a row of a table without columns", code: 1, stderr: "row 1: 1 fields, want 0",
		body: "CREATE TABLE public.z ();\nCOPY public.z  FROM stdin;\ncanary\n\\.\n"},
	{name: "an INSERT into a table without columns", code: 1, stderr: "2 fields, want 0",
		body: "CREATE TABLE public.z ();\nINSERT INTO public.z VALUES (1, 'canary');\n"},
	{name: "a search_path for the transaction alone", code: 1, stderr: "for the transaction alone",
		body: usersTable + "SET LOCAL search_path = kept;\nINSERT INTO users (id, email, note) VALUES (1, 'canary', NULL);\n"},
	{name: "a field too few", code: 1, stderr: "2 fields, want 3",
		body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\n\\.\n"},
	{name: "a blank line among the rows", code: 1, stderr: "1 fields, want 3",
		body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n\n1\tcanary@example.com\tcanary\n\\.\n"},
	{name: "an escape for a zero byte", code: 1, stderr: "column email",
		body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n1\tcanary\\0canary\tcanary\n\\.\n"},
	{name: "a bad escape in a literal", code: 1, stderr: "escape in a literal",
		body: usersTable + "INSERT INTO public.users VALUES (1, E'canary\\u00', 'canary');\n"},
	{name: "a statement that cannot be parsed", code: 1,
		body: "\nCREATE TABLE public.users (\n    id integer DEFAULT 'canary' 'canary' ((\n    email text\n));\n" + users[len(usersTable):]},
	{name: "a setting with a wrong value", code: 1, stderr: "neither on nor off", body: "SET standard_conforming_strings = 'canary';\n" + users},
	{name: "an encoding that is not known", code: 2, stderr: "encoding", body: "SET client_encoding = 'EUC_JP';\n" + users},
	{name: "a key that does not match", code: 1, stderr: "key", body: "\\unrestrict canary\n" + users},
}
