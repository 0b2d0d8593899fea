package bind

import (
	"sanitize/mask"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// What is in JSON is decided as a column of its key's name and such a type would be:
// what the policy keeps there may stay, as far as package words knows it for nobody's.

// readKeys has the keys of JSON in values of t read as the names of columns are.
func (m *masks) readKeys(t *mask.Type) {
	switch {
	case mayBeJSON(t.Kind):
		t.Named = m.leaf
	case t.Kind == mask.Array && t.Elem != nil && mayBeJSON(t.Elem.Kind):
		elem := *t.Elem
		elem.Named, t.Elem = m.leaf, &elem
	}
}

// mayBeJSON reports whether values of a kind may be JSON: text may hold it, too.
func mayBeJSON(k mask.Kind) bool {
	return k == mask.JSON || k == mask.JSONB || k == mask.Text || k == mask.Char
}

// leaf returns what the keys that lead to a value in JSON say of it. It is called while
// rows are masked, by all workers.
func (m *masks) leaf(parent, key string) mask.Named {
	l := words.OfKey(parent, key)
	n := mask.Named{Mask: l.Mask, Guards: l.Guards, Moment: l.Moment, Place: l.Place}
	n.Ends, _ = words.Ends(key)
	s := staying{
		words: l.Words && m.keeps(key, "text"),
		flag:  l.Flag && m.keeps(key, "boolean"),
	}
	if l.Key && m.keeps(key, "integer", "bigint") {
		s.most = mostKey
		if l.Small {
			s.most = mostCount
		}
	}
	if l.Counts && m.keeps(key, "integer", "bigint") {
		s.most = max(s.most, mostCount)
	}
	if s != (staying{}) {
		n.Stays = s.stays
	}
	return n
}

// keeps reports whether the policy keeps a column of a name that may have any of some
// types, whatever its table: some rule says so, or its name does, and no rule says
// otherwise.
func (m *masks) keeps(name string, types ...string) bool {
	kept := m.policy.KeepsKeys()
	sets := []*policy.Rules{&m.policy.Columns}
	for _, t := range m.policy.Tables.All {
		sets = append(sets, &t.Columns)
	}
	said := false
	for _, set := range sets {
		for _, r := range set.Match(name) {
			if r.Types == nil || r.HasType(types) {
				if r.Mask != "keep" {
					return false
				}
				said = true
				break // the first of a set decides
			}
		}
	}
	if said {
		return true
	}
	for _, t := range types {
		for _, r := range m.policy.Types.Match(t) {
			if r.Mask != "keep" {
				return false
			}
		}
	}
	return kept
}

// staying is what may stay of the values of a key.
type staying struct {
	words, flag bool
	most        int64 // of whole numbers; 0 for none
}

const (
	mostKey   = 9_999_999 // a longer number may be what somebody is known by
	mostCount = 99_999
)

// stays reports whether a string, number or boolean stays, as JSON writes it.
func (s staying) stays(v []byte) bool {
	switch v[0] {
	case '"':
		text := v[1 : len(v)-1]
		return s.words && words.IsSteering(text)
	case 't', 'f':
		return s.flag
	}
	n := int64(0)
	for i, c := range v {
		switch {
		case c == '.' && i > 0:
			for _, c := range v[i+1:] {
				if c != '0' {
					return false
				}
			}
			return s.holds(n)
		case c < '0' || c > '9' || n > mostKey:
			return false
		}
		n = n*10 + int64(c-'0')
	}
	return s.holds(n)
}

// holds reports whether a whole number stays.
func (s staying) holds(n int64) bool { return s.most > 0 && n <= s.most }
