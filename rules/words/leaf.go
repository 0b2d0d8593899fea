package words

import (
	"strings"
	"sync"
)

// Keys of JSON are read as the names of columns are, more warily: there is no type
// that says what is under them, and no table that says whose it is.

// A Leaf is what the keys that lead to a value in JSON say of it.
type Leaf struct {
	Mask   string // that fits its strings; "" for the default of their type
	Guards bool   // what is in it is somebody's, whatever the keys there say
	Moment bool   // it is when something was
	Place  bool   // it is where something is: degrees of latitude, longitude

	// What may stay, where the policy keeps columns of the key's name and such a type.
	Key    bool // a number as keys are
	Small  bool // of keys: small numbers alone, for others may be what somebody is known by
	Words  bool // one of Steering
	Counts bool // a small number
	Flag   bool // true and false
}

// Tables that keys of JSON are read beside: one that says nothing, and one in which
// all that may be somebody's is. They wait for the first key, as the dictionary does:
// to read that takes half of the program's start.
var (
	anyTable  = sync.OnceValue(func() *Table { return NewTable("", nil) })
	sickTable = sync.OnceValue(func() *Table {
		return NewTable("patient_persons", []string{"id", "first_name", "birth_date", "diagnosis"})
	})
)

// OfKey reads the key of a value in JSON beside the key of what it is in, "" for none.
func OfKey(parent, key string) Leaf {
	l := Leaf{Mask: keyMask(key), Guards: guards(key), Place: isPlace(key), Flag: isSwitch(parent, key)}
	if l.Guards {
		return l
	}
	l.Key = namesRow(key) && says(parent, key, Bigint, Key) && says(parent, key, UUID, Key) && !leads(issued, parent, key)
	l.Small = strings.EqualFold(key, "id") || leads(numbering, key) // of whatever, and wherever that is
	if l.Mask != "" {
		return l
	}
	l.Moment = isMoment(key)
	l.Words = says(parent, key, Text, Operational) || ofRows[strings.ToLower(key)]
	if !isDoubtful(key) && !leads(judging, key) {
		l.Counts = says(parent, key, Integer, Operational) && !Amount(key)
		l.Flag = l.Flag || says(parent, key, Letter, Operational)
	}
	return l
}

// says reports whether a key is of a class, beside a patient, too, and behind the key of
// what it is in. Of a word it is enough that it is not masked there: there are few, and
// all of them are known.
func says(parent, key string, typ Type, want Class) bool {
	if anyTable().Column(key, typ).Class != want {
		return false
	}
	doubts := []Class{sickTable().Column(key, typ).Class}
	if parent != "" {
		doubts = append(doubts, anyTable().Column(parent+"_"+key, typ).Class, sickTable().Column(parent+"_"+key, typ).Class)
	}
	for _, c := range doubts {
		if c != want && (typ != Text || c.isMasked()) {
			return false
		}
	}
	return true
}

// doubtful are keys that say nothing of what is counted, or may be a body's or a
// person's: a size, the least of something; who is disabled.
var doubtful = map[string]bool{
	"min": true, "max": true, "minimum": true, "maximum": true, "threshold": true, "rank": true, "ranking": true, "index": true,
	"size": true, "length": true, "width": true, "disabled": true, "num": true, "unit": true, "units": true,
}

// ofBody are those of them that are, where what is in front is not known: a dress_size.
var ofBody = map[string]bool{"size": true, "length": true, "width": true}

// isDoubtful reports whether the weight of a key is on one of them alone.
func isDoubtful(key string) bool {
	r := reading{terms: dictionary().terms(key)}
	w, i := r.head()
	switch {
	case i < 0 || !doubtful[w.text]:
		return false
	case i == 0 || w.text == "disabled":
		return true
	}
	before := r.terms[i-1]
	return ofBody[w.text] && before.role == none && !measured[before.text]
}

// measured are things with a size that say nothing else.
var measured = map[string]bool{"page": true, "batch": true, "chunk": true, "cache": true, "buffer": true, "pool": true, "queue": true, "window": true, "sample": true, "content": true}

// ofRows are keys of what was done, and in which table.
var ofRows = map[string]bool{"op": true, "operation": true, "table": true, "entity": true, "resource": true, "object": true, "collection": true}

// issued are words for what an institution gives out with a number, and for what a key
// tells of a person as the name of what it leads to would.
var issued = map[string]bool{
	"license": true, "licence": true, "lizenz": true, "permis": true, "licencia": true, "licença": true, "insurance": true, "insured": true,
	"versicherung": true, "assurance": true, "seguro": true, "health": true, "nhs": true, "roll": true, "matrikel": true, "matricula": true,
	"matrícula": true, "badge": true, "party": true, "condition": true, "treatment": true, "drug": true, "therapy": true, "orientation": true, "birth": true,
}

