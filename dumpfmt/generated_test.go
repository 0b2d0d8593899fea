package dumpfmt_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// TestGenerated scans dumps whose rows are known.
func TestGenerated(t *testing.T) {
	seeds := uint64(60)
	if testing.Short() {
		seeds = 5
	}
	for _, form := range dumptest.Forms() {
		t.Run(form.String(), func(t *testing.T) {
			for seed := range seeds {
				checkGenerated(t, dumptest.Generate(seed, form), 16<<(seed%8))
			}
		})
	}
}

func checkGenerated(t *testing.T, d dumptest.Dump, size int) {
	t.Helper()
	for _, r := range dumptest.Readers() {
		dumptest.CheckIdentity(t, r, d.Text, dumpfmt.BatchSize(size))
	}
	got, err := dumptest.Rows(t, bytes.NewReader(d.Text), dumpfmt.BatchSize(size))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d.Rows, got); diff != "" {
		t.Fatalf("rows: -want +got:\n%s", diff)
	}
	out, err := dumptest.Rewrite(t, bytes.NewReader(d.Text), setToItself, dumpfmt.BatchSize(size))
	if err != nil || !bytes.Equal(out, d.Text) {
		t.Fatalf("setting each value to itself gives %d bytes, want the same %d; error %v", len(out), len(d.Text), err)
	}
}

// TestGeneratedSet gives each value of a dump the value at the same place in
// another dump's list of values, and reads it back.
func TestGeneratedSet(t *testing.T) {
	var values []dumptest.Value
	for _, row := range dumptest.Generate(1, dumptest.Form{}).Rows {
		values = append(values, row.Values...)
	}
	for _, form := range dumptest.Forms() {
		t.Run(form.String(), func(t *testing.T) {
			d := dumptest.Generate(2, form)
			n := 0
			var want []dumptest.Row
			out, err := dumptest.Rewrite(t, bytes.NewReader(d.Text), func(h *dumpfmt.Header, row *dumpfmt.Row) error {
				set := dumptest.Row{Table: h.Table}
				for i := range row.Len() {
					v := values[n%len(values)]
					n++
					if set.Values = append(set.Values, v); v.Null {
						row.SetNull(i)
						continue
					}
					row.Set(i, []byte(v.Text))
				}
				want = append(want, set)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			got, err := dumptest.Rows(t, bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
