// Package stray finds rows that lie where no rows belong: in comments, in the
// bodies of functions, in the middle of other statements. A dump that was cut
// and joined, or whose lines were moved, has them there; no rule would be asked
// for their values.
//
// What pg_dump writes passes, and so does code that is indented with tabs. A
// line is taken for a row when it has as many values as a table of the dump has
// columns, and each is valid for its column's type. As the bodies of functions
// come before the tables, the shapes of such lines are kept, never the values,
// until the tables are known.
//
//	finder.go    Finder: what goes in, the errors that come out
//	comment.go   comments and psql commands
//	code.go      a statement's text outside of its quotes
//	apart.go     lines of comments with other separators than tabs
//	middle.go    the middle of a row, without a type that confirms it
//	shape.go     lines that may be rows, and the tables they fit
//
// It knows neither policies nor masks.
package stray
