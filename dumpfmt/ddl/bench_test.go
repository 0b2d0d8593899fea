package ddl

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// manyTables returns CREATE TABLE statements of 20 columns, each followed by
// what else pg_dump writes of a table.
func manyTables(n int) [][]byte {
	var list [][]byte
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "CREATE TABLE public.t%d (\n    id bigint NOT NULL", i)
		for j := range 19 {
			fmt.Fprintf(&b, ",\n    column_%d %s", j, []string{
				"character varying(40) DEFAULT ''::character varying NOT NULL", "text",
				"timestamp with time zone DEFAULT now()", "numeric(12,2)", "integer[]",
			}[j%5])
		}
		fmt.Fprintf(&b, ",\n    CONSTRAINT c%d CHECK ((column_3 > 0))\n);", i)
		list = append(list, []byte(b.String()),
			fmt.Appendf(nil, "ALTER TABLE public.t%d OWNER TO someone;", i),
			fmt.Appendf(nil, "ALTER TABLE ONLY public.t%d\n    ADD CONSTRAINT t%d_pkey PRIMARY KEY (id);", i, i))
	}
	return list
}

func BenchmarkApply(b *testing.B) {
	stmts := manyTables(1000)
	size := 0
	for _, s := range stmts {
		size += len(s)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		s := dumpfmt.NewSchema()
		for _, stmt := range stmts {
			if _, err := Apply(s, stmt, session()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkReaders(b *testing.B) {
	stmts := manyTables(10)
	for name, read := range map[string]func([]byte) (statement, error){"tree": tree, "narrow": narrow} {
		b.Run("reader="+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, stmt := range stmts {
					if _, err := read(stmt); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
