// Package sqllex knows the lexical rules of SQL as psql applies them: where a
// statement ends, and what its tokens are. It works on bytes, in any encoding
// whose multibyte characters hold no ASCII bytes, and knows no dumps.
//
// The rules are those of psqlscan.l and scan.l in PostgreSQL's source.
//
//	lexer.go                  Lexer: where a statement ends, however its bytes come
//	cursor.go, cursortext.go  Cursor: the tokens of a whole text, and what they stand for
//	quotes.go                 Quote: the quotes in text that need not be SQL
//	quote.go, chars.go        what these share: literals, escapes, classes of bytes
package sqllex

import "bytes"

// Status says how a scan ended.
type Status int

// The ways in which a scan ends.
const (
	Complete  Status = iota // the statement has ended
	More                    // the bytes are over before the statement is
	Backslash               // a backslash outside of quotes, in mid-statement
)

// mode is what the lexer is inside of.
type mode byte

const (
	inCode    mode = iota
	inString       // '…' in which only '' is special
	inEscape       // E'…', or any '…' when standard_conforming_strings is off
	inIdent        // "…"
	inDollar       // $tag$…$tag$
	inLine         // -- …
	inComment      // /* … */, nested
)

// Lexer finds the end of one statement. It can stop wherever its bytes end and
// go on when there are more.
//
//	inCode  --'-->  inString, inEscape  --'-->  inCode
//	        --"-->  inIdent             --"-->
//	        --$t$-> inDollar            --$t$->
//	        ---- -> inLine              --LF->
//	        --/*--> inComment           --*/-> (when as many as were opened)
//
// A semicolon in inCode ends the statement, unless parentheses or a BEGIN
// ATOMIC body are open.
type Lexer struct {
	std   bool
	mode  mode
	tag   []byte // inDollar: the delimiter with both its $
	depth int    // of open parentheses
	nest  int    // of open comments

	ended int  // offset after the last literal; 0 if there was none
	last  mode // inString or inEscape: what that literal was

	routine   bool // CREATE FUNCTION or PROCEDURE: words matter
	decided   bool // routine is known
	begun     int  // offset after the last word BEGIN outside of parentheses
	bodyDepth int  // 1 in a BEGIN ATOMIC body, plus one for each open CASE
}

// Reset makes l ready for a new statement. std is
// standard_conforming_strings.
func (l *Lexer) Reset(std bool) {
	*l = Lexer{std: std, tag: l.tag[:0]}
}

// Scan reads on in the statement b, from the offset that the last Scan
// returned, 0 at first. b begins at the statement's first byte; between calls
// it may only grow. eof says that it will not.
//
// With Complete the offset is that after the statement's semicolon; with More
// it is where to go on; with Backslash it is that of the backslash.
func (l *Lexer) Scan(b []byte, from int, eof bool) (int, Status) {
	i := from
	for i < len(b) {
		var n int
		var ok bool
		switch l.mode {
		case inCode:
			j, st, done := l.code(b, i, eof)
			if done {
				return j, st
			}
			i = j
			continue
		case inString:
			n, ok = closeQuote(b[i:], '\'')
			l.ended, l.last = i+n, inString
		case inEscape:
			n, ok = closeEscape(b[i:])
			l.ended, l.last = i+n, inEscape
		case inIdent:
			n, ok = closeQuote(b[i:], '"')
		case inDollar:
			n, ok = closeDollar(b[i:], l.tag)
		case inLine:
			n, ok = closeLine(b[i:])
		case inComment:
			n, ok = l.closeComment(b[i:])
		}
		i += n
		if !ok {
			return i, More
		}
		l.mode = inCode
	}
	return i, More
}

// code reads tokens from b[i] up to the next change of mode. done says that
// Scan is to return next and st.
func (l *Lexer) code(b []byte, i int, eof bool) (next int, st Status, done bool) {
	if !l.decided {
		if l.routine, l.decided = isRoutine(b, eof); !l.decided {
			return i, More, true
		}
	}
	for i < len(b) {
		switch c := b[i]; classes[c] {
		case plain:
			i++
		case letter:
			n := identEnd(b, i)
			if n == len(b) && !eof {
				return i, More, true
			}
			if l.routine && l.depth == 0 {
				l.word(b, i, n)
			}
			if n < len(b) && b[n] == '\'' {
				l.mode = l.prefixed(b[i:n])
				return n + 1, 0, false
			}
			i = n
		case digit:
			n := numberEnd(b, i)
			if !eof && goesOn(b[n:]) {
				return i, More, true
			}
			i = n
		case quote:
			// Most literals end where they are found to begin.
			l.mode = l.unprefixed(b, i)
			n := -1
			if l.mode == inString {
				n = bytes.IndexByte(b[i+1:], '\'')
			}
			if n < 0 {
				return i + 1, 0, false
			}
			i += n + 2
			l.mode, l.ended, l.last = inCode, i, inString
		default:
			n, st, done := l.special(b, i, eof)
			if done || l.mode != inCode {
				return n, st, done
			}
			i = n
		}
	}
	return i, More, true
}

