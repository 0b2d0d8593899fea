package words

import (
	"slices"
	"strings"
	"sync"
)

// Deciders of what is left in tables of things: how they are sorted, marked and
// measured. They are asked last, and where a row is about a person, a company or
// a body they say nothing.

// A use is what a word is good for in a table of things; it may be several.
type use uint32

const (
	listing    use = 1 << iota // things of a catalogue: nobody stands behind their names
	filing                     // what things and persons are sorted by: a category, a plan
	sorting                    // what things are sorted by: a colour
	marking                    // what tells one thing of a catalogue from another: a slug, a code
	digesting                  // a digest of what a file or a row holds
	measuring                  // what is counted or measured
	following                  // what says too little alone: a source may be a link, a hash a password's
	sharing                    // what is a share of something, and never an amount
	lasting                    // units of time
	supposing                  // what leads to a number that somebody has set for a thing
	bounding                   // what leads to a bound of what follows it
	coded                      // things and bodies whose codes and slugs are nobody's, but whose names may be
	owning                     // things of the program, by whose keys nobody is known
	describing                 // things of a catalogue that the one who runs the program describes
	hinting                    // what a form says beside a field
	gauging                    // what instruments measure, of a body as well as of a thing
	naming                     // things whose names are nobody's where a table holds little else
)

