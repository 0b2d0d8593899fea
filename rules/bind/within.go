package bind

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"time"

	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// within makes numbers or dates within a span, by the value.
type within struct {
	key  *mask.Key
	typ  mask.Type
	span expr.Span
	// The days that a date may come to, where there are ends.
	lo, hi       int64
	hasLo, hasHi bool
}

// drawWithin returns how to draw values that meet the conditions, nil if they are
// not the ends of a span, or m is not one of the masks that draw.
func (b *Binder) drawWithin(m *boundMask, conds []*expr.Cond) *within {
	d := &within{key: b.opts.Key.Derive("check " + m.name), typ: m.typ.mask}
	var ok bool
	if d.span, ok = expr.JoinSpans(conds); !ok {
		return nil
	}
	switch d.typ.Kind {
	case mask.Int, mask.Numeric, mask.Float:
		if m.name != "scramble" {
			return nil
		}
		return d
	case mask.Date, mask.Timestamp, mask.TimestampTZ:
		if d.days() {
			return d
		}
	}
	return nil
}

// days reads the ends of a span of dates. It is false if they leave no room.
func (d *within) days() bool {
	ok := true
	if d.span.Lo != "" {
		d.lo, ok = expr.Days([]byte(d.span.Lo))
		d.hasLo = true
	}
	if d.span.Hi != "" && ok {
		d.hi, ok = expr.Days([]byte(d.span.Hi))
		d.hasHi = true
	}
	return ok && !(d.hasLo && d.hasHi && d.hi-d.lo < 3)
}

// append appends a value in the place of src. It is false where none is known.
func (d *within) append(dst, src []byte, round byte) ([]byte, bool) {
	switch d.typ.Kind {
	case mask.Int, mask.Numeric, mask.Float:
		return d.number(dst, src, round)
	}
	return d.date(dst, src, round)
}

// random returns a number from lo to hi that is not old, if it can.
func (d *within) random(src []byte, round byte, lo, hi, old int64) int64 {
	var sum [32]byte
	d.key.Sum(&sum, []byte{round}, src)
	n := uint64(hi - lo + 1)
	v := lo + int64(binary.LittleEndian.Uint64(sum[:])%n)
	if v == old && n > 1 {
		if v++; v > hi {
			v = lo
		}
	}
	return v
}

// number draws a number with as many digits as src, and as many after the
// point, if the span has others of these; else any in it.
func (d *within) number(dst, src []byte, round byte) ([]byte, bool) {
	_, fraction, _ := bytes.Cut(src, []byte{'.'})
	places := len(fraction)
	old, exact, ok := expr.Scale(string(src), places)
	if !ok || !exact || bytes.ContainsAny(src, "eE") {
		return dst, false
	}
	lo, hi := d.ends(old, places)
	a, z := decade(old)
	if a, z = max(a, lo), min(z, hi); a >= z {
		a, z = lo, hi
	}
	if a > z {
		return dst, false
	}
	return appendScaled(dst, d.random(src, round, a, z, old), places), true
}

// ends returns the ends of the span in units of places. Where it has none, the
// value's own digits, and those of its type, are one.
func (d *within) ends(old int64, places int) (lo, hi int64) {
	lo, hi = decade(old)
	lo, hi = min(lo, old), max(hi, old)
	if d.typ.Kind == mask.Int && d.typ.Bits > 0 && d.typ.Bits < 64 {
		hi = min(hi, 1<<(d.typ.Bits-1)-1)
		lo = max(lo, -1<<(d.typ.Bits-1))
	}
	if n, exact, ok := expr.Scale(d.span.Lo, places); ok && d.span.Lo != "" {
		if exact && d.span.LoStrict || !exact && d.span.Lo[0] != '-' {
			n++
		}
		lo = n
	}
	if n, exact, ok := expr.Scale(d.span.Hi, places); ok && d.span.Hi != "" {
		if exact && d.span.HiStrict || !exact && d.span.Hi[0] == '-' {
			n--
		}
		hi = n
	}
	return lo, hi
}

// decade returns the least and the greatest number that has as many digits as
// v, and its sign.
func decade(v int64) (lo, hi int64) {
	if v < 0 {
		lo, hi = decade(-v)
		return -hi, -lo
	}
	lo, hi = 0, 9
	for hi < v {
		lo, hi = hi+1, hi*10+9
	}
	return lo, hi
}

func appendScaled(dst []byte, v int64, places int) []byte {
	if v < 0 {
		dst, v = append(dst, '-'), -v
	}
	text := strconv.AppendInt(nil, v, 10)
	for len(text) <= places {
		text = append([]byte{'0'}, text...)
	}
	point := len(text) - places
	dst = append(dst, text[:point]...)
	if places > 0 {
		dst = append(append(dst, '.'), text[point:]...)
	}
	return dst
}

// maxShift is how far a date is moved, in days.
const maxShift = 365

// date draws a day near that of src that lies within the span, and keeps the
// time of day.
func (d *within) date(dst, src []byte, round byte) ([]byte, bool) {
	old, ok := expr.Days(src[:min(len(src), len("2006-01-02"))])
	if !ok {
		return dst, false
	}
	lo, hi := old-maxShift, old+maxShift
	if d.hasLo {
		lo = max(lo, d.lo+1)
	}
	if d.hasHi {
		hi = min(hi, d.hi-1)
	}
	if d.span.Past {
		hi = min(hi, old-1)
	}
	if lo > hi {
		return dst, false
	}
	day := d.random(src, round, lo, hi, old)
	at := time.Date(0, time.March, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(day))
	if at.Year() < 1 || at.Year() > 9999 {
		return dst, false
	}
	dst = at.AppendFormat(dst, "2006-01-02")
	return append(dst, src[len("2006-01-02"):]...), true
}
