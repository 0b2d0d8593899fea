package words

// steeringWords are what an application steers by. What they follow is not the
// value itself: phone_type, email_verified, password_policy.
var steeringWords = []list{
	{steers, None, `
		status, state, type, kind, mode, format, method, locale, lang, language, currency,
		timezone, tz, role, roles, scope, scopes, visibility, mime, mime type, media type,
		content type, event, event type, event name, action, action type, queue,
		queue name, job class, job type, class name, level, severity, stage, phase,
		environment, env, platform, protocol, strategy, policy, algorithm, algo, encoding,
		charset, character set, unit, direction, frequency, recurrence, tier, permission,
		permissions, privilege, privileges, codename, model type, gateway, adapter, engine,
		driver class, provider, provider type, auth provider, identity provider,
		language code, lang code, locale code, country code, currency code, iso code, iso2,
		iso3, iso 3166, iso 4217, country iso, country iso2, country iso3, alpha2, alpha3,
		dial code, calling code, country calling code, phone code, state code iso,
		status code, http status, response status, response code, error code, result code,
		exit code, http method, request method, workflow state, review status,
		payment status, order status, aasm state, delivery status, verification status,
		subscription status, approval status, state machine, lifecycle, lifecycle state,
		record type, object type, entity type, resource type, source type, target type,
		owner type, subject type, item type, interval unit, billing period,
		billing interval, billing time, plan interval, aggregation type, payment type,
		payment method type, payment method, payment provider, card type, card brand,
		card network, brand type, address type, phone type, email type, contact type,
		document type, doc type, id type, identity type, relation type, relationship type,
		access level, user type, user role, user status, account type, account status,
		customer type, client type, log level, priority name, sync status, job status,
		flow, flow type, layout, theme, sort direction, sort by, order by, sort column,
		sort key, date format, time format, number format, weight unit, length unit,
		currency symbol, symbol, view mode, display mode, privacy, privacy level,
		grant type, grant types, response type, response types, response mode,
		challenge method, code challenge method, token type, token endpoint auth method,
		client type oauth, aal, auth method, auth type, auth flow, authentication method,
		login method, mfa type, factor type, two factor method, hash algorithm,
		password algorithm, password format, cipher, digest algorithm, polymorphic type,
		discriminator, dtype, sti type, handler class, worker class, job name queue, pool,
		process type, trigger type, trigger, provider code, provider name oauth,
		calendar type, rrule type, filter type, input type, field type, data type,
		column type, value type, variable type, widget type, question type, node type,
		message type, notification type, delivery method, shipping method,
		fulfillment status, financial status, locked state, os, os type, os name,
		os version, app version, client version, browser version, api version,
		schema version, sdk version, browser family, os family, device type,
		device platform, device os, user agent family, environment name, feature, features,
		feature flag, flag, constraint name, table name, column name, attribute name,
		field name, class path, module name, topic name, hook name, schema name,
		index name, model name, app label, content type id label, check name,
		migration name, cipher suite, mfa method, category code, unit code, reason code,
		tax code type, cancellation type, rounding mode, aggregation mode, weekday,
		day of week, name format, address format, phone format, email format,
		username format, format string, recurring interval, pricing model, charge model,
		operator type, comparison, compare op, logic, rule type, condition type,
		mapping type, protocol mapper, requirement, decision strategy,
		policy enforcement mode, logout type, ssl required, subtype, invoice type,
		fee type, coupon type, credit type, transaction type, transaction status,
		movement type, stock status, file type, file format, image type, cat type,
		avatar content type, image content type, storage, storage type, storage service,
		service name, disk name, filter op, level type, job queue, retry policy, sort mode,
		tax type, usage type, medium, utm medium, payload type, run state, run status,
		task status, task type, task state, alert type, incident type, alert state,
		priority level, importance, urgency, resolution status, moderation status,
		publish status, publication status, post status, post type, comment status,
		ping status, comment type, order type, product type, wp post type, tax class,
		tax status, backorders type, attribute type, backend model, backend type,
		frontend input, frontend model, source model, package name code, sample type,
		http verb, verb, cron, cron expression, schedule type, schedule expression,
		interval type, granularity, data format, serialization, compression, cluster type,
		node role, replication, isolation level, tenant type, deployment type,
		release channel, build type, build status,

		sprache, sprachcode, länderkennzeichen, ländercode, länderschlüssel, land code,
		währung, währungscode, zeitzone, typ, zustand, rolle, art, kategorie code,
		kundentyp, kundenart, adressart, adresstyp, telefonart, bearbeitungsstatus,
		auftragsstatus, bestellstatus, zahlungsart, zahlungsstatus, versandart,
		versandstatus, einheit, mengeneinheit, dokumenttyp, dokumentart, benutzerrolle,
		ereignistyp,

		statut, état commande, langue, devise, fuseau horaire, type adresse,
		type téléphone, type document, code pays, code langue, code devise, mode paiement,
		mode de paiement, unité, statut commande, niveau, type de document, type compte,

		estado, tipo, estado pedido, idioma, moneda, divisa, zona horaria, huso horario,
		rol, tipo documento, tipo de documento, tipo cliente, tipo usuario, tipo teléfono,
		tipo direccion, código país, codigo idioma, codigo moneda, método de pago,
		metodo pago, forma pago, unidad, nivel, estatus, tipo cuenta, tipo identificacion,
		tipo persona, situación,

		situação, papel, moeda, fuso horário, código moeda, método de pagamento,
		metodo pagamento, forma pagamento, forma de pagamento, unidade, tipo pessoa,
		tipo conta, tipo endereco, tipo telefone, perfil acesso, status pedido,

		stato, stato ordine, lingua, valuta, fuso orario, ruolo, tipologia, codice paese,
		codice lingua, metodo di pagamento, modalità pagamento, unità, unità misura,
		livello, tipo utente, tipo indirizzo,

		soort, taal, taalcode, munt, tijdzone, betaalmethode, betaalwijze, eenheid,
		toestand, documentsoort, klanttype, adressoort, adrestype, bestelstatus,

		typ dokumentu, stan, formato, stan zamówienia, rodzaj, język, waluta,
		strefa czasowa, rola, kod kraju, kod języka, kod waluty, metoda płatności,
		sposób płatności, jednostka, jednostka miary, poziom, typ klienta, typ adresu,
		status zamówienia, rodzaj dokumentu`},
	{counts, None, `
		ip version, menu order, order, count, counter, counts, cnt, version,
		version number, ver, lock version, row version, xmin version, revision number, rev,
		position, pos, priority, sort, sort order, display order, ordering, ord, ordinal,
		ordinal position, sequence, sequence number, sequence no, seq, seq no, index, idx,
		rank, ranking, depth, tree level, lft, rgt, tree id, tree left, tree right, nleft,
		nright, attempts, attempt, retries, retry count, tries, max tries, max attempts,
		failed attempts, failures, failure count, login attempts, failed logins,
		sign in count, login count, logins, number of, num of, nb, num, quantity limit,
		limit, quota, max, min, maximum, minimum, threshold, size, length, width,
		height px, file size, byte size, bytes, chunk, page, pages, per page, page size,
		page number, page count, duration, timeout, timeout seconds, ttl, interval,
		interval count, retention, retention days, port, cost factor, iterations,
		hash iterations, rounds, hits, views, view count, clicks, impressions, downloads,
		likes, dislikes, shares, upvotes, downvotes, comments count, comment count, karma,
		total count, exit status, bitmask, bitfield, mask, flags, flags mask, flag bits,
		batch, batch number, batch no, batch size, order executed, row number, rownum,
		line number, line no, line nr, item number position, column number, weight order,
		order index, order no position, iteration, generation, epoch, tick, level number,
		step number, stage number, max length, min length, priority order, poll interval,
		expires in, run count, execution count, usage count, use count, reference count,
		refcount, replies, cascade level, nesting, cardinality, grace period, trial days,
		trial period, trial period days, precision, scale, decimals, decimal places,
		decimal digits, visibility level, permission level,

		anzahl, zähler, reihenfolge, sortierung, versionsnummer, priorität, zeilennummer,

		nombre de, compteur, ordre, ordre affichage, priorité, numéro ordre,

		cantidad de, contador, orden, posición, prioridad, número de orden,

		contagem, ordem, posição, prioridade, versão,

		conteggio, contatore, ordinamento, posizione, priorità, versione,
		ordine visualizzazione,

		aantal, teller, volgorde, prioriteit, versie, volgnummer,

		liczba, ilość, licznik, kolejność, pozycja, priorytet, wersja`},
	{flags, None, `
		is, has, can, should, must, allow, allows, allowed, enable, enabled, enables,
		disable, disabled, active, inactive, activated, deactivated, deleted, archived,
		locked, blocked, banned, suspended, published, visible, hidden, public, private,
		show, hide, required, optional, mandatory, verified, confirmed, validated,
		approved, accepted, rejected, valid, invalid, invalidated, read only, default,
		subscribed, unsubscribed, opt in, opt out, opted in, opted out,
		consent, consented, consent given, processed, completed, complete, finished,
		failed, success, successful, succeeded, paid, unpaid, system, builtin, internal,
		use, uses, used, require, requires, send, receive, receives, want,
		wants, wanted, was, will, does, do, needs, need, accepts, supports, supported,
		needed, pinned, featured, sticky, favorite, favourite, unread, seen,
		draft, dirty, stale, expired, revoked, temporary, anonymous, superuser,
		is superuser, is staff, is active, is admin, test mode, sandbox, livemode, dry run,
		force, force change, must change, allowed to, protected, notify,
		notified, bounced, bouncing, matched, ignored, skipped,
		retryable, recurring, refundable, taxable, shippable, searchable, sortable,
		filterable, editable, deletable, removable, enabled flag, onboarded, tos accepted,
		terms accepted, accepted terms, gdpr consent,

		aktiv, inaktiv, gelöscht, gesperrt, freigegeben, bestätigt, sichtbar, ist, hat,
		darf, erledigt, veröffentlicht,

		actif, inactif, supprimé, bloqué, validé, confirmé, publié, est, peut,

		activo, activa, inactivo, eliminado, borrado, bloqueado, confirmado, habilitado,
		publicado, es, tiene, puede, vigente, verificado,

		ativo, ativa, inativo, excluído, desativado, tem, pode,

		attivo, attiva, inattivo, eliminato, bloccato, confermato, pubblicato, abilitato,
		ha, può,

		actief, inactief, verwijderd, geblokkeerd, bevestigd, gepubliceerd, heeft, mag,
		zichtbaar,

		aktywny, aktywna, nieaktywny, usunięty, zablokowany, potwierdzony, opublikowany,
		czy, ma, może`},
	{about, None, `
		prefix, suffix, settings, preference, preferences, prefs, notification,
		notifications, alerts, reminder, reminders, options, confirmation,
		verification, validation, delivery, digest setting, requirements, 		schema, regex, pattern, rule, rules, provider setting, changed,
		update, updated, created, modified, sent, expires, expiry, expiration, expire,
		reset sent, requested, request, requests, sample rate, ratio, rate, score,
		percentage, percent, total, sum, amount, price, cost, fee, sync, import, export,
		job run, log, logs, history, check, checks, test, quality, reputation, warning,
		error, errors, bounce, bounces, opens, open, click tracking, field, fields,
		placeholder, hint, help, tooltip, column, range size, balance, usage, config,
		configuration, model, required fields, subject line, domain policy, suppression,
		retention policy, flow alias, campaign, blacklist, whitelist, blocklist, allowlist,
		denylist, length limit,

		einstellungen, benachrichtigung, benachrichtigungen, vorlage,
		benachrichtigung aktiv, paramètres, modèle, notificaciones, preferencias,
		plantilla, notificações, modelo, notifiche, preferenze, modello, meldingen,
		voorkeuren, sjabloon, powiadomienia, preferencje, szablon`},
	{when, None, `
		at, on, date, time, datetime, timestamp, ts, since, until, dt, day, month, year,
		week, quarter, created at, updated at, deleted at, started at, ended at, last seen,
		last login, last access, moment, from date, to date, start, end, begin, started,
		ended, due, due date, deadline, valid from, valid to, effective, joined, hired,
		hire date,

		datum, zeit, zeitpunkt, uhrzeit, jahr, monat, tag, erstellt, geändert, beginn,
		ende, eintrittsdatum,

		heure, jour, mois, année, début, fin, créé, modifié,

		fecha, hora, día, mes, año, inicio, creado, modificado, fecha alta, fecha registro,

		data, ora, giorno, mese, anno, inizio, fine, creato, modificato, data inizio,
		data fine,

		fim, criado, data cadastro,

		tijd, tijdstip, dag, maand, jaar, einde, aangemaakt, gewijzigd,

		czas, godzina, dzień, miesiąc, rok, początek, koniec, utworzono, zmieniono`},
}

// leadWords are words that only ever stand in front.
var leadWords = []list{
	{counts, None, `
		total number of, count of, no of, nb de, max number of, cantidad, quantidade,
		quantità, hoeveelheid`},
	{steers, None, `type of, kind of, type de, tipo de, tipo di`},
}

// leading are the words that turn what follows them into something about it.
const leading = `is, has, can, should, must, allow, allows, enable, enabled, enables, disable, show, hide, require, requires, required, use, uses, send, receive, receives, want, wants, was, does, do, notify, accepts, supports, needs, need, allowed to, verified, confirmed,
	max, min, num, nb, number of, num of, count of, total number of, nombre de, anzahl, cantidad, cantidad de, quantidade, aantal, liczba, ilość, total, sum, count, no of, nb de,
	tipo, type, typ, art, soort, rodzaj, estado, statut, status, stan, stato, estatus, formato, format, type de, tipo de, tipo di, type of, kind of, situación, situação, modelo, modèle, plantilla, modello,
	fecha, data, date, datum, ist, hat, darf, est, es, tiene, puede, tem, pode, ha, può, heeft, mag, czy, ma, może, preferencias, notificaciones, paramètres`
