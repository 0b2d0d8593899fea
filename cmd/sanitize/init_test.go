package main

import (
	"path/filepath"
	"testing"

	"sanitize/dumpfmt/dumptest"
)

// TestInitOfEveryDump drafts a policy for each dump: check accepts it as it
// stands, a pipe takes it without --schema, and it is the same every time.
func TestInitOfEveryDump(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for _, file := range dumptest.Thin(everyDump(t), 4) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			dump := readFile(t, file)
			d := newDrafter(t, dump)
			d.mask(d.draft(dump), dump)
		})
	}
}