// special reads the punctuation at b[i], which is more than that. Its results
// are those of code.
func (l *Lexer) special(b []byte, i int, eof bool) (next int, st Status, done bool) {
	switch c := b[i]; c {
	case '"':
		l.mode = inIdent
	case '$':
		switch n, tag := dollarTag(b[i:], eof); tag {
		case tagCut:
			return i, More, true
		case tagFound:
			l.mode, l.tag = inDollar, append(l.tag[:0], b[i:i+n]...)
			return i + n, 0, false
		}
		n := DigitsEnd(b, i+1) // $1, at most
		if n == len(b) && !eof {
			return i, More, true
		}
		return n, 0, false
	case '-', '/':
		if i+1 == len(b) {
			return i, More, true // at eof, too: there is no semicolon
		}
		if c == '-' && b[i+1] == '-' {
			l.mode = inLine
			return i + 2, 0, false
		}
		if c == '/' && b[i+1] == '*' {
			l.mode, l.nest = inComment, 1
			return i + 2, 0, false
		}
	case '(':
		l.depth++
	case ')':
		l.depth = max(l.depth-1, 0) // as psql does
	case ';':
		if l.depth == 0 && l.bodyDepth == 0 {
			return i + 1, Complete, true
		}
	case '\\':
		return i, Backslash, true
	}
	return i + 1, 0, false
}

// prefixed returns the mode of a literal whose quote follows the word w.
func (l *Lexer) prefixed(w []byte) mode {
	if len(w) == 1 {
		switch w[0] | 0x20 {
		case 'e':
			return inEscape
		case 'b', 'x':
			return inString
		}
	}
	return l.unmarked()
}

// unprefixed returns the mode of the literal whose quote is b[i]. One that
// goes on after a quote (the two stand for one), or after white space with a
// newline, is what it was: quotecontinue in psqlscan.l.
func (l *Lexer) unprefixed(b []byte, i int) mode {
	if l.ended > 0 && l.last != l.unmarked() && (l.ended == i || l.ended+continuation(b[l.ended:]) == i) {
		return l.last
	}
	return l.unmarked()
}

// unmarked is the mode of a literal without a prefix.
func (l *Lexer) unmarked() mode {
	if l.std {
		return inString
	}
	return inEscape
}

// word follows BEGIN ATOMIC … END by the word b[lo:hi].
//
// psql counts every bare BEGIN in a CREATE FUNCTION, and so never sees the end
// of one whose name is "begin"; the grammar's BEGIN ATOMIC is exact.
func (l *Lexer) word(b []byte, lo, hi int) {
	switch w := b[lo:hi]; {
	case EqualFold(w, "begin"):
		l.begun = hi
	case l.bodyDepth == 0 && l.begun > 0 && EqualFold(w, "atomic"):
		if n, ok := SkipSpace(b[l.begun:lo], true); ok && l.begun+n == lo {
			l.bodyDepth = 1
		}
	case l.bodyDepth > 0 && EqualFold(w, "case"):
		l.bodyDepth++
	case l.bodyDepth > 0 && EqualFold(w, "end"):
		l.bodyDepth--
	}
}

// isRoutine reports whether the statement b creates a function or procedure. It
// reports false as its second result if it needs more of b to say so.
func isRoutine(b []byte, eof bool) (routine, known bool) {
	if len(b) > 0 && b[0]|0x20 != 'c' {
		return false, true // most statements: INSERT above all
	}
	words := [...]string{"create", "or", "replace", "function", "procedure"}
	for i := 0; ; {
		n, ok := SkipSpace(b[i:], eof)
		i += n
		if !ok || i == len(b) {
			return false, eof
		}
		lo := i
		for i < len(b) && isIdent(b[i]) {
			i++
		}
		if i == len(b) && !eof {
			// Most statements are decided by their first letter.
			return false, i > lo && !prefixFold(b[lo:i], words[:])
		}
		w := b[lo:i]
		switch {
		case EqualFold(w, "function"), EqualFold(w, "procedure"):
			return true, true
		case EqualFold(w, "create"), EqualFold(w, "or"), EqualFold(w, "replace"):
		default:
			return false, true
		}
	}
}

