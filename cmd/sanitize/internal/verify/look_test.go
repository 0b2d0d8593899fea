package verify

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// looking returns a looker for some originals, and a place of a masked column.
func looking(t *testing.T, originals ...string) (*looker, *place) {
	t.Helper()
	c := newComparer(&Options{Memory: 64 << 20})
	g := gatherer{originals: c.originals}
	r := c.originals.reader()
	for _, v := range originals {
		r.read([]byte(v))
		g.gather(r)
	}
	c.originals.add(&g)
	l := &looker{c: c, places: map[placeKey]*place{}, room: hitsIn(c.opts)}
	for range maxDepth + 1 {
		l.readers = append(l.readers, c.originals.reader())
	}
	return l, l.place(placeKey{table: &table{columns: []*column{{known: true, decision: &Decision{}}}}})
}

// TestAskedOfOneValue: what was asked for one value is forgotten with the next one,
// short or long.
func TestAskedOfOneValue(t *testing.T) {
	l, p := looking(t, "annlee")
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

// TestRespelled: what is only partly written another way is found, wherever in it that
// is, in a number, too, and turned.
func TestRespelled(t *testing.T) {
	for _, test := range []struct{ original, v string }{
		{"Maria von Trapp", "paid by =4Daria von Trapp today"},
		{"Maria von Trapp", "paid by Maria =76on Trapp today"},
		{"Maria von Trapp", "paid by Maria von =54rapp today"},
		{"Maria von Trapp", "=4Daria von Trapp"},
		{"Maria von Trapp", "maria <b>von</b> trapp, maria@example.com"},
		{"Maria von Trapp", "a%20b, Maria%20von Trapp"},
		{"Maria von Trapp", "now pparT nov air=61M at once"},
		{"Maria von Trapp", "Znevn iba Genc=63, once"},
		{"Gwendolyn", "at =3D 7 Gwendolyn"},
		{"202 555 0143", "call 1=3D202 555 0143 now"},
		{"202 555 0143", "call 202.555=2D0143 now"},
		{"202 555 0143", "call +1=20202=20555=200143"},
		{"202 555 0143", "3410 555 202 &lt; reppilf"},
		{"Jo van Dongen", "reppilf negnoD nav oJ"},
		{"Elisabeth", "RWxpc2FiZXRo and =3D"},
		{"Elisabeth", "=3D, =52Wxpc2FiZXRo"},
		{"Elisabeth", "Elisa= \r\nbeth"},
		{"Elisabeth", "a=b ==\n=45lisa=\nbeth="},
	} {
		l, p := looking(t, test.original, "flipper")
		l.again(p, []byte(test.v), 1)
		l.answer()
		if len(p.found.of) == 0 {
			t.Errorf("%q: %s is not found", test.v, test.original)
		}
	}
}

// TestFoundAgain: what is found in a value is found in the next one that is the same,
// whether the filter was asked in between or not.
func TestFoundAgain(t *testing.T) {
	l, p := looking(t, "annlee")
	for n := range 2 * batchSize {
		l.again(p, []byte("annlee"), int64(n))
		l.again(p, []byte("nobody"), int64(n))
	}
	l.answer()
	for _, h := range p.found.of {
		if h.n != 2*batchSize {
			t.Errorf("of %d the same %d are found", 2*batchSize, h.n)
		}
	}
	if len(p.found.of) != 1 {
		t.Errorf("%d are found, want one", len(p.found.of))
	}
}

// TestTurned: to turn what was read is to read what was turned.
func TestTurned(t *testing.T) {
	l, _ := looking(t)
	for _, v := range []string{"", "a", "Maria von Trapp", " -a.b@c-d.ef+ g..h %i j.", "+1-202-555-0143, x2", `{"zip": "81070"}`} {
		for i := range turns {
			r, turned, want := l.readers[0], l.readers[1], l.readers[2]
			r.read([]byte(v))
			turned.turn(r, &turns[i])
			want.read(turns[i].undo([]byte(v)))
			if string(turned.folded) != string(want.folded) || !slices.Equal(turned.words, want.words) {
				t.Errorf("%q, turn %d: %q %v, want %q %v", v, i, turned.folded, turned.words, want.folded, want.words)
			}
		}
	}
}

// TestByHalf: four bytes at once are moved as each by itself.
func TestByHalf(t *testing.T) {
	for b := range 256 {
		if 'A' <= b && b <= 'Z' {
			continue // in lower case there are none
		}
		was := []byte{byte(b), 'm', 'n', byte(b)}
		if got, want := byHalf(binary.LittleEndian.Uint32(was)), binary.LittleEndian.Uint32(turns[1].undo(was)); got != want {
			t.Errorf("%q: %x, want %x", was, got, want)
		}
	}
}

// TestMayBegin: a kept value is read where an original that is noted there may stand
// in it, at its end, too, and not for one that is not noted.
func TestMayBegin(t *testing.T) {
	l, _ := looking(t, "annleejohnson", "Jo von Trapp-Hohenfels", "Gwendolyn")
	for v, want := range map[string]bool{
		"annleejohnson":              true,
		"paid by AnnLeeJohnson":      true,
		"paid by jo von trapp-hohen": true,
		"jo von":                     false,
		"paid by Gwendolyn at once":  false,
		"payé":                       false,
		"payé à Annleejohnson":       true,
	} {
		if got := l.c.originals.sure.mayBegin([]byte(v)); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}
