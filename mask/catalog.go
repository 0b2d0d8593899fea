package mask

import "slices"

// Spec describes a mask: for New, for the catalogue that users read, and for
// tests.
type Spec struct {
	Name    string
	Family  string   // basic, keyed, check digits, shape, text, values, numbers, dates, secrets, structured
	Summary string   // one line, no full stop
	Makes   string   // what comes out, for messages
	Params  []Param  // without those that all masks have, see Common
	Kinds   []Kind   // what it can do; nil: all. Arrays of these go by element
	Class   Class    // at best; the length or the parameters may weaken it
	Example string   // a value to show it on
	On      Type     // the type of Example
	With    Params   // the parameters that Example is shown with
	Notes   []string // more about it, a line each

	whole bool // takes an array as one value
	fills bool // keep_null = false has a meaning
	make  func(*build) (Mask, error)
}

// Common returns the parameters that all masks have.
func Common() []Param { return common() }

// ByElement reports whether the mask goes by the elements of arrays.
func (s *Spec) ByElement() bool { return !s.whole }

// keyParam is the parameter of masks that can follow the row.
func keyParam() Param {
	return Param{Name: "key", Kind: ColumnParam, Default: "the value itself",
		Help: "the column that decides the result, in the place of the value; the value does where that is NULL"}
}

// rowKey reports whether the mask can follow the row.
func (s *Spec) rowKey() bool {
	return slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == "key" && p.Kind == ColumnParam })
}

// Lookup returns the Spec of a mask's name.
func Lookup(name string) (*Spec, bool) {
	specs := Catalog()
	i := slices.IndexFunc(specs, func(s Spec) bool { return s.Name == name })
	if i < 0 {
		return nil, false
	}
	return &specs[i], true
}

func names() []string {
	var all []string
	for _, s := range Catalog() {
		all = append(all, s.Name)
	}
	return all
}

// Catalog returns all masks, by family. The slice is the caller's.
//
// Note: a variable would be initialised in a circle, for masks delegate to New.
func Catalog() []Spec {
	return slices.Concat(basicMasks(), keyedMasks(), checkedMasks(), shapedMasks(), textMasks(), []Spec{templateMask()}, valueMasks(),
		numberMasks(), dateMasks(), secretMasks(), structuredMasks())
}

// The types that examples are of.
func anyText() Type { return Type{Kind: Text, Name: "text"} }

func textKinds() []Kind { return []Kind{Text, Char} }

func basicMasks() []Spec {
	return []Spec{
		{Name: "keep", Family: "basic", Summary: "the value as it is", Makes: "the value",
			Class: Injective, Example: "Ann Lee", On: anyText(), whole: true, make: makeKeep},
		{Name: "null", Family: "basic", Summary: "NULL", Makes: "NULL",
			Example: "Ann Lee", On: anyText(), whole: true, make: makeNull},
		{Name: "set", Family: "basic", Summary: "one fixed value", Makes: "a fixed value",
			Params:  []Param{{Name: "value", Kind: LiteralParam, Required: true, Help: "the value, as SQL would take it"}},
			Example: "Ann Lee", On: anyText(), With: Params{"value": "a value"}, whole: true, fills: true, make: makeSet},
		{Name: "empty", Family: "basic", Summary: "the type's empty value or zero: '', 0, {}", Makes: "an empty value",
			Kinds: []Kind{Text, Char, Int, Numeric, Float, Money, Bool, Time, TimeTZ, Interval, UUID, Bytea, Bit,
				JSON, JSONB, Hstore, TSVector, Array, Range, Multirange},
			Example: "Ann Lee", On: anyText(), whole: true, fills: true, make: makeEmpty},
		{Name: "redact", Family: "basic", Summary: "[REDACTED], cut to the column's length", Makes: "text",
			Params: []Param{{Name: "with", Kind: StringParam, Default: "[REDACTED]", Help: "the text to write"}},
			Kinds:  []Kind{Text, Char, JSON, JSONB}, Example: "Ann Lee", On: anyText(), fills: true, make: makeRedact},
	}
}

