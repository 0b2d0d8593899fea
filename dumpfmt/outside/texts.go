package outside

import (
	"bytes"

	"sanitize/dumpfmt/sqllex"
)

// Text is a piece of SQL text: a statement as it stands, or what a literal in
// it stands for. It is valid during the call that it is given to.
type Text struct {
	Bytes []byte

	line     int    // lines of the statement before Bytes
	breaks   []int  // decoded: offsets in Bytes at which another line begins
	decoded  bool   // breaks are known, not counted
	literals []span // of Bytes: what is a Text of its own, in order

	at, line1 int // cursors of Line: offset, or index in breaks; and the line
	literal   int // cursor of Covered
}

// span is a part of a Text.
type span struct{ lo, hi int }

// Line returns how many lines of the statement come before the byte at off. It
// is quick if it is asked in ascending order.
func (t *Text) Line(off int) int {
	if t.decoded {
		if t.at > 0 && t.breaks[t.at-1] > off {
			t.at = 0
		}
		for t.at < len(t.breaks) && t.breaks[t.at] <= off {
			t.at++
		}
		return t.line + t.at
	}
	if off < t.at {
		t.at, t.line1 = 0, 0
	}
	t.line1 += bytes.Count(t.Bytes[t.at:off], []byte("\n"))
	t.at = off
	return t.line + t.line1
}

// Covered reports whether a part of Bytes[lo:hi] is, decoded, a Text of its own.
// It is quick if it is asked in ascending order.
func (t *Text) Covered(lo, hi int) bool {
	if t.literal > 0 && t.literals[t.literal-1].hi > lo {
		t.literal = 0
	}
	for t.literal < len(t.literals) && t.literals[t.literal].hi <= lo {
		t.literal++
	}
	return t.literal < len(t.literals) && t.literals[t.literal].lo < hi
}

// maxNesting bounds how deep literals within literals are decoded: a function's
// body, what it hands to EXECUTE, the literals in that. Each level reads the
// text once more.
const maxNesting = 6

// maxSpareText bounds the buffers that a TextReader keeps, in bytes.
const maxSpareText = 1 << 20

// TextReader finds the texts of statements. The zero value is ready; it keeps
// its buffers, and is for one goroutine.
type TextReader struct {
	std   bool
	look  func(*Text)
	texts [maxNesting]Text // what literals stand for, by nesting
}

// Each calls look with the texts of a statement: with what each literal that
// has escapes or doubled quotes, goes on in another one or is of another code
// stands for, however deep it is nested in others, and then with the statement
// itself. std is standard_conforming_strings.
func (r *TextReader) Each(stmt []byte, std bool, look func(*Text)) {
	r.std, r.look = std, look
	whole := &r.texts[0]
	*whole = Text{Bytes: stmt, literals: whole.literals[:0]}
	r.quotes(whole, 0, len(stmt), 1)
	look(whole)
	whole.Bytes, r.look = nil, nil
	for i := range r.texts {
		if t := &r.texts[i]; cap(t.Bytes)+8*cap(t.breaks)+16*cap(t.literals) > maxSpareText {
			*t = Text{}
		}
	}
}

// quotes goes through the quotes in t.Bytes[lo:hi], which are nested depth
// deep.
func (r *TextReader) quotes(t *Text, lo, hi, depth int) {
	if depth == maxNesting {
		return
	}
	b := t.Bytes[lo:hi]
	for i := 0; i < len(b); {
		q, ok := sqllex.NextQuote(b, i, r.std)
		if !ok {
			return
		}
		i = q.Next
		body := b[q.Lo:q.Hi]
		_, more := goesOn(b, &q, inConcat(b, &q), r.std)
		switch {
		case more || !q.Verbatim(body) || isCoded(&q, body):
			i = r.decode(t, lo, hi, q, depth)
		case q.Form != sqllex.Ident && bytes.ContainsAny(body, `'"$`):
			r.quotes(t, lo+q.Lo, lo+q.Hi, depth+1)
		}
	}
}

// decode looks at what a quote of t.Bytes[lo:hi] stands for, with all that
// continues it, and returns where that ends.
func (r *TextReader) decode(t *Text, lo, hi int, q sqllex.Quote, depth int) int {
	first := lo + q.Lo
	child := &r.texts[depth]
	*child = Text{Bytes: child.Bytes[:0], breaks: child.breaks[:0], literals: child.literals[:0], line: t.Line(first), decoded: true}
	b := t.Bytes[lo:hi]
	listed := inConcat(b, &q)
	for more := true; more; {
		t.decodeTo(child, q, lo+q.Lo, lo+q.Hi)
		t.literals = append(t.literals, span{lo + q.Lo, lo + q.Hi})
		var next sqllex.Quote
		if next, more = goesOn(b, &q, listed, r.std); more {
			for line := t.Line(lo + max(q.Lo, q.Hi-1)); line < t.Line(lo+next.Lo); line++ {
				child.breaks = append(child.breaks, len(child.Bytes))
			}
			q = next
		}
	}
	if q.Form != sqllex.Ident {
		r.quotes(child, 0, len(child.Bytes), depth+1)
	}
	if r.look(child); child.unpack() {
		child.literals = child.literals[:0]
		r.look(child)
	}
	return q.Next
}

// decodeTo appends to child what the body t.Bytes[lo:hi] of a quote stands for.
func (t *Text) decodeTo(child *Text, q sqllex.Quote, lo, hi int) {
	if q.Form == sqllex.Plain && bytes.Contains(t.Bytes[lo:hi], jsonMark) {
		q.Form = sqllex.Escapes // has those of JSON
	}
	for lo < hi {
		n := t.rest(lo, hi)
		child.Bytes = q.AppendDecoded(child.Bytes, t.Bytes[lo:lo+n])
		if lo += n; lo < hi {
			child.breaks = append(child.breaks, len(child.Bytes))
		}
	}
}

// rest returns how many of the bytes t.Bytes[lo:hi] are in the statement's line
// of the first of them. No escape goes on over the end of a line, but for a
// backslash before the newline, which is a part of the line.
func (t *Text) rest(lo, hi int) int {
	if !t.decoded {
		if n := bytes.IndexByte(t.Bytes[lo:hi], '\n'); n >= 0 {
			return n + 1
		}
		return hi - lo
	}
	t.Line(lo)
	if t.at < len(t.breaks) && t.breaks[t.at] < hi {
		return t.breaks[t.at] - lo
	}
	return hi - lo
}
