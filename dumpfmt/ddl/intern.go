package ddl

import "unique"

// intern returns s, in one copy for the whole process as long as it is used:
// the names of types and columns come back in every table.
func intern(s string) string { return unique.Make(s).Value() }
