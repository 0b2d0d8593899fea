package mask

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// staysOfTest has the state and number of a thing stay, but of no patient, and has the
// id of nothing but a thing stay.
func staysOfTest(parent, key string) Named {
	switch {
	case key == "state" || key == "n" || key == "is", key == "id" && parent == "thing":
		return Named{Stays: func(v []byte) bool { return !bytes.Contains(v, []byte("Ann")) }}
	case key == "at":
		return Named{Moment: true}
	}
	return Named{Guards: key == "patient"}
}

// stayFaults says in which documents other values stay than keys say.
func stayFaults(t *testing.T, typ Type) (faults []string) {
	docs := map[string]Mask{}
	for name, p := range map[string]Params{"scramble": nil, "json": {"paths": map[string]any{"$.none": "keep"}}} {
		m, err := New(name, testKey(t), typ, p)
		if err != nil {
			t.Fatal(err)
		}
		docs[name] = m
	}
	wants := map[bool][]string{ // whether it stays
		true: {
			`{"state": "%s"}`, `{"a": [{"n": %d}]}`, `{"thing": {"id": %d}}`, `{"thing": [[{"id": %d}]]}`, `{"n": [%d, {"n": %[1]d}]}`,
			`{"in": "{\"state\": \"%s\"}"}`, `{"patient": 0, "state": "%s"}`, `{"patients": {"n": %d}}`,
		},
		false: {
			`{"other": "%s"}`, `{"id": %d}`, `{"a": {"id": %d}}`, `{"patient": {"state": "%s"}}`, `{"patient": {"a": [{"n": %d}]}}`,
			`{"patient": "{\"state\": \"%s\"}"}`, `{"patient": {"in": "{\"state\": \"%s\"}"}}`, `{"patient": [{"n": 0}, {"n": %d}]}`,
			`{"state": "Ann %s"}`, `["%s"]`, `%d`, `{"thing": {"a": {"id": %d}}}`, `{"patient": {"thing": {"id": %d}}}`,
		},
	}
	for stay, forms := range wants {
		for _, form := range forms {
			for name, m := range docs {
				same := 0
				for i := range 20 {
					in := strings.ReplaceAll(strings.ReplaceAll(form, "%s", "shipped"+string(rune('a'+i))), "%d", fmt.Sprint(4711+i*97))
					in = strings.ReplaceAll(in, "%[1]d", "7")
					out := text(t, m, in)
					if !json.Valid([]byte(out)) {
						t.Fatalf("%s: %s became %s", name, in, out)
					}
					if out == in {
						same++
					}
				}
				if stay != (same == 20) || !stay && same > 2 {
					faults = append(faults, fmt.Sprintf("%s: %s: %d of 20 stay", name, form, same))
				}
			}
		}
	}
	return faults
}

// TestJSONStays: what the keys say may stay does, at any depth, in arrays and in texts
// within, and nothing does in what is guarded.
func TestJSONStays(t *testing.T) {
	for _, kind := range []Kind{JSON, JSONB} {
		for _, f := range stayFaults(t, Type{Kind: kind, Named: staysOfTest}) {
			t.Error(f)
		}
	}
	unguarded := func(parent, key string) Named {
		n := staysOfTest(parent, key)
		n.Guards = false
		return n
	}
	alone := func(_, key string) Named { return staysOfTest("thing", key) }
	all := func(string, string) Named { return Named{Stays: func([]byte) bool { return true }} }
	for what, named := range map[string]func(parent, key string) Named{"nothing is said": nil, "nothing is guarded": unguarded, "parents say nothing": alone, "all stays": all} {
		if faults := stayFaults(t, Type{Kind: JSONB, Named: named}); len(faults) < 4 {
			t.Errorf("%s: %d faults: the law sees nothing", what, len(faults))
		}
	}
}