// numbering are words for those whom an institution numbers, and for how it does.
var numbering = map[string]bool{
	"student": true, "pupil": true, "employee": true, "staff": true, "personnel": true, "worker": true, "member": true, "patient": true, "driver": true,
	"inmate": true, "candidate": true, "applicant": true, "registration": true, "enrollment": true, "enrolment": true, "case": true, "external": true, "legacy": true,
	"schüler": true, "mitarbeiter": true, "mitglied": true, "étudiant": true, "élève": true, "employé": true, "salarié": true, "adhérent": true,
	"estudiante": true, "alumno": true, "empleado": true, "socio": true, "paciente": true, "aluno": true, "funcionário": true, "dipendente": true,
	"studente": true, "paziente": true, "medewerker": true, "uczeń": true, "pracownik": true, "pacjent": true,
}

// judging are words for what is said of a person in yes or no.
var judging = map[string]bool{"fraud": true, "fraudulent": true, "blacklisted": true, "minor": true, "adult": true, "terminated": true, "fired": true}

// leads reports whether one of some words is in keys.
func leads(words map[string]bool, keys ...string) bool {
	for _, key := range keys {
		for _, t := range dictionary().terms(key) {
			for w := range strings.FieldsSeq(t.text) {
				if words[w] {
					return true
				}
			}
		}
	}
	return false
}

// namesRow reports whether a key ends in a word for the keys of rows, or for who did
// something; one that is called after a person alone may hold what that one is known by.
func namesRow(key string) bool {
	terms := dictionary().terms(key)
	if last := len(terms) - 1; last >= 0 && phrasedKey(terms[last]) {
		return true
	}
	w, i := reading{terms: terms}.head()
	if i < 0 || w.role != idWord && w.role != byWord {
		return false
	}
	switch w.text {
	case "uid", "gid", "pid", "sid", "tid", "fid", "oid": // of a system, of a provider
		return false
	}
	return true
}

// isMasked reports whether a class is of what is masked by its name.
func (c Class) isMasked() bool {
	return c == Personal || c == Sensitive || c == Secret || c == FreeText
}

// keyMask returns the mask that fits the strings of a key. What is called no more than
// name is somebody's: of the names that stand in such texts it is those that are
// compared with columns.
func keyMask(key string) string {
	if m := anyTable().Column(key, Text); m.Class == Personal {
		return m.Mask
	}
	if t := dictionary().terms(key); len(t) == 1 && t[0].text == "name" {
		return "name"
	}
	return ""
}

// guards reports whether all that is under a key is somebody's: an address, what
// somebody suffers from. Whom it is about, a customer, has a status as things have, and so
// has a webhook.
func guards(key string) bool {
	for _, t := range []*Table{anyTable(), sickTable()} {
		switch m := t.Column(key, Text); {
		case !m.Class.isMasked() || m.Class == FreeText:
		case m.Class == Personal && (m.Kind == FullName || m.Kind == Company || m.Kind == Username || m.Kind == URL):
		default:
			return true
		}
	}
	return false
}

// isPlace reports whether a key says where something is.
func isPlace(key string) bool { return anyTable().Column(key, Number).Kind == Location }

// isMoment reports whether a key says when something was.
func isMoment(key string) bool {
	r := reading{table: anyTable(), terms: dictionary().terms(key)}
	if w, i := r.value(); i >= 0 && w.role == personal {
		return false
	}
	last := len(r.terms) - 1
	if last > 0 && r.terms[last].text == "ms" {
		last--
	}
	return last >= 0 && (r.terms[last].role == when || moments[r.terms[last].text])
}

// moments are words for when something was that are short, or mean more than that.
var moments = map[string]bool{
	"at": true, "created": true, "updated": true, "timestamp": true, "ts": true, "epoch": true, "time": true, "start": true, "end": true,
	"iat": true, "exp": true, "nbf": true, "started": true, "finished": true, "expires": true,
}

// Steering returns the words by which programs steer: what is nobody's, and of which
// there are few. They are in lower case, and joined by underscores.
func Steering() []string { return wordsIn(steeringValues) }

// wordsIn returns words that stand between commas and white space.
func wordsIn(text string) []string { return strings.Fields(strings.ReplaceAll(text, ",", " ")) }

