package rows

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"sanitize/dumpfmt"
)

// A Charset turns the bytes of a dump into UTF-8 and back. The zero value leaves
// them as they are, for UTF8 and SQL_ASCII.
type Charset struct{ cm *charmap.Charmap }

// charmaps are PostgreSQL's single-byte encodings, and the other names they
// have, without punctuation: see pg_encname_tbl in encnames.c.
var charmaps = map[string]*charmap.Charmap{
	"LATIN1": charmap.ISO8859_1, "ISO88591": charmap.ISO8859_1,
	"LATIN2": charmap.ISO8859_2, "ISO88592": charmap.ISO8859_2,
	"LATIN3": charmap.ISO8859_3, "ISO88593": charmap.ISO8859_3,
	"LATIN4": charmap.ISO8859_4, "ISO88594": charmap.ISO8859_4,
	"LATIN5": charmap.ISO8859_9, "ISO88599": charmap.ISO8859_9,
	"LATIN6": charmap.ISO8859_10, "ISO885910": charmap.ISO8859_10,
	"LATIN7": charmap.ISO8859_13, "ISO885913": charmap.ISO8859_13,
	"LATIN8": charmap.ISO8859_14, "ISO885914": charmap.ISO8859_14,
	"LATIN9": charmap.ISO8859_15, "ISO885915": charmap.ISO8859_15,
	"LATIN10": charmap.ISO8859_16, "ISO885916": charmap.ISO8859_16,
	"ISO88595": charmap.ISO8859_5, "ISO88596": charmap.ISO8859_6,
	"ISO88597": charmap.ISO8859_7, "ISO88598": charmap.ISO8859_8,
	"WIN866": charmap.CodePage866, "WINDOWS866": charmap.CodePage866, "ALT": charmap.CodePage866,
	"WIN874": charmap.Windows874, "WINDOWS874": charmap.Windows874,
	"WIN1250": charmap.Windows1250, "WINDOWS1250": charmap.Windows1250,
	"WIN1251": charmap.Windows1251, "WINDOWS1251": charmap.Windows1251, "WIN": charmap.Windows1251,
	"WIN1252": charmap.Windows1252, "WINDOWS1252": charmap.Windows1252,
	"WIN1253": charmap.Windows1253, "WINDOWS1253": charmap.Windows1253,
	"WIN1254": charmap.Windows1254, "WINDOWS1254": charmap.Windows1254,
	"WIN1255": charmap.Windows1255, "WINDOWS1255": charmap.Windows1255,
	"WIN1256": charmap.Windows1256, "WINDOWS1256": charmap.Windows1256,
	"WIN1257": charmap.Windows1257, "WINDOWS1257": charmap.Windows1257,
	"WIN1258": charmap.Windows1258, "WINDOWS1258": charmap.Windows1258,
	"KOI8R": charmap.KOI8R, "KOI8": charmap.KOI8R, "KOI8U": charmap.KOI8U,
}

// NewCharset returns the charset of a client_encoding, in any spelling that
// PostgreSQL takes; "" is a dump that sets none. It is false for one that masks
// cannot read.
func NewCharset(encoding string) (c Charset, ok bool) {
	switch name := dumpfmt.CleanEncoding(encoding); name {
	case "", "UTF8", "UNICODE", "SQLASCII":
		return Charset{}, true
	default:
		cm := charmaps[name]
		return Charset{cm}, cm != nil
	}
}

// appendUTF8 appends src, bytes of the dump, to dst in UTF-8.
func (c Charset) appendUTF8(dst, src []byte) []byte {
	if c.cm == nil {
		return append(dst, src...)
	}
	for _, b := range src {
		if b < utf8.RuneSelf {
			dst = append(dst, b)
			continue
		}
		dst = utf8.AppendRune(dst, c.cm.DecodeByte(b))
	}
	return dst
}

// encode turns b from UTF-8 into the dump's encoding, in place: no character
// takes more bytes there. One that it does not have becomes a question mark.
func (c Charset) encode(b []byte) []byte {
	if c.cm == nil {
		return b
	}
	out := b[:0]
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			out = append(out, b[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		i += n
		code, ok := c.cm.EncodeRune(r)
		if !ok {
			code = '?'
		}
		out = append(out, code)
	}
	return out
}
