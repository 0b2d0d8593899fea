package stray

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fewInner is how many whole values the middle of a row has at least; before and
// behind them stand parts of two more, glued to code.
const fewInner = 2

// isMiddle reports whether the values of a line that sep keeps apart, all but the
// first and the last of which are whole, are like data and not like code: no type
// may confirm them.
func isMiddle(line, sep []byte) bool {
	fields := bytes.Split(line, sep)
	if len(fields) < fewInner+2 || endsInKeyword(fields[0]) {
		return false
	}
	odd := false
	for _, field := range fields[1 : len(fields)-1] {
		if !isDocument(field) && (!isProse(field) || isKeywords(field)) {
			return false
		}
		odd = odd || isOdd(field)
	}
	return odd
}

// fitsMiddle reports whether the whole fields of p are valid for columns that
// stand next to each other.
func (p *shape) fitsMiddle(columns []column) bool {
	inner := p.fields[1 : len(p.fields)-1]
	for i := 0; i+len(inner) <= len(columns); i++ {
		if valid(inner, columns[i:i+len(inner)]) {
			return true
		}
	}
	return false
}

// isDocument reports whether a field is a document or an array as a whole.
func isDocument(field []byte) bool {
	n := len(field)
	return n > 1 && (field[0] == '{' && field[n-1] == '}' || field[0] == '[' && field[n-1] == ']')
}

// isProse reports whether a field has a word and nothing of code's marks.
func isProse(field []byte) bool {
	return bytes.ContainsFunc(field, isLetterOrDigit) && !bytes.ContainsAny(field, `;=()[]{}<>'"|*#`) && field[len(field)-1] != ',' && field[len(field)-1] != ':'
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isOdd reports whether a text is like a value and not like a word of a comment
// or a name in code: letters beside digits, a capital within a word, an address,
// another script, or two words with capitals.
func isOdd(field []byte) bool {
	capitals := 0
	for word := range bytes.FieldsSeq(field) {
		lower, digit, letters := false, false, 0
		for _, c := range word {
			switch {
			case c >= utf8.RuneSelf, c == '@':
				return true
			case 'A' <= c && c <= 'Z':
				if lower || digit {
					return true
				}
				letters++
			case 'a' <= c && c <= 'z':
				if digit {
					return true
				}
				lower = true
				letters++
			case '0' <= c && c <= '9':
				digit = true
			}
		}
		if digit && letters > 0 {
			return true
		}
		if lower && 'A' <= word[0] && word[0] <= 'Z' {
			capitals++
		}
	}
	return capitals > 1
}

// keywords are the words that code has between tabs: clauses and types.
var keywords = wordSet(`all and array as asc begin between by case check collate constraint cross declare default desc distinct
	do else elsif end exists for foreign from full group having if in index inner insert into is join key language lateral left like limit
	loop natural not null of offset on or order outer over partition perform primary raise record references return returning right
	select set table then type union unique update using values view when where while with int integer bigint smallint serial bigserial text
	varchar char character numeric decimal real double precision boolean bool date time timestamp timestamptz interval uuid json jsonb bytea`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// isKeywords reports whether all words of a field are keywords.
func isKeywords(field []byte) bool {
	for word := range bytes.FieldsSeq(field) {
		if !keywords[strings.ToLower(string(word))] {
			return false
		}
	}
	return true
}

// endsInKeyword reports whether a field's last word is a keyword.
func endsInKeyword(field []byte) bool {
	words := bytes.Fields(field)
	return len(words) > 0 && isKeywords(words[len(words)-1])
}
