// Package figures counts what a data protection officer asks of a copy: how many
// rows stand alone by what was kept of them, how sure a guess is at best and on
// average, which groups share one sensitive value, and which masked values are
// told by how often they come.
//
//	table.go    a table: what is counted of its rows, and what comes of it
//	classes.go  rows that are alike in some columns, all of some of the classes
//	heavy.go    the values that come most often
//
// It knows columns by their numbers and values as bytes, and keeps hashes alone,
// under a key that the process forgets. Parts of a table that were counted apart
// are merged.
package figures
