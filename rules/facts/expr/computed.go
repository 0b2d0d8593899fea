package expr

import (
	"math/big"
	"slices"
	"strings"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// A generated column's expression may have no value of its type, or of one on the
// way: a product too large. Here is what of the column that it is made of must hold
// so that it has one.
//
//	Fits      entry
//	form      what a part of the expression is: a multiple of the column and a number
//	formOf    reads a part, and narrows the column to what the part can be made of
//
// What takes all values of its columns is told by Total.
//
// All values of the column that a dump has met this, so what is left of its type is
// exact, and a mask that draws within it loses nothing.

// Fits returns what n, which makes values of a type, asks of the column that it is
// made of so that each of them is one; nil if it asks nothing, and false if it is
// not known what. of returns the type of a column.
func (n *Node) Fits(t mask.Type, of func(column string) mask.Type) (needs []*Node, ok bool) {
	if t.Kind != mask.Int && t.Kind != mask.Numeric {
		return nil, false
	}
	r := formReader{of: of}
	f, ok := r.formOf(n.root)
	if !ok || !r.within(f, t) {
		return nil, false
	}
	return r.needs(), true
}

// Counts is Fits for a type that holds whatever n makes: what integers are added
// and multiplied on the way may still be too large for one.
func (n *Node) Counts(of func(column string) mask.Type) (needs []*Node, ok bool) {
	ok = true
	var walk func(n *sqlexpr.Node)
	walk = func(n *sqlexpr.Node) {
		if !isSum(n, of) {
			for _, a := range n.Args {
				walk(a)
			}
			return
		}
		r := formReader{of: of}
		_, known := r.formOf(n)
		needs, ok = append(needs, r.needs()...), ok && known
	}
	walk(n.root)
	return needs, ok
}

// isSum reports whether n computes with integers alone.
func isSum(n *sqlexpr.Node, of func(string) mask.Type) bool {
	if n.Op != sqlexpr.Compare || n.Text != "+" && n.Text != "-" && n.Text != "*" {
		return false
	}
	columns := n.Columns()
	return len(columns) > 0 && !slices.ContainsFunc(columns, func(name string) bool { return of(name).Kind != mask.Int })
}

// form is a number that an expression makes: times the column, and plus.
type form struct {
	times, plus *big.Rat
	bits        int // of an integer; 0: numeric
}

// formReader reads an expression, and narrows the one column that it names.
type formReader struct {
	of     func(string) mask.Type
	column string
	lo, hi *big.Rat // nil: no end
}

func (r *formReader) formOf(n *sqlexpr.Node) (form, bool) {
	switch n.Op {
	case sqlexpr.Column:
		return r.columnForm(n.Text)
	case sqlexpr.Number:
		return numberForm(n.Text)
	case sqlexpr.Cast:
		return r.castForm(n)
	case sqlexpr.Coalesce: // what stands for NULL is there before as after
		if len(n.Args) == 2 && n.Args[1].Op == sqlexpr.Number {
			return r.formOf(n.Args[0])
		}
	case sqlexpr.Compare:
		return r.computed(n)
	}
	return form{}, false
}

func (r *formReader) columnForm(name string) (form, bool) {
	t := r.of(name)
	if r.column != "" && r.column != name || t.Kind != mask.Int && t.Kind != mask.Numeric || t.Unsigned {
		return form{}, false
	}
	r.column = name
	return form{times: big.NewRat(1, 1), plus: new(big.Rat), bits: t.Bits}, true
}

func numberForm(text string) (form, bool) {
	v, ok := new(big.Rat).SetString(text)
	if !ok || len(text) > 40 {
		return form{}, false
	}
	f := form{times: new(big.Rat), plus: v}
	if v.IsInt() && !strings.Contains(text, ".") {
		f.bits = 32
		if v.Num().BitLen() > 31 {
			f.bits = 64
		}
		if v.Num().BitLen() > 63 {
			f.bits = 0
		}
	}
	return f, true
}

// castForm reads a cast. A number is rounded when it becomes an integer: what is
// made of it then is no multiple of the column any more.
func (r *formReader) castForm(n *sqlexpr.Node) (form, bool) {
	to := castTypes[n.Type.Name.Name]
	if !isPlain(n.Type) || n.Type.Mods != nil || to.Kind != mask.Int && to.Kind != mask.Numeric {
		return form{}, false
	}
	if a := n.Args[0]; a.Op == sqlexpr.String {
		return numberForm(a.Text)
	}
	f, ok := r.formOf(n.Args[0])
	if !ok || f.bits == 0 && to.Bits > 0 || !r.within(f, mask.Type{Kind: mask.Int, Bits: to.Bits}) {
		return f, false
	}
	f.bits = to.Bits
	return f, true
}

// computed reads a sum, a difference or a product.
func (r *formReader) computed(n *sqlexpr.Node) (form, bool) {
	if n.Quantifier != "" {
		return form{}, false
	}
	var list [2]form
	if len(n.Args) == 1 {
		list[0] = form{times: new(big.Rat), plus: new(big.Rat), bits: 16}
	}
	for i, a := range n.Args {
		f, ok := r.formOf(a)
		if !ok || len(n.Args) > 2 {
			return f, false
		}
		list[2-len(n.Args)+i] = f
	}
	x, y := list[0], list[1]
	f := form{times: new(big.Rat), plus: new(big.Rat)}
	if x.bits > 0 && y.bits > 0 {
		f.bits = max(x.bits, y.bits)
	}
	switch n.Text {
	case "+":
		f.times.Add(x.times, y.times)
		f.plus.Add(x.plus, y.plus)
	case "-":
		f.times.Sub(x.times, y.times)
		f.plus.Sub(x.plus, y.plus)
	case "*":
		if x.times.Sign() != 0 {
			x, y = y, x
		}
		if x.times.Sign() != 0 {
			return f, false
		}
		f.times.Mul(x.plus, y.times)
		f.plus.Mul(x.plus, y.plus)
	default:
		return f, false
	}
	return f, r.within(f, mask.Type{Kind: mask.Int, Bits: f.bits})
}

// within narrows the column to what makes a form one of a type.
func (r *formReader) within(f form, t mask.Type) bool {
	var lo, hi *big.Rat
	switch {
	case t.Kind == mask.Int && f.bits == 0:
		return t.Bits == 0 // else it is rounded
	case t.Kind == mask.Int && t.Bits > 0:
		if f.bits > 0 && f.bits <= t.Bits && f.times.Cmp(big.NewRat(1, 1)) == 0 && f.plus.Sign() == 0 {
			return true
		}
		top := new(big.Int).Lsh(big.NewInt(1), uint(t.Bits-1))
		lo, hi = new(big.Rat).SetInt(new(big.Int).Neg(top)), new(big.Rat).SetInt(new(big.Int).Sub(top, big.NewInt(1)))
	case t.Kind == mask.Numeric && t.Precision > 0:
		if t.Scale < 0 || t.Scale > t.Precision {
			return false
		}
		hi = new(big.Rat).SetInt(pow10(t.Precision - t.Scale))
		// What is less than half a unit of the last place below is rounded to too much,
		// and half of it, too: the end is nearer by what no column tells apart.
		hi.Sub(hi, new(big.Rat).SetFrac(big.NewInt(5), pow10(t.Scale+1)))
		hi.Sub(hi, new(big.Rat).SetFrac(big.NewInt(1), pow10(60)))
		lo = new(big.Rat).Neg(hi)
	default:
		return true
	}
	if f.times.Sign() == 0 {
		return f.plus.Cmp(lo) >= 0 && f.plus.Cmp(hi) <= 0
	}
	a := new(big.Rat).Quo(new(big.Rat).Sub(lo, f.plus), f.times)
	z := new(big.Rat).Quo(new(big.Rat).Sub(hi, f.plus), f.times)
	if f.times.Sign() < 0 {
		a, z = z, a
	}
	if r.lo == nil || a.Cmp(r.lo) > 0 {
		r.lo = a
	}
	if r.hi == nil || z.Cmp(r.hi) < 0 {
		r.hi = z
	}
	return true
}

// needs returns the conditions that the column is between its ends.
func (r *formReader) needs() []*Node {
	if r.lo == nil || r.column == "" {
		return nil
	}
	places := 0
	if t := r.of(r.column); t.Kind == mask.Numeric {
		places = 30
		if t.Precision > 0 {
			places = max(t.Scale, 0)
		}
	}
	at := func(op, text string) *Node {
		return &Node{&sqlexpr.Node{Op: sqlexpr.Compare, Text: op, Args: []*sqlexpr.Node{columnNode(r.column), {Op: sqlexpr.Number, Text: text}}}}
	}
	return []*Node{at(">=", inward(r.lo, places, 1)), at("<=", inward(r.hi, places, 0))}
}

// inward writes an end with so many places, rounded up or down: up is 1, down 0.
func inward(v *big.Rat, places int, up int64) string {
	scale := pow10(places)
	n, rest := new(big.Int).DivMod(new(big.Int).Mul(v.Num(), scale), v.Denom(), new(big.Int))
	if rest.Sign() != 0 {
		n.Add(n, big.NewInt(up))
	}
	return new(big.Rat).SetFrac(n, scale).FloatString(places)
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
