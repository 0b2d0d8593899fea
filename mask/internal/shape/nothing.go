package shape

import "strings"

// What says that there is nothing, or stands in for what is not known, says
// nothing of anybody, and stays: words of several languages, numbers of zeros, of
// one digit, or of all in a row. None of the words is somebody's name.

// forNothing are the words that say that there is nothing, and numbers that do.
// Those with letters beyond ASCII have one normal form only.
const forNothing = "null|none|nil|n/a|n.a.|unknown|undefined|(null)|(none)|(unknown)|not set|1|-1|::1|127.0.0.1|" +
	"tbd|tba|tbc|xxx|xxxx|xxxxx|test|dummy|anonymous|anon|nobody|noname|no name|" +
	"deleted|[deleted]|(deleted)|removed|[removed]|redacted|[redacted]|withheld|refused|declined|missing|empty|" +
	"not known|not given|not provided|not available|not applicable|not specified|unspecified|unassigned|pending|private|same|" +
	"no data|no email|no phone|admin|administrator|system|noreply|no-reply|postmaster|webmaster|" +
	"unbekannt|keine|keiner|kein|keine angabe|k.a.|k. a.|n.n.|ohne|fehlt|anonym|" +
	"inconnu|inconnue|aucun|aucune|sans objet|anonyme|" +
	"desconocido|desconocida|ninguno|ninguna|sin datos|s/n|s/d|s/o|desconhecido|desconhecida|nenhum|nenhuma|" +
	"sconosciuto|sconosciuta|nessuno|nessuna|onbekend|geen|nvt|n.v.t.|ukendt|ukjent|tuntematon|nieznany|nieznane|bilinmiyor|" +
	"нет|Нет|НЕТ|不明|未知|无|無|なし|未定"

// literals are what PostgreSQL takes for a boolean, a number or a date, and the end of a
// day.
const literals = "t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|" +
	"nan|inf|infinity|+inf|+infinity|-inf|-infinity|now|today|tomorrow|yesterday|epoch|allballs|" +
	"24:00|24:00:00"

const longestWord = 15 // of these

// keptWords are both, and extensions, and whether one is none of the first;
// keptLengths tells, by the first character, the lengths that they have: one look
// spares most values others.
var keptWords, keptLengths = func() (words map[string]bool, lengths [256]uint16) {
	words = map[string]bool{}
	add := func(w string, literal bool) {
		words[w] = literal
		lengths[w[0]] |= 1 << len(w)
		if IsSmall(w[0]) {
			lengths[w[0]-'a'+'A'] |= 1 << len(w)
		}
	}
	for i, list := range [...]string{forNothing, literals} {
		for w := range strings.SplitSeq(list, "|") {
			add(w, i == 1)
		}
	}
	for e := range strings.SplitSeq(extensions, "|") {
		if len(e) <= longestBare {
			add(e, true)
			add("."+e, true)
		}
	}
	return words, lengths
}()

// isKeptWord reports whether v says that there is nothing, or is a number that
// says so; or, with words, what PostgreSQL takes for a boolean, a number or a
// date, or the extension of a file's name.
func isKeptWord(v []byte, words bool) bool {
	if len(v) > longestWord || keptLengths[v[0]]>>len(v)&1 == 0 {
		return false
	}
	var low [longestWord]byte
	for i, c := range v {
		low[i] = Lower(c)
	}
	isLiteral, known := keptWords[string(low[:len(v)])]
	return known && (words || !isLiteral)
}

// How many digits a number has at least that is nobody's because they are all
// alike.
const (
	leastAlike = 6
	leastNines = 5
)

// IsNobodys reports whether v has digits and marks, and its digits are those of
// no number that somebody has: 0, 000-00-0000, 999999, 123-45-6789.
func IsNobodys(v []byte) bool {
	digits, first, alike, row, marks := 0, byte(0), true, true, true
	for _, c := range v {
		if !isDigit(c) {
			if c >= 0x80 || classes[c] != 0 {
				return false
			}
			marks = marks && c != ':' && c != ',' && c != ';'
			continue
		}
		if !alike && !row {
			return false // as of most after a few characters
		}
		if digits == 0 {
			first = c
		}
		alike = alike && c == first
		row = row && int(c-'0') == (digits+1)%10
		digits++
	}
	switch {
	case digits == 0:
		return false
	case alike && first == '0':
		return true
	case !marks:
		return false
	case alike:
		return digits >= leastAlike || first == '9' && digits >= leastNines
	}
	return row && (digits == 9 || digits == 10)
}
