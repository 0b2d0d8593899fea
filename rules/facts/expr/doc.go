// Package expr says what the conditions of CHECKs, partition bounds and
// predicates ask of one column: whether a value meets them, which values do,
// whether a mask that keeps the shape of values can break them.
//
// It knows what PostgreSQL's operators and functions do to the values of the
// built-in types, as far as that depends on neither locale nor time zone; what
// is of a form that it does not know is an error, so that the caller can be
// careful. It reads no SQL: package ddl parses the text.
//
// The map: node.go has what is asked of an expression without knowing types,
// nulls.go what NULL makes of it. cond.go compiles a condition for a column of
// a type, from operands (operand.go, cast.go, functions.go), lists of constants
// (list.go) and patterns (regex.go); operators.go knows operators and functions
// by name. class.go says how the values of a type are read and compared, and
// decimal.go, instant.go, interval.go, prefix.go and array.go read them. On top
// stand span.go and narrow.go, which say what conditions leave of a column's
// values, and scramble.go, which says whether a mask keeps them.
package expr
