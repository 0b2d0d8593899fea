package verify

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestContent: what says how a value was made is no word of it, and all else is,
// salts and what only looks like a name of a hash, too.
func TestContent(t *testing.T) {
	for v, want := range map[string]string{
		"pbkdf2_sha256$150000$BxBijx6iXC5n$XzlH":       "BxBijx6iXC5n$XzlH",
		"sha1$abc12$7c4a8d09":                          "abc12$7c4a8d09",
		"bcrypt_sha256$$2b$12$N9qo8uLOickgx2ZM":        "N9qo8uLOickgx2ZM",
		"$2b$12$N9qo8uLOickgx2ZM":                      "N9qo8uLOickgx2ZM",
		"$argon2id$v=19$m=65536,t=3,p=4$c2Fs$Zm":       "c2Fs$Zm",
		"$annlee$12$secret":                            "$annlee$12$secret",
		"annlee$150000$secret":                         "annlee$150000$secret",
		"{SSHA512}abcdef":                              "abcdef",
		"{annlee}abcdef":                               "{annlee}abcdef",
		"javascript:annlee":                            "annlee",
		"annlee: javascript":                           "annlee: javascript",
		"Bearer abcdef":                                "abcdef",
		"bearer abcdef":                                "bearer abcdef",
		"<fullname of=\"ann\">Lee</fullname>":          "              ann  Lee           ",
		"<a xmlns:gwen=\"annlee\" x=\"b\"/>":           "                          b   ",
		"<a\nxmlns:gwen=\"annlee\"\nx=\"b\"/>":         "                          b   ",
		"<!DOCTYPE html><b>Lee</b>":                    "                  Lee    ",
		"<!DOCTYPE annlee><b/>":                        "<!DOCTYPE annlee>    ",
		"<!-- annlee --><b/>":                          "<!-- annlee -->    ",
		"<p>Garc&iacute;a &smith; &notLee; &#39;<br/>": "   Garc        a &smith; &notLee; &#39;     ",
		"<a title=\"&quot;Lee\">&Ann</a>":              "                Lee  &Ann    ",
		"Garc&iacute;a":                                "Garc&iacute;a",
		"Ann <annlee@corp.de>":                         "Ann <annlee@corp.de>",
		"<annlee>":                                     "<annlee>",
		"12 years 11 months":                           "12 11",
		"P3Y6M4DT12H30M5.5S":                           "3 6 4 12 30 5.5",
		"1.250,00 EUR":                                 "1.250,00",
		"-45min":                                       "-45",
		"5.656e+03 oz":                                 "5.656",
		"8.719e+03 mmHg":                               "8.719",
		"5.656e+oz":                                    "5.656e+oz",
		"Mon, 5:53 pm":                                 ", 5:53",
		"02/03/2024 05:53PM":                           "02/03/2024 05:53",
		"10:30 Europe/Berlin":                          "10:30",
		"10:30 annlee":                                 "10:30 annlee",
		"10:30 Ann/Lee":                                "10:30 Ann/Lee",
		"v1.22.3":                                      "1.22.3",
		"v1.ann":                                       "v1.ann",
		"12 annlee":                                    "12 annlee",
		"12 months annlee":                             "12 months annlee",
		"P12annlee":                                    "P12annlee",
	} {
		var buf []byte
		got := string(content([]byte(v), &buf))
		if got != want {
			t.Errorf("%q: got %q, want %q", v, got, want)
		}
	}
}

// TestUnbroken: a giant text of little else than marks is read once, not once for each.
func TestUnbroken(t *testing.T) {
	const n = 1 << 22
	attributes := []byte("<a " + strings.Repeat(`x="y"`, n) + "/>")
	if got := string(bytes.ReplaceAll(appendUntagged(nil, attributes, true), []byte(" "), nil)); got != strings.Repeat("y", n) {
		t.Errorf("%d bytes of attributes, want %d", len(got), n)
	}
	eachKeyWithin([]byte(strings.Repeat("12:30", n)), func(key []byte) { t.Errorf("%d bytes are a key", len(key)) })
}

// TestPiece: the pieces of a text are all of it, and end at blanks or between
// characters.
func TestPiece(t *testing.T) {
	for _, unit := range []string{"annlee ", "ännlee", "x"} {
		text, all := strings.Repeat(unit, 3*pieceSize/len(unit)), ""
		for p := range pieces([]byte(text)) {
			if len(p) == 0 || len(p) > pieceSize || !utf8.Valid(p) || unit == "annlee " && p[len(p)-1] != ' ' {
				t.Fatalf("%q: a piece of %d bytes, after %d", unit, len(p), len(all))
			}
			all += string(p)
		}
		if all != text {
			t.Errorf("%q: the pieces are not the text", unit)
		}
	}
}
