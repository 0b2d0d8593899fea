package mask

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"sanitize/mask/internal/shape"
)

// randomNumbers returns numbers of a type as the server writes them, the same
// in each run.
func randomNumbers(t Type, n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	var out []string
	for range n {
		switch {
		case t.Kind == Float:
			v := math.Float64frombits(r.Uint64())
			if t.Bits == 32 {
				v = float64(math.Float32frombits(r.Uint32()))
			}
			if math.IsNaN(v) || math.IsInf(v, 0) {
				continue
			}
			out = append(out, string(appendFloat(nil, v, t.Bits)))
		case t.Kind == Int:
			v := int64(r.Uint64()) >> (64 - t.Bits) >> r.IntN(t.Bits)
			out = append(out, strconv.FormatInt(v, 10))
		default:
			digits := 1 + r.IntN(25)
			if t.Precision > 0 {
				digits = 1 + r.IntN(t.Precision)
			}
			places := r.IntN(12)
			if t.Precision > 0 {
				places = max(0, t.Scale)
			}
			s := fmt.Sprint(1 + r.IntN(9))
			for range digits - 1 {
				s += fmt.Sprint(r.IntN(10))
			}
			if t.Scale < 0 {
				s += strings.Repeat("0", -t.Scale)
			}
			if len(s) <= places {
				s = strings.Repeat("0", places-len(s)+1) + s
			}
			if places > 0 {
				s = s[:len(s)-places] + "." + s[len(s)-places:]
			}
			if r.IntN(2) == 0 {
				s = "-" + s
			}
			out = append(out, s)
		}
	}
	return out
}

func numberTypes() []Type {
	return []Type{
		{Kind: Int, Name: "smallint", Bits: 16}, {Kind: Int, Name: "integer", Bits: 32}, {Kind: Int, Name: "bigint", Bits: 64},
		{Kind: Numeric, Name: "numeric"}, {Kind: Numeric, Name: "numeric(6,2)", Precision: 6, Scale: 2}, {Kind: Numeric, Name: "numeric(3,3)", Precision: 3, Scale: 3},
		{Kind: Numeric, Name: "numeric(2,4)", Precision: 2, Scale: 4}, {Kind: Numeric, Name: "numeric(3,-2)", Precision: 3, Scale: -2}, {Kind: Numeric, Name: "numeric(30,10)", Precision: 30, Scale: 10},
		{Kind: Float, Name: "double precision", Bits: 64}, {Kind: Float, Name: "real", Bits: 32},
	}
}

func rat(t *testing.T, s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is not a number", s)
	}
	return r
}

// TestNoise: the result is within the ratio, has the sign, is of the type, and is
// not the input.
func TestNoise(t *testing.T) {
	for _, typ := range numberTypes() {
		for _, ratio := range []float64{0.001, 0.1, 1} {
			m, err := New("noise", testKey(t), typ, Params{"ratio": ratio})
			if err != nil {
				t.Fatal(err)
			}
			up := 0
			values := randomNumbers(typ, shortened(4000, 600))
			for _, in := range values {
				raw, err := m.Append(nil, []byte(in), nil)
				out := string(raw)
				if err != nil || checkValue(typ, raw) != nil {
					t.Fatalf("%s: %s became %s (%v, %v)", typ.Name, in, out, err, checkValue(typ, raw))
				}
				a, b := rat(t, in), rat(t, out)
				if a.Sign() != b.Sign() {
					t.Fatalf("%s: %s became %s, of another sign", typ.Name, in, out)
				}
				if a.Sign() == 0 {
					continue
				}
				if out == in {
					t.Fatalf("%s: %s stays", typ.Name, in)
				}
				if b.Cmp(a)*a.Sign() > 0 {
					up++
				}
				d := new(big.Rat).Sub(b, a)
				limit := new(big.Rat).Mul(new(big.Rat).Abs(a), new(big.Rat).SetFloat64(ratio*1.000001))
				if d.Abs(d).Cmp(limit) > 0 && d.Cmp(unitOf(in, typ)) > 0 {
					t.Fatalf("%s: %s became %s, which is more than %v of it away", typ.Name, in, out, ratio)
				}
			}
			if up < len(values)/4 || up > len(values)*3/4 {
				t.Errorf("%s: %d of %d values grew with a ratio of %v", typ.Name, up, len(values), ratio)
			}
		}
	}
}

