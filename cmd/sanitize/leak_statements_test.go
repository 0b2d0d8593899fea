package main

// statementLeaks have, before the rows of a table, what may be taken for the
// beginning or the end of rows.
var statementLeaks = []leakCase{
	{name: "a multi-line comment with a line that starts with COPY", body: `
/* what
COPY public.other (id, email, note) FROM stdin;
/* nested */
\.
*/
` + users},
	{name: "a line comment with COPY", body: "-- COPY public.other (a, b, c) FROM stdin;\n" + users},
	{name: "COMMENT ON with a line that starts with COPY", body: usersTable + `
COMMENT ON TABLE public.users IS 'the people
COPY archive.users (a) FROM stdin;
it''s theirs
';

COPY public.users (id, email, note) FROM stdin;
1	canary@example.com	\N
\.
`},
	{name: "a function body with COPY at the start of a line", body: `
CREATE FUNCTION public.load() RETURNS void
    LANGUAGE sql
    AS $$
COPY archive FROM stdin;
COPY archive (a, b) FROM '/tmp/file';
$$;

` + users},
	{name: "a function body with a tag in its body's end", body: `
CREATE FUNCTION public.load() RETURNS text
    LANGUAGE sql
    AS $_$
SELECT $1 || '$$';
COPY archive (a) FROM stdin;
\.
$_$;

` + users},
	{name: "a function body in quotes", body: `
CREATE FUNCTION public.load() RETURNS void
    LANGUAGE sql
    AS '
COPY archive (a) FROM stdin;
SELECT ''it''''s'';
';

` + users},
	{name: "a BEGIN ATOMIC body with INSERT and semicolons", body: `
CREATE PROCEDURE public.add(IN e text)
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO public.log (id, email)
   VALUES (10, CASE WHEN (e = 'x'::text) THEN 'a;'::text ELSE 'b'::text END);
 DELETE FROM public.log;
END;

` + users},
	{name: "a rule with statements in parentheses", body: `
CREATE RULE r AS
    ON INSERT TO public.log DO INSTEAD ( INSERT INTO public.log (id)
  VALUES (1);
 DELETE FROM public.log;
);

` + users},
	{name: "a string with an escape before its quote", body: `
COMMENT ON ROLE r IS E'it\'s; COPY public.users (id) FROM stdin;
\\';

` + users},
	{name: "a backslash before a quote where it is an escape", body: `
SET standard_conforming_strings = off;

COMMENT ON ROLE r IS 'it\'; COPY public.x (id) FROM stdin;
';

` + users},
	{name: "a backslash before a quote where it is none", body: `
COMMENT ON ROLE r IS 'back\';

` + users},
	{name: "a dollar sign in a name", body: "\nCREATE TABLE public.a$b$c (\n    id integer\n);\n\n" + users},
	{name: "a quoted name with a comment's beginning", body: "\nCREATE TABLE public.\"/* -- $$ '\" (\n    id integer\n);\n\n" + users},
	{name: "a zero-column table before the masked one", body: `
CREATE TABLE public.empty_t (
);

COPY public.empty_t  FROM stdin;


\.

` + users},
	{name: "the block of an empty table vanishes", body: `
CREATE TABLE public.none (
    id integer
);

COPY public.none (id) FROM stdin;
\.


` + users},
	{name: "pg_restore's transaction round it", body: "BEGIN;\n\n" + users + "\nCOMMIT;\n"},
	{name: "a psql variable that people set", body: "\\set ON_ERROR_STOP on\n" + users},
	{name: "triggers off and on round the rows", body: usersTable + `
ALTER TABLE public.users DISABLE TRIGGER ALL;

COPY public.users (id, email, note) FROM stdin;
1	canary@example.com	\N
\.

ALTER TABLE public.users ENABLE TRIGGER ALL;
`},
}

// dumpLeaks are not single dumps as pg_dump writes them.
var dumpLeaks = []leakCase{
	{name: "lines that end in CR LF", body: crlf(whole(users + `
INSERT INTO public.users VALUES (3, 'canary@example.com', 'a canary');
`))},
	{name: "a byte order mark", body: "\xef\xbb\xbf" + whole(users)},
	{name: "latin1 bytes become U+FFFD", body: "SET client_encoding = 'LATIN1';\n\n" + usersTable +
		"COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary \xe9\xe8\n\\.\n" +
		"COMMENT ON TABLE public.users IS 'caf\xe9';\n" + trailer},
	{name: "bytes that are no text in SQL_ASCII", body: "SET client_encoding = 'SQL_ASCII';\n\n" + usersTable +
		"COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary \xe9\xff\xc3\n\\.\n" + trailer},
	{name: "the second database has the table under another order", body: `\connect one

CREATE TABLE public.users (
    id integer,
    email text,
    status text
);

INSERT INTO public.users VALUES (1, 'canary@example.com', 'note');

\connect -reuse-previous=on "dbname='we ird\'q'"

CREATE TABLE public.users (
    status text,
    id integer,
    email text
);

INSERT INTO public.users VALUES ('note', 1, 'canary@example.com');
` + trailer},
	{name: "the second database has the table with other types", body: `\connect one

CREATE TABLE public.users (
    id integer,
    code integer
);

COPY public.users (id) FROM stdin;
1
\.

\connect two

CREATE TABLE public.users (
    id integer,
    code text
);

COPY public.users (id, code) FROM stdin;
1	canary
\.
` + trailer},
	{name: "the second database lacks the table", code: 1, stderr: "no CREATE TABLE", body: "\\connect one\n\n" + users +
		"\n\\connect two\n\nCOPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary\n\\.\n" + trailer},
	{name: "a table that comes back with another order", body: usersTable +
		"INSERT INTO public.users VALUES (1, 'canary@example.com', 'canary');\n" +
		"DROP TABLE public.users;\nCREATE TABLE public.users (\n    email text,\n    id integer,\n    note text\n);\n" +
		"INSERT INTO public.users VALUES ('canary@example.com', 1, 'canary');\n" + trailer},
	{name: "a table that comes back with a name moved", code: 1, stderr: "behind its rows", body: usersTable +
		"COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary\n\\.\n" +
		"ALTER TABLE public.users RENAME TO old;\nCREATE TABLE public.users (\n    note text,\n    id integer PRIMARY KEY\n);\n" +
		"COPY public.users FROM stdin;\ncanary\t1\n\\.\n" + trailer},
	{name: "two dumps in one stream", body: whole(users) + whole(`
CREATE TABLE public.guests (
    email text,
    id integer
);

COPY public.guests (email, id) FROM stdin;
canary@example.com	1
\.
`)},
	{name: "rows after the trailer",
		body: whole(users) + "INSERT INTO public.users VALUES (3, 'canary@example.com', 'canary');\n"},
	{name: "statements after the trailer", body: whole(users) + "SET a = b;\n"},
	{name: "rows without a header, after the trailer", code: 1, stderr: "neither a letter",
		body: whole(users) + "3\tcanary@example.com\tcanary\n\\.\n"},
	{name: "no end of the rows, and no last newline", code: 1, stderr: "ends too early",
		body: upTo(whole(users), "\\.\n")},
	{name: "no trailer", code: 1, stderr: "no trailer", body: users},
	{name: "no trailer, on request", args: []string{"--partial"}, body: users},
	{name: "data-only without a schema", code: 2, stderr: "--schema FILE", body: whole(users[len(usersTable):])},
}

// trailer ends a dump.
const trailer = "\n--\n-- PostgreSQL database dump complete\n--\n\n"
