package dumpfmt_test

import (
	"errors"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

const (
	begin   = "--\n-- PostgreSQL database dump\n--\n\n"
	trailer = "--\n-- PostgreSQL database dump complete\n--\n\n"

	clusterBegin   = "--\n-- PostgreSQL database cluster dump\n--\n\n"
	clusterTrailer = "--\n-- PostgreSQL database cluster dump complete\n--\n\n"

	sql = "SELECT 1;\n\n"
)

// TestEmpty: no dump is empty, not even a part of one.
func TestEmpty(t *testing.T) {
	for _, opts := range [][]dumpfmt.Option{nil, {dumpfmt.Partial()}} {
		if _, err := dumptest.Join(t, strings.NewReader(""), opts...); !errors.Is(err, dumpfmt.ErrEmpty) {
			t.Errorf("error %v, want ErrEmpty", err)
		}
	}
}

func TestTrailer(t *testing.T) {
	const (
		none = `the dump has no trailer "-- PostgreSQL database dump complete"`
		open = `the input ends too early, after its trailer: \restrict has no \unrestrict`
		line = "the input ends too early, after its trailer: the newline is missing"
	)
	tests := []struct {
		name, in string
		want     string // "" if the dump is whole
	}{
		{"pg_dump", begin + sql + trailer, ""},
		{"pg_dump, CRLF", strings.ReplaceAll(begin+sql+trailer, "\n", "\r\n"), ""},
		{"pg_dump, restricted", begin + "\\restrict k\n\n" + sql + trailer + "\\unrestrict k\n\n", ""},
		{"pg_dump -C, restricted", begin + "\\restrict k\n" + sql + "\\unrestrict k\n\\connect d\n\\restrict k\n" + sql + trailer + "\\unrestrict k\n\n", ""},
		{"more blank lines", begin + sql + trailer + "\n\n", ""},
		{"a comment after the trailer", begin + sql + trailer + "-- kept\n\n", ""},
		{"sections", begin + sql + trailer + begin + sql + trailer, ""},
		{"pg_dumpall", clusterBegin + sql + begin + sql + trailer + "\\connect d\n" + begin + sql + trailer + clusterTrailer, ""},
		{"pg_dumpall -g and pg_dump", clusterBegin + sql + clusterTrailer + begin + sql + trailer, ""},
		{"pg_dump and pg_dumpall", begin + sql + trailer + clusterBegin + sql + clusterTrailer, ""},
		{"guarded", "\\if true\n" + begin + sql + trailer + "\\endif\n", ""},

		{"blank lines", "\n\n", none},
		{"no dump of pg_dump, but a transaction", "BEGIN;\n" + sql + "COMMIT;\nANALYZE a;\n", ""},
		{"no dump of pg_dump, and no COMMIT", "BEGIN;\n" + sql, none},
		{"a transaction that is not all of it", sql + "BEGIN;\n" + sql + "COMMIT;\n", none},
		{"a transaction in a dump of pg_dump", begin + "BEGIN;\n" + sql + "COMMIT;\n", none},
		{"no trailer", begin + sql, none},
		{"a statement after the trailer", begin + sql + trailer + "RESET ALL;\n", ""},
		{"a statement after the trailer, restricted", "\\restrict k\n" + sql + trailer + "\\unrestrict k\n\nRESET ALL;", ""},
		{"an INSERT after the trailer", begin + sql + trailer + "SET search_path TO public;\n\nINSERT INTO \"schema_migrations\" (version) VALUES\n('2'),\n('1');\n", ""},
		{"rows after the trailer", begin + trailer + "COPY t (a) FROM stdin;\n\\.\n", ""},
		{"a dump after a statement after the trailer", begin + sql + trailer + sql + begin + sql, none},
		{"a psql command after the trailer", begin + trailer + "\\connect x\n\n", none},
		{"a second dump that has begun", begin + sql + trailer + begin, none},
		{"a second section without its trailer", begin + sql + trailer + begin + sql, none},
		{"a pg_dumpall that has begun", begin + sql + trailer + clusterBegin, none},
		{"pg_dumpall without its own trailer", clusterBegin + begin + sql + trailer, none},
		{"the trailer in a literal", begin + "SELECT '\n" + trailer + "';\n\n", none},
		{"the trailer in a comment", begin + "/*\n" + trailer + "*/\n\n", none},
		{"the trailer in rows", begin + "COPY t (a) FROM stdin;\n-- PostgreSQL database dump complete\n\\.\n\n\n", none},
		{"a longer comment", begin + "-- PostgreSQL database dump complete?\n\n", none},
		{"guarded, without a trailer", "\\if true\n" + begin + sql + "\\endif\n", none},

		{"no \\unrestrict", begin + "\\restrict k\n\n" + sql + trailer, open},
		{"no blank line", begin + sql + strings.TrimSuffix(trailer, "\n"), ""},
		{"no blank line after \\unrestrict", "\\restrict k\n" + trailer + "\\unrestrict k\n", ""},
		{"guarded, no blank line", "\\if true\n-- PostgreSQL database dump complete\n\\endif\n", ""},
		{"no newline", begin + sql + strings.TrimSuffix(trailer, "\n\n"), line},
		{"no newline after \\unrestrict", "\\restrict k\n" + trailer + "\\unrestrict k", line},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{16, dumpfmt.DefaultBatchSize} {
				_, err := dumptest.Join(t, strings.NewReader(tt.in), dumpfmt.BatchSize(size))
				got := ""
				if err != nil {
					_, got, _ = strings.Cut(err.Error(), ": ")
				}
				if got != tt.want {
					t.Errorf("batches of %d: error %q, want %q", size, got, tt.want)
				}
				if _, err := dumptest.Join(t, strings.NewReader(tt.in), dumpfmt.Partial(), dumpfmt.BatchSize(size)); err != nil {
					t.Errorf("batches of %d, Partial: %v", size, err)
				}
			}
		})
	}
}
