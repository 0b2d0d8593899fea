package figures

import (
	"fmt"
	"hash/maphash"
	"math"
	"math/rand/v2"
	"testing"
)

// counted counts rows in parts, and merges these.
func counted(rows [][]string, roles *Roles, parts int) *Table {
	seed := maphash.MakeSeed()
	tables := make([]*Table, parts)
	for i := range tables {
		tables[i] = NewTable(seed)
	}
	for i, r := range rows {
		tables[i%parts].Add(roles, func(i int) ([]byte, bool) { return []byte(r[i]), r[i] != "NULL" })
	}
	for _, t := range tables[1:] {
		tables[0].Merge(t)
	}
	return tables[0]
}

// plain computes the same as Singling, of all rows at once, by definition.
func plain(rows [][]string, roles *Roles) (s Singling) {
	sizes := map[string]int{}
	values := make([]map[string]map[string]bool, len(roles.Sensitive))
	for i := range values {
		values[i] = map[string]map[string]bool{}
	}
	key := func(r []string) (k string) {
		for _, q := range roles.Quasi {
			k += fmt.Sprintf("%q,", r[q])
		}
		return k
	}
	for _, r := range rows {
		k := key(r)
		sizes[k]++
		for i, c := range roles.Sensitive {
			if values[i][k] == nil {
				values[i][k] = map[string]bool{}
			}
			values[i][k][r[c]] = true
		}
	}
	n, smallest := float64(len(rows)), len(rows)
	for _, r := range rows {
		size := sizes[key(r)]
		smallest = min(smallest, size)
		s.Average += 1 / float64(size) / n
		if size == 1 {
			s.Unique += 1 / n
		}
		if size < 5 {
			s.Under5 += 1 / n
		}
		if size < 11 {
			s.Under11 += 1 / n
		}
	}
	s.Worst = 1 / float64(smallest)
	for i := range roles.Sensitive {
		groups, alike := 0, 0
		for k, size := range sizes {
			if size > 1 {
				groups++
				if set := values[i][k]; len(set) == 1 && !set["NULL"] {
					alike++
				}
			}
		}
		s.Homogeneous = append(s.Homogeneous, float64(alike)/float64(max(groups, 1)))
	}
	return s
}

func near(a, b, by float64) bool { return math.Abs(a-b) <= by }

// TestSinglingExact holds the figures of random tables that fit to the plain
// computation, counted in one part and in several.
func TestSinglingExact(t *testing.T) {
	for trial := range 200 {
		r := rand.New(rand.NewPCG(1, uint64(trial)))
		roles := &Roles{Quasi: []int{0, 1}, Sensitive: []int{2, 3}}
		spread := 1 + r.IntN(60)
		var rows [][]string
		for range 1 + r.IntN(2000) {
			row := []string{fmt.Sprint(r.IntN(spread)), fmt.Sprint(r.IntN(1 + spread/3)), fmt.Sprint(r.IntN(2)), fmt.Sprint(r.IntN(50) / 49)}
			if r.IntN(20) == 0 {
				row[r.IntN(4)] = "NULL"
			}
			rows = append(rows, row)
		}
		got, ok := counted(rows, roles, 1+trial%4).Singling(2)
		want := plain(rows, roles)
		if !ok || got.Sample != 1 {
			t.Fatalf("trial %d: %v, %v", trial, got, ok)
		}
		for i, pair := range [][2]float64{{got.Unique, want.Unique}, {got.Under5, want.Under5}, {got.Under11, want.Under11}, {got.Average, want.Average},
			{got.Worst, want.Worst}, {got.Homogeneous[0], want.Homogeneous[0]}, {got.Homogeneous[1], want.Homogeneous[1]}} {
			if !near(pair[0], pair[1], 1e-9) {
				t.Errorf("trial %d, figure %d: %v, want %v", trial, i, pair[0], pair[1])
			}
		}
	}
}

