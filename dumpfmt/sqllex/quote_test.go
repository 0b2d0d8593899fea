package sqllex

import (
	"strings"
	"testing"
)

func TestQuotedLen(t *testing.T) {
	tests := []struct {
		in      string // ¶ marks the end; without it there is none
		escapes bool
	}{
		{"''¶", false},
		{"'a'¶ 'b'", false},
		{"'a''b'¶", false},
		{"''''¶", false},
		{"'''", false},
		{"'", false},
		{`'a\'¶`, false},
		{`'a\'b'¶c'`, true},
		{`'\\'¶`, true},
		{`'\\\''¶`, true},
		{`'a''\''¶`, true},
		{`'a\'`, true},
		{`'a\`, true},
	}
	for _, tt := range tests {
		want, ok := strings.Index(tt.in, "¶"), true
		if want < 0 {
			want, ok = 0, false
		}
		in := strings.Replace(tt.in, "¶", "", 1)
		if got, gotOK := QuotedLen([]byte(in), tt.escapes); got != want || gotOK != ok {
			t.Errorf("QuotedLen(%s, %t) = %d, %t, want %d, %t", in, tt.escapes, got, gotOK, want, ok)
		}
	}
}

func TestAppendUnquoted(t *testing.T) {
	tests := []struct {
		in      string
		escapes bool
		want    string
		ok      bool
	}{
		{"", false, "", true},
		{"it''s", false, "it's", true},
		{`a\n`, false, `a\n`, true},
		{`''\''`, false, `'\'`, true},
		{`a\nb\tc\rd\be\ff`, true, "a\nb\tc\rd\be\ff", true},
		{`\'\\''\"\q`, true, `'\'"q`, true},
		{`\1\12\1234`, true, "\x01\nS4", true},
		{`\x1\x41\x414`, true, "\x01AA4", true},
		{`\u0041\U00000042`, true, "AB", true},
		{`\u004`, true, "", false},
		{`a\`, true, "a", false},
		{`\000`, true, "", false},
	}
	for _, tt := range tests {
		got, ok := AppendUnquoted([]byte("> "), []byte(tt.in), tt.escapes)
		if string(got) != "> "+tt.want || ok != tt.ok {
			t.Errorf("AppendUnquoted(%s, %t) = %q, %t, want %q, %t", tt.in, tt.escapes, got, ok, "> "+tt.want, tt.ok)
		}
	}
}

// The length of a literal is found in one pass, also when every other byte is
// a backslash and the quote is far away: in the square of its size, it would not
// be found before the tests' time is over.
func TestQuotedLenIsLinear(t *testing.T) {
	in := []byte("'" + strings.Repeat(`\\`, 4<<20) + "'")
	if n, ok := QuotedLen(in, true); !ok || n != len(in) {
		t.Fatalf("QuotedLen = %d, %t, want %d", n, ok, len(in))
	}
}
