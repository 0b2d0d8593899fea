package verify

import (
	"strings"
	"testing"
)

// TestAskedOfOneValue: what was asked for one value is forgotten with the next one,
// short or long.
func TestAskedOfOneValue(t *testing.T) {
	c := newComparer(&Options{Memory: 64 << 20})
	g := gatherer{originals: c.originals}
	r := c.originals.reader()
	r.read([]byte("annlee"))
	g.gather(r)
	c.originals.add(&g)

	l := looker{c: c, places: map[placeKey]*place{}}
	for range maxDepth + 1 {
		l.readers = append(l.readers, c.originals.reader())
	}
	p := l.place(placeKey{table: &table{columns: []*column{{known: true}}}})
	long := []byte(strings.Repeat("annlee ", longestRecent))
	l.again(p, long, 1)
	want := len(l.asked)
	if want == 0 {
		t.Fatal("nothing was asked for")
	}
	for range 3 {
		l.again(p, long, 1)
	}
	if len(l.asked) != want {
		t.Errorf("of one value %d runs are asked for, of the fourth %d", want, len(l.asked))
	}
}
