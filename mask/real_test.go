package mask

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"
)

// TestNumbersOneToOne: of floats, amounts of money, times and intervals no two
// become one, each is still of its type and as it is written, and most are masked.
func TestNumbersOneToOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	float := func(bits int) func(int) string {
		return func(i int) string {
			switch i % 4 {
			case 0:
				return strconv.FormatFloat(float64(i)/10, 'g', -1, bits)
			case 1:
				return strconv.FormatFloat(float64(i)/7, 'g', -1, bits)
			case 2:
				return strconv.Itoa(-i)
			}
			if bits == 32 {
				return strconv.FormatFloat(float64(math.Float32frombits(r.Uint32()&0xFF7FFFFF|1)), 'g', -1, 32)
			}
			return strconv.FormatFloat(math.Float64frombits(r.Uint64()&0xFFEFFFFFFFFFFFFF|1), 'g', -1, 64)
		}
	}
	isFloat := func(bits int) func(string) error {
		return func(v string) error {
			x, err := strconv.ParseFloat(v, bits)
			if err == nil && (x == 0 || math.IsInf(x, 0)) {
				err = strconv.ErrRange
			}
			return err
		}
	}
	for _, c := range []struct {
		typ   Type
		value func(int) string
		valid func(string) error
	}{
		{Type{Kind: Float, Bits: 64, Name: "double precision"}, float(64), isFloat(64)},
		{Type{Kind: Float, Bits: 32, Name: "real"}, float(32), isFloat(32)},
		{Type{Kind: Money, Name: "money"}, func(i int) string {
			return fmt.Sprintf("%s$%d,%03d.%02d", []string{"", "-"}[i%2], 1+i/1000%90, i%1000, i/7%100)
		}, nil},
		{Type{Kind: Time, Name: "time"}, func(i int) string {
			return time.UnixMicro(int64(i) * 30_000_000).UTC().Format("15:04:05.999999")
		}, func(v string) error { _, err := time.Parse("15:04:05.999999", v); return err }},
		{Type{Kind: Interval, Name: "interval"}, func(i int) string {
			return fmt.Sprintf("%d years %d mons -%d days %02d:%02d:%02d.%d", 1+i%3, 1+i%11, 1+i%400, i/7%50, i/11%60, i%60, 1+i%9)
		}, nil},
	} {
		m, err := New("scramble", testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		if m.Traits().Class != Injective {
			t.Errorf("%s: class %v, want injective", c.typ.Name, m.Traits().Class)
		}
		from, tried, masked := map[string]string{}, map[string]bool{}, 0
		for i := 1; i < 20000; i++ {
			in := c.value(i)
			if tried[in] {
				continue
			}
			tried[in] = true
			out, err := m.Append(nil, []byte(in), nil)
			if err != nil {
				t.Fatalf("%s: %q: %v", c.typ.Name, in, err)
			}
			if other, ok := from[string(out)]; ok {
				t.Fatalf("%s: %q and %q both become %q", c.typ.Name, in, other, out)
			}
			if from[string(out)] = in; string(out) != in {
				masked++
			}
			if c.valid != nil {
				if err := c.valid(string(out)); err != nil {
					t.Fatalf("%s: %q becomes %q: %v", c.typ.Name, in, out, err)
				}
			}
			if c.typ.Kind != Float && len(out) != len(in) {
				t.Fatalf("%s: %q becomes %q, of another length", c.typ.Name, in, out)
			}
		}
		if masked*10 < len(tried)*9 || len(tried) < 2000 {
			t.Errorf("%s: %d of %d values are masked", c.typ.Name, masked, len(tried))
		}
	}
}

// TestNumbersThatStay: nothing is nothing, and what is whole stays whole.
func TestNumbersThatStay(t *testing.T) {
	for _, c := range []struct {
		typ  Type
		in   string
		want func(string) bool
	}{
		{Type{Kind: Float, Bits: 64}, "0", func(v string) bool { return v == "0" }},
		{Type{Kind: Float, Bits: 64}, "-1", func(v string) bool { return v == "-1" }},
		{Type{Kind: Float, Bits: 64}, "NaN", func(v string) bool { return v == "NaN" }},
		{Type{Kind: Float, Bits: 32}, "250", func(v string) bool { return len(v) == 3 }},
		{Type{Kind: Float, Bits: 32}, "1e+06", func(v string) bool {
			x, err := strconv.ParseFloat(v, 32)
			return err == nil && x >= 1e6 && x < 1e7 && x == math.Trunc(x)
		}},
		{Type{Kind: Float, Bits: 64}, "1.7976931348623157e+308", func(v string) bool { x, err := strconv.ParseFloat(v, 64); return err == nil && x > 1e308 }},
		{Type{Kind: Float, Bits: 64}, "5e-324", func(v string) bool { x, err := strconv.ParseFloat(v, 64); return err == nil && x > 0 && x < 1e-323 }},
		{Type{Kind: Float, Bits: 32}, "1e-45", func(v string) bool { x, err := strconv.ParseFloat(v, 32); return err == nil && x > 0 && x < 1e-44 }},
		{Type{Kind: Money}, "$0.00", func(v string) bool { return v == "$0.00" }},
		{Type{Kind: Money}, "($92,233,720,368,547,758.07)", func(v string) bool { return len(v) == 28 && v <= "($92,233,720,368,547,758.07)" }},
		{Type{Kind: Money}, "3.500,00 €", func(v string) bool { return v[1] == '.' && v[5:] == ",00 €" && v != "3.500,00 €" }},
		{Type{Kind: Time}, "00:00:00", func(v string) bool { return v == "00:00:00" }},
		{Type{Kind: Time}, "24:00:00", func(v string) bool { return v == "24:00:00" }},
		{Type{Kind: TimeTZ}, "07:00:00+05:30", func(v string) bool { return v[2:] == ":00:00+05:30" && v[:2] != "00" }},
		{Type{Kind: Interval}, "00:00:00", func(v string) bool { return v == "00:00:00" }},
		{Type{Kind: Interval}, "04:00:00", func(v string) bool { return v[2:] == ":00:00" && v[1] != '0' }},
		{Type{Kind: Interval}, "-178956970 years -8 mons", func(v string) bool { return v[:10] == "-178956970" }},
	} {
		m, err := New("scramble", testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		out, err := m.Append(nil, []byte(c.in), nil)
		if err != nil || !c.want(string(out)) {
			t.Errorf("%v: %q becomes %q, %v", c.typ.Kind, c.in, out, err)
		}
	}
}
