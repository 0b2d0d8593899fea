package dumpfmt_test

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// An INSERT that is passed on unedited has rows in it and nothing else.
func TestCheckInserts(t *testing.T) {
	var w dumpfmt.Rewriter
	for in, want := range map[string]bool{
		"INSERT INTO t VALUES (1, 'a(b;', NULL);\nINSERT INTO t VALUES (2, now(), f((3)));\n":     true,
		"INSERT INTO t VALUES\n\t(1),\n\t('x') ON CONFLICT DO NOTHING;\n":                         true,
		"INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO NOTHING;\n":                              true,
		"INSERT INTO t VALUES (1 - 2, '/* -- x */', 4 / 2, \"--\");\n":                            true,
		"INSERT INTO t VALUES (1) /* SELECT */ -- RETURNING\n;\n":                                 false,
		"INSERT INTO t VALUES (1, /* x */ 2);\n":                                                  false,
		"INSERT INTO t VALUES (1),\n-- x\n(2);\n":                                                 false,
		"INSERT INTO t VALUES (nextval('s'), 'x'::text, CAST('x' AS text), 'a' || lower('B'));\n": true,
		"INSERT INTO t VALUES (ST_GeomFromText('POINT(1 2)'), decode('00', 'hex'), now());\n":     true,
		"INSERT INTO t VALUES (1, f('x'));\n":                                                     false,
		"INSERT INTO t VALUES (1, public.\"f\" ('x'));\n":                                         false,
		"INSERT INTO t VALUES (1, f(1, lower('x')));\n":                                           false,
		"INSERT INTO t VALUES (1, lower(f(E'x')));\n":                                             false,
		"INSERT INTO t VALUES (1, f(1)), (2, query_to_xml($$x$$, true, true, ''));\n":             false,
		"INSERT INTO t VALUES (1, f(ARRAY['x']));\n":                                              false,
		"INSERT INTO t DEFAULT VALUES;\n":                                                         true,
		"INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 'x';\n":                   false,
		"INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (1) RETURNING 'x';\n":                    false,
		"INSERT INTO t VALUES (1, (SELECT 'x'));\n":                                               false,
		"INSERT INTO t VALUES (1, ( /* y */ VALUES ('x')));\n":                                    false,
		"INSERT INTO t VALUES (1, ((WITH x AS (SELECT 1) SELECT 'x')));\n":                        false,
		"INSERT INTO t VALUES (1) UNION SELECT 'x';\n":                                            false,
		"INSERT INTO t VALUES (1, ARRAY(SELECT 'x'));\n":                                          false,
		"INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING RETURNING 'x';\n":                        false,
		"INSERT INTO t VALUES (1), (2), TABLE u;\n":                                               false,
	} {
		var errs int
		err := dumptest.Each(t, strings.NewReader(in), func(seg *dumpfmt.Segment) {
			if seg.Kind == dumpfmt.Insert {
				_, err := seg.CheckInserts(0)
				if err != nil {
					errs++
				}
				if w.Plain(seg, 0, nil) && err != nil {
					t.Errorf("%s: plain, and %v", in, err)
				}
			}
		}, dumpfmt.Partial())
		if err != nil || (errs == 0) != want {
			t.Errorf("%s: %d errors, scanner %v", in, errs, err)
		}
	}
}

// What Look can read is plain, and rows have as many values as there are columns.
func TestCheckInsertsWidth(t *testing.T) {
	const wrong = "values, want 2"
	var w dumpfmt.Rewriter
	simple := 0
	for in, want := range map[string]string{
		"INSERT INTO t VALUES (1, 'a'), (-2.5, NULL), (+.5e3, true);\n":        "plain",
		"INSERT INTO t VALUES (DEFAULT, E'a\\'b');\n":                          "plain",
		"INSERT INTO t VALUES (B'101', $$x$$);\n":                              "plain",
		"INSERT INTO t VALUES (1);\n":                                          "plain",
		"INSERT INTO t (a, b) VALUES (1, ',(');\n":                             "plain",
		"INSERT INTO t VALUES (1, now());\n":                                   "",
		"INSERT INTO t VALUES (1, ('a'));\n":                                   "",
		"INSERT INTO t VALUES (1, 'a'::text);\n":                               "",
		"INSERT INTO t VALUES (1, date '2020-01-01');\n":                       "",
		"INSERT INTO t VALUES (1, 'a'), (2 - 1, 'b');\n":                       "",
		"INSERT INTO t VALUES (1, ARRAY['a', 'b', 'c']);\n":                    "",
		"INSERT INTO t VALUES (1, 'a') ON CONFLICT (a) DO NOTHING;\n":          "plain",
		"INSERT INTO t VALUES (1, 'a') ON CONFLICT ((b || 'x')) DO NOTHING;\n": "",
		"INSERT INTO t VALUES (1, 'a', 'b');\n":                                wrong,
		"INSERT INTO t VALUES (1, 'a'), (1, 'a', 'b');\n":                      wrong,
		"INSERT INTO t (a, b) VALUES (1, 'a', 'b');\n":                         wrong,
		"INSERT INTO t (a, b) VALUES (1);\n":                                   wrong,
	} {
		got := ""
		err := dumptest.Each(t, strings.NewReader(in), func(seg *dumpfmt.Segment) {
			if seg.Kind != dumpfmt.Insert {
				return
			}
			switch plain, err := seg.CheckInserts(2); {
			case err != nil && strings.Contains(err.Error(), "fields, want 2"):
				got = wrong
			case err != nil:
				got = err.Error()
			case plain:
				got = "plain"
			}
			if w.Plain(seg, 2, nil) {
				if simple++; got != "plain" {
					t.Errorf("%s: plain at first sight, and then %q", in, got)
				}
			}
		}, dumpfmt.Partial())
		if err != nil || got != want {
			t.Errorf("%s: %q, want %q; scanner %v", in, got, want, err)
		}
	}
	if simple < 4 {
		t.Errorf("%d are plain at first sight, want 4 at least", simple)
	}
}
