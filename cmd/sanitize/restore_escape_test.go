package main

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"sanitize/dumpfmt"
)

// testEscapes has PostgreSQL read what dumpfmt writes: the value that arrives
// is the one that was sent, in a COPY and in literals of both kinds.
func (l *lab) testEscapes(t *testing.T) {
	n := 4000
	if testing.Short() {
		n = 500
	}
	values := randomTexts(n)
	script := []byte("CREATE TABLE got (form text, id int, v text);\nCOPY got (form, id, v) FROM stdin;\n")
	for i, v := range values {
		script = fmt.Appendf(script, "copy\t%d\t", i)
		script = append(dumpfmt.AppendCopyText(script, v), '\n')
	}
	script = append(script, "\\.\nSET escape_string_warning = off;\n"...)
	for _, std := range []bool{true, false} {
		script = fmt.Appendf(script, "SET standard_conforming_strings = %v;\nINSERT INTO got VALUES ('', -1, '')", std)
		for i, v := range values {
			script = fmt.Appendf(script, ",\n('std %v', %d, ", std, i)
			script = append(dumpfmt.AppendLiteral(script, v, std), ')')
		}
		script = append(script, ";\n"...)
	}
	db := outDB("escapes")
	l.pg.CreateDB(t, db)
	requireRestored(t, l.pg.Restore(db, script))

	// Hex, so that what PostgreSQL says is not read through another escape.
	rows := l.pg.Query(t, db, "SELECT form, id, encode(convert_to(v, 'UTF8'), 'hex') FROM got WHERE id >= 0")
	if len(rows) != 3*n {
		t.Fatalf("%d values came back, want %d", len(rows), 3*n)
	}
	for _, r := range rows {
		i, err := strconv.Atoi(r[1].Text)
		if err != nil {
			t.Fatal(err)
		}
		if want := hex.EncodeToString(values[i]); r[2].Null || r[2].Text != want {
			t.Errorf("form %s: sent %s, arrived %s", r[0].Text, want, r[2].Text)
		}
	}
}

// randomTexts returns n texts in UTF-8 without NUL, of which the first are all
// characters below 256 alone; the others are thick with what needs escapes.
func randomTexts(n int) [][]byte {
	rnd := rand.New(rand.NewPCG(1, 2))
	nasty := []string{"\\", "\\\\", "'", "''", "\\N", "\\.", "\n\\.\n", "\t", "\n", "\r", "\r\n", "\b", "\f", "\v", "\\x41", "\\101",
		"\u2028", "🐤", "é", ":v", "$$", "--", "/*", ";", "\x01", "\x7f", " ", "N", "E'", "COPY t FROM stdin;\n"}
	texts := [][]byte{{}, []byte(`\N`), []byte(`\.`)}
	for c := rune(1); c < 256; c++ {
		texts = append(texts, []byte(string(c)))
	}
	for len(texts) < n {
		var v []byte
		for range rnd.IntN(12) {
			if rnd.IntN(3) > 0 {
				v = append(v, nasty[rnd.IntN(len(nasty))]...)
				continue
			}
			r := rune(1 + rnd.IntN(0x10ffff))
			if r >= 0xd800 && r < 0xe000 {
				r -= 0x800 // surrogates are not characters
			}
			v = append(v, string(r)...)
		}
		texts = append(texts, v)
	}
	return texts[:n]
}
