package mask

import (
	"bytes"
	"math"
	"math/big"
	"strconv"
	"strings"

	"sanitize/mask/internal/shape"
)

// By the form of the number:
//
//	decimal    as 64 bits of its last place; large where these are too few
//	float      by way of decimal
//	money      by way of decimal, without what lc_monetary puts around the digits

// grid puts numbers on a grid: to the nearest of its points (round), half away
// from zero as PostgreSQL's round does, or to the one below (bucket). Where the
// type ends before that point, it is the next one towards zero. The number of
// places stays, or is that of the grid where it has more.
type grid struct {
	size    int64 // of a cell, in units of its last place
	places  int   // of size
	zeros   int   // size is followed by so many zeros
	nearest bool
	typ     Type
	span    *integer // Int
}

var roundSpec = Spec{
	Name: "round", Family: "numbers",
	Summary: "rounded, half away from zero", Makes: "a number",
	Params: []Param{{Name: "digits", Kind: IntParam, Min: -18, Max: 15, Default: "0", Help: "digits after the point; -3 rounds to thousands"}},
	Kinds:  []Kind{Int, Numeric, Float, Money}, Example: "1234.50", On: Type{Kind: Numeric, Name: "numeric(10,2)", Precision: 10, Scale: 2},
	With: Params{"digits": int64(-2)}, make: makeRound,
}

func makeRound(b *build) (Mask, error) {
	digits := b.num("digits", 0)
	g := &grid{size: 1, places: max(0, digits), zeros: max(0, -digits), nearest: true}
	return g.mask(b, "digits")
}

var bucketSpec = Spec{
	Name: "bucket", Family: "numbers",
	Summary: "the lower end of the number's bucket", Makes: "a number",
	Params: []Param{{Name: "size", Kind: NumberParam, Min: 0, Max: 1e15, Default: "10", Help: "how wide a bucket is; they begin at 0"}},
	Kinds:  []Kind{Int, Numeric, Float, Money}, Example: "37", On: Type{Kind: Int, Name: "integer", Bits: 32}, make: makeBucket,
}

func makeBucket(b *build) (Mask, error) {
	text := strconv.FormatFloat(b.number("size", 10), 'f', -1, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	size, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil || len(fraction) > 15 {
		return nil, paramError("size", "want at most 15 digits")
	}
	return (&grid{size: size, places: len(fraction)}).mask(b, "size")
}

// mask returns the mask of g, if it can change a value of the type and gives
// none that the type has no room for.
func (g *grid) mask(b *build, param string) (Mask, error) {
	g.typ = b.typ
	fine := g.size == 1 && g.zeros == 0 // every whole number is a point
	switch t := b.typ; {
	case t.Kind == Int:
		g.span = newInteger(t)
		if g.places > 0 || fine {
			return nil, paramError(param, "it would leave every value of type %s as it is, or make none of them", t.title())
		}
	case t.Kind == Money:
		if g.places > 0 {
			return nil, paramError(param, "want a whole number, for the fraction of type %s depends on its locale", t.title())
		}
	case t.Kind == Numeric && t.Precision > 0:
		if g.places > max(0, t.Scale) || g.size == 1 && g.places-g.zeros >= t.Scale {
			return nil, paramError(param, "it would leave every value of type %s as it is, or make none of them", t.title())
		}
	}
	if unit := math.Pow10(max(0, -b.typ.Scale)); b.typ.Kind == Numeric && g.zeros == 0 && g.size%int64(unit) != 0 {
		return nil, paramError(param, "want a multiple of %.0f, for the type is %s", unit, b.typ.title())
	}
	m := b.keyed(g, Lossy)
	m.fixed = true // what is on the grid stays
	return m, nil
}

func (g *grid) append(dst, src []byte, s *scratch) ([]byte, error) {
	if g.typ.Kind == Money {
		return g.money(dst, src, s)
	}
	if end, ok := shape.ScanNumber(src); !ok || end != len(src) {
		if g.typ.Kind == Int {
			return dst, errInteger
		}
		return (&decimal{}).special(dst, src)
	}
	if g.typ.Kind == Float {
		return g.float(dst, src, s)
	}
	if shape.Mantissa(src) != len(src) {
		return dst, errNumber
	}
	return g.decimal(dst, src), nil
}

func (g *grid) float(dst, src []byte, s *scratch) ([]byte, error) {
	bits := 64
	if g.typ.Bits == 32 {
		bits = 32
	}
	v, err := strconv.ParseFloat(string(src), bits)
	if err != nil {
		return dst, errNumber
	}
	s.in = strconv.AppendFloat(s.in[:0], v, 'f', -1, bits)
	s.out = g.decimal(s.out[:0], s.in)
	w, err := strconv.ParseFloat(string(s.out), bits)
	if err != nil {
		return append(dst, src...), nil // out of range: v is as near as can be
	}
	if w == 0 {
		w = 0 // not -0
	}
	return appendFloat(dst, w, bits), nil
}

// decimal appends the point of the grid for src, a number without exponent.
func (g *grid) decimal(dst, src []byte) []byte {
	places := max(shape.Places(src), g.places)
	v, ok := shape.FixedPoint(bytes.TrimPrefix(src, []byte("+")), places)
	cell, small := g.cell(places)
	if !ok || !small || v > math.MaxInt64/4 || v < -math.MaxInt64/4 {
		return g.large(dst, src, places)
	}
	n := len(dst)
	dst = shape.AppendFixedPoint(dst, g.point(v, cell), places)
	if !g.fits(dst[n:]) {
		w := g.point(v, cell)
		w -= sign(w) * cell
		dst = shape.AppendFixedPoint(dst[:n], w, places)
	}
	return dst
}

func sign(v int64) int64 {
	if v < 0 {
		return -1
	}
	return 1
}

// cell returns the size of a cell in units of a place, if that is small.
func (g *grid) cell(places int) (cell int64, ok bool) {
	cell = g.size
	for range places - g.places + g.zeros {
		if cell > math.MaxInt64/40 {
			return 0, false
		}
		cell *= 10
	}
	return cell, true
}

// point returns the point of the grid for v.
func (g *grid) point(v, cell int64) int64 {
	switch {
	case !g.nearest:
		return floorDiv(v, cell) * cell
	case v < 0:
		return -((-v + cell/2) / cell * cell)
	}
	return (v + cell/2) / cell * cell
}

// large is decimal for numbers of any length.
func (g *grid) large(dst, src []byte, places int) []byte {
	text := strings.Replace(string(src), ".", "", 1)
	text += strings.Repeat("0", places-shape.Places(src))
	v, _ := new(big.Int).SetString(strings.TrimPrefix(text, "+"), 10)
	cell := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places-g.places+g.zeros)), nil)
	cell.Mul(cell, big.NewInt(g.size))
	point, rest := new(big.Int).DivMod(v, cell, new(big.Int)) // rest >= 0
	if g.nearest {
		twice := rest.Lsh(rest, 1).Cmp(cell)
		if twice > 0 || twice == 0 && v.Sign() > 0 {
			point.Add(point, big.NewInt(1))
		}
	}
	n := len(dst)
	dst = appendBig(dst, new(big.Int).Mul(point, cell), places)
	if !g.fits(dst[n:]) {
		point.Sub(point, big.NewInt(int64(point.Sign())))
		dst = appendBig(dst[:n], point.Mul(point, cell), places)
	}
	return dst
}

