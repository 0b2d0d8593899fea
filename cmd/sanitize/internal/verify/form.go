package verify

import (
	"bytes"
	"html"
	"iter"
	"regexp"
	"strings"
	"unicode"
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
func content(v []byte, buf *[]byte) []byte { return untold(numbersOf(v, buf), buf) }

// untold is content for what numbersOf returns: it leaves alone what tells its kind by
// a prefix or tags.
func untold(v []byte, buf *[]byte) []byte {
	if mayTellKind(v) {
		if n := len(kindOfValue.Find(v)); n > 0 {
			return v[n:]
		}
	}
	if isMarkup(v) {
		*buf = appendUntagged((*buf)[:0], v, true)
		return *buf
	}
	return v
}

// numbersOf returns the numbers of a quantity, of a time of day with words or of a
// version, made in buf, and all else as it is.
func numbersOf(v []byte, buf *[]byte) []byte {
	if len(v) > 2 && v[0]|0x20 == 'v' && digit[v[1]] == 1 && len(bytes.Trim(v[1:], "0123456789.")) == 0 {
		return v[1:]
	}
	if len(v) >= len("1:00am") && len(v) <= longestClock && bytes.IndexByte(v, ':') > 0 && hasLetter(v) {
		if numbers, ok := appendClock((*buf)[:0], v); ok {
			*buf = numbers
			return bytes.TrimSpace(numbers)
		}
	}
	if !mayCount(v) {
		return v
	}
	numbers, ok := appendNumbers((*buf)[:0], v)
	if !ok {
		return v
	}
	*buf = numbers
	return bytes.TrimRight(numbers, " ")
}

// longestClock is how long a time of day with words is at most.
const longestClock = len("Wednesday, 12/31/2024 10:00:00.000000 pm America/Indiana/Indianapolis")

// appendClock appends a time of day, or a day and one, without the words that masks
// leave: Mon, 5:53 pm; 10:30 Europe/Berlin. It reports whether v is one, with words.
func appendClock(dst, v []byte) ([]byte, bool) {
	if i := bytes.LastIndexByte(v, ' '); i > 0 && regions[string(v[i+1:max(i+1, bytes.IndexByte(v, '/'))])] {
		return append(dst, v[:i]...), bytes.IndexFunc(v[:i], unicode.IsLetter) < 0
	}
	words := 0
	for at := 0; at < len(v); {
		lo := at
		for at < len(v) && isLetter(v[at]) {
			at++
		}
		switch {
		case at == lo:
			dst = append(dst, v[at])
			at++
		case ofDay[strings.ToLower(string(v[lo:at]))] != 2:
			return dst, false
		default:
			words++
		}
	}
	return dst, words > 0
}

// regions are what names of time zones begin with.
var regions = setOf("Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific")

// longestQuantity is how long what counts something is at most: 12 years 11 months.
const longestQuantity = 32

// mayCount reports whether v may be a quantity. It is quick.
func mayCount(v []byte) bool {
	if len(v) < 2 || len(v) > longestQuantity || digit[v[len(v)-1]] == 1 && v[len(v)-2] != 'm' && v[len(v)-2] != 't' && bytes.IndexByte(v, 'x') < 0 {
		return false
	}
	return digit[v[0]] == 1 || digit[v[1]] == 1 && (v[0] == '-' || v[0] == '+' || v[0] == 'P')
}

// appendNumbers appends the numbers of a quantity, as 90 of 90 min, and reports
// whether v is one. ISO 8601 writes durations P1DT12H.
func appendNumbers(dst, v []byte) ([]byte, bool) {
	iso := v[0] == 'P'
	if iso {
		v = v[1:]
	}
	for len(v) > 0 {
		n := 0
		for n < len(v) && (digit[v[n]] == 1 || v[n] == '.' || v[n] == ',' || n == 0 && (v[n] == '-' || v[n] == '+')) {
			n++
		}
		dst = append(append(dst, v[:n]...), ' ')
		if v = v[n:]; n > 0 {
			v = v[exponentLen(v):] // which stays
		}
		if !iso && n > 0 && len(v) > 1 && (v[0] == 'x' || v[0] == '-') && digit[v[1]] == 1 { // 10x20x30 cm, 3-8 °C
			v = v[1:]
			continue
		}
		if len(v) == 0 {
			return dst, true
		}
		v = bytes.TrimPrefix(v, []byte(" "))
		unit := len(v)
		if i := bytes.IndexByte(v, ' '); i >= 0 {
			unit = i
		}
		if iso && unit > 0 {
			unit = 1 + len(v[1:]) - len(bytes.TrimLeft(v[1:], "T"))
		}
		if n == 0 || unit == 0 || !iso && !isUnit(strings.ToLower(string(v[:unit]))) || iso && !isLetter(v[0]) {
			return dst, false
		}
		v = bytes.TrimLeft(v[unit:], " ")
	}
	return dst, true
}

// exponentLen returns the length of the exponent that v begins with, as e+03 is one.
func exponentLen(v []byte) int {
	if len(v) < len("e+03") || v[0]|0x20 != 'e' || v[1] != '+' && v[1] != '-' {
		return 0
	}
	if n := digitsAt(v, 2); n > 0 {
		return 2 + n
	}
	return 0
}

func isQuantity(v []byte) bool {
	if len(v) == 0 {
		return false
	}
	_, ok := appendNumbers(nil, v)
	return ok
}

// isUnit reports whether something is counted in a unit, or in one by so much of
// another: l/100km.
func isUnit(unit string) bool {
	of, by, ok := strings.Cut(unit, "/")
	return units[unit] || ok && (of == "" || units[of]) && units[strings.TrimLeft(by, "0123456789")]
}

// units are what is counted: in them nothing is somebody's.
var units = setOf("mmol|µg|mg|g|kg|lb|lbs|oz|t|mm|cm|m|km|in|ft|yd|mi|ml|cl|dl|l|gal|px|pt|em|rem|b|kb|mb|gb|tb|kib|mib|gib|tib|mbps|gbps|kwh|kw|w|v|a|mah|hz|khz|mhz|ghz|" +
	"m2|m3|m²|m³|cm2|cm²|km2|km²|ft2|ft²|qm|sqm|sqft|ha|km/h|kmh|mph|kcal|°c|°f|%|" +
	"usd|eur|gbp|chf|jpy|cad|aud|sek|nok|dkk|pln|inr|€|£|$|us|ms|s|sec|secs|second|seconds|min|mins|minute|minutes|h|hr|hrs|hour|hours|" +
	"bpm|mmhg|ppm|psi|kpa|hpa|mol|kj|rpm|dpi|fps|lm|db|d|day|days|week|weeks|mon|mons|month|months|y|year|years|yr|yrs|pcs|pc|x|c|f|k")

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

// hasLetter reports whether v has a letter of ASCII.
func hasLetter(v []byte) bool {
	for _, b := range v {
		if isLetter(b) {
			return true
		}
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

// namesOfTags are what HTML calls its elements, in words that are long enough to be
// taken for originals, which may be the same.
var namesOfTags = regexp.MustCompile(`(?i)</?(?:address|article|blockquote|button|canvas|caption|center|colgroup|details|dialog|fieldset|figcaption|figure|footer|` +
	`header|hgroup|iframe|legend|listing|marquee|noscript|object|optgroup|option|output|picture|script|search|section|select|source|strike|strong|summary|template|textarea)\b`)

// appendUntagged appends v with blanks in place of its tags, and of the characters
// that HTML has names for; what attributes say, but for the names of namespaces, stays
// if it is asked for.
func appendUntagged(dst, v []byte, attributes bool) []byte {
	tag, quote, named, name, entity := false, byte(0), false, 0, 0
	for i, c := range v {
		if c == '&' {
			entity = i + entityLen(v[i:])
		}
		switch {
		case i < entity:
			c = ' '
		case !tag:
			tag = c == '<' && i+1 < len(v) && (v[i+1] == '/' || v[i+1] == '?' || isLetter(v[i+1]) || isDoctype(v[i:]))
		case quote == 0:
			tag = c != '>'
			switch {
			case c <= ' ':
				name = i + 1
			case c == '"' || c == '\'':
				quote = c
				named = bytes.HasPrefix(v[name:], []byte("xmlns")) || bytes.HasPrefix(v[name:], []byte("xsi:schemaLocation"))
			}
			c = ' '
		case c == quote:
			quote, name = 0, i+1
		}
		if tag && (quote == 0 || !attributes || named) {
			c = ' ' // where one begins, or a quote ends
		}
		dst = append(dst, c)
	}
	return dst
}

// isDoctype reports whether v begins as HTML does.
func isDoctype(v []byte) bool {
	const doctype = "<!doctype html"
	return len(v) >= len(doctype) && bytes.EqualFold(v[:len(doctype)], []byte(doctype))
}

// entityLen returns the length of the name of a character that v begins with, as
// &eacute; is one, else 0.
func entityLen(v []byte) int {
	end := bytes.IndexByte(v[:min(len(v), len("&thetasym;"))], ';') + 1
	if end < len("&lt;") || v[1] == '#' {
		return 0
	}
	if c := html.UnescapeString(string(v[:end])); c[len(c)-1] == ';' {
		return 0
	}
	return end
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
