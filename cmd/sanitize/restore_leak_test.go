package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

// findLeaks looks for secret words in a text, in any case, and in the hex and
// base64 of bytes that hold them. It says what it found and where, one line a
// form.
func findLeaks(text []byte, words []string) []string {
	lower := bytes.ToLower(text)
	var leaks []string
	for _, w := range words {
		if i := bytes.Index(lower, []byte(w)); i >= 0 {
			leaks = append(leaks, leakAt(text, i, w))
		}
		for _, form := range cases(w) {
			if i := bytes.Index(lower, []byte(hex.EncodeToString([]byte(form)))); i >= 0 {
				leaks = append(leaks, leakAt(text, i, "hex of "+form))
			}
			for shift := range 3 {
				if i := bytes.Index(text, base64Core(form, shift)); i >= 0 {
					leaks = append(leaks, leakAt(text, i, "base64 of "+form))
				}
			}
		}
	}
	return leaks
}

// leakAt names the place: a line's number and the start of the item that it
// belongs to are enough to find it in the zoo.
func leakAt(text []byte, i int, what string) string {
	line := 1 + bytes.Count(text[:i], []byte("\n"))
	item := "the beginning"
	if j := bytes.LastIndex(text[:i], []byte("\n-- ")); j >= 0 {
		item, _, _ = strings.Cut(string(text[j+1:]), "\n")
	}
	return fmt.Sprintf("%s, line %d, below %s", what, line, item)
}

// cases returns the ways that the zoo writes a word.
func cases(w string) []string {
	return []string{w, strings.ToUpper(w), strings.ToUpper(w[:1]) + w[1:]}
}

// base64Core returns the characters that stand for w, and for nothing else,
// when shift bytes precede it in their group of three.
func base64Core(w string, shift int) []byte {
	enc := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), w...))
	first := (shift*8 + 5) / 6
	last := (shift + len(w)) * 8 / 6
	return []byte(enc[first:last])
}

func TestFindLeaks(t *testing.T) {
	words := []string{"canary", "finch"}
	for _, text := range []string{
		"a canary", "CANARY", "cAnArY", "a finch\n", `\x43616e617279`, "63616E617279", hex.EncodeToString([]byte("FINCH")),
		base64.StdEncoding.EncodeToString([]byte("canary")), base64.StdEncoding.EncodeToString([]byte("1canary2")),
		base64.StdEncoding.EncodeToString([]byte("12canary")), base64.StdEncoding.EncodeToString([]byte("user:Finch@x")),
	} {
		if len(findLeaks([]byte(text), words)) == 0 {
			t.Errorf("findLeaks(%q) finds nothing", text)
		}
	}
	if leaks := findLeaks([]byte("decoy, can ary"), words); leaks != nil {
		t.Errorf("findLeaks finds %q in a text without secrets", leaks)
	}
	if leaks := findLeaks([]byte("canary"), words[1:]); leaks != nil {
		t.Errorf("findLeaks finds %q, which was not asked for", leaks)
	}
}
