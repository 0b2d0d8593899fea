package sqllex

import "bytes"

// TokenKind is the kind of a Token.
type TokenKind uint8

// The kinds of tokens.
const (
	End         TokenKind = iota // the text is over
	Word                         // key word or unquoted identifier
	QuotedIdent                  // "…" or U&"…"
	String                       // '…' and its kin, $$…$$; with all its continuations
	Number                       // begins with a digit, or a point and a digit
	Param                        // $1
	Punct                        // one of ( ) [ ] , . : ; and ::
	Operator                     // a run of operator characters
	Bad                          // a literal, comment or identifier without its end; a byte that begins no token
)

// Token is one token of a text: its bytes from Lo up to Hi.
type Token struct {
	Kind   TokenKind
	C      byte // the first byte
	Lo, Hi int
}

// Is reports whether t is the punctuation or the one-byte operator c.
func (t Token) Is(c byte) bool {
	return t.C == c && t.Hi-t.Lo == 1 && (t.Kind == Punct || t.Kind == Operator)
}

// IsCast reports whether t is "::".
func (t Token) IsCast() bool { return t.Kind == Punct && t.Hi-t.Lo == 2 }

// IsName reports whether t can be a name.
func (t Token) IsName() bool { return t.Kind == Word || t.Kind == QuotedIdent }

// Cursor goes through the tokens of a text that it holds whole: a statement, a
// header, an expression. It is a value: a copy of it looks ahead. It allocates
// nothing but the texts of names and literals that are asked for.
//
//	Token, Peek, Prev, Raw, AtEnd    where it is
//	Next, Seek, Stop, SkipGroup      steps
//	Is, IsAny, IsWord                questions
//	Accept, AcceptAny, AcceptPunct   steps, if the tokens are there
//	Ident, Name, Str                 names and literals (cursortext.go)
type Cursor struct {
	src  []byte
	std  bool
	tok  Token
	prev int // where the token before tok ends
}

// NewCursor returns a cursor at the first token of src, which must not change
// while it is read. std is standard_conforming_strings.
func NewCursor(src []byte, std bool) Cursor {
	c := Cursor{src: src, std: std}
	c.tok = c.read(0)
	return c
}

// Token returns the token that the cursor is at.
func (c *Cursor) Token() Token { return c.tok }

// Peek returns the token after it.
func (c *Cursor) Peek() Token { return c.read(c.tok.Hi) }

// Prev returns the offset after the token before it, 0 at the first one.
func (c *Cursor) Prev() int { return c.prev }

// Raw returns the bytes of a token as they stand in the text.
func (c *Cursor) Raw(t Token) []byte { return c.src[t.Lo:t.Hi:t.Hi] }

// Between returns the bytes from lo up to the token before the cursor.
func (c *Cursor) Between(lo int) []byte { return c.src[lo:max(lo, c.prev)] }

// commented reports whether a comment stands between the token before the cursor
// and its own, or at the end of the text.
func (c *Cursor) commented() bool {
	for _, b := range c.src[c.prev:c.tok.Lo] {
		if !IsSpace(b) {
			return true
		}
	}
	return false
}

// HasComment reports whether a text has a comment outside of its quotes. std is
// standard_conforming_strings.
func HasComment(text []byte, std bool) bool {
	if bytes.IndexByte(text, '-') < 0 && bytes.IndexByte(text, '/') < 0 {
		return false
	}
	c := NewCursor(text, std)
	for !c.commented() {
		if c.tok.Kind == End {
			return false
		}
		c.Next()
	}
	return true
}

// AtEnd reports whether the text, or the statement with its semicolon, is over.
func (c *Cursor) AtEnd() bool { return c.tok.Kind == End || c.tok.Is(';') }

// Next steps to the next token and returns the one that it leaves. At the end
// it stays.
func (c *Cursor) Next() Token {
	t := c.tok
	c.prev = t.Hi
	c.tok = c.read(t.Hi)
	return t
}

// Seek steps to the first token at or after an offset of the text, which must
// be outside of any token.
func (c *Cursor) Seek(offset int) {
	c.prev = offset
	c.tok = c.read(min(max(offset, 0), len(c.src)))
}

// Stop steps to the end of the text.
func (c *Cursor) Stop() {
	c.tok = Token{Kind: End, Lo: len(c.src), Hi: len(c.src)}
}

// SkipGroup steps over a token, or over a bracket and all up to its partner. It
// reports false if the statement ends before.
func (c *Cursor) SkipGroup() bool {
	for depth := 0; !c.AtEnd() && c.tok.Kind != Bad; {
		switch t := c.Next(); {
		case t.Is('('), t.Is('['):
			depth++
		case t.Is(')'), t.Is(']'):
			depth--
		}
		if depth <= 0 {
			return true
		}
	}
	return false
}

// IsWord reports whether t is the key word kw, which is in lower case.
func (c *Cursor) IsWord(t Token, kw string) bool {
	return t.Kind == Word && EqualFold(c.src[t.Lo:t.Hi], kw)
}

// Is reports whether the cursor is at the key word kw.
func (c *Cursor) Is(kw string) bool { return c.IsWord(c.tok, kw) }

// IsAny reports whether the cursor is at one of the key words.
func (c *Cursor) IsAny(kws ...string) bool {
	for _, kw := range kws {
		if c.Is(kw) {
			return true
		}
	}
	return false
}

