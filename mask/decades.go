package mask

import "sanitize/mask/internal/shape"

// decades are whole numbers without their sign, from least to most, each of them
// permuted among those of as many digits. Where the ends cut a decade so that
// only a few are left, these go with their neighbours. Numbers outside of the
// ends are permuted among those of their decade that are outside, too.
type decades struct {
	least, most  uint64 // least > most: there is none
	first, limit uint64 // of the type, for those that are outside
	cuts         []stretch
	whole        bool // not cut: of any number of digits
}

// A stretch is the numbers from lo to hi.
type stretch struct{ lo, hi uint64 }

func (c stretch) size() uint64 { return c.hi - c.lo + 1 }

// few is below how many numbers a stretch goes with its neighbour.
const few = 8

// newDecades cuts the numbers from least to most, of a type whose numbers are
// from first to limit. Neither is 0. A decade ends also at ends, which ascend:
// those of smaller types, which what is within them fits before and after.
func newDecades(least, most, first, limit uint64, ends []uint64) *decades {
	d := &decades{least: max(least, first), most: min(most, limit), first: first, limit: limit}
	for v := d.least; v <= d.most; {
		_, hi := shape.Decade(v)
		hi = min(hi, d.most)
		for _, end := range ends {
			if v <= end {
				hi = min(hi, end)
				break
			}
		}
		d.cuts = append(d.cuts, stretch{v, hi})
		if hi == d.most {
			break
		}
		v = hi + 1
	}
	for i := 0; i < len(d.cuts) && len(d.cuts) > 1; {
		if d.cuts[i].size() >= few {
			i++
			continue
		}
		at := max(i-1, 0) // the pair that becomes one
		d.cuts[at].hi = d.cuts[at+1].hi
		d.cuts = append(d.cuts[:at+1], d.cuts[at+2:]...)
		i = at
	}
	return d
}

// newWhole is newDecades without cuts.
func newWhole(least, most, first, limit uint64, _ []uint64) *decades {
	d := &decades{least: max(least, first), most: min(most, limit), first: first, limit: limit, whole: true}
	if d.least <= d.most {
		d.cuts = []stretch{{d.least, d.most}}
	}
	return d
}

// at returns the image of v, a number of the type. Under fine
// the numbers that ten divides are left out; v is none of them.
func (d *decades) at(v uint64, fine bool, tweak uint64, s *scratch) uint64 {
	for _, c := range d.cuts {
		if c.lo <= v && v <= c.hi {
			return count(c, fine).permuted(v, tweak, s)
		}
	}
	lo, hi := shape.Decade(v)
	if d.whole {
		lo, hi = d.first, d.limit
	}
	r := count(stretch{max(lo, d.first), min(hi, d.limit)}, fine)
	r.leaveOut(max(r.lo, d.least), min(r.hi, d.most))
	return r.permuted(v, tweak+tweakOutside, s)
}

// A ranking numbers those of a stretch that count from 0 on. Some may be left
// out between two of the others.
type ranking struct {
	stretch
	fine        bool
	gap, closed uint64 // the ranks from gap to below closed are left out
}

func count(c stretch, fine bool) ranking { return ranking{stretch: c, fine: fine} }

// upTo returns how many count from lo to v.
func (r *ranking) upTo(v uint64) uint64 {
	if r.fine {
		return v - v/10 - (r.lo - 1 - (r.lo-1)/10)
	}
	return v - r.lo + 1
}

// leaveOut leaves out the numbers from lo to hi, which are in the stretch.
func (r *ranking) leaveOut(lo, hi uint64) {
	if lo <= hi {
		r.gap, r.closed = r.upTo(lo-1), r.upTo(hi)
	}
}

// permuted returns the image of v, one of those that count.
func (r ranking) permuted(v, tweak uint64, s *scratch) uint64 {
	x := r.upTo(v) - 1
	if x >= r.closed {
		x -= r.closed - r.gap
	}
	x = s.Rank(tweak+2*r.lo, x, r.upTo(r.hi)-(r.closed-r.gap))
	if x >= r.gap {
		x += r.closed - r.gap
	}
	if !r.fine {
		return r.lo + x
	}
	x += r.lo - 1 - (r.lo-1)/10
	return x + x/9 + 1
}