// unitOf returns the least distance of the numbers of a type near v.
func unitOf(v string, t Type) *big.Rat {
	if t.Kind == Float {
		f, _ := strconv.ParseFloat(v, t.Bits)
		to := 2 * f
		next := math.Nextafter(f, to)
		if t.Bits == 32 {
			next = float64(math.Nextafter32(float32(f), float32(to)))
		}
		return new(big.Rat).SetFloat64(math.Abs(next - f))
	}
	unit := new(big.Rat).SetFrac64(1, 1)
	ten := new(big.Rat).SetFrac64(10, 1)
	for range shape.Places([]byte(v)) {
		unit.Quo(unit, ten)
	}
	for range -t.Scale {
		unit.Mul(unit, ten)
	}
	return unit
}

// TestGrid: round and bucket give the point that big.Rat finds, or where that
// is out of the type, the next towards zero.
func TestGrid(t *testing.T) {
	n := 2000
	if testing.Short() {
		n = 250
	}
	for _, typ := range numberTypes() {
		for _, c := range []struct {
			mask string
			p    Params
			size string
		}{
			{"round", Params{"digits": int64(1)}, "1/10"}, {"round", Params{"digits": int64(0)}, "1"}, {"round", Params{"digits": int64(-1)}, "10"}, {"round", Params{"digits": int64(-3)}, "1000"},
			{"bucket", Params{"size": int64(7)}, "7"}, {"bucket", Params{"size": 0.25}, "1/4"}, {"bucket", Params{"size": int64(100)}, "100"}, {"bucket", Params{"size": int64(500)}, "500"},
		} {
			m, err := New(c.mask, testKey(t), typ, c.p)
			if err != nil {
				continue
			}
			size := rat(t, c.size)
			for _, in := range append(randomNumbers(typ, n), "0", "5", "-5", "50", "-50", "150", "-150") {
				if checkValue(typ, []byte(in)) != nil {
					continue
				}
				raw, err := m.Append(nil, []byte(in), nil)
				if err != nil || checkValue(typ, raw) != nil {
					t.Fatalf("%s %v of %s: %s became %s (%v, %v)", c.mask, c.p, typ.Name, in, raw, err, checkValue(typ, raw))
				}
				want := gridPoint(rat(t, in), size, c.mask == "round")
				if typ.Kind == Float {
					f, _ := want.Float64()
					if typ.Bits == 32 {
						g, _ := want.Float32()
						f = float64(g)
					}
					if v, _ := strconv.ParseFloat(string(raw), typ.Bits); v != f && !math.IsInf(f, 0) {
						t.Fatalf("%s %v of %s: %s became %s, want %v", c.mask, c.p, typ.Name, in, raw, f)
					}
					continue
				}
				have := rat(t, string(raw))
				inner := new(big.Rat).Sub(want, new(big.Rat).Mul(size, big.NewRat(int64(want.Sign()), 1)))
				if have.Cmp(want) != 0 && (have.Cmp(inner) != 0 || checkValue(typ, []byte(want.FloatString(max(0, typ.Scale)))) == nil) {
					t.Fatalf("%s %v of %s: %s became %s, want %s", c.mask, c.p, typ.Name, in, raw, want.FloatString(6))
				}
			}
		}
	}
}

// gridPoint returns the multiple of size that is the nearest to v, the farther
// from zero of two, or the greatest that is not above v.
func gridPoint(v, size *big.Rat, nearest bool) *big.Rat {
	q := new(big.Rat).Quo(v, size)
	if nearest {
		half := big.NewRat(int64(v.Sign()), 2)
		q.Add(q, half)
		n := new(big.Int).Quo(q.Num(), q.Denom()) // towards zero
		return new(big.Rat).Mul(new(big.Rat).SetInt(n), size)
	}
	n := new(big.Int).Div(q.Num(), q.Denom()) // down, as the divisor is positive
	return new(big.Rat).Mul(new(big.Rat).SetInt(n), size)
}

// TestMoneyNoise: in money the marks stay, and so does the number of digits.
func TestMoneyNoise(t *testing.T) {
	m, err := New("noise", testKey(t), Type{Kind: Money}, Params{"ratio": int64(1)})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{"$1,234.56", "-$0.05", "1.234,56 €", "$9.99", "-$92,233,720,368,547,758.08", "$92,233,720,368,547,758.07", "$0.00"} {
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil || shapeOf(string(out)) != shapeOf(in) || string(out) == in && in != "$0.00" || strings.TrimLeft(string(out), "-$") > "92,233,720,368,547,758.07" && len(in) > 20 {
			t.Errorf("%s became %s (%v)", in, out, err)
		}
	}
}

