package mask

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"math/rand/v2"
	"slices"
)

var errNotOfSet = errors.New("not one of the values that its type, or its column's conditions, have")

// among is a permutation of a finite set of values that belongs to the key: an
// enum's labels, true and false, the values that a CHECK lists. Each is as
// frequent after it as another was before. One value alone stays, and an empty one
// unless the rule wants it masked. A value of no set is left to other.
type among struct {
	kind      Kind
	values    []string
	to        []int
	other     algo // nil: there is none
	keepEmpty bool
}

// among returns the permutation of values.
func (b *build) among(values []string, other algo) *among {
	a := &among{kind: b.typ.Kind, values: slices.Clone(values), other: other, keepEmpty: b.flag("keep_empty", true)}
	slices.Sort(a.values)
	a.values = slices.Compact(a.values)
	if a.keepEmpty && len(a.values) > 0 && a.values[0] == "" {
		a.values = a.values[1:]
	}
	a.to = shuffled(b.secret, a.values)
	return a
}

// shuffled returns a permutation of the indices of values that belongs to a key
// and to them.
func shuffled(key *Key, values []string) []int {
	to := make([]int, len(values))
	var h []byte
	for i, v := range values {
		to[i] = i
		h = append(binary.LittleEndian.AppendUint64(h, uint64(len(v))), v...)
	}
	draw := rand.NewChaCha8([32]byte(key.mac("permutation of a set", string(h))))
	for i := len(to) - 1; i > 0; i-- {
		j, _ := bits.Mul64(draw.Uint64(), uint64(i+1))
		to[i], to[j] = to[j], to[i]
	}
	return to
}

func (a *among) append(dst, src []byte, s *scratch) ([]byte, error) {
	if i := indexOf(a.kind, a.values, src); i >= 0 {
		return append(dst, a.values[a.to[i]]...), nil
	}
	if len(src) == 0 && a.keepEmpty {
		return dst, nil
	}
	if a.other == nil {
		return dst, errNotOfSet
	}
	return a.other.append(dst, src, s)
}
