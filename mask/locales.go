package mask

// localeText is a locale's lists as they are written down: first and last names
// between blanks, the others between commas. All is in Latin-1, for databases
// in that encoding.
type localeText struct {
	first, last, city, company, street string
	before                             bool // street comes before the name, else it is joined to it
	houseFirst                         bool
}

// locales are the values of the parameter locale.
func locales() []string { return []string{"en", "de", "fr", "es", "it"} }

// localeTexts returns the lists of a locale that the library does not have.
func localeTexts(name string) localeText {
	switch name {
	case "de":
		return localeText{
			first: "Anna Emma Mia Hannah Sofia Lina Marie Lea Lena Clara Johanna Greta Ida Frieda Mathilda Luise Charlotte Paula Katharina Julia " +
				"Sabine Petra Monika Ursula Renate Karin Brigitte Ingrid Gisela Helga Heike Silke Anja Katrin Nadine Stefanie Jürgen Günter " +
				"Ben Paul Jonas Elias Leon Finn Noah Luis Felix Lukas Max Moritz Emil Anton Theo Jakob Oskar Karl Friedrich Wilhelm " +
				"Thomas Michael Andreas Stefan Christian Markus Matthias Martin Frank Uwe Jens Dirk Ralf Bernd Holger Björn Jörg Sönke",
			last: "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder " +
				"Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Herrmann König " +
				"Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank " +
				"Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein",
			city: "Berlin, Hamburg, München, Köln, Frankfurt am Main, Stuttgart, Düsseldorf, Leipzig, Dortmund, Essen, Bremen, Dresden, Hannover, " +
				"Nürnberg, Duisburg, Bochum, Wuppertal, Bielefeld, Bonn, Münster, Karlsruhe, Mannheim, Augsburg, Wiesbaden, Mönchengladbach, " +
				"Braunschweig, Kiel, Aachen, Chemnitz, Halle, Magdeburg, Freiburg, Krefeld, Lübeck, Mainz, Erfurt, Rostock, Kassel, Hagen, Potsdam",
			company: "GmbH, AG, KG, OHG, GbR, UG, GmbH & Co. KG, und Söhne",
			street:  "straße weg gasse allee platz ring ufer damm",
		}
	case "fr":
		return localeText{
			first: "Emma Louise Jade Alice Chloé Inès Léa Manon Camille Sarah Juliette Zoé Anna Lucie Eva Margaux Jeanne Charlotte Marie Nathalie " +
				"Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine Véronique Céline Aurélie Émilie Élodie Hélène Agnès Brigitte " +
				"Gabriel Raphaël Léo Louis Lucas Adam Arthur Jules Hugo Maël Liam Ethan Paul Nathan Sacha Noé Tom Théo Antoine Victor " +
				"Jean Pierre Michel Philippe Alain Patrick Nicolas Christophe Laurent Frédéric David Stéphane Olivier Julien Sébastien Thierry Éric",
			last: "Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel " +
				"Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier " +
				"Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval " +
				"Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud",
			city: "Paris, Marseille, Lyon, Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille, Rennes, Reims, Toulon, Saint-Étienne, " +
				"Le Havre, Grenoble, Dijon, Angers, Villeurbanne, Nîmes, Clermont-Ferrand, Le Mans, Aix-en-Provence, Brest, Tours, Amiens, Limoges, " +
				"Annecy, Perpignan, Metz, Besançon, Orléans, Rouen, Mulhouse, Caen, Nancy, Avignon, Poitiers, Versailles, Pau",
			company: "SARL, SA, SAS, SNC, EURL, et Fils, et Associés, Frères",
			street:  "rue, avenue, boulevard, place, allée, impasse, chemin, quai", before: true, houseFirst: true,
		}
	case "es":
		return localeText{
			first: "Lucía Sofía Martina María Julia Paula Valeria Emma Daniela Carla Alba Noa Alma Sara Carmen Vega Lara Mía Valentina Olivia " +
				"Ana Isabel Dolores Pilar Teresa Josefa Cristina Marta Laura Elena Raquel Beatriz Rosario Concepción Mercedes Rocío Silvia Nuria " +
				"Hugo Mateo Martín Lucas Leo Daniel Alejandro Manuel Pablo Álvaro Adrián Enzo Mario Diego David Bruno Marco Nicolás Javier Antonio " +
				"José Francisco Juan Miguel Ángel Rafael Pedro Fernando Luis Jorge Alberto Sergio Carlos Ramón Enrique Vicente Andrés Raúl",
			last: "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez " +
				"Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega " +
				"Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores " +
				"Prieto Herrera Peña León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Díez Aguilar Caballero Nieto",
			city: "Madrid, Barcelona, Valencia, Sevilla, Zaragoza, Málaga, Murcia, Palma, Bilbao, Alicante, Córdoba, Valladolid, Vigo, Gijón, " +
				"Vitoria, Granada, Elche, Oviedo, Badalona, Cartagena, Terrassa, Jerez, Sabadell, Móstoles, Pamplona, Almería, Fuenlabrada, Leganés, " +
				"San Sebastián, Burgos, Santander, Castellón, Albacete, Getafe, Salamanca, Huelva, Badajoz, Logroño, Tarragona, León",
			company: "S.L., S.A., S.C., S.L.U., S.A.U., e Hijos, Hermanos, y Asociados",
			street:  "Calle, Avenida, Plaza, Paseo, Ronda, Camino, Travesía, Carretera", before: true,
		}
	}
	return localeText{
		first: "Sofia Aurora Giulia Ginevra Beatrice Alice Vittoria Emma Ludovica Matilde Giorgia Camilla Chiara Anna Bianca Nicole Gaia Martina Greta " +
			"Azzurra Maria Francesca Laura Elena Paola Silvia Sara Valentina Federica Simona Daniela Roberta Barbara Cristina Angela Lucia Teresa " +
			"Leonardo Francesco Tommaso Edoardo Alessandro Lorenzo Mattia Gabriele Riccardo Andrea Diego Nicolò Matteo Giuseppe Federico Antonio " +
			"Enea Samuele Giovanni Pietro Filippo Davide Marco Luca Stefano Paolo Roberto Massimo Fabio Simone Giorgio Claudio Maurizio Salvatore",
		last: "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti " +
			"Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola " +
			"Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala Gatti Pellegrini Palumbo Sanna Farina " +
			"Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti Caputo Montanari",
		city: "Roma, Milano, Napoli, Torino, Palermo, Genova, Bologna, Firenze, Bari, Catania, Verona, Venezia, Messina, Padova, Brescia, Parma, " +
			"Trieste, Prato, Taranto, Modena, Reggio Calabria, Perugia, Ravenna, Livorno, Cagliari, Rimini, Foggia, Ferrara, Salerno, Latina, " +
			"Monza, Siracusa, Pescara, Bergamo, Vicenza, Trento, Forlì, Novara, Piacenza, Ancona",
		company: "S.r.l., S.p.A., S.a.s., S.n.c., S.s., e Figli, Fratelli, e Soci",
		street:  "Via, Piazza, Viale, Corso, Largo, Vicolo, Strada, Piazzale", before: true,
	}
}