// TestDateTruncate has the days that date_trunc gives.
func TestDateTruncate(t *testing.T) {
	ts := Type{Kind: Timestamp}
	for _, c := range []struct {
		unit, in, want string
		typ            Type
	}{
		{"year", "2024-07-15", "2024-01-01", Type{Kind: Date}}, {"quarter", "2024-08-15", "2024-07-01", Type{Kind: Date}}, {"quarter", "2024-12-31", "2024-10-01", Type{Kind: Date}},
		{"month", "2024-02-29", "2024-02-01", Type{Kind: Date}}, {"week", "2024-02-29", "2024-02-26", Type{Kind: Date}}, {"week", "2024-02-26", "2024-02-26", Type{Kind: Date}}, {"week", "2024-02-25", "2024-02-19", Type{Kind: Date}},
		{"week", "0001-01-01", "0001-01-01", Type{Kind: Date}}, {"year", "0044-03-15 BC", "0044-01-01 BC", Type{Kind: Date}}, {"year", "4714-11-30 BC", "4714-11-24 BC", Type{Kind: Date}}, {"month", "infinity", "infinity", Type{Kind: Date}},
		{"day", "2024-02-29 23:59:59.999", "2024-02-29 00:00:00", ts}, {"hour", "2024-02-29 23:59:59.999", "2024-02-29 23:00:00", ts}, {"minute", "2024-02-29 23:59:59.999", "2024-02-29 23:59:00", ts},
		{"second", "2024-02-29 23:59:59.999", "2024-02-29 23:59:59", ts}, {"month", "2024-02-29 23:59:59", "2024-02-01 00:00:00", ts}, {"hour", "0044-03-15 12:30:00 BC", "0044-03-15 12:00:00 BC", ts},
		{"hour", "2024-02-29 23:59:59.5+05:30", "2024-02-29 23:00:00+05:30", Type{Kind: TimestampTZ}},
	} {
		m, err := New("date_truncate", testKey(t), c.typ, Params{"unit": c.unit})
		if err != nil {
			t.Fatal(err)
		}
		if out, err := m.Append(nil, []byte(c.in), nil); err != nil || string(out) != c.want {
			t.Errorf("%s of %s: %s (%v), want %s", c.unit, c.in, out, err, c.want)
		}
	}
	m, _ := New("date_truncate", testKey(t), ts, nil)
	for _, in := range []string{"canary", "2024-02-29 x", "2024-13-01 00:00:00"} {
		if out, err := m.Append(nil, []byte(in), nil); err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s became %s (%v)", in, out, err)
		}
	}
}

// TestShiftedRanges: a range of dates moves as the dates of its row do, and ends
// after it begins at the ends of the calendar, too.
func TestShiftedRanges(t *testing.T) {
	date := Type{Kind: Date, Name: "date"}
	k, p := testKey(t), Params{"max": int64(400), "by": "id"}
	plain, err := New("date_shift", k, date, p)
	if err != nil {
		t.Fatal(err)
	}
	r, err := New("date_shift", k, Type{Kind: Range, Name: "daterange", Elem: &date}, p)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Traits().UsesRow {
		t.Error("the mask does not say that it follows the row")
	}
	for i := range 500 {
		row := fmt.Append(nil, i)
		a, _ := plain.Append(nil, []byte("2024-01-01"), row)
		b, _ := plain.Append(nil, []byte("2024-02-01"), row)
		if out, err := r.Append(nil, []byte("[2024-01-01,2024-02-01)"), row); err != nil || string(out) != fmt.Sprintf("[%s,%s)", a, b) {
			t.Fatalf("%s (%v), want [%s,%s)", out, err, a, b)
		}
		for _, in := range []string{"[5874897-12-01,5874897-12-31)", "[4714-11-24 BC,4714-11-30 BC)", "(,infinity)", "empty", "[infinity,)"} {
			out, err := r.Append(nil, []byte(strings.NewReplacer("[4714-11-24 BC,4714-11-30 BC", `["4714-11-24 BC","4714-11-30 BC"`).Replace(in)), row)
			if err != nil || checkRange(Type{Elem: &date}, string(out)) != nil {
				t.Fatalf("%s became %s (%v)", in, out, err)
			}
		}
	}
}
