package shape

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestSpans: the values of a span are of their kinds masked, in the order that they
// were in, and on earth where they were.
func TestSpans(t *testing.T) {
	s := testShaper()
	day := func(i int) time.Time { return time.Date(2024, 1, 1+i, 0, i*7, 0, 0, time.UTC) }
	for _, c := range []struct {
		sep, head, tail string
		value           func(i int) string
		parse           string // a layout of time, or a number where it is empty
	}{
		{"-", "", "", func(i int) string { return fmt.Sprint(i) }, ""},
		{"/", "", "", func(i int) string { return fmt.Sprint(100 + i) }, ""},
		{",", "[", ")", func(i int) string { return fmt.Sprint(i * i) }, ""},
		{" - ", "", " kg", func(i int) string { return fmt.Sprintf("%d.%d", i/10, i%10) }, ""},
		{"-", "", "", func(i int) string { return day(i).Format("15:04") }, "15:04"},
		{"-", "Mon, ", "", func(i int) string { return day(i).Format("15:04") }, "15:04"},
		{" - ", "", "", func(i int) string { return day(i).Format("3:04 pm") }, "3:04 pm"},
		{",", "[", ")", func(i int) string { return day(i).Format("2006-01-02") }, "2006-01-02"},
		{"\",\"", "[\"", "\")", func(i int) string { return day(i).Format("2006-01-02 15:04") }, "2006-01-02 15:04"},
		{" - ", "", "", func(i int) string { return day(i).Format("02.01.2006") }, "02.01.2006"},
		{" to ", "", "", func(i int) string { return day(i).Format("01/02/06") }, "01/02/06"},
	} {
		compare := func(a, b string) int {
			if c.parse != "" {
				x, err := time.Parse(c.parse, a)
				y, err2 := time.Parse(c.parse, b)
				if err != nil || err2 != nil {
					t.Fatal(a, b, err, err2)
				}
				return x.Compare(y)
			}
			var x, y float64
			fmt.Sscan(a, &x)
			fmt.Sscan(b, &y)
			return min(1, max(-1, int(10*x)-int(10*y)))
		}
		masked, falling := 0, 0
		for i := range 400 {
			a, b := c.value(i*37%360), c.value(i*i%360)
			v := c.head + a + c.sep + b + c.tail
			out := string(s.Like(nil, []byte(v), Literals))
			inner, ok := strings.CutPrefix(strings.TrimSuffix(out, c.tail), c.head)
			x, y, found := strings.Cut(inner, c.sep)
			if !ok || !found || len(x) != len(a) || len(y) != len(b) {
				t.Fatalf("%s became %s", v, out)
			}
			was, is := compare(a, b), compare(x, y)
			if was != is {
				t.Errorf("%s became %s", v, out)
			}
			if v != out && was != 0 {
				masked++
			}
			if was > 0 {
				falling++
			}
		}
		if masked < 300 || falling < 60 || falling > 340 {
			t.Errorf("%s: %d were masked, %d fell", c.head+c.value(1)+c.sep+c.value(2), masked, falling)
		}
	}
}

// TestPlacesOnEarth: coordinates stay on earth, and beyond it, alone and in pairs.
func TestPlacesOnEarth(t *testing.T) {
	s := testShaper()
	on := func(v string) int {
		var a, b float64
		if n, err := fmt.Sscanf(v, "%f, %f", &a, &b); n != 2 || err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		if a > -90 && a < 90 && b > -180 && b < 180 {
			return 1
		}
		return 0
	}
	masked := [2]int{}
	for i := range 1000 {
		a, b := fmt.Sprintf("%.4f", float64(i*7919%2400)/10-119.99), fmt.Sprintf("%.5f", float64(i*104729%4000)/10-199.99)
		like := func(v string) string { return string(s.Like(nil, []byte(v), Literals)) }
		for v, out := range map[string]string{a + ", " + b: like(a + ", " + b), a + ",  " + b: like(a) + ", " + like(b)} {
			if on(v) != on(out) {
				t.Errorf("%s became %s", v, out)
			}
			if v != out {
				masked[on(v)]++
			}
		}
	}
	if min(masked[0], masked[1]) < 400 {
		t.Errorf("%d were masked", masked)
	}
}

// TestStamps: milliseconds since 1970 stay in their year, and percentages in the whole.
func TestStamps(t *testing.T) {
	s := testShaper()
	masked := 0
	for i := range 2000 {
		at := time.Date(2001, 9, 10, 0, i%60, 0, i%1000*1e6, time.UTC).AddDate(0, 0, i*6)
		v := fmt.Sprint(at.UnixMilli())
		var x int64
		out := string(s.Like(nil, []byte(v), Literals))
		fmt.Sscan(out, &x)
		if was, is := at.Year(), time.UnixMilli(x).UTC().Year(); len(out) != len(v) || was <= lastStamps && was != is || was > lastStamps && is <= lastStamps {
			t.Errorf("%s became %s", v, out)
		}
		if v != out {
			masked++
		}
	}
	for i := range 101 {
		v := fmt.Sprintf("%d%%", i)
		var x int
		out := string(s.Like(nil, []byte(v), Literals))
		if n, _ := fmt.Sscanf(out, "%d%%", &x); n != 1 || x > 100 {
			t.Errorf("%s became %s", v, out)
		}
		if v != out {
			masked++
		}
	}
	if masked < 2000 {
		t.Errorf("%d were masked", masked)
	}
}
