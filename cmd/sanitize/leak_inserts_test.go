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