// wordSet returns what gives listed words as a set, which is made when it is asked for first.
func wordSet(text string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		all := map[string]bool{}
		for _, w := range wordsIn(text) {
			all[w] = true
		}
		return all
	})
}

const longestSteering = 32

// steering is Steering as a set.
var steering = wordSet(steeringValues)

// IsSteering reports whether a value is one of Steering, in any case, and with
// hyphens or blanks for underscores.
func IsSteering(v []byte) bool {
	var buf [longestSteering]byte
	if len(v) > len(buf) {
		return false
	}
	low := buf[:len(v)]
	for i, c := range v {
		switch {
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		case c == '-' || c == ' ':
			c = '_'
		}
		low[i] = c
	}
	return steering()[string(low)]
}

// OfProgram reports whether a value of several words has one of a program's among them:
// add_user, INVOICE_PAID; and whether one tells of what a person suffers from, believes or
// lives in: hiv_positive.
func OfProgram(v string) (program, private bool) {
	for _, t := range dictionary().terms(v) {
		switch t.role {
		case sensitive:
			private = true
		case personal:
			private = private || t.kind == Street
		case technical, thing, steers, flags, idWord, person, company:
			program = true
		default:
			program = program || IsSteering([]byte(t.text)) || verbs[t.text]
		}
	}
	return program, private
}

// verbs are what programs do that says nothing as a value.
var verbs = map[string]bool{"can": true, "change": true, "send": true, "drop": true, "fetch": true, "merge": true, "write": true, "list": true, "manage": true,
	"alter": true, "rename": true, "run": true, "call": true, "use": true, "make": true, "initial": true, "init": true, "migrate": true, "index": true,
	"app": true, "models": true, "handle": true, "parse": true, "render": true, "check": true, "is": true, "has": true, "allow": true, "reset": true}

