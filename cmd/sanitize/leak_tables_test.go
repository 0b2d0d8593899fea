package main

// tableLeaks have tables and names that other filters do not recognise.
var tableLeaks = []leakCase{
	{name: "quoted names", body: `
CREATE TABLE "We""ird Tbl; --"."User Table" (
    "Id" integer,
    "full Name" text,
    "fullName" text,
    "e-mail, (x) FROM stdin;" text
);

COPY "We""ird Tbl; --"."User Table" ("Id", "full Name", "fullName", "e-mail, (x) FROM stdin;") FROM stdin;
1	canary	canary	canary@example.com
\.
`},
	{name: "a header over several lines", body: `
CREATE TABLE public."two
lines" (
    id integer,
    "COPY x (y) FROM stdin;
\.
" text
);

COPY public."two
lines" (id, "COPY x (y) FROM stdin;
\.
") FROM stdin;
1	canary
\.
`},
	{name: "--quote-all-identifiers", body: `
CREATE TABLE "public"."users" (
    "id" integer,
    "email" "text",
    "note" character varying(60)
);

COPY "public"."users" ("id", "email", "note") FROM stdin;
1	canary@example.com	canary
\.
`},
	{name: "a name with another case", policy: "[tables.\"public.users\".columns]\n\"*\" = \"keep\"\n", body: `
CREATE TABLE public.users (
    id integer
);

CREATE TABLE public."Users" (
    id_ integer,
    mail text
);

COPY public."Users" (id_, mail) FROM stdin;
\N	canary
\.
`},
	{name: "a schema per tenant", policy: "unlisted = \"keep\"\n[tables.\"tenant_*.users\".columns]\nemail = \"email\"\n", body: `
CREATE TABLE tenant_a.users (
    id integer,
    email text
);

CREATE TABLE tenant_b.users (
    email text,
    id integer
);

CREATE TABLE public.users (
    email text
);

COPY tenant_a.users (id, email) FROM stdin;
1	canary@example.com
\.

COPY tenant_b.users (email, id) FROM stdin;
canary@example.com	1
\.

COPY public.users (email) FROM stdin;
kept@example.com
\.
`},
	{name: "an unqualified table in the policy", body: users,
		policy: "unlisted = \"keep\"\n[tables.users.columns]\nemail = \"email\"\nnote = \"hash\"\n"},
	{name: "unqualified names under search_path", body: `
SET search_path = app, pg_catalog;

CREATE TABLE users (
    id integer,
    email text
);

SET search_path = other, pg_catalog;

CREATE TABLE users (
    email text,
    id integer
);

COPY users (email, id) FROM stdin;
canary@example.com	1
\.

INSERT INTO users VALUES ('canary@example.com', 2);

SET search_path = app, pg_catalog;

INSERT INTO users VALUES (2, 'canary@example.com');
COPY users FROM stdin;
1	canary@example.com
\.
`},
	{name: "unqualified names that are found behind the first schema", body: usersTable + `
SET search_path = elsewhere, public;

COPY users (id, email, note) FROM stdin;
1	canary@example.com	canary
\.
`},
	{name: "WITH OIDS", body: `
CREATE TABLE public.users (
    id integer,
    email text
);

COPY public.users (id, email) WITH OIDS FROM stdin;
16384	1	canary@example.com
16385	2	\N
\.
`},
	{name: "a typed table", body: `
CREATE TYPE public.person AS (
	id integer,
	email text,
	note character varying(30)
);

CREATE TABLE public.people OF public.person;

COPY public.people (id, email, note) FROM stdin;
1	canary@example.com	canary
\.
`},
	{name: "an UNLOGGED table", body: `
CREATE UNLOGGED TABLE public.users (
    id integer,
    email text
);

COPY public.users (id, email) FROM stdin;
1	canary@example.com
\.
`},
	{name: "a foreign table", body: `
CREATE FOREIGN TABLE public.users (
    id integer,
    email text
)
SERVER s
OPTIONS (
    schema_name 'x'
);

COPY public.users (id, email) FROM stdin;
1	canary@example.com
\.
`},
	{name: "rules on a partition's parent", policy: "unlisted = \"keep\"\n[tables.\"public.users\".columns]\nemail = \"email\"\n", body: `
CREATE TABLE public.users (
    id integer,
    email text
)
PARTITION BY RANGE (id);

CREATE TABLE public.users_1 (
    email text,
    id integer
)
PARTITION BY RANGE (id);

CREATE TABLE public.users_1_1 (
    email text,
    id integer
);

ALTER TABLE ONLY public.users ATTACH PARTITION public.users_1 FOR VALUES FROM (1) TO (10);

ALTER TABLE ONLY public.users_1 ATTACH PARTITION public.users_1_1 FOR VALUES FROM (1) TO (10);

COPY public.users_1_1 (email, id) FROM stdin;
canary@example.com	1
\.
`},
	{name: "PARTITION OF, with no types of its own", body: `
CREATE TABLE public.users (
    id integer,
    email text
)
PARTITION BY RANGE (id);

CREATE TABLE public.users_1 PARTITION OF public.users
FOR VALUES FROM (1) TO (10);

COPY public.users_1 (id, email) FROM stdin;
1	canary@example.com
\.
`, policy: "[columns]\nid = \"keep\"\nemail = \"email\"\n"},
	{name: "rules on a parent by INHERITS", policy: "unlisted = \"keep\"\n[tables.\"public.users\".columns]\nemail = \"email\"\n", body: `
CREATE TABLE public.users (
    id integer,
    email text
);

CREATE TABLE public.admins (
    level integer
)
INHERITS (public.users);

COPY public.admins (id, email, level) FROM stdin;
1	canary@example.com	3
\.
`},
	{name: "columns that ALTER TABLE adds", body: usersTable + `
ALTER TABLE public.users ADD COLUMN ssn text;

COPY public.users (id, email, note, ssn) FROM stdin;
1	canary@example.com	\N	canary
\.
`},
	{name: "columns of LIKE", body: usersTable + `
CREATE TABLE public.copies (LIKE public.users INCLUDING ALL);

INSERT INTO public.copies VALUES (1, 'canary@example.com', 'canary');
`},
	{name: "a generated column before the masked ones", body: `
CREATE TABLE public.users (
    id integer,
    lower_email text GENERATED ALWAYS AS (lower(email)) STORED,
    email text
);

COPY public.users (id, email) FROM stdin;
1	canary@example.com
\.

INSERT INTO public.users VALUES (2, DEFAULT, 'canary@example.com');
`},
	{name: "COPY with the columns in another order than the table's", body: usersTable + `
COPY public.users (note, email, id) FROM stdin;
canary	canary@example.com	1
\.
`},
	{name: "COPY without a list of columns", body: usersTable + `
COPY public.users FROM stdin;
1	canary@example.com	canary
\.
`},
	{name: "the same table in several blocks", body: usersTable + `
COPY public.users (id, email, note) FROM stdin;
1	canary@example.com	canary
\.

-- load via partition root public.users
COPY public.users (email, id) FROM stdin;
canary@example.com	2
\.

INSERT INTO public.users (note, id) VALUES ('canary', 3);
`},
}

