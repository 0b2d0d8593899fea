package main

// insertLeaks have INSERTs, which pass by most other filters.
var insertLeaks = []leakCase{
	{name: "an INSERT by position", body: usersTable + "INSERT INTO public.users VALUES (1, 'canary@example.com', 'canary');\n"},
	{name: "an INSERT with a list of columns", body: usersTable +
		"INSERT INTO public.users (note, id, email) VALUES ('canary', 1, 'canary@example.com');\n"},
	{name: "INSERTs of several rows", body: usersTable + `
INSERT INTO public.users VALUES
	(1, 'canary@example.com', NULL),
	(2, NULL, 'canary'),
	(3, 'canary@example.com', '');
INSERT INTO public.users VALUES
	(4, 'canary@example.com', 'canary');
`},
	{name: "OVERRIDING SYSTEM VALUE", body: usersTable +
		"INSERT INTO public.users OVERRIDING SYSTEM VALUE VALUES (1, 'canary@example.com', DEFAULT);\n"},
	{name: "ON CONFLICT DO NOTHING", body: usersTable +
		"INSERT INTO public.users VALUES (1, 'canary@example.com', 'canary') ON CONFLICT DO NOTHING;\n",
		policy: "[columns]\nid = \"keep\"\nemail = \"email\"\nnote = \"hash\"\n"},
	{name: "ON CONFLICT DO NOTHING, and a mask that may give two rows one value", body: usersTable +
		"INSERT INTO public.users VALUES (1, 'canary@example.com', 'canary') ON CONFLICT DO NOTHING;\n", code: 2,
		policy: "[columns]\nid = \"keep\"\nemail = \"email\"\nnote = \"text\"\n", stderr: "would drop rows"},
	{name: "ON CONFLICT DO UPDATE with data", body: usersTable +
		"INSERT INTO public.users (id, email) VALUES (1, 'canary@example.com') ON CONFLICT (id) DO UPDATE SET note = 'canary';\n",
		code: 1, stderr: "not as pg_dump writes them"},
	{name: "RETURNING", body: usersTable +
		"INSERT INTO public.users (id, email) VALUES (1, 'canary@example.com') RETURNING 'canary';\n",
		code: 1, stderr: "not as pg_dump writes them"},
	{name: "RETURNING behind kept columns alone", body: usersTable + "INSERT INTO public.users (id) VALUES (1) RETURNING 'canary';\n",
		code: 1, stderr: "more in it than rows"},
	{name: "DO UPDATE behind kept columns, in a later INSERT with the same header", body: usersTable +
		"INSERT INTO public.users (id) VALUES (1);\nINSERT INTO public.users (id) VALUES (2) ON CONFLICT (id) DO UPDATE SET email = 'canary';\n",
		code: 1, stderr: "more in it than rows"},
	{name: "DO UPDATE of a named constraint", body: usersTable +
		"INSERT INTO public.users (id) VALUES (1) ON CONFLICT ON CONSTRAINT users_pkey DO UPDATE SET email = 'canary';\n", code: 1, stderr: "more in it than rows"},
	{name: "ON CONFLICT with a condition", body: usersTable +
		"INSERT INTO public.users (id) VALUES (1) ON CONFLICT (id) WHERE email = 'canary' DO NOTHING;\n", code: 1, stderr: "more in it than rows"},
	{name: "a query among kept columns", body: usersTable + "INSERT INTO public.users (id) VALUES ((SELECT length('canary')));\n",
		code: 1, stderr: "more in it than rows"},
	{name: "an element of an array", body: usersTable + "INSERT INTO public.users (id, note[1]) VALUES (1, 'canary');\n", code: 1, stderr: "form of INSERT"},
	{name: "a comment among kept columns", body: usersTable + "INSERT INTO public.users (id) VALUES (1 /* canary */);\n",
		code: 1, stderr: "comment within COPY or INSERT"},
	{name: "a comment behind kept columns", body: usersTable + "INSERT INTO public.users (id) VALUES (1) -- canary\n;\n",
		code: 1, stderr: "comment within COPY or INSERT"},
	{name: "a row in a comment of an INSERT's header", body: usersTable +
		"INSERT INTO public.users /* 7\tcanary@example.com\tcanary */ (id) VALUES (1);\n", code: 1, stderr: "comment within COPY or INSERT"},
	{name: "a row in a comment of a COPY's header", body: usersTable +
		"COPY public.users (id -- 7\tcanary@example.com\tcanary\n) FROM stdin;\n1\n\\.\n", code: 1, stderr: "comment within COPY or INSERT"},
	{name: "INSERT with SELECT", body: usersTable + "INSERT INTO public.users SELECT 1, 'canary@example.com', 'canary';\n",
		code: 1, stderr: "form of INSERT"},
	{name: "an alias", body: usersTable + "INSERT INTO public.users AS u VALUES (1, 'canary@example.com', 'canary');\n",
		code: 1, stderr: "form of INSERT"},
	{name: "INSERT IGNORE INTO", body: usersTable + "INSERT IGNORE INTO public.users VALUES (1, 'canary@example.com', 'canary');\n",
		code: 1, stderr: "form of INSERT"},
	{name: "literals with E", body: usersTable +
		`INSERT INTO public.users VALUES (1, E'canary\'@example.com', E'\x63anary\t\\ \u0063anary canary');` + "\n"},
	{name: "key words in any case, over several lines", body: usersTable + `
Insert  Into public.users(id,email,note)
values (1,'canary@example.com','canary'),(2,null,'canary');
`},
	{name: "what looks like the end of the statement", body: usersTable + `
INSERT INTO public.users VALUES (1, 'canary@example.com', 'canary'');');
INSERT INTO public.users VALUES (2, 'canary@example.com', ' -- canary /* $$ ');
INSERT INTO public.users VALUES (3, 'canary@example.com', '"canary \');
`},
	{name: "a backslash before the end of a literal, as an escape", body: usersTable + `
SET standard_conforming_strings = off;

INSERT INTO public.users VALUES (1, 'canary\\', 'canary\', ''canary'');
');
`, policy: "[columns]\nid = \"keep\"\nemail = \"hash\"\nnote = \"scramble\"\n"},
	{name: "a value too many", body: usersTable + "INSERT INTO public.users VALUES (1, 'canary@example.com', 'canary', 'canary');\n",
		code: 1, stderr: "4 fields, want 3"},
	{name: "a value of a generated column", body: generatedTable + "INSERT INTO public.mails VALUES (1, NULL, DEFAULT);\n" +
		"INSERT INTO public.mails VALUES (2, NULL, 'canary@example.com');\n", code: 1, stderr: "line 18: table public.mails: column low: a generated column has a value"},
	{name: "a value of a generated column among kept ones", body: generatedTable + "INSERT INTO public.mails (low, id) VALUES ('canary@example.com', 1);\n",
		code: 1, stderr: "column low: a generated column has a value"},
	{name: "a generated column in COPY", body: generatedTable + "COPY public.mails (id, low) FROM stdin;\n1\tcanary@example.com\n\\.\n",
		code: 2, stderr: "which is generated"},
	{name: "a value too many behind kept columns", body: usersTable + "INSERT INTO public.users (id) VALUES (1), (2, 'canary');\n",
		code: 1, stderr: "2 fields, want 1"},
	{name: "an expression among kept columns", body: usersTable +
		"INSERT INTO public.users (id) VALUES (1), (CASE WHEN 'canary@corp-mail.net' = '' THEN 2 ELSE 3 END);\n",
		policy: "[columns]\n\"*\" = \"keep\"\n[outside]\nliterals = \"fail\"\n", code: 2, stderr: "INSERT INTO public.users holds e-mail addresses"},
	{name: "a child whose columns come in another order", body: `
CREATE TABLE public.parent (
    id integer,
    email text
);

CREATE TABLE public.child (
    key_id text
)
INHERITS (public.parent);

INSERT INTO public.child VALUES (1, 'canary', 'canary@example.com');
`, code: 2, stderr: "--column-inserts"},
	{name: "a partitioned table by position", body: `
CREATE TABLE public.users (
    id integer,
    email text
)
PARTITION BY RANGE (id);

INSERT INTO public.users VALUES ('canary@example.com', 1);
`, code: 2, stderr: "--column-inserts"},
	{name: "a view", body: usersTable + `
CREATE VIEW public.people AS
 SELECT email, note FROM public.users;

INSERT INTO public.people VALUES ('canary@example.com', 'canary');
`, code: 2, stderr: "no CREATE TABLE"},
	{name: "an operator between literals", body: usersTable +
		"INSERT INTO public.users VALUES (1, 'canary' || '@example.com', 'canary');\n", code: 1, stderr: "not as pg_dump writes them"},
	{name: "a cast", body: usersTable + "INSERT INTO public.users VALUES (1, 'canary'::text, 'canary');\n", code: 1},
	{name: "a dollar-quoted value", body: usersTable + "INSERT INTO public.users VALUES (1, $$canary$$, 'canary');\n", code: 1},
	{name: "a value with U&", body: usersTable + "INSERT INTO public.users VALUES (1, U&'canary', 'canary');\n", code: 1},
	{name: "a literal that goes on in the next line", body: usersTable + "INSERT INTO public.users VALUES (1, 'x'\n'canary', 'canary');\n",
		code: 1},
	{name: "a comment between the values", body: usersTable + "INSERT INTO public.users VALUES (1, /* canary */ 'canary', NULL);\n",
		code: 1},
	{name: "a number that is an expression", body: usersTable + "INSERT INTO public.users VALUES (1, 555-0100, 'canary');\n", code: 1},
}

