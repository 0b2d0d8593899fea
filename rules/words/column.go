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
}

// Because returns the reason of a meaning for the column of a name:
// `name "lastName": last name`. It is "" where the name says nothing.
func (m Meaning) Because(column string) string {
	if m.Words == "" {
		return ""
	}
	return `name "` + column + `": ` + m.Words
}

// Column reads the name of a column of a type. Sensitive words decide before
// secrets, secrets before what is personal, and all of them before keys and
// before what an application steers by.
func (t *Table) Column(column string, typ Type) Meaning {
	r := reading{t, typ, dictionary().terms(column)}
	for _, try := range deciders {
		if m, ok := try(r); ok {
			return m
		}
	}
	return r.byType()
}

// A reading is a column's name read beside its table and its type.
type reading struct {
	table *Table
	typ   Type
	terms []word
}

// deciders are asked in turn; the first that is sure decides.
var deciders = []func(reading) (Meaning, bool){
	reading.sensitive, reading.network, reading.yesNo, reading.instant, reading.sessionKey,
	reading.secret, reading.personal, reading.listed, reading.named, reading.by, reading.key, reading.whom,
	reading.steered, reading.prose, reading.inAddress,
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

// sensitive holds whatever the type is, and whatever else the name says.
func (r reading) sensitive() (Meaning, bool) {
	if w, i := r.last(sensitive); i >= 0 {
		return r.say(Sensitive, w)
	}
	if w, i := r.last(weak); i >= 0 && w.kind >= Gender && r.table.people && !r.endsInID() {
		return r.say(Sensitive, w)
	}
	return Meaning{}, false
}

// network is for types that are made for addresses.
func (r reading) network() (Meaning, bool) {
	switch r.typ {
	case Inet:
		return r.say(Personal, word{text: "type inet", kind: IP})
	case Mac:
		return r.say(Personal, word{text: "type macaddr", kind: MAC})
	}
	return Meaning{}, false
}

// yesNo is for booleans and enums, which hold no value of their own.
func (r reading) yesNo() (Meaning, bool) {
	switch r.typ {
	case Boolean:
		return r.say(Operational, word{text: "yes or no"})
	case Enum:
		return r.say(Operational, word{text: "one of its labels"})
	}
	return Meaning{}, false
}

// instant is for dates and times: only those of a life are personal.
func (r reading) instant() (Meaning, bool) {
	if r.typ != Date {
		return Meaning{}, false
	}
	if w, i := r.last(personal); i >= 0 && (w.kind == Birth) {
		return r.say(Personal, w)
	}
	return Meaning{}, true
}

// sessionKey is for tables whose rows open something: sessions.id,
// api_keys.value.
func (r reading) sessionKey() (Meaning, bool) {
	n := len(r.terms)
	if !r.table.tokens || n == 0 || !texts.has(r.typ) {
		return Meaning{}, false
	}
	for _, w := range r.terms[:n-1] {
		if w.role != glue {
			return Meaning{}, false
		}
	}
	switch w := r.terms[n-1]; w.text {
	case "id", "sid":
		if r.table.sessions && n == 1 {
			return r.say(Secret, word{text: w.text + " of a session", kind: Token})
		}
	case "key", "value", "code", "hash", "data", "payload", "digest":
		return r.say(Secret, word{text: w.text + " of a token", kind: Token})
	}
	return Meaning{}, false
}

// secret finds a secret that nothing behind it turns into something about it.
func (r reading) secret() (Meaning, bool) {
	w, i := r.last(secret)
	if i < 0 || !kinds[w.kind].in.has(r.typ) || r.turned(i) {
		return Meaning{}, false
	}
	if r.typ == UUID && (r.endsInID() || strings.HasSuffix(w.text, " id")) {
		return Meaning{}, false
	}
	return r.say(Secret, w)
}

// personal finds a personal value that nothing turns into something about it.
func (r reading) personal() (Meaning, bool) {
	w, i := r.value()
	if i < 0 || !kinds[w.kind].in.has(r.typ) || r.turned(i) {
		return Meaning{}, false
	}
	if r.joins(w) {
		return Meaning{}, false
	}
	m, ok := r.say(Personal, w)
	if r.digested() {
		m.Mask = ""
	}
	return m, ok
}

// value returns the last personal term; a weak one counts where its table
// supports it.
func (r reading) value() (word, int) {
	for i := len(r.terms) - 1; i >= 0; i-- {
		w := r.terms[i]
		if w.role == personal || w.role == weak && r.supports(w.kind) && !r.endsInID() {
			return w, i
		}
	}
	return word{}, -1
}

// supports reports whether a weak word of a kind is personal in this table.
func (r reading) supports(k Kind) bool {
	switch k {
	case Body:
		return r.table.medical || r.table.entity == person
	case Country, Region, City, Postcode, Street:
		return r.table.address || r.table.people
	case URL:
		return r.typ == Text
	case Device:
		return r.table.kind == Device
	case Image:
		return r.table.entity == person
	case Bank, Email, NationalID:
		return r.table.people
	}
	return false
}

// turned reports whether a term is not what the column holds, because of what
// stands behind it, or in front of it where it is of that sort.
func (r reading) turned(at int) bool {
	for _, w := range r.terms[at+1:] {
		switch w.role {
		case steers, counts, thing, technical:
			return !bracketed(r.terms[at].kind) && !numeral(w)
		case flags, about, prose, when:
			return true
		}
	}
	if at == 0 || r.terms[0].role == counts && r.terms[at].kind == Location {
		return false
	}
	return r.leads(r.terms[0])
}

// bracketed reports whether a class or a level of a kind says as much as the
// value: income_level, age_class.
func bracketed(k Kind) bool { return k == Money || k == Age || k == Body || k == Job }

// leads reports whether a first word turns what follows it: a tipo does, a
// flag does where the column has no room for more than a flag.
func (r reading) leads(w word) bool {
	return w.lead && (!texts.has(r.typ) || w.role != flags && w.role != when)
}

// endsInID reports whether the name ends in a word for keys.
func (r reading) endsInID() bool {
	w, i := r.head()
	return i >= 0 && w.role == idWord
}

// joins reports whether a column of a personal name is a reference all the
// same: its type is a key's, and its values would not fit into one.
func (r reading) joins(w word) bool {
	if !r.endsInID() && !(w.kind == Device && strings.HasSuffix(w.text, " id")) {
		return false
	}
	switch r.typ {
	case UUID:
		return true
	case Integer:
		return w.kind != NationalID && w.kind != SSN && w.kind != Account || w.text == "chat id"
	case Bigint, Number:
		switch w.kind { // what is as long as that
		case NationalID, SSN, Account, Phone, Card, Bank:
			return false
		}
		return true
	}
	return false
}

// digested reports whether the column holds a digest, which is not of the
// form of what it is a digest of.
func (r reading) digested() bool {
	for _, w := range r.terms {
		switch w.text {
		case "hash", "digest", "md5", "sha1", "sha256", "sha512", "bcrypt", "checksum", "crc", "encrypted":
			return true
		}
	}
	return false
}

// listed is for tables that list values, one a row: emails.value.
func (r reading) listed() (Meaning, bool) {
	if r.table.kind == None || len(r.terms) != 1 || !kinds[r.table.kind].in.has(r.typ) {
		return Meaning{}, false
	}
	switch w := r.terms[0]; {
	case w.role == nameWord, w.text == "content", w.text == "value", w.text == "text", w.text == "number":
		return r.say(Personal, word{text: w.text + " of the table's rows", kind: r.table.kind})
	}
	return Meaning{}, false
}

// named reads a name by whose it is: the word in front of it, or behind it in
// Romance languages, or the table.
func (r reading) named() (Meaning, bool) {
	w, i := r.last(nameWord)
	if i < 0 || !texts.has(r.typ) || r.turned(i) && !r.leadsName(i) {
		return Meaning{}, false
	}
	switch r.owner(i) {
	case person:
		return r.say(Personal, w)
	case company:
		return r.say(Personal, word{text: w.text, kind: Company})
	case technical:
		return r.say(Operational, w)
	case thing:
		return Meaning{}, true
	}
	if r.table.people {
		return r.say(Personal, w)
	}
	return Meaning{}, true
}

// leadsName reports whether a name stands in front of its owner, as in
// nombre_cliente.
func (r reading) leadsName(at int) bool {
	return at+1 < len(r.terms) && entityOf(r.terms[at+1]) != none && r.terms[at].text != "name"
}

// owner returns whose name the term at an index is.
func (r reading) owner(at int) role {
	if r.leadsName(at) {
		return entityOf(r.terms[at+1])
	}
	if w, i := r.headBefore(at); i >= 0 {
		if w.role == byWord {
			return person
		}
		return entityOf(w)
	}
	return r.table.entity
}

// by reads who did something: a name where it is text, else a key.
func (r reading) by() (Meaning, bool) {
	w, i := r.head()
	if i < 0 || w.role != byWord || r.typ == JSON {
		return Meaning{}, false
	}
	if texts.has(r.typ) {
		return r.say(Personal, word{text: w.text, kind: Username})
	}
	return r.surrogate(w)
}

// key reads names that end, or in Romance languages begin, in a word for keys.
func (r reading) key() (Meaning, bool) {
	w, i := r.head()
	if i < 0 {
		return Meaning{}, false
	}
	if w.role != idWord && r.terms[0].role == idWord {
		w = r.terms[0]
	}
	if w.role != idWord {
		return Meaning{}, false
	}
	switch {
	case r.table.logins && r.elsewhereID(w) && (texts.has(r.typ) || r.typ == Bigint):
		return r.say(Personal, word{text: w.text + " at a provider", kind: Account})
	case texts.has(r.typ):
		return Meaning{}, true
	}
	return r.surrogate(w)
}

// elsewhereID reports whether an id is the one that a provider knows a person
// by: uid, extern_uid, provider_id.
func (r reading) elsewhereID(w word) bool {
	return w.text == "uid" || len(r.terms) == 2 && r.terms[0].text == "provider"
}

// surrogate is a key where the type is a key's.
func (r reading) surrogate(w word) (Meaning, bool) {
	switch r.typ {
	case UUID:
		return r.say(Key, w)
	case Integer, Bigint:
		if !numbersOf[w.text] {
			return r.say(Key, w)
		}
	}
	return Meaning{}, true
}

// numbersOf are words for keys that, as numbers, are also what an authority or
// a hospital knows a person by.
var numbersOf = map[string]bool{
	"identifier": true, "ident": true, "kennung": true, "identifiant": true, "identificador": true,
	"identificatore": true, "identyfikator": true,
}

// whom reads a column that is called after a person: the person's key, or a
// name.
func (r reading) whom() (Meaning, bool) {
	if len(r.terms) == 0 {
		return Meaning{}, false
	}
	w := r.terms[len(r.terms)-1]
	if w.role != person && w.role != company {
		return Meaning{}, false
	}
	switch {
	case !texts.has(r.typ) && r.numbered():
		return Meaning{}, true
	case !texts.has(r.typ):
		return r.surrogate(w)
	case w.role == company:
		return r.say(Personal, word{text: w.text, kind: Company})
	}
	return r.say(Personal, word{text: w.text, kind: FullName})
}

// numbered reports whether the name speaks of a number or a code, which is no
// key although it is a person's: numero_empleado.
func (r reading) numbered() bool {
	for _, w := range r.terms {
		switch w.text {
		case "number", "no", "nr", "num", "numero", "número", "numéro", "nummer", "numer", "code", "código", "codice", "kod", "cod":
			return true
		}
	}
	return false
}

// steered reads what an application steers or counts by. What heads the name
// decides, so that status_message is prose and not a status.
func (r reading) steered() (Meaning, bool) {
	w, i := r.steering()
	if i < 0 {
		return Meaning{}, false
	}
	if m, ok := r.elsewhere(w); ok {
		return m, true
	}
	switch {
	case r.typ == Text && (!r.ends(i) && !r.typeOf(i) || w.role == counts || w.role == flags && !r.bare()):
		return Meaning{}, false
	case r.typ == Number && !whole[w.text]:
		return Meaning{}, false
	case r.typ == Text, numbers.has(r.typ):
		return r.say(Operational, w)
	}
	return Meaning{}, false
}

// elsewhere reads the words that mean something else beside an address, a
// person or a patient: a state, a unit, a provider, a count of blood cells.
func (r reading) elsewhere(w word) (Meaning, bool) {
	if r.typ != Text {
		return Meaning{}, r.table.medical && (w.text == "count" || w.text == "level" || w.text == "counts")
	}
	switch w.text {
	case "estado", "stato":
		if r.table.address && !r.table.region && len(r.terms) == 1 {
			return Meaning{Class: Personal, Kind: Region, Words: w.text}, true
		}
	case "state":
		if r.table.address && r.terms[0].role != thing {
			return Meaning{Class: Personal, Kind: Region, Words: w.text}, true
		}
		return Meaning{}, r.table.entity == person && len(r.terms) == 1
	case "unit":
		return Meaning{}, r.table.address
	case "provider", "method", "action", "event", "mode":
		return Meaning{}, r.table.medical
	}
	return Meaning{}, false
}

// steering returns the term that the application steers by: the head, or one
// in front that may stand there.
func (r reading) steering() (word, int) {
	if w, i := r.head(); i >= 0 && r.steersBy(w) && !(i > 0 && numeral(w) && r.terms[i-1].role == personal) {
		return w, i
	}
	if len(r.terms) > 1 && r.terms[0].lead && r.steersBy(r.terms[0]) && !bounds[r.terms[0].text] {
		return r.terms[0], 0
	}
	return word{}, -1
}

// numeral reports whether a word counts what follows it and numbers what it
// follows: num_phones, phone_num.
func numeral(w word) bool { return w.text == "num" || w.text == "nb" }

// bounds are words that lead to an amount, which is no counter.
var bounds = map[string]bool{"max": true, "min": true, "total": true, "sum": true}

func (r reading) steersBy(w word) bool {
	return w.role == steers || w.role == counts || w.role == flags
}

// whole are the counters that some keep in a numeric. Other numbers with a
// fraction are amounts.
var whole = map[string]bool{
	"count": true, "counter": true, "position": true, "version": true, "sort": true, "sort order": true,
	"priority": true, "ordinal": true, "rank": true, "lock version": true, "sequence": true, "attempts": true,
}

// ends reports whether the term at an index is the last, but for a word for
// code: a status_message is not a status.
func (r reading) ends(at int) bool {
	for _, w := range r.terms[at+1:] {
		if w.text != "code" {
			return false
		}
	}
	return true
}

// typeOf reports whether the term at an index stands in front of what it is
// the type of, as in tipo_cliente.
func (r reading) typeOf(at int) bool {
	switch w := r.terms[at]; w.text {
	case "type", "type de", "type of", "tipo", "tipo de", "tipo di", "typ", "soort", "rodzaj":
	default:
		return false
	}
	for _, w := range r.terms[at+1:] {
		switch w.role {
		case person, company, thing, technical, personal, none:
		default:
			return false
		}
	}
	return at == 0
}

// bare reports whether a flag in a text column stands alone, or is all of
// flags.
func (r reading) bare() bool {
	for _, w := range r.terms {
		if w.role != flags && w.role != glue {
			return false
		}
	}
	return true
}

// prose reads columns in which people write.
func (r reading) prose() (Meaning, bool) {
	w, i := r.last(prose)
	if i < 0 || !texts.has(r.typ) {
		return Meaning{}, false
	}
	return r.say(FreeText, w)
}

// inAddress reads what remains beside an address: a country, a region.
func (r reading) inAddress() (Meaning, bool) {
	if len(r.terms) == 1 && r.table.address && r.typ == Text && r.numbered() && r.terms[0].text != "code" {
		return r.say(Personal, word{text: "number beside an address", kind: Street})
	}
	w, i := r.last(weak)
	if i < 0 || w.kind != Country || !texts.has(r.typ) || r.turned(i) {
		return Meaning{}, false
	}
	if r.table.entity == technical {
		return r.say(Operational, w)
	}
	return r.say(Personal, w)
}

// byType is what is left to say where the name says nothing.
func (r reading) byType() Meaning { return Meaning{} }
