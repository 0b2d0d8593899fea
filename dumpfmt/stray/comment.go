package stray

import (
	"bytes"
	"regexp"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/outside"
	"sanitize/dumpfmt/sqllex"
)

// word is a word with a tab or a quote in a comment that repeats the names of an
// object.
type word struct {
	text string
	line int64
}

// comments looks at the comments in white space. A tab within a comment's text
// is that of a row, unless the comment repeats a name that has it.
func (f *Finder) comments(text []byte, line int64) error {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '-':
			n := bytes.IndexByte(text[i:], '\n')
			if n < 0 {
				n = len(text) - i
			}
			if err := f.lineComment(text, i, i+n, line); err != nil {
				return err
			}
			i += n
		case c == '/':
			n := sqllex.CommentLen(text[i:])
			f.lines(text[i:i+n], line)
			f.separatedLines(text[i:i+n], line)
			if hasInsert(text[i:i+n]) || copyInside.Match(text[i:i+n]) {
				return found(line, errComment)
			}
			line += int64(bytes.Count(text[i:i+n], newline))
			i += n
		default:
			if c == '\n' {
				line++
			}
			i++
		}
	}
	return nil
}

// copyInside is a COPY and a row behind it.
var copyInside = regexp.MustCompile(`(?i)\bcopy\b[^\n]*\bfrom\s+stdin\b[^\n]*\n[^\n]*\t`)

// lineComment looks at the comment text[lo:hi].
func (f *Finder) lineComment(text []byte, lo, hi int, line int64) error {
	body := bytes.TrimRight(text[lo+2:hi], "\r")
	own := outside.RepeatsNames(text, lo)
	if hasInsert(body) || cutsStrings(body) || !own && (innerTab(body) || damagedHeading.Match(body)) {
		return found(line, errComment)
	}
	if own {
		for _, w := range oddWords(body) {
			f.words = append(f.words, word{w, line})
		}
	}
	f.shape(bytes.TrimLeft(body, " "), line)
	f.separated(body, line)
	return nil
}

func (f *Finder) separatedLines(text []byte, line int64) {
	for l := range bytes.Lines(text) {
		f.separated(bytes.TrimSuffix(l, newline), line)
		line++
	}
}

// inner looks at what a statement has behind "--" in its lines, and in its block
// comments: for the most part the comments of a function's body. isSQL says
// whether their quotes are SQL's.
func (f *Finder) inner(stmt []byte, line int64, isSQL bool) error {
	block := false
	for l := range bytes.Lines(stmt) {
		n := bytes.Index(l, []byte("--"))
		if n >= 0 {
			n += len("--")
		} else if i := bytes.Index(l, []byte("/*")); i >= 0 {
			n, block = i+len("/*"), true
		} else if block {
			n = 0
		}
		if n >= 0 {
			body := bytes.TrimRight(l[n:], "\r\n")
			if isSQL && bytes.Count(l[:n], quote)%2 == 0 && cutsStrings(body) {
				return found(line, errGlued)
			}
			f.shape(bytes.TrimLeft(body, " "), line)
			f.separated(body, line)
		}
		block = block && !bytes.Contains(l, []byte("*/"))
		line++
	}
	return nil
}

// damagedHeading is what pg_dump writes above an object, or half of it.
var damagedHeading = regexp.MustCompile(`^ (?:Data for |Statistics for )?Name: .*; (?:Type|Owner): |; Schema: .*; Owner: `)

// follows wants the odd words of headings to be in the statement after them, or in
// the names of tables.
func (f *Finder) follows(text []byte, s *dumpfmt.Schema) error {
	words := f.words
	f.words = nil
	for _, w := range words {
		if !bytes.Contains(text, []byte(w.text)) && !isTable(s, w.text) {
			return found(w.line, errComment)
		}
	}
	return nil
}

func isTable(s *dumpfmt.Schema, word string) bool {
	for name := range s.Tables {
		if strings.Contains(name.Name, word) || strings.Contains(name.Schema, word) {
			return true
		}
	}
	return false
}

