package words

// entityWords are what tables are about, and what a name or a key is a name or
// a key of. Of a person or a company the name is personal; of a technical
// thing the application steers by it; of the rest nobody can say.
var entityWords = []list{
	{person, None, `
		user, customer, client, patient, author, contact, member, employee, person, people,
		individual, student, teacher, pupil, instructor, tutor, professor, lecturer, guest,
		visitor, subscriber, participant, attendee, passenger, resident, applicant,
		candidate, voter, donor, volunteer, driver, doctor, physician, nurse, practitioner,
		therapist, caregiver, guardian, child, kid, mother, father, sibling, friend,
		follower, follow target, owner, holder, beneficiary, payee, payer, buyer, seller,
		purchaser, shopper, borrower, lender, landlord, renter, lessee, agent, broker, rep,
		representative, sales rep, manager, supervisor, boss, admin, administrator,
		operator, moderator, editor, reviewer, approver, assignee, reporter, requester,
		requestor, creator, sender, recipient, receiver, consignee, shipper, staff,
		staff member, crew, worker, lead, prospect, actor, artist, singer, director,
		performer, player, coach, athlete, composer, writer, speaker, organizer, organiser,
		leader, founder, officer, delegate, signer, witness, insured, policyholder,
		claimant, debtor, creditor, account user, profile, persona,
		human, man, woman, identity, principal, accountant, lawyer, attorney, judge,
		victim, suspect, defendant, plaintiff, soldier, alumni, alumnus, graduate, mentor, assistant,
		mentee, trainee, trainer, submitter, responder, bidder, winner, responsible,
		responsible person, custodian, occupant, signee, freelancer, contractor, consultant, technician, engineer,
		developer, committer, contributor, commenter, poster, uploader, partner,
		res partner, relative, household member, dependent, inviter, invitee, invited user,
		inviting user, impersonator, respondent, rater, traveler, traveller, farmer,
		flyer, flier, frequent flyer, frequent flier, pilot, captain, copilot, mechanic, flight attendant, inspector, surveyor, adjuster,
		underwriter, appraiser, valuer, solicitor, notary, preacher, pastor, priest, deacon, godparent, dispatcher, commuter,
		homeowner, taxpayer, pensioner, retiree, apprentice, cadet, recruit, swimmer, skier, golfer, rower, referee, umpire,
		trustee, councillor, councilor, mayor, senator, politician, journalist, photographer, columnist, correspondent, illustrator,
		musician, dancer, waiter, barista, cleaner, janitor, gardener, plumber, electrician, carpenter, welder, fisherman, breeder,
		veterinarian, dentist, surgeon, optician, midwife, caretaker, carer, babysitter, nanny, counsellor, counselor, psychologist,
		social worker, case worker, probation officer, bailiff, sheriff, policeman, police officer, firefighter, paramedic, sailor, skipper,
		nominee, heir, user account, user profile, customer profile, librarian, cashier,
		salesperson, auth user, account owner, billing contact, created by user, persons,

		benutzer, nutzer, kunde, kunden, kundin, mitarbeiter, angestellter, mitglied,
		mitglieder, patienten, schüler, lehrer, lehrkraft, teilnehmer, autor, verfasser,
		besitzer, eigentümer, inhaber, empfänger, absender, mieter, vermieter, gast, gäste,
		besucher, käufer, verkäufer, leser, fahrer, arzt, ärzte, bearbeiter, ersteller,
		versicherter, kontakt, kontakte, personen, bewerber, sachbearbeiter, vertreter,
		mandant, interessent, besteller, halter, bürger, betreuer, eltern, vater, mutter,
		familienmitglied,

		utilisateur, utilisateurs, clients, employé, salarié, personne, auteur, élève,
		étudiant, enseignant, professeur, membre, adhérent, propriétaire, locataire,
		acheteur, vendeur, expéditeur, médecin, conducteur, abonné, invité, candidat,
		responsable, gestionnaire, collaborateur, bénéficiaire, contribuable, assuré,
		usager, enfant, mère, père,

		usuario, cliente, empleado, personas, alumno, estudiante, profesor, docente,
		miembro, socio, propietario, inquilino, comprador, vendedor, remitente, paciente,
		médico, conductor, invitado, candidato, beneficiario, trabajador, afiliado,
		proveedor persona, padre, madre, hijo persona, tutor legal, asegurado, contacto,
		jugador, visitante, huésped, encargado, ciudadano, solicitante,

		utilizador, funcionário, empregado, pessoa, aluno, estudante, membro, proprietário,
		remetente, motorista, colaborador, trabalhador, morador, hóspede, titular pessoa,
		mãe, pai, acompanhante, segurado, contato, eleitor,

		utente, clienti, utenti, dipendente, dipendenti, autore, studente, insegnante,
		docenti, acquirente, venditore, mittente, paziente, pazienti, autista, ospite,
		lavoratore, anagrafica, assistito, contatto, genitore, assicurato,

		gebruiker, klant, klanten, werknemer, medewerker, persoon, leerling, leraar,
		docent, lid, leden, eigenaar, huurder, verhuurder, koper, verkoper, afzender,
		ontvanger, arts, bestuurder, deelnemer, abonnee, bezoeker, sollicitant, verzekerde,
		begunstigde, ouder, moeder, vader,

		użytkownik, użytkownicy, klient, klienci, pracownik, pracownicy, osoba, osoby,
		uczeń, nauczyciel, członek, właściciel, najemca, kupujący, sprzedający, nadawca,
		odbiorca, pacjent, pacjenci, lekarz, kierowca, uczestnik, abonent, gość, kandydat,
		ubezpieczony, rodzic, matka, ojciec, dziecko, kontrahent, autorzy`},
	{company, None, `
		organization, organisation, vendor, supplier, merchant, business, enterprise,
		corporation, manufacturer, distributor, wholesaler, retailer, carrier, insurer,
		bank, institution, agency, subsidiary, association, charity, school, university,
		hospital, clinic, pharmacy, hotel, restaurant, dealer, reseller, publisher,
		account, org, legal entity, franchise, sponsor, billing entity, issuer,

		lieferant, hersteller, verein, krankenhaus, schule, spediteur,

		fournisseur, organisme, établissement, fabricant, école, hôpital,

		proveedor, organización, fabricante, escuela, colegio, institución, distribuidor,

		fornecedor, organização, escola, instituição,

		fornitore, organizzazione, produttore, scuola, ospedale, istituto, ente,

		leverancier, organisatie, fabrikant, vereniging, ziekenhuis, stichting,

		dostawca, organizacja, producent, szkoła, szpital, instytucja, spółka`},
	{technical, None, `
		table, migration, module, plugin, constraint,
		kafka topic, setting, metric, workflow, attribute definition, realm role,
		measure unit, unit of measure, uom, authenticator,
		authenticator config, client scope, reference type, flyway, liquibase, changelog,
		callback type, billable metric, policy config, key type, role definition,
		action name, hook type, credential type, sort field, group field,

		berechtigung, rollen, sprachen, währungen, tabelle, einstellung, konfiguration,

		droit, droits, langues, devises, paramètre,

		permiso, permisos, idiomas, monedas, parámetro, configuración, módulo,

		permissão, permissões, moedas, configuração, configurações,

		permesso, permessi, lingue, valute, ruoli, impostazione, configurazione,

		recht, rechten, talen, munteenheid, instelling, instellingen,

		uprawnienie, uprawnienia, języki, waluty, ustawienie, konfiguracja`},
	{thing, None, `
		class, function, procedure, topic, process, parameter, option, entity,
		code list, lookup, authority, ability, capability, translation, execution,
		required action, component, aspect, partition, cache, lock, aggregation,
		group role, operation, signal, calendar system, measurement, dimension, database,
		db, resource, rule set, step, dashboard widget, attribute set, group type,
		tax category,

		product, category, subcategory, plan, item, article, book, film, movie, album,
		track, song, playlist, post, project, task, issue, milestone, course, lesson, exam,
		quiz, question, answer, room, device, brand, part, warehouse, department, dept,
		team, group, channel, folder, file, document, template, list, menu, collection,
		coupon, discount, promotion, offer, package, service, subscription, invoice, cart,
		basket, shipment, payment, transaction, entry, line item, wishlist, variant,
		option value, property, attribute, media, video, audio, attachment, upload, asset,
		thumbnail, favicon, header, footer, section, block, widget, form, survey, poll,
		choice, badge, achievement, award, game, match, tournament, league,
		season, race event, club, community, forum, topic thread, thread, board, card deck,
		deck, sprint, release, build, deployment, server, node, cluster, instance,
		container, volume, disk, bucket, domain, domain name, zone, network, subnet,
		interface, router, gateway device, host, hostname, machine, sensor, meter, station,
		vehicle, car, truck, bus, train, flight, airport, route, trip, stop, line, ticket,
		seat, booking, reservation, calendar, schedule, slot, appointment, meeting,
		session, conversation, chat, dialog, story, chapter, bookmark, review, rating,
		comment thread, message thread, alert, incident, report, dashboard, chart, dataset,
		experiment, variable, factor, substance, ingredient, recipe, dish, food, animal,
		pet, plant, crop, species, breed, horse, dog, cat, building, floor, facility,
		office, branch, territory, area, continent, planet, place, shop, store,
		marketplace, catalog, catalogue, price list, price book, tax, tax rate, charge,
		add on, credit note, wallet, budget, cost center, ledger, journal, asset class,
		stock, inventory, lot, bin, shelf, pallet, supply, purchase, quote, contract,
		agreement, policy document, clause, claim, program, programme, degree,
		subject area, curriculum, grade, skill, competency, certificate, diploma, license,
		software, application, app, integration, connector, webhook endpoint,
		endpoint, data source, repository, repo, branch ref, commit, pull request,
		merge request, pipeline, runner, artifact, snippet, wiki, namespace, realm, cohort,
		segment, audience, variant test, keyword, search, query, filter, view, emoji,
		sticker, reaction, gif, newsletter, mailing, mailing list, email template,
		email campaign, mail server, smtp server, address book, bill, receipt, refund,
		dispute, payout, transfer, deposit, withdrawal, loan, mortgage, fund, portfolio,
		security, currency pair, invoice item, instrument, chain, hall, cinema, theater,
		theatre, museum, park, country list, relation, revision, changeset, trace, gpx,
		way, element, object, record, row, rows, ou, customer group, user group,
		member group, contact group, mailing group, customer segment, person type,
		customer category, region list, job post, job posting, vacancy, position opening,
		tariff, alias, tags, equipment, spare part, color, colour, material, fabric, style,
		flavor, dunning, billing plan, business unit, definition, variety, cultivar, inventory item, menu item, order item, stock item, bay, firewall, network switch, peripheral, rack, security device, lead source, traffic source, vlan, subnetwork,
		custom field, custom object, custom attribute, custom property, form field, sla, sla policy,

		produkt, produkte, kategorie, kategorien, artikel, gruppe, gruppen, abteilung,
		auftrag, bestellung, rechnung, datei, ordner, dokument, seite, beitrag, projekt,
		aufgabe, thema, veranstaltung, termin, fach, fächer, kurs, klasse, schulklasse,
		bild, lager, standort, gebäude, raum, filiale, tarif, vertrag, angebot, zimmer,
		stadtliste,

		produit, produits, catégorie, catégories, groupe, groupes, commande, facture,
		fichier, dossier, projet, tâche, sujet, événement, cours, matière, salle, contrat,
		offre, magasin, panier, rubrique,

		producto, productos, categoría, categorías, grupo, grupos, pedido, factura,
		archivo, carpeta, proyecto, tarea, tema, evento, curso, materia, sala, edificio,
		contrato, oferta, tienda, carrito, servicio, almacén, artículo,
		asignatura,

		produto, produtos, fatura, arquivo, ficheiro, pasta, projeto, tarefa, disciplina,
		prédio, loja, carrinho, serviço, armazém, artigo, turma,

		prodotto, prodotti, gruppo, gruppi, ordine, ordini, fattura, fatture, cartella,
		progetto, attività, argomento, corso, stanza, contratto, offerta, negozio,
		carrello, servizio, magazzino, articolo, articoli, reparto, ufficio, marca,

		producten, categorieën, groep, groepen, bestelling, factuur, bestand, opdracht,
		taak, onderwerp, gebeurtenis, cursus, vak, kamer, gebouw, aanbieding, winkel,
		winkelwagen, dienst, artikelen, afdeling, merk, map,

		produkty, kategoria, grupa, grupy, zamówienie, zamówienia, faktura, faktury, plik,
		pliki, zadanie, temat, wydarzenie, przedmiot, pokój, budynek, umowa, sklep, koszyk,
		usługa, magazyn, towar, towary, dział`},
	{nameWord, FullName, `
		name, names, nm, display name, legal name, sort name, formatted name, short name,
		anzeigename, nom affiché, nome visualizzato, weergavenaam, nombre, nom, nome, naam,
		nazwa, namen, noms, nomi, bezeichnung, denominazione, denominación, benaming`},
	{idWord, None, `
		id, ids, identifier, uuid, guid, uid, pk, fk, key id, ident, kennung, identifiant,
		identificador, identificatore, identyfikator, oid, gid, ref id, rowid, fid, tid,
		sid, pid, ulid`},
	{byWord, None, `
		by, whodunnit, created by, updated by, modified by, deleted by, changed by,
		edited by, added by, assigned to, approved by, uploaded by, last modified by,
		erstellt von, geändert von, créé par, modifié par, creado por, modificado por,
		criado por, creato da, aangemaakt door, utworzone przez, invited by, installed by,
		executed by, signed by, sent by, requested by, performed by, closed by, locked by,
		reviewed by, verified by, published by, resolved by, submitted by, confirmed by,
		owned by, managed by, used by, reported by, hidden by, created user, update user,
		create user, modify user, author name, last editor, lastuser, last modifier,
		changed user, modified user, blame, from user, to user, assigned user`},
}
