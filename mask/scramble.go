package mask

import (
	"fmt"
)

var scrambleSpec = Spec{
	Name: "scramble", Family: "shape",
	Summary: "digit by digit and letter by letter, one to one; length, case and marks stay", Makes: "a value of the same type",
	Class: Injective,
	Kinds: []Kind{Text, Char, Int, Numeric, Float, Money, Bool, Date, Timestamp, TimestampTZ, Time, TimeTZ, Interval,
		UUID, Inet, CIDR, MAC, Bytea, Bit, JSON, JSONB, Hstore, TSVector, Geometric, Spatial, Enum, Composite, Range, Multirange},
	Example: "Flat 4b, Høje Gade 17", On: anyText, make: makeScramble,
	Notes: []string{
		"Text keeps length, case, words, marks, script, and what it casts to: a number, date, UUID, address, JSON, XML, of which the tags stay. It is one to one, and so are numbers, times, intervals, bytea and bits; JSON as a whole may meet.",
		"Numbers keep sign and number of digits, 0 and -1; dates move with their row (date_shift), and so do those in JSON, seconds and milliseconds since 1970 under keys for times too, where a PRIMARY KEY is known; times stay in their half of the day; booleans and enums are permuted, so their skew stays, those of JSON by the path to them.",
		"In JSON, numbers of keys (user_id), small numbers, true and false and words of a list (active, EUR) stay under a key for such where the policy keeps columns of its name, and by unlisted = \"name\"; in JSON that is text, too. Coordinates, months, percentages and the like stay such.",
		"What says nothing stays: n/a, unknown, none, a dash, and in text true, false, yes, no. An e-mail address in a text is what the mask email makes of it.",
		"A host (shop.example.de) is the domain of addresses there, a URL and a path go folder by folder, and a file keeps its extension.",
		"Of a code (XY-0042, P00017) the letters and the number are masked apart: what has one prefix keeps one, and what numbers invoices and the like (INV, ORD), or begins a VAT number, stays.",
		"A number that holds its check digit (EAN, UPC, ISBN, IMEI, cards, VIN, VAT numbers of AT, BE, DE, FR, IT, NL, PL) does so masked, and one that does not, does not.",
		"Two values in one (08:00-16:30, [2024-01-05,2024-02-03), 18-40, 3-8 °C) stay in their order, coordinates on earth, milliseconds since 1970 in their year.",
		"Of a list (red,dark-blue; law|eu) each word is what it is alone.",
		"Who knows how often a value comes can tell the commonest by rank and form; of a text its length and marks are plain. Of columns with few values nothing is hidden from who knows the skew.",
	},
}

// makeScramble is the default of most types, and works on all but Unknown. What
// has a mask of its own is left to it.
func makeScramble(b *build) (Mask, error) {
	if b.typ.Labels != nil && b.typ.Kind != Enum {
		return b.fromSet(b.typ.Labels), nil
	}
	switch t := b.typ; t.Kind {
	case Bool:
		return b.fromSet([]string{"f", "t"}), nil
	case Enum:
		if t.Labels == nil {
			return nil, fmt.Errorf("the labels of type %s are not known", t.title())
		}
		return b.fromSet(t.Labels), nil
	case Date, Timestamp, TimestampTZ:
		return b.delegate("date_shift", t)
	case UUID:
		return b.delegate("uuid", t)
	case Inet, CIDR:
		return b.delegate("ip", t)
	case MAC:
		return b.delegate("mac", t)
	case Composite:
		return b.composite()
	case Range, Multirange:
		return b.ranged()
	case Bit:
		if t.Len == 1 {
			return b.fromSet([]string{"0", "1"}), nil
		}
		m := b.keyed(bitString{}, Injective)
		m.fixed = true
		return m, nil
	case Hstore:
		m := b.keyed(&hstore{unlisted: "mask", plain: b.secret}, Lossy)
		m.fixed = true
		return m, nil
	case Time, TimeTZ:
		m := b.keyed(clock{}, Injective)
		m.fixed = true
		return m, nil
	}
	return b.scrambled()
}

// scrambled returns the mask of a type that is scrambled leaf by leaf.
func (b *build) scrambled() (Mask, error) {
	a, err := leafwise(b.typ)
	if err != nil {
		return nil, err
	}
	class := Lossy
	switch b.typ.Kind {
	case Text, Char, Int, Numeric, Float, Money, Interval, Bytea:
		class = Injective // as far as text is UTF-8
	}
	m := b.keyed(a, class)
	m.fixed = true // each leaf sees to it that it changes, if it can
	m.traits.Folds = class == Injective
	switch d := a.(type) {
	case textual:
		if m.algo, err = b.textual(); err != nil {
			return nil, err
		}
	case document:
		if d.dates, err = b.jsonDates(); err != nil {
			return nil, err
		}
		if d.names, err = b.jsonNames(); err != nil {
			return nil, err
		}
		m.algo, m.traits.UsesRow, m.traits.Leaves = d, d.dates != nil, d.dates == nil
	}
	return m, nil
}

// textual returns the scramble of text whose JSON is read by its keys, too.
func (b *build) textual() (t textual, err error) {
	if t.names, err = b.jsonNames(); t.names != nil && !b.typ.Apart && err == nil {
		t.dates, err = b.textDates()
	}
	return t, err
}

// fromSet returns the mask that permutes values.
func (b *build) fromSet(values []string) Mask {
	other, _ := leafwise(b.typ)
	m := b.keyed(b.among(values, other), Injective)
	m.fixed = true
	return m
}
