package mask

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sanitize/mask/internal/shape"
	"sanitize/mask/internal/stream"

	"github.com/brianvoe/gofakeit/v7/data"
)

// wordlists makes a value of the words of lists, so that it looks like one of
// production. As lists are short, two values may meet.
type wordlists struct{ parts []part }

// A part is a fixed text, one of a few words, or the number of a house.
type part struct {
	text  string
	words []string
	house bool
}

// maxHouse is the highest number of a house.
const maxHouse = 199

func (r *wordlists) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.Seed(src)
	for i := range r.parts {
		switch p := &r.parts[i]; {
		case p.house:
			dst = strconv.AppendUint(dst, 1+uint64(s.Below(maxHouse)), 10)
		case p.words != nil:
			dst = append(dst, p.words[s.Between(0, uint64(len(p.words)-1))]...)
		default:
			dst = append(dst, p.text...)
		}
	}
	return dst, nil
}

// longest returns how many bytes p has at most.
func (p *part) longest() int {
	if p.house {
		return len("199")
	}
	n := len(p.text)
	for _, w := range p.words {
		n = max(n, len(w))
	}
	return n
}

// leastWords is how many words are left of a list at least where long ones must
// go for a short column's sake.
const leastWords = 8

// fits leaves out the longest words until all results fit the limit. It is
// false where too few would be left.
func (r *wordlists) fits(limit int) bool {
	most := 0
	for i := range r.parts {
		most = max(most, r.parts[i].longest())
	}
	for ; ; most-- {
		total := 0
		for i := range r.parts {
			p := &r.parts[i]
			if len(p.words) > leastWords {
				p.words = slices.DeleteFunc(slices.Clone(p.words), func(w string) bool { return len(w) > most })
				if len(p.words) < leastWords {
					return false
				}
			}
			total += p.longest()
		}
		if total <= limit {
			return true
		}
		if most == 0 {
			return false
		}
	}
}

// A form says of which parts a value is made.
type form func(l *locale) []part

func nameForm(l *locale) []part {
	return []part{{words: l.first}, {text: " "}, {words: l.last}}
}
func firstForm(l *locale) []part { return []part{{words: l.first}} }
func lastForm(l *locale) []part  { return []part{{words: l.last}} }
func cityForm(l *locale) []part  { return []part{{words: l.city}} }
func companyForm(l *locale) []part {
	return []part{{words: l.last}, {text: " "}, {words: l.company}}
}
func streetForm(l *locale) []part {
	switch {
	case l.streetBefore != nil && l.houseFirst: // 17 rue Martin
		return []part{{house: true}, {text: " "}, {words: l.streetBefore}, {text: " "}, {words: l.last}}
	case l.streetBefore != nil: // Via Rossi 17
		return []part{{words: l.streetBefore}, {text: " "}, {words: l.last}, {text: " "}, {house: true}}
	case l.houseFirst: // 17 Miller Street
		return []part{{house: true}, {text: " "}, {words: l.last}, {words: l.streetAfter}}
	}
	return []part{{words: l.last}, {words: l.streetAfter}, {text: " "}, {house: true}}
}

// styleParams are the parameters of what has names.
var styleParams = []Param{
	{Name: "style", Kind: StringParam, Default: "shape, and tag with key", Choices: []string{"shape", "tag", "real"},
		Help: "shape: letter by letter, one to one; tag: a word and 16 characters of the digest; real: out of lists, where two values may meet"},
	{Name: "locale", Kind: StringParam, Default: "en", Choices: locales(), Help: "whose lists, with style real"},
	seedColumn,
}

// style returns the parameter style: by default the form of the value, and a tag
// where another column decides and there is no value to have the form of.
func (b *build) style() (string, error) {
	byKey := b.str("key", "") != ""
	if byKey {
		if s := b.str("style", "tag"); s != "shape" {
			return s, nil
		}
		return "", paramError("style", `shape has the form of the value, and key says to go by another; use style = "tag"`)
	}
	return b.str("style", "shape"), nil
}

// likeness is the mask that keeps the form of a text, one to one.
func (b *build) likeness() Mask {
	mode := shape.Bare
	if b.spec.space == personSpace {
		mode = shape.Persons
	}
	m := b.keyed(&likeness{mode}, Injective)
	m.fixed, m.traits.Folds = true, true
	return m
}

