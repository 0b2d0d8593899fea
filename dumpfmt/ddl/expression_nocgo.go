//go:build !cgo

package ddl

import "sanitize/dumpfmt/sqlexpr"

// ParseExpr reads nothing in a build without PostgreSQL's grammar. Its error is
// always [ErrExpression].
func ParseExpr(string) (*sqlexpr.Node, error) { return nil, ErrExpression }
