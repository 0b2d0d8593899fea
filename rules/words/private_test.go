package words

import (
	"strings"
	"testing"
)

// private are names of columns that tell of somebody whatever their table is about, in
// the languages that names are in.
const private = `
	first name, last name, middle name, maiden name, full name, given name, family name, surname, forename, nickname, username, user name, login,
	email, email address, e mail, mail address, contact email, billing email, work email, private email, recovery email, owner email, reply to email,
	phone, phone number, mobile, mobile phone, cell phone, telephone, home phone, work phone, fax, fax number, whatsapp, contact phone, emergency phone,
	street, street address, address, home address, address line 1, address line 2, house number, city, postal code, postcode, zip, zip code, billing address, shipping address,
	date of birth, birth date, birthday, dob, birthplace, place of birth, birth name, ssn, social security number, national id, passport number, passport no,
	driver license number, drivers licence, tax id, tax number, vat number, id card number, identity card, personal number, student number, employee number, member number,
	iban, bic, bank account, account number, account holder, credit card, credit card number, card number, card holder, cvv, routing number, sort code,
	ip, ip address, client ip, last login ip, remote addr, mac address, device id, imei, user agent, latitude, longitude, gps, location coordinates,
	password, password hash, encrypted password, passwd, pwd, api key, secret, secret key, access token, refresh token, auth token, session token, otp secret, private key, pin,
	gender, sex, religion, ethnicity, race, citizenship status, marital status, blood group, blood type, diagnosis, disability, allergies, medication list, sexual orientation,
	salary, income, monthly income, wage, job title, occupation, employer, father name, mother name, spouse name, next of kin, emergency contact, guardian name, contact name,
	contact person, customer name, client name, patient name, student name, employee name, author name, owner name, driver name, sender name, recipient name, account name,
	profile picture, avatar, avatar url, photo url, signature, fingerprint template, face encoding, license plate, number plate, vin,
	twitter, facebook, linkedin, instagram, telegram, skype, github username, linkedin url, homepage, biography, bio, about me, notes, comments, remarks,

	vorname, nachname, familienname, geburtsname, geburtsdatum, geburtsort, geburtstag, anrede, straße, hausnummer, plz, postleitzahl, ort, wohnort, anschrift, adresse,
	telefon, telefonnummer, handy, handynummer, mobilnummer, rufnummer, faxnummer, e mail adresse, emailadresse, benutzername, passwort, kennwort, steuernummer, steuer id,
	sozialversicherungsnummer, ausweisnummer, reisepassnummer, führerscheinnummer, kontonummer, kontoinhaber, bankverbindung, geschlecht, konfession, familienstand,
	staatsangehörigkeit, beruf, gehalt, krankenkasse, versichertennummer, kennzeichen, ansprechpartner, bemerkung, mitgliedsnummer, kundennummer, personalnummer, matrikelnummer,

	prénom, nom de famille, nom complet, nom de naissance, date de naissance, lieu de naissance, adresse postale, rue, code postal, ville, téléphone, numéro de téléphone,
	portable, courriel, adresse mail, mot de passe, identifiant connexion, numéro de sécurité sociale, numéro passeport, numéro carte identité, compte bancaire, titulaire compte,
	civilité, sexe, nationalité, situation familiale, salaire, groupe sanguin, handicap, plaque immatriculation, commentaire, remarque,

	nombre completo, primer nombre, segundo nombre, apellido, apellidos, apellido paterno, apellido materno, fecha de nacimiento, lugar nacimiento, dirección, calle, código postal,
	ciudad, teléfono, celular, móvil, correo, correo electrónico, contraseña, dni, nif, cif, nie, rfc, curp, cédula, número de cédula, pasaporte, cuenta bancaria, número de cuenta,
	sexo, género, religión, nacionalidad, estado civil, profesión, salario, sueldo, grupo sanguíneo, discapacidad, matrícula vehículo, observaciones, comentarios,

	nome completo, sobrenome, nome social, data de nascimento, endereço, logradouro, cep, bairro, cidade, telefone, telemóvel, senha, cpf, cnpj, rg, pis, título de eleitor,
	conta bancária, agência bancária, gênero, nacionalidade, profissão, salário, nome da mãe, nome do pai, observações,

	cognome, nome e cognome, data di nascita, luogo di nascita, indirizzo, via, cap, città, telefono, cellulare, posta elettronica, codice fiscale, partita iva, numero di telefono,
	carta identità, conto corrente, sesso, nazionalità, stato civile, professione, stipendio, gruppo sanguigno,

	voornaam, achternaam, tussenvoegsel, geboortedatum, geboorteplaats, straat, huisnummer, woonplaats, telefoonnummer, mobiel nummer, wachtwoord, gebruikersnaam, bsn,
	burgerservicenummer, rekeningnummer, geslacht, nationaliteit, burgerlijke staat, beroep, salaris, opmerking, opmerkingen,

	imię, nazwisko, nazwisko panieńskie, imię i nazwisko, data urodzenia, miejsce urodzenia, ulica, numer domu, kod pocztowy, miejscowość, numer telefonu, komórka, hasło, pesel,
	nip, numer dowodu, numer paszportu, numer konta, płeć, wyznanie, narodowość, stan cywilny, zawód wykonywany, wynagrodzenie, uwagi,
	legal first name, legal last name, preferred name, alias email, secondary email, alternate phone, phone 1, phone 2, mobile number, contact mobile, landline, work email,
	personal email, parent email, guardian phone, spouse phone, employer name, employer phone, doctor name, nurse name, teacher name, assigned user name, approver name,
	billing name, shipping name, billing city, shipping city, billing zip, shipping zip, billing phone, shipping phone, delivery address, pickup address, mailing address,
	permanent address, current address, birth city, birth country, citizenship, visa number, medicare number, nhs number, npi, insurance number, policy holder name,
	beneficiary name, account holder name, swift code, card last four, paypal email, stripe customer email, webhook secret, client secret, reset password token,
	confirmation token, remember token, two factor secret, backup codes, session id, cookie, voter id, aadhaar, pan number, gst number, ein, household income, credit score,
	political party, union membership, criminal record, medical history, prescription, symptoms, vaccination, hiv status, genetic data, body weight,

	rechnungsadresse, lieferadresse, geburtsland, telefon privat, telefon mobil, notfallkontakt, kontoinhaber name, kartennummer, aktenzeichen name, vater name, mutter name,
	nom du père, nom de la mère, adresse de livraison, adresse facturation, téléphone mobile, téléphone fixe, code fiscal, numéro allocataire, contact urgence,
	nombre del padre, nombre de la madre, dirección envío, dirección facturación, teléfono móvil, teléfono fijo, correo personal, contacto emergencia, número de tarjeta,
	nome do titular, endereço de entrega, endereço de cobrança, telefone celular, telefone fixo, e mail pessoal, contato de emergência, número do cartão, data nascimento,
	nome del padre, indirizzo di spedizione, indirizzo di fatturazione, telefono fisso, telefono mobile, data nascita, numero carta,
	factuuradres, afleveradres, mobiele telefoon, vaste telefoon, naam contactpersoon, noodcontact, kaartnummer,
	adres dostawy, adres zamieszkania, telefon komórkowy, telefon stacjonarny, osoba kontaktowa, numer karty, imię ojca, imię matki`

