package shape

import (
	"bytes"
	"strings"
)

// A quantity is numbers with units, as 1.5 kg, 19 %, 3 days 04:05 and PT15M:
// migrations take the unit off and cast the number, or the whole to an interval.
// Each number becomes another one as it would alone; the rest stays.

// The units. Those of one letter count behind a blank only, but for those that are
// written without one most.
var (
	units = setOf("mg kg lb lbs oz t mm cm km in ft yd mi ml cl dl gal px pt em rem kb mb gb tb kib mib gib tib mbps gbps kwh kw w mah hz khz mhz ghz " +
		"m2 m3 m² m³ cm2 cm² km2 km² ft2 ft² qm sqm sqft ha km/h kmh mph kcal °c °f " +
		"usd eur gbp chf jpy cad aud sek nok dkk pln inr € £ $ " +
		"bpm mmhg ppm psi kpa hpa mol mmol kj rpm dpi fps lm db " +
		"l/100km us ms sec secs second seconds min mins minute minutes hr hrs hour hours day days week weeks mon mons month months " +
		"year years yr yrs pcs pc x c f")
	shortUnits = setOf("g m l % h d s w y k v")
)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

const longestUnit = len("minutes")

// unitLengths tells, by the first character, the lengths that units have.
var unitLengths = func() (lengths [256]uint8) {
	for _, set := range [...]map[string]bool{units, shortUnits} {
		for w := range set {
			lengths[w[0]] |= 1 << len(w)
		}
	}
	return lengths
}()

// quantityKind returns the kind of a quantity.
func quantityKind(v []byte) kind {
	h, i := hashQuantity, 0
	for i < len(v) {
		n, ok := ScanNumber(v[i:])
		if !ok || n == 0 {
			return plain
		}
		if i > 0 && i+n < len(v) && v[i+n] == ':' { // a time of day ends an interval
			var m moment
			if !m.readClock(v, i) {
				return plain
			}
			return quantity.of(uint32(h.With(uint64(i)).Text(v[m.fraction:])>>32) >> familyBits)
		}
		h = h.With(uint64(n))
		from := i + n
		if isTimes(v, from) {
			i = from + 1
			h = h.With('x')
			continue
		}
		if times := i > 0 && isTimes(v, i-1); times && from == len(v) {
			return quantity.of(uint32(h>>32) >> familyBits)
		}
		if i = from + unitLen(v[from:]); from < i && v[from] == ' ' {
			from++
		}
		if !isUnit(v[from:i], v[from-1] == ' ') {
			return plain
		}
		h = h.Text(v[from:i])
		if i++; i == len(v) {
			return plain
		}
	}
	return quantity.of(uint32(h>>32) >> familyBits)
}

// isTimes reports whether there is an x between two numbers at i: 10x20x30,
// and not 0x20.
func isTimes(v []byte, i int) bool {
	return i > 0 && (i > 1 || v[0] != '0') && i+1 < len(v) && v[i]|0x20 == 'x' && isDigit(v[i-1]) && isDigit(v[i+1])
}

// unitLen returns the length of a blank and the word behind it, or of the word that v
// begins with.
func unitLen(v []byte) int {
	n := min(1, len(v))
	for n < len(v) && v[n] != ' ' {
		n++
	}
	return n
}

// isUnit reports whether v is a unit, which a blank is before or is not.
func isUnit(v []byte, blank bool) bool {
	if i := bytes.IndexByte(v, '/'); i >= 0 && len(v) <= longestRate && !isUnitAlone(v, blank) { // 3x/day, 5 mmol/l, 90/min
		return (i == 0 || isUnitAlone(v[:i], true)) && isUnitAlone(v[i+1:], true)
	}
	return isUnitAlone(v, blank)
}

// longestRate is the length of two units.
const longestRate = 2*longestUnit + 1

// isUnitAlone is isUnit for what is not by the unit of another.
func isUnitAlone(v []byte, blank bool) bool {
	if len(v) == 0 || len(v) > longestUnit || unitLengths[Lower(v[0])]>>len(v)&1 == 0 {
		return false
	}
	var low [longestUnit]byte
	for i, c := range v {
		low[i] = Lower(c)
	}
	word := low[:len(v)]
	return shortUnits[string(word)] || (blank || len(v) > 1) && units[string(word)]
}

// endsInUnit reports whether v, of two characters or more, may end in a unit: in no
// digit, or one that squares or cubes a length.
func endsInUnit(v []byte) bool {
	c := v[len(v)-1]
	return !isDigit(c) || (c == '2' || c == '3') && (v[len(v)-2] == 'm' || v[len(v)-2] == 't')
}

// durationKind returns the kind of a duration as ISO 8601 writes it: P3DT4H.
func durationKind(v []byte) kind {
	h, letters, last := hashQuantity, "YMWD", byte(0)
	for i := 1; i < len(v); i++ {
		if v[i] == 'T' && letters == "YMWD" {
			letters, last = "HMS", 'T'
			continue
		}
		n := DigitsAt(v, i)
		if i += n; n == 0 || i == len(v) || strings.IndexByte(letters, v[i]) < 0 {
			return plain
		}
		last = v[i]
		h = h.With(uint64(n)<<8 | uint64(last))
	}
	if last == 0 || last == 'T' {
		return plain
	}
	return quantity.of(uint32(h>>32) >> familyBits)
}

// quantity permutes the numbers of a quantity, and a time of day.
func (s *Shaper) quantity(dst, v []byte, words bool) []byte {
	for i := 0; i < len(v); {
		n, ok := 0, false
		if c := v[i]; isDigit(c) || c == '-' || c == '+' || c == '.' {
			n, ok = ScanNumber(v[i:])
		}
		switch {
		case !ok || n == 0:
			n = 1
			dst = append(dst, v[i])
		case i > 0 && i+n < len(v) && v[i+n] == ':':
			return s.like(dst, v[i:], words)
		default:
			dst = s.counted(dst, v[i:i+n], v[i+n:], words)
			if isTimes(v, i+n) {
				dst = append(dst, v[i+n])
				n++
			} else if v[0] != 'P' {
				i += n
				n = unitLen(v[i:])
				dst = append(dst, v[i:i+n]...)
			}
		}
		i += n
	}
	return dst
}

// counted appends the number v of a quantity, which the unit is behind. 100 % stays,
// for what is a part of all is no more than that.
func (s *Shaper) counted(dst, v, unit []byte, words bool) []byte {
	n := len(dst)
	isPercent := len(v) == len("100") && len(unit) > 0 && unit[len(unit)-1] == '%' && len(unit) <= len(" %")
	if isPercent && string(v) == "100" {
		return append(dst, v...)
	}
	dst = s.like(dst, v, words)
	if isPercent && string(dst[n:]) == "100" {
		dst = s.like(dst[:n], []byte("100"), words)
	}
	return dst
}