// twoTables are two tables of one name: the rows of the hidden one are masked.
const twoTables = `
CREATE TABLE public.t (
    status text
);

CREATE TABLE hidden.t (
    status text,
    email text
);

SET search_path = public;
`

// intoT are rows of one of them.
const intoT = "INSERT INTO t VALUES ('canary');\n"

// refusedLeaks carry data in statements that pg_dump does not write. Nobody
// knows which column it would go to, so that they stop the run.
var refusedLeaks = []leakCase{
	{name: "UPDATE", code: 1, stderr: "does not write", body: usersTable + "UPDATE public.users SET email = 'canary@example.com';\n"},
	{name: "WITH", code: 1, stderr: "does not write",
		body: usersTable + "WITH x AS (SELECT 'canary' AS e) INSERT INTO public.users SELECT 1, e, e FROM x;\n"},
	{name: "MERGE", code: 1, stderr: "does not write",
		body: usersTable + "MERGE INTO public.users u USING (VALUES (1, 'canary')) v (a, b) ON u.id = v.a WHEN MATCHED THEN UPDATE SET note = b;\n"},
	{name: "DELETE", code: 1, stderr: "does not write", body: usersTable + "DELETE FROM public.users WHERE email = 'canary';\n"},
	{name: "VALUES", code: 1, stderr: "does not write", body: usersTable + "VALUES (1, 'canary');\n"},
	{name: "EXPLAIN ANALYZE", code: 1, stderr: "does not write",
		body: usersTable + "EXPLAIN ANALYZE INSERT INTO public.users VALUES (1, 'canary', 'canary');\n"},
	{name: "PREPARE and EXECUTE", code: 1, stderr: "does not write",
		body: usersTable + "PREPARE p AS INSERT INTO public.users VALUES ($1, $2);\nEXECUTE p(1, 'canary');\n"},
	{name: "CALL", code: 1, stderr: "does not write", body: usersTable + "CALL public.add_user('canary');\n"},
	{name: "a COPY inside of DO", code: 1, stderr: "does not write",
		body: usersTable + "DO $$\nBEGIN\n    INSERT INTO public.users VALUES (1, 'canary', 'canary');\nEND\n$$;\n"},
	{name: "a statement in parentheses", code: 1, stderr: "does not write", body: usersTable + "(SELECT 'canary');\n"},
	{name: "a function of the dump's own that sets the search_path", code: 1, stderr: "that the dump makes", body: twoTables +
		"CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $$ SELECT set_config('search_path', 'hidden', false) $$;\nSELECT public.f();\n" + intoT},
	{name: "a function of the dump's own that moves tables", code: 1, stderr: "that the dump makes", body: twoTables +
		"CREATE OR REPLACE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $$ begin execute 'drop table public.t; alter table hidden.t set schema public'; end $$;\n" +
		"SELECT * FROM f();\n" + intoT},
	{name: "a view that sets the search_path", code: 1, stderr: "that the dump makes", body: twoTables +
		"CREATE VIEW public.v AS SELECT set_config('search_path', 'hidden', false);\nSELECT * FROM public.v;\n" + intoT},
	{name: "set_config under a name with escapes", code: 1, stderr: "form of set_config", body: twoTables +
		"SELECT U&\"set\\005fconfig\"('search_path', 'hidden', false);\n" + intoT},
	{name: "a search_path with escapes", code: 1, stderr: "U&", body: twoTables + "SET search_path TO U&'\\0068idden', public;\n" + intoT},
	{name: "a search_path under a name with escapes", code: 1, stderr: "U&", body: twoTables + "SET U&\"search\\005fpath\" TO hidden;\n" + intoT},
	{name: "a temporary view by its schema", code: 1, stderr: "temporary", body: twoTables + "CREATE VIEW pg_temp.t AS SELECT * FROM hidden.t;\n" + intoT},
	{name: "a rule that sends rows to another table", code: 1, stderr: "RULE", body: twoTables +
		"CREATE RULE r AS ON INSERT TO public.t DO INSTEAD INSERT INTO hidden.t VALUES (NEW.v);\n" + intoT},
	{name: "a table's columns under other names by ALTER VIEW", code: 1, stderr: "ALTER VIEW", body: usersTable +
		"ALTER VIEW public.users RENAME COLUMN id TO x;\nALTER MATERIALIZED VIEW public.users RENAME email TO id;\nINSERT INTO public.users VALUES (1, 'canary', 'canary');\n"},
	{name: "a value as the key of \\restrict", code: 1, stderr: "letters and digits", body: "\\restrict canary@example.com\n" + users},
	{name: "CREATE TABLE AS", code: 1, stderr: "CREATE TABLE AS", body: "\nCREATE TABLE public.users AS SELECT 1 AS id, 'canary' AS email;\n"},
	{name: "COPY with CSV", code: 1, stderr: "form of COPY",
		body: usersTable + "COPY public.users (id, email, note) FROM stdin WITH CSV;\n1,canary@example.com,canary\n\\.\n"},
	{name: "COPY with options", code: 1, stderr: "form of COPY",
		body: usersTable + "COPY public.users (id, email, note) FROM stdin (FORMAT csv, DELIMITER '|');\n1|canary@example.com|canary\n\\.\n"},
	{name: "COPY with a delimiter", code: 1, stderr: "form of COPY",
		body: usersTable + "COPY public.users FROM stdin DELIMITER ',';\n1,canary@example.com,canary\n\\.\n"},
	{name: "COPY BINARY", code: 1, stderr: "form of COPY", body: usersTable + "COPY BINARY public.users FROM stdin;\ncanary\n\\.\n"},
	{name: "COPY FROM PROGRAM", code: 1, stderr: "form of COPY",
		body: usersTable + "COPY public.users FROM PROGRAM 'echo canary';\n"},
	{name: "rows on the line of their COPY", code: 1, stderr: "same line",
		body: usersTable + "COPY public.users FROM stdin; -- canary\n1\tcanary@example.com\tcanary\n\\.\n"},
	{name: "\\copy", code: 1, stderr: "psql command", body: usersTable + "\\copy public.users from 'canary'\n"},
	{name: "a psql command in a statement", code: 1, stderr: "backslash", body: usersTable + "SELECT 'canary' \\gexec\n;\n"},
	{name: "a psql command after another", code: 1, stderr: "backslash", body: usersTable + "\\set ECHO all \\\\ INSERT INTO public.users VALUES ('canary');\n"},
	{name: "a psql variable", code: 1, stderr: "variable", body: "\\set v 'canary'\n" + usersTable},
	{name: "rows that have lost their header", code: 1, stderr: "neither a letter", body: usersTable + "1\tcanary@example.com\tcanary\n\\.\n"},
	{name: "a row that begins with the mark of the end", code: 1, stderr: `begins with \.`,
		body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n\\.canary\tcanary\tcanary\n\\.\n"},
	{name: "a NUL byte", code: 1, stderr: "NUL", body: usersTable +
		"COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary\x00\n\\.\n"},
	{name: "a carriage return in a row", code: 1, stderr: "carriage return", body: usersTable +
		"COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary\rcanary\n\\.\n"},
	{name: "CR LF after rows that end in LF", code: 1, stderr: "CR LF", body: usersTable +
		"COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary\n2\tcanary@example.com\tcanary\r\n\\.\n"},
	{name: "a newline after a backslash", code: 1, stderr: "backslash", body: usersTable +
		"COPY public.users (id, email, note) FROM stdin;\n1\tcanary@example.com\tcanary\\\ncanary\n\\.\n"},
}

const generatedTable = `
CREATE TABLE public.mails (
    id integer,
    email text,
    low text GENERATED ALWAYS AS (lower(email)) STORED
);

`
