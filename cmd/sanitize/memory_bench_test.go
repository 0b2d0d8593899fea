package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// giants are values of one row, by the type of their column: what they begin
// with, what they repeat, what they end in, as COPY writes them.
var giants = []struct{ name, typ, head, chunk, tail string }{
	{"text", "text", "", "0123456789 some text, ann.lee@example.com ", ""},
	{"escapes", "text", "", `a\\b\n\t`, ""},
	{"marks", "text", "", "...---", ""},
	{"unicode", "text", "", "żółw ", ""},
	{"json", "json", "[", `{"a": "some text", "n": 12345, "b": true},`, "1]"},
	{"string", "jsonb", `"`, `\\n\\u00e9a`, `"`},
	{"numbers", "json", "[", "1,", "1]"},
	{"array", "text[]", "{", `"some text",`, "a}"},
	{"nested", "text[]", "{", "{a,b},", "{a,b}}"},
	{"hstore", "hstore", "", `"k1"=>"some text", `, `"z"=>"1"`},
	{"tsvector", "tsvector", "", "'word':1 ", "'z':2"},
	{"bytea", "bytea", `\\x`, "0123456789abcdef", ""},
	{"bytea in escape form", "bytea", "", `abcd\\001`, ""}, // it comes out in hex form, twice as long
	{"letters", "text[]", "{", "a,", "a}"},
	{"keys", "jsonb", "{", `"k": "v", `, `"z": 1}`},
	{"xml", "xml", "<r>", `<a b="c">some text</a>`, "</r>"},
	{"bits", "bit varying", "", "10110", ""},
	{"composite", "public.pair", `(1,"`, "some text ", `")`},
	{"path", "path", "(", "(1.5,2.5),", "(1,2))"},
	{"multirange", "int4multirange", "{", "[1,2),", "[5,7)}"},
	{"citext", "citext", "", "Some Text ", ""},
}

// textMasks are tried on text beside its default.
var textMasks = []string{
	`"keep"`, `"hash"`, `"email"`, `"name"`, `"phone"`, `"url"`, `"ip"`, `"text"`, `"redact"`, `"uuid"`, `"postcode"`,
	`{ mask = "template", value = "{id}{v|original|upper}" }`, `{ mask = "template", value = "{id}{v|original|lower|upper}" }`,
	`{ mask = "partial", keep_start = 2 }`, `{ mask = "regexp", pattern = "[0-9]+", with = "#" }`,
}

// giantRow is the size of the rows.
const giantRow = 64 * mebi

// BenchmarkMemory is the table of what a giant row costs, by type and mask, in
// bytes for each of its own, beyond what is promised at any size.
//
//	go test -run '^$' -bench Memory -benchtime 1x ./cmd/sanitize
func BenchmarkMemory(b *testing.B) {
	binary := buildBinary(b)
	for _, g := range giants {
		masks := []string{""}
		switch g.name {
		case "text":
			masks = append(masks, textMasks...)
		case "letters":
			masks = append(masks, `{ mask = "hash", length = 1 }`) // as they are, hash makes them so much longer that they are refused
		}
		for _, m := range masks {
			rule := ""
			if m != "" {
				rule = "v = " + m + "\n"
			}
			policy := filepath.Join(b.TempDir(), "policy.toml")
			if err := os.WriteFile(policy, []byte("version = 1\nunlisted = \"mask\"\n[columns]\nid = \"keep\"\n"+rule), 0o600); err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("value=%s/mask=%s", g.name, strings.ReplaceAll(m, " ", "")), func(b *testing.B) {
				chunk := strings.Repeat(g.chunk, mebi/len(g.chunk))
				n := (giantRow + len(chunk) - 1) / len(chunk) * len(chunk) // of the row
				for b.Loop() {
					high := peak(b, binary, func(w *bufio.Writer) {
						fmt.Fprintf(w, "CREATE TYPE public.pair AS (\n    a integer,\n    b text\n);\n\nCREATE TABLE public.giant (\n    id integer,\n    v %s\n);\n\nCOPY public.giant (id, v) FROM stdin;\n1\t%s", g.typ, g.head)
						for range n / len(chunk) {
							w.WriteString(chunk)
						}
						w.WriteString(g.tail + "\n\\.\n")
					}, "-p", policy)
					b.ReportMetric(max(float64(high-flatPeak)/float64(n), 0), "perbyte")
				}
			})
		}
	}
}
