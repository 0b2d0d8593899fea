package dumpfmt

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func BenchmarkScan(b *testing.B) {
	data, err := os.ReadFile(os.Getenv("SCAN_BENCH"))
	if err != nil {
		b.Skip()
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var batch Batch
	for b.Loop() {
		s := NewScanner(bytes.NewReader(data))
		for s.Scan(&batch) {
		}
		if s.Err() != nil {
			b.Fatal(s.Err())
		}
	}
}
func TestX(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("SCAN_FILES")) {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{16, 100, 1000, DefaultBatchSize} {
			s := NewScanner(bytes.NewReader(data), BatchSize(n))
			var batch Batch
			var out []byte
			kinds := map[Kind]int{}
			for s.Scan(&batch) {
				for _, g := range batch.Segs {
					out = append(out, g.Bytes...)
					kinds[g.Kind]++
				}
			}
			t.Log(f, n, kinds, s.Err(), bytes.Equal(out, data[:len(out)]), len(data)-len(out))
		}
	}
}
