package bind

import (
	"fmt"
	"strconv"
	"testing"
)

// TestEndsByName: a latitude stays one, and so do longitudes and percentages, of all
// types of numbers; what is none stays none; a column of another name is free.
func TestEndsByName(t *testing.T) {
	schema := schemaOf(t, "t: id int4, latitude numeric(9 6), homeLng float8, off_pct int4, SHIP_LAT numeric, flat numeric(9 6)")
	plan := bindText(t, "version = 1\nunlisted = \"mask\"\n[tables.t.columns]\nid = \"keep\"\n", schema)
	const n = 400
	ends := []float64{0, 90, 180, 100, 90, 0}
	lines := make([]string, n)
	in := make([][]float64, n)
	for i := range lines {
		v := []float64{float64(i + 1), float64(i)*0.25 + 0.123, 179.25 - float64(i)*0.8999, float64(1 + i%110), -89.5 + float64(i)*0.37, 12.345678 + float64(i)/7}
		in[i] = v
		lines[i] = fmt.Sprintf("%.0f|%.6f|%.4f|%.0f|%.3f|%.6f", v[0], v[1], v[2], v[3], v[4], v[5])
	}
	changed, beyond, free := 0, 0, 0
	for i, f := range fieldsOf(mustRun(t, plan, copyOf(`public.t (id, latitude, "homeLng", off_pct, "SHIP_LAT", flat)`, lines...))) {
		for c, end := range ends {
			v, err := strconv.ParseFloat(f[c], 64)
			if err != nil {
				t.Fatal(err)
			}
			was := in[i][c]
			switch {
			case c == 0:
			case end == 0:
				if v > 90 {
					free++
				}
			case (v >= -end && v <= end) != (was >= -end && was <= end):
				t.Errorf("row %d, column %d: %s in the place of %g", i, c, f[c], was)
			case v != was:
				if changed++; was > end {
					beyond++
				}
			}
		}
	}
	if changed < 4*n*9/10 || beyond < 20 || free == 0 {
		t.Errorf("%d values within ends were masked, %d beyond them, %d of another column's are beyond", changed, beyond, free)
	}
}

// TestPartsOfDatesByName: integers that are parts of dates, ages and marks stay such,
// and all of them are masked.
func TestPartsOfDatesByName(t *testing.T) {
	ends := map[string][2]int{"birth_year": {1900, 2029}, "due_month": {1, 12}, "isoWeek": {1, 53}, "quarter": {1, 4}, "hour": {0, 23}, "age": {0, 120}, "rating": {0, 5}}
	for name, end := range ends {
		plan := bindText(t, "version = 1\nunlisted = \"mask\"\n", schemaOf(t, "t: "+name+" int4"))
		var lines []string
		for v := end[0]; v <= end[1]; v++ {
			lines = append(lines, strconv.Itoa(v))
		}
		beyond := len(lines)
		for v := end[1] + 1; v < end[1]+40; v++ {
			lines = append(lines, strconv.Itoa(v))
		}
		changed := 0
		for i, f := range fieldsOf(mustRun(t, plan, copyOf(`public.t ("`+name+`")`, lines...))) {
			v, err := strconv.Atoi(f[0])
			if err != nil {
				t.Fatal(err)
			}
			if in := v >= end[0] && v <= end[1]; in != (i < beyond) {
				t.Errorf("%s: %s became %s", name, lines[i], f[0])
			}
			if f[0] != lines[i] {
				changed++
			}
		}
		if changed < len(lines)/2 {
			t.Errorf("%s: %d of %d values were masked", name, changed, len(lines))
		}
	}
}
