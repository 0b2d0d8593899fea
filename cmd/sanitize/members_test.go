//go:build cgo

package main

import (
	"bytes"
	"strings"
	"testing"

	"sanitize/rules/policy"
)

// TestMembersInLinesToPaste has a CHECK that asks for members of JSON by whose names
// nobody knows what they are: the line to paste keeps these and masks all else, and
// settles it.
func TestMembersInLinesToPaste(t *testing.T) {
	dump := []byte(whole("CREATE TABLE public.plant (\n    id integer NOT NULL,\n    body jsonb,\n" +
		"    CONSTRAINT a CHECK ((((body ->> 'frame'::text) = ANY (ARRAY['flat'::text, 'tall'::text])) AND ((jsonb_typeof((body -> 'leaf'::text)) = 'object'::text) OR ((body -> 'leaf'::text) IS NULL) OR ((body ->> 'root'::text) = 'deep'::text))))\n);\n\n" +
		"COPY public.plant (id, body) FROM stdin;\n1\t{\"frame\": \"flat\", \"root\": \"deep\", \"leaf\": {\"of\": \"canary\"}}\n\\.\n"))
	file := tempFile(t, "dump.sql", dump)
	_, stderr, code := filter(nil, file)
	_, lines, found := strings.Cut(stderr, "\n\n")
	if code != exitUsage || !found || !strings.Contains(lines, `"$.frame" = "keep"`) || strings.Contains(lines, `"$.leaf"`) {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	lines, _, _ = strings.Cut(lines, "\nsanitize: ")
	out, stderr, code := filter(nil, "-p", policyFile(t, string(policy.BuiltinText())+"\n"+lines), file)
	if code != exitOK || bytes.Contains(out, []byte("canary")) || !bytes.Contains(out, []byte(`"frame": "flat", "root": "deep"`)) {
		t.Errorf("with the lines pasted: exit code %d\n%s\n%s", code, stderr, out)
	}
	deleting := "version = 1\n[tables.\"public.plant\".columns]\nid = \"keep\"\nbody = { mask = \"json\", paths = { \"$.frame\" = \"keep\", \"$.root\" = \"keep\", \"$.leaf\" = \"delete\" } }\n"
	if _, stderr, _ = filter(nil, "-p", policyFile(t, deleting), file); !strings.Contains(stderr, "may break") {
		t.Errorf("a member that a CHECK asks for is deleted without a word:\n%s", stderr)
	}
}
