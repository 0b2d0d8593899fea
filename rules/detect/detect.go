// Package detect finds personal data and secrets in a text by their form:
// addresses, numbers with check digits, tokens, hashes. It knows bytes, and
// nothing of dumps, columns or policies.
//
// What is made to be published is not found: addresses under example.com and
// .invalid, private and documentation networks, telephone numbers 555-01xx, the
// card numbers that payment services give for tests.
//
// A form is only looked for where few other texts have it. So numbers without a
// mark between their groups are no telephone numbers, but in international form
// with a +; of national ids there are those with check digits, or with marks in
// places of their own, of BE, BR, CH, ES, FR, GB, IT, PL and US; four small
// numbers with dots are a version. What has no form, a name or an address of a
// street, is not found.
//
// scan.go has the table that says which bytes set off which matchers; number.go
// reads the groups that cards, telephone numbers and ids are made of.
package detect

// Kind is what a finding is.
type Kind uint8

// The kinds, in the order in which they are told.
const (
	Email          Kind = iota
	Phone               // E.164, and the usual national forms
	Card                // passes Luhn's check, of an issuer's range
	IBAN                // of the country's length, passes ISO 7064's mod 97
	NationalID          // with a structure or check digits that few numbers have
	IP                  // an address of version 4 or 6 that someone may have
	JWT                 // a JSON web token
	PrivateKey          // PEM
	Token               // of a cloud or API, by its published prefix
	PasswordHash        // bcrypt, SCRAM, md5, crypt
	CredentialsURL      // with a user's password; a conninfo, too
	NumKinds            // how many there are
)

// String returns the kind in words, in the plural: "e-mail addresses".
func (k Kind) String() string {
	return [...]string{"e-mail addresses", "phone numbers", "card numbers", "IBANs", "national ids", "IP addresses",
		"JSON web tokens", "private keys", "API tokens", "password hashes", "connections with credentials"}[k]
}

// A Finding is where in a text something was found.
type Finding struct {
	Kind       Kind
	Start, End int // offsets in bytes
}

// Set is a set of kinds.
type Set uint16

// Has reports whether k is in s.
func (s Set) Has(k Kind) bool { return s>>k&1 != 0 }

// Find appends to dst what is found in text, in order and without overlaps. It
// keeps nothing of text, and allocates only where dst has no room.
func Find(dst []Finding, text []byte) []Finding {
	for f, ok := next(text, 0); ok; f, ok = next(text, f.End) {
		dst = append(dst, f)
	}
	return dst
}

// Kinds returns the kinds of what is found in text.
func Kinds(text []byte) (s Set) {
	for f, ok := next(text, 0); ok; f, ok = next(text, f.End) {
		s |= 1 << f.Kind
	}
	return s
}