// thingWords are the words of each use. They need not be in the dictionary.
var thingWords = []struct {
	use     use
	phrases string
}{
	{listing, `
		category, subcategory, product, bucket, inventory item, menu item, order item, stock item, pest, plan, brand, spare part, option, option value, attribute,
		variant, tax, tax rate, tax category, service, package, price list, add on, tariff,
		feature, module, menu, section, widget, dashboard widget, template, email template,
		skill, competency, subject area, degree, material, ingredient, substance, fabric,
		style, flavor, color, colour, species, breed, badge, achievement, emoji, sticker,
		area, zone, continent, airport, route, stop, station, season, function, parameter,
		code list, lookup, ability, capability, component, aspect, dimension,
		calendar system, currency pair, asset class, instrument, factor, cost center,
		class, process, step, stage, tag, tags, genre, equipment, part, definition,
		variety, cultivar, bay, database, firewall, network switch, peripheral, rack, security device,
		lead source, traffic source, vlan, subnet, subnetwork, custom field, custom object, custom attribute,
		custom property, form field, sla, sla policy,

		produkt, produkte, kategorie, kategorien, artikel, fach, fächer, tarif,
		produit, produits, catégorie, catégories, matière, rubrique,
		producto, productos, categoría, categorías, servicio, artículo, materia, asignatura,
		produto, produtos, serviço, disciplina, artigo,
		prodotto, prodotti, servizio, articolo, articoli, marca,
		producten, categorieën, artikelen, vak, dienst, merk,
		produkty, kategoria, towar, towary, usługa, przedmiot`},
	{filing, `
		category, subcategory, workflow, guard name, ability, source, plan, period, icon,
		cadence, behavior, behaviour, prefix, suffix,
		commit hash, commit sha, css class, f geometry column, f table catalog, f table schema, incoterm, incoterms, meta robots,
		proj4text, robots, srtext, twitter card, age rating, content rating, card funding, current step, wizard step, aud,
		lead source, traffic source, semester, semestre, school year, academic year, année académique, année scolaire, año académico, año escolar, schuljahr,
		schooljaar, ano letivo, anno scolastico,
		quelle, unterkategorie, catégorie, sous catégorie, categoría, subcategoría, icono,
		acción, ação, ícone, azione, icona, kategoria, ikona, fuente, prefijo, prefixo`},
	{sorting, `
		color, colour, classification, class, subclass, group, subgroup, criticality, disk,
		quality, plugin, module, namespace, pattern, timeout, interval, threshold, delay, cooldown, metric,
		channel, emoji, rule, duration,
		basis, nature, style, shape, fabric, brand, segment, access, model, stream, page, trend, airport, airline, cabin, placement, disposition,
		product, ancestry, indicator, table, expression, formula, esquema, tabla, tabela, tabelle, tabella, tabel, entidad, entidade, entité, entità, processor, cpu, gpu, ram, firmware, continent, subregion, tld, species, breed, genre,
		architecture, belt, berth, biome, campus, carriage, codec, codeshare, connectivity, cooling, cultivation, dataset, dock, drainage,
		duplex, framework, furnished, furnishing, gate, glazing, headsign, heating, imprint, insulation, irrigation, livery, make, map,
		modulation, pier, polarity, press, propulsion, publication, rarity, rootstock, rounding, runtime, series, shard, slot,
		terminal, tillage, toolchain, treaty, trim,
		app, audience, barcode, bytecode, climate, color hex, crop, cut, department, dept, division, drivetrain, edition,
		energy class, fuel, hex color, industry, opcode, packaging, runway, season, sector, sensor, sentiment, sentiment label,
		soil, surface, terrain, texture, transmission, variant, weather, zone,
		abteilung, auflage, branche, getriebe, kraftstoff, saison, sektor, verpackung, carburant, emballage, secteur, édition,
		combustible, edición, rubro, sector económico, temporada, transmisión, turno, zona,
		câmbio, combustível, edição, ligação, setor, edizione, settore, stagione, brandstof, editie, seizoen,
		edycja, paliwo, sektor gospodarki, sezon, skrzynia biegów, strefa,
		duree, durée, duración, duração, durata, dauer, filière, niveau étude, niveau d étude,
		farbe, klasse, gruppe, couleur, classe, sous classe, groupe, cor, clase, subclase,
		subclasse, grupo, subgrupo, clasificación, classificação, colore, gruppo, kleur,
		groep, kolor, grupa, origem`},
	{marking, `
		slug, code, iso, chave, clave, clé, chiave, klucz, código, codice, kod, key, sku, abbreviation, abbr, title, label, symbol,
		kürzel, abkürzung, abréviation, libellé, intitulé, etiqueta, rótulo, etichetta, etykieta, skrót, sigla`},
	{digesting, `
		checksum, sha, md5sum, sha1sum, sha256sum, sha1, sha256, sha512, md5, crc, etag, hash, digest`},
	{measuring, `
		quantity, qty, menge, count, stock, hours, hour, minutes, minute, min, mins, seconds, second,
		sec, secs, ms, msec, millis, milliseconds, day, week, month, year, mb, kb, gb, px,
		percent, percentage, expiration, expiry, timestamp, ttl, time, distance, duration,
		average, avg, max, min, maximum, minimum, anio, año, ano, jahr, année, anno, mes, días,
		día, dias, tage, jours, horas, minutos, cantidad, quantidade, quantité, quantità,
		aantal, ilość, anzahl, existencias, estoque, size, length, width, depth, position,
		index, offset, sequence, progress, capacity, points, dist, meter, rating,
		speed, latency, fps, cpu, memory, rows, columns, pixels, percentile, monday, tuesday,
		wednesday, thursday, friday, saturday, sunday, installments, threshold, confidence,
		multiplier, increment, tolerance, ratio, probability, effectiveness, completeness, uptime,
		humidity, rssi, snr, ohm, ohms, volt, volts, mv, hz, khz, mhz, ghz, dbm, rpm, psi, hpa, lux, ppm,
		population, seats, zoom, opacity, angle, radius, voltage, synced, executed, imported,
		exported, processed, sent, opened, clicked, delivered, skipped, votes, step, semester, semestre, traveled, travelled, sold, installment, accuracy, divisor, crop,
		iteration, alternates, term, rto, rpo, coef, coefficient, koeffizient, coeficiente, factor, supply, complexity`},
	{gauging, `
		temperature, temp, pressure, flow, density, volume, area, acreage, hectares, ha, rainfall, precipitation, rain, wind, solar, irradiance,
		radiation, conductivity, moisture, salinity, turbidity, yield, power, energy, kwh, kw, watt, watts, amps, ampere, amperes, gain, tilt,
		azimuth, bearing, elevation, slope, torque, thickness, diameter, circumference, perimeter, spacing, mean, median, stddev, variance,
		amplitude, wavelength, concentration, viscosity, hardness, brightness, contrast, saturation, resolution, dpi, bitrate, throughput,
		bandwidth, jitter, baud, strength, durability, cycles, pieces, litres, liters, gallons, tons, tonnes, kg, km, nm, mm, cm, inches, feet, miles,
		acres, lag, backlog, restarts, reads, writes, bits, digits, weight, height,
		temperatur, druck, dichte, fläche, leistung, energie, feuchte, température, pression, surface, puissance, énergie, temperatura,
		presión, superficie, potencia, energía, pressão, área, potência, pressione, potenza, temperatuur, druk, oppervlakte, vermogen, ciśnienie, moc`},
	{sharing, `
		percent, percentage, pct, prozent, pourcentage, porcentaje, percentual, percentuale, procent, procenten,
		exchange rate, conversion rate, tax rate, vat rate, gst rate`},
	{lasting, `
		second, seconds, minute, minutes, hour, hours, day, days, week, weeks, month, months, year, years, sekunden, minuten, stunden, tage, monate, heures, jours, mois,
		segundos, minutos, horas, días, meses, dias, secondi, minuti, ore, giorni, mesi, uren, dagen, weken, maanden`},
	{following, `source, quelle, fuente, hash`},
	{bounding, `min, max, minimum, maximum, avg, average`},
	{supposing, `default, expected, estimated, planned, target, initial`},
	{coded, `
		team, branch, department, dept, division, unit, warehouse, building, floor, room,
		currency, country, language, course, class, subject, district, jurisdiction, province, municipality, region,
		facility, shift, shelf, project type, abteilung, gebäude, raum, lager, département, bâtiment, salle,
		edificio, sala, almacén, departamento, prédio, armazém, reparto, magazzino, afdeling, gebouw, magazyn, dział,
		sucursal, filial, filiale, vestiging`},
	{owning, `
		event, signal, metric, setting, config, feature, group,
		issue, error, trip, task, job, block, node, build, release, pipeline, fare, level,
		action, queue, batch, chunk, shard, partition, workflow`},
	{describing, `
		category, subcategory, tag, tags, genre, plan, feature, module, tax, tax rate, tax category, tariff, unit,
		attribute, option, option value, parameter, function, ability, capability, lookup, code list, definition,
		skill, competency, degree, badge, achievement, species, breed, material, dimension, asset class,
		cost center, lead source, calendar system, currency pair, spare part, vlan, subnet, subnetwork,
		variety, cultivar, stage, step,
		custom field, custom object, custom attribute, custom property, form field, sla, sla policy,
		kategorie, tarif, catégorie, catégories, rubrique, categoría, categorías, categorieën, kategoria`},
	{hinting, `hint, placeholder, tooltip, help text`},
	{naming, `
		amenity, body part, building, campus, canton, certification, checkpoint, chemical, cluster, commodity,
		commune, competition, connector, container, county, course, crop, currency, dataset, department, dept, discipline,
		district, division, dose form, drug, drug class, edition, educational program, element, engine, epoch, exam, extension, faculty,
		feed, floor, flow, format, framework, fuel, game, gateway, genus, geography, governorate, grade, graph, group, hall, harbour,
		hashtag, holiday, index, indicator, industry, instrument, isotope, job title, kingdom, kpi, lab test, laboratory, lan,
		lane, layer, league, library, line of business, macro, market, measure, medication, medicine, mineral, modality, model, molecule,
		municipality, namespace, network, node, nutrient, occupation, operating system, organism, packaging, parish,
		pipeline, planet, port, prefecture, preset, product family, production line, profession, program,
		programming language, protocol, province, queue, realm, recipe, region, replica, report template, requirement, reward, router,
		rule, scale, scheme, seating, sector, sensor, shard, shelf, shift, shoe, size, soil, speciality, specialty,
		sport, standard, structure, subregion, subsystem, subtheme, switch, taxon, taxonomy, terminal, territory, theme, time slot,
		tissue, tool, toolbox, topology, township, transmission, transport mode, tree family, unit, vehicle make, vehicle model,
		voivodeship, wan, warehouse, wine region, work center, work centre,

		abteilung, bundesland, fachbereich, fakultät, gebäude, gemeinde, gerät, geschoss, gruppe, klasse, lager, lagerort, landkreis,
		modell, schulfach, sektor, sportart, stockwerk, studiengang, werkstoff, werkzeug, zubehör,

		arrondissement, bâtiment, diplôme, département, faculté, filière, fonction, formation, forme, groupe, matériel, modalité, modèle,
		molécule, médicament, niveau, outil, rayon, région, salle, secteur, spécialité, thème, unité, étage,

		aula, cargo, carrera, comuna, departamento, distrito, edificio, especialidad, etapa, facultad, grado, grupo, instrumento,
		laboratorio, medicamento, modalidad, modelo, municipio, nivel, piso, profesión, programa, provincia, puesto, receta, región,
		sección, sede, sub etapa, subárea, talla, turno, ubicación, unidad, área,

		andar, curso, especialidade, ferramenta, função, modalidade, município, prateleira, profissão, região, setor, seção, tamanho, turma,
		unidade,

		comune, corso, dipartimento, disciplina, facoltà, farmaco, mansione, modello, piano, professione, regione, reparto, settore,
		specialità, strumento, taglia, unità,

		afdeling, gemeente, geneesmiddel, groep, klas, lokaal, maat, materiaal, onderdeel, opleiding, provincie, regio, ruimte, verdieping,

		dyscyplina, dział, gmina, grupa, jednostka, klasa, lek, materiał, narzędzie, piętro, powiat, rozmiar, specjalizacja, stanowisko,
		surowiec, szkolenie, województwo, wydział, zawód`},
}

