package dumpfmt_test

import (
	"testing"

	"sanitize/dumpfmt"
)

func TestAppendCopyText(t *testing.T) {
	tests := []struct{ value, field string }{
		{"", ""},
		{"plain é 日本 😀", "plain é 日本 😀"},
		{"\b\f\n\r\t\v\\", `\b\f\n\r\t\v\\`},
		{`\N`, `\\N`},
		{`\.`, `\\.`},
		{"a\tb", `a\tb`},
		{"\x01\x1b\x7f\xff", "\x01\x1b\x7f\xff"},
		{`'"$;`, `'"$;`},
	}
	for _, tt := range tests {
		if got := dumpfmt.AppendCopyText([]byte("> "), []byte(tt.value)); string(got) != "> "+tt.field {
			t.Errorf("AppendCopyText(%q) = %q, want %q", tt.value, got, "> "+tt.field)
		}
		got, err := dumpfmt.AppendCopyDecoded([]byte("> "), []byte(tt.field))
		if string(got) != "> "+tt.value || err != nil {
			t.Errorf("AppendCopyDecoded(%q) = %q, %v, want %q", tt.field, got, err, "> "+tt.value)
		}
	}
}

// COPY reads more than pg_dump writes.
func TestAppendCopyDecoded(t *testing.T) {
	tests := []struct{ field, value, err string }{
		{`\101\1012\7x`, "AA2\ax", ""},
		{`\377\777`, "\xff\xff", ""},
		{`\x41\x4g\x414\xg\x`, "A\x04gA4xgx", ""},
		{`\xA\xfF`, "\n\xff", ""},
		{`a\Nb`, "aNb", ""},
		{"a\\\tb", "a\tb", ""},
		{`\.\q\"\8`, `.q"8`, ""},
		{`\\\\n`, `\\n`, ""},
		{`a\`, "", "a field ends in a lone backslash"},
		{`a\0`, "", "an escape stands for a zero byte"},
		{`\x0`, "", "an escape stands for a zero byte"},
		{`\400`, "", "an escape stands for a zero byte"},
	}
	for _, tt := range tests {
		got, err := dumpfmt.AppendCopyDecoded(nil, []byte(tt.field))
		if tt.err != "" {
			if err == nil || err.Error() != tt.err {
				t.Errorf("AppendCopyDecoded(%q): error %v, want %q", tt.field, err, tt.err)
			}
			continue
		}
		if string(got) != tt.value || err != nil {
			t.Errorf("AppendCopyDecoded(%q) = %q, %v, want %q", tt.field, got, err, tt.value)
		}
	}
}

func TestAppendLiteral(t *testing.T) {
	tests := []struct{ value, std, old string }{
		{"", "''", "''"},
		{"it's", "'it''s'", "'it''s'"},
		{"''", "''''''", "''''''"},
		{`a\b`, `'a\b'`, `'a\\b'`},
		{`\'`, `'\'''`, `'\\'''`},
		{"a\nb", "'a\nb'", "'a\nb'"},
	}
	for _, tt := range tests {
		if got := dumpfmt.AppendLiteral(nil, []byte(tt.value), true); string(got) != tt.std {
			t.Errorf("AppendLiteral(%q, true) = %s, want %s", tt.value, got, tt.std)
		}
		if got := dumpfmt.AppendLiteral(nil, []byte(tt.value), false); string(got) != tt.old {
			t.Errorf("AppendLiteral(%q, false) = %s, want %s", tt.value, got, tt.old)
		}
	}
}