// appendBig appends v with a point before its last places.
func appendBig(dst []byte, v *big.Int, places int) []byte {
	if v.Sign() < 0 {
		dst = append(dst, '-')
	}
	text := new(big.Int).Abs(v).String()
	if len(text) <= places {
		text = strings.Repeat("0", places-len(text)+1) + text
	}
	dst = append(dst, text[:len(text)-places]...)
	if places > 0 {
		dst = append(append(dst, '.'), text[len(text)-places:]...)
	}
	return dst
}

// fits reports whether the type has room for v, as appendFixedPoint writes it.
func (g *grid) fits(v []byte) bool {
	digits, negative := bytes.CutPrefix(v, []byte("-"))
	switch {
	case g.span != nil:
		u, ok := shape.ParseUint(digits)
		return ok && (!negative && u <= g.span.max || negative && u <= g.span.min)
	case g.typ.Kind == Money:
		return fitsMoney(v)
	case g.typ.Kind == Numeric && g.typ.Precision > 0:
		count := len(bytes.TrimLeft(digits, "0."))
		after := shape.Places(digits)
		if i := len(digits) - count; after > 0 && i < len(digits)-after {
			count-- // the point
		}
		return count == 0 || count <= g.typ.Precision-g.typ.Scale+after
	}
	return true
}

// money is append for money, whose text follows lc_monetary: what stands before
// the first and behind the last digit stays, the marks between groups go (cash_in
// in cash.c takes a number without them), and the decimal mark is the last mark
// if it has two digits behind it.
func (g *grid) money(dst, src []byte, s *scratch) ([]byte, error) {
	first := shape.FirstDigit(src)
	if first < 0 {
		return dst, errNumber
	}
	end := len(src)
	for src[end-1] < '0' || src[end-1] > '9' {
		end--
	}
	negative := bytes.ContainsAny(src[:first], "-(") || bytes.ContainsAny(src[end:], "-)")
	s.in = s.in[:0]
	if negative {
		s.in = append(s.in, '-')
	}
	body, mark := src[first:end], byte(0)
	for i, c := range body {
		switch {
		case '0' <= c && c <= '9':
			s.in = append(s.in, c)
		case i == len(body)-3:
			mark = c
			s.in = append(s.in, '.')
		}
	}
	s.out = g.decimal(s.out[:0], s.in)
	dst = append(dst, src[:first]...)
	for _, c := range bytes.TrimPrefix(s.out, []byte("-")) {
		if c == '.' {
			c = mark
		}
		dst = append(dst, c)
	}
	return append(dst, src[end:]...), nil
}

// fitsMoney reports whether v is within the 64 bits of cents that money has.
func fitsMoney(v []byte) bool {
	cents := uint64(0)
	for _, c := range bytes.TrimPrefix(v, []byte("-")) {
		if c == '.' {
			continue
		}
		if cents > math.MaxInt64/10 {
			return false
		}
		cents = cents*10 + uint64(c-'0')
	}
	return cents <= math.MaxInt64
}
