package main

import (
	"bytes"
	"errors"
)

// errVerb says that a statement may carry data in a form that pg_dump does not
// write.
var errVerb = errors.New("a statement that pg_dump does not write, and that may hold data")

// verbs are the first words of the statements that pg_dump, pg_dumpall and
// pg_restore write outside of data, and of harmless ones that people add. An
// UPDATE or a WITH may carry values past every rule.
var verbs = map[string]bool{
	"alter": true, "analyze": true, "begin": true, "comment": true, "commit": true, "create": true,
	"drop": true, "end": true, "grant": true, "lock": true, "refresh": true, "reindex": true,
	"reset": true, "revoke": true, "security": true, "select": true, "set": true,
	"start": true, "truncate": true, "vacuum": true,
}

// checkVerb returns an error unless stmt begins with one of the verbs.
func checkVerb(stmt []byte) error {
	var word [16]byte
	n := 0
	for n < len(stmt) && n < len(word) {
		c := stmt[n] | 0x20
		if c < 'a' || 'z' < c {
			break
		}
		word[n] = c
		n++
	}
	if verbs[string(word[:n])] || len(bytes.TrimRight(stmt, ";")) == 0 {
		return nil
	}
	return errVerb
}
