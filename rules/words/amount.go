package words

import (
	"slices"
	"strings"
)

// amounts are words of money in English and its neighbours, and of what somebody
// has achieved.
var amounts = []string{
	"amount", "balance", "price", "total", "sum", "cost", "fee", "paid", "pay", "payment", "payout", "debit", "credit",
	"deposit", "due", "debt", "owed", "refund", "budget", "limit", "revenue", "turnover", "profit", "loss", "tax", "vat",
	"discount", "money", "cash", "cents", "worth", "rent", "bonus", "tip", "donation", "bid", "stake", "loan", "funds",
	"betrag", "saldo", "preis", "summe", "kosten", "schuld", "guthaben", "montant", "solde", "prix", "importe", "monto",
	"precio", "valor", "preco", "importo", "prezzo", "bedrag", "prijs", "kwota", "cena", "score", "points", "grade", "result",
}

// Amount reports whether a name speaks of money or of a result: a number that is
// nobody's name, and still somebody's business.
func Amount(column string) bool {
	n := split(column)
	for i, start := range n.starts[:len(n.starts)-1] {
		w := n.letters[start:n.starts[i+1]]
		if slices.ContainsFunc(amounts, func(a string) bool {
			return w == a || w == a+"s" || len(a) > 4 && strings.Contains(w, a)
		}) {
			return true
		}
	}
	return false
}

// OfPeople reports whether rows are about people or their bodies, by the names of
// the table and of its columns.
func (t *Table) OfPeople() bool { return t.people || t.medical || t.kind.OfPerson() }

// OfAnswers reports whether rows are what people answered, chose or were found to
// be, by the name of the table: survey_responses, votes.
func (t *Table) OfAnswers() bool {
	return slices.ContainsFunc(dictionary().terms(t.name), func(w word) bool {
		return slices.ContainsFunc(answering, func(a string) bool { return w.text == a || w.text == a+"s" })
	})
}

// answering are words of tables in which people answer.
var answering = []string{
	"answer", "response", "survey", "poll", "vote", "ballot", "quiz", "quizze", "questionnaire", "question", "assessment", "screening",
	"consent", "interview", "test", "exam", "evaluation", "feedback", "review", "diary", "log book", "form", "preference",
	"umfrage", "antwort", "fragebogen", "réponse", "sondage", "respuesta", "encuesta", "resposta", "pesquisa", "risposta", "sondaggio",
	"antwoord", "enquête", "odpowiedź", "ankieta",
}
