package words

import (
	"slices"
	"strings"
)

// A Table is what a table's name and the names of its columns say together. It
// is what a column's name is read beside.
type Table struct {
	name      string
	prefix    string // the word that most columns begin with and that says nothing: usr_name
	kind      Kind   // what each row is, where the name says a value: cities, emails
	entity    role   // person, company, thing, technical, or none
	region    bool   // a province is among the columns, so that an estado is a status
	address   bool   // a town, a street or a postcode is among the columns
	sessions  bool   // rows are sessions
	tokens    bool   // rows are sessions, tokens or keys of an API
	people    bool   // rows are about persons: by the name, or by the columns
	logins    bool   // rows name who vouches for somebody: a provider
	medical   bool   // rows are about somebody's body, or what a court found
	persons   bool   // rows are persons
	accounts  bool   // rows are accounts: of languages they have those of what they are shown
	patients  bool   // rows are patients, or called after what else is sensitive: inmates
	answered  bool   // rows are what somebody answered, or was given for it
	bodily    bool   // rows are persons who are no accounts: who of them is disabled is no login
	opens     bool   // what a login at a provider gives is among the columns
	widths    bool   // a width is among the columns: a height is one of a picture
	lists     bool   // rows are a catalogue's: categories, plans
	names     bool   // rows are a catalogue's where they hold little but names: departments
	bare      bool   // beside a name the columns mark, describe, sort and date a row, and no more
	compares  bool   // rows compare something: rules, filters
	codes     bool   // rows have codes that are nobody's: branches, teams
	counts    bool   // rows are statistics
	described bool   // rows are of the program or a catalogue of its kinds, and so is what describes them
	owned     bool   // a person is named among the columns
	told      bool   // what is somebody's is among the columns: an address, a number
	edited    bool   // who did something to a row is among the columns
}

// NewTable reads a table's name and the names of all its columns.
func NewTable(name string, columns []string) *Table {
	b := dictionary()
	t := &Table{name: name}
	t.readName(b.terms(name))
	siblings := make([][]word, len(columns))
	for i, c := range columns {
		siblings[i] = b.terms(c)
	}
	t.prefix = prefixOf(siblings)
	for _, terms := range siblings {
		t.readSibling(t.named(terms))
	}
	t.bare = t.holdsLittle(siblings)
	if t.entity == person || t.entity == company {
		t.people = true
	}
	return t
}

// prefixOf returns the first word of two thirds of the columns, and of four at least, of
// which it says no more than in what table they are; "" for none.
func prefixOf(columns [][]word) string {
	times, most := map[string]int{}, ""
	for _, terms := range columns {
		if len(terms) < 2 || terms[0].role != none {
			continue
		}
		w := terms[0].text
		if times[w]++; times[w] >= 4 && 3*times[w] >= 2*len(columns) {
			most = w
		}
	}
	return most
}

// named returns the terms of a column without the table's prefix.
func (t *Table) named(terms []word) []word {
	if len(terms) > 1 && terms[0].role == none && terms[0].text == t.prefix {
		return terms[1:]
	}
	return terms
}

// OfPersons reports whether the table is called after persons: users, customers;
// not after something that they have, as addresses.
func (t *Table) OfPersons() bool { return t.entity == person && t.kind == None }

