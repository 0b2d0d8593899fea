package expr

import (
	"fmt"
	"testing"

	"sanitize/dumpfmt/dumptest"
)

// TestElement reads elements of unique indexes, as pg_get_indexdef writes them.
func TestElement(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for text, want := range map[string]string{
		"a":                                "a",
		"lower((a)::text)":                 "a cast folded",
		"lower(btrim(a))":                  "a folded",
		"md5(upper(a))":                    "a folded",
		"(a)::text":                        "a cast",
		"(a)::character varying(3)":        "",
		"(a)::public.text":                 "",
		"(a)::text[]":                      "",
		"COALESCE(a, ''::text)":            "a",
		"COALESCE(a, '-1'::integer)":       "a, NULL as -1",
		"COALESCE(a)":                      "a",
		"COALESCE(a, b)":                   "",
		"COALESCE(a, b, 0)":                "",
		"COALESCE(a, now())":               "",
		"COALESCE(lower(a), 'x'::text)":    "",
		"lower(COALESCE(a, ''::text))":     "a folded",
		"(a ->> 'k'::text)":                "a leaf",
		"((a -> 'k'::text) ->> 0)":         "a leaf",
		"lower((a #>> '{k,l}'::text[]))":   "a folded leaf",
		"(a #>> ARRAY['k'::text])":         "a leaf",
		"(lower(a) ->> 'k'::text)":         "",
		"((a)::jsonb ->> 'k'::text)":       "",
		"(a ->> b)":                        "",
		"(a || b)":                         "",
		"(a + 1)":                          "",
		"\"left\"(a, 3)":                   "",
		"substr(md5(a), 1, 3)":             "",
		"date_trunc('day'::text, a)":       "",
		"public.lower(a)":                  "",
		"COALESCE((a ->> 'k'::text), '0')": "",
	} {
		n, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got := ""
		if e, ok := n.Element(); ok {
			got = e.Column
			for _, f := range []struct {
				is   bool
				text string
			}{{e.Cast, " cast"}, {e.Folded, " folded"}, {e.Leaf, " leaf"}} {
				if f.is {
					got += f.text
				}
			}
			for _, d := range e.Nulls {
				got += fmt.Sprintf(", NULL as %s", d.Value)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
