package mask

import (
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestRepetitionStays: a long text that repeats itself does so masked, whatever is
// before and behind, under each mask of text, so that it compresses as well and still
// fits an index.
func TestRepetitionStays(t *testing.T) {
	units := []string{
		"1234567890", "ab", "x", "0", "#=", "Ann Lee, ", "ÄÖüß-", "日本語", "a\u0301b", "a b ", "ann@mail.example ", "https://shop.example/a?b=1 ",
		"<p>Ann</p>", "+49 30 12345 ", "A-1;", "Hauptstr. 5, Berlin\n", strings.Repeat("7c9e6679f742", 40),
	}
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		t.Fatal(err)
	}
	size := func(v string) int { return len(encoder.EncodeAll([]byte(v), nil)) }
	masked := 0
	for _, spec := range Catalog() {
		m, err := New(spec.Name, testKey(t), Type{Kind: Text}, spec.With)
		if err != nil || spec.Name == "hash" || spec.Name == "fpe" || spec.Name == "regexp" || m.Traits().UsesRow {
			continue
		}
		for _, u := range units {
			whole := strings.Repeat(u, 1+15000/len(u))
			for _, v := range []string{whole, whole[:10000], "Re. 17: " + whole, whole + " etc. 23", "Ann " + whole[:12000] + " 24"} {
				out, err := m.Append(nil, []byte(v), nil)
				if err != nil {
					continue // it is too long, or of no form
				}
				masked++
				if was, is := size(v), size(string(out)); is > 2*was+600 {
					t.Errorf("%s of %.20q over and over is %d bytes compressed, and was %d", spec.Name, u, is, was)
				}
			}
		}
	}
	if masked < 1000 {
		t.Errorf("%d values were masked, want 1000 at least", masked)
	}
}