// uses has thingWords by their letters. It is built at the first use.
var uses = sync.OnceValue(func() map[string]use {
	of := map[string]use{}
	for _, l := range thingWords {
		for phrase := range strings.SplitSeq(l.phrases, ",") {
			bare, written := spellings(strings.TrimSpace(phrase))
			of[bare] |= l.use
			of[written] |= l.use
		}
	}
	return of
})

// is reports whether a word is good for something in a table of things.
func (w word) is(u use) bool {
	key, _ := spellings(w.text)
	return uses()[key]&u != 0
}

// ofThings reports whether nobody is behind the rows of a table, as far as its
// name and its columns tell.
func (t *Table) ofThings() bool { return !t.people && !t.medical && t.kind == None }

// listed reports whether the table is a catalogue, or one of the program itself.
func (t *Table) listed() bool {
	return t.ofThings() && !t.tokens && (t.lists || t.entity == technical)
}

// catalogue reports whether the table holds little more than the names of things of which
// programs are set up with lists, and nobody is among its columns: departments, regions.
func (t *Table) catalogue() bool { return t.names && t.bare && t.nobodys() && !t.tokens }

// nobodys reports whether the rows are not those of persons who use the program: it has
// none among its columns but, in tables of its own, who set them.
func (t *Table) nobodys() bool {
	return t.ofThings() && !t.owned && (!t.edited || t.entity == technical)
}

