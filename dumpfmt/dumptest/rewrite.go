package dumptest

import (
	"io"
	"testing"

	"sanitize/dumpfmt"
)

// Rewrite scans r and hands every row to edit. It returns the dump that comes
// out, and the error of the scanner or rewriter. It fails the test where the
// rewriter counts other rows than the segment.
func Rewrite(t testing.TB, r io.Reader, edit func(*dumpfmt.Header, *dumpfmt.Row) error, opts ...dumpfmt.Option) ([]byte, error) {
	t.Helper()
	var w dumpfmt.Rewriter
	var out []byte
	var rerr error
	err := Each(t, r, func(seg *dumpfmt.Segment) {
		switch {
		case rerr != nil:
		case seg.Kind == dumpfmt.CopyData, seg.Kind == dumpfmt.Insert:
			out, rerr = w.Append(out, seg, func(row *dumpfmt.Row) error { return edit(seg.Header, row) })
			if want := seg.Rows(); rerr == nil && w.Rows() != want {
				t.Errorf("the rewriter saw %d rows, want %d", w.Rows(), want)
			}
		default:
			out = append(out, seg.Bytes...)
		}
	}, opts...)
	if rerr != nil {
		return out, rerr
	}
	return out, err
}

// Rows returns the rows of the dump that r gives, decoded, in order.
func Rows(t testing.TB, r io.Reader, opts ...dumpfmt.Option) ([]Row, error) {
	t.Helper()
	var rows []Row
	_, err := Rewrite(t, r, func(h *dumpfmt.Header, row *dumpfmt.Row) error {
		got := Row{Table: h.Table}
		for i := range row.Len() {
			v, ok := row.Value(i)
			got.Values = append(got.Values, Value{string(v), !ok})
		}
		rows = append(rows, got)
		return nil
	}, opts...)
	return rows, err
}
