package from

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// subjects are what PostgreSQL Anonymizer's functions make, behind fake_, dummy_,
// pseudo_ and random_.
var subjects = map[string]string{
	"first_name": "first_name", "first_name_female": "first_name", "first_name_male": "first_name",
	"last_name": "last_name", "surname": "last_name", "name": "name", "name_with_title": "name", "full_name": "name",
	"email": "email", "free_email": "email", "safe_email": "email", "username": "username",
	"phone": "phone", "phone_number": "phone", "cell_number": "phone",
	"address": "street", "street_name": "street", "street_address": "street", "building_number": "scramble", "secondary_address": "street",
	"city": "city", "city_name": "city", "city_in_country": "city", "region": "scramble", "region_in_country": "scramble",
	"state_name": "scramble", "state_abbr": "scramble", "country": "country", "country_name": "country", "country_code": "country",
	"postcode": "postcode", "post_code": "postcode", "zip": "postcode", "zip_code": "postcode",
	"company": "company", "company_name": "company", "iban": "iban", "siret": "scramble", "siren": "scramble",
	"credit_card_number": "credit_card", "ip": "ip", "ipv4": "ip", "ipv6": "ip", "mac_address": "mac",
	"latitude": "scramble", "longitude": "scramble", "geohash": "scramble", "licence_plate": "scramble",
	"file_name": "scramble", "file_path": "scramble", "dir_path": "scramble", "user_agent": "scramble", "bic": "scramble",
	"isin": "scramble", "health_insurance_code": "scramble", "job": "scramble", "profession": "scramble", "title": "scramble",
	"industry": "scramble", "uuid": "uuid", "uuidv4": "uuid", "password": "hash", "hash": "hash",
	"word": "text", "words": "text", "sentence": "text", "sentences": "text", "paragraph": "text", "paragraphs": "text",
	"string": "scramble", "date": "date_shift", "date_between": "date_shift", "datetime": "date_shift",
	"int_between": "scramble", "bigint_between": "scramble", "in": "choice", "in_enum": "choice",
}

// functions are those that are not called after what they make.
var functions = map[string]string{
	"hash": "hash", "digest": "hash", "md5": "hash", "sha224": "hash", "sha256": "hash", "sha384": "hash", "sha512": "hash",
	"lorem_ipsum": "text", "gen_random_uuid": "uuid", "uuid_generate_v4": "uuid",
}

// rule translates a call.
func (f call) rule() (rule, bool) {
	switch f.name {
	case "noise", "dnoise":
		return f.noise()
	case "partial":
		return f.partial()
	case "partial_email", "email":
		return rule{mask: "partial"}.with("keep_start", "2").lossy("the domain is covered, too; keep_domain = true keeps it"), true
	}
	if m := functions[f.name]; m != "" {
		return mask(m)
	}
	for _, begin := range []string{"fake_", "dummy_", "pseudo_", "random_"} {
		subject, ok := strings.CutPrefix(f.name, begin)
		if !ok || subjects[subject] == "" {
			continue
		}
		r := rule{mask: subjects[subject]}
		switch {
		case strings.HasSuffix(subject, "_between"), subject == "in":
			r.note = "bounds and lists are not carried over"
		case begin == "pseudo_" && len(f.args) > 0 && f.args[0] == "":
			r.note = "the result goes by the value, and not by another column"
		}
		return r, true
	}
	return rule{}, false
}

// noise reads noise(column, ratio) and noise(column, interval).
func (f call) noise() (rule, bool) {
	if len(f.args) != 2 || f.args[1] == "" {
		return rule{}, false
	}
	by := f.args[1]
	if !isNumber(by) {
		return shift(by)
	}
	share, err := strconv.ParseFloat(by, 64)
	return rule{mask: "noise"}.with("ratio", by), err == nil && share > 0 && share <= 1
}

// partial reads partial(column, start, padding, end).
func (f call) partial() (rule, bool) {
	if len(f.args) != 4 || f.args[2] == "" {
		return rule{}, false
	}
	r := rule{mask: "partial"}
	for _, p := range []param{{"keep_start", f.args[1]}, {"keep_end", f.args[3]}} {
		if _, err := strconv.ParseUint(p.value, 10, 16); err != nil {
			return rule{}, false
		}
		r = r.with(p.name, p.value)
	}
	first, _ := utf8.DecodeRuneInString(f.args[2])
	r = r.with("char", text(string(first))).with("length", strconv.Itoa(utf8.RuneCountInString(f.args[2])))
	return r.lossy("at least half of a value is covered, whatever stays there"), true
}
