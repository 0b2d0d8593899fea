package mask

import (
	"fmt"
	"strings"
	"testing"
)

// uniques are values of types that may be keys.
func uniques() map[string]struct {
	typ    Type
	values []string
} {
	type set = struct {
		typ    Type
		values []string
	}
	var dates, stamps, zoned, minutes, seconds, fractions, macs, macs8, uuids, inets, decimals, texts, bits []string
	for i := range int64(shortened(20000, 5000)) {
		date := string(appendDate(nil, 1890+i/200, i%12+1, i/12%28+1))
		dates = append(dates, string(appendDate(nil, 1960+i/365, 1, 1)))
		y, m, d := dateOf(i - 9000)
		dates[i] = string(appendDate(nil, y, m, d))
		stamps = append(stamps, fmt.Sprintf("%s %02d:%02d:%02d", date, i%24, i%60, i%59))
		zoned = append(zoned, fmt.Sprintf("%s %02d:00:00+%02d", dates[i], i%24, i%3))
		seconds = append(seconds, fmt.Sprintf("%02d:%02d:%02d", i/3600%24, i/60%60, i%60))
		fractions = append(fractions, fmt.Sprintf("%02d:%02d:%02d.%03d", i%24, i%60, i/60%60, i%999+1))
		macs = append(macs, fmt.Sprintf("%02x:00:2b:%02x:%02x:03", i%256, i>>8, i%251))
		macs8 = append(macs8, fmt.Sprintf("%02x:00:2b:%02x:%02x:03:00:ff", i%256, i>>8, i%251))
		uuids = append(uuids, fmt.Sprintf("3f2b8c1e-6f0d-4a5b-9c7e-%012x", i))
		inets = append(inets, fmt.Sprintf("83.38.%d.%d", i>>8, i&255))
		decimals = append(decimals, fmt.Sprintf("%d.%02d", i/100, i%100))
		texts = append(texts, fmt.Sprintf("user%05d", i))
		bits = append(bits, fmt.Sprintf("%015b", i))
	}
	for i := range 1440 {
		minutes = append(minutes, fmt.Sprintf("%02d:%02d:00", i/60, i%60))
	}
	return map[string]set{
		"date": {Type{Kind: Date}, dates}, "timestamp": {Type{Kind: Timestamp}, stamps}, "timestamptz": {Type{Kind: TimestampTZ}, zoned},
		"minutes": {Type{Kind: Time}, minutes}, "seconds": {Type{Kind: Time}, seconds}, "fractions": {Type{Kind: Time}, fractions},
		"macaddr": {Type{Kind: MAC, Bits: 48}, macs}, "macaddr8": {Type{Kind: MAC, Bits: 64}, macs8}, "uuid": {Type{Kind: UUID}, uuids}, "inet": {Type{Kind: Inet}, inets},
		"numeric": {Type{Kind: Numeric, Precision: 10, Scale: 2}, decimals}, "text": {Type{Kind: Text}, texts}, "bit": {Type{Kind: Bit, Len: 15}, bits},
		"date[]": {Type{Kind: Array, Elem: &Type{Kind: Date}, Delim: ','}, []string{"{2024-01-01}", "{2024-01-02,2024-01-03}"}},
	}
}

