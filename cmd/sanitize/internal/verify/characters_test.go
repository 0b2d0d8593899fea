package verify

import (
	"hash/maphash"
	"strings"
	"testing"
	"unicode/utf8"
)

// wordsOf returns the words of a text, parted by bars.
func wordsOf(text string) string {
	r := &wordReader{key: maphash.MakeSeed(), plain: plain()}
	r.read([]byte(text))
	var list []string
	for i := range r.words {
		list = append(list, string(r.text(i)))
	}
	return strings.Join(list, "|")
}

// TestWords reads the words of texts as people and programs write them: quotes,
// dashes and pictures part words, accents and capitals of any alphabet do not make
// another one, and what is not seen is not there.
func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Ann Lee":                           "ann|lee",
		"“Ann”—Lee’s…":                      "ann|lee|s",
		"«Ann»\u00a0Lee":                    "ann|lee",
		"ann.lee@x.org.":                    "ann.lee@x.org",
		"<ann.lee@x.org>;\u2003x":           "ann.lee@x.org|x",
		"\ufeffAnn\u200bLee\u00ad":          "annlee",
		"An\u00adn Lee\u3000Roe":            "ann|lee|roe",
		"ＡＮＮ＠ｘ．ｏｒｇ":                         "ann@x.org",
		"😀ann@x.org😀":                       "ann@x.org",
		"電子ann@x.orgです":                     "電子|ann@x.org|です",
		"佐々木 美咲、様":                          "佐々木|美咲|様",
		"JOSÉ José Jose\u0301 jose":         "jose|jose|jose|jose",
		"ИВАН Иван Ёлкин":                   "иbah|иbah|eлkиh", // what looks alike is alike
		"ΑΛΕΞΗΣ Αλέξης":                     "aλeξησ|aλeξησ",
		"Łukasz Søren Groß Nguyễn Ægir":     "lukasz|soren|gross|nguyen|aegir",
		"a_b-c+d%e .x. -y-":                 "a_b-c+d%e|x|y",
		"a\xc3":                             "a\xc3",
		"\xe2\x80":                          "\xe2\x80",
		"\u0301\u05b0":                      "",
		"12²":                               "12²",
		"":                                  "",
		strings.Repeat("Ⱥ電", 50) + "\u0130": strings.Repeat("ⱥ|電|", 50) + "i",
	} {
		if got := wordsOf(text); got != want {
			t.Errorf("%q has the words %q, want %q", text, got, want)
		}
	}
}

// FuzzWords reads any bytes: no word is empty, none holds a blank, and the words
// of a text read again are the same.
func FuzzWords(f *testing.F) {
	f.Add("Ann “Lee” <ann@x.org> 電子ＡＢ")
	f.Add("\xe1\xb8\xe2\x80\xf0\x9f")
	f.Add("\u0385 \u0384 \u0387 \u037e")
	f.Fuzz(func(t *testing.T, text string) {
		words := wordsOf(text)
		if words == "" {
			return
		}
		list := strings.Split(words, "|")
		for _, w := range list {
			if w == "" || strings.ContainsAny(w, " \n\t") {
				t.Errorf("%q has a word %q", text, w)
			}
		}
		if again := wordsOf(strings.Join(list, " ")); utf8.ValidString(text) && again != words {
			t.Errorf("%q has the words %q, and these %q", text, words, again)
		}
	})
}
