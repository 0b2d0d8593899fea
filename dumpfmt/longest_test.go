package dumpfmt_test

import (
	"errors"
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestLongest: a row or statement beyond the limit ends the scan where it
// begins, what is before it has been given out, and one within passes.
func TestLongest(t *testing.T) {
	errLong := errors.New("too long")
	const head, most = "COPY app.t (a) FROM stdin;\nshort\n", 64 << 10
	long := strings.Repeat("x", most+dumpfmt.DefaultBatchSize)
	for _, tt := range []struct {
		name, in, want string
		limit          int64
	}{
		{"a long row", head + long + "\n\\.\n", "dump line 3: table app.t: row 2: too long", most},
		{"a long statement", "SET a = 1;\nSELECT '" + long + "';\n", "dump line 2: too long", most},
		{"a long comment", "SET a = 1;\n/* " + long + "*/\n", "dump line 2: too long", most},
		{"a row within", head + long + "\n\\.\n", "", int64(2 * len(long))},
		{"no limit", head + long + "\n\\.\n", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := dumpfmt.NewScanner(strings.NewReader(tt.in), dumpfmt.Partial(), dumpfmt.BatchSize(1<<10), dumpfmt.Longest(tt.limit, errLong))
			var b dumpfmt.Batch
			seen := 0
			for s.Scan(&b) {
				seen += len(b.Buf)
			}
			err := s.Err()
			switch {
			case tt.want == "":
				if err != nil || seen != len(tt.in) {
					t.Errorf("%d of %d bytes, error %v", seen, len(tt.in), err)
				}
			case err == nil || err.Error() != tt.want || !errors.Is(err, errLong):
				t.Errorf("error %v, want %s", err, tt.want)
			case seen == 0 || seen > len(tt.in)-len(long):
				t.Errorf("%d bytes were given out, want what stands before", seen)
			}
		})
	}
}
