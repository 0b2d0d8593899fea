package words

// The numbers of some columns have ends that no condition says, but that each
// program which reads them knows: a latitude of 91 is nowhere, a month of 13 never.
// Years are those that people who are written of have lived in.

// nameEnds are the ends of numbers by the last word of a column's name.
var nameEnds = map[string][2]string{
	"lat": {"-90", "90"}, "latitude": {"-90", "90"}, "latitud": {"-90", "90"}, "latitudine": {"-90", "90"}, "breitengrad": {"-90", "90"},
	"lng": {"-180", "180"}, "lon": {"-180", "180"}, "longitude": {"-180", "180"}, "longitud": {"-180", "180"}, "longitudine": {"-180", "180"}, "laengengrad": {"-180", "180"},
	"year": {"1900", "2029"}, "jahr": {"1900", "2029"}, "annee": {"1900", "2029"}, "anno": {"1900", "2029"}, "rok": {"1900", "2029"}, "jaar": {"1900", "2029"},
	"quarter": {"1", "4"}, "quartal": {"1", "4"}, "trimestre": {"1", "4"},
	"month": {"1", "12"}, "monat": {"1", "12"}, "mois": {"1", "12"}, "mes": {"1", "12"}, "mese": {"1", "12"}, "maand": {"1", "12"},
	"week": {"1", "53"}, "kw": {"1", "53"}, "semaine": {"1", "53"}, "semana": {"1", "53"}, "settimana": {"1", "53"},
	"day": {"1", "31"}, "tag": {"1", "31"}, "jour": {"1", "31"}, "dia": {"1", "31"}, "giorno": {"1", "31"}, "dag": {"1", "31"},
	"hour": {"0", "23"}, "stunde": {"0", "23"}, "heure": {"0", "23"}, "hora": {"0", "23"},
	"minute": {"0", "59"}, "second": {"0", "59"},
	"age": {"0", "120"}, "alter": {"0", "120"}, "edad": {"0", "120"}, "idade": {"0", "120"}, "wiek": {"0", "120"}, "leeftijd": {"0", "120"},
	"rating": {"0", "5"}, "stars": {"0", "5"}, "ratio": {"0", "1"}, "probability": {"0", "1"}, "confidence": {"0", "1"},
	"pct": {"0", "100"}, "percent": {"0", "100"}, "percentage": {"0", "100"}, "prozent": {"0", "100"}, "porcentaje": {"0", "100"}, "pourcentage": {"0", "100"},
}

// Ends returns the least and the largest number that a column can have by the last
// word of its name; false if it does not speak of any.
func Ends(column string) (ends [2]string, ok bool) {
	n := split(column)
	if last := len(n.starts) - 2; last >= 0 {
		ends, ok = nameEnds[n.letters[n.starts[last]:]]
	}
	return ends, ok
}