// TestJSONAsksOfFewKeys: keys that are data say nothing, and are not asked for one by
// one, nor is what is in them, which stays as it would under none.
func TestJSONAsksOfFewKeys(t *testing.T) {
	for _, form := range []string{"5f0c8a1e-9b7d-4c3a-a6e2-%012x", "%08d", "ann%d@lee.example", "ORD-2024-%05d", "%05d-%[1]d"} {
		asked := 0
		m, err := New("scramble", testKey(t), Type{Kind: JSONB, Named: func(parent, key string) Named {
			asked++
			return staysOfTest(parent, key)
		}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 2000 {
			in := fmt.Sprintf(`{"`+form+`": {"state": "shipped", "other": "shipped"}}`, i)
			if out := text(t, m, in); !strings.Contains(out, `"state": "shipped"`) || strings.Contains(out, `"other": "shipped"`) {
				t.Fatalf("%s became %s", in, out)
			}
		}
		if asked > 10 {
			t.Errorf("%s: %d keys were asked for", form, asked)
		}
	}
}

// TestJSONStaysApart: where some words stay, no other becomes one of them, but in what
// is guarded, where they are masked as all are; all stay apart.
func TestJSONStaysApart(t *testing.T) {
	named := func(_, key string) Named {
		return Named{Guards: key == "patient", Stays: func(v []byte) bool { return len(v) == 4 && v[1] < 'h' }}
	}
	for name, p := range map[string]Params{"scramble": nil, "json": {"paths": map[string]any{"$.none": "keep"}}} {
		m, err := New(name, testKey(t), Type{Kind: JSONB, Named: named, Apart: true}, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []string{`{"state": "%s"}`, `{"patient": {"state": "%s"}}`} {
			seen, stay := map[string]bool{}, 0
			for i := range 26 * 26 {
				in := fmt.Sprintf(form, string(rune('a'+i/26))+string(rune('a'+i%26)))
				out := text(t, m, in)
				if seen[out] {
					t.Fatalf("%s: %s became %s, as another did", name, in, out)
				}
				if seen[out] = true; out == in {
					stay++
				}
			}
			if want := 7 * 26; form[2] == 's' && stay < want || form[2] == 'p' && stay > want/3 {
				t.Errorf("%s: of %s %d stay", name, form, stay)
			}
		}
	}
}

// TestJSONBooleansStay: true and false stay where their key says so, at every path.
func TestJSONBooleansStay(t *testing.T) {
	for name, p := range map[string]Params{"scramble": nil, "json": {"paths": map[string]any{"$.none": "keep"}}} {
		m, err := New(name, testKey(t), Type{Kind: JSONB, Named: staysOfTest}, p)
		if err != nil {
			t.Fatal(err)
		}
		swapped := 0
		for i := range 40 {
			for _, guard := range []string{"a", "patient"} {
				in := fmt.Sprintf(`{"p%d": {%q: {"is": true}}}`, i, guard)
				out := text(t, m, in)
				if guard == "a" && out != in {
					t.Errorf("%s: %s became %s", name, in, out)
				}
				if out != in {
					swapped++
				}
			}
		}
		if swapped < 8 || swapped > 32 {
			t.Errorf("%s: %d of 40 swap where they are guarded", name, swapped)
		}
	}
}

// epochFaults says which numbers are not moved as the dates of their row are, and how
// many were moved.
func epochFaults(t *testing.T, named func(parent, key string) Named) (faults []string, moved int) {
	docs := map[string]Mask{}
	for name, p := range map[string]Params{"scramble": nil, "json": {"paths": map[string]any{"$.none": "keep"}}} {
		m, err := New(name, testKey(t), Type{Kind: JSONB, Named: named}, p)
		if err != nil {
			t.Fatal(err)
		}
		docs[name] = m
	}
	for i := range 400 {
		at := time.Date(2002+i%32, time.Month(1+i%12), 1+i%28, i%24, i%60, 11, 5e6, time.UTC)
		row := fmt.Append(nil, "row ", i)
		for name, m := range docs {
			in := fmt.Sprintf(`{"day": %q, "at": %d, "ms": {"at": [%d]}}`, at.Format("2006-01-02"), at.Unix(), at.UnixMilli())
			out, err := m.Append(nil, []byte(in), row)
			if err != nil {
				t.Fatal(err)
			}
			var d struct {
				Day string
				At  int64
				MS  struct{ At []int64 }
			}
			if err := json.Unmarshal(out, &d); err != nil {
				t.Fatalf("%s: %v", out, err)
			}
			day, err := time.Parse("2006-01-02", d.Day)
			if err != nil {
				t.Fatal(err)
			}
			want := day.Add(at.Sub(at.Truncate(24 * time.Hour)))
			if d.At != want.Unix() || d.MS.At[0] != want.UnixMilli() {
				faults = append(faults, fmt.Sprintf("%s: %s became %s", name, in, out))
			}
			if d.At != at.Unix() {
				moved++
			}
		}
	}
	return faults, moved
}

// TestJSONEpochsMoveWithTheirRow: seconds and milliseconds since 1970 under a key for
// them move as the dates beside them do, and keep their time of day.
func TestJSONEpochsMoveWithTheirRow(t *testing.T) {
	faults, moved := epochFaults(t, staysOfTest)
	for _, f := range faults[:min(len(faults), 5)] {
		t.Error(f)
	}
	if moved < 780 {
		t.Errorf("%d of 800 moved", moved)
	}
	if faults, _ := epochFaults(t, nil); len(faults) < 780 {
		t.Errorf("%d faults where keys say nothing, want 780: the law sees nothing", len(faults))
	}
	m, err := New("scramble", testKey(t), Type{Kind: JSONB, Named: staysOfTest}, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := New("scramble", testKey(t), Type{Kind: JSONB}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []string{"0", "-1", "1.5", "999999999", "4102444800", "17000000000", "1700000000.5", "-1700000000", "170000000000000000000"} {
		in := `{"at": ` + v + `}`
		if got, want := text(t, m, in), text(t, plain, in); got != want {
			t.Errorf("%s became %s, want %s, as what is no time", in, got, want)
		}
	}
}

// degreeFaults says how many numbers leave their ends or the earth, or come from beyond
// them, and how many were masked.
func degreeFaults(t *testing.T, named func(parent, key string) Named) (faults, masked int) {
	m, err := New("scramble", testKey(t), Type{Kind: JSONB, Named: named}, nil)
	if err != nil {
		t.Fatal(err)
	}
	on := func(v, end float64) bool { return v >= -end && v <= end }
	for i := range 400 {
		a, b, month := float64(i*7919%2400)/10-119.99, float64(i*104729%4000)/10-199.99, i%15
		lat, lon := fmt.Sprintf("%.*f", i%7, a), fmt.Sprintf("%.*f", i%7, b)
		in := fmt.Sprintf(`{"lat": %s, "coordinates": [%s, %[2]s], "month": %d}`, lat, lon, month)
		out := text(t, m, in)
		var was, is struct {
			Lat         float64
			Coordinates [2]float64
			Month       int
		}
		for v, to := range map[string]any{in: &was, out: &is} {
			if err := json.Unmarshal([]byte(v), to); err != nil {
				t.Fatalf("%s: %v", v, err)
			}
		}
		if on(was.Lat, 90) != on(is.Lat, 90) || on(was.Coordinates[0], 180) != on(is.Coordinates[0], 180) || on(was.Coordinates[0], 90) != on(is.Coordinates[0], 90) ||
			is.Coordinates[0] != is.Coordinates[1] || (was.Month >= 1 && was.Month <= 12) != (is.Month >= 1 && is.Month <= 12) {
			faults++
		}
		if was.Lat != is.Lat && was.Coordinates != is.Coordinates {
			masked++
		}
	}
	return faults, masked
}

// TestJSONNumbersWithinEnds: numbers stay within the ends that their key speaks of, and
// coordinates, of which it does not tell which they are, on earth; what is beyond stays
// beyond.
func TestJSONNumbersWithinEnds(t *testing.T) {
	named := func(_, key string) Named {
		return map[string]Named{"lat": {Ends: [2]string{"-90", "90"}}, "month": {Ends: [2]string{"1", "12"}}, "coordinates": {Place: true}}[key]
	}
	if faults, masked := degreeFaults(t, named); faults > 0 || masked < 340 {
		t.Errorf("%d faults, and %d masked, want 0 and 340", faults, masked)
	}
	if faults, _ := degreeFaults(t, nil); faults < 100 {
		t.Errorf("%d faults where keys say nothing, want 100: the law sees nothing", faults)
	}
}

// TestJSONInText: in a text that is JSON keys say what they do in a column of JSON, but that
// days stand for themselves, and seconds since 1970 are moved without their row.
func TestJSONInText(t *testing.T) {
	const in, second = `{"state": "Bob", "n": 7, "is": true, "patient": {"state": "Cid"}, "at": 1650000000, "s": "2021-03-04"}`, 1650000000
	for _, name := range []string{"scramble", "text"} {
		m, err := New(name, testKey(t), Type{Kind: Text, Named: staysOfTest}, nil)
		if err != nil {
			t.Fatal(err)
		}
		masked := func(v, row string) string {
			out, err := m.Append(nil, []byte(v), []byte(row))
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		}
		got := masked(in, "r1")
		if other := masked(in, "r2"); got != other || m.Traits().UsesRow {
			t.Errorf("%s follows the row: %s, %s", name, got, other)
		}
		var doc struct {
			State   string
			N       int
			Is      bool
			Patient struct{ State string }
			At      int64
			S       string
		}
		if err := json.Unmarshal([]byte(got), &doc); err != nil {
			t.Fatalf("%s: %s: %v", name, got, err)
		}
		if doc.State != "Bob" || doc.N != 7 || !doc.Is || doc.Patient.State == "Cid" {
			t.Errorf("%s: what stays is not what keys say: %s", name, got)
		}
		if days := (doc.At - second) / daySeconds; doc.At%daySeconds != second%daySeconds || days == 0 || days < -3660 || days > 3660 {
			t.Errorf("%s: the second %d is not moved by days", name, doc.At)
		}
		if alone := masked("2021-03-04", ""); doc.S != alone {
			t.Errorf("%s: the day is %s, alone %s", name, doc.S, alone)
		}
	}
}