// steeringValues has no word that tells of a person or a body, nor one that is a name.
const steeringValues = `
	active, inactive, enabled, on, off, open, opened, closed, reopened, new, old, draft, final, amended,
	preliminary, registered, pending, queued, waiting, scheduled, running, in_progress, processing, started, stopped, paused,
	resumed, completed, complete, incomplete, done, finished, failed, failure, error, warning, info, debug, notice, trace, fatal,
	success, succeeded, successful, ok, okay, canceled, cancelled, aborted, expired, timeout, timed_out, skipped, retry, retrying, retried,
	created, updated, inserted, deleted, removed, archived, restored, published, unpublished, submitted, reviewed, in_review, under_review,
	approved, rejected, accepted, declined, denied, confirmed, unconfirmed, verified, unverified, validated, valid, invalid, on_hold, hold, held,
	blocked, unblocked, locked, unlocked, suspended, frozen, ready, not_ready, prepared, shipped, picked, picked_up, packed, dispatched,
	in_transit, out_for_delivery, delivered, undelivered, received, returned, exchanged, lost, delayed, arrived, departed, booked,
	reserved, no_show, checked_in, checked_out, paid, unpaid, partially_paid, overdue, past_due, due, void, voided, uncollectible, refunded,
	partially_refunded, captured, authorized, settled, charged, disputed, chargeback, requires_action, requires_payment_method,
	trial, trialing, subscribed, unsubscribed, renewed, upgraded, downgraded, invited, joined, left, online,
	offline, connected, disconnected, busy, idle, available, unavailable, up, down, sent, unsent, bounced, clicked, read, unread,
	seen, unseen, replied, forwarded, resolved, unresolved, assigned, unassigned, escalated, triaged, merged, deployed, released,
	sync, synced, syncing, unsynced, imported, exported, uploaded, downloaded, converted, qualified, unqualified, won, sold, rented, listed,
	unlisted, discontinued, obsolete, deprecated, legacy, out_of_stock, in_stock, backordered, preorder, sold_out, live, test,
	sandbox, production, staging, development,
	insert, update, delete, create, select, upsert, truncate, get, post, put, patch, head, options, add, remove, set, unset, open, close, start, stop,
	save, load, upload, download, import, export, login, logout, signup, view, edit, click, submit, search, scan, depart, arrive, exception,
	pickup, delivery, dropoff, transfer, payment, refund, charge, invoice, order, orders, item, items, product, products, shipment, shipments, subscription,
	booking, reservation, event, events, message, messages, comment, comments, task, tasks, job, jobs, ticket, tickets, project, projects, document, documents, file, files, folder, page, pages, image, images,
	video, audio, text, html, plain, markdown, json, xml, csv, pdf, xlsx, png, jpg, jpeg, gif, svg, webp, zip,
	string, integer, number, float, decimal, boolean, bool, date, datetime, time, timestamp, object, array, list, map, null, enum, uuid, money, percent,
	percentage, fixed, flat, absolute, relative, point, line, linestring, polygon, multipoint, multipolygon, feature, featurecollection,
	system, user, users, customer, customers, employee, employees, driver, drivers, admin, administrator, superadmin, owner, manager, member, moderator, editor, viewer, reader, writer,
	author, agent, operator, guest, visitor, buyer, seller, vendor, supplier, tenant, organization, organisation, company, account, accounts,
	team, group, department, role, device, devices, service, server, client, bot, api, web, website, app, mobile, desktop, tablet, ios, android, windows, linux, macos,
	email, sms, push, phone, call, chat, slack, webhook, fax, mail, letter, walk_in, gps, manual, automatic, auto, scheduled, cron, batch,
	http, https, tcp, udp, ftp, sftp, ssh, grpc, rest, graphql, oauth, oauth2, saml, ldap, sso, password, token, basic, bearer,
	low, medium, high, urgent, normal, major, blocker, trivial, lowest, highest, standard, express, overnight, economy, premium, free, pro,
	starter, basic, plus, business, enterprise, professional, custom, default, internal, external, public, private, protected, shared, hidden, visible,
	global, local, national, international, domestic, primary, secondary, main, other, none, unknown, any, all, both, mixed,
	once, hourly, daily, weekly, biweekly, monthly, quarterly, yearly, annually, annual, never, always, second, minute, hour, day, week, month, quarter, year,
	asc, desc, ascending, descending, left, right, center, top, bottom, horizontal, vertical, inbound, outbound, incoming, outgoing, in, out,
	dark, light, small, large, grid, table, card, kanban, calendar, timeline,
	credit, debit, credit_card, debit_card, card, cash, bank_transfer, wire, sepa, sepa_debit, paypal, ach, check, cheque, stripe, mastercard, amex,
	home, work, office, billing, shipping, mailing, warehouse, store, depot, hub, airport, port,
	full_time, part_time, contractor, permanent, temporary, internship, vacation, holiday, overtime,
	diesel, petrol, gasoline, electric, hybrid, lng, cng, truck, van, trailer, container, road, rail, air, sea, ocean,
	fob, exw, dap, ddp, cif, cip, cpt, fca, fas, cfr, dpu,
	kg, lb, lbs, oz, ton, mm, cm, km, ft, mi, mph, kmh, ml, gal, celsius, fahrenheit, pcs, piece, pieces, box, pallet, bpm, mmhg,
	eur, usd, gbp, chf, jpy, cny, inr, aud, cad, nzd, sek, nok, dkk, pln, czk, huf, ron, bgn, try, rub, uah, brl, mxn, ars, clp, cop, zar, ils, aed, sar, sgd,
	hkd, krw, thb, idr, myr, php, vnd, twd,
	de, en, fr, es, it, pt, nl, pl, sv, da, nb, fi, cs, sk, hu, ro, bg, el, tr, ru, uk, ar, he, hi, zh, ja, ko, vi, th,
	de_de, de_at, de_ch, en_us, en_gb, en_ca, en_au, en_ie, en_in, fr_fr, fr_ca, fr_be, fr_ch, es_es, es_mx, es_ar, it_it, pt_br, pt_pt, nl_nl, nl_be, pl_pl, sv_se,
	da_dk, nb_no, fi_fi, cs_cz, hu_hu, ro_ro, tr_tr, ru_ru, uk_ua, ar_sa, he_il, hi_in, zh_cn, zh_tw, ja_jp, ko_kr,
	utc, gmt, etc/utc, europe/berlin, europe/london, europe/paris, europe/madrid, europe/rome, europe/vienna, europe/zurich, europe/amsterdam, europe/brussels,
	europe/warsaw, europe/prague, europe/stockholm, europe/oslo, europe/copenhagen, europe/helsinki, europe/dublin, europe/lisbon, europe/athens, europe/istanbul,
	europe/moscow, europe/kyiv, europe/budapest, europe/bucharest, america/new_york, america/chicago, america/denver, america/los_angeles, america/toronto,
	america/vancouver, america/mexico_city, america/sao_paulo, america/bogota, america/lima, asia/tokyo, asia/shanghai, asia/hong_kong, asia/singapore,
	asia/kolkata, asia/dubai, asia/seoul, asia/bangkok, asia/jakarta, asia/manila, asia/jerusalem, australia/sydney, australia/melbourne, australia/perth,
	pacific/auckland, africa/cairo, africa/johannesburg, africa/lagos, africa/nairobi
`
