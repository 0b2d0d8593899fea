package words

// proseWords head columns in which people write, about themselves and others.
var proseWords = []list{
	{prose, Prose, `
		directions, note, notes, comment, comments, remark, remarks, description, desc,
		descr, message, messages, msg, body, text, content, contents, bio, biography,
		about me, about, profile text, summary, details, free text, freeform, story text,
		review text, feedback, reason, justification, explanation, subject, headline, memo,
		annotation, annotations, observation, observations, instructions,
		special instructions, delivery instructions, transcript, html, raw text, body html,
		body text, plain text, email body, email subject, mail body, mail subject, reply,
		excerpt, intro, introduction, abstract, letter, cover letter, resume, cv, caption,
		statement, complaint, testimonial, internal notes, private notes, admin notes,
		customer note, cause, status message, error message, exception, stack trace,
		backtrace, motto, tagline, signature text, signature, about text, personal message,
		hobbies, interests, short description, long description, full description,
		description html, response, answer text, question text, selftext, additional info,
		additional information, other info, extra info, information, info text,
		raw content, search text, searchable text, tsv, tsvector, search vector, fulltext,
		tsvector body, custom status, status text, greeting, quote text, prompt,
		completion,

		notiz, notizen, bemerkung, bemerkungen, kommentar, kommentare, beschreibung,
		nachricht, inhalt, betreff, grund, anmerkung, anmerkungen, hinweis, hinweise,
		begründung, zusammenfassung, lebenslauf, über mich, freitext, mitteilung,

		remarque, remarques, commentaire, commentaires, contenu, objet message,
		sujet message, motif, à propos, descriptif, libellé long, texte, avis,

		nota, notas, comentario, comentarios, descripción, mensaje, contenido, asunto,
		motivo, observación, observaciones, biografía, acerca, texto, resumen, reseña,
		detalle, detalles,

		descrição, mensagem, conteúdo, assunto, observação, observações, obs, sobre mim,
		resumo, detalhe, detalhes,

		commento, commenti, descrizione, messaggio, contenuto, oggetto, osservazione,
		osservazioni, testo, riassunto, annotazioni, dettagli,

		opmerking, opmerkingen, omschrijving, beschrijving, bericht, inhoud,
		onderwerp bericht, reden, toelichting, notitie, notities, tekst, samenvatting,
		over mij,

		uwaga, uwagi, komentarz, komentarze, opis, wiadomość, treść, powód, notatka,
		notatki, streszczenie, o mnie`},
}

// glueWords are known, so that names are cut where their words end, and say
// nothing themselves. Some are here so that nothing is read into them.
var glueWords = []list{
	{glue, None, `
		reset, real, related, relate, unique, extern, iso, actual, parent,
		grouped by, group by, ordered by, sorted by, partition by, partitioned by,
		presentation by, followed by, divided by, of, the, and, or, to, for, from, in, out,
		with, per, de, la, el, le, les, des, du, del, della, di, da, das, der, die, den,
		van, het, een, und, et, y, e, i, z, w, na, von, zu, zur, zum, a,

		current, previous, prev, last, first, next, new, old, original, temp, tmp, primary,
		secondary, main, alternative, alternate, alt, other, additional, extra, custom,
		personal, private data, home, work, office number, business number, billing,
		shipping, ship, delivery to, invoice to, mailing to, postal to, permanent,
		temporary home, emergency, official, preferred, default value, local, global,
		remote, external, internal number, raw, normalized, normalised, canonical, lower,
		lowercase, upper, downcased, unconfirmed, pending, encrypted, masked, hashed, full,
		short, long, value, values, val, number, no, nr, numero, número de,
		nummer, numer, code, código, codice, kod, cod, info, text value, string, str, txt,
		source, target, origin, destination, dest, root, base, self, own, original value,
		ciphertext, e164, ascii, latin, native, kanji, romaji, phonetic, domain part, hash, digest,
		md5, md5sum, sha1, sha1sum, sha256, sha256sum, sha512, bcrypt, checksum, crc, title, titel, titre, titulo,
		titolo, tytul, label, key, slug, sku, ext, extension, list of, array, set, json,
		xml, obj, meta, metadata, properties, attributes, attrs, props, params, parameters,
		payload, args, arguments, headers, extra data, context, 		result, results, output, input, quantity, qty, menge, unit price,
		currency amount, net, gross, tax amount, tax name, 		vat amount, vat rate percent,

		lieferung, rechnung an, haupt, zweit, privat, geschäftlich, dienstlich, neu,
		secundario, nuevo, anterior, facturación, envío, facturation, livraison, nouveau,
		ancien, entrega, cobrança, faturamento, novo, antigo, fatturazione, spedizione,
		nuovo, vecchio, privé, zakelijk, nieuw, oud, prywatny, służbowy, nowy, stary,

		passage, message id, passenger list, compass, bypass, encompass, passive, spin,
		spinner, pinboard, pinned post, address space,
		monument, monuments, filename, original filename, file path, pathname, path,
		hotel room, island, format spec, grid, raid, android, avoid, salty,
		basalt, interest rate, manage, storage class, 		language names, usage stats, engage, message queue, package size, 		average, voltage, coverage, mileage, damage, garage, ipsum,
		shipment id, equip, zip file, zip archive, gzip, unzip, tariff zone, tip, clip,
		flip, chip, trip plan, script, transcription, subscription id, encryption, decrypt,
		health check, health checks, health check path, healthy, health probe,
		health endpoint, race condition, race id event, trace route, sexagesimal, essex,
		human readable, machine readable, template string, contract address,
		memory address, address family, name server, nameservers, server name, table space,
		phonetics, microphone, headphone, smartphone model, cellar, cancel, cancelled,
		canceled, mobility, automobile, blood, faithful, partial, party, third party,
		third party id, parties, orientation, screen orientation, page orientation,
		image orientation, treatment group, conditions, contest, streetwear,
		statement descriptor, last sign in, secret santa, tokenizer, tokens used,
		input tokens, output tokens, total tokens, prompt tokens, completion tokens,
		max tokens, token limit, num tokens, cookie consent, cookie policy, cookie banner,
		saltwater, pin order, pins, mail merge, mailgun, mailchimp, sendmail, mac os,
		snapshot, links, ethereum, ether, urban, rural, title case, capital`},
}

