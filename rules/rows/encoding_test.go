package rows

import (
	"bytes"
	"testing"
)

func TestCharset(t *testing.T) {
	for _, tt := range []struct{ encoding, bytes, utf8 string }{
		{"", "caf\xe9", "caf\xe9"},
		{"UTF8", "café", "café"},
		{"SQL_ASCII", "\xff\xfe", "\xff\xfe"},
		{"LATIN1", "caf\xe9 \xa4", "café ¤"},
		{"latin9", "\xa4", "€"},
		{"LATIN10", "\xaa", "Ș"},
		{"WIN1252", "\x80\x93", "€“"},
		{"windows-1251", "\xc6", "Ж"},
		{"KOI8R", "\xf6", "Ж"},
		{"KOI8U", "\xa4", "є"},
		{"ISO_8859_5", "\xb6", "Ж"},
		{"WIN866", "\x86", "Ж"},
	} {
		cs, ok := NewCharset(tt.encoding)
		if !ok {
			t.Errorf("%s is not known", tt.encoding)
			continue
		}
		got := cs.appendUTF8([]byte("x"), []byte(tt.bytes))
		if string(got) != "x"+tt.utf8 {
			t.Errorf("%s: % x is %q, want %q", tt.encoding, tt.bytes, got[1:], tt.utf8)
		}
		if back := cs.encode(got[1:]); string(back) != tt.bytes {
			t.Errorf("%s: back to % x, want % x", tt.encoding, back, tt.bytes)
		}
	}
	for _, encoding := range []string{"EUC_JP", "SJIS", "GB18030", "MULE_INTERNAL", "no such"} {
		if _, ok := NewCharset(encoding); ok {
			t.Errorf("%s is accepted", encoding)
		}
	}
}

// All bytes of all encodings that are defined survive the way to UTF-8 and
// back, and those that are not become question marks.
func TestCharsetBytes(t *testing.T) {
	for name := range charmaps {
		cs, ok := NewCharset(name)
		if !ok {
			t.Fatalf("%s is not known", name)
		}
		for b := range 256 {
			one := []byte{byte(b)}
			wide := cs.appendUTF8(nil, one)
			lost := bytes.Equal(wide, []byte("\uFFFD"))
			if got := cs.encode(wide); !bytes.Equal(got, one) && !(lost && string(got) == "?") {
				t.Errorf("%s: byte %#x comes back as % x", name, b, got)
			}
		}
	}
}
