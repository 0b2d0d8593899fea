package verify

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"html"
	"io"
	"mime/quotedprintable"
	"net/url"
	"regexp"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// A looker looks for originals in values, and in what they are decoded. It
// belongs to one goroutine.
type looker struct {
	c       *comparer
	places  map[placeKey]*place
	readers []*wordReader // by depth
	prose   bool          // the value at hand is text
	blanked []byte        // for value
}

// maxDepth is how often what was decoded is decoded once more.
const maxDepth = 2

// chunk looks through the rows and statements of a chunk.
func (l *looker) chunk(k *chunk) {
	for i := range k.items {
		switch it := &k.items[i]; {
		case it.lo < it.hi:
			l.rows(k, it)
		case it.isText():
			l.look(l.place(placeKey{object: object(it)}), it.text, it.line, 0)
		}
	}
}

func (l *looker) rows(k *chunk, it *item) {
	t := l.c.tables[l.c.target(it)]
	if t == nil {
		return
	}
	fields := t.fields(l.c, it.header)
	for i, col := range t.columns {
		if !col.isLooked() {
			continue
		}
		p := l.place(placeKey{table: t, column: i})
		for n := it.lo; n < it.hi; n++ {
			f := rowView{chunk: k, row: k.rows[n], fields: fields}.field(i)
			if f.n < least || f.n >= unset {
				continue
			}
			switch v := k.value(f); {
			case !p.kept:
				l.value(p, v, k.rows[n].line)
			case len(v) >= 2*least && l.c.originals.mayBegin(v):
				l.look(p, v, k.rows[n].line, 0)
			}
		}
	}
}

// value looks through a value of a masked column.
func (l *looker) value(p *place, v []byte, line int64) {
	col := p.table.columns[p.column]
	form := col.form(v)
	if form == kindJSON && len(col.keys) > 0 {
		l.blanked = col.withoutKeys(l.blanked[:0], v)
		v = l.blanked
	}
	l.prose = form == kindText
	l.look(p, v, line, 0)
}

func (l *looker) place(key placeKey) *place {
	p := l.places[key]
	if p == nil {
		p = newPlace(key)
		l.places[key] = p
	}
	return p
}

// look asks for all that a value may hide: its words, and what they are decoded.
// A kept value is looked through for what is surely one's own, as it was written.
func (l *looker) look(p *place, v []byte, line int64, depth int) {
	if len(v) > pieceSize {
		for one := range pieces(v) {
			l.look(p, one, line, depth)
		}
		return
	}
	fewest := 1
	if p.kept {
		fewest = surely
	}
	if len(v) < 2*least && p.kept {
		return
	}
	r := l.readers[depth]
	r.read(v)
	prose := l.prose && r.hasLetters()
	l.c.originals.each(r, !p.kept, fewest, func(a run, bits int) {
		isAlone := a.letters == 0 && (!prose || a.digits > longestPhone)
		switch {
		case !isAlone:
		case p.kept && bits < surely+aloneBits:
			return
		default:
			p.asked[bits] += alone - 1
		}
		p.ask(l.c, a.hash, bits, line)
	})
	if depth == maxDepth || p.kept && p.table != nil {
		return
	}
	if bytes.IndexByte(v, '%') >= 0 {
		if d, err := url.QueryUnescape(string(v)); err == nil && d != string(v) {
			l.look(p, []byte(d), line, depth+1)
		}
	}
	if i := bytes.IndexByte(v, '&'); i >= 0 && bytes.IndexByte(v[i:], ';') >= 0 {
		if d := html.UnescapeString(string(v)); d != string(v) {
			l.look(p, []byte(d), line, depth+1)
		}
	}
	if bytes.IndexByte(v, '\\') >= 0 {
		if d := unescape(v); !bytes.Equal(d, v) {
			l.look(p, d, line, depth+1)
		}
	}
	var bare []byte
	if d := content(v, &bare); !bytes.Equal(d, v) {
		l.look(p, d, line, depth+1)
	}
	if bytes.IndexByte(v, '<') >= 0 {
		if d := tag.ReplaceAll(v, []byte(" ")); len(d) < len(v) {
			l.look(p, d, line, depth+1)
		}
	}
	if escape := bytes.IndexByte(v, '='); escape >= 0 && escape+2 < len(v) {
		d, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(v)))
		if err == nil && len(d) < len(v) {
			l.look(p, d, line, depth+1)
		}
	}
	l.decoded(p, v, line, depth)
}

