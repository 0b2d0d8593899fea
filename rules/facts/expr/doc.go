// Package expr reads the expressions of CHECK constraints, as pg_dump
// prints them and people write them, and says what they ask of one column:
// whether a value meets them, which values do, whether a mask that keeps the
// shape of values can break them.
//
// It knows the common shapes: comparisons with constants, IN and = ANY,
// BETWEEN, length, LIKE and regular expressions, IS NULL, and what AND, OR and
// NOT make of them. All else is an error, so that the caller can be careful.
package expr
