package bind

import (
	"sanitize/mask"
	"sanitize/rules/words"
)

// endedBy returns the type as a column's name leaves it. Masks draw within the ends
// that it speaks of as within those of a CHECK; what is beyond stays beyond, and is
// no reason to refuse anything.
func (m *masks) endedBy(t *typeInfo, name string) *typeInfo {
	switch t.mask.Kind {
	case mask.Int, mask.Numeric, mask.Float:
	default:
		return t
	}
	ends, ok := words.Ends(name)
	if !ok || t.mask.Labels != nil || t.mask.Min.Text != "" || t.mask.Max.Text != "" {
		return t
	}
	return m.derive(t, "name\x00"+ends[0]+"\x00"+ends[1], func(n *typeInfo) {
		n.mask.Min, n.mask.Max = mask.Bound{Text: ends[0]}, mask.Bound{Text: ends[1]}
	})
}
