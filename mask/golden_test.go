package mask

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// testSecret is the salt of all tests: never change it.
const testSecret = "a salt for tests, known to all"

func testKey(t testing.TB) *Key {
	t.Helper()
	k, err := NewKey([]byte(testSecret))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A variant is a mask with parameters.
type variant struct {
	name   string
	params Params
}

func (v variant) String() string {
	var b strings.Builder
	b.WriteString(v.name)
	for _, k := range slices.Sorted(func(yield func(string) bool) {
		for k := range v.params {
			if !yield(k) {
				return
			}
		}
	}) {
		fmt.Fprintf(&b, " %s=%v", k, v.params[k])
	}
	return b.String()
}

// variants returns every mask, and those with parameters in all their ways.
func variants() []variant {
	all := []variant{
		{"set", Params{"value": "1"}},
		{"redact", Params{"with": "gelöscht"}},
		{"redact", Params{"keep_null": false, "keep_empty": false}},
		{"hash", Params{"encoding": "base32"}},
		{"hash", Params{"encoding": "base64", "length": int64(12), "prefix": "h:"}},
		{"hash", Params{"length": int64(64)}},
		{"hash", Params{"domain_key": "other"}},
		{"email", Params{"keep_domain": true}},
		{"email", Params{"domain": "staging.invalid"}},
		{"phone", Params{"keep_country": true}},
		{"phone", Params{"keep_area": true}},
		{"phone", Params{"style": "fictitious"}},
		{"ip", Params{"keep_prefix": int64(16), "keep_prefix6": int64(48)}},
		{"mac", Params{"keep_vendor": true}},
		{"url", Params{"keep_host": true}},
		{"url", Params{"keep_path": true}},
		{"choice", Params{"values": []any{"1", int64(22), "333"}}},
		{"date_shift", Params{"max": int64(3)}},
		{"scramble", Params{"keep_empty": false}},
	}
	for _, s := range Catalog() {
		if s.Name != "set" && s.Name != "null" {
			all = append(all, variant{s.Name, nil})
		}
	}
	return all
}

// TestGolden holds the output for a given salt. It is frozen: a snapshot of
// today has to join with one of last year.
func TestGolden(t *testing.T) {
	var b strings.Builder
	b.WriteString("# mask\ttype\trow\tin\tout\n")
	k := testKey(t)
	for _, v := range variants() {
		for _, s := range samples() {
			m, err := New(v.name, k, s.typ, v.params)
			if err != nil {
				continue
			}
			writeGolden(t, &b, v, s, m)
		}
	}
	file := filepath.Join("testdata", "golden.tsv")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	diffGolden(t, string(want), b.String())
}

func writeGolden(t *testing.T, b *strings.Builder, v variant, s sample, m Mask) {
	rows := [][]byte{nil}
	if UsesRow(m) {
		rows = append(rows, []byte("42"))
	}
	for _, row := range rows {
		for _, in := range s.values {
			out, err := m.Append(nil, []byte(in), row)
			if err != nil {
				t.Errorf("%s of %s: a sample is refused: %v", v, s.typ.Name, err)
			}
			fmt.Fprintf(b, "%s\t%s\t%s\t%+q\t%+q\n", v, s.typ.Name, row, in, out)
		}
	}
}

func diffGolden(t *testing.T, want, have string) {
	w, h := strings.Split(want, "\n"), strings.Split(have, "\n")
	faults := 0
	for i := range max(len(w), len(h)) {
		a, b := "(nothing)", "(nothing)"
		if i < len(w) {
			a = w[i]
		}
		if i < len(h) {
			b = h[i]
		}
		if a != b && faults < 10 {
			faults++
			t.Errorf("line %d:\nwant %s\nhave %s", i+1, a, b)
		}
	}
	if faults > 0 {
		t.Error("the output for a given salt is frozen: a change breaks every join with older snapshots." +
			" If it has to be, say so in the CHANGELOG, and run with -update")
	}
}
