package words

import "strings"

// A Class is what follows from a name.
type Class uint8

// The classes. Key and Operational are the ones that may be kept.
const (
	Unknown     Class = iota // the name says nothing
	Personal                 // a value of a person, of a Kind
	Sensitive                // what article 9 of the GDPR protects, and its like
	Secret                   // opens something
	Key                      // a surrogate that joins rows
	Operational              // an application steers or counts by it
	FreeText                 // people write in it
)

var classNames = [...]string{"unknown", "personal", "sensitive", "secret", "key", "operational", "free text"}

// String returns the class in words.
func (c Class) String() string { return classNames[c] }

// A Meaning is what a column's name says, and why.
type Meaning struct {
	Class Class
	Kind  Kind
	Mask  string // the mask that fits; "" for the default of the type
	Words string // the words that decided, as the dictionary has them
	Typed bool   // the type decided alone; Words names it
}

// Because returns the reason of a meaning for the column of a name:
// `name "lastName": last name`, or `type boolean`. It is "" where neither says
// anything.
func (m Meaning) Because(column string) string {
	switch {
	case m.Words == "":
		return ""
	case m.Typed:
		return "type " + m.Words
	}
	return `name "` + column + `": ` + m.Words
}

// Column reads the name of a column of a type. Sensitive words decide before
// secrets, secrets before what is personal, and all of them before keys and
// before what an application steers by.
func (t *Table) Column(column string, typ Type) Meaning {
	r := reading{table: t, column: column, typ: typ, terms: spoken(t.named(dictionary().terms(numbered(column))))}
	switch typ {
	case Letter:
		r.typ, r.letter, r.short = Text, true, true
	case Short:
		r.typ, r.short = Text, true
	case Small:
		r.typ, r.small = Integer, true
	case Sized:
		r.typ = r.sized()
	}
	for _, try := range deciders {
		if m, ok := try(r); ok {
			return m
		}
	}
	return r.byType()
}

// numbered returns a name with number for the nbr or num that it ends in, which numbers
// what it follows: id_nbr, contact_num. Behind several things, and what people do, a num
// counts them: failures_num, like_num.
func numbered(name string) string {
	if n := len(name) - len("nbr"); n > 0 && strings.EqualFold(name[n:], "nbr") {
		return name[:n] + "_number"
	}
	stem, ok := strings.CutSuffix(name, "num")
	if !ok {
		stem, ok = strings.CutSuffix(name, "Num")
	}
	thing := strings.ToLower(strings.TrimRight(stem, "_- "))
	if !ok || thing == "" || len(thing) == len(stem) && strings.HasSuffix(name, "num") {
		return name
	}
	last := thing[strings.LastIndexAny(thing, "_- ")+1:]
	if deeds[last] || strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") && !strings.HasSuffix(last, "us") {
		return name
	}
	return name + "ber"
}

// deeds are counted in their singular, too.
var deeds = map[string]bool{"like": true, "view": true, "read": true, "comment": true, "click": true, "play": true, "download": true,
	"visit": true, "follow": true, "share": true, "reply": true, "sale": true, "stock": true, "item": true, "total": true}

// spoken returns terms without the code of a language behind them: name_sv.
func spoken(terms []word) []word {
	if last := len(terms) - 1; last > 0 && terms[last].role == none && languages[terms[last].text] {
		return terms[:last]
	}
	return terms
}

// languages are codes of languages that are no words of one that names are in.
var languages = map[string]bool{
	"en": true, "fr": true, "sv": true, "ru": true, "ar": true, "zh": true, "ja": true, "ko": true, "uk": true, "cs": true, "da": true,
	"fi": true, "tr": true, "hu": true, "ro": true, "bg": true, "el": true, "he": true, "vi": true, "th": true, "pt": true, "nl": true, "pl": true,
}

// A reading is a column's name read beside its table and its type.
type reading struct {
	table  *Table
	column string
	typ    Type
	letter bool // there is room for one character
	short  bool // there is room for a code of three characters
	small  bool // there is room for a small number
	terms  []word
}

// deciders are asked in turn; the first that is sure decides.
var deciders = []func(reading) (Meaning, bool){
	reading.sensitive, reading.network, reading.yesNo, reading.yesNoLetter, reading.instant, reading.sessionKey,
	reading.secret, reading.personal, reading.listed, reading.named, reading.by, reading.key, reading.whom,
	reading.steered, reading.prose, reading.inAddress, reading.marked, reading.measured,
}

// say makes a meaning of a word.
func (r reading) say(c Class, w word) (Meaning, bool) {
	m := Meaning{Class: c, Kind: w.kind, Words: w.text}
	if c == Key || c == Operational || c == Unknown {
		m.Kind = None
		return m, true
	}
	m.Mask = w.kind.maskFor(r.typ)
	return m, true
}

// typed is say for what the type decides alone.
func (r reading) typed(c Class, k Kind, name string) (Meaning, bool) {
	m, ok := r.say(c, word{text: name, kind: k})
	m.Typed = true
	return m, ok
}

// last returns the last term of a role, and its index, or -1.
func (r reading) last(of role) (word, int) {
	for i := len(r.terms) - 1; i >= 0; i-- {
		if r.terms[i].role == of {
			return r.terms[i], i
		}
	}
	return word{}, -1
}

// head returns the last term that carries weight.
func (r reading) head() (word, int) { return r.headBefore(len(r.terms)) }

func (r reading) headBefore(end int) (word, int) {
	for i := end - 1; i >= 0; i-- {
		if r.terms[i].role != glue {
			return r.terms[i], i
		}
	}
	return word{}, -1
}

// endsInID reports whether the name ends in a word for keys.
func (r reading) endsInID() bool {
	w, i := r.head()
	return i >= 0 && w.role == idWord
}

// prose reads columns in which people write. What heads the name decides: a
// message_size is none; a body_md5 tells of a text, and is none either.
func (r reading) prose() (Meaning, bool) {
	w, i := r.last(prose)
	if i < 0 || !texts.has(r.typ) {
		return Meaning{}, false
	}
	for _, behind := range r.terms[i+1:] {
		switch behind.role {
		case steers, counts, flags, technical, when:
			return Meaning{}, true
		}
	}
	if r.describes(w) {
		return r.say(Operational, w)
	}
	m, ok := r.say(FreeText, w)
	if r.digested() {
		m.Mask = ""
	}
	return m, ok
}

// describes reports whether a text is the description of a row of a catalogue that no
// person has rows in: of a role, a category.
func (r reading) describes(w word) bool {
	listed := r.table.described && r.table.listed() && r.table.nobodys()
	return r.typ == Text && (listed || r.table.catalogue()) && len(r.terms) == 1 && descriptions[w.text]
}

// descriptions are words for a text that says what a thing is.
var descriptions = map[string]bool{
	"description": true, "desc": true, "descr": true, "short description": true, "long description": true, "full description": true,
	"beschreibung": true, "descriptif": true, "descripción": true, "descrição": true, "descrizione": true, "omschrijving": true,
	"beschrijving": true, "opis": true,
}

// byType is what is left to say where the name says nothing.
func (r reading) byType() Meaning { return Meaning{} }
