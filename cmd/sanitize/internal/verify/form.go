package verify

import (
	"bytes"
	"iter"
	"regexp"
	"unicode/utf8"
)

// What tells of what kind a value is, and not whose, masks leave: before the hash
// of a password how it was made, before a URL its scheme, in XML and HTML the tags.
// It is no word of the value.

// hashers are the names of ways to hash passwords, params the numbers that go with
// them: see crypt(5), RFC 2307 and Django's hashers.
const (
	hashers = `(?:pbkdf2|bcrypt|argon2|scrypt|s?sha|s?md5|crypt|blowfish|hmac|unsalted|firebase)[a-z0-9_-]{0,15}`
	params  = `(?:(?:[0-9]{1,7}|(?:[a-z]{1,4}=[0-9]{1,9},?)+)\$)*`
	crypted = `\$(?:[a-z0-9]{1,2}|` + hashers + `)\$` + params
	schemes = `javascript|whatsapp|postgres(?:ql)?|mongodb(?:\+srv)?|rediss|mailto|telnet|webcal|magnet|android-app|ios-app`
)

var kindOfValue = regexp.MustCompile(`^(?i:` + hashers + `\$` + params + `(?:` + crypted + `)?|` + crypted + `|\{` + hashers + `\}(?:` + crypted + `)?|Bearer |(?:` + schemes + `):)`)

// longestName is about how long the beginning of what kindOfValue matches is.
const longestName = 24

// content returns v without what tells its kind: a part of it, or made in buf.
func content(v []byte, buf *[]byte) []byte {
	switch {
	case mayTellKind(v):
		return v[len(kindOfValue.Find(v)):]
	case isMarkup(v):
		*buf = appendUntagged((*buf)[:0], v, true)
		return *buf
	}
	return v
}

// mayTellKind reports whether kindOfValue may match v. It is quick.
func mayTellKind(v []byte) bool {
	if len(v) < 2 {
		return false
	}
	head := v[:min(len(v), longestName)]
	switch {
	case v[0] == '$':
		return true
	case v[0] == '{':
		return isLetter(v[1]) // and not a quote, as of JSON
	case isLetter(v[0]):
		return bytes.IndexByte(head, '$') > 0 || bytes.IndexByte(head, ':') > 0 || v[0] == 'B' && bytes.HasPrefix(v, []byte("Bearer "))
	}
	return false
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// isMarkup reports whether v as a whole is XML or HTML.
func isMarkup(v []byte) bool {
	if len(v) == 0 || v[0] != '<' && v[0] > ' ' {
		return false
	}
	v = bytes.TrimSpace(v)
	return bytes.HasPrefix(v, []byte("<")) && bytes.HasSuffix(v, []byte(">")) && (bytes.Contains(v, []byte("</")) || bytes.HasSuffix(v, []byte("/>")))
}

// appendUntagged appends v with blanks in place of its tags; what their attributes
// say stays if it is asked for.
func appendUntagged(dst, v []byte, attributes bool) []byte {
	tag, quote := false, byte(0)
	for i, c := range v {
		switch {
		case !tag:
			tag = c == '<' && i+1 < len(v) && (v[i+1] == '/' || v[i+1] == '?' || isLetter(v[i+1]))
		case quote == 0:
			tag = c != '>'
			if c == '"' || c == '\'' {
				quote = c
			}
			c = ' '
		case c == quote:
			quote = 0
		}
		if tag && (quote == 0 || !attributes) {
			c = ' ' // where one begins, or a quote ends
		}
		dst = append(dst, c)
	}
	return dst
}

// pieceSize is the size beyond which a text is read piece by piece, so that the
// words of a giant one take no more memory than those of others.
const pieceSize = 256 << 10

// piece returns a text's beginning, up to a blank if it can be, and the rest.
func piece(v []byte) (head, rest []byte) {
	if len(v) <= pieceSize {
		return v, nil
	}
	n := bytes.LastIndexAny(v[:pieceSize], " \n\t") + 1
	if n == 0 {
		for n = pieceSize; n > pieceSize-utf8.UTFMax && !utf8.RuneStart(v[n]); n-- {
		}
	}
	return v[:n], v[n:]
}

// pieces goes through the pieces of a text.
func pieces(v []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(v) > 0 {
			var p []byte
			if p, v = piece(v); !yield(p) {
				return
			}
		}
	}
}