// prefixFold reports whether b begins one of the words.
func prefixFold(b []byte, words []string) bool {
	for _, w := range words {
		if len(b) <= len(w) && HasPrefixFold(b, w[:len(b)]) {
			return true
		}
	}
	return false
}

// continuation returns the offset of the quote that continues the literal
// before b, 0 if there is none: it comes after white space with a newline, and
// -- comments (whitespace_with_newline in psqlscan.l).
func continuation(b []byte) int {
	newline := false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\'' && newline:
			return i
		case c == '\n' || c == '\r':
			newline = true
		case c == '-' && i+1 < len(b) && b[i+1] == '-':
			n, _ := closeLine(b[i:])
			i += n - 1
		case !IsSpace(c):
			return 0
		}
	}
	return 0
}

// closeQuote returns the length of what remains of a '…' or "…". A doubled
// quote closes and opens again, which comes to the same.
func closeQuote(b []byte, q byte) (int, bool) {
	i := bytes.IndexByte(b, q)
	if i < 0 {
		return len(b), false
	}
	return i + 1, true
}

// closeEscape is closeQuote for a literal with backslash escapes.
func closeEscape(b []byte) (int, bool) {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			if i+1 == len(b) {
				return i, false
			}
			i++
		case '\'':
			return i + 1, true
		}
	}
	return len(b), false
}

func closeDollar(b, tag []byte) (int, bool) {
	if i := bytes.Index(b, tag); i >= 0 {
		return i + len(tag), true
	}
	return max(len(b)-len(tag)+1, 0), false
}

func closeLine(b []byte) (int, bool) {
	if i := bytes.IndexAny(b, "\r\n"); i >= 0 {
		return i, true
	}
	return len(b), false
}

func (l *Lexer) closeComment(b []byte) (int, bool) {
	n, nest := commentLen(b, l.nest)
	l.nest = nest
	return n, nest == 0
}

// commentLen reads on in a comment that is nest deep. It returns how far it
// got and how deep it is there; a byte that may begin a delimiter is left.
func commentLen(b []byte, nest int) (int, int) {
	i := 0
	for i+1 < len(b) {
		switch {
		case b[i] == '/' && b[i+1] == '*':
			nest++
			i += 2
		case b[i] == '*' && b[i+1] == '/':
			nest--
			i += 2
			if nest == 0 {
				return i, 0
			}
		default:
			i++
		}
	}
	return i, nest
}

// CommentLen returns the length of the /* comment at the start of b, which is
// that of b if the comment has no end there.
func CommentLen(b []byte) int {
	n, nest := commentLen(b[2:], 1)
	if nest > 0 {
		return len(b)
	}
	return 2 + n
}

// SkipSpace returns the length of the white space and comments at the start of
// b. It reports false if they end in a comment that b does not hold whole; the
// length is then that of what comes before it. At eof a -- comment may end
// without a newline.
func SkipSpace(b []byte, eof bool) (int, bool) {
	i := 0
	for i < len(b) {
		switch c := b[i]; {
		case IsSpace(c):
			i++
		case c == '-' && i+1 < len(b) && b[i+1] == '-':
			n, ok := closeLine(b[i:])
			if !ok && !eof {
				return i, false
			}
			i += n
		case c == '/' && i+1 < len(b) && b[i+1] == '*':
			n, nest := commentLen(b[i+2:], 1)
			if nest > 0 {
				return i, false
			}
			i += 2 + n
		case (c == '-' || c == '/') && i+1 == len(b) && !eof:
			return i, false
		default:
			return i, true
		}
	}
	return i, true
}

// tagState says what a dollar sign is.
type tagState int

const (
	noTag    tagState = iota
	tagFound          // it opens a dollar quote
	tagCut            // it may, if there were more bytes
)

// dollarTag returns the length of the dollar quote's delimiter at b[0] == '$'.
func dollarTag(b []byte, eof bool) (int, tagState) {
	for i := 1; i < len(b); i++ {
		switch c := b[i]; {
		case c == '$':
			return i + 1, tagFound
		case i == 1 && !isIdentStart(c), !isIdent(c):
			return 0, noTag
		}
	}
	if eof {
		return 0, noTag
	}
	return 0, tagCut
}
