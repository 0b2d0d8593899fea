package verify

import "testing"

// TestLateOriginals: originals are found behind more mistakes of the filter than
// there is room for, and it is told that a sample was looked up.
func TestLateOriginals(t *testing.T) {
	c := newComparer(&Options{Memory: 64 << 20})
	for i := range c.originals.filter.words {
		c.originals.filter.words[i] = ^uint64(0) // wrong each time
	}
	s := newSearch(c)
	l := looker{c: c, places: map[placeKey]*place{}, room: hitsIn(c.opts)}
	noisy, quiet := l.place(placeKey{object: "noisy"}), l.place(placeKey{object: "quiet"})
	mix := func(i int) uint64 { return (uint64(i) ^ uint64(i)<<31) * 0x9e3779b97f4a7c15 }
	mistakes, originals := 6*l.room, 2000
	for i := range mistakes {
		l.note(noisy, hit{mix(i), int64(i), 1, surely})
	}
	for i := range originals {
		h := mix(mistakes + i)
		l.note(noisy, hit{h, int64(mistakes + i), 1, surely})
		l.note(noisy, hit{h, int64(mistakes + i), 1, surely})
		s.hits[h] = true
	}
	l.note(quiet, hit{mix(mistakes), 7, 1, surely})
	if l.held > l.room || len(noisy.found.of) > l.room {
		t.Errorf("%d hits are held, %d in one place, want at most %d", l.held, len(noisy.found.of), l.room)
	}

	s.gather([]*looker{&l})
	s.scored = true
	s.judge()
	n := map[string]int64{}
	for _, f := range append(c.result.Findings, c.result.Kept...) {
		n[f.Object] = f.Count
	}
	want := 2 * float64(originals) * noisy.found.share()
	if got := float64(n["noisy"]); got < want/2 || got > want*2 {
		t.Errorf("%v originals are found, want about %v", got, want)
	}
	if n["quiet"] != 1 {
		t.Errorf("where little was found: %d originals, want 1", n["quiet"])
	}
	if c.share != noisy.found.share() || c.share > 0.5 || len(c.result.Notes) != 1 {
		t.Errorf("share %v, notes %q", c.share, c.result.Notes)
	}
}

// TestHitsJoin: of two samples the smaller one is left, of both.
func TestHitsJoin(t *testing.T) {
	var a, b hits
	for i := range uint64(1000) {
		a.add(hit{hash: i << 28, line: int64(i), n: 1})
		b.add(hit{hash: i << 28, line: int64(i) - 1, n: 1})
	}
	if gone := b.thin(2); gone != 750 {
		t.Errorf("%d of 1000 are gone, want 750", gone)
	}
	a.join(b)
	if len(a.of) != 250 || a.share() != 0.25 {
		t.Fatalf("%d hits, share %v", len(a.of), a.share())
	}
	for _, one := range a.of {
		if one.n != 2 || one.line != int64(one.hash>>28)-1 {
			t.Fatalf("%+v, want both", one)
		}
	}
}
