// Package expr says what the conditions of CHECKs, partition bounds and
// predicates ask of one column: whether a value meets them, which values do,
// whether a mask that keeps the shape of values can break them.
//
// It knows what PostgreSQL's operators and functions do to the values of the
// built-in types, as far as that depends on neither locale nor time zone; what
// is of a form that it does not know is an error, so that the caller can be
// careful. It reads no SQL: package ddl parses the text.
//
// The files, from what others ask for down to what it is made of:
//
//	narrow.go, span.go       what conditions leave of a column's values
//	scramble.go, examples.go whether a mask keeps them, and texts to try it on
//	each.go                  what they ask of the elements of an array
//	leaves.go, members.go    what an expression asks of each of several columns; of members of JSON
//	total.go, total_calls.go whether it has a value whatever its columns hold
//	computed.go              and else, what they must be so that it has one
//	element.go               what an element of a unique index tells apart
//	cond.go                  compiles a condition for a column of a type
//	operand.go, cast.go, functions.go, document.go   its operands
//	list.go, regex.go        its lists of constants, and its patterns
//	class.go                 how the values of a type are read and compared
//	decimal.go, instant.go, interval.go, prefix.go, array.go, bytes.go   how they are written
//	inline.go                functions of the dump in the place of their calls
//	nulls.go, truth.go       what NULL makes of an expression
//	node.go                  what is asked of one without knowing types
//	operators.go             operators and functions by name
package expr