// Unpeopled reports whether rows are those of a catalogue, of a machine or of the program,
// by the name of the table, and nobody is among its columns, nor what is somebody's.
func (t *Table) Unpeopled() bool {
	return (t.entity == technical || t.lists || t.codes || t.names) && t.nobodys() && !t.edited && !t.told && !t.address && !t.tokens && !t.logins && !t.OfAnswers()
}

// harmless reports whether nothing among terms tells of a person, or of what is
// to be masked.
func harmless(terms []word) bool {
	for _, w := range terms {
		switch w.role {
		case personal, weak, secret, sensitive, person, company, byWord, nameWord:
			return false
		}
	}
	return true
}

// marked reads text by which things are told apart: the colour, the code, the
// checksum of a file.
func (r reading) marked() (Meaning, bool) {
	last := len(r.terms) - 1
	if last < 0 || r.typ != Text || r.table.medical {
		return Meaning{}, false
	}
	w, things, listed := r.terms[last], r.table.ofThings(), r.table.listed()
	coded := codes[w.text] && things && !r.table.tokens && r.table.codes
	if last > 0 {
		things = things && harmless(r.terms[:last])
		before := r.terms[last-1]
		listed = things && before.is(listing|owning)
		coded = things && codes[w.text] && (before.role == steers || entityOf(before) == technical)
	}
	switch {
	case last == 0 && w.is(following) && !(w.is(filing) && r.table.listed() && r.table.nobodys()):
	case w.is(filing) && !r.guards(last) && !(r.table.people && affixes[w.text]),
		w.is(sorting) && things,
		w.is(hinting) && things && !r.table.tokens,
		w.role == when && periods[w.text] && things,
		w.text == "time" && things && r.table.nobodys(),
		w.is(digesting) && things && !r.table.tokens && r.digestsThing(last),
		w.is(marking) && (listed || last == 0 && !opening[w.text] && r.table.catalogue()), coded:
		return r.say(Operational, w)
	case r.short && r.table.listed() && r.table.nobodys() && !r.table.told && !r.table.tokens && harmless(r.terms):
		return r.say(Operational, word{text: "of a catalogue, three characters at most"})
	}
	return Meaning{}, false
}