// innerTab reports whether a line has a tab between two other characters.
func innerTab(line []byte) bool {
	return bytes.IndexByte(bytes.TrimSpace(line), '\t') >= 0
}

// oddWords returns the words of a heading that have tabs or quotes, which names
// hardly ever have, and rows do. Of an owner, whom no statement may name, only what
// looks cut out of a list counts.
func oddWords(line []byte) (list []string) {
	if i := bytes.LastIndex(line, []byte("; Owner: ")); i >= 0 && !isOfList(line[i:]) {
		line = line[:i]
	}
	for _, w := range bytes.FieldsFunc(bytes.TrimSpace(line), func(r rune) bool { return strings.ContainsRune(" ;\"().", r) }) {
		at := bytes.IndexAny(w, "\t'")
		if at >= 0 && (w[at] == '\t' || !isApostrophe(w, at)) {
			list = append(list, string(w))
		}
	}
	return list
}

// isOfList reports whether v has a tab, a comma before or after a string, or a part
// of a string.
func isOfList(v []byte) bool {
	quotes := 0
	for i, c := range v {
		if c == '\'' && !isApostrophe(v, i) {
			quotes++
		}
	}
	return quotes%2 == 1 || bytes.Contains(v, tab) || bytes.Contains(v, listed) || bytes.Contains(v, []byte(", '"))
}

// splitsPair reports whether a text begins or ends within a string of an
// INSERT's row: what its quotes hold is what stands between two strings.
func splitsPair(text []byte, std bool) bool {
	if !bytes.Contains(text, pair) {
		return false
	}
	for i := 0; i < len(text); {
		q, ok := sqllex.NextQuote(text, i, std)
		if !ok {
			return false
		}
		if q.Form != sqllex.Ident && string(text[q.Lo:q.Hi]) == ", " && q.Lo > 1 && endsValue(text[q.Lo-2]) && q.Next < len(text) && beginsValue(text[q.Next]) {
			return true
		}
		i = q.Next
	}
	return false
}

// cutsStrings reports whether a comment begins or ends within a string of a row:
// one of an INSERT's, or of JSON.
func cutsStrings(text []byte) bool {
	return cutsQuotes(text, '\'', ", ") || cutsQuotes(text, '"', `,: []{}-.0123456789truefalsn`)
}

// cutsQuotes is cutsStrings for a quote, where no other bytes than those of
// between stand between two strings. A quote behind a word is an apostrophe.
func cutsQuotes(text []byte, quote byte, between string) bool {
	open, listed := false, false
	for i, c := range text {
		if c != quote || isApostrophe(text, i) {
			continue
		}
		pair, behind := isPair(text, i, between), i > 0 && endsValue(text[i-1])
		if !open && behind && pair {
			return true
		}
		open = !open && !behind
		listed = listed || pair
	}
	return open && listed
}

// isApostrophe reports whether a quote stands between two letters.
func isApostrophe(text []byte, at int) bool {
	return at > 0 && at+1 < len(text) && isWordByte(text[at-1]) && isWordByte(text[at+1])
}

// isPair reports whether what stands between two strings is at text[at].
func isPair(text []byte, at int, between string) bool {
	rest := text[at+1:]
	n := len(rest) - len(bytes.TrimLeft(rest, between))
	return bytes.ContainsAny(rest[:n], ",:") && n+1 < len(rest) && rest[n] == text[at] && beginsValue(rest[n+1])
}

// endsValue and beginsValue report whether a byte may be the last or the first
// of a value in quotes, and in code does not stand next to quotes.
func endsValue(c byte) bool   { return isWordByte(c) || bytes.IndexByte([]byte("}]\".!?"), c) >= 0 }
func beginsValue(c byte) bool { return isWordByte(c) || bytes.IndexByte([]byte("{[\""), c) >= 0 }

// wordBefore reports whether the byte before text[at] is of a word.
func wordBefore(text []byte, at int) bool { return at > 0 && isWordByte(text[at-1]) }

func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c >= 0x80
}