// readName finds what the rows are. English and German names have it last
// (user_roles); the others may begin with a word for a kind of it
// (tipos_usuario).
func (t *Table) readName(terms []word) {
	for i, w := range terms {
		switch {
		case w.role == secret && (w.kind == Token || w.kind == Password), w.text == "confirmation", w.text == "verification":
			t.tokens = true
		}
		if w.role == sensitive && (w.kind == Health || w.kind == Crime) || sick(w) || ofBodies[strings.TrimSuffix(w.text, "s")] || i == 0 && len(terms) > 1 && w.text == "body" {
			t.medical, t.patients = true, i == len(terms)-1 && (sick(w) || calledAfter[w.text])
		}
		if w.lead && i == 0 && w.role == steers && len(terms) > 1 {
			t.entity, t.described = technical, true
			return
		}
	}
	last := ""
	if len(terms) > 0 {
		t.kind = kindOfRows(terms[len(terms)-1])
		last, t.persons = terms[len(terms)-1].text, entityOf(terms[len(terms)-1]) == person
	}
	t.accounts = strings.Contains(last, "user") || strings.Contains(last, "account") || accounts[strings.TrimSuffix(last, "s")]
	t.answered = answers[strings.TrimSuffix(last, "s")] && !t.tokens
	t.bodily = bodies[strings.TrimSuffix(last, "s")]
	t.readEntity(terms)
	t.compares = comparing[last]
	t.counts = statistics[last] && t.entity != person && t.entity != company
	switch last := strings.TrimSuffix(last, "s"); {
	case t.entity != none:
	case programWords[last], programWords[last+"s"]:
		t.entity, t.described = technical, true
	case made[last]:
		t.entity, t.codes = thing, true
	}
	if end := len(terms) - 1; end >= 0 && t.entity != person && t.entity != company && harmless(terms[:end]) && terms[end].rowsAre(naming) && !gathers(terms) {
		t.names = true
		if t.entity == none {
			t.entity = thing
		}
	}
	t.opens = last == "state" && strings.Contains(strings.ToLower(t.name), "oauth")
	t.sessions = len(terms) > 0 && (last == "session" || last == "reset" && t.tokens)
	t.tokens = t.tokens || t.sessions
}

// readEntity finds the last word that says what the rows are. What describes them is the
// program's or a catalogue's where nothing stands behind that word: a change of a role is
// somebody's.
func (t *Table) readEntity(terms []word) {
	for i, w := range slices.Backward(terms) {
		r := entityOf(w)
		last := i == len(terms)-1
		if r == none && last && w.is(listing) {
			r = thing
		}
		if r == none {
			continue
		}
		if before := i - 1; before >= 0 && sorted[w.text] && (entityOf(terms[before]) == technical || terms[before].is(describing)) {
			w, r = terms[before], entityOf(terms[before]) // of groups of roles the rows are as roles are
		}
		t.entity, t.lists, t.codes = r, w.is(listing), w.is(coded)
		t.described = last && (r == technical || w.is(describing))
		return
	}
}

// rowsAre is the same as is, of the last word of a table's name, which may be a plural.
func (w word) rowsAre(u use) bool {
	key, _ := spellings(w.text)
	for _, single := range singulars(key) {
		if uses()[single]&u != 0 {
			return true
		}
	}
	return w.is(u)
}

// gathers reports whether the name of a table is one of groups of which it says something
// that is no word of a program's: of a family, of a chat, for support. They are called as
// those in them like, or after them.
func gathers(terms []word) bool {
	end := len(terms) - 1
	return groups[strings.TrimSuffix(terms[end].text, "s")] && slices.ContainsFunc(terms[:end], func(w word) bool {
		return entityOf(w) != technical && w.role != glue && !w.is(listing|naming|owning) && !fronting[w.text]
	})
}

// fronting are what stands in front of any table of some programs.
var fronting = map[string]bool{"auth": true, "tbl": true, "tb": true, "mst": true}

// groups are words for those who come together, as tables of them are called.
var groups = map[string]bool{"group": true, "gruppe": true, "gruppen": true, "groupe": true, "grupo": true, "gruppo": true, "groep": true, "grupa": true}

// holdsLittle reports whether columns are keys, one name, and what says which thing of a
// catalogue a row is and what the program does with it.
func (t *Table) holdsLittle(columns [][]word) bool {
	named := 0
	for _, terms := range columns {
		terms = t.named(terms)
		if len(terms) == 0 {
			continue
		}
		switch last := terms[len(terms)-1]; {
		case !harmless(slices.DeleteFunc(slices.Clone(terms), func(w word) bool { return w.role == nameWord })):
			return false
		case last.role == nameWord:
			if len(terms) > 1 && terms[0].role != glue {
				return false
			}
			named++
		case last.role == idWord, last.role == when, last.role == flags, last.role == steers, last.role == counts:
		case len(terms) == 1 && (last.is(marking|sorting|filing|measuring) || descriptions[last.text]):
		default:
			return false
		}
	}
	return named <= 2
}