// ofThing reports whether rows are called after a thing, or are the program's.
func (r reading) ofThing() bool { return r.table.entity == thing || r.table.entity == technical }

// digestsThing reports whether the digest at an index is one of a thing: what is not known
// to be one may be of somebody's address, and that is soon guessed.
func (r reading) digestsThing(at int) bool {
	if at == 0 || !guessed[r.terms[at].text] {
		return true
	}
	switch r.terms[at-1].role {
	case thing, technical, steers, counts:
		return true
	case none:
		return false
	}
	return r.ofThing()
}

// guessed are words for digests that are also made of what is soon guessed.
var guessed = map[string]bool{"hash": true, "digest": true}

// periods are stretches of time whose names are no dates.
var periods = map[string]bool{"month": true, "quarter": true, "year": true, "week": true}

// codes are words for what is short and of the program's, other than a key, which may
// open something.
var codes = map[string]bool{"code": true, "slug": true, "abbr": true, "código": true, "codice": true, "kod": true}

// affixes stand before and behind names of persons, too: Dr., junior.
var affixes = map[string]bool{"prefix": true, "suffix": true, "prefijo": true, "prefixo": true}

// opening are words that mark a thing and may open it all the same: the code of a price
// rule, the key of a course.
var opening = map[string]bool{
	"code": true, "código": true, "codice": true, "kod": true, "key": true, "chave": true, "clave": true, "clé": true, "chiave": true, "klucz": true,
}

// guards reports whether something to be masked is in front of the term at an
// index.
func (r reading) guards(at int) bool {
	for _, w := range r.terms[:at] {
		switch w.role {
		case personal, secret, sensitive, weak, prose:
			return true
		}
	}
	return false
}

// listedID reports whether the word for a key at an index is beside what a
// catalogue lists, or the program itself has: role_id, id_rol.
func (r reading) listedID(at int) bool {
	switch {
	case r.table.medical:
		return false
	case at == 0 && len(r.terms) == 2 && r.terms[0].text == "id":
		return r.keyed(r.terms[1])
	case at != len(r.terms)-1:
		return false
	case wholly[r.terms[at].text]:
		return !r.table.tokens && r.table.kind == None
	case at == 0:
		return r.table.listed()
	}
	return r.keyed(r.terms[at-1])
}

// keyed reports whether a word is of what a catalogue lists, or the program itself has.
func (r reading) keyed(w word) bool {
	return w.is(listing) || entityOf(w) == technical || (w.is(owning) || traced[w.text]) && r.table.ofThings()
}

// traced are what a program follows by keys of its own; what else marks it may open it, as
// the key of a deployment does.
var traced = map[string]bool{
	"trace": true, "span": true, "correlation": true, "causation": true, "realm": true, "deployment": true, "execution": true,
}

// wholly are words for keys that are nothing but that.
var wholly = map[string]bool{"uuid": true, "guid": true, "ulid": true}

