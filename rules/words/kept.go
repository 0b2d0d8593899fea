package words

import "strings"

// Deciders of what may be kept: keys, and what an application steers by.

// yesNo is for booleans and enums, which hold no value of their own, but in tables about
// bodies, employees, students and answers, where one of a name that is not known is a finding.
func (r reading) yesNo() (Meaning, bool) {
	if (r.typ == Boolean || r.typ == Enum) && (r.table.medical || r.table.bodily || r.table.answered) && r.unread() {
		return Meaning{}, true
	}
	switch r.typ {
	case Boolean:
		return r.typed(Operational, None, "boolean")
	case Enum:
		return r.typed(Operational, None, "enum")
	}
	return Meaning{}, false
}

// unread reports whether a word is among the terms of which nothing is known: in a table
// about somebody's body that is a finding, unless a flag of the program's stands beside it.
func (r reading) unread() bool {
	found := false
	for i, w := range r.terms {
		if w.role == flags && (i > 0 || !w.lead) {
			return false
		}
		found = found || w.role == weak || w.unlisted(0) || r.table.answered && w.role == none
	}
	return found
}

// yesNoLetter is for Y and N, of which the name says that it is one: can_edit.
func (r reading) yesNoLetter() (Meaning, bool) {
	if w, i := r.last(flags); r.letter && i >= 0 {
		return r.say(Operational, w)
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

// key reads names that end, or in Romance languages begin, in a word for keys.
func (r reading) key() (Meaning, bool) {
	if last := len(r.terms) - 1; last >= 0 && phrasedKey(r.terms[last]) && (r.typ == UUID || r.typ == Integer || r.typ == Bigint) {
		return r.say(Key, r.terms[last])
	}
	w, i := r.head()
	if i < 0 {
		return Meaning{}, false
	}
	if first := r.terms[0]; w.role != idWord && first.role == idWord && !(numbersOf[first.text] && r.steersBy(w)) {
		w = first
	}
	if w.role != idWord {
		return r.joined()
	}
	switch {
	case r.table.logins && r.elsewhereID(w) && (texts.has(r.typ) || r.typ == Bigint):
		return r.say(Personal, word{text: w.text + " at a provider", kind: Account})
	case r.typ == Text && r.elsewhereID(w) && r.table.people:
		return r.say(Personal, word{text: w.text + " of a person", kind: Username})
	case r.typ == Text && numbersOf[w.text] && r.table.medical:
		return r.say(Personal, word{text: w.text + " of a patient", kind: NationalID})
	case (r.typ == Text || r.typ == JSON) && (w == r.terms[i] && r.listedID(i) || w == r.terms[0] && r.listedID(0)):
		return r.say(Key, w)
	case texts.has(r.typ):
		return Meaning{}, true
	}
	return r.surrogate(w)
}

// phrasedKey reports whether a word of the dictionary ends in id and is no account of
// somebody's: subscription id, device id.
func phrasedKey(w word) bool {
	return strings.HasSuffix(w.text, " id") && (w.role == glue || w.kind == Device)
}

// joined reads keys of which a word is not known, written together with it as in
// Romance languages: idintervento.
func (r reading) joined() (Meaning, bool) {
	first := r.terms[0]
	if first.role != none || len(first.text) < len("id")+3 || !strings.HasPrefix(first.text, "id") {
		return Meaning{}, false
	}
	for _, other := range beginLikeID {
		if strings.HasPrefix(first.text, other) {
			return Meaning{}, false
		}
	}
	if r.typ != Integer && r.typ != Bigint && r.typ != UUID {
		return Meaning{}, false
	}
	return r.say(Key, word{text: "id"})
}

// beginLikeID are beginnings of words that have no id in front: ideal, idoneità.
var beginLikeID = []string{
	"idate", "ident", "idea", "idee", "idei", "ideo", "idio", "idles", "idlet", "idlem", "idol", "idone", "idos", "idraul", "idri", "idro",
	"idyl", "idad",
}

// elsewhereID reports whether an id is the one that a provider knows a person
// by: uid, extern_uid, provider_id, service_id.
func (r reading) elsewhereID(w word) bool {
	first := r.terms[0].text
	return w.text == "uid" || len(r.terms) == 2 && (first == "provider" || first == "service")
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
	if w.role == steers && r.doubtful(w, i) {
		return Meaning{}, true
	}
	switch {
	case r.typ == Text && (!r.ends(i) && !r.typeOf(i) || w.role == counts && !worded[w.text] && !r.tallied(w, i) || w.role == flags && !r.bare() && !switched[w.text]):
		return Meaning{}, false
	case r.typ == Number && !whole[w.text]:
		return Meaning{}, false
	case r.typ == JSON && !r.lists(w, i):
		return Meaning{}, false
	case r.typ == Text, r.typ == JSON, numbers.has(r.typ):
		return r.say(Operational, w)
	}
	return Meaning{}, false
}

// lists reports whether JSON can hold no more than a list of what the term at an
// index, its last, says, or counters by something: allowed_roles, error_count.
func (r reading) lists(w word, at int) bool {
	if strings.HasSuffix(w.text, " count") {
		return at == len(r.terms)-1 && !r.table.medical
	}
	switch strings.TrimSuffix(w.text, "s") {
	case "role", "scope", "permission", "privilege", "locale", "language", "currency", "timezone", "grant type", "response type",
		"status code", "count":
		return at == len(r.terms)-1 && !r.table.medical
	}
	return false
}

// elsewhere reads the words that mean something else beside an address, a
// person or a patient: a state, a unit, a provider, a count of blood cells.
func (r reading) elsewhere(w word) (Meaning, bool) {
	if r.ofBody(w) || r.ofSomebody(w) {
		return Meaning{}, true
	}
	if r.typ != Text {
		return Meaning{}, r.table.medical && (w.text == "count" || w.text == "level" || w.text == "counts")
	}
	switch w.text {
	case "estado", "stato":
		if r.table.address && !r.table.region && len(r.terms) == 1 {
			return Meaning{Class: Personal, Kind: Region, Words: w.text}, true
		}
	case "country code", "iso code", "iso2", "iso3", "country iso", "country iso2", "country iso3", "alpha2", "alpha3":
		if v, i := r.value(); i >= 0 && (v.kind == NationalID || v.kind == Birth) {
			return Meaning{Class: Sensitive, Kind: Nationality, Words: v.text + " " + w.text}, true
		}
	case "state":
		if r.table.opens && len(r.terms) == 1 {
			return Meaning{}, true // which a provider of logins sends back
		}
		if v, i := r.value(); i >= 0 && (v.kind == NationalID || v.kind == Birth || v.kind == Street) {
			return Meaning{Class: Personal, Kind: Region, Words: w.text}, true
		}
		if r.table.address && r.terms[0].role != thing {
			return Meaning{Class: Personal, Kind: Region, Words: w.text}, true
		}
		return Meaning{}, r.table.entity == person && len(r.terms) == 1
	case "unit":
		return Meaning{}, r.table.address
	case "provider", "method", "action", "event", "mode", "frequency", "severity":
		return Meaning{}, r.table.medical
	case "type", "kind", "typ", "tipo", "type de", "rodzaj", "soort", "art":
		return Meaning{}, r.table.medical && len(r.terms) == 1
	}
	return Meaning{}, false
}

// ofBody reports whether what an application steers by is how ill somebody is: a stage, an
// urgency, a flag of a result; of a patient alone the status, too.
func (r reading) ofBody(w word) bool {
	if !r.table.medical {
		return false
	}
	switch w.text {
	case "stage", "phase", "priority", "urgency", "severity", "importance", "flag", "flags", "result code", "level", "class", "tier",
		"stadium", "dringlichkeit", "priorität", "gravité", "urgence", "priorité", "gravedad", "urgencia", "prioridad", "nivel",
		"gravidade", "urgência", "prioridade", "gravità", "urgenza", "priorità", "prioriteit", "priorytet":
		return true
	case "status", "statut", "situação", "zustand", "toestand":
		return r.table.patients && len(r.terms) == 1
	case "state", "estado", "stato", "stan":
		return r.table.patients && len(r.terms) == 1 && !r.table.address
	}
	return false
}

// ofSomebody reports whether what an application steers or counts by elsewhere tells of a
// person in this table: the languages that somebody speaks, the rank of a student or of what
// was answered, the class of an income tax.
func (r reading) ofSomebody(w word) bool {
	switch w.text {
	case "language", "idioma":
		return r.table.persons && !r.table.accounts && strings.HasSuffix(strings.ToLower(r.column), "s")
	case "level", "scale", "position":
		return r.table.answered
	case "rank", "ranking", "result code":
		return r.table.persons || r.table.OfAnswers()
	case "tax class":
		return r.table.persons
	}
	return false
}

// doubtful reports whether a word that the application steers by may be
// something else behind the words in front of it: a pain_level, a
// care_provider, an insurance_policy.
func (r reading) doubtful(w word, at int) bool {
	switch w.text {
	case "policy":
		return at == 0 || r.terms[at-1].role != secret && r.terms[at-1].role != personal
	case "provider":
		return at > 0 && r.terms[at-1].role != personal
	case "method", "mode", "action", "event", "platform", "environment", "feature", "medium", "direction", "pool",
		"trigger", "layout":
		unread := r.table.entity == none && !(w.text == "mode" && r.table.nobodys())
		return at > 0 && r.terms[at-1].role == none && (!r.table.ofThings() || unread)
	case "status", "state":
		return at > 0 && r.terms[at-1].role == none && r.table.medical || r.unheard(at)
	case "type", "kind", "role", "category", "class", "frequency", "typ", "art", "tipo", "soort", "rodzaj", "statut", "situação", "situación", "stato":
		return r.unheard(at)
	case "level", "stage", "phase", "unit", "importance", "severity", "symbol",
		"nivel", "nível", "livello", "niveau", "poziom":
		return at > 0 && r.terms[at-1].role == none && !(r.table.described && r.table.listed() && r.table.nobodys())
	}
	return false
}

// unheard reports whether the word in front of the term at an index is in no list, and the
// table one of persons or of what they answer: what has a status or is of a type may then be what somebody suffers
// from, has done or believes.
func (r reading) unheard(at int) bool {
	if at == 0 || !(r.table.persons || r.table.OfAnswers()) || r.terms[at-1].role != none {
		return false
	}
	w := r.terms[at-1]
	for _, end := range []string{"able", "ible", "avel"} {
		if strings.HasSuffix(w.text, end) {
			return false // imageable_type: of which table the row is that is referred to
		}
	}
	return w.unlisted(0)
}

// unlisted reports whether a word is in no list but those of some uses.
func (w word) unlisted(but use) bool {
	key, _ := spellings(w.text)
	_, plain := dictionary().index[key]
	return w.role == none && !plain && uses()[key]&^but == 0
}

// steering returns the term that the application steers by: the head, or one
// in front that may stand there.
func (r reading) steering() (word, int) {
	w, i := r.head()
	if i > 0 && units[w.text] && r.terms[i-1].role == counts {
		w, i = r.terms[i-1], i-1
	}
	if i >= 0 && (r.steersBy(w) || w.text == "height" && r.table.widths) && !(i > 0 && numeral(w) && r.terms[i-1].role == personal) {
		return w, i
	}
	if len(r.terms) > 1 && r.terms[0].lead && r.steersBy(r.terms[0]) && !bounds[r.terms[0].text] {
		return r.terms[0], 0
	}
	return word{}, -1
}

// tallied reports whether a counter that is held as text can be nothing else:
// content_length, comment_count. A length alone may be somebody's.
func (r reading) tallied(w word, at int) bool {
	switch w.text {
	case "count", "counts", "cnt", "counter", "length", "bytes", "byte size", "file size", "port":
		return at > 0 && !r.table.medical
	case "size": // small, large: of somebody it would be his clothes'
		return at > 0 && !r.table.people && !r.table.medical && (r.terms[at-1].role == thing || r.terms[at-1].role == company)
	}
	return false
}

// worded are the counters that are words in some tables: 1.2.0, high.
var worded = map[string]bool{
	"version": true, "version number": true, "priority": true, "priorität": true, "priorité": true, "prioridad": true, "prioridade": true,
	"priorità": true, "prioriteit": true, "priorytet": true,
}

// units are what a counter counts: duration_days, size_mb.
var units = map[string]bool{
	"day": true, "week": true, "month": true, "year": true, "hour": true, "hours": true, "minute": true, "minutes": true,
	"min": true, "mins": true, "second": true, "seconds": true, "sec": true, "secs": true, "ms": true, "msec": true,
	"millis": true, "milliseconds": true, "px": true, "kb": true, "mb": true, "gb": true,
}

// numeral reports whether a word counts what follows it and numbers what it
// follows: num_phones, phone_num.
func numeral(w word) bool { return w.text == "num" || w.text == "nb" }

// bounds are words that lead to an amount, which is no counter.
var bounds = map[string]bool{"max": true, "min": true, "total": true, "sum": true}

// steersBy reports whether an application steers or counts by what a word names:
// of a technical thing by its type or its name.
func (r reading) steersBy(w word) bool {
	switch w.role {
	case steers, counts, flags:
		return true
	case technical, thing:
		return strings.HasSuffix(w.text, " type") || w.role == technical && strings.HasSuffix(w.text, " name")
	}
	return false
}

// whole are the counters that some keep in a numeric. Other numbers with a
// fraction are amounts.
var whole = map[string]bool{
	"count": true, "counter": true, "position": true, "version": true, "sort": true, "sort order": true,
	"priority": true, "ordinal": true, "rank": true, "lock version": true, "sequence": true, "attempts": true,
	"precision": true, "scale": true, "decimals": true, "lead time": true, "useful life": true, "reorder point": true,
}

// typeOf reports whether the term at an index stands in front of what it is
// the type of, as in tipo_cliente.
func (r reading) typeOf(at int) bool {
	switch w := r.terms[at]; w.text {
	case "type", "type de", "type of", "tipo", "tipo de", "tipo di", "typ", "soort", "rodzaj":
	case "status", "statut", "estatus", "situação", "situación":
		if !r.table.ofThings() || at+2 != len(r.terms) || r.terms[at+1].role == personal {
			return false
		}
	default:
		return false
	}
	for _, w := range r.terms[at+1:] {
		switch w.role {
		case person, company, thing, technical, personal:
		case none:
			if r.table.people || r.table.medical {
				return false
			}
		default:
			return false
		}
	}
	return at == 0
}

// ends reports whether the term at an index is the last, but for a word for
// code or for how it is written: a status_message is not a status, its label is.
func (r reading) ends(at int) bool {
	for _, w := range r.terms[at+1:] {
		if !codes[w.text] && w.text != "label" {
			return false
		}
	}
	return true
}

// switched are the flags that a text can say nothing but yes or no by: theme_enabled.
var switched = map[string]bool{"enabled": true, "disabled": true, "activated": true, "deactivated": true}

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
