package mask

import (
	"bytes"
	"maps"
	"sync"
	"sync/atomic"
	"unicode"
)

// jsonNames finds what the keys of JSON say: what is called phone there becomes what it
// would in a column of that name, so that both still join, and what a program steers by
// stays as it would there. Keys recur from row to row; what was found is remembered.
type jsonNames struct {
	named func(parent, key string) Named // see Type.Named
	masks map[string]Mask                // by their names
	found atomic.Pointer[map[string]*said]
	mu    sync.Mutex // for who changes found
}

// said is what the keys that lead to a value say of it.
type said struct {
	mask   Mask                // for strings; nil: they are scrambled
	stays  func(v []byte) bool // nil: nothing does
	guards bool
	moment bool
	fixed  *fixed // of numbers
	within *said  // of the value in what is guarded: there nothing stays
}

// nothing is said where keys say nothing.
var nothing = sync.OnceValue(func() *said {
	w := &said{fixed: newFixed(Type{Kind: Numeric})}
	w.within = w
	return w
})

// keeps reports whether a string, number or boolean stays.
func (w *said) keeps(v []byte) bool { return w.stays != nil && w.stays(v) }

// mostNames is how many keys are remembered.
const mostNames = 1 << 10

// of returns what is said of the value of a key that is in the value of a parent, both
// in their quotes, and with their colons or without; nil for none.
func (n *jsonNames) of(parent, key []byte, s *scratch) *said {
	if n == nil || len(key) == 0 {
		return nothing()
	}
	if len(parent)+len(key) > longestHeard {
		return n.spoken(parent, key, s)
	}
	h := &s.heard[(len(parent)+31*len(key)+7*int(key[len(key)/2]))%len(s.heard)]
	if h.names != n || !bytes.Equal(h.key, key) || !bytes.Equal(h.parent, parent) {
		h.names, h.said = n, n.spoken(parent, key, s)
		h.parent, h.key = append(h.parent[:0], parent...), append(h.key[:0], key...)
	}
	return h.said
}

// heard is what was said of a value not long before, by the keys as they are written.
type heard struct {
	names       *jsonNames
	parent, key []byte
	said        *said
}

// longestHeard is how long both keys are at most that are remembered so.
const longestHeard = 64

// spoken is of for keys as they are called.
func (n *jsonNames) spoken(parent, key []byte, s *scratch) *said {
	s.route = appendSpoken(s.route[:0], inQuotes(parent))
	at := len(s.route)
	s.route = appendSpoken(append(s.route, '"'), inQuotes(key))
	if at+1 == len(s.route) {
		return nothing()
	}
	if w, ok := (*n.found.Load())[string(s.route)]; ok {
		return w
	}
	return n.find(string(s.route[:at]), string(s.route[at+1:]))
}

// inQuotes returns what is between the quotes of a key.
func inQuotes(key []byte) []byte {
	if len(key) == 0 {
		return nil
	}
	return key[1:bytes.LastIndexByte(key, '"')]
}

// appendSpoken appends what a key says, of which there are few: of one that has the form
// of data nothing, if that is an address, a number or hexadecimal, else how it is called
// without its numbers.
func appendSpoken(dst, key []byte) []byte {
	if !isData(key) {
		return append(dst, key...)
	}
	speaks := func(r rune) bool { return unicode.ToLower(r) > 'f' }
	if bytes.IndexByte(key, '@') >= 0 || !bytes.ContainsFunc(key, speaks) {
		return dst
	}
	for i, c := range key {
		if c < '0' || c > '9' {
			dst = append(dst, c)
		} else if i == 0 || key[i-1] < '0' || key[i-1] > '9' {
			dst = append(dst, '0')
		}
	}
	return dst
}

// find is of for keys that are not remembered.
func (n *jsonNames) find(parent, key string) *said {
	says := n.named(parent, key)
	w := &said{mask: n.masks[says.Mask], guards: says.Guards, moment: says.Moment, fixed: fixedFor(says)}
	w.within = w
	if says.Stays != nil {
		outside := *w
		outside.stays, w = says.Stays, &outside
	}
	if len(*n.found.Load()) >= mostNames {
		return w // nobody waits for what is not remembered
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if old := *n.found.Load(); len(old) < mostNames {
		found := maps.Clone(old)
		found[parent+`"`+key] = w
		n.found.Store(&found)
	}
	return w
}

// fixedFor returns the permutation of numbers of which keys say so much.
func fixedFor(says Named) *fixed {
	plain := nothing().fixed
	switch {
	case says.Ends != [2]string{}:
		f, ok := jsonEnded.Load(says.Ends)
		if !ok {
			f, _ = jsonEnded.LoadOrStore(says.Ends, newFixed(Type{Kind: Numeric, Min: Bound{Text: says.Ends[0]}, Max: Bound{Text: says.Ends[1]}}))
		}
		return f.(*fixed)
	case says.Place:
		return &fixed{ranges: plain.ranges, degrees: true}
	}
	return plain
}

// jsonEnded are the permutations of numbers with ends, of which there are few.
var jsonEnded sync.Map

// isDataKey is isData for a key in its quotes, with its colon.
func isDataKey(v []byte) bool { return len(v) > 3 && isData(v[1:len(v)-1]) }

// KeepsJSONKey reports whether scramble leaves a key of JSON as it is, and makes it
// of no other.
func KeepsJSONKey(key string) bool { return !isData([]byte(key)) }

// isData reports whether a key has the form of data and not of a name: an address,
// a number or identifier of five digits or more.
func isData(key []byte) bool {
	digits := 0
	for _, c := range key {
		switch {
		case c == '@':
			return true
		case '0' <= c && c <= '9':
			digits++
		}
	}
	return digits >= 5
}
