package mask

import "sanitize/mask/internal/shape"

// Masks of companies and addresses. The tags and the names from lists are made
// as those of persons are.

var companySpec = Spec{
	Name: "company", Family: "keyed",
	Summary: "letter for letter, in the place of a company's name", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "Lee & Sons Ltd", On: anyText, space: personSpace, make: makeCompany,
	Notes: companyNotes,
}

func makeCompany(b *build) (Mask, error) { return b.styled("Company ", companyForm) }

var streetSpec = Spec{
	Name: "street", Family: "keyed",
	Summary: "letter for letter, in the place of a street and number", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "17 High Street", On: anyText, make: makeStreet,
	Notes: formNotes,
}

func makeStreet(b *build) (Mask, error) { return b.styled("Street ", streetForm) }

var citySpec = Spec{
	Name: "city", Family: "keyed",
	Summary: "letter for letter, in the place of a town", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "Springfield", On: anyText, make: makeCity,
	Notes: cityNotes,
}

func makeCity(b *build) (Mask, error) { return b.styled("City ", cityForm) }

// postcode scrambles a code after the characters that stay.
type postcode struct{ keep int }

var postcodeSpec = Spec{
	Name: "postcode", Family: "keyed",
	Summary: "a code of the same shape", Makes: "text",
	Params: []Param{{Name: "keep_start", Kind: IntParam, Min: 0, Max: 4, Default: "0", Help: "so many characters at the front stay, as a region"}, seedColumn},
	Kinds:  []Kind{Text, Char, Int}, Class: Injective, Example: "SW1A 1AA", On: anyText, make: makePostcode, formed: true,
	Notes: []string{
		"One to one; length, letters, digits, marks and leading zeros stay.",
		"Who knows how often a code comes can tell the commonest.",
	},
}

func makePostcode(b *build) (Mask, error) {
	keep := b.num("keep_start", 0)
	class := Injective
	if b.str("key", "") != "" {
		class = Lossy
	}
	if b.typ.Kind == Int {
		if keep > 0 {
			return nil, paramError("keep_start", "an integer has lost its leading zeros; the type is %s", b.typ.title())
		}
		m := b.keyed(newInteger(b.typ), class)
		m.fixed = true
		return m, nil
	}
	if limit := b.typ.limit(); limit > 0 && 2*keep > limit {
		return nil, paramError("keep_start", "%d characters are more than half of what type %s holds", keep, b.typ.title())
	}
	m := b.keyed(&postcode{keep}, class)
	m.fixed = true
	return m, nil
}

func (p *postcode) append(dst, src []byte, s *scratch) ([]byte, error) {
	at, left := 0, p.keep
	for ; at < len(src) && left > 0; at++ {
		if shape.IsAlnum(src[at]) || src[at] >= 0x80 {
			left--
		}
	}
	if rest := src[at:]; at == 0 || countable(rest, true) < p.keep || countable(rest, true) == 0 || firstNotASCII(src[:at]) {
		if s.IsPinned() {
			return s.Replace(dst, src, 0), nil
		}
		return s.Like(dst, src, shape.Bare), nil
	}
	// What stays decides with what goes: 10117 and 20117 end apart.
	return s.Replace(append(dst, src[:at]...), src[at:], uint64(shape.HashOf("region").Text(src[:at]))), nil
}

func firstNotASCII(v []byte) bool {
	for _, c := range v {
		if c >= 0x80 {
			return true
		}
	}
	return false
}
