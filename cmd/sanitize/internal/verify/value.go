package verify

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/dumpfmt"
)

// kind is what a column's type means for a comparison.
type kind byte

const (
	kindText   kind = iota
	kindNumber      // digits: chance may leave some
	kindDate        // dates and times: others' results are originals, too
	kindChoice      // booleans and enums: few values, which stay by chance
	kindJSON
	kindNested // arrays, composites, ranges, hstore
	kindOther
)

// inner reports whether the values have parts that are values themselves.
func (k kind) inner() bool { return k == kindJSON || k == kindNested }

// kindOf returns the kind of a type.
func kindOf(s *dumpfmt.Schema, t dumpfmt.TypeRef, depth int) kind {
	if t.Dims > 0 {
		t.Dims = 0
		if k := kindOf(s, t, depth+1); k == kindChoice || k == kindDate {
			return k
		}
		return kindNested
	}
	if s != nil && depth < 16 {
		if d := s.Types[t.Name]; d != nil {
			switch d.Kind {
			case dumpfmt.Enum:
				return kindChoice
			case dumpfmt.Domain:
				return kindOf(s, d.Base, depth+1)
			case dumpfmt.Composite, dumpfmt.Range:
				return kindNested
			}
		}
	}
	switch t.Name.Name {
	case "bool", "bit", "varbit":
		return kindChoice
	case "int2", "int4", "int8", "numeric", "float4", "float8", "money", "oid":
		return kindNumber
	case "date", "timestamp", "timestamptz", "time", "timetz", "interval":
		return kindDate
	case "json", "jsonb":
		return kindJSON
	case "hstore", "tsvector", "tsquery", "point", "box", "polygon", "path", "line", "lseg", "circle",
		"int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange",
		"int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange":
		return kindNested
	case "text", "varchar", "bpchar", "citext", "name", "char", "xml":
		return kindText
	}
	return kindOther
}