// TestSinglingSample holds the figures of tables with more classes than are kept
// to what is true, within what a sample of so many differs by; what is kept of a
// table stays bounded.
func TestSinglingSample(t *testing.T) {
	roles := &Roles{Quasi: []int{0}, Sensitive: []int{1}}
	r := rand.New(rand.NewPCG(2, 3))
	var rows [][]string
	for i := range 40_000 {
		for range []int{1, 1, 1, 2, 3, 7, 12}[i%7] {
			rows = append(rows, []string{fmt.Sprint(i), fmt.Sprint(r.IntN(2))})
		}
	}
	for _, parts := range []int{1, 3} {
		table := counted(rows, roles, parts)
		if len(table.classes.sizes) > maxClasses {
			t.Errorf("%d classes are kept, want %d at most", len(table.classes.sizes), maxClasses)
		}
		got, _ := table.Singling(1)
		want := plain(rows, roles)
		if got.Sample >= 0.5 || got.Sample <= 0.05 {
			t.Errorf("the sample has a share of %v", got.Sample)
		}
		for i, pair := range [][2]float64{{got.Unique, want.Unique}, {got.Under5, want.Under5}, {got.Under11, want.Under11}, {got.Average, want.Average}, {got.Homogeneous[0], want.Homogeneous[0]}} {
			if !near(pair[0], pair[1], 0.04) {
				t.Errorf("%d parts, figure %d: %v, want about %v", parts, i, pair[0], pair[1])
			}
		}
	}
}

// TestRanks holds the share of rows that frequency alone tells to the plain
// computation.
func TestRanks(t *testing.T) {
	for _, test := range []struct {
		name   string
		counts []int
		rows   float64
		values int64
	}{
		{"all alike", []int{50, 50, 50, 50}, 0, 0},
		{"far apart", []int{1000, 500, 200, 50}, 1, 4},
		{"two are close", []int{1000, 500, 490, 50}, 1050.0 / 2040, 2},
		{"few rows", []int{4, 1}, 0, 0},
		{"no rows", nil, 0, 0},
	} {
		var rows [][]string
		for i, n := range test.counts {
			for range n {
				rows = append(rows, []string{fmt.Sprint("value ", i)})
			}
		}
		rand.New(rand.NewPCG(4, 5)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		for _, parts := range []int{1, 2} {
			table := counted(append(rows, []string{"NULL"}, []string{""}), &Roles{Masked: []int{0}}, parts)
			if got := table.Ranks()[0]; !near(got.Rows, test.rows, 1e-9) || got.Values != test.values {
				t.Errorf("%s, %d parts: %v, want %v of %d values", test.name, parts, got, test.rows, test.values)
			}
		}
	}
}

// TestRanksBeyond counts more values than there are counters: what is far above
// the rest is told, whatever comes between, and never more than is true.
func TestRanksBeyond(t *testing.T) {
	var rows [][]string
	for i := range 30_000 {
		rows = append(rows, []string{fmt.Sprint("rare ", i)}, []string{[]string{"one", "two", "two"}[i%3]})
	}
	for _, parts := range []int{1, 2, 5} {
		got := counted(rows, &Roles{Masked: []int{0}}, parts).Ranks()[0]
		if got.Values != 2 || got.Rows > 0.5 || got.Rows < 0.47 {
			t.Errorf("%d parts: %v, want about half of the rows, of 2 values", parts, got)
		}
	}
}

// TestShrink makes a table do with less memory while rows come: what it keeps is
// bounded, and what it says still true of the rows.
func TestShrink(t *testing.T) {
	roles := &Roles{Quasi: []int{0}, Masked: []int{1}}
	var rows [][]string
	for i := range 20_000 {
		rows = append(rows, []string{fmt.Sprint(i / 2), []string{"often", fmt.Sprint(i)}[i%2]})
	}
	table := NewTable(maphash.MakeSeed())
	for i, r := range rows {
		if i == 10_000 || i == 15_000 {
			table.Shrink(i / 2500)
		}
		table.Add(roles, func(i int) ([]byte, bool) { return []byte(r[i]), true })
	}
	if n, m := len(table.classes.sizes), len(table.ranks[0].items); n > maxClasses/6 || m > maxHeavy/6 {
		t.Errorf("%d classes and %d counters are kept", n, m)
	}
	if got, _ := table.Singling(0); got.Unique != 0 || got.Under5 != 1 || got.Worst != 0.5 || got.Average != 0.5 {
		t.Errorf("all classes have two rows: %+v", got)
	}
	if got := table.Ranks()[0]; got.Values != 1 || !near(got.Rows, 0.5, 0.02) {
		t.Errorf("one value is half of the rows: %+v", got)
	}
}
