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
		if s.With == nil && s.Name != "null" {
			all = append(all, variant{s.Name, nil})
		}
	}
	return append(all, laterVariants()...)
}

// laterVariants are those of the masks that came after the golden file, so that
// its lines stay in their order.
func laterVariants() []variant {
	rules := map[string]any{
		"$": "scramble", "$.a.b[*]": map[string]any{"mask": "scramble", "domain_key": "x"}, "$[1]": "delete", "$.email": "email", "$.u": map[string]any{"mask": "partial", "keep_end": int64(1)},
		"$.n": map[string]any{"mask": "noise", "ratio": 0.5}, "$.*": "redact", "$.k": "keep",
	}
	all := []variant{
		{"name", Params{"style": "real"}},
		{"name", Params{"style": "real", "locale": "de"}},
		{"first_name", Params{"style": "real", "locale": "fr"}},
		{"last_name", Params{"style": "real", "locale": "es"}},
		{"company", Params{"style": "real", "locale": "it"}},
		{"company", Params{"style": "real"}},
		{"street", Params{"style": "real"}},
		{"street", Params{"style": "real", "locale": "de"}},
		{"street", Params{"style": "real", "locale": "fr"}},
		{"street", Params{"style": "real", "locale": "it"}},
		{"city", Params{"style": "real", "locale": "es"}},
		{"postcode", Params{"keep_start": int64(2)}},
		{"credit_card", Params{"keep_bin": true}},
		{"credit_card", Params{"keep_last4": true}},
		{"credit_card", Params{"keep_bin": true, "keep_last4": true}},
		{"partial", Params{}},
		{"partial", Params{"keep_start": int64(3), "length": int64(4), "keep_domain": true}},
		{"partial", Params{"keep_start": int64(1), "keep_end": int64(1), "char": "#"}},
		{"regexp", Params{"pattern": "[0-9]+", "with": "<$0>", "all": false, "unmatched": "keep"}},
		{"noise", Params{"ratio": 0.000001}},
		{"noise", Params{"ratio": int64(1)}},
		{"round", Params{"digits": int64(1)}},
		{"round", Params{"digits": int64(-1)}},
		{"bucket", Params{"size": 0.25}},
		{"bucket", Params{"size": int64(1000)}},
		{"date_truncate", Params{"unit": "year"}},
		{"date_truncate", Params{"unit": "week"}},
		{"date_truncate", Params{"unit": "quarter"}},
		{"date_truncate", Params{"unit": "day"}},
		{"date_truncate", Params{"unit": "minute"}},
		{"bcrypt", Params{"variant": "2y", "cost": int64(12)}},
		{"bcrypt", Params{"password": "correct horse", "cost": int64(4)}},
		{"json", Params{"paths": rules, "malformed": "mask"}},
		{"json", Params{"paths": map[string]any{"$.email": "email", "$.*": "delete", "$.a": "null"}, "unlisted": "keep", "malformed": "mask"}},
		{"array", Params{"of": map[string]any{"mask": "choice", "values": []any{int64(1), int64(2)}}}},
		{"array", Params{"of": "null"}},
		{"composite", Params{"fields": map[string]any{"street": "street", "no": "null", "tags": "keep"}}},
		{"hstore", Params{"keys": map[string]any{"k": "delete", "a": "redact", "e": map[string]any{"set": "x", "keep_empty": false}}}},
		{"bytes", Params{"length": int64(3)}},
		{"bytes", Params{"keep_start": int64(2)}},
		{"email", Params{"key": "id"}},
		{"text", Params{"key": "id"}},
		{"choice", Params{"key": "id", "values": []any{"1", "2", "3"}}},
		{"uuid", Params{"key": "id", "keep_null": false}},
		{"bcrypt", Params{"keep_null": false}},
		{"template", Params{"value": "{a|upper}-{\"b\"|original|lower|first:3} {{{a|hash:20|last:7}}} {c|nodash|default:none}"}},
		{"fpe", Params{"key": testFPEKey, "alphabet": "lower_alnum", "keep_prefix": int64(1)}},
	}
	for _, s := range Catalog() {
		if s.With != nil && s.Name != "set" {
			all = append(all, variant{s.Name, s.With})
		}
	}
	return all
}

// testFPEKey is the key of NIST's first samples.
const testFPEKey = "2b7e151628aed2a6abf7158809cf4f3c"

// refuses reports whether a mask may have no result for a value of its type.
func (v variant) refuses(t Type) bool {
	switch v.name {
	case "fpe":
		return true
	case "json":
		return v.params["malformed"] != "mask" && t.Kind != JSON && t.Kind != JSONB || t.Kind == Text && t.Len+t.MaxBytes > 0 || t.Kind == Char
	case "regexp", "template":
		return t.Len+t.MaxBytes > 0
	}
	return false
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
	if m.Traits().UsesRow {
		rows = append(rows, []byte("42"))
	}
	for _, row := range rows {
		for _, in := range s.values {
			out, err := m.Append(nil, []byte(in), rowFor(m, row))
			if err != nil && v.refuses(s.typ) {
				continue
			}
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