// ofBodies are words of tables in which people note how they are, and why they are away.
var ofBodies = map[string]bool{
	"mood": true, "sleep": true, "workout": true, "vital": true, "nutrition": true, "wellness": true, "wellbeing": true, "craving": true, "leave": true,
	"leaves": true, "time off": true, "sick": true, "injury": true, "injurie": true, "stimmung": true, "schlaf": true, "urlaub": true, "sommeil": true,
	"congé": true, "humeur": true, "sueño": true, "vacacione": true, "férias": true, "ferie": true, "verlof": true, "urlop": true,
	"sueno": true, "feria": true, // as names of tables have them
}

// sick reports whether a word is one for patients.
func sick(w word) bool {
	return w.role == person && slices.ContainsFunc([]string{"patient", "pacient", "pazient", "pacjen"}, func(stem string) bool { return strings.HasPrefix(w.text, stem) })
}

// answers are last words of tables of what somebody answered, or was given for it.
var answers = map[string]bool{
	"answer": true, "response": true, "vote": true, "ballot": true, "assessment": true, "attempt": true, "grade": true, "antwort": true,
	"antworten": true, "réponse": true, "respuesta": true, "resposta": true, "risposte": true, "antwoord": true, "odpowiedzi": true,
}

// accounts are words for accounts in other languages.
var accounts = map[string]bool{"benutzer": true, "nutzer": true, "utilisateur": true, "usuario": true, "utilizador": true, "utente": true, "gebruiker": true}

// bodies are words for persons whom no program lets in by that name.
var bodies = map[string]bool{
	"employee": true, "worker": true, "student": true, "pupil": true, "patient": true, "applicant": true, "candidate": true, "passenger": true,
	"resident": true, "person": true, "people": true, "persons": true, "beneficiary": true, "child": true, "children": true, "claimant": true,
	"citizen": true, "pensioner": true, "insured": true, "dependent": true, "household member": true, "mitarbeiter": true, "schüler": true,
	"patienten": true, "personen": true, "employé": true, "élève": true, "empleado": true, "alumno": true, "paciente": true, "aluno": true,
	"funcionário": true, "dipendente": true, "werknemer": true, "leerling": true, "pracownik": true, "uczeń": true, "pacjent": true,
}

// sorted are last words of tables that put into groups what the word in front names.
var sorted = map[string]bool{"group": true, "set": true, "category": true, "list": true, "definition": true}

// statistics are last words of tables that hold numbers of what happened.
var statistics = map[string]bool{"stats": true, "statistics": true, "counters": true, "counter": true, "histogram": true, "metric": true}

// comparing are last words of tables in which an operator is none of a machine.
var comparing = map[string]bool{"rule": true, "rules": true, "filter": true, "condition": true, "conditions": true, "criteria": true, "alert": true, "constraint": true}

// made are last words of tables of what programs make and machines measure. They say
// nothing in the name of a column, which is why they are in no word list.
var made = map[string]bool{
	"backup": true, "snapshot": true, "theme": true, "rollback": true, "cell": true, "monitor": true, "crawl": true, "probe": true,
	"feed": true, "rate": true, "batch": true, "sync": true, "webhook": true, "harvest": true, "planting": true,
	"jurisdiction": true, "district": true, "cache": true, "index": true, "shard": true, "chunk": true, "version": true, "layer": true,
	"tile": true, "grid": true, "bin": true, "pallet": true, "leftover": true, "rack": true,
}

// programWords are last words of tables in which the program is set up, unless the
// words in front say whose settings they are.
var programWords = map[string]bool{"settings": true, "options": true, "config": true, "configuration": true, "preferences": true}

// entityOf returns what a table's rows are by a word of its name.
func entityOf(w word) role {
	switch w.role {
	case person, company, thing, technical:
		return w.role
	case steers:
		return entityOfSteering(w)
	case weak:
		switch w.kind {
		case Country:
			return technical
		case Region:
			return thing
		case Family:
			return person
		}
	case personal:
		return entityOfKind(w.kind)
	case sensitive:
		if calledAfter[w.text] {
			return person
		}
	}
	return none
}

