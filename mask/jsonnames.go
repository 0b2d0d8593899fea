package mask

import (
	"bytes"
	"maps"
	"sync"
	"sync/atomic"
)

// jsonNames finds the masks that the keys of JSON ask for: what is called phone
// there becomes what it would in a column of that name, so that both still join.
// Keys recur from row to row; what was found is remembered.
type jsonNames struct {
	named func(key string) string // see Type.Named
	masks map[string]Mask         // by their names
	found atomic.Pointer[map[string]Mask]
	mu    sync.Mutex // for who changes found
}

// mostNames is how many keys are remembered.
const mostNames = 1 << 10

// namedMasks are the masks that keys may ask for: those that make something else of
// a text than scramble, and something of any text.
var namedMasks = [...]string{"name", "first_name", "last_name", "username", "company", "phone", "street", "city", "postcode", "iban"}

// jsonNames returns what the keys in values of b's type say, nil where nobody tells.
func (b *build) jsonNames() (*jsonNames, error) {
	if b.typ.Named == nil {
		return nil, nil
	}
	n := &jsonNames{named: b.typ.Named, masks: map[string]Mask{}}
	for _, name := range namedMasks {
		m, err := b.delegate(name, Type{Kind: Text, Name: "text"})
		if err != nil {
			return nil, err
		}
		if m.Traits().Class == Injective || !b.typ.Apart {
			n.masks[name] = m
		}
	}
	n.found.Store(&map[string]Mask{})
	return n, nil
}

// mask returns the mask for the strings of a key, which is in its quotes and may
// have its colon; nil for what is scrambled.
func (n *jsonNames) mask(key []byte) Mask {
	if n == nil || len(key) == 0 {
		return nil
	}
	key = key[1:bytes.LastIndexByte(key, '"')]
	if m, ok := (*n.found.Load())[string(key)]; ok {
		return m
	}
	return n.find(string(key))
}

// find is mask for a key that is not remembered.
func (n *jsonNames) find(key string) Mask {
	m := n.masks[n.named(key)]
	n.mu.Lock()
	defer n.mu.Unlock()
	if old := *n.found.Load(); len(old) < mostNames {
		found := maps.Clone(old)
		found[key] = m
		n.found.Store(&found)
	}
	return m
}

// named appends what m makes of the JSON string v.
func (s *scratch) named(dst, v []byte, m Mask) ([]byte, error) {
	text, ascii := v[1:len(v)-1], false
	if bytes.IndexByte(text, '\\') >= 0 {
		ascii = bytes.Contains(text, []byte(`\u`))
		s.in = appendUnescaped(s.in[:0], text)
		text = s.in
	}
	out, err := m.Append(s.out[:0], text, nil)
	if err != nil {
		return dst, err
	}
	s.out = out
	return appendQuoted(dst, out, ascii), nil
}