// TestPrivateColumnsStayGuarded: what tells of somebody is kept in no table, be it a
// catalogue or one of the program.
func TestPrivateColumnsStayGuarded(t *testing.T) {
	names := 0
	for phrase := range strings.SplitSeq(private, ",") {
		phrase = strings.TrimSpace(phrase)
		bare := split(phrase)
		column := strings.ReplaceAll(phrase, " ", "_")
		names++
		for _, table := range []string{"users", "departments", "regions", "categories", "products", "settings", "orders", "servers", "xyzzy"} {
			for _, column := range []string{column, bare.letters, "main_" + column} {
				read := NewTable(table, []string{"id", "name", column, "created_at"})
				for _, typ := range []Type{Text, Sized} {
					if m := read.Column(column, typ); m.Class == Key || m.Class == Operational {
						t.Errorf("%s.%s of type %d is %s (%s)", table, column, typ, m.Class, m.Words)
					}
				}
			}
		}
	}
	if names < 500 {
		t.Errorf("%d names", names)
	}
}

// brief are what three characters tell of somebody.
const brief = `
	gender, sex, marital status, blood type, blood group, age, initials, nationality, religion, race, ethnicity, pin, cvv, cvc, disability, smoker, pregnant, hiv, allergy,
	geschlecht, familienstand, blutgruppe, alter, initialen, konfession, behinderung, raucher, schwanger,
	sexe, état civil, groupe sanguin, âge, handicap, fumeur, enceinte, sexo, género, estado civil, grupo sanguíneo, edad, discapacidad, fumador,
	gênero, idade, deficiência, sesso, stato civile, gruppo sanguigno, età, disabilità, geslacht, burgerlijke staat, bloedgroep, leeftijd,
	płeć, stan cywilny, grupa krwi, wiek, niepełnosprawność, iniciales, iniciais, iniziali, inicjały`

// TestBriefColumnsStayGuarded: of a thing a text of three characters is a code, and yet
// none that may tell of somebody.
func TestBriefColumnsStayGuarded(t *testing.T) {
	for phrase := range strings.SplitSeq(brief, ",") {
		column := strings.ReplaceAll(strings.TrimSpace(phrase), " ", "_")
		for _, table := range []string{"users", "departments", "products", "settings", "orders", "xyzzy"} {
			for _, typ := range []Type{Letter, Short} {
				if m := NewTable(table, []string{"id", column}).Column(column, typ); m.Class == Key || m.Class == Operational {
					t.Errorf("%s.%s of type %d is %s (%s)", table, column, typ, m.Class, m.Words)
				}
			}
		}
	}
}
