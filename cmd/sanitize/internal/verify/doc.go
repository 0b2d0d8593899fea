// Package verify compares a dump with what was made of it, and finds what a
// right mask would not have done: rows that are lost or changed, kept bytes
// that differ, NULLs and joins that are gone, and originals that are still
// there. It shares no code with the masks, nor with what edits rows; it needs
// neither the salt nor a database.
//
//	verify.go     the passes, one after another
//	options.go    how they are compared
//	rules.go      what is said of the columns and rows: plain data
//	feed.go       a dump as chunks of split rows, read ahead by a goroutine
//	cursor.go     a place in a feed, with a look ahead
//	compare.go    both dumps side by side: statements, blocks, rows
//	align.go      rows that are lost, added or swapped
//	column.go     what is counted of a column, and what follows from it
//	chance.go     how many coincidences are none to speak of
//	value.go      two values of one place
//	crew.go       the goroutines that look into the values that were changed
//	words.go      the words of a value, each and all with a hash
//	characters.go what characters beyond ASCII are to words
//	parts.go      what is left of the parts of values: elements of arrays, words of texts
//	members.go    the leaves of JSON, and its keys
//	steering.go   what masks leave in JSON: words of programs, keys of rows
//	form.go       what tells of what kind a value is, which masks leave
//	days.go       days that stand for none
//	codes.go      which codes of letters and numbers come by chance
//	derived.go    what is made of an original without a key
//	shape.go      what stands between the parts of a value
//	near.go       what tells of most of a column's values, and of one of them nothing
//	mapping.go    equal stays equal, different stays different
//	joins.go      orphans of foreign keys
//	filter.go     a set of hashes in little memory
//	originals.go  the filter over all originals
//	ask.go        which runs of words are asked for
//	search.go     originals anywhere in the second dump
//	hits.go       what may be an original, or a sample of it
//	look.go       what a value may hide
//	spelling.go   ways in which a whole text may be written, or turned
//	decode.go     words in hexadecimal digits, base64, UTF-16; escapes
//	statement.go  what may be edited outside of rows
//	finding.go    one thing that is wrong
//	result.go     findings, as text and as JSON
//
// What is found is named by its place, its number and a fingerprint under a key
// of the run, never by its value.
package verify
