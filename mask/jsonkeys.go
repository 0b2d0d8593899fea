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
	if len(*n.found.Load()) >= mostNames {
		return m // nobody waits for what is not remembered
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if old := *n.found.Load(); len(old) < mostNames {
		found := maps.Clone(old)
		found[key] = m
		n.found.Store(&found)
	}
	return m
}