// TestUniqueKeepsApart: the mask for what is UNIQUE says so, is of the type, and
// no two values meet.
func TestUniqueKeepsApart(t *testing.T) {
	for what, c := range uniques() {
		name, ok := unique(c.typ)
		if !ok {
			t.Errorf("%s: no mask keeps its values apart", what)
			continue
		}
		m, err := New(name, testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		if m.Traits().Class < Distinct || m.Traits().UsesRow {
			t.Errorf("%s: %s is %s", what, name, m.Traits().Class)
		}
		seen := map[string]string{}
		var values, out []string
		for _, v := range c.values {
			o, err := m.Append(nil, []byte(v), nil)
			if err != nil || c.typ.Kind != Array && checkValue(c.typ, o) != nil {
				t.Fatalf("%s: %s became %s (%v)", what, v, o, err)
			}
			key, from := string(o), v
			if c.typ.Kind == TimestampTZ { // what is equal is the instant
				a, _ := instantOf(o)
				b, _ := instantOf([]byte(v))
				key, from = fmt.Sprint(a), fmt.Sprint(b)
			}
			if before, ok := seen[key]; ok && before != from {
				t.Fatalf("%s: two values became %s", what, o)
			}
			seen[key] = from
			values, out = append(values, v), append(out, string(o))
		}
		if n := changed(values, out); n < len(values)*99/100 {
			t.Errorf("%s: only %d of %d values were masked", what, n, len(values))
		}
	}
}

// TestPermutedTimesKeepForm: a date stays within four years, midnight stays
// midnight, a time as exact as it was, and what stands for none stays.
func TestPermutedTimesKeepForm(t *testing.T) {
	all := uniques()
	for _, what := range []string{"date", "timestamp"} {
		for i, o := range made(t, "permute", all[what].typ, nil, all[what].values) {
			v := all[what].values[i]
			a, _ := instantOf([]byte(v))
			b, _ := instantOf([]byte(o))
			if d := a.day - b.day; d <= -window || d >= window || a.micros != b.micros || v[10:] != o[10:] {
				t.Fatalf("%s became %s", v, o)
			}
		}
	}
	ending := func(v string) string {
		switch {
		case strings.HasSuffix(v, ":00:00"):
			return ":00:00"
		case strings.HasSuffix(v, ":00"):
			return ":00"
		}
		return ""
	}
	for _, what := range []string{"minutes", "seconds"} {
		for i, o := range made(t, "permute", all[what].typ, nil, all[what].values) {
			if ending(o) != ending(all[what].values[i]) {
				t.Fatalf("%s became %s", all[what].values[i], o)
			}
		}
	}
	sentinels := []string{"9999-12-31", "0001-01-01", "1900-01-01", "1970-01-01", "infinity", "-infinity"}
	for _, name := range []string{"permute", "date_shift"} {
		for _, kind := range []Kind{Date, Timestamp, TimestampTZ} {
			values := append([]string(nil), sentinels...)
			for i := range values[:4] {
				switch kind {
				case Timestamp:
					values[i] += " 00:00:00"
				case TimestampTZ:
					values[i] += " 00:00:00+00"
				}
			}
			if n := changed(values, made(t, name, Type{Kind: kind}, nil, values)); n > 0 {
				t.Errorf("%s of %s moved %d of what stands for no date", name, kind, n)
			}
		}
	}
}

// TestPermutedDatesWithinEnds: what conditions leave holds, one to one.
func TestPermutedDatesWithinEnds(t *testing.T) {
	typ := Type{Kind: Date, Min: Bound{Text: "1971-03-01"}, Max: Bound{Text: "1972-02-29", Open: true}}
	values := uniques()["date"].values
	out := made(t, "permute", typ, nil, values)
	checkInjective(t, "date", values, out)
	n := typ.narrowed()
	for i := range values {
		if n.holds([]byte(values[i])) != n.holds([]byte(out[i])) {
			t.Fatalf("%s became %s", values[i], out[i])
		}
	}
}

// unique returns the name of a mask that keeps the values of a type apart, as those
// of a key must be. It is false where there is none.
func unique(t Type) (name string, ok bool) {
	switch t.Kind {
	case Date, Timestamp, TimestampTZ, Time, TimeTZ, MAC:
		return "permute", true
	case Array:
		if t.Elem == nil || t.Labels != nil {
			return "", false
		}
		return unique(*t.Elem)
	case Text, Char, Int, Numeric, Float, Bool, UUID, Inet, CIDR, Bytea, Bit, Enum:
		return Default(t)
	}
	return "", false
}
