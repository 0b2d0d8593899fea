package bind

import (
	"errors"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// The lines that are proposed for a table of an extension settle it, whatever
// the policy says of columns of such names, and of the table.
func TestLinesForAnExtensionsTable(t *testing.T) {
	text := "version = 1\nunlisted = \"fail\"\n[columns]\n\"*_name\" = \"scramble\"\nid = \"keep\"\n" +
		"[tables.\"public.spatial_ref_sys\".columns]\nsrid = \"keep\"\n"
	h := &dumpfmt.Header{Table: testName("spatial_ref_sys"), Columns: []string{"srid", "auth_name", "srtext"}}
	s := schemaOf(t, "t: id int8")
	block := func(text string) error {
		b := New(parseText(t, text), Options{Key: testKey(t), DeferUnmatched: true})
		if _, err := b.Bind(s); err != nil {
			t.Fatal(err)
		}
		_, err := b.Block(h, "UTF8")
		return err
	}
	var refused *policy.Error
	if err := block(text); !errors.As(err, &refused) {
		t.Fatalf("not refused: %v", err)
	}
	_, lines, ok := strings.Cut(refused.Hint, "\n\n")
	if !ok {
		t.Fatalf("no lines in %q", refused.Hint)
	}
	if err := block(text + lines); err != nil {
		t.Errorf("with the lines: %v", err)
	}
}