// measured reads numbers that count or measure things, or are of words that are
// all known in a table about things. Money is none.
func (r reading) measured() (Meaning, bool) {
	last := len(r.terms) - 1
	if last < 0 || !numbers.has(r.typ) || !r.table.ofThings() || r.table.answered && r.rates() {
		return Meaning{}, false
	}
	if w, ok := r.gauged(); ok {
		return r.say(Operational, w)
	}
	if !harmless(r.holding()) {
		return Meaning{}, false
	}
	if w, ok := r.shared(); ok && w.is(sharing) && r.table.OfAnswers() {
		return Meaning{}, true // of the answers that were right
	} else if ok {
		return r.say(Operational, w)
	}
	if Amount(r.column) {
		return Meaning{}, false
	}
	w, i := r.head()
	things := r.ofThing()
	switch {
	case r.terms[last].is(measuring), r.terms[last].role == when && r.typ != Number:
		return r.say(Operational, r.terms[last])
	case r.counted():
		return r.say(Operational, r.terms[0])
	case r.table.counts && r.table.nobodys():
		return r.say(Operational, word{text: "number of statistics"})
	case r.small && things && w.role != about:
		return r.say(Operational, word{text: "small number"})
	case r.measuredBy() != "" && r.known():
		return r.say(Operational, word{text: r.measuredBy()})
	case r.terms[0].is(bounding) && i > 0 && (things || r.typ == Integer), r.terms[0].is(supposing) && i > 0 && things && r.typ == Integer:
		return r.say(Operational, r.terms[0])
	case things && r.typ == Integer && i >= 0 && w.role != about && r.known():
		return r.say(Operational, w)
	}
	return Meaning{}, false
}

// rates reports whether a number of an answer is the answer, or what it was worth.
func (r reading) rates() bool {
	switch w, _ := r.head(); w.text {
	case "rating", "scale", "percentile", "position", "level", "step", "value":
		return true
	}
	return false
}

// gauged returns the word of what instruments measure, in catalogues and tables of the
// program's with nobody in them: elsewhere it may be somebody's fever or weight.
func (r reading) gauged() (word, bool) {
	w, i := r.head()
	if i < 0 || !w.is(gauging) || Amount(r.column) || !r.table.Unpeopled() {
		return word{}, false
	}
	body := w.role == weak && !r.table.lists
	return w, !body && harmless(r.terms[:i])
}

// holding returns the terms but for those whose values no number can be: it counts
// them, emails_sent, or bounds how many there are, max_players.
func (r reading) holding() []word {
	return slices.DeleteFunc(slices.Clone(r.terms), func(w word) bool {
		return w.role == personal && w.kind == Email || r.countsOf(w) || w.role == person && r.typ == Integer && r.terms[0].is(bounding)
	})
}

// countsOf reports whether a word that else is a name says how many there are, as the
// French for number does.
func (r reading) countsOf(w word) bool {
	return w.text == "nombre" && len(r.terms) > 1 && w == r.terms[0]
}

// shared returns the word of a share or of a unit of time, which make of a number no
// amount, unless a rate or a price stands behind the unit: discount_percent, total_days.
func (r reading) shared() (word, bool) {
	for _, w := range slices.Backward(r.terms) {
		switch {
		case w.is(sharing), w.is(lasting) && r.typ == Integer:
			return w, true
		case w.role == about:
			return word{}, false
		}
	}
	return word{}, false
}

// counted reports whether what is measured stands in front: uptime_24h.
func (r reading) counted() bool {
	w := r.terms[0]
	if slices.ContainsFunc(r.terms, func(w word) bool { return w.role == about }) {
		return false
	}
	return r.typ == Integer && r.countsOf(w) || len(r.terms) > 1 && w.is(measuring) && !w.is(bounding|lasting)
}

// measuredBy returns the word that counts or measures, where others stand behind it
// that do not make a price or a mark of it: hours_used.
func (r reading) measuredBy() string {
	for _, w := range slices.Backward(r.terms) {
		if w.is(measuring) {
			return w.text
		}
		if w.role == about {
			break
		}
	}
	return ""
}

// known reports whether all terms are in the dictionary; what instruments measure may be of
// a body.
func (r reading) known() bool {
	return !slices.ContainsFunc(r.terms, func(w word) bool { return w.unlisted(gauging) })
}

// sized returns the type by which text of a uuid's length is read: as a uuid
// where the name says no more than whose key it is.
func (r reading) sized() Type {
	w, i := r.head()
	if i >= 0 && !r.table.tokens && !r.guards(i) && w.role == idWord {
		return UUID
	}
	return Text
}
