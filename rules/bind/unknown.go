package bind

import (
	"slices"
	"strings"

	"sanitize/rules/policy"
)

// Types that no mask knows, and what columns of them get all the same.

// blanks are the empty values of types that no mask knows: see xml_in and
// tsqueryin.
var blanks = map[string]*policy.Rule{
	"pg_catalog.xml":     setEmpty,
	"pg_catalog.tsquery": setEmpty,
}

// blankOf returns the rule that makes all values of a type empty, nil if it is none
// of those.
func blankOf(t *typeInfo) *policy.Rule {
	if len(t.names) == 0 {
		return nil // only its name is known
	}
	return blanks[t.names[0]]
}

// namesObjects reports whether values of a type are names of tables, functions, roles
// and the like of the database itself, which its DDL has, too: regclass and its kin.
func namesObjects(t *typeInfo) bool {
	return len(t.names) > 0 && slices.Contains(objectTypes, strings.TrimSuffix(t.names[0], "[]"))
}

var objectTypes = []string{
	"pg_catalog.regclass", "pg_catalog.regcollation", "pg_catalog.regconfig", "pg_catalog.regdictionary", "pg_catalog.regnamespace", "pg_catalog.regoper",
	"pg_catalog.regoperator", "pg_catalog.regproc", "pg_catalog.regprocedure", "pg_catalog.regrole", "pg_catalog.regtype",
}

var setEmpty = setRule("")
