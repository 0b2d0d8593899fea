package shape

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/sip"
	"sanitize/mask/internal/stream"
)

// FuzzText holds Text to the shape of its input.
func FuzzText(f *testing.F) {
	for _, v := range []string{"Ann Lee", "Łódź 17-B", "straße ÿ İı ſ", "日本語テスト", "😀 ok", "()[]", "a\xffb", "ΐς ΑΣ", strings.Repeat("Съешь ещё ", 20)} {
		f.Add(v)
	}
	s := New(stream.New([]byte("secret"), &[sip.KeySize]byte{2}), &[perm.KeySize]byte{1})
	scramble := func(v string) string { return string(s.Text(nil, []byte(v))) }
	f.Fuzz(func(t *testing.T, v string) {
		out := scramble(v)
		if len(out) > len(v) || utf8.RuneCountInString(out) != utf8.RuneCountInString(v) || !utf8.ValidString(out) || out != scramble(v) {
			t.Fatalf("%q became %q", v, out)
		}
		if !utf8.ValidString(v) {
			return
		}
		hasLetter := strings.ContainsFunc(v, func(r rune) bool {
			return r < 0x80 && classes[r] != 0 || r >= 0x80 && glyphs().find(r).class != 0
		})
		old, j := []rune(v), 0
		for _, r := range out {
			was := old[j]
			j++
			if r < 0x80 && was < 0x80 && classes[r] != classes[was] || (r < 0x80) != (was < 0x80) || unicode.IsSpace(r) != unicode.IsSpace(was) {
				t.Fatalf("%q became %q: %q for %q", v, out, r, was)
			}
			if r >= 0x80 && hasLetter {
				a, b := glyphs().find(r), glyphs().find(was)
				if a.class != b.class || a.capital != b.capital {
					t.Fatalf("%q became %q: %q for %q", v, out, r, was)
				}
			}
		}
	})
}