func keyedMasks() []Spec {
	return []Spec{
		{Name: "hash", Family: "keyed", Summary: "a keyed digest", Makes: "text",
			Params: []Param{
				{Name: "encoding", Kind: StringParam, Default: "hex", Choices: []string{"hex", "base32", "base64"},
					Help: "how it is written; base64 is the URL-safe one, base32 is lower-case Crockford"},
				{Name: "length", Kind: IntParam, Min: 1, Max: 64, Default: "128 bits, less where the column is short",
					Help: "how many characters, without the prefix"},
				{Name: "prefix", Kind: StringParam, Help: "text before the digest"},
				keyParam(),
			},
			Kinds: textKinds(), Class: Distinct, Example: "Ann Lee", On: anyText(), make: makeHash},
		{Name: "uuid", Family: "keyed", Summary: "a UUID of version 4, from the digest", Makes: "a uuid",
			Params: []Param{keyParam()}, Kinds: []Kind{UUID, Text, Char}, Class: Distinct,
			Example: "3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d", On: Type{Kind: UUID, Name: "uuid"}, make: makeUUID},
		{Name: "email", Family: "keyed", Summary: "an address that cannot be delivered to", Makes: "text",
			Params: []Param{
				{Name: "domain", Kind: StringParam, Default: "mail.invalid", Help: "what comes after the @"},
				{Name: "keep_domain", Kind: BoolParam, Default: "false", Help: "true keeps the value's own domain; mail to it may arrive"},
				keyParam(),
			},
			Kinds: textKinds(), Class: Distinct, Example: "ann.lee@example.com", On: anyText(), make: makeEmail},
		{Name: "username", Family: "keyed", Summary: "a login name", Makes: "text",
			Params: []Param{keyParam()}, Kinds: textKinds(), Class: Distinct, Example: "annlee", On: anyText(), make: makeUsername},
		{Name: "name", Family: "keyed", Summary: "a tag in the place of a person's name", Makes: "text",
			Params: append(styleParams(), keyParam()), Kinds: textKinds(), Class: Distinct, Example: "Ann Lee", On: anyText(), make: makeName},
		{Name: "first_name", Family: "keyed", Summary: "a tag in the place of a given name", Makes: "text",
			Params: append(styleParams(), keyParam()), Kinds: textKinds(), Class: Distinct, Example: "Ann", On: anyText(), make: makeFirstName},
		{Name: "last_name", Family: "keyed", Summary: "a tag in the place of a family name", Makes: "text",
			Params: append(styleParams(), keyParam()), Kinds: textKinds(), Class: Distinct, Example: "Lee", On: anyText(), make: makeLastName},
		{Name: "phone", Family: "keyed", Summary: "a phone number of the same form", Makes: "text",
			Params: []Param{
				{Name: "style", Kind: StringParam, Default: "format", Choices: []string{"format", "fictitious"},
					Help: "format keeps all but the digits; fictitious is +1-NNN-555-01NN, which nobody has"},
				{Name: "keep_country", Kind: BoolParam, Default: "false", Help: "true keeps the country code after + or 00"},
				{Name: "keep_area", Kind: BoolParam, Default: "false", Help: "true keeps the country code and the digits after it, three or up to the next mark"},
				keyParam(),
			},
			Kinds: textKinds(), Example: "+49 (171) 234-5678 ext. 9", On: anyText(), make: makePhone},
		{Name: "ip", Family: "keyed", Summary: "an address of the same family", Makes: "an address",
			Params: []Param{
				{Name: "keep_prefix", Kind: IntParam, Min: 0, Max: 31, Default: "0", Help: "so many leading bits of IPv4 stay"},
				{Name: "keep_prefix6", Kind: IntParam, Min: 0, Max: 127, Default: "0", Help: "so many leading bits of IPv6 stay"},
				keyParam(),
			},
			Kinds: []Kind{Inet, CIDR, Text, Char}, Example: "192.0.2.17/24", On: Type{Kind: Inet, Name: "inet"}, make: makeIP},
		{Name: "mac", Family: "keyed", Summary: "a locally administered hardware address", Makes: "a hardware address",
			Params: []Param{{Name: "keep_vendor", Kind: BoolParam, Default: "false", Help: "true keeps the first three bytes"}, keyParam()},
			Kinds:  []Kind{MAC, Text, Char}, Example: "08:00:2b:01:02:03", On: Type{Kind: MAC, Name: "macaddr", Bits: 48}, make: makeMAC},
		{Name: "url", Family: "keyed", Summary: "a URL of the same shape, at a host under .invalid", Makes: "text",
			Params: []Param{
				{Name: "keep_host", Kind: BoolParam, Default: "false", Help: "true keeps host and port"},
				{Name: "keep_path", Kind: BoolParam, Default: "false", Help: "true keeps the path; query and fragment are masked all the same"},
				keyParam(),
			},
			Kinds: textKinds(), Example: "https://ann:pw@shop.example.com/u/ann?id=17", On: anyText(), make: makeURL},
		{Name: "company", Family: "keyed", Summary: "a tag in the place of a company's name", Makes: "text",
			Params: append(styleParams(), keyParam()), Kinds: textKinds(), Class: Distinct, Example: "Lee & Sons Ltd", On: anyText(), make: makeCompany},
		{Name: "street", Family: "keyed", Summary: "a tag in the place of a street and number", Makes: "text",
			Params: append(styleParams(), keyParam()), Kinds: textKinds(), Class: Distinct, Example: "17 High Street", On: anyText(), make: makeStreet},
		{Name: "city", Family: "keyed", Summary: "a tag in the place of a town", Makes: "text",
			Params: append(styleParams(), keyParam()), Kinds: textKinds(), Class: Distinct, Example: "Springfield", On: anyText(), make: makeCity},
		{Name: "postcode", Family: "keyed", Summary: "a code of the same shape", Makes: "text",
			Params: []Param{{Name: "keep_start", Kind: IntParam, Min: 0, Max: 4, Default: "0", Help: "so many characters at the front stay, as a region"}, keyParam()},
			Kinds:  []Kind{Text, Char, Int}, Example: "SW1A 1AA", On: anyText(), make: makePostcode},
		{Name: "country", Family: "keyed", Summary: "another country, by code or name as the value is", Makes: "text",
			Params: []Param{keyParam()}, Kinds: textKinds(), Example: "DE", On: anyText(), make: makeCountry},
	}
}
