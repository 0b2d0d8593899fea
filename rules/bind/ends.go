package bind

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/mask"
)

// The numbers of some columns have ends that no condition says, but that each
// program which reads them knows: a latitude of 91 is nowhere. Masks draw within
// them as within those of a CHECK; what is beyond stays beyond, and is no reason to
// refuse anything.

// nameEnds are the ends of numbers by the last word of a column's name.
var nameEnds = map[string][2]string{
	"lat": {"-90", "90"}, "latitude": {"-90", "90"}, "latitud": {"-90", "90"}, "latitudine": {"-90", "90"}, "breitengrad": {"-90", "90"},
	"lng": {"-180", "180"}, "lon": {"-180", "180"}, "longitude": {"-180", "180"}, "longitud": {"-180", "180"}, "longitudine": {"-180", "180"}, "laengengrad": {"-180", "180"},
	"pct": {"0", "100"}, "percent": {"0", "100"}, "percentage": {"0", "100"}, "prozent": {"0", "100"}, "porcentaje": {"0", "100"}, "pourcentage": {"0", "100"},
}

// endedBy returns the type as a column's name leaves it.
func (m *masks) endedBy(t *typeInfo, name string) *typeInfo {
	switch t.mask.Kind {
	case mask.Int, mask.Numeric, mask.Float:
	default:
		return t
	}
	word := lastWord(name)
	ends, ok := nameEnds[word]
	if !ok || t.mask.Labels != nil || t.mask.Min.Text != "" || t.mask.Max.Text != "" {
		return t
	}
	return m.derive(t, "name\x00"+word, func(n *typeInfo) {
		n.mask.Min, n.mask.Max = mask.Bound{Text: ends[0]}, mask.Bound{Text: ends[1]}
	})
}

// lastWord returns the last word of a name, home_lat or homeLat, in small letters.
func lastWord(name string) string {
	if i := strings.LastIndexAny(name, "_- ."); i >= 0 {
		name = name[i+1:]
	}
	for i := len(name); i > 0; {
		r, size := utf8.DecodeLastRuneInString(name[:i])
		i -= size
		before, _ := utf8.DecodeLastRuneInString(name[:i])
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(before) {
			name = name[i:]
			break
		}
	}
	return strings.ToLower(name)
}