// Accept steps over all the key words, or over none.
func (c *Cursor) Accept(kws ...string) bool {
	ahead := *c
	for _, kw := range kws {
		if !ahead.Is(kw) {
			return false
		}
		ahead.Next()
	}
	*c = ahead
	return true
}

// AcceptAny steps over the next token if it is one of the key words.
func (c *Cursor) AcceptAny(kws ...string) bool {
	if !c.IsAny(kws...) {
		return false
	}
	c.Next()
	return true
}

// AcceptPunct steps over the next token if it is the punctuation or the
// one-byte operator b.
func (c *Cursor) AcceptPunct(b byte) bool {
	if !c.tok.Is(b) {
		return false
	}
	c.Next()
	return true
}

// read reads the first token at or after pos.
func (c *Cursor) read(pos int) Token {
	n, ok := SkipSpace(c.src[pos:], true)
	lo := pos + n
	switch {
	case lo == len(c.src):
		return Token{Kind: End, Lo: lo, Hi: lo}
	case !ok:
		return Token{Kind: Bad, C: c.src[lo], Lo: lo, Hi: len(c.src)}
	}
	kind, hi := c.extent(lo)
	return Token{Kind: kind, C: c.src[lo], Lo: lo, Hi: hi}
}

// extent returns the kind and the end of the token at lo.
func (c *Cursor) extent(lo int) (TokenKind, int) {
	switch b := c.src[lo]; {
	case isIdentStart(b):
		return c.wordOrPrefixed(lo)
	case b == '\'':
		return c.literal(lo, !c.std)
	case b == '"':
		return c.quotedIdent(lo)
	case b == '$':
		return c.dollar(lo)
	case isDigit(b):
		return Number, numberEnd(c.src, lo)
	case b == '.' && isDigit(c.at(lo+1)) && (lo == 0 || c.src[lo-1] != '.'):
		return Number, ExponentEnd(c.src, DigitsEnd(c.src, lo+1)) // no second point
	case b == ':' && c.at(lo+1) == ':':
		return Punct, lo + 2
	case isPunct(b):
		return Punct, lo + 1
	case IsOperator(b):
		return Operator, c.operatorEnd(lo)
	}
	return Bad, lo + 1
}

// at returns the byte at i, 0 beyond the text.
func (c *Cursor) at(i int) byte {
	if i < len(c.src) {
		return c.src[i]
	}
	return 0
}

// wordOrPrefixed reads a word, or the literal or identifier that its letter is
// the prefix of: E'…', B'…', X'…', N'…', U&'…', U&"…".
func (c *Cursor) wordOrPrefixed(lo int) (TokenKind, int) {
	switch b, next := c.src[lo]|0x20, c.at(lo+1); {
	case next == '\'' && b == 'e':
		return c.literal(lo+1, true)
	case next == '\'' && (b == 'b' || b == 'x'):
		return c.literal(lo+1, false)
	case next == '\'' && b == 'n':
		return c.literal(lo+1, !c.std)
	case b == 'u' && next == '&' && c.at(lo+2) == '\'':
		return c.literal(lo+2, false)
	case b == 'u' && next == '&' && c.at(lo+2) == '"':
		return c.quotedIdent(lo + 2)
	}
	return Word, identEnd(c.src, lo)
}

// literal reads the string whose opening quote is at quote, with those that
// continue it.
func (c *Cursor) literal(quote int, escapes bool) (TokenKind, int) {
	for {
		n, ok := QuotedLen(c.src[quote:], escapes)
		if !ok {
			return Bad, len(c.src)
		}
		hi := quote + n
		gap := continuation(c.src[hi:])
		if gap == 0 {
			return String, hi
		}
		quote = hi + gap
	}
}

func (c *Cursor) quotedIdent(quote int) (TokenKind, int) {
	n, ok := QuotedLen(c.src[quote:], false)
	if !ok {
		return Bad, len(c.src)
	}
	return QuotedIdent, quote + n
}

// dollar reads $$…$$, $tag$…$tag$ or a parameter.
func (c *Cursor) dollar(lo int) (TokenKind, int) {
	n, st := dollarTag(c.src[lo:], true)
	if st != tagFound {
		return Param, DigitsEnd(c.src, lo+1)
	}
	end, ok := closeDollar(c.src[lo+n:], c.src[lo:lo+n])
	if !ok {
		return Bad, len(c.src)
	}
	return String, lo + n + end
}

// operatorEnd returns the end of the operator at lo. It ends before a comment,
// and a longer one ends in + or - only if it has one of the characters that no
// operator of SQL has (operator in scan.l). None is longer than a name: to look no
// further keeps a long run of signs from being gone through at each of them.
func (c *Cursor) operatorEnd(lo int) int {
	hi, special := lo, false
	for hi < min(len(c.src), lo+MaxIdent+1) && IsOperator(c.src[hi]) {
		b, next := c.src[hi], c.at(hi+1)
		if b == '-' && next == '-' || b == '/' && next == '*' {
			break
		}
		special = special || isSpecialOperator(b)
		hi++
	}
	for !special && hi > lo+1 && (c.src[hi-1] == '+' || c.src[hi-1] == '-') {
		hi--
	}
	return hi
}
