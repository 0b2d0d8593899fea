package mask

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// templateOf makes the mask of a template for text.
func templateOf(t testing.TB, value string) Mask {
	t.Helper()
	m, err := New("template", testKey(t), Type{Kind: Text, Name: "text"}, Params{"value": value})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestTemplateText: what stands in braces, and what the helpers make of it.
func TestTemplateText(t *testing.T) {
	const id = "3F2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d"
	hash := func(v string, n int) string {
		out, err := templateOf(t, "{x|hash:64}").Append(nil, []byte("-"), AppendRowValue(nil, []byte(v)))
		if err != nil || len(out) != 64 {
			t.Fatal(string(out), err)
		}
		return string(out[:n])
	}
	for _, c := range []struct{ template, value, want string }{
		{"user{x}@x", "7", "user7@x"}, {"{{{x}}}", "7", "{7}"}, {`{"x"}`, "7", "7"}, {`{"a ""b"" | }"}`, "7", "7"}, {"{x}{x}", "ab", "abab"},
		{"{x|lower}", "ÄB", "äb"}, {"{x|upper}", "äb", "ÄB"}, {"{x|nodash}", id, strings.ReplaceAll(id, "-", "")}, {"{x|nodash}", "a-b", "a-b"}, {"{x|nodash}", "quantity-four-five-some-morelettersx", "quantity-four-five-some-morelettersx"},
		{"{x|first:2}", "日本語", "日本"}, {"{x|last:2}", "日本語", "本語"}, {"{x|first:9}", "日", "日"}, {"{x|last:9}", "日", "日"},
		{"{x|nodash|first:4|upper}", id, "3F2B"}, {"{x|hash:8}", "a", hash("a", 8)}, {"{x|lower|hash:8}", "A", hash("a", 8)},
		{"{x|default:none}", "", ""}, {"{x|original}", "7", "7"},
		{"{x|lower|upper}", "äßB", "ÄßB"}, {"{x|upper|lower|first:2|upper}", "äbc", "ÄB"}, {"{x|first:3|lower|last:1}", "ABCD", "c"}, {"{x|lower}", "A\xffB", "a\xffb"},
	} {
		out, err := templateOf(t, c.template).Append(nil, []byte("-"), AppendRowValue(nil, []byte(c.value)))
		if err != nil || string(out) != c.want {
			t.Errorf("%s of %q: %q (%v), want %q", c.template, c.value, out, err, c.want)
		}
	}
	for template, want := range map[string]string{"<{x}>": "<>", "{x|default:none|upper}": "NONE", "{x|upper|default:none}": "none", "{x|hash:8}": ""} {
		if out, err := templateOf(t, template).Append(nil, []byte("-"), AppendRowNull(nil)); err != nil || string(out) != want {
			t.Errorf("%s of NULL: %q (%v), want %q", template, out, err, want)
		}
	}
	digits, err := templateOf(t, "{x|digits:6}").Append(nil, []byte("-"), AppendRowValue(nil, []byte("a")))
	if err != nil || len(digits) != 6 || strings.Trim(string(digits), "0123456789") != "" {
		t.Errorf("digits: %q (%v)", digits, err)
	}
}

// FuzzTemplate: no template and no row makes it panic, what comes out is UTF-8
// where the row is, and the same each time.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{"user{id}@x", "{{{a|upper}}}", `{"a ""b"""|original|hash:8}`, "{a|default:x|first:1}{b|nodash|last:3}", "{", "}", "{|}", "{a|hash}"} {
		f.Add(s, []byte("Ann"), true)
	}
	f.Fuzz(func(t *testing.T, text string, value []byte, known bool) {
		m, err := New("template", testKey(t), Type{Kind: Text, Name: "text"}, Params{"value": text})
		if err != nil {
			return
		}
		var row []byte
		for range m.Traits().References {
			if known {
				row = AppendRowValue(row, value)
			} else {
				row = AppendRowNull(row)
			}
		}
		out, err := m.Append(nil, []byte("x"), row)
		if err != nil {
			t.Fatal(err)
		}
		if utf8.ValidString(text) && utf8.Valid(value) && !utf8.Valid(out) {
			t.Fatalf("%q of %q is no UTF-8: %q", text, value, out)
		}
		again, err := m.Append(nil, []byte("x"), row)
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("%q, and then %q (%v)", out, again, err)
		}
		if _, err := m.Append(nil, []byte("x"), value); err == nil && len(m.Traits().References) > 1 && len(value) < rowLength {
			t.Fatal("a row of too few values was taken")
		}
	})
}