// formNotes say what the style shape keeps, and what follows.
var formNotes = []string{
	"Style shape keeps length, words, case, accents, marks and script; digits stay digits.",
	"The whole value decides: a part of it is another in another value. Case, blanks and marks decide nothing, and come back.",
	"n/a, unknown, none, a dash and the like stay; an e-mail address in it is what the mask email makes of it.",
	"Who knows how often a value comes can tell the commonest by rank and length; style real and tag hide the length.",
}

// personNotes are those of what people are called.
var personNotes = []string{
	"Style shape keeps length, words, case, accents, marks and script; digits stay digits.",
	"Each word decides by itself, and alike in names, given and family names, login names and before the @ of addresses: so a full name holds the given and the family name, also turned round, cut or joined. Initials do not follow: they are words of one letter.",
	"n/a, unknown, test, anonymous, a dash and the like stay, and so do Dr., Mrs., Jr. and other titles; an e-mail address in it is what the mask email makes of it.",
	"Who knows how often given and family names come can tell the commonest by rank and length, in full names, too; style real and tag hide that they are made of the same words.",
}

// companyNotes are those of what companies are called.
var companyNotes = []string{
	"Style shape keeps length, words, case, accents, marks and script; digits stay digits.",
	"Each word decides by itself, and alike in the names of persons: so a trade name is found in the legal name, and a company that is called after somebody by that name. Legal forms stay (Inc., Ltd, LLC, GmbH, Sarl and the like).",
	"n/a, unknown, none, a dash and the like stay; an e-mail address in it is what the mask email makes of it.",
	"Who knows how often a word comes (Group, Health) can tell the commonest by rank and length; style real and tag hide both.",
}

// cityNotes are those of a column with few values.
var cityNotes = append(slices.Clone(formNotes),
	"Of 50 cities in 20,000 rows, rank and length give away nearly nine rows in ten: where that matters, take choice or redact.")

// likeness puts letters for letters and digits for digits.
type likeness struct{ mode shape.Mode }

func (l *likeness) append(dst, src []byte, s *scratch) ([]byte, error) {
	return s.Like(dst, src, l.mode), nil
}

// styled returns the mask that the parameter style asks for: the value's form, a
// tag that begins with prefix, or words of a locale's lists.
func (b *build) styled(prefix string, f form) (Mask, error) {
	style, err := b.style()
	if err != nil {
		return nil, err
	}
	if _, ok := b.params["locale"]; ok && style != "real" {
		return nil, paramError("locale", `it has no meaning for style = %q; add style = "real"`, style)
	}
	switch style {
	case "shape":
		return b.likeness(), nil
	case "tag":
		return b.tag(prefix, &stream.Upper32)
	}
	r := &wordlists{f(localeOf(b.str("locale", "en")))}
	if limit := b.typ.limit(); limit > 0 && !r.fits(limit) {
		return nil, fmt.Errorf(`mask %s has too few words in its lists that fit type %s; use style = "tag"`, b.spec.Name, b.typ.title())
	}
	return b.keyed(r, Lossy), nil
}

// locale is what names and addresses of a country are made of.
type locale struct {
	first, last, city, company []string
	streetAfter, streetBefore  []string
	houseFirst                 bool
}

// localeOf returns the lists of a locale. Those of en are the library's: they
// are read, never written.
func localeOf(name string) *locale {
	if name == "en" {
		return &locale{
			first: data.Person["first"], last: data.Person["last"], city: data.Address["city"],
			company:     []string{"Inc", "LLC", "Ltd", "Group", "and Sons", "Partners", "Holdings", "Services"},
			streetAfter: []string{" Street", " Avenue", " Road", " Lane", " Drive", " Court", " Way", " Place"}, houseFirst: true,
		}
	}
	t := localeTexts(name)
	l := &locale{
		first: strings.Fields(t.first), last: strings.Fields(t.last), city: strings.Split(t.city, ", "),
		company: strings.Split(t.company, ", "), houseFirst: t.houseFirst,
	}
	if l.streetAfter = strings.Fields(t.street); t.before {
		l.streetAfter, l.streetBefore = nil, strings.Split(t.street, ", ")
	}
	return l
}
