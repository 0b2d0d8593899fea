package words

import "strings"

// Deciders of what is masked: sensitive, secret and personal columns.

// sensitive holds whatever the type is, and whatever else the name says.
func (r reading) sensitive() (Meaning, bool) {
	if w, i := r.last(sensitive); i >= 0 {
		return r.say(Sensitive, w)
	}
	if w, i := r.last(weak); i >= 0 && w.kind >= Gender && r.table.people && !r.endsInID() {
		return r.say(Sensitive, w)
	}
	if len(r.terms) == 1 && r.terms[0].text == "disabled" && r.table.bodily {
		return r.say(Sensitive, word{text: "disabled", kind: Health})
	}
	return Meaning{}, false
}

// network is for types that are made for addresses.
func (r reading) network() (Meaning, bool) {
	switch r.typ {
	case Inet:
		return r.typed(Personal, IP, "inet")
	case Mac:
		return r.typed(Personal, MAC, "macaddr")
	}
	return Meaning{}, false
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
	case Job:
		return r.table.entity == person && r.typ == Text
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

// leads reports whether a first word turns what follows it: a tipo does, a
// flag does where the column has no room for more than a flag.
func (r reading) leads(w word) bool {
	return w.lead && (!texts.has(r.typ) || w.role != flags && w.role != when)
}

// bracketed reports whether a class or a level of a kind says as much as the
// value: income_level, age_class.
func bracketed(k Kind) bool { return k == Money || k == Age || k == Body || k == Job }

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
		case NationalID, SSN, Account, Phone, Card:
			return false
		case Bank:
			return r.typ == Bigint
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
		case "hash", "digest", "md5", "md5sum", "sha1", "sha256", "sha512", "bcrypt", "checksum", "crc", "encrypted", "ciphertext":
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

// inAddress reads what remains beside an address: a country, a region.
func (r reading) inAddress() (Meaning, bool) {
	if len(r.terms) == 1 && r.table.address && r.typ == Text && r.numbered() && r.terms[0].text != "code" {
		return r.say(Personal, word{text: "number beside an address", kind: Street})
	}
	w, i := r.last(weak)
	if i < 0 || w.kind != Country || !texts.has(r.typ) || r.turned(i) {
		return Meaning{}, false
	}
	if r.table.entity == technical && !ofLives[w.text] {
		return r.say(Operational, w)
	}
	return r.say(Personal, w)
}

// ofLives are countries that are somebody's in any table.
var ofLives = map[string]bool{
	"country of residence": true, "country of birth": true, "birth country": true, "pays naissance": true, "pays de naissance": true,
	"pais nacimiento": true, "geburtsland": true, "wohnland": true, "paese nascita": true, "kraj urodzenia": true, "geboorteland": true,
}
