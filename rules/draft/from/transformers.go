package from

import (
	"cmp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A transformer makes a rule of the parameters of one of Greenmask's
// transformers, and of those of one of its columns; ok is false where they have
// no counterpart.
type transformer func(params, column *yaml.Node) (rule, bool)

// transformers are Greenmask's, by their names.
var transformers = map[string]transformer{
	"RandomEmail":               email,
	"RandomPerson":              parts,
	"RandomCompany":             as("company"),
	"RandomAddress":             parts,
	"RealAddress":               parts,
	"RandomName":                as("name"),
	"RandomFirstName":           as("first_name"),
	"RandomFirstNameMale":       as("first_name"),
	"RandomFirstNameFemale":     as("first_name"),
	"RandomLastName":            as("last_name"),
	"RandomUsername":            as("username"),
	"RandomPhoneNumber":         as("phone"),
	"RandomTollFreePhoneNumber": as("phone"),
	"RandomE164PhoneNumber":     as("phone"),
	"RandomUuid":                as("uuid"),
	"RandomIp":                  as("ip"),
	"RandomIPv4":                as("ip"),
	"RandomIPv6":                as("ip"),
	"RandomMac":                 as("mac"),
	"RandomMacAddress":          as("mac"),
	"RandomURL":                 as("url"),
	"RandomDomainName":          as("scramble"),
	"RandomCCNumber":            as("credit_card"),
	"RandomCCType":              as("choice"),
	"RandomPassword":            as("hash"),
	"HashedPassword":            as("bcrypt"),
	"RandomWord":                as("text"),
	"RandomSentence":            as("text"),
	"RandomParagraph":           as("text"),
	"RandomString":              as("scramble"),
	"RandomBool":                as("choice"),
	"RandomChoice":              choice,
	"RandomInt":                 ranged("scramble"),
	"RandomFloat":               ranged("scramble"),
	"RandomNumeric":             ranged("scramble"),
	"RandomAmountWithCurrency":  as("scramble"),
	"RandomLatitude":            as("scramble"),
	"RandomLongitude":           as("scramble"),
	"RandomDate":                ranged("date_shift"),
	"RandomUnixTimestamp":       ranged("scramble"),
	"RandomUnixTime":            ranged("scramble"),
	"RandomTitleMale":           as("choice"),
	"RandomTitleFemale":         as("choice"),
	"NoiseDate":                 noiseDate,
	"NoiseInt":                  noise,
	"NoiseFloat":                noise,
	"NoiseNumeric":              noise,
	"Hash":                      as("hash"),
	"Masking":                   masking,
	"Replace":                   replace,
	"SetNull":                   as("null"),
	"RegexpReplace":             regexpReplace,
	"Json":                      jsonPaths,
}

// as is a transformer that is a mask without parameters.
func as(name string) transformer {
	return func(_, _ *yaml.Node) (rule, bool) { return mask(name) }
}

// ranged is a transformer whose bounds are not carried over.
func ranged(name string) transformer {
	return func(params, _ *yaml.Node) (rule, bool) {
		r := rule{mask: name}
		if field(params, "min") != nil || field(params, "max") != nil {
			r.note = "min and max are not carried over: results keep the form of the value, and the bounds of CHECKs"
		}
		return r, true
	}
}

func email(params, _ *yaml.Node) (rule, bool) {
	r := rule{mask: "email"}
	if scalar(params, "keep_original_domain") == "true" {
		r = r.with("keep_domain", "true")
	}
	if field(params, "local_part_template") != nil || field(params, "domain_part_template") != nil {
		r.note = "templates are not carried over; mask template has columns in braces"
	}
	return r, true
}

// attributes are what templates for columns name, and their masks.
var attributes = []struct{ name, mask string }{
	{".FirstName", "first_name"}, {".LastName", "last_name"}, {".CompanyName", "company"}, {".Address", "street"},
	{".City", "city"}, {".State", "scramble"}, {".PostalCode", "postcode"}, {".Zip", "postcode"},
	{".Latitude", "scramble"}, {".Longitude", "scramble"}, {".Title", "choice"},
}

// parts reads the template of a column that gets a part of a person or of an
// address, or several of them.
func parts(_, column *yaml.Node) (rule, bool) {
	template, found := scalar(column, "template"), ""
	for _, a := range attributes {
		switch {
		case !strings.Contains(template, a.name):
		case found == "":
			found = a.mask
		case a.name == ".Title": // before a name
		case strings.HasSuffix(found, "_name") && strings.HasSuffix(a.mask, "_name"):
			found = "name"
		default:
			found = "text"
		}
	}
	return rule{mask: found}, found != ""
}

func choice(params, _ *yaml.Node) (rule, bool) {
	var list []string
	for v := range items(field(params, "values")) {
		s, ok := value(v)
		if !ok {
			return rule{}, false
		}
		list = append(list, s)
	}
	return rule{mask: "choice"}.with("values", "["+strings.Join(list, ", ")+"]"), len(list) > 0
}

func replace(params, _ *yaml.Node) (rule, bool) {
	n := field(params, "value")
	if n != nil && n.Tag == "!!null" {
		return mask("null")
	}
	s, ok := value(n)
	return rule{mask: "set"}.with("value", s), ok && !strings.Contains(s, "{{")
}

func regexpReplace(params, _ *yaml.Node) (rule, bool) {
	pattern, ok := value(field(params, "regexp"))
	with, given := value(field(params, "replace"))
	r := rule{mask: "regexp"}.with("pattern", pattern)
	if given {
		r = r.with("with", with)
	}
	return r.lossy("a value that the pattern does not change is scrambled; unmatched = \"keep\" keeps it"), ok
}

// maskings are the types of Greenmask's Masking.
var maskings = map[string]rule{
	"":            {mask: "redact"},
	"default":     {mask: "redact"},
	"password":    {mask: "redact"},
	"name":        rule{mask: "partial"}.with("keep_start", "1"),
	"addr":        rule{mask: "partial"}.with("keep_start", "6"),
	"address":     rule{mask: "partial"}.with("keep_start", "6"),
	"email":       rule{mask: "partial"}.with("keep_start", "3").with("keep_domain", "true"),
	"mobile":      rule{mask: "partial"}.with("keep_start", "4").with("keep_end", "3"),
	"tel":         rule{mask: "partial"}.with("keep_start", "4"),
	"telephone":   rule{mask: "partial"}.with("keep_start", "4"),
	"id":          rule{mask: "partial"}.with("keep_start", "6"),
	"credit":      rule{mask: "partial"}.with("keep_start", "6").with("keep_end", "4"),
	"credit_cart": rule{mask: "partial"}.with("keep_start", "6").with("keep_end", "4"),
	"url":         {mask: "url"},
}

func masking(params, _ *yaml.Node) (rule, bool) {
	r, ok := maskings[scalar(params, "type")]
	if r.mask == "partial" {
		r.note = "at least half of a value is covered, whatever stays there"
	}
	return r, ok
}

// noise reads the largest part of a number that is added or taken.
func noise(params, _ *yaml.Node) (rule, bool) {
	r := rule{mask: "noise"}
	for _, name := range []string{"max_ratio", "ratio"} {
		if s := scalar(params, name); isNumber(s) {
			f, err := strconv.ParseFloat(s, 64)
			return r.with("ratio", s), err == nil && f > 0 && f <= 1
		}
	}
	return r, true
}

// noiseDate reads the longest time that is added or taken.
func noiseDate(params, _ *yaml.Node) (rule, bool) {
	r, ok := shift(cmp.Or(scalar(params, "max_ratio"), scalar(params, "ratio")))
	for _, name := range []string{"min", "max", "truncate"} {
		if field(params, name) != nil {
			r.note = "min, max and truncate are not carried over"
		}
	}
	return r, ok
}

// shift makes a rule of an interval as PostgreSQL writes it: 10 year 9 mon 1 day 12:30:00.
func shift(interval string) (rule, bool) {
	days := 0.0
	for words := strings.Fields(strings.ToLower(interval)); len(words) > 0; {
		count, _, isTime := strings.Cut(words[0], ":")
		n, err := strconv.ParseFloat(count, 64)
		switch {
		case err != nil, !isTime && len(words) == 1:
			return rule{}, false
		case isTime:
			days, words = days+n/24, words[1:]
		default:
			days, words = days+n*daysIn(words[1]), words[2:]
		}
	}
	if days < 1 {
		return mask("date_shift")
	}
	return rule{mask: "date_shift"}.with("max", strconv.Itoa(min(int(days), 36500))), true
}

// daysIn returns how many days a unit of time has.
func daysIn(unit string) float64 {
	for _, u := range []struct {
		name string
		days float64
	}{{"year", 365}, {"mon", 30}, {"week", 7}, {"day", 1}, {"hour", 1. / 24}} {
		if strings.HasPrefix(unit, u.name) {
			return u.days
		}
	}
	return 0
}

// jsonPaths reads operations within JSON. What no path names stays, as there.
func jsonPaths(params, _ *yaml.Node) (rule, bool) {
	var list []string
	for op := range items(field(params, "operations")) {
		path, what := text("$"+jsonPath(scalar(op, "path"))), `"delete"`
		if scalar(op, "operation") == "set" {
			s, ok := value(field(op, "value"))
			if !ok {
				return rule{}, false
			}
			what = "{ set = " + s + " }"
		} else if scalar(op, "operation") != "delete" {
			return rule{}, false
		}
		list = append(list, path+" = "+what)
	}
	return rule{mask: "json"}.with("paths", "{ "+strings.Join(list, ", ")+" }").with("unlisted", `"keep"`), len(list) > 0
}

// jsonPath returns a path of points, a.0.b, as one of brackets: .a[0].b.
func jsonPath(path string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(path, ".") {
		switch _, err := strconv.Atoi(part); {
		case err == nil:
			b.WriteString("[" + part + "]")
		case part == "#":
			b.WriteString("[*]")
		case strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz0123456789_") != "":
			b.WriteString("[" + strconv.Quote(part) + "]")
		default:
			b.WriteString("." + part)
		}
	}
	return b.String()
}
