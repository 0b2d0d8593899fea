package rows

import "testing"

// TestLookAtASample wants all of few rows, and of many a part that is
// bounded and spread.
func TestLookAtASample(t *testing.T) {
	var k Look
	last, widest, n := int64(-1), int64(0), 0
	const rows = 1 << 20
	for line := range int64(rows) {
		if !k.Wants(line) {
			continue
		}
		n++
		widest = max(widest, line-last)
		last = line
	}
	if least, most := lookFirst+rows>>(lookEvery+1), lookFirst+rows>>(lookEvery-1); n < least || n > most || widest > 4<<lookEvery {
		t.Errorf("%d of %d rows, none in %d", n, rows, widest)
	}
	for line := range int64(lookFirst) {
		if !k.Wants(line) {
			t.Errorf("row %d of few is passed over", line)
		}
	}
}
