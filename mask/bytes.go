package mask

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"slices"
)

// noiseBytes makes a bytea of random bytes: as many as the value has, or a fixed
// number, after those at the front that stay.
type noiseBytes struct {
	keep   int
	length int // -1: that of the value
}

// maxFront is how many bytes may stay at the front.
const maxFront = 64

var bytesSpec = Spec{
	Name: "bytes", Family: "structured",
	Summary: "random bytes, as many as the value has", Makes: "a bytea",
	Params: []Param{
		{Name: "keep_start", Kind: IntParam, Min: 0, Max: maxFront, Default: "0", Help: "so many bytes at the front stay, as a file's type; never more than half"},
		{Name: "length", Kind: IntParam, Min: 1, Max: 1 << 20, Default: "that of the value", Help: "how many bytes to make"},
	},
	Kinds: []Kind{Bytea}, Example: `\x89504e470d0a1a0a`, On: Type{Kind: Bytea, Name: "bytea"}, make: makeBytes,
}

func makeBytes(b *build) (Mask, error) {
	m := &noiseBytes{keep: b.num("keep_start", 0), length: b.num("length", -1)}
	if m.length >= 0 && m.length <= m.keep {
		return nil, paramError("length", "want more than the %d bytes that are kept", m.keep)
	}
	return b.keyed(m, Lossy), nil
}

func (m *noiseBytes) append(dst, src []byte, s *scratch) ([]byte, error) {
	next, rest := escapedByte, src
	if digits, ok := bytes.CutPrefix(src, []byte(`\x`)); ok {
		next, rest = hexByte, digits
	}
	n, ok := countBytes(rest, next)
	if !ok {
		return dst, errBytea
	}
	var front [maxFront]byte
	for i := range min(n, len(front)) {
		c, width := next(rest)
		front[i], rest = c, rest[width:]
	}
	if n == 0 {
		return append(dst, src...), nil
	}
	keep := m.keep
	if 2*keep > n {
		keep = 0 // half of a value is replaced at least
	}
	if m.length >= 0 {
		n = m.length
	}
	s.Seed(src)
	dst = hex.AppendEncode(append(slices.Grow(dst, 2+2*n), `\x`...), front[:keep])
	for left := n - keep; left > 0; left -= 8 {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], s.Uint64())
		dst = hex.AppendEncode(dst, b[:min(8, left)])
	}
	return dst, nil
}
