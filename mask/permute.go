package mask

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/shape"
)

// permute maps the integers of a type one to one: those that are not negative
// among themselves, and the negative ones likewise.
type permute struct {
	nonneg, neg     *perm.Perm
	maxNonneg, most uint64 // most: the greatest negative, without its sign
}

// The tweaks that tell the two permutations apart.
const (
	tweakNonneg = iota
	tweakNeg
)

var permuteSpec = Spec{
	Name: "permute", Family: "shape",
	Summary: "a permutation of the integers of the type; signs stay", Makes: "an integer",
	Kinds: []Kind{Int, Numeric}, Class: Injective, Example: "4711", On: Type{Kind: Int, Name: "integer", Bits: 32}, make: makePermute,
}

func makePermute(b *build) (Mask, error) {
	p := &permute{}
	switch t := b.typ; {
	case t.Kind == Int:
		i := newInteger(t)
		p.maxNonneg, p.most = i.max, i.min
	case t.Scale != 0 || t.Precision == 0 || t.Precision > 18:
		return nil, fmt.Errorf("mask permute does integers and numeric(1) to numeric(18), and the type is %s; use scramble", t.title())
	default:
		p.maxNonneg = uint64(math.Pow10(t.Precision)) - 1
		p.most = p.maxNonneg
	}
	secret := [perm.KeySize]byte(b.secret.mac("permutation"))
	p.nonneg = perm.New(&secret, p.maxNonneg)
	if p.most > 0 {
		p.neg = perm.New(&secret, p.most-1)
	}
	m := b.keyed(p, Injective)
	m.fixed = true
	return m, nil
}

func (p *permute) append(dst, src []byte, _ *scratch) ([]byte, error) {
	digits, negative := bytes.CutPrefix(src, []byte("-"))
	v, ok := shape.ParseUint(digits)
	switch {
	case ok && !negative && v <= p.maxNonneg:
		return strconv.AppendUint(dst, p.nonneg.At(v, tweakNonneg), 10), nil
	case ok && negative && v > 0 && v <= p.most:
		return strconv.AppendUint(append(dst, '-'), p.neg.At(v-1, tweakNeg)+1, 10), nil
	case string(src) == "NaN":
		return append(dst, src...), nil
	}
	return dst, errInteger
}
