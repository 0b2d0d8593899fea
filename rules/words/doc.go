// Package words reads names. Given a table's name and the names and types of
// its columns it says what each column is likely to hold: something personal,
// something sensitive, a secret, a key, a word that an application steers by,
// or prose; and which mask fits.
//
// It knows names alone: no value, no constraint, no policy. It is pure, and
// what it answers depends on nothing but its arguments.
//
// How a name is read, and where that stands:
//
//	split.go       "userIDNumber" and "USER_ID-number" become user, id, number
//	segment.go     "dateofbirth" becomes date of birth, by the dictionary
//	dictionary.go  the word lists joined into one sorted table
//	kinds.go       what a personal value can be, and the mask of each
//	person.go, secret.go, sensitive.go, entities.go, steering.go, prose.go
//	               the word lists, in eight languages
//	table.go       what a table is about: persons, companies, things
//	column.go      the decision: who is asked in which order
//	guarded.go, named.go, kept.go, things.go
//	               the deciders
//	tools.go       tables of migration and framework tools, kept whole
//	leaf.go        the keys of JSON, and the words that stay under them
//	switches.go    keys of JSON under which true and false are a program's
//	ends.go        between which ends the numbers under some names are
//	amount.go      numbers that are somebody's business; tables of people and of answers
//
// Personal beats key, key beats operational: email_id of type text is an
// address, user_id of type integer is a key. What is not understood is Unknown
// and never anything that is kept.
package words
