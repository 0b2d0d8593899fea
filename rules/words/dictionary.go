package words

import (
	"slices"
	"sort"
	"strings"
	"sync"
)

// A role is what a term does for the meaning of the name it stands in.
type role uint8

const (
	none      role = iota // a word that is not known
	glue                  // known and of no weight: of, last, billing
	personal              // names a personal value, of a kind
	weak                  // names one where the table or its neighbours say so
	secret                // names a secret
	sensitive             // names something sensitive
	person                // names a person: user, customer, author
	company               // names a company: supplier, vendor
	thing                 // names something else: product, file
	technical             // names a thing of the program: class, queue
	nameWord              // name
	idWord                // id, uuid
	byWord                // by, as in created_by
	steers                // status, type: the application steers by its words
	counts                // count, position: a number that the application keeps
	flags                 // verified, is: yes or no
	about                 // settings, sent: about the value, not the value
	prose                 // notes, body: people write here
	when                  // at, date: a point in time
)

// A word is an entry of the dictionary: a word or several.
type word struct {
	text string // as the word list has it
	role role
	kind Kind
	lead bool // it may stand in front of what it is about: tipo_telefono
}

// A list is part of a word list: phrases between commas, all of one meaning.
type list struct {
	role    role
	kind    Kind
	phrases string
}

// A book is the sorted dictionary. Keys are the phrases' letters without
// blanks, so that "post code", postcode and PostCode are one key.
type book struct {
	keys    []string
	words   []word
	index   map[string]int // of a key, into both
	longest int            // the length of the longest key
}

// dictionary is the book of all lists. It is built at the first use.
var dictionary = sync.OnceValue(func() *book { return newBook(lists()) })

// Prepare begins to build the dictionary, which takes milliseconds, beside what
// the caller does next. Nobody needs to call it.
func Prepare() { go dictionary() }

// lists returns all word lists. Where a phrase stands in several, the first
// one holds.
func lists() []list {
	return slices.Concat(sensitiveWords, secretWords, personWords, steeringWords, proseWords, entityWords, leadWords, glueWords, plainWords)
}

func newBook(all []list) *book {
	b := &book{}
	words := b.read(all)
	slices.Sort(b.keys)
	b.words = make([]word, len(words))
	for i, key := range b.keys {
		b.words[i], b.index[key] = words[b.index[key]], i
		b.longest = max(b.longest, len(key))
	}
	b.markLeads()
	return b
}

// read adds the keys of all lists, in their order, and returns the words in
// the same one. The first word of a key holds.
func (b *book) read(all []list) []word {
	phrases := 0
	for _, l := range all {
		phrases += strings.Count(l.phrases, ",") + 1
	}
	room := phrases + phrases/8 // some phrases have two keys
	words := make([]word, 0, room)
	b.keys, b.index = make([]string, 0, room), make(map[string]int, room)
	add := func(key string, w word) {
		if _, ok := b.index[key]; !ok {
			b.index[key] = len(words)
			b.keys, words = append(b.keys, key), append(words, w)
		}
	}
	for _, l := range all {
		for phrase := range strings.SplitSeq(l.phrases, ",") {
			phrase = strings.TrimSpace(phrase)
			w := word{text: phrase, role: l.role, kind: l.kind}
			bare, written := spellings(phrase)
			add(bare, w)
			add(written, w)
		}
	}
	return words
}

// markLeads notes the words that may stand in front of what they are about.
func (b *book) markLeads() {
	for phrase := range strings.SplitSeq(leading, ",") {
		key, _ := spellings(strings.TrimSpace(phrase))
		if i, ok := b.index[key]; ok {
			b.words[i].lead = true
		}
	}
}

// spellings returns the keys of a phrase of small letters: without its marks,
// and with its umlauts written out. They may be the same.
func spellings(phrase string) (bare, written string) {
	if ascii(phrase) {
		key := strings.ReplaceAll(phrase, " ", "")
		return key, key
	}
	bare = split(phrase).letters
	if long := umlauts.Replace(phrase); long != phrase {
		return bare, split(long).letters
	}
	return bare, bare
}

// find returns the word of a key. A plural's s is passed over.
func (b *book) find(key string) (word, bool) {
	if i, ok := b.index[key]; ok {
		return b.words[i], true
	}
	for _, single := range singulars(key) {
		if i, ok := b.index[single]; ok {
			return b.words[i], true
		}
	}
	return word{}, false
}

// singulars returns what a key may be the plural of: phones, addresses,
// cities. Short words are no plurals: os is not the plural of o.
func singulars(key string) [3]string {
	var s [3]string
	if len(key) < 4 || key[len(key)-1] != 's' {
		return s
	}
	s[0] = key[:len(key)-1]
	if stem, ok := strings.CutSuffix(key, "es"); ok && (len(stem) > 3 || strings.HasSuffix(stem, "x")) {
		s[1] = stem
	}
	if stem, ok := strings.CutSuffix(key, "ies"); ok {
		s[2] = stem + "y"
	}
	return s
}

// A walk narrows the keys to those that begin with the letters given so far.
type walk struct{ lo, hi, depth int }

// step adds a letter. It reports false when no key goes on like this.
func (b *book) step(w walk, c byte) (walk, bool) {
	at := func(i int) int {
		if len(b.keys[i]) <= w.depth {
			return -1
		}
		return int(b.keys[i][w.depth])
	}
	n := w.hi - w.lo
	lo := w.lo + sort.Search(n, func(i int) bool { return at(w.lo+i) >= int(c) })
	hi := w.lo + sort.Search(n, func(i int) bool { return at(w.lo+i) > int(c) })
	return walk{lo, hi, w.depth + 1}, lo < hi
}

// ends reports whether the letters of the walk are a key, which is then the
// first of its range.
func (b *book) ends(w walk) bool { return len(b.keys[w.lo]) == w.depth }
