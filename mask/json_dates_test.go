package mask

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestJSONDatesMoveWithTheirRow: a date in JSON, at any depth, and under a rule of
// json that does not name it, is moved as the same date in a column of the row is;
// so what was equal, before or between stays so.
func TestJSONDatesMoveWithTheirRow(t *testing.T) {
	type document struct {
		Born, At string
		Legs     []struct{ On string }
	}
	moved := map[string]int{}
	for i := range 500 {
		day := appendDate(nil, 1950+int64(i%70), 1+int64(i%12), 1+int64(i%28))
		at := fmt.Sprintf("%sT%02d:10:11.5Z", day, i%24)
		in := []string{fmt.Sprintf(`{"born": %q, "at": %q, "legs": [{"on": %q}, {"on": %q}]}`, day, at, day, "2024-06-0"+string(rune('1'+i%9)))}
		row := fmt.Append(nil, "row ", i)
		on := func(mask string, typ Type, p Params, v string) string {
			m, err := New(mask, testKey(t), typ, p)
			if err != nil {
				t.Fatal(err)
			}
			out, err := m.Append(nil, []byte(v), row)
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		}
		want := on("date_shift", Type{Kind: Date}, nil, string(day))
		leg := on("date_shift", Type{Kind: Date}, nil, "2024-06-0"+string(rune('1'+i%9)))
		for name, out := range map[string]string{
			"scramble": on("scramble", Type{Kind: JSONB}, nil, in[0]),
			"json":     on("json", Type{Kind: JSON}, Params{"paths": map[string]any{"$.other": "keep"}}, in[0]),
			"nested":   nestedText(t, on("scramble", Type{Kind: JSON}, nil, fmt.Sprintf(`{"in": %q}`, in[0]))),
			"elements": strings.TrimSuffix(strings.TrimPrefix(on("scramble", Type{Kind: JSON}, nil, "["+in[0]+"]"), "["), "]"),
		} {
			var d document
			if err := json.Unmarshal([]byte(out), &d); err != nil {
				t.Fatalf("%s: %s: %v", name, out, err)
			}
			if d.Born != want || d.At != want+at[len("2006-01-02"):] || d.Legs[0].On != want || d.Legs[1].On != leg {
				t.Fatalf("%s: %s became %s, and in a column %s became %s", name, in[0], out, day, want)
			}
			if d.Born != string(day) {
				moved[name]++
			}
		}
	}
	for _, name := range []string{"scramble", "json", "nested", "elements"} {
		if moved[name] < 480 {
			t.Errorf("%s: %d of 500 moved", name, moved[name])
		}
	}
}

// nestedText returns the text that the member in of an object holds.
func nestedText(t *testing.T, text string) string {
	var outer struct{ In string }
	if err := json.Unmarshal([]byte(text), &outer); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return outer.In
}

// TestJSONDatesThatAreNone: what looks like a date and is none of the calendar is
// text, and remains none; days that stand for none stay.
func TestJSONDatesThatAreNone(t *testing.T) {
	for _, v := range []string{"2023-02-29", "2024-04-31", "2024-00-10", "2024-13-01", "2024-01-32", "0000-01-01", "20240-01-01"} {
		if isJSONDate([]byte(`"` + v + `"`)) {
			t.Errorf("%s counts as a date", v)
		}
	}
	doc := Type{Kind: JSONB}
	stay := []string{`"9999-12-31"`, `"9999-01-01"`, `"2999-12-31T23:59:59Z"`, `"1970-01-01"`, `"1970-01-01T00:00:00Z"`, `"0001-01-01"`, `"1899-12-30"`}
	if out := made(t, "scramble", doc, nil, stay); changed(stay, out) > 0 {
		t.Errorf("%q became %q", stay, out)
	}
	var dates []string
	for i := range 300 {
		dates = append(dates, fmt.Sprintf(`"20%02d-0%d-1%d"`, i%100, 1+i%9, i%10))
	}
	if n := changed(dates, made(t, "scramble", doc, nil, dates)); n < 280 {
		t.Errorf("%d of 300 dates changed", n)
	}
}

// TestJSONDatesKeptApart: where members of JSON must stay apart in different rows,
// dates are masked by their value, one to one, and stay days.
func TestJSONDatesKeptApart(t *testing.T) {
	apart := Type{Kind: JSONB, Apart: true}
	m, err := New("scramble", testKey(t), apart, nil)
	if err != nil || !m.Traits().Leaves || m.Traits().UsesRow {
		t.Fatalf("%+v, %v", m.Traits(), err)
	}
	if free, _ := New("scramble", testKey(t), Type{Kind: JSONB}, nil); free.Traits().Leaves || !free.Traits().UsesRow {
		t.Errorf("what moves with its row is said to stay apart: %+v", free.Traits())
	}
	var values []string
	for day := range int64(3000) {
		y, m, d := dateOf(15000 + day)
		values = append(values, `"`+string(appendDate(nil, y, m, d))+`"`)
	}
	out := made(t, "scramble", apart, nil, values)
	checkInjective(t, "dates in JSON", values, out)
	if n := changed(values, out); n < 2900 {
		t.Errorf("%d of 3000 dates changed", n)
	}
	for _, v := range out {
		if !isJSONDate([]byte(v)) {
			t.Fatalf("%s is no date", v)
		}
	}
}
