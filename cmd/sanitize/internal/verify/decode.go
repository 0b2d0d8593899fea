package verify

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
)

// maxDepth is how often what was decoded is decoded once more.
const maxDepth = 2

// base64Byte has the bytes of base64, in both alphabets, but for the padding.
var base64Byte = func() (t [256]bool) {
	for b := range t {
		t[b] = isLetter(byte(b)) || digit[b] == 1
	}
	for _, b := range []byte("+/-_") {
		t[b] = true
	}
	return t
}()

// codings are the ways in which a text may be written with letters and digits. Each
// returns what such a word says, or false if it is none.
var codings = []func(word []byte) ([]byte, bool){fromHex, fromBase64, fromBase32}

// eachDecoded hands to do what looks like a text in one of the codings.
func eachDecoded(v []byte, do func(d []byte)) {
	for at := 0; at < len(v); {
		lo := at
		for at < len(v) && base64Byte[v[at]] {
			at++
		}
		if at == lo && v[at] != '=' { // most of what is between words
			at++
			continue
		}
		for at < len(v) && v[at] == '=' {
			at++
		}
		word := v[lo:at]
		if len(word) < 8 {
			continue
		}
		for _, decode := range codings {
			if d, ok := decode(word); ok {
				do(d)
			}
		}
	}
}

// fromHex decodes hexadecimal digits. An x before them is that of bytea, 0x that of
// programs.
func fromHex(v []byte) ([]byte, bool) {
	v = bytes.TrimPrefix(bytes.TrimPrefix(v, []byte("0x")), []byte("x"))
	if len(v)%2 != 0 || len(v) < 2*least {
		return nil, false
	}
	return text(v, hex.DecodedLen, hex.Decode)
}

func fromBase64(v []byte) ([]byte, bool) {
	v = bytes.TrimRight(v, "=")
	if len(v)%4 == 1 || len(v) < 8 {
		return nil, false
	}
	encoding := base64.RawStdEncoding
	if bytes.IndexByte(v, '-') >= 0 || bytes.IndexByte(v, '_') >= 0 {
		encoding = base64.RawURLEncoding
	}
	return text(v, encoding.DecodedLen, encoding.Decode)
}

func fromBase32(v []byte) ([]byte, bool) {
	v = bytes.TrimRight(v, "=")
	if len(v) < 16 {
		return nil, false
	}
	if v[0] >= 'a' {
		v = bytes.ToUpper(v)
	}
	encoding := base32.StdEncoding.WithPadding(base32.NoPadding)
	return text(v, encoding.DecodedLen, encoding.Decode)
}

// text decodes a word if it is that of a text. Most words are none: their first
// bytes tell.
func text(v []byte, size func(int) int, decode func(dst, src []byte) (int, error)) ([]byte, bool) {
	var first [6]byte
	n, err := decode(first[:], v[:8])
	if err != nil || !begins(first[:n]) {
		return nil, false
	}
	d := make([]byte, size(len(v)))
	if n, err = decode(d, v); err != nil {
		return nil, false
	}
	d = narrow(inflated(d[:n]))
	return d, len(d) >= least && printable(d)
}

// isPacked reports whether v begins as what gzip or zlib have compressed: see RFC
// 1950 and 1952.
func isPacked(v []byte) bool {
	return len(v) >= 4 && (v[0] == 0x1f && v[1] == 0x8b && v[2] == 8 || v[0] == 0x78 && (uint(v[0])<<8|uint(v[1]))%31 == 0)
}

// inflated returns the beginning of what was compressed, and all else as it is.
func inflated(v []byte) []byte {
	if !isPacked(v) {
		return v
	}
	var r io.Reader
	var err error
	if v[0] == 0x1f {
		r, err = gzip.NewReader(bytes.NewReader(v))
	} else {
		r, err = zlib.NewReader(bytes.NewReader(v))
	}
	if err != nil {
		return v
	}
	d, _ := io.ReadAll(io.LimitReader(r, pieceSize)) // as far as it goes
	return d
}

// narrow returns text of UTF-16 that is Latin as UTF-8, and all else as it is.
func narrow(v []byte) []byte {
	at := isUTF16(v)
	if at < 0 {
		return v
	}
	var units []uint16
	for i := 0; i+1 < len(v); i += 2 {
		units = append(units, uint16(v[i+at])|uint16(v[i+1-at])<<8)
	}
	return []byte(string(utf16.Decode(units)))
}

// isUTF16 returns where in each pair of bytes the lower one stands, if v begins as
// Latin text in UTF-16 does, with a byte order mark or without; else -1.
func isUTF16(v []byte) int {
	if len(v) < 4 || len(v)%2 != 0 {
		return -1
	}
	for at := range 2 {
		mark := v[at] == 0xff && v[1-at] == 0xfe
		if (mark || v[at] != 0 && v[1-at] == 0) && v[2+at] != 0 && v[3-at] == 0 {
			return at
		}
	}
	return -1
}

// begins reports whether a text may begin so: with no control bytes, and no byte
// that is none of UTF-8, or compressed.
func begins(v []byte) bool {
	if isUTF16(v) >= 0 || isPacked(v) {
		return true
	}
	if !utf8.RuneStart(v[0]) {
		return false
	}
	for i, b := range v {
		if b < ' ' && b != '\n' && b != '\t' || b == 0x7f || b >= 0xf5 {
			return false
		}
		if i > 0 && v[i-1] < 0x80 && !utf8.RuneStart(b) {
			return false
		}
	}
	return true
}

func printable(v []byte) bool {
	for _, b := range v {
		if b < ' ' && b != '\n' && b != '\t' || b == 0x7f {
			return false
		}
	}
	return utf8.Valid(v)
}

// unescape decodes the escapes of JSON, of programs (\x41) and of bytea (\101).
func unescape(v []byte) []byte {
	var out []byte
	for i := 0; i < len(v); i++ {
		if r, ok := escaped(v[i:]); ok {
			out = utf8.AppendRune(out, r)
			i += 5
			continue
		}
		if b, ok := escapedByte(v[i:]); ok {
			out = append(out, b)
			i += 3
			continue
		}
		if v[i] == '\\' && i+1 < len(v) {
			if n := bytes.IndexByte([]byte("nrtbf"), v[i+1]); n >= 0 {
				out = append(out, "\n\r\t\b\f"[n])
				i++
				continue
			}
		}
		out = append(out, v[i])
	}
	return out
}

// escapedByte returns the byte of the escape that v begins with: two hexadecimal
// digits behind \x, or three octal ones.
func escapedByte(v []byte) (byte, bool) {
	if len(v) < 4 || v[0] != '\\' {
		return 0, false
	}
	digits, base := string(v[1:4]), 8
	if v[1] == 'x' {
		digits, base = string(v[2:4]), 16
	}
	n, err := strconv.ParseUint(digits, base, 8)
	return byte(n), err == nil
}

// escaped returns the character of the escape that v begins with: \u, or %u as it
// stands in URLs.
func escaped(v []byte) (r rune, ok bool) {
	if len(v) < 6 || v[0] != '\\' && v[0] != '%' || v[1] != 'u' {
		return 0, false
	}
	var code [2]byte
	if _, err := hex.Decode(code[:], v[2:6]); err != nil {
		return 0, false
	}
	return rune(code[0])<<8 | rune(code[1]), true
}
