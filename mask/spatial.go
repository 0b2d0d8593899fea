package mask

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
)

var errSpatial = errors.New("not a value of geometry or geography as PostGIS writes it")

// spatial moves a value of PostGIS by a keyed distance: all its points by the
// same, so that rings stay closed, areas and lengths what they were, and one
// place stays one place. It is Extended WKB in hexadecimal, as
// LWGEOM_out (lwgeom_inout.c) prints it.
type spatial struct{}

// How far a point moves along an axis, at most: in degrees where all coordinates
// may be some, else in the units of the projection, which are metres mostly.
const (
	maxDegrees = 0.5
	maxMetres  = 50_000
)

// The flags in the type of an EWKB geometry, see liblwgeom.h.
const (
	wkbZ    = 0x80000000
	wkbM    = 0x40000000
	wkbSRID = 0x20000000
)

// maxNested bounds collections within collections.
const maxNested = 32

func (spatial) append(dst, src []byte, s *scratch) ([]byte, error) {
	raw, err := hex.AppendDecode(s.in[:0], src)
	s.in = raw
	if err != nil {
		return dst, errSpatial
	}
	w := wkb{b: raw}
	if n, ok := w.walk(0, 0); !ok || n != len(raw) {
		return dst, errSpatial
	}
	s.Seed(src)
	far := float64(maxMetres)
	if w.inDegrees() {
		far = maxDegrees
	}
	w.dx, w.dy = w.distance(s.Uint64(), far, w.minX, w.maxX, 180), w.distance(s.Uint64(), far, w.minY, w.maxY, 90)
	w.move = true
	w.walk(0, 0)
	n := len(dst)
	dst = hex.AppendEncode(dst, raw)
	for i := n; i < len(dst); i++ {
		if c := dst[i]; 'a' <= c && c <= 'f' {
			dst[i] = c - 0x20
		}
	}
	return dst, nil
}

// wkb walks through a geometry: once to see that it is one, and how far its
// points lie, and once to move them.
type wkb struct {
	b                      []byte
	move                   bool
	dx, dy                 float64
	minX, maxX, minY, maxY float64
	points                 int
}

// inDegrees reports whether all coordinates may be longitudes and latitudes.
func (w *wkb) inDegrees() bool {
	return w.minX >= -180 && w.maxX <= 180 && w.minY >= -90 && w.maxY <= 90
}

// distance returns how far to move along an axis: back where that would leave
// the globe.
func (w *wkb) distance(draw uint64, far, lo, hi, end float64) float64 {
	d := (float64(draw>>11)/(1<<52) - 1) * far
	if far == maxDegrees && (hi+d > end || lo+d < -end) {
		d = -d
	}
	return d
}

// walk walks the geometry at an offset and returns where it ends.
func (w *wkb) walk(at, depth int) (int, bool) {
	if depth > maxNested || at+5 > len(w.b) || w.b[at] > 1 {
		return 0, false
	}
	var order binary.ByteOrder = binary.BigEndian
	if w.b[at] == 1 {
		order = binary.LittleEndian
	}
	kind := order.Uint32(w.b[at+1:])
	at += 5
	if kind&wkbSRID != 0 {
		at += 4
	}
	dims := 2
	if kind&wkbZ != 0 {
		dims++
	}
	if kind&wkbM != 0 {
		dims++
	}
	switch kind &^ (wkbZ | wkbM | wkbSRID) {
	case 1: // POINT
		return w.run(order, at, 1, dims)
	case 2, 8: // LINESTRING, CIRCULARSTRING
		return w.counted(at, order, nil, dims)
	case 3, 17: // POLYGON, TRIANGLE
		return w.counted(at, order, func(at int) (int, bool) { return w.counted(at, order, nil, dims) }, 0)
	case 4, 5, 6, 7, 9, 10, 11, 12, 15, 16: // collections
		return w.counted(at, order, func(at int) (int, bool) { return w.walk(at, depth+1) }, 0)
	}
	return 0, false
}

// counted walks what a count is in front of: points of so many dimensions, or,
// with 0 of them, parts.
func (w *wkb) counted(at int, order binary.ByteOrder, part func(int) (int, bool), dims int) (int, bool) {
	if at+4 > len(w.b) {
		return 0, false
	}
	n := order.Uint32(w.b[at:])
	if uint64(n) > uint64(len(w.b)) {
		return 0, false // nor would it be an int everywhere
	}
	at += 4
	if dims > 0 {
		return w.run(order, at, int(n), dims)
	}
	for range n {
		var ok bool
		if at, ok = part(at); !ok {
			return 0, false
		}
	}
	return at, true
}

// run walks n points. NaN is what an empty point has.
func (w *wkb) run(order binary.ByteOrder, at, n, dims int) (int, bool) {
	size := 8 * dims
	if n > (len(w.b)-at)/size {
		return 0, false
	}
	for range n {
		x, y := math.Float64frombits(order.Uint64(w.b[at:])), math.Float64frombits(order.Uint64(w.b[at+8:]))
		if w.move {
			order.PutUint64(w.b[at:], math.Float64bits(x+w.dx))
			order.PutUint64(w.b[at+8:], math.Float64bits(y+w.dy))
		} else if x == x && y == y {
			w.note(x, y)
		}
		at += size
	}
	return at, true
}

// note takes note of a point.
func (w *wkb) note(x, y float64) {
	if w.points == 0 {
		w.minX, w.maxX, w.minY, w.maxY = x, x, y, y
	}
	w.points++
	w.minX, w.maxX, w.minY, w.maxY = min(w.minX, x), max(w.maxX, x), min(w.minY, y), max(w.maxY, y)
}
