package dumpfmt_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// benchRows is the number of rows of a benchmark's dump, a few MB.
const benchRows = 30_000

// benchDump returns a dump of one table: as COPY where perStmt is 0, else as
// INSERTs of so many rows.
func benchDump(rows, perStmt int) []byte {
	var b strings.Builder
	b.WriteString("--\n-- PostgreSQL database dump\n--\n\nSET standard_conforming_strings = on;\n\n")
	const columns = "public.users (id, email, full_name, phone, bio, created_at)"
	if perStmt == 0 {
		b.WriteString("COPY " + columns + " FROM stdin;\n")
	}
	for i := range rows {
		bio := strings.Repeat("coffee music ", i%7)
		at := fmt.Sprintf("2024-01-%02d 10:00:00.%06d+00", 1+i%28, i)
		if perStmt == 0 {
			fmt.Fprintf(&b, "%d\tuser%d@example.com\tAnn O'Brien %d\t%s\t%s%s\t%s\n", i, i, i, `\N`, bio, copyBreak(i), at)
			continue
		}
		if i%perStmt == 0 {
			b.WriteString("INSERT INTO " + columns + " VALUES")
		}
		sep := ","
		if i%perStmt == perStmt-1 || i == rows-1 {
			sep = ";"
		}
		lead := "\n\t"
		if perStmt == 1 {
			lead = " "
		}
		fmt.Fprintf(&b, "%s(%d, 'user%d@example.com', 'Ann O''Brien %d', NULL, '%s', '%s')%s", lead, i, i, i, bio, at, sep)
		if sep == ";" {
			b.WriteString("\n")
		}
	}
	if perStmt == 0 {
		b.WriteString("\\.\n")
	}
	b.WriteString("\n\n--\n-- PostgreSQL database dump complete\n--\n\n")
	return []byte(b.String())
}

// copyBreak gives every fourth row an escaped newline.
func copyBreak(i int) string {
	if i%4 == 0 {
		return `\n`
	}
	return ""
}

var benchForms = []struct {
	name    string
	perStmt int
}{
	{"copy", 0}, {"insert/1", 1}, {"insert/1000", 1000},
}

func BenchmarkScan(b *testing.B) {
	for _, form := range benchForms {
		b.Run("rows="+form.name, func(b *testing.B) {
			in := benchDump(benchRows, form.perStmt)
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			var batch dumpfmt.Batch
			for b.Loop() {
				s := dumpfmt.NewScanner(bytes.NewReader(in))
				for s.Scan(&batch) {
				}
				if s.Err() != nil {
					b.Fatal(s.Err())
				}
			}
		})
	}
}

func BenchmarkRewrite(b *testing.B) {
	for _, form := range benchForms {
		for _, masked := range []int{0, 1, 3} {
			b.Run(fmt.Sprintf("rows=%s/masked=%d", form.name, masked), func(b *testing.B) {
				benchmarkRewrite(b, form.perStmt, masked)
			})
		}
	}
}

func benchmarkRewrite(b *testing.B, perStmt, masked int) {
	in := benchDump(benchRows, perStmt)
	segs := dataSegments(b, in)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	edit := maskFields(masked)
	var w dumpfmt.Rewriter
	var dst []byte
	for b.Loop() {
		for i := range segs {
			var err error
			if dst, err = w.Append(dst[:0], &segs[i], edit); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// dataSegments returns the segments of in that hold rows.
func dataSegments(t testing.TB, in []byte) []dumpfmt.Segment {
	var segs []dumpfmt.Segment
	for s := dumpfmt.NewScanner(bytes.NewReader(in)); ; {
		var batch dumpfmt.Batch
		if !s.Scan(&batch) {
			if s.Err() != nil {
				t.Fatal(s.Err())
			}
			return segs
		}
		for _, seg := range batch.Segs {
			if seg.Kind == dumpfmt.CopyData || seg.Kind == dumpfmt.Insert {
				segs = append(segs, seg)
			}
		}
	}
}

// maskFields returns an edit that reads and sets fields 1 to n.
func maskFields(n int) func(*dumpfmt.Row) error {
	mask := []byte("masked value")
	return func(row *dumpfmt.Row) error {
		for i := 1; i <= n; i++ {
			if _, ok := row.Value(i); ok {
				row.Set(i, mask)
			}
		}
		return nil
	}
}

// TestRowPathAllocates nothing: not for a row, and not for a batch after the
// first ones.
func TestRowPathAllocates(t *testing.T) {
	for _, form := range benchForms {
		t.Run(form.name, func(t *testing.T) {
			segs := dataSegments(t, benchDump(2000, form.perStmt))
			var w dumpfmt.Rewriter
			var dst []byte
			edit := func(row *dumpfmt.Row) error {
				for i := range row.Len() {
					if v, ok := row.Value(i); ok {
						row.Set(i, v)
					}
				}
				if v, _ := row.Value(0); len(v) > 0 && v[len(v)-1] == '7' {
					row.Drop()
				}
				return nil
			}
			allocs := testing.AllocsPerRun(5, func() {
				for i := range segs {
					var err error
					if dst, err = w.Append(dst[:0], &segs[i], edit); err != nil {
						t.Fatal(err)
					}
				}
			})
			if allocs > 0 {
				t.Errorf("%v allocations for 2000 rows, want none", allocs)
			}
		})
	}
}

// TestScanAllocates a constant amount, however many rows there are.
func TestScanAllocates(t *testing.T) {
	for _, form := range benchForms {
		t.Run(form.name, func(t *testing.T) {
			few, many := scanAllocs(benchDump(1000, form.perStmt)), scanAllocs(benchDump(9000, form.perStmt))
			if many > few+10 {
				t.Errorf("%v allocations for 9000 rows, %v for 1000", many, few)
			}
		})
	}
}

func scanAllocs(in []byte) float64 {
	var batch dumpfmt.Batch
	return testing.AllocsPerRun(3, func() {
		s := dumpfmt.NewScanner(bytes.NewReader(in), dumpfmt.BatchSize(64<<10))
		for s.Scan(&batch) {
		}
	})
}