// long reports whether a value is long enough to tell: it has at least so many
// characters, and some of them letters or digits.
func long(v []byte) bool {
	if len(v) < least {
		return false
	}
	if len(v) < 4*least && !ascii(v) && utf8.RuneCount(v) < least {
		return false
	}
	if len(v) < least+longestExtension && len(withoutExtension(v)) < least {
		return false
	}
	v = v[:min(len(v), 1024)]
	for _, b := range v {
		if b < 0x80 && lower[b] != 0 {
			return true
		}
	}
	return !ascii(v) && bytes.ContainsFunc(v, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// withoutExtension returns v without what tells of which kind a file is.
func withoutExtension(v []byte) []byte {
	dot := bytes.LastIndexByte(v[max(0, len(v)-longestExtension):], '.') + max(0, len(v)-longestExtension)
	if dot < max(1, len(v)-longestExtension) || !isExtension(v[dot+1:]) {
		return v
	}
	return bytes.TrimSuffix(v[:dot], []byte(".tar"))
}

// extensions are those of files, which masks leave.
var extensions = setOf("pdf|doc|docx|odt|rtf|txt|md|tex|xls|xlsx|ods|csv|tsv|ppt|pptx|jpg|jpeg|png|gif|bmp|svg|webp|heic|tif|tiff|mp3|mp4|m4a|mov|avi|mkv|wav|ogg|" +
	"zip|gz|tgz|tar|bz2|xz|zst|7z|rar|htm|html|xml|json|yml|yaml|sql|log|bak|eml|msg|ics|vcf|js|ts|css|php|exe|dmg|iso")

const longestExtension = len(".xhtml")

func isExtension(v []byte) bool {
	return len(v) < longestExtension && extensions[strings.ToLower(string(v))]
}

// ascii reports whether no byte of v is beyond ASCII.
func ascii(v []byte) bool {
	for ; len(v) >= 8; v = v[8:] {
		if binary.LittleEndian.Uint64(v)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, b := range v {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

// placeholder reports whether a value says that there is none, or is no person's:
// masks leave it on purpose.
func placeholder(v []byte) bool {
	if len(v) == 0 {
		return false
	}
	v = withoutZone(v)
	if isMarkup(v) {
		if v = bytes.TrimSpace(appendUntagged(nil, v, true)); len(v) <= 1 || v[0] != '<' && (isBoolean(v) || isFormula(v)) {
			return true
		}
	}
	if b := v[0]; '0' <= b && b <= '9' || b == '(' || b == '+' || b == '-' || b == '#' {
		if nobodys(v) || isNullDay(v) || b == '0' && !bytes.ContainsAny(v, "123456789") && isCommon(v) {
			return true
		}
	}
	if isNetwork(v) || isWide(v) || isFew(v) || isItself(v) {
		return true
	}
	if len(v) > 24 {
		return isLocal(v)
	}
	return meager(v) || isLocal(v) || opensPlaceholder[v[0]] && placeholders[strings.ToLower(string(bytes.Trim(v, " \t\n\r.")))]
}

// isBoolean reports whether v is a word that PostgreSQL takes for a boolean, which masks
// leave.
func isBoolean(v []byte) bool {
	return len(v) <= len("false") && booleans[strings.ToLower(string(v))]
}

var booleans = setOf("t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off")

// isFew reports whether v is a quantity with so few digits that it is many people's.
func isFew(v []byte) bool {
	var buf []byte
	return len(v) >= least && len(numbersOf(v, &buf)) < least
}

// isFormula reports whether the text of markup is so few letters and digits, and no word
// of three, that it is in many others: 21 %, H 2 O.
func isFormula(v []byte) bool {
	all := 0
	for word := range bytes.FieldsFuncSeq(v, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		n := utf8.RuneCount(word)
		if all += n; n > 2 && bytes.ContainsFunc(word, unicode.IsLetter) {
			return false
		}
	}
	return all < least
}

// isItself reports whether v is the address of the machine itself, in IPv6, too, perhaps
// with a port: [::1]:3000, ::ffff:127.0.0.1.
func isItself(v []byte) bool {
	if len(v) < least || len(v) > len("[0000:0000:0000:0000:0000:ffff:127.0.0.1]:65535") || bytes.IndexByte(v, ':') < 0 || digit[v[0]] == 0 && v[0] != ':' && v[0] != '[' {
		return false
	}
	text := string(v)
	addr, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if with, errPort := netip.ParseAddrPort(text); errPort == nil {
		addr, err = with.Addr(), nil
	}
	addr = addr.Unmap()
	return err == nil && (addr == netip.IPv6Loopback() || addr == netip.AddrFrom4([4]byte{127, 0, 0, 1}))
}

// isLocal reports whether v is a URL of the machine itself, with a port or without,
// and nothing more but words for nothing.
func isLocal(v []byte) bool {
	if len(v) > 64 || !isLetter(v[0]) {
		return false
	}
	scheme, rest, ok := bytes.Cut(v, []byte{':'})
	if !ok || len(scheme) >= len("mongodb+srv") {
		return false
	}
	behind, ok := bytes.CutPrefix(rest, []byte("//"))
	if !ok {
		behind, ok = bytes.CutPrefix(rest, []byte(`\/\/`)) // in JSON
	}
	if rest = behind; !ok {
		return false
	}
	for _, host := range [...]string{"localhost", "127.0.0.1", "[::1]"} {
		if behind, ok := bytes.CutPrefix(rest, []byte(host)); ok {
			if port, ok := bytes.CutPrefix(behind, []byte{':'}); ok {
				behind = bytes.TrimLeft(port, "0123456789")
			}
			return (len(behind) == 0 || !wordByte(behind[0])) && (!bytes.ContainsFunc(behind, unicode.IsLetter) || meager(behind))
		}
	}
	return false
}

// meager reports whether a value is words for nothing with less than four other
// letters and digits, as test_b, pending.pdf and pat000 are: masks leave the words, and
// have little to choose from for the rest. So is a file's name of few digits, which an
// escape in a URL leaves (%29.pdf), or of one more extension (pdf.pdf).
func meager(v []byte) bool {
	file := v
	v = withoutExtension(v)
	if len(v) < len(file) && (isExtension(v) || len(v) < 4 && len(bytes.Trim(v, "0123456789")) == 0) {
		return true
	}
	others, nothing := 0, false
	for at := 0; at < len(v) && others < 4; at++ {
		lo := at
		for at < len(v) && wordByte(v[at]) {
			at++
		}
		word := v[lo:at]
		if letters := bytes.TrimRight(word, "0"); len(letters)+1 < len(word) && !bytes.ContainsAny(letters, "123456789") {
			word, nothing = letters, true
		}
		if isNothing(word) {
			nothing = true
		} else {
			others += len(word)
		}
	}
	return nothing && others < 4
}

// isNothing reports whether a word says that there is none.
func isNothing(word []byte) bool {
	if len(word) < 3 || len(word) > 24 || !opensNothing[lower[word[0]]][lower[word[1]]] {
		return false
	}
	var low [24]byte
	for i, b := range word {
		low[i] = lower[b]
	}
	word = low[:len(word)]
	return nothings[string(word)] || placeholders[string(word)]
}

// nothings are words for nothing that are too short, or too common, to be a
// placeholder alone.
var nothings = setOf("test|dummy|anon|none|null|nil|tbd|tba|tbc|xxx|xxxx|xxxxx|admin|empty|same|kein|keine|ohne|fehlt|aucun|geen")

// opensNothing has the first two bytes of words for nothing: most words have
// others.
var opensNothing = func() (t [256][256]bool) {
	for _, words := range []map[string]bool{nothings, placeholders} {
		for w := range words {
			t[w[0]][w[1]] = true
		}
	}
	return t
}()

func setOf(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.SplitSeq(words, "|") {
		all[w] = true
	}
	return all
}

// placeholders are those of six characters and more: words for nothing in several
// languages, and what PostgreSQL takes for a date.
var placeholders = setOf("(null)|(none)|unknown|(unknown)|undefined|not set|127.0.0.1|" +
	"anonymous|nobody|noname|no name|deleted|[deleted]|(deleted)|removed|[removed]|redacted|[redacted]|withheld|refused|declined|missing|" +
	"not known|not given|not provided|not available|not applicable|not specified|unspecified|unassigned|pending|private|" +
	"no data|no email|no phone|administrator|system|noreply|no-reply|postmaster|webmaster|" +
	"unbekannt|keiner|keine angabe|anonym|inconnu|inconnue|aucune|sans objet|anonyme|" +
	"desconocido|desconocida|ninguno|ninguna|sin datos|desconhecido|desconhecida|nenhum|nenhuma|" +
	"sconosciuto|sconosciuta|nessuno|nessuna|onbekend|n.v.t.|ukendt|ukjent|tuntematon|nieznany|nieznane|bilinmiyor|" +
	"tar.gz|tar.bz2|tar.xz|tar.zst|" + // kinds of files
	"second|seconds|minute|minutes|months|" + // behind a number they stay
	"infinity|+infinity|-infinity|allballs|tomorrow|yesterday")

// opensPlaceholder has the bytes that a placeholder may begin with.
var opensPlaceholder = func() (t [256]bool) {
	for w := range placeholders {
		t[w[0]] = true
		t[strings.ToUpper(w)[0]] = true
	}
	for b := range ' ' + 1 {
		t[b] = true
	}
	t['.'] = true
	return t
}()

// isNetwork reports whether v is a network that has a meaning of its own, or an
// address that is no host's: see RFC 6890.
func isNetwork(v []byte) bool {
	if len(v) > len("255.255.255.255/32") || bytes.IndexByte(v, '/') < 0 && !bytes.HasSuffix(v, []byte(".0")) && !bytes.HasSuffix(v, []byte(".255")) {
		return false
	}
	return networks[string(bytes.TrimSuffix(v, []byte("/32")))]
}

// isWide reports whether v is a network of so few leading bits that it is no
// organisation's: masks that keep what addresses share leave some of them.
func isWide(v []byte) bool {
	if len(v) < len("1::/1") || len(v) > len("ffff:ffff::/16") || bytes.IndexByte(v[len(v)-3:], '/') < 0 {
		return false
	}
	n, err := netip.ParsePrefix(string(v))
	return err == nil && n == n.Masked() && n.Bits() <= 12
}

var networks = setOf("10.0.0.0/8|172.16.0.0/12|192.168.0.0/16|100.64.0.0/10|127.0.0.0/8|169.254.0.0/16|224.0.0.0/4|240.0.0.0/4|" +
	"0.0.0.0|0.0.0.0/0|127.0.0.1|127.0.0.1/8|255.255.255.255|2000::/3|fc00::/7|fe80::/10|ff00::/8|::1/128|::/128|" +
	"::ffff:0.0.0.0/96|::ffff:0:0/96")

// nobodys reports whether v is digits and marks of a number that nobody has, by itself
// or behind the code of a country.
func nobodys(v []byte) bool {
	if isRow(v) {
		return true
	}
	rest, dialled := bytes.CutPrefix(v, []byte("+"))
	if !dialled {
		rest, dialled = bytes.CutPrefix(v, []byte("00"))
	}
	for n := 1; dialled && n <= 3 && n < len(rest) && digit[rest[n-1]] == 1; n++ {
		if isRow(rest[n:]) {
			return true
		}
	}
	return false
}

// isRow reports whether v is digits and marks, and its digits, but for a zero that
// others are dialled with, are all alike or in a row from 1.
func isRow(v []byte) bool {
	var first byte
	n, row, alike := 0, 0, true
	for _, b := range v {
		switch {
		case '0' <= b && b <= '9':
			if n == 0 || n == 1 && first == '0' {
				first = b
			}
			alike = alike && b == first
			if row >= 0 && b == byte('0'+(row+1)%10) {
				row++
			} else if n > 0 || b != '0' {
				row = -1
			}
			n++
		case b >= 0x80 || lower[b] != 0:
			return false
		}
		if !alike && row < 0 {
			return false
		}
	}
	return n >= 5 && alike || row >= 9
}

// longestHollow is how long the words are that stand for nothing in most rows of some
// columns: TEST, unknown.
const longestHollow = 12

// chance is how probable it is that a mask gives a number as it was: as that it
// draws its digits again. All else is as good as never equal.
func chance(v []byte) float64 {
	switch {
	case isSpokenDay(v):
		return 1. / 365
	case len(v) <= longestHollow && (isQuarter(v) || isWeek(v)):
		return 1. / 52
	case len(v) <= longestHollow && len(v) > 0 && digit[v[0]] == 1 && isRounded(v):
		v = v[:bytes.IndexAny(v, "eE")] // the exponent stays
	}
	var buf []byte
	v = numbersOf(withoutZone(v), &buf)
	for _, b := range v {
		if isLetter(b) || b >= 0x80 {
			return 0
		}
	}
	return 1 / numbersOfDigits(significant(v))
}

// longestSpoken is beyond how many letters a word does not come by chance.
const longestSpoken = 12

// chanceSpoken is how probable it is that a mask which draws words of vowels and
// consonants in turn draws this one; 0 of a word that is not of that kind.
func chanceSpoken(word []byte) float64 {
	if len(word) > longestSpoken {
		return 0
	}
	p, vowel := 0.5, false
	for i, b := range word {
		if b < 'a' || b > 'z' || i > 0 && isVowel(b) == vowel {
			return 0
		}
		if vowel = isVowel(b); vowel {
			p /= 5
		} else {
			p /= 16 // those that are easy to say
		}
	}
	return p
}

// chanceDrawn is how probable it is that a mask makes of was a result that is drawn
// already; 0 of one that is no number, code, or word that can be pronounced.
func chanceDrawn(drawn, was []byte) float64 {
	if p := max(chance(drawn), chanceSpoken(drawn)); p > 0 {
		return p
	}
	space := codes(drawn)
	if space == 0 {
		return 0
	}
	for i, b := range drawn {
		if isLetter(b) && (len(drawn) != len(was) || b != was[i]) {
			space *= 26
		}
	}
	return 1 / space
}

// codes returns how many codes there are with the letters of one; 0 of what is none.
func codes(v []byte) float64 {
	var room [longestCode]byte
	if len(v) > longestCode {
		return 0
	}
	_, space, numbers := patternOf(room[:0], v, "0")
	if numbers == 0 || numbers > codeNumbers {
		return 0
	}
	return space
}

// chanceCode is how probable it is that a mask makes a code of another that has its
// letters, which are few; 0 of what is none.
func chanceCode(v []byte) float64 {
	letters, digits := 0, 0
	for _, b := range v {
		digits += int(digit[b])
		if isLetter(b) || b >= 0x80 {
			letters++
		}
	}
	if digits == 0 || letters == 0 || letters > codeLetters {
		return 0
	}
	if space := codes(v); space > 1 {
		return 1 / space
	}
	return 0
}

func isVowel(b byte) bool { return b == 'a' || b == 'e' || b == 'i' || b == 'o' || b == 'u' }
