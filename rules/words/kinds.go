package words

// A Kind is what a personal, sensitive or secret value is.
type Kind uint8

// The kinds. None stands where the class says all.
const (
	None Kind = iota
	Email
	Phone
	FirstName
	LastName
	FullName
	Username
	Account
	Street
	City
	Region
	Postcode
	Country
	Company
	Birth
	Age
	NationalID
	SSN
	IBAN
	Card
	Bank
	IP
	MAC
	URL
	Location
	Image
	Device
	Money
	Job
	Vehicle
	Body
	Gender
	Religion
	Ethnicity
	Nationality
	Health
	Family
	Orientation
	Politics
	Crime
	Biometric
	Password
	Token
	PrivateKey
	Pin
	Prose
)

// kinds says of each kind what a reason calls it, the mask for text, and the
// types that can hold it. Other types hold something about it.
var kinds = [...]struct {
	text string
	mask string
	in   types
}{
	None:        {"", "", every},
	Email:       {"e-mail address", "email", texts},
	Phone:       {"telephone number", "phone", texts | set(Bigint, Number)},
	FirstName:   {"first name", "first_name", texts},
	LastName:    {"last name", "last_name", texts},
	FullName:    {"person's name", "name", texts},
	Username:    {"user name", "username", texts},
	Account:     {"account elsewhere", "username", texts | numbers},
	Street:      {"postal address", "street", texts},
	City:        {"town", "city", texts},
	Region:      {"region", "", texts},
	Postcode:    {"postcode", "postcode", texts | numbers},
	Country:     {"country", "country", texts},
	Company:     {"company", "company", texts},
	Birth:       {"birth", "", texts | numbers | set(Date)},
	Age:         {"age", "", texts | numbers},
	NationalID:  {"number of a person", "", texts | numbers},
	SSN:         {"social security number", "ssn", texts | numbers},
	IBAN:        {"bank account", "iban", texts},
	Card:        {"payment card", "credit_card", texts | numbers},
	Bank:        {"bank account", "", texts | numbers},
	IP:          {"IP address", "ip", texts | set(Inet, Bigint)},
	MAC:         {"hardware address", "mac", texts | set(Mac, Bigint)},
	URL:         {"link", "url", texts},
	Location:    {"place on the map", "", texts | numbers},
	Image:       {"picture", "", texts},
	Device:      {"device", "", texts | set(Bigint)},
	Money:       {"income", "", texts | numbers},
	Job:         {"occupation", "", texts},
	Vehicle:     {"vehicle", "", texts},
	Body:        {"body", "", texts | numbers},
	Gender:      {"gender", "", every},
	Religion:    {"religion", "", every},
	Ethnicity:   {"ethnicity", "", every},
	Nationality: {"nationality", "", every},
	Health:      {"health", "", every},
	Family:      {"family", "", every},
	Orientation: {"sexual orientation", "", every},
	Politics:    {"political opinion", "", every},
	Crime:       {"offence", "", every},
	Biometric:   {"biometrics", "", every},
	Password:    {"password", "hash", texts},
	Token:       {"token", "hash", texts | set(UUID)},
	PrivateKey:  {"private key", "redact", texts},
	Pin:         {"code", "", texts | numbers},
	Prose:       {"free text", "text", texts},
}

// String returns what a reason calls the kind.
func (k Kind) String() string { return kinds[k].text }

// OfPerson reports whether a value of the kind tells of one person: a town, a
// company or a text may, and need not.
func (k Kind) OfPerson() bool {
	switch k {
	case None, City, Region, Postcode, Country, Company, URL, Location, Image, Prose:
		return false
	}
	return true
}

// maskFor returns the mask of a kind in a column of a type, or "" where the
// default of the type does.
func (k Kind) maskFor(t Type) string {
	switch {
	case t == Text || t == Other:
		return kinds[k].mask
	case k == Phone && t == Bigint, k == IP && t == Inet, k == MAC && t == Mac:
		return kinds[k].mask
	}
	return ""
}
