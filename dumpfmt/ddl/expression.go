package ddl

import "errors"

// ErrExpression says that an expression was not read: its syntax is not that of
// PostgreSQL 16, it is too large or nested too deeply, it has a sub-query, or
// this program was built without PostgreSQL's grammar.
var ErrExpression = errors.New("an expression that cannot be read")
