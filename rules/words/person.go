package words

// personWords are what personal values are called: English, German, French,
// Spanish, Portuguese, Italian, Dutch, Polish, a paragraph each; a word that
// several have stands with the first.
var personWords = []list{
	{personal, Email, `
		email, mail, email address, mail address, electronic mail, electronic mail address,
		email addr, mail addr, email id, mailbox, gmail, smtp from, mail from, mail to, cc,
		bcc, reply to, recipients,

		mailadresse, emailadresse, elektronische post, epost,

		courriel, adresse courriel, adresse mail, adresse email, adresse electronique, mel,

		correo, correo electrónico, correo e, direccion de correo, mail usuario,

		correio, correio eletrônico, endereço de email, endereço eletrônico,

		posta elettronica, indirizzo email, indirizzo mail, indirizzo di posta, pec,

		emailadres, mailadres,

		adres email, poczta elektroniczna`},
	{personal, Phone, `
		phone, phone number, phone no, phone num, phone nr, telephone, telephone number,
		tel, tel no, tel number, telnr, mobile, mobile number, mobile phone, mobile no,
		cell, cell phone, cell number, cellular, landline, fax, fax number, fax no, msisdn,
		whatsapp, whatsapp number, sms number, dial number, caller id, caller, callee, phones,
		phone extension, telephone extension, home phone, work phone, msisdns, viber,
		to number, from number,

		telefon, telefonnummer, telefonnr, rufnummer, handy, handynummer, handynr,
		mobilnummer, mobiltelefon, festnetz, faxnummer, telefax, durchwahl, mobil,

		numéro de téléphone, numéro téléphone, num tel, téléphone portable, portable,
		télécopie, tel portable, tel fixe, gsm,

		teléfono, número de teléfono, numero telefono, móvil, celular, telefono movil, tlf,
		telf,

		telefone, número de telefone, telemóvel, numero telefone, telefone celular, fone,

		numero di telefono, cellulare, recapito telefonico, numero cellulare,

		telefoonnummer, telefoon, telefoonnr, mobiel, mobielnummer, mobiele telefoon,
		gsmnummer,

		numer telefonu, komórka, telefon komórkowy, tel kom, nr telefonu, faks`},
	{personal, FirstName, `
		vname, first name, given name, forename, christian name, middle name, second name,
		middle initial, initials, fname, firstnm, preferred name, pet name, middle names,
		given names, mname, first initial, initialen, initiales, iniciales, iniciais, iniziali, inicjały,

		vorname, rufname, zweiter vorname, vornamen, zweitname, zwischenname,

		prénom, prenoms, deuxième prénom, nom de baptême,

		primer nombre, segundo nombre, nombre de pila, nombres,

		primeiro nome, nome próprio, prenome, nome do meio,

		nome di battesimo, secondo nome,

		voornaam, voornamen, voorletters, roepnaam, tussenvoegsel,

		imię, imiona, drugie imię, pierwsze imię`},
	{personal, LastName, `
		nname, last name, family name, surname, maiden name, birth name, lname, last nm,
		second surname, last surname, first surname, married name, previous surname,
		father name, mothers maiden name, mother maiden name,

		nachname, familienname, geburtsname, zuname, ledigname, mädchenname,

		nom de famille, nom famille, nom de naissance, nom naissance, nom jeune fille,
		nom de jeune fille, nom usage, nom marital, patronyme,

		apellido, apellidos, primer apellido, segundo apellido, apellido paterno,
		apellido materno, apellido1, apellido2,

		sobrenome, apelido, último nome, nome de família, nome da mãe, nome do pai,

		cognome, cognome da nubile,

		achternaam, familienaam, geboortenaam, meisjesnaam,

		nazwisko, nazwisko rodowe, nazwisko panieńskie`},
	{personal, FullName, `
		name alias, person to be contacted, person to contact, ship name, ship to name, bill to name, billing name, shipping name, delivery name,
		invoice name, head of state, full name, real name, preferred full name,
		person name, contact name, cardholder, card holder name, account holder,
		account holder name, holder name, name on card, attn, addressee, salutation name,
		name kana, kana name, furigana, known as, next of kin, emergency contact,
		contact person, signatory, signed by name, given and family name, full nm,
		complete name,

		vollständiger name, ansprechpartner, kontoinhaber, vor und nachname, karteninhaber,
		empfängername, name vorname,

		nom complet, nom prénom, nom et prénom, titulaire, nom du titulaire, destinataire,
		personne contact, interlocuteur,

		nombre completo, nombre y apellidos, nombre apellidos, nombre usuario completo,
		titular, destinatario, persona contacto, persona de contacto,
		razon social contacto,

		nome completo, nome social, nome de exibição, pessoa de contato, nome civil,

		nominativo, nome e cognome, nome cognome, intestatario, ragione sociale contatto,
		referente,

		volledige naam, contactpersoon, rekeninghouder, tenaamstelling, ten name van,

		imię i nazwisko, imie nazwisko, pełna nazwa osoby, osoba kontaktowa,
		nazwa wyświetlana`},
	{personal, Username, `
		username, nicename, user nicename, login, login name, login id, nickname, nick,
		handle, screen name, user handle, account name, logon, logon name, signin name,
		alias name, gamertag, user login, preferred username, sam account name,
		user principal name, upn, principal name, distinguished name, ldap dn, ldap uid,
		uname, usr name, jid, matrix user, mxid, local part, unix user, unix username,
		os user,

		benutzername, anmeldename, nutzername, benutzerkennung, kürzel, spitzname,

		nom d utilisateur, nom utilisateur, identifiant utilisateur, pseudo, pseudonyme,
		surnom,

		nombre de usuario, nombre usuario, apodo, usuario login,

		nome de usuário, nome usuario, nome de utilizador, nome utilizador,

		nome utente, soprannome,

		gebruikersnaam, inlognaam, bijnaam, schermnaam,

		nazwa użytkownika, pseudonim, ksywka`},
	{personal, Account, `
		telegram, telegram id, telegram username, telegram user id, telegram chat id,
		tg id, tg username, tg user id, chat id, skype, skype id, skype name, discord,
		discord id, discord user id, slack id, slack user id, facebook, facebook id, fb id,
		facebook user id, twitter, twitter id, twitter handle, twitter user id, instagram,
		instagram id, insta, linkedin, linkedin id, tiktok, snapchat, pinterest, mastodon,
		bluesky, github login, github username, github user, github id, github user id,
		gitlab username, gitlab id, google id, google uid, google user id, apple id,
		apple user id, microsoft id, openid, wechat, wechat id, wechat openid, unionid,
		vk id, steam id, xbox id, psn id, weibo, qq, icq, msn, aim, yahoo, yim, jabber,
		xing, orcid, orcid id, keybase, npub, xmpp, signal number, social handle,
		provider uid, provider user id, provider account id, oauth uid, external user id,
		social id, federated user id, federation id, auth uid, auth provider id, auth0 id,
		okta id, firebase uid, cognito sub, aws cognito id, saml name id, remote user,
		xuid, playfab id, youtube channel`},
	{personal, Street, `
		address, addr, adress, addres, adr, street, street address, street name,
		street line, address line, addr line, address line 1, address line 2,
		address line 3, line1, line2, line3, street no, street nr, street number,
		house number, house no, house nr, house name, building number, apartment, apt,
		apt number, apartment number, suite number, flat number, unit number, po box,
		post office box, postal address, mailing address, home address, residence,
		full address, formatted address, thoroughfare, premise, address text,
		address details, civic number, addr1, addr2, door number, ship address,
		bill address, location address, addresses,

		adresse, anschrift, straße, strasse nr, straßenname, hausnummer, hausnr,
		adresszusatz, adresszeile, wohnort adresse, wohnanschrift, lieferadresse,
		rechnungsadresse, lieferanschrift, rechnungsanschrift, postfach, wohnung,

		adresse postale, rue, voie, numéro de rue, num rue, complément adresse,
		complément d adresse, adresse1, adresse2, domicile, adresse domicile,
		boite postale, batiment,

		dirección, direcciones, calle, número exterior, número interior, num exterior,
		num interior, domicilio, numero casa, apartado postal, direccion1, direccion2,

		endereço, endereços, rua, logradouro, número da casa, numero porta,
		complemento endereço, morada,

		indirizzo, indirizzi, via e numero, numero civico, num civico, domicilio fiscale,
		residenza, indirizzo residenza,

		adres, straat, straatnaam, huisnummer, huisnr, huisnummer toevoeging,
		toevoeging huisnummer, postadres, woonadres, bezoekadres, huisletter, postbus,
		factuuradres, afleveradres,

		ulica, nr domu, numer domu, nr mieszkania, numer mieszkania, nr lokalu,
		adres zamieszkania, adres zameldowania, adres korespondencyjny, adres dostawy,
		skrytka pocztowa`},
	{personal, City, `
		neighborhood, neighbourhood, city, town, city name, town name, suburb, locality,
		village, hometown, post town, birth place, place of birth, birth city,
		city of birth, municipality, place of residence, dependent locality, city town,

		stadt, wohnort, ortschaft, geburtsort, gemeinde, stadtteil, ortsteil,

		ville, commune, localité, lieu de naissance, lieu naissance, ville naissance,
		ville de naissance,

		ciudad, localidad, población, lugar de nacimiento, lugar nacimiento, municipio,
		ciudad nacimiento,

		cidade, bairro, local de nascimento, local nascimento, naturalidade, freguesia,
		localidade,

		città, comune, luogo di nascita, luogo nascita, località, comune nascita,
		comune di nascita, comune residenza, citta residenza,

		woonplaats, geboorteplaats, plaatsnaam, gemeente,

		miasto, miejscowość, miejsce urodzenia, miejsce zamieszkania, gmina,
		poczta miejscowosc`},
	{personal, Postcode, `
		postcode, postal code, zip, zip code, postal, zip 4, postal zip, postcode zip,
		zip postal, zip postal code, pin code, eircode,

		plz, postleitzahl,

		code postal, c postal,

		código postal, cod postal, cod post,

		cep, código de endereçamento postal, codice postale, codice avviamento postale,

		postcode huisnummer, postkode,

		kod pocztowy`},
	{weak, Country, `
		country, country name, country region, country of residence, country of birth,
		birth country, pays, pays naissance, pays de naissance, país, pais nacimiento,
		geburtsland, wohnland, paese, nazione, paese nascita, kraj, kraj urodzenia,
		geboorteland`},
	{weak, Region, `
		license state, licence state, driver license state, issuing state, dl state, plate state,
		state province, province, state name, county, region, region name, district,
		administrative area, prefecture, sub region, state or province, state region,
		zone code,

		bundesland, landkreis, kanton, bezirk,

		département, canton, province etat,

		provincia, departamento, comarca, comunidad autonoma, estado provincia,
		entidad federativa,

		distrito, concelho, estado uf,

		regione, circoscrizione,

		provincie,

		województwo, powiat`},
	{personal, Company, `
		company name, organization name, organisation name, firm name, business name,
		trading name, employer, employer name, supplier name, vendor name, merchant name,
		legal entity name, legal company name, account company, workplace, school name,
		university name, place of work, company title, institution name, billing company,
		shop name, store name, doing business as, dba name, company, firm,
		organisation legal name, organization legal name, legal business name,

		firmenname, arbeitgeber, firma, unternehmen, firmenbezeichnung, organisationsname,

		raison sociale, nom entreprise, nom de l entreprise, employeur, société,
		entreprise, nom société, nom commercial,

		razón social, nombre empresa, nombre de la empresa, empresa, nombre comercial,
		empleador, compañía,

		razão social, nome da empresa, nome empresa, nome fantasia, empregador,

		ragione sociale, nome azienda, denominazione sociale, azienda, datore di lavoro,
		ditta,

		bedrijfsnaam, bedrijf, werkgever, handelsnaam, naam bedrijf,

		nazwa firmy, pracodawca, nazwa przedsiębiorstwa, nazwa spółki, zakład pracy`},
	{personal, Birth, `
		yob, year birth, birth date, birthday, date of birth, dob, birth, born, born on,
		born at, birth year, year of birth, birth month, month of birth, day of birth,
		birth dt, bday, date birth, birth time, time of birth, death date, date of death,
		died on, deceased on, deceased at, deceased date, dod, death, death year,
		born date,

		geburtsdatum, geburtstag, geb datum, geboren am, geburtsjahr, gebdat, geboren,
		sterbedatum, todesdatum, verstorben am,

		date de naissance, date naissance, né le, née le, naissance, année de naissance,
		annee naissance, date décès, date de décès, anniversaire, dtnaiss, date naiss,

		fecha de nacimiento, fecha nacimiento, nacimiento, cumpleaños, fecha nac, fec nac,
		fec nacimiento, año de nacimiento, fnac, fecha defunción, fecha fallecimiento,

		data de nascimento, data nascimento, nascimento, aniversário, dt nascimento,
		dt nasc, data nasc, ano de nascimento, data obito, data falecimento,

		data di nascita, data nascita, nascita, compleanno, anno di nascita, anno nascita,
		nato il, nata il, data decesso,

		geboortedatum, geboortejaar, geboortedag, verjaardag, geboren op, overlijdensdatum,

		data urodzenia, urodziny, rok urodzenia, data ur, urodzony, data zgonu,
		data śmierci`},
	{personal, Age, `
		age, age years, age group, age range, age bracket, patient age, customer age,
		user age, alter jahre, lebensalter, altersgruppe, edad, idade, età, leeftijd, wiek`},
	{personal, SSN, `
		ssn, social security number, social security no, social security, ssn last4, ssn4,
		soc sec no, social insurance number, us ssn, ss number`},
	{personal, NationalID, `
		nat id, natl id, natl id no, tva intra, tva intracom, badge no, personal id, medicare, medicaid, medicare no,
		permit number, permit no, visa no, identification id, identification, sinid, ssnid,
		drv lic no, driver lic no, dl number, dl no, lic no, national id,
		national identity, national identifier, national id number, national number,
		identity number, identity card, identity card number, id card, id card number,
		id number, id no, identification number, personal number, personal id number,
		personal identification number, personal code, person number, government id,
		government id number, gov id, citizen id, citizen number, resident id, passport,
		passport id, passport no, passport number, passport num, passport nr, visa number,
		travel document, travel document number, driver license, drivers license,
		driver licence, driving licence, driving license, driver license number,
		drivers license number, driving licence number, driver license id, license number,
		licence number, licence no, license no, tax id, tax number, tax no,
		tax identification number, tax identifier, tax payer id, fiscal code,
		fiscal number, fiscal id, vat, vat id, vat number, vat no, vat reg no, tin, itin,
		ein, employer identification number, nino, ni number, national insurance,
		national insurance number, nhs number, nhs no, medicare number, medicare id,
		medicaid id, aadhaar, aadhar, aadhaar number, pan number, pan card, sin number,
		voter id, voter number, green card number, alien number, military id, badge number,
		employee number, employee no, employee code, personnel number, student number,
		student no, student id number, matriculation number, membership number,
		member number, member no, loyalty number, loyalty card, frequent flyer number,
		customer number, customer no, patient number, medical record number, mrn,
		insurance number, insurance policy number, policy number, policy holder number,
		health insurance number, health card number, registration number,
		company registration number, company number, gstin, gst number, abn, acn, eori,
		lei, duns, document number, id document, identity document,
		identity document number, tax registration number, legal number, dni number, ssnit,
		emirates id, civil id, iqama, nric, hkid, cnic, nin, nik, npi, dea number,

		personalausweis, personalausweisnummer, ausweisnummer, ausweisnr, ausweis,
		reisepass, reisepassnummer, passnummer, führerschein, führerscheinnummer,
		steuernummer, steuernr, steuer id, steuer identifikationsnummer, idnr, ust id,
		ustidnr, umsatzsteuer id, uid nummer, sozialversicherungsnummer, sv nummer, svnr,
		rentenversicherungsnummer, versichertennummer, krankenversichertennummer,
		versicherungsnummer, krankenversicherungsnummer, ahv nummer, ahv nr, ahv,
		personalnummer, personalnr, matrikelnummer, kundennummer, kundennr,
		mitgliedsnummer, patientennummer, handelsregisternummer, mitarbeiternummer,

		numéro de sécurité sociale, numéro sécurité sociale, num secu, nss, insee, nir,
		numéro insee, carte identité, carte d identité, numéro carte identité, cni,
		passeport, numéro passeport, permis de conduire, permis conduire, numéro fiscal,
		numéro tva, tva intracommunautaire, siren, siret, numéro identité, matricule,
		numéro client, num client, carte vitale, code fiscal,

		dni, nie, nif, cif, nuss, rfc, curp, cuit, cuil, rut, run chileno, cédula,
		número de identificación, numero identificacion, numero documento, num documento,
		nro documento, documento identidad, documento de identidad, pasaporte,
		número de pasaporte, carnet de conducir, licencia de conducir,
		número de seguridad social, seguridad social, nss imss, tarjeta sanitaria,
		numero afiliado, numero cliente, identificación fiscal, cedula identidad,

		cpf, cnpj, cpf cnpj, rg, pis, pis pasep, nis, ctps, título de eleitor, cnh,
		passaporte, número do documento, documento identificacao, inscrição estadual,
		inscricao municipal, cartão de cidadão, cartao cidadao, bilhete de identidade,
		contribuinte, niss, numero utente, número do cliente,

		codice fiscale, codfisc, cod fiscale, partita iva, p iva, carta d identità,
		carta identità, numero carta identità, passaporto, patente, patente di guida,
		numero patente, tessera sanitaria, numero tessera, numero documento identita,

		bsn, burgerservicenummer, sofinummer, paspoort, paspoortnummer, rijbewijs,
		rijbewijsnummer, identiteitskaart, identiteitsnummer, btw nummer, btw nr,
		kvk nummer, kvk, rijksregisternummer, klantnummer, personeelsnummer, polisnummer,
		rsin, lidnummer,

		pesel, nip, regon, krs, dowód osobisty, nr dowodu, numer dowodu, seria dowodu,
		paszport, nr paszportu, numer paszportu, prawo jazdy, numer pesel, nr pesel,
		numer nip, numer klienta, nr albumu, numer prawa jazdy, nr prawa jazdy, nid,
		nid number, nid no, codice sdi, codice pa, codice univoco`},
	{personal, IBAN, `iban, iban number, iban no, iban code, iban nr, numéro iban`},
	{personal, Card, `
		credit card, credit card number, card number, card no, card num, card nr,
		cc number, cc num, cc no, debit card, debit card number, pan, card pan,
		primary account number, card last4, last4, last four, card last four, last digits,
		card last digits, cc last4, card digits, payment card, card fingerprint,
		card expiry, card expiration, cc exp, card exp month, card exp year, exp month,
		exp year, expiry month, expiry year, card number masked, masked card number,
		card first6, card bin,

		kreditkarte, kreditkartennummer, kartennummer,

		carte bancaire, numéro de carte, numéro carte, carte de crédit, num carte,
		cb numero,

		tarjeta, número de tarjeta, numero tarjeta, tarjeta de crédito, tarjeta credito,

		cartão, número do cartão, cartão de crédito, cartao credito, numero cartao,

		carta di credito, numero carta, numero carta di credito, carta credito,

		creditcard nummer, kaartnummer, pasnummer,

		numer karty, nr karty, karta kredytowa, karta płatnicza`},
	{personal, Bank, `
		bank ac no, ac no, bank account, bank account number, bank account no, account number, account no,
		acct number, acct no, account num, acc number, acc no, accountnr, routing number,
		aba number, aba routing, sort code, bic, bic code, swift, swift code, bic swift,
		swift bic, bank details, bank data, bsb, bank code, bank name, wallet address,
		btc address, bitcoin address, crypto address, eth address, ethereum address,
		lightning address, paypal, paypal account, paypal id, payer id, payee account,
		mandate reference, transit number, bank number, clabe, upi id, ifsc, ifsc code,
		venmo, bank transfer details,

		kontonummer, kontonr, bankverbindung, bankleitzahl, blz, bankkonto,
		mandatsreferenz,

		rib, compte bancaire, numéro de compte, numéro compte, coordonnées bancaires,
		code banque, code guichet, clé rib,

		cuenta bancaria, número de cuenta, numero cuenta, num cuenta, cuenta,
		datos bancarios, ccc,

		conta bancária, número da conta, numero conta, conta corrente, agência, nib,
		dados bancários, chave pix, pix,

		conto corrente, numero conto, conto bancario, coordinate bancarie,

		rekeningnummer, bankrekening, bankrekeningnummer, bankrekening nr,

		numer konta, nr bankowy, clave interbancaria, nr konta, konto bankowe,
		numer rachunku, nr rachunku, rachunek bankowy`},
	{personal, IP, `
		ip, ip address, ip addr, ipv4, ipv6, ipv, ipv4 address, ipv6 address, remote ip,
		client ip, source ip, src ip, remote addr, remote address, remote host,
		remote host ip, last ip, login ip, signup ip, creation ip, created ip, user ip,
		visitor ip, x forwarded for, forwarded for, dest ip, dst ip, src addr, dst addr,
		client addr, peer addr, inet address, ip long, hostip, ip from, ip to, ip range,
		ip start, ip end, last ip seen, ip hash,

		ip adresse, adresse ip, dirección ip, endereço ip, indirizzo ip, ip adres, adres ip`},
	{personal, MAC, `
		mac, mac address, mac addr, hardware address, hw address, hwaddr, ethernet address,
		wifi mac, bssid, bluetooth address, mac adresse, dirección mac, adresse mac id,
		indirizzo mac, mac adres`},
	{personal, URL, `
		url, uri, website, homepage, webpage, hyperlink, referer, referrer,
		referring domain, site url, profile link, profile url, blog, permalink, callback,
		landing page, permalink url, web address, web, href, request path, full path,
		request url, current url, last url, short link, webhook, webhook url,
		tracking link, linkback,

		webseite, internetseite, internetadresse, netzseite,

		site web, site internet, lien,

		sitio web, página web, enlace,

		página pessoal, pagina internet, sítio,

		sito web, sito internet, sito, collegamento,

		webpagina, webadres,

		strona internetowa, strona www, strona domowa, www`},
	{personal, Location, `
		latitude, longitude, lat, lng, lon, long lat, lat lng, lat long, lat lon, geo,
		geo location, geom location, gps, gps coordinates, coordinates, coords, geo point,
		geo coordinates, location lat, location lng, home tile, home location, home lat,
		home long, home lon, geocode, geohash, what3words, plus code, gps position,
		gps lat, gps lng, gps lon, geo lat, geo lng, geo lon, geo x, geo y,
		location coordinates, last known location,

		breitengrad, längengrad, koordinaten,

		coordonnées gps, coordonnées, latitude gps,

		latitud, longitud, coordenadas, coordenadas gps,

		latitudine, longitudine, coordinate,

		breedtegraad, lengtegraad, coördinaten,

		szerokość geograficzna, długość geograficzna, współrzędne`},
	{personal, Image, `
		avatar, photo, photograph, picture, profile picture, profile image, profile photo,
		selfie, portrait, headshot, mugshot, signature image, handwritten signature,
		gravatar, user photo, user image, cover photo, avatar file name, passport photo,
		profile pic, pic, profilbild, lichtbild, passbild, foto, photo profil,
		photo identité, foto perfil, fotografía, foto profilo, profielfoto, pasfoto,
		zdjęcie, zdjecie profilowe`},
	{personal, Device, `
		user agent, browser, browser agent, http user agent, device id, device identifier,
		device uuid, device name, device serial, device fingerprint, browser fingerprint,
		imei, imsi, iccid, meid, advertising id, ad id, idfa, gaid, android id, idfv,
		vendor identifier, serial number device, visitor id, visitor token id,
		anonymous id, client fingerprint, machine id, hardware id, hwid, udid, eid sim,
		sim number, sim card, installation id, phone model, device info, device details,
		gclid, fbclid, ga client id, cookie id, geräte id, gerätename, id appareil,
		id dispositivo, dispositivo id, apparaat id, tracking id, user fingerprint`},
	{personal, Money, `
		salary, base salary, gross salary, net salary, annual salary, income,
		annual income, monthly income, household income, wage, wages, hourly wage, payroll,
		bonus pay, compensation, net worth, credit score, credit rating, fico, fico score,
		pension, gehalt, grundgehalt, lohn, einkommen, jahreseinkommen, stundenlohn,
		bruttogehalt, salaire, salaire brut, salaire net, revenu annuel, revenus,
		rémunération, salario, salario base, sueldo, ingresos, ingreso mensual, nómina,
		renda, renda mensal, remuneração, stipendio, reddito, retribuzione, salaris,
		inkomen, loon, brutoloon, wynagrodzenie, pensja, płaca, dochód, zarobki`},
	{personal, Job, `
		education, education level, highest education, degree obtained, schulabschluss,
		bildungsabschluss, niveau etudes, niveau d études, diplôme obtenu, nivel estudios,
		nivel de estudios, escolaridad, escolaridade, grau de instrução, titolo di studio,
		opleidingsniveau, wykształcenie, puesto, cargo, cargo ocupado, job title,
		occupation, profession, job position, employment, employment status, work status, military rank, job role, work title,
		job description, job name, beruf, berufsbezeichnung, stellenbezeichnung,
		berufsstand, métier, intitulé de poste, poste occupé, profesión, ocupación,
		puesto de trabajo, profissão, ocupação, professione, occupazione, mansione, beroep,
		functietitel, zawód, stanowisko, estado laboral, situação trabalhista,
		catégorie socioprofessionnelle, categorie socio, type rating, type ratings`},
	{personal, Vehicle, `
		license plate, licence plate, number plate, plate number, plate no, vin,
		vin number, vehicle registration, vehicle registration number, vehicle plate,
		car plate, registration plate, car registration, vehicle number, kennzeichen,
		kfz kennzeichen, fahrgestellnummer, autokennzeichen, plaque immatriculation,
		immatriculation, plaque d immatriculation, matrícula vehiculo, patente vehiculo,
		placa do veículo, placa vehiculo, targa, numero targa, numero telaio, kenteken,
		kentekennummer, chassisnummer, nr rejestracyjny, numer rejestracyjny,
		tablica rejestracyjna, numer vin`},
	{personal, Body, `
		body type, body shape, skin type, hair type, body weight, body height, height cm, weight kg, shoe size, eye color, hair color,
		eye colour, hair colour, skin color, skin colour, bmi, body mass index,
		blood pressure, heart rate, clothing size, körpergröße, körpergewicht, poids kg,
		taille cm, peso corporal, altura cm, lichaamslengte`},
	// Short words that mean something else in another language.
	{weak, Postcode, `cap, cp`},
	{weak, City, `ort, plaats, colonia`},
	{weak, Region, `uf`},
	{weak, Bank, `abi, cab`},
	{weak, Street, `
		complement, complemento, civico, num civ, numer budynku, nr budynku, busnummer,
		stiege, portal, via`},
	{weak, Email, `poczta`},
	{weak, Body, `
		height, weight, größe, gewicht, alter, taille, poids, altura, peso, altezza, lengte,
		wzrost, waga`},
	{weak, URL, `link`},
	{weak, Family, `
		children, kids, kinder, enfants, hijos, filhos, figli, kinderen, dzieci`},
	{weak, City, `location, lieu, lugar, localisation, ubicación, localização`},
	{weak, Device, `fingerprint, serial, serial number, serial no`},
	{weak, Image, `image, image url, logo, icon, banner`},
	{weak, NationalID, `documento, cf, document no, tax code`},
	{weak, Gender, `genre, genere, género, divers, tratamiento, tratamento`},
	{weak, Ethnicity, `ancestry`},
	{weak, Health, `treatment, dose, condition, health`},
	{weak, Job, `job`},
}