// calledAfter are the sensitive words that persons are called by.
var calledAfter = map[string]bool{
	"citizen": true, "refugee": true, "immigrant": true, "migrant": true, "asylum seeker": true, "foreigner": true, "spouse": true,
	"husband": true, "wife": true, "widow": true, "orphan": true, "foster child": true, "dependents": true, "prisoner": true, "inmate": true,
	"offender": true, "veteran": true, "smoker": true, "clergy": true, "blood donor": true, "organ donor": true, "church member": true,
	"union member": true, "party member": true, "registered voter": true, "fraudster": true, "abuse victim": true,
}

// catalogues are the words of steeringWords whose tables list the words that
// are steered by. A table of others, of providers say, may list persons.
var catalogues = map[string]bool{
	"status": true, "state": true, "type": true, "kind": true, "mode": true, "payment mode": true, "delivery method": true, "shipping method": true, "role": true, "roles": true,
	"locale": true, "lang": true, "language": true, "currency": true, "timezone": true, "time zone": true,
	"permission": true, "permissions": true, "privilege": true, "privileges": true, "scope": true, "scopes": true,
	"level": true, "tier": true, "unit": true, "feature": true, "feature flag": true, "environment": true, "content type": true,
	"tipo": true, "typ": true, "estado": true, "statut": true, "stato": true, "art": true, "soort": true, "rodzaj": true,
	"idioma": true, "langue": true, "lingua": true, "sprache": true, "taal": true, "język": true,
	"moneda": true, "moeda": true, "devise": true, "valuta": true, "waluta": true, "währung": true,
	"rol": true, "rôle": true, "rolle": true, "ruolo": true, "papel": true, "rola": true,
}

func entityOfSteering(w word) role {
	first, _, _ := strings.Cut(w.text, " ")
	if catalogues[w.text] || catalogues[first] || strings.HasSuffix(w.text, " type") || strings.HasSuffix(w.text, " status") {
		return technical
	}
	return none
}

func entityOfKind(k Kind) role {
	switch k {
	case Company:
		return company
	case FullName, Username, FirstName, LastName, Street, Email, Phone, Card, Bank:
		return person
	case City, URL, Image, Vehicle, Device, Location:
		return thing
	}
	return none
}

// kindOfRows returns the kind of a table that lists values, by the last word
// of its name: postal_codes, email_addresses.
func kindOfRows(w word) Kind {
	if w.role != personal {
		return None
	}
	switch w.kind {
	case Email, Phone, FirstName, LastName, Street, City, Postcode, IP, URL, IBAN, Device:
		return w.kind
	}
	return None
}

// findings are words of columns that only stand beside what was found of somebody.
var findings = map[string]bool{
	"analyte": true, "loinc": true, "mrn": true, "medical record number": true, "icd": true, "icd10": true, "icd code": true,
	"diagnosis": true, "diagnoses": true, "diagnosis code": true, "diagnose": true, "diagnosen": true,
	"plea": true, "verdict": true, "befund": true, "ovulation": true, "injury": true, "injury type": true, "diagnóstico": true, "diagnosi": true, "diagnoza": true, "rozpoznanie": true,
}

// readSibling notes what a column says of the columns beside it.
func (t *Table) readSibling(terms []word) {
	if len(terms) == 0 {
		return
	}
	last := terms[len(terms)-1]
	for _, w := range terms {
		t.owned = t.owned || w.role == person
		t.edited = t.edited || w.role == byWord
		t.told = t.told || w.role == personal && w.kind.OfPerson() || w.role == sensitive
		t.medical = t.medical || findings[w.text]
	}
	switch last.role {
	case personal:
		switch last.kind {
		case City, Street, Postcode:
			t.address = true
		case FirstName, LastName, Birth, SSN:
			t.people = t.people || t.entity != technical
		case Email, Phone, Username:
			t.people = t.people || t.entity == none
		}
	case weak:
		t.region = t.region || last.kind == Region
	case secret:
		switch last.text {
		case "access token", "refresh token", "code verifier", "code challenge", "nonce":
			t.opens = true
		}
	case counts:
		t.widths = t.widths || last.text == "width"
	case steers:
		switch last.text {
		case "provider", "identity provider", "auth provider":
			t.logins = true
		}
	}
}
