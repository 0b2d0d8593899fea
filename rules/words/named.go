package words

// Deciders of columns called after somebody: names, authors, keys of persons.

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
		if r.listedName(i) {
			return r.say(Operational, w)
		}
		return Meaning{}, true
	}
	if r.table.people {
		return r.say(Personal, w)
	}
	return Meaning{}, true
}

// listedName reports whether the term at an index is the name of something in a
// catalogue: categories.name, product_name, nom_produit.
func (r reading) listedName(at int) bool {
	if r.leadsName(at) {
		w := r.ledBy(at)
		last, _ := r.head()
		return at == 0 && w == last && w.is(listing) && !r.table.medical
	}
	if at == 0 {
		return (r.table.listed() || r.table.catalogue()) && len(r.terms) == 1
	}
	_, last := r.head()
	before := r.terms[at-1]
	listed := before.is(listing) || before.is(naming) && r.table.nobodys() && !r.table.told
	return at == last && listed && !r.table.medical && harmless(r.terms[:at])
}

// leadsName reports whether a name stands in front of its owner, as in
// nombre_cliente and nombre_del_padre.
func (r reading) leadsName(at int) bool {
	return r.terms[at].text != "name" && entityOf(r.ledBy(at)) != none
}

// ledBy returns the first term that carries weight behind the one at an index.
func (r reading) ledBy(at int) word {
	for _, w := range r.terms[at+1:] {
		if w.role != glue {
			return w
		}
	}
	return word{}
}

// owner returns whose name the term at an index is.
func (r reading) owner(at int) role {
	if r.leadsName(at) {
		return entityOf(r.ledBy(at))
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

// whom reads a column that is called after a person: the person's key, or a
// name.
func (r reading) whom() (Meaning, bool) {
	if len(r.terms) == 0 {
		return Meaning{}, false
	}
	w := r.terms[len(r.terms)-1]
	if w.role != person && w.role != company || len(r.terms) > 1 && r.typeOf(0) {
		return Meaning{}, false
	}
	switch {
	case w.text == "operator" && r.table.compares && r.typ == Text:
		return r.say(Operational, w)
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
