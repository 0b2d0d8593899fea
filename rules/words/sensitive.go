package words

// sensitiveWords are what article 9 of the GDPR names, and what else is used
// against people. They hold for every type: a boolean, an enum and a reference
// give it away as well as a text.
var sensitiveWords = []list{
	{sensitive, Gender, `
		gender, civility, sex, gender identity, gender code, legal sex, birth sex, sex at birth,
		assigned sex, gender type, pronoun, pronouns, preferred pronouns, salutation,
		name prefix, honorific, honorific prefix, courtesy title, title of courtesy,
		transgender, is male, is female, is man, is woman, male, female, cisgender,
		non binary,

		geschlecht, anrede, männlich, weiblich, namenstitel,

		sexe, civilité, civilite code,

		sexo, hombre, mujer, masculino, femenino, identidade de gênero, feminino,

		sesso, titolo di cortesia, maschio, femmina,

		geslacht, aanhef, mannelijk, vrouwelijk,

		płeć, zwrot grzecznościowy, mężczyzna, kobieta`},
	{sensitive, Religion, `
		religion, religious affiliation, religious belief, faith, denomination, church,
		church member, belief, religious, baptism, baptism date, baptised, baptized, halal,
		kosher, konfession, glaube, religionszugehörigkeit, kirchensteuer, kirche,
		taufdatum, konfessionsschlüssel, confession religieuse, croyance, creencia,
		confesión, religião, crença, religione, credo, confessione religiosa, geloof,
		kerkgenootschap, geloofsovertuiging, religia, wyznanie`},
	{sensitive, Ethnicity, `
		ethnicity, ethnic, ethnic origin, ethnic group, race, racial, race ethnicity,
		tribe, caste, skin tone, indigenous, aboriginal, hispanic, hispanic or latino,
		native american, minority group, ethnie, ethnische herkunft, ethnizität,
		herkunft ethnisch, origine ethnique, etnia, origen étnico, raza, grupo étnico,
		etnicidad, raça, cor raça, etnicidade, origem étnica, razza, origine etnica,
		etniciteit, afkomst, etnische afkomst, ras, pochodzenie etniczne, rasa,
		narodowość etniczna`},
	{sensitive, Nationality, `
		visa, visa type, permit type, nationality, citizenship, citizen, citizen of, immigration status,
		residence permit, visa status, refugee, refugee status, asylum, asylum status,
		immigrant, migrant, residency status, country of citizenship, country of origin,
		mother tongue, native language, staatsangehörigkeit, staatsbürgerschaft,
		nationalität, aufenthaltsstatus, aufenthaltstitel, muttersprache,
		migrationshintergrund, nationalité, citoyenneté, langue maternelle,
		titre de séjour, nacionalidad, ciudadanía, lengua materna, nacionalidade,
		cidadania, nazionalità, cittadinanza, lingua madre, nationaliteit,
		staatsburgerschap, verblijfsstatus, moedertaal, narodowość, obywatelstwo`},
	{sensitive, Health, `
		absence, absences, sick note, fehltage, histórico clínico, historial clínico,
		historia médica, cartella clinica, dossier médical, medisch dossier,
		health details, health insurance no, health insurance id, health number, vital status, living status, alive, health insurance, health condition, health conditions, health status, health issue,
		health issues, health notes, health record, health data, health info,
		health information, health history, medical, medical history, medical condition,
		medical conditions, medical notes, medical record, medical info, diagnosis,
		diagnoses, diagnosis code, icd, icd10, icd code, disease, illness, sickness,
		sick leave, sick days, sick, symptom, symptoms, allergy, allergies, allergen,
		allergic, medication, medications, medicine, prescription, prescriptions,
		drug name, drug use, dosage, blood type, blood group, rh factor, blood sugar,
		glucose, cholesterol, disability, disability status, has disability,
		disabled person, disabled status, handicap, handicapped, impairment, wheelchair,
		special needs, sen status, pregnant, pregnancy, pregnancy status, is pregnant,
		gravida, due date pregnancy, hiv, hiv status, hiv positive, hiv test, aids, std,
		sti, covid, covid status, covid test, vaccinated, vaccination, vaccine,
		vaccination status, immunization, immunisation, diabetes, diabetic, is diabetic,
		cancer, tumor, tumour, epilepsy, asthma, mental health, psychiatric, psychological,
		therapy, surgery, smoker, smoking, smoking status, is smoker, alcohol, alcohol use,
		drinking, drinker, addiction, substance use, substance abuse, organ donor,
		donor status organ, genetic, genetic data, genome, dna, genotype, clinical notes,
		clinical, patient notes, comorbidity, menstrual, menstruation, last period,
		abortion, fertility, contraception, body fat, deceased, is deceased,
		cause of death, death cause, dead, dietary, diet, dietary restrictions,
		dietary requirements, dietary needs, test result medical, lab result, lab results,
		vital signs, insurance provider health, care level, anamnesis,

		krankheit, krankheiten, erkrankung, diagnose, diagnosen, krankenkasse,
		krankenversicherung, gesundheit, gesundheitszustand, behinderung, behinderungsgrad,
		grad der behinderung, schwerbehindert, schwerbehinderung, schwanger,
		schwangerschaft, allergie, allergien, medikament, medikamente, medikation,
		blutgruppe, raucher, impfung, geimpft, impfstatus, krankmeldung, krankgeschrieben,
		krankheitstage, pflegegrad, pflegestufe, verstorben, befund, therapie, behandlung,

		maladie, maladies, diagnostic médical, santé, état de santé, handicapé, invalidité,
		enceinte, grossesse, médicament, médicaments, groupe sanguin, fumeur, antécédents,
		antécédents médicaux, traitement médical, mutuelle, décédé, arrêt maladie, rqth,

		enfermedad, enfermedades, diagnóstico, salud, estado de salud, discapacidad,
		discapacitado, embarazada, embarazo, alergia, alergias, medicamento, medicamentos,
		grupo sanguíneo, tipo de sangre, tipo sangre, fumador, vacunado, vacuna,
		historia clínica, historial médico, seguro médico, fallecido, minusvalía,
		grado discapacidad,

		doença, doenças, saúde, estado de saúde, deficiência, deficiente, gravidez,
		gestante, tipo sanguíneo, fumante, vacinado, vacina, histórico médico,
		plano de saúde, cid10, prontuário, falecido, óbito,

		malattia, malattie, diagnosi, salute, stato di salute, disabilità, disabile,
		invalidità, incinta, gravidanza, farmaco, farmaci, gruppo sanguigno, fumatore,
		vaccinato, vaccino, anamnesi, deceduto, legge 104,

		ziekte, ziekten, gezondheid, gezondheidstoestand, beperking, zwanger, zwangerschap,
		allergieën, medicijn, medicijnen, medicatie, bloedgroep, roker, gevaccineerd,
		vaccinatie, zorgverzekering, zorgverzekeraar, overleden, arbeidsongeschikt,
		ziekmelding,

		choroba, choroby, diagnoza, rozpoznanie, zdrowie, stan zdrowia, niepełnosprawność,
		niepełnosprawny, stopień niepełnosprawności, ciąża, alergie, uczulenia, leki,
		grupa krwi, palacz, zaszczepiony, szczepienie, historia choroby, zmarły,
		zwolnienie lekarskie`},
	{sensitive, Family, `
		marriage, marital status, marital, marital state, marriage status, married, is married,
		civil status, relationship status, divorced, is divorced, widowed, widow,
		marriage date, wedding date, spouse, spouse name, husband, wife, partner name,
		number of children, num children, children count, kids count, dependents,
		dependants, number of dependents, household size, has children, adopted, orphan,
		single parent, parental status, custody,

		familienstand, verheiratet, geschieden, verwitwet, ehepartner, ehegatte, ehefrau,
		ehemann, anzahl kinder, kinderzahl, zivilstand, hochzeitsdatum, alleinerziehend,

		état civil, situation familiale, situation maritale, marié, divorcé, conjoint,
		conjointe, époux, épouse, nombre enfants, nombre d enfants, nb enfants,
		date mariage,

		estado civil, casado, divorciado, cónyuge, esposo, esposa, número de hijos,
		num hijos, numero hijos, fecha matrimonio,

		casada, divorciada, cônjuge, número de filhos, num filhos, data casamento,

		stato civile, coniugato, sposato, divorziato, coniuge, numero figli,
		figli a carico, data matrimonio,

		burgerlijke staat, gehuwd, gescheiden, echtgenoot, echtgenote, aantal kinderen,
		huwelijksdatum,

		stan cywilny, żonaty, zamężna, rozwiedziony, małżonek, małżonka, liczba dzieci,
		data ślubu`},
	{sensitive, Orientation, `
		sexual orientation, sexual preference, sexuality, sexual, gay, lesbian, bisexual,
		queer, lgbt, lgbtq, interested in gender, looking for gender, sex life,
		sexuelle orientierung, orientation sexuelle, orientación sexual, orientação sexual,
		orientamento sessuale, seksuele geaardheid, geaardheid, orientacja seksualna`},
	{sensitive, Politics, `
		political party, political affiliation, political opinion, political view,
		political views, politics, political, party affiliation, trade union,
		trade union member, union member, union membership, labor union, labour union,
		is union member, partei, parteizugehörigkeit, politische meinung, gewerkschaft,
		gewerkschaftsmitglied, parti politique, opinion politique, syndicat, syndiqué,
		partido político, afiliación política, sindicato, sindicalizado,
		filiação partidária, partito politico, opinione politica, iscritto sindacato,
		politieke partij, politieke voorkeur, vakbond, vakbondslid, partia polityczna,
		poglądy polityczne, związek zawodowy`},
	{sensitive, Crime, `
		crime, criminal record, criminal history, criminal, conviction, convictions, convicted,
		convicted felon, felony, offence, offense, offender, arrest, arrested, prison,
		prisoner, inmate, probation, background check, dbs check, sanctioned person,
		is pep, politically exposed, politically exposed person, bankrupt, bankruptcy,
		insolvency, insolvent, veteran, is veteran, veteran status, military status,
		military service, welfare, on welfare, unemployed, homeless, vorstrafe, vorstrafen,
		vorbestraft, straftat, führungszeugnis, arbeitslos, casier judiciaire,
		condamnation, infraction pénale, chômeur, antecedentes penales, condena,
		desempleado, antecedentes criminais, desempregado, casellario giudiziale, condanna,
		disoccupato, strafblad, veroordeling, werkloos, karalność, wyrok, bezrobotny`},
	{sensitive, Biometric, `
		biometric, biometrics, biometric data, fingerprint image, fingerprint template,
		fingerprint data, face id, face encoding, face embedding, face descriptor,
		face template, facial recognition, iris scan, retina scan, voice print, palm print,
		biometrische daten, fingerabdruck, empreinte digitale, données biométriques,
		huella dactilar, huella digital, datos biométricos, impressão digital,
		impronta digitale, dati biometrici, vingerafdruk, biometrische gegevens,
		odcisk palca, dane biometryczne`},
	// What flags are called: said of somebody, of either sex.
	{sensitive, Religion, `
		atheist, muslim, jewish, catholic, protestant, buddhist, clergy, cleric,
		ordained, church tax, kleriker, evangelisch, katholisch, muslimisch, getauft,
		konfessionslos, kirchenmitglied, croyant, croyante, baptisé, baptisée,
		catholique, musulman, musulmane, creyente, bautizado, bautizada, católico, católica,
		batizado, batizada, batismo, bautismo, evangélico, evangélica, battezzato, battezzata,
		cattolico, cattolica, musulmano, musulmana, gedoopt, katholiek, kerklid, ochrzczony,
		ochrzczona, wierzący, wierząca`},
	{sensitive, Ethnicity, `
		minority, minority status, afrodescendiente, indígena, pueblo indígena,
		comunidad indígena, pueblo originario, comunidad étnica, quilombola, povo indígena,
		terra indígena, afrodescendente, autochtone, roma origin, romani`},
	{sensitive, Nationality, `
		mother language, residence status, residency, undocumented immigrant, asylum seeker, flüchtling, asylbewerber, geflüchtet,
		réfugié, réfugiée, demandeur asile, demandeur d asile, refugiado, refugiada,
		desplazado, desplazada, solicitante asilo, rifugiato, rifugiata, profugo, profuga,
		richiedente asilo, permesso di soggiorno, permesso soggiorno, vluchteling,
		asielzoeker, uchodźca, azylant, karta pobytu`},
	{sensitive, Health, `
		mental state, pain level, hypertension, hypertensive, miscarriage, breastfeeding, prenatal, antenatal, postnatal, blood donor, iq score, insulin, palliative, hospice,
		hysterectomy, depressed, depression, suicidal, suicide, self harm, icu admission,
		icu stay, icu days, in icu, died, autistic, autism, dialysis, wheelchair user,
		krank, krankgemeldet, behindert, arbeitsunfähig, diabetiker, diabetikerin,
		allergiker, drogenabhängig, suizid, behindertenausweis, reha, vorerkrankung,
		malade, diabétique, allergique, handicapée, vaccinée, décès, fumeuse,
		suicide tentative, enfermo, enferma, diabético, diabética, alérgico,
		alérgica, hipertenso, hipertensa, discapacitada, fallecida, defunción, vacunada,
		autismo, embarazo riesgo, ocupa uci, ingreso uci, doente, cadeirante, falecida, vacinada, acamado, malato, malata,
		allergico, allergica, deceduta, vaccinata, categoria protetta,
		ziek, diabeet, gehandicapt, arbeidsongeschiktheid, chory, chora, cukrzyk, cukrzyca,
		w ciąży, zgon, niepełnosprawna, uczulony, uczulona, typ badania, rodzaj badania,
		wynik badania`},
	{sensitive, Family, `
		family status, civil state, regime matrimonial, personenstand,
		single mother, single father, foster child, foster care, domestic violence, ledig,
		lediger, célibataire, mariée, divorcée, veuf, veuve, parent isolé, soltero, soltera,
		viudo, viuda, madre soltera, padre soltero, jefe hogar, jefa hogar, jefe de hogar,
		jefa de hogar, cabeza de familia, madre cabeza familia, solteiro, solteira, viúvo,
		viúva, celibe, nubile, coniugata, sposata, divorziata, vedovo, vedova, ongehuwd,
		weduwe, weduwnaar, kawaler, wdowiec, wdowa, rozwiedziona`},
	{sensitive, Orientation, `
		interested in, looking for, seeking gender, homosexuell, bisexuell, homosexuel,
		lgbti, lgbtiq, homosexual, omosessuale, homoseksueel, homoseksualny`},
	{sensitive, Politics, `
		party member, voted for, parteimitglied, adherent parti, militante, filiado partido,
		iscritto partito, partijlid, członek partii`},
	{sensitive, Crime, `
		social status, housing status, household type, living situation, wohnsituation,
		tipo vivienda, tipo moradia, type logement,
		on parole, paroled, low income, free lunch, reduced lunch, food stamps,
		social assistance, social benefits, abuse victim, abused, arbeitslosengeld,
		bürgergeld, hartz, sozialhilfe, sozialhilfeempfänger, allocataire, bénéficiaire rsa,
		minima sociaux, víctima conflicto, víctima de conflicto, víctima violencia,
		estrato socioeconómico, nivel socioeconómico, sisben, prestación social,
		bolsa família, cadastro único, baixa renda, beneficiário bpc, fedina penale,
		reddito di cittadinanza, uitkering, bijstand, bijstandsuitkering, wajong, karany,
		karana, skazany, zasiłek,

		lunch status, lunch eligibility, meal eligibility, free meals, free school meals, free meal, meal subsidy, pupil premium,
		fee waiver status, concession type, concession status, concession category, concessionary, hardship, hardship status,
		benefit status, benefit code, benefit type, benefits received, welfare level, welfare status, poverty level, poverty status,
		eviction, evicted, homestead, homestead exemption, foster status, child protection, looked after child, in care,
		voter status, voter registration, registered voter, right to vote,
		pep status, pep flag, pep check, pep match, sanctions hit, sanctions match, sanctions status, sanctions check, sanctions screening,
		on watchlist, watchlist hit, watchlist match, watchlist status, adverse media, aml hit, aml match, aml risk,
		fraud flag, fraud status, fraud suspected, fraud suspicion, fraud suspect, fraud indicator, fraud confirmed, fraudster, suspected fraud,
		shadow banned, shadow ban, plagiarism, plagiarised, plagiarized, cheating, cheated, proctor flag, proctoring flag,
		appeal status, court status, case disposition, sentence type, offender level, custody status, custody level,
		sozialstatus, wohngeld, befreiungsgrund, statut social, bénéficiaire aide, situación de calle, situação de rua`},
	{sensitive, Health, `
		death flag, death indicator, deceased flag, is memorial, memorialized, memorialised, in memoriam, fasting, is fasting, abnormal flag,
		abnormal result, critical result, critical value, panic value, result flag, triage level, triage code, triage category, triage status,
		acuity, acuity level, dnr, dnr status, do not resuscitate, resuscitation status,
		special education, sped, iep, iep status, iep flag, learning difficulty, learning difficulties, learning disability, dyslexia, dyslexic,
		adhd, gifted status, unaccompanied minor, wchr, wchs, wchc, umnr, special assistance, mobility aid, needs assistance, förderbedarf, förderschwerpunkt,
		besoins particuliers, necesidades especiales, necessidades especiais, bisogni speciali`},
	{sensitive, Nationality, `
		foreigner, is foreigner, foreign national, foreign born, english learner, english language learner, esl, esl level, esl status,
		ell status, migrant status, citizenship status, ausländer, ausländerin, étranger statut, extranjero, estrangeiro, straniero, cudzoziemiec`},
	{sensitive, Family, `
		guardian type, guardianship, guardianship type, guardianship status, ward of court, ward of the state, family role, household role,
		household status, first gen, first generation, first generation student, head of household, is head of household`},
	// Of food, of films and of programs as well as of persons.
	{weak, Crime, `pep, watchlist, watchlisted, sanctions, fraud, is fraud, fraudulent, litigation, litigious`},
	{weak, Health, `
		memorial, abnormal,
		vegan, vegetarian, vegetarisch, végétarien, vegetariano, vegetarisch eten,
		wheelchair accessible, wheelchair access, wheelchair boarding`},
}
