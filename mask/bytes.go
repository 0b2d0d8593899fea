package mask

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"

	"sanitize/mask/internal/shape"
)

// noiseBytes makes a bytea of random bytes: as many as the value has, or a fixed
// number, after those at the front that stay.
type noiseBytes struct {
	keep   int
	length int // -1: that of the value
}

var bytesSpec = Spec{
	Name: "bytes", Family: "structured",
	Summary: "random bytes, as many as the value has", Makes: "a bytea",
	Params: []Param{
		{Name: "keep_start", Kind: IntParam, Min: 0, Max: 64, Default: "0", Help: "so many bytes at the front stay, as a file's type; never more than half"},
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
	digits, isHex := bytes.CutPrefix(src, []byte(`\x`))
	if !isHex {
		raw, ok := appendOctal(s.in[:0], src)
		s.in = raw
		if !ok {
			return dst, errBytea
		}
		digits = hex.AppendEncode(s.out[:0], raw)
		s.out = digits
	}
	for _, c := range digits {
		if _, ok := shape.Unhex(c); !ok {
			return dst, errBytea
		}
	}
	if len(digits)%2 != 0 {
		return dst, errBytea
	}
	n := len(digits) / 2
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
	dst = append(append(dst, `\x`...), digits[:2*keep]...)
	for left := n - keep; left > 0; left -= 8 {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], s.Uint64())
		dst = hex.AppendEncode(dst, b[:min(8, left)])
	}
	return dst, nil
}
