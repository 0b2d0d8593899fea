// Package dumpfmt reads and rewrites the text that pg_dump and pg_dumpall
// write (plain format, PostgreSQL 9.6 to 18).
//
// It knows the syntax: where statements end, where rows are, how values are
// written in COPY and INSERT. It does not know what is to be masked, nor what a
// table looks like beyond the header of its rows; package ddl reads that.
//
// The words: a segment is a run of bytes of one kind; a block is the rows under
// one header; a row has fields, which are encoded; a field's decoded bytes are
// its value; NULL has none. To scan is to find segments, to split to find the
// fields of a row, to decode and encode to go from field to value and back.
//
//	scanner.go                 Scanner: a dump as segments; batch.go: Segment, Batch
//	frame.go, session.go       what it follows: trailers and psql's commands; settings
//	header.go, tail.go         COPY and INSERT but for their rows
//	rewrite.go, row.go         Rewriter and Row: rows that are looked at and edited
//	copytext.go, literal.go    fields, decoded and encoded
//	schema.go, index.go        Schema: tables and types; how they are found
//	errors.go                  errors with their place
package dumpfmt
