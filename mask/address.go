package mask

import "sanitize/mask/internal/shape"

// Masks of companies and addresses. The tags and the names from lists are made
// as those of persons are.

var companySpec = Spec{
	Name: "company", Family: "keyed",
	Summary: "letter for letter, in the place of a company's name", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "Lee & Sons Ltd", On: anyText, make: makeCompany,
}

func makeCompany(b *build) (Mask, error) { return b.styled("Company ", companyForm) }

var streetSpec = Spec{
	Name: "street", Family: "keyed",
	Summary: "letter for letter, in the place of a street and number", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "17 High Street", On: anyText, make: makeStreet,
}

func makeStreet(b *build) (Mask, error) { return b.styled("Street ", streetForm) }

var citySpec = Spec{
	Name: "city", Family: "keyed",
	Summary: "letter for letter, in the place of a town", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "Springfield", On: anyText, make: makeCity,
}

func makeCity(b *build) (Mask, error) { return b.styled("City ", cityForm) }

// postcode scrambles a code after the characters that stay.
type postcode struct{ keep int }

var postcodeSpec = Spec{
	Name: "postcode", Family: "keyed",
	Summary: "a code of the same shape", Makes: "text",
	Params: []Param{{Name: "keep_start", Kind: IntParam, Min: 0, Max: 4, Default: "0", Help: "so many characters at the front stay, as a region"}, seedColumn},
	Kinds:  []Kind{Text, Char, Int}, Example: "SW1A 1AA", On: anyText, make: makePostcode,
}

func makePostcode(b *build) (Mask, error) {
	keep := b.num("keep_start", 0)
	if b.typ.Kind == Int {
		if keep > 0 {
			return nil, paramError("keep_start", "an integer has lost its leading zeros; the type is %s", b.typ.title())
		}
		return b.keyed(newInteger(b.typ), Lossy), nil
	}
	if limit := b.typ.limit(); limit > 0 && 2*keep > limit {
		return nil, paramError("keep_start", "%d characters are more than half of what type %s holds", keep, b.typ.title())
	}
	m := b.keyed(&postcode{keep}, Lossy)
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
	rest := src[at:]
	if countable(rest, true) < p.keep || countable(rest, true) == 0 || firstNotASCII(src[:at]) {
		return s.Text(dst, src), nil
	}
	s.Seed(src) // what stays decides with what goes: 10117 and 20117 end apart
	for n := len(dst); ; s.Again() {
		drawn := 0
		dst = append(dst[:n], src[:at]...)
		dst, drawn = s.Letters(dst, rest)
		switch {
		case drawn == 0: // accents alone
			return s.Text(dst[:n], src), nil
		case string(dst[n:]) != string(src):
			return dst, nil
		}
	}
}

func firstNotASCII(v []byte) bool {
	for _, c := range v {
		if c >= 0x80 {
			return true
		}
	}
	return false
}
