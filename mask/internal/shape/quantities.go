package shape

import "strings"

// A quantity is a number and a unit, as 1.5 kg, 250g, 19 % and 3 days: migrations
// take the unit off and cast the number, or the whole to an interval. The number
// becomes another one as it would alone; the unit stays.

// The units, each between blanks. Those of one letter count behind a blank only,
// but for the three that are written without one most.
const (
	units = " mg kg lb lbs oz t mm cm km in ft yd mi ml cl dl gal px pt em rem kb mb gb tb kwh kw w hz khz mhz ghz " +
		"usd eur gbp chf jpy cad aud sek nok dkk pln inr € £ $ " +
		"us ms sec secs second seconds min mins minute minutes hr hrs hour hours day days week weeks mon mons month months " +
		"year years yr yrs pcs pc x c f k s h d y "
	shortUnits = " g m l % "
)

const longestUnit = len("minutes")

// quantityKind returns the kind of a quantity.
func quantityKind(v []byte) kind {
	n, ok := ScanNumber(v)
	if !ok || n == 0 || n == len(v) {
		return plain
	}
	unit := v[n:]
	if unit[0] == ' ' {
		unit = unit[1:]
	}
	if len(unit) == 0 || !isUnit(unit, n+len(unit) < len(v)) {
		return plain
	}
	return quantity.of(uint32(n))
}

// isUnit reports whether v is a unit, which a blank is before or is not.
func isUnit(v []byte, blank bool) bool {
	if len(v) > longestUnit {
		return false
	}
	var low [longestUnit + 2]byte
	for i, c := range v {
		if c == ' ' {
			return false
		}
		low[i+1] = Lower(c)
	}
	low[0], low[len(v)+1] = ' ', ' '
	word := string(low[:len(v)+2])
	return strings.Contains(shortUnits, word) || (blank || len(v) > 1) && strings.Contains(units, word)
}

// quantity permutes quantities of one unit.
func (s *Shaper) quantity(dst, v []byte, k kind, words bool) []byte {
	n := k.keeps()
	return append(s.like(dst, v[:n], words), v[n:]...)
}
