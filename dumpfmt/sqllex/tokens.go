package sqllex

import "strings"

// TokenKind is the kind of a Token.
type TokenKind int

// The kinds of tokens.
const (
	End         TokenKind = iota // the text is over
	Word                         // key word or unquoted identifier, folded to lower case
	QuotedIdent                  // "…", unquoted
	String                       // '…' and its kin, decoded; with all its continuations
	Number                       // begins with a digit
	Punct                        // any other single character; a parameter $1 is "$"
	Bad                          // a literal, comment or identifier without its end
)

// Token is one token of a statement.
type Token struct {
	Kind TokenKind
	Text string
	// Lo and Hi bound the token's bytes in the statement.
	Lo, Hi int
}

// Tokens reads the tokens of one whole statement. It is meant for short
// statements and headers; rows have readers of their own.
type Tokens struct {
	src  []byte
	pos  int // where the next token is looked for
	end  int // where the last one that Next returned ends
	std  bool
	peek Token
	have bool
}

// NewTokens returns a reader of the tokens of src, which must not change while
// it is read. std is standard_conforming_strings.
func NewTokens(src []byte, std bool) *Tokens { return &Tokens{src: src, std: std} }

// Offset returns the offset after the last token that Next returned.
func (t *Tokens) Offset() int { return t.end }

// Peek returns the next token without consuming it.
func (t *Tokens) Peek() Token {
	if !t.have {
		t.peek, t.have = t.read(), true
	}
	return t.peek
}

// Next consumes and returns the next token.
func (t *Tokens) Next() Token {
	tok := t.Peek()
	t.have, t.end = false, tok.Hi
	return tok
}

// read reads the token at pos, after white space and comments.
func (t *Tokens) read() Token {
	n, ok := SkipSpace(t.src[t.pos:], true)
	lo := t.pos + n
	if !ok {
		return t.token(Bad, "", lo, len(t.src))
	}
	if lo == len(t.src) {
		return t.token(End, "", lo, lo)
	}
	switch c := t.src[lo]; {
	case c == '\'':
		return t.literal(lo, lo, !t.std)
	case (c == 'E' || c == 'e') && t.at(lo+1) == '\'':
		return t.literal(lo, lo+1, true)
	case (c == 'B' || c == 'b' || c == 'X' || c == 'x' || c == 'N' || c == 'n') && t.at(lo+1) == '\'':
		return t.literal(lo, lo+1, false)
	case c == '"':
		return t.quotedIdent(lo)
	case c == '$':
		return t.dollar(lo)
	case c == '.' && isDigit(t.at(lo+1)) && (lo == 0 || t.src[lo-1] != '.'):
		hi := exponentEnd(t.src, digitsEnd(t.src, lo+1)) // no second point
		return t.token(Number, string(t.src[lo:hi]), lo, hi)
	case isDigit(c):
		hi := numberEnd(t.src, lo)
		return t.token(Number, string(t.src[lo:hi]), lo, hi)
	case isIdentStart(c):
		hi := identEnd(t.src, lo)
		return t.token(Word, FoldASCII(string(t.src[lo:hi])), lo, hi)
	default:
		return t.token(Punct, string(c), lo, lo+1)
	}
}

func (t *Tokens) token(k TokenKind, text string, lo, hi int) Token {
	t.pos = hi
	return Token{k, text, lo, hi}
}

func (t *Tokens) at(i int) byte {
	if i < len(t.src) {
		return t.src[i]
	}
	return 0
}

// literal reads the string whose opening quote is at quote, with those that
// continue it.
func (t *Tokens) literal(lo, quote int, escapes bool) Token {
	var val []byte
	for {
		n, ok := QuotedLen(t.src[quote:], escapes)
		if !ok {
			return t.token(Bad, "", lo, len(t.src))
		}
		hi := quote + n
		if val, ok = AppendUnquoted(val, t.src[quote+1:hi-1], escapes); !ok {
			return t.token(Bad, "", lo, hi)
		}
		gap := continuation(t.src[hi:])
		if gap == 0 {
			return t.token(String, string(val), lo, hi)
		}
		quote = hi + gap
	}
}

func (t *Tokens) quotedIdent(lo int) Token {
	n, ok := identLen(t.src[lo:])
	if !ok {
		return t.token(Bad, "", lo, len(t.src))
	}
	name := strings.ReplaceAll(string(t.src[lo+1:lo+n-1]), `""`, `"`)
	return t.token(QuotedIdent, name, lo, lo+n)
}

func (t *Tokens) dollar(lo int) Token {
	n, st := dollarTag(t.src[lo:], true)
	if st != tagFound {
		return t.token(Punct, "$", lo, digitsEnd(t.src, lo+1))
	}
	body := string(t.src[lo+n:])
	end := strings.Index(body, string(t.src[lo:lo+n]))
	if end < 0 {
		return t.token(Bad, "", lo, len(t.src))
	}
	return t.token(String, body[:end], lo, lo+n+end+n)
}

// FoldASCII folds the ASCII letters of s to lower case, as PostgreSQL folds
// unquoted identifiers in UTF-8 databases (downcase_identifier in scansup.c).
func FoldASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
