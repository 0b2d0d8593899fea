// Package ddl reads the statements of a dump that define tables, types and
// constraints, and records what they say in a [dumpfmt.Schema].
//
// It knows SQL's definition statements, as pg_dump 9.6 to 18 and people write
// them, and the rules by which PostgreSQL names, merges and resolves what they
// define. It knows nothing of data, masks or policies, and it never changes a
// statement.
//
// Two readers make the same intermediate form (statement.go) of a statement's
// text. PostgreSQL's own grammar, of version 16, reads what it can (tree.go).
// The narrower reader of this package (narrow.go) reads what that grammar does
// not know (the syntax of PostgreSQL 17 and 18, and WITH OIDS), what is not
// UTF-8, and what is too large or nested too deeply to be given to a C parser.
// It understands the outline of a statement and steps over expressions. The
// intermediate form is then applied to the schema (record.go).
package ddl