// tag is one of HTML or XML. What stands in its attributes was seen before.
var tag = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)

// alone is how much likelier a number that is all of a value is to be another's
// by chance than one in a text, or one longer than a telephone's: masks keep
// countries, areas, banks and issuers, about six digits.
const alone = 1 << aloneBits

const aloneBits = 20

// ask asks the filter.
func (p *place) ask(c *comparer, h uint64, bits int, line int64) {
	p.asked[bits]++
	if !c.originals.filter.has(h) {
		return
	}
	if len(p.found) == maxHits {
		p.more++
		return
	}
	p.found = append(p.found, hit{h, line, bits})
}

// decoded looks for originals in what looks like base64 or hexadecimal digits.
func (l *looker) decoded(p *place, v []byte, line int64, depth int) {
	for at := 0; at < len(v); at++ {
		lo := at
		for at < len(v) && base64Byte[v[at]] {
			at++
		}
		if at-lo < 8 {
			continue
		}
		if d, ok := fromHex(v[lo:at]); ok {
			l.look(p, d, line, depth+1)
		}
		if d, ok := fromBase64(v[lo:at]); ok {
			l.look(p, d, line, depth+1)
		}
	}
}

// base64Byte has the bytes of base64, in both alphabets, with the padding.
var base64Byte = func() (t [256]bool) {
	for b := range t {
		t[b] = 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
	}
	for _, b := range []byte("+/-_=") {
		t[b] = true
	}
	return t
}()

// fromHex decodes hexadecimal digits that are those of a text. An x before them
// is that of bytea.
func fromHex(v []byte) ([]byte, bool) {
	v = bytes.TrimPrefix(v, []byte("x"))
	if len(v)%2 != 0 || len(v) < 2*least {
		return nil, false
	}
	var first [4]byte
	if _, err := hex.Decode(first[:], v[:8]); err != nil || !begins(first[:]) {
		return nil, false
	}
	d := make([]byte, len(v)/2)
	_, err := hex.Decode(d, v)
	d = narrow(d)
	return d, err == nil && printable(d)
}

// fromBase64 decodes base64 that is that of a text.
func fromBase64(v []byte) ([]byte, bool) {
	v = bytes.TrimRight(v, "=")
	if len(v)%4 == 1 || len(v) < 8 {
		return nil, false
	}
	encoding := base64.RawStdEncoding
	if bytes.IndexByte(v, '-') >= 0 || bytes.IndexByte(v, '_') >= 0 {
		encoding = base64.RawURLEncoding
	}
	// Most words are no base64: their first bytes tell.
	var first [6]byte
	if _, err := encoding.Decode(first[:], v[:8]); err != nil || !begins(first[:]) {
		return nil, false
	}
	d := make([]byte, encoding.DecodedLen(len(v)))
	n, err := encoding.Decode(d, v)
	d = narrow(d[:n])
	return d, err == nil && len(d) >= least && printable(d)
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
// that is none of UTF-8.
func begins(v []byte) bool {
	if isUTF16(v) >= 0 {
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

// escaped returns the character of the \u escape that v begins with.
func escaped(v []byte) (r rune, ok bool) {
	if len(v) < 6 || v[0] != '\\' || v[1] != 'u' {
		return 0, false
	}
	var code [2]byte
	if _, err := hex.Decode(code[:], v[2:6]); err != nil {
		return 0, false
	}
	return rune(code[0])<<8 | rune(code[1]), true
}
