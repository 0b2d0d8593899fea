package mask

import (
	"fmt"
	"math"
)

// permute is integer over all numbers of a sign, whatever their digits.

var permuteSpec = Spec{
	Name: "permute", Family: "shape",
	Summary: "a permutation of the integers of the type; signs stay, and 0 and -1", Makes: "an integer",
	Kinds: []Kind{Int, Numeric}, Class: Injective, Example: "4711", On: Type{Kind: Int, Name: "integer", Bits: 32}, make: makePermute,
}

func makePermute(b *build) (Mask, error) {
	if b.typ.Labels != nil {
		return b.fromSet(b.typ.Labels), nil
	}
	var p *integer
	switch t := b.typ; {
	case t.Kind == Int:
		p = newInteger(t)
	case t.Scale != 0 || t.Precision == 0 || t.Precision > 18:
		return nil, fmt.Errorf("mask permute does integers and numeric(1) to numeric(18), and the type is %s; use scramble", t.title())
	default:
		last := uint64(math.Pow10(t.Precision)) - 1
		p = &integer{max: last, min: last, decimal: true}
	}
	p.cut(b.typ, newWhole)
	m := b.keyed(p, Injective)
	m.fixed = true
	return m, nil
}