// rowLeaks have rows that other filters take for something else.
var rowLeaks = []leakCase{
	{name: "a row that reads COPY … FROM stdin", policy: "[columns]\ntext_id = \"keep\"\nemail = \"email\"\n", body: `
CREATE TABLE public.users (
    text_id text,
    email text
);

COPY public.users (text_id, email) FROM stdin;
COPY public.log (text_id, email) FROM stdin;	canary@example.com
COPY public.log (text_id) FROM stdin;	canary@example.com
\\.	canary@example.com
-- x	canary@example.com
INSERT INTO public.log VALUES (1);	canary@example.com
\\connect other	canary@example.com
/*	canary@example.com
$$	canary@example.com
\.
`},
	{name: "a table of one column, whose rows read COPY … FROM stdin", policy: "[columns]\nt = \"keep\"\nu = \"scramble\"\n", body: `
CREATE TABLE public.texts (
    t text
);

CREATE TABLE public.secrets (
    u text
);

COPY public.texts (t) FROM stdin;
COPY public.log (a) FROM stdin;
\\.

\N
\.

COPY public.secrets (u) FROM stdin;
canary
\\.canary
-- canary
COPY public.canary (a) FROM stdin;
\.
`},
	{name: "a row of empty strings only ends the table", body: usersTable + `
COPY public.users (id, note, email) FROM stdin;
		
\N		
3	canary	canary@example.com
\.
`},
	{name: "a blank row of a table with one column", policy: "[columns]\nu = \"scramble\"\n", body: `
CREATE TABLE public.secrets (
    u text
);

COPY public.secrets (u) FROM stdin;

canary

\N
canary
\.
`},
	{name: "U+2028 and its like split a row", body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n" +
		"1\t\u2028canary@example.com\tcanary\u2029canary\u0085canary\v\fcanary\x1c\n\\.\n"},
	{name: "end of rows within a value", body: usersTable + `
COPY public.users (id, email, note) FROM stdin;
1	canary\n\\.\n@example.com	\\.\ncanary
2	canary	\\.canary
\.
`, policy: "[columns]\nid = \"keep\"\nnote = \"scramble\"\nemail = \"hash\"\n[tables.\"public.users\"]\noptional = true\n"},
	{name: "an escaped tab within a value", body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n" +
		"1\tcanary\\tcanary@example.com\tcanary\\\\\n2\tcanary\\\\tcanary\tcanary\\n\n\\.\n"},
	{name: "escapes that only COPY knows", body: usersTable + "COPY public.users (id, email, note) FROM stdin;\n" +
		`1	c\141n\x61ry@canary.com	c\x61n\141ry canary` + "\n\\.\n"},
	{name: "values that other tools use as marks", body: usersTable + `
COPY public.users (id, email, note) FROM stdin;
1	canary@example.com	\N
2	\N	canary::NULL::
3	\N	canary::DROP::
4		row deleted canary
\.
`, policy: "[columns]\nid = \"keep\"\nemail = \"email\"\nnote = \"hash\"\n"},
	{name: "NULL and the empty string", body: `
CREATE TABLE public.users (
    id integer,
    email text,
    note text,
    phone text
);

COPY public.users (id, email, note, phone) FROM stdin;
1	\N		\N
2		\N	
3	canary@example.com	canary	canary
\.
`, policy: "[columns]\nid = \"keep\"\nemail = \"redact\"\nnote = \"hash\"\nphone = { set = \"none\" }\n"},
	{name: "a masked value with a tab, a newline and a backslash", body: usersTable + `
COPY public.users (id, email, note) FROM stdin;
1	canary@example.com	canary
\.
`, policy: "[columns]\nid = \"keep\"\nemail = { set = \"a\\tb\\n\\\\.\\r\\\\N\" }\nnote = { set = \"it's \\\\\" }\n"},
	{name: "a masked value with a quote and a backslash", body: usersTable + `
INSERT INTO public.users VALUES (1, 'canary@example.com', 'canary');
`, policy: "[columns]\nid = \"keep\"\nemail = { set = \"it's \\\\ '); --\" }\nnote = { set = \"\\\\\" }\n"},
}