// plainWords are words of many names that say nothing of what is held. They
// are here so that names written together are cut between them. Unlike glue
// they carry weight: what they head is unknown.
var plainWords = []list{
	{none, None, `
		visit, blob, invitation, redirect, federation, federated,
		registration, static, star, merge, trust, scheme, uploaded, rejection,
		rejected reason, like, edit, inbox, outbox, shared, known, also, chosen, create,
		write, read, reader, sanitized, commercial, registry, display, displayed, selected,
		selection, failure, prescribed, fixed, rounding, applied, apply, sequential,
		credit, debit, between, enriched, add, pay, payable, override, voided, void,
		regenerated, inbound, outbound, consumed, consumption, reprocessed, duplicate,
		removed, accountable, documentable, invoiceable, reportable, addressable,
		sluggable, taggable, commentable, imageable, attachable, notifiable, trackable,
		resourceable, subscribable, votable, likeable, favoritable, bookable, billable,
		assignable, purchasable, loggable, mappable, syncable, rental,
		special, reorder, reported, revoker, access, grant, management, rereg, remaining,
		offline, online, idle, direct, sso, enforce, mapper, mapping, ref, reference,
		development, bracket, support, issuing, issued, diary, spoiler, rental period,
		transaction response, smtp, monitoring, monitor, pricing, billing cycle, cycle,
		unitable, connection, conversion, converted, conversion rate, exchange rate, vat rate, gst rate, cooked, signup,
		signin, sign, signed, study, research, school year, term, terms, tree,
		trunk, leaf, child node, root node, global state, tenant, guest pass, ticketing,
		admission, receiving, received, delivered, delivering, delivery window, shipped,
		returning, returned, return, refunded, cancellation, cancelation, scheduled,
		scheduling, planned, planning, estimated, estimate, measured, measure, computed,
		calculated, aggregate, aggregated, statistics, stats, daily, weekly,
		monthly, yearly, annual, quarterly, fiscal, opening, closing, open balance,
		available, availability, capacity, occupied, occupancy, booked, reserved,
		allocated, assigned, assignment, delegated, approval, review round, audit,
		auditing, tracking, tracked, tracker, analytics, 		world, universe, customizable, configurable, simple, complex, composite, compound,
		single, multiple, multi, double, triple, half, quarter year, legacy, deprecated,
		future, past, early, late, fast, slow, high, low, upper bound, lower bound, left,
		right, top, bottom, center, middle, inner, outer, front, back, up, down, north,
		south, east, west, hot, cold, warm, red, green, blue, black, white, small,
		medium size, large, big, true, false, yes, cust, emp, usr, cli, prod,
		inv, ord no, trx, txn, acct, mgr, dept no, grp, cat no, org no, app name, sys, svc,
		srv, env name, cfg, dat, ref no, doc, docs, img, vid, aud,
		perm, perms, academic year, année académique, année scolaire, año académico, año escolar,
		ano letivo, anno scolastico, niveau étude, niveau d étude, help text, auth, authn, authz, mobile app, desktop, client app, server app, api,
		sdk, cloud, edge, local time, remote time, posts, bestellungen, commandes, paiement,
		zamowien, pedidos, auftraege, bestellingen, klienta, pracownika, klant nr,
		kunde nr, cliente nr, persona nr`},
}
