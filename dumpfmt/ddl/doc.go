// Package ddl reads the statements of a dump that define tables, types and
// constraints, and records what they say in a [dumpfmt.Schema]. It also says
// which statements may pass at all.
//
// It knows SQL's definition statements, as pg_dump 9.6 to 19 and people write
// them, and the rules by which PostgreSQL names, merges and resolves what they
// define. It knows nothing of data, masks or policies, and it never changes a
// statement.
//
// Two readers make the same intermediate form (statement.go) of a statement's
// text. PostgreSQL's own grammar, of version 16, reads what it can (tree.go).
// The narrower reader of this package (narrow.go) reads what that grammar does
// not know (the syntax of PostgreSQL 17 to 19, and WITH OIDS), what is not
// UTF-8, what is too large or nested too deeply to be given to a C parser, and
// the short ALTER TABLEs of which a dump has several for each table; in builds
// without cgo it reads everything. It understands the outline of a statement and
// steps over expressions. A test holds both to the same result.
//
//	ddl.go, relevant.go   Apply, and what it need not see
//	effect.go             what Apply tells
//	grammar.go            what PostgreSQL's grammar can be given
//	commands.go           Check: what may pass
//	names.go, target.go   what changes the meaning of names; whose rows are whose
//	indirect.go           what a statement does by way of another one
//	tree*.go, narrow*.go  the readers; parser.go: the cursor of both
//	statement.go          the intermediate form
//	apply*.go             how it is applied to the schema
//	resolve.go            names and the search_path
//	columns.go            the columns that an expression names
//	expression*.go        expressions as trees; function.go: functions that are one
//	standard.go           statements under standard_conforming_strings = off
//	dialect.go            definitions that other databases write
//	intern.go             one copy of what many columns have
//
// # Commands
//
// What becomes of each of PostgreSQL's commands. Check and Apply refuse, Apply
// and [dumpfmt.Session] follow, package outside edits; all else passes as it
// stands. CREATE, ALTER and DROP are by the kind of object.
//
//	rows     COPY FROM stdin, INSERT … VALUES: read and masked
//	follow   TABLE, FOREIGN TABLE, TYPE, DOMAIN, INDEX, COLLATION; DROP SCHEMA;
//	         SET, RESET, SELECT set_config of the search_path, client_encoding
//	         and standard_conforming_strings
//	edit     ROLE, USER, GROUP, DATABASE … SET, SYSTEM, SERVER, USER MAPPING,
//	         FOREIGN DATA WRAPPER, FOREIGN TABLE, SUBSCRIPTION, SET of FUNCTION,
//	         PROCEDURE and ROUTINE, SET and set_config of a name with a dot,
//	         COMMENT, SECURITY LABEL, SELECT of large objects and statistics
//	pass     all other kinds of objects; ANALYZE, BEGIN, CHECKPOINT, CLUSTER,
//	         COMMIT, END, GRANT, LOCK, REASSIGN OWNED, REFRESH, REINDEX, REPACK,
//	         RESET, REVOKE, SELECT, SET, SET CONSTRAINTS, SET ROLE, SET SESSION
//	         AUTHORIZATION, SET TRANSACTION, SHOW, START TRANSACTION, TRUNCATE,
//	         VACUUM; UPDATE of pg_database.datistemplate
//	refuse   ABORT, CALL, CLOSE, COMMIT PREPARED, DEALLOCATE, DECLARE, DELETE,
//	         DISCARD, DO, EXECUTE, EXPLAIN, FETCH, IMPORT FOREIGN SCHEMA, LISTEN,
//	         LOAD, MERGE, MOVE, NOTIFY, PREPARE, RELEASE, ROLLBACK, SAVEPOINT,
//	         TABLE, UNLISTEN, UPDATE, VALUES, WAIT, WITH; CREATE TABLE … AS, SELECT
//	         … INTO, CREATE SCHEMA with elements; a TABLE, VIEW or SEQUENCE that is
//	         temporary and hides a table; ALTER TYPE, DOMAIN, SCHEMA … RENAME and
//	         SET SCHEMA of what the dump has made; ALTER INDEX, VIEW, MATERIALIZED
//	         VIEW … RENAME of a table or its columns; SELECT of the dump's own
//	         functions and views, and of functions that run text, ALTER TABLE behind
//	         rows that gives these another name, parent or values, INSERT into what
//	         a rule rewrites, rows of pg_catalog; DROP … CASCADE that may drop
//	         columns, DROP OWNED; SET LOCAL of what is followed; a literal in what
//	         has none: COMMIT, GRANT, LOCK, REFRESH, SHOW, TRUNCATE and their like
package ddl
