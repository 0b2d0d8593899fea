package mask

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Here is what the server would take, told without any of the masks' code.

const (
	reNum   = `[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?`
	reFloat = `(` + reNum + `|NaN|-?Infinity)`
	reDate  = `(\d{4,7}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))`
	reClock = `(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?|24:00:00)`
	reZone  = `[-+]\d\d(:\d\d(:\d\d)?)?`
	rePoint = `\(` + reFloat + `,` + reFloat + `\)`
)

var patterns = map[Kind]*regexp.Regexp{
	Money:       regexp.MustCompile(`^-?\pS?\d[\d.,]*( \pS)?$`),
	Bool:        regexp.MustCompile(`^[tf]$`),
	Date:        regexp.MustCompile(`^(-?infinity|` + reDate + `( BC)?)$`),
	Timestamp:   regexp.MustCompile(`^(-?infinity|` + reDate + ` ` + reClock + `( BC)?)$`),
	TimestampTZ: regexp.MustCompile(`^(-?infinity|` + reDate + ` ` + reClock + reZone + `( BC)?)$`),
	Time:        regexp.MustCompile(`^` + reClock + `$`),
	TimeTZ:      regexp.MustCompile(`^` + reClock + reZone + `$`),
	Interval: regexp.MustCompile(`^-?infinity$|^([-+]?\d+ years?( |$))?([-+]?\d+ mons?( |$))?([-+]?\d+ days?( |$))?` +
		`([-+]?\d{2,}:[0-5]\d:[0-5]\d(\.\d{1,6})?)?$`),
	UUID:  regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`),
	Bytea: regexp.MustCompile(`^(\\x([0-9a-f]{2})*|([^\\]|\\\\|\\[0-3][0-7]{2})*)$`),
	Bit:   regexp.MustCompile(`^[01]*$`),
	Hstore: regexp.MustCompile(`^$|^"([^"\\]|\\.)*"=>("([^"\\]|\\.)*"|NULL)` +
		`(, "([^"\\]|\\.)*"=>("([^"\\]|\\.)*"|NULL))*$`),
	TSVector: regexp.MustCompile(`^$|^'([^'\\]|''|\\\\)+'(:\d+[ABC]?(,\d+[ABC]?)*)?( '([^'\\]|''|\\\\)+'(:\d+[ABC]?(,\d+[ABC]?)*)?)*$`),
}

var macs = map[int]*regexp.Regexp{
	48: regexp.MustCompile(`^[0-9a-f]{2}(:[0-9a-f]{2}){5}$`),
	64: regexp.MustCompile(`^[0-9a-f]{2}(:[0-9a-f]{2}){7}$`),
}

var shapes = map[string]*regexp.Regexp{
	"point":  regexp.MustCompile(`^` + rePoint + `$`),
	"box":    regexp.MustCompile(`^` + rePoint + `,` + rePoint + `$`),
	"line":   regexp.MustCompile(`^\{` + reFloat + `,` + reFloat + `,` + reFloat + `\}$`),
	"path":   regexp.MustCompile(`^[\[(]` + rePoint + `(,` + rePoint + `)*[\])]$`),
	"vector": regexp.MustCompile(`^\[` + reFloat + `(,` + reFloat + `)*\]$`),
	"circle": regexp.MustCompile(`^<` + rePoint + `,(\d|\+\d|\.\d|NaN|Infinity)[^>]*>$`),
}

// checkValue returns why v is not a value of type t.
func checkValue(t Type, v []byte) error {
	s := string(v)
	if strings.ContainsRune(s, 0) {
		return errors.New("a NUL character")
	}
	if p := patterns[t.Kind]; p != nil && !p.MatchString(s) {
		return fmt.Errorf("%q does not look like %s", s, t.Kind)
	}
	switch t.Kind {
	case Text, Char:
		return checkLength(t, v)
	case Int:
		return checkInt(t, s)
	case Numeric:
		return checkNumeric(t, s)
	case Float:
		return checkFloat(s, t.Bits)
	case Money:
		return checkMoney(s)
	case Inet, CIDR:
		return checkInet(t.Kind, s)
	case MAC:
		return expect(macs[t.Bits].MatchString(s), s)
	case Bit:
		return expect(t.Len == 0 || len(s) <= t.Len, s)
	case JSON, JSONB:
		return expect(json.Valid(v), s)
	case Hstore:
		return nil
	case TSVector:
		return nil
	case Geometric:
		return checkGeometry(t, s)
	case Enum:
		return expect(slices.Contains(t.Labels, s), s)
	case Array:
		return checkArray(t, s)
	case Composite:
		return checkComposite(t, s)
	case Range, Multirange:
		return checkRanges(t, s)
	}
	return nil
}

func expect(ok bool, s string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%q", s)
}

// checkMoney returns an error unless an amount is within 64 bits of cents.
func checkMoney(s string) error {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
	cents, ok := new(big.Int).SetString(digits, 10)
	return expect(ok && cents.Cmp(new(big.Int).Lsh(big.NewInt(1), 63)) <= 0, s)
}

func checkLength(t Type, v []byte) error {
	if n := utf8.RuneCount(v); t.Len > 0 && n > t.Len {
		return fmt.Errorf("%d characters, want at most %d: %q", n, t.Len, v)
	}
	if t.MaxBytes > 0 && len(v) > t.MaxBytes {
		return fmt.Errorf("%d bytes, want at most %d: %q", len(v), t.MaxBytes, v)
	}
	return nil
}

func checkInt(t Type, s string) error {
	if t.Unsigned {
		v, err := strconv.ParseUint(s, 10, t.Bits)
		return errors.Join(err, expect(err != nil || strconv.FormatUint(v, 10) == s, s))
	}
	v, err := strconv.ParseInt(s, 10, t.Bits)
	return errors.Join(err, expect(err != nil || strconv.FormatInt(v, 10) == s, s))
}

var reNumeric = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

func checkNumeric(t Type, s string) error {
	if s == "NaN" || t.Precision == 0 && (s == "Infinity" || s == "-Infinity") {
		return nil
	}
	if !reNumeric.MatchString(s) || len(s) > 1 && s[0] == '0' && s[1] != '.' {
		return fmt.Errorf("%q is not as numeric_out writes it", s)
	}
	if t.Precision == 0 {
		return nil
	}
	if _, fraction, _ := strings.Cut(s, "."); len(fraction) > max(0, t.Scale) {
		return fmt.Errorf("%q has more places than %s", s, t.Name)
	}
	r, _ := new(big.Rat).SetString(s)
	unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(t.Scale, -t.Scale))), nil))
	if t.Scale < 0 {
		unit.Inv(unit)
	}
	r.Mul(r, unit)
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.Precision)), nil)
	if !r.IsInt() || new(big.Int).Abs(r.Num()).Cmp(limit) >= 0 {
		return fmt.Errorf("%q does not fit %s", s, t.Name)
	}
	return nil
}

var reOneNumber = regexp.MustCompile(`^` + reNum + `$`)

func checkFloat(s string, bits int) error {
	if s == "NaN" || s == "Infinity" || s == "-Infinity" {
		return nil
	}
	if !reOneNumber.MatchString(s) {
		return fmt.Errorf("%q is not a number", s)
	}
	v, err := strconv.ParseFloat(s, bits)
	if err == nil && v == 0 && strings.ContainsAny(strings.FieldsFunc(s, func(r rune) bool { return r == 'e' || r == 'E' })[0], "123456789") {
		err = errors.New("underflow")
	}
	return err
}

func checkInet(k Kind, s string) error {
	p, err := netip.ParsePrefix(s)
	if k == CIDR || err == nil {
		return errors.Join(err, expect(err != nil || k == Inet || p == p.Masked(), s))
	}
	a, err := netip.ParseAddr(s)
	return errors.Join(err, expect(a.Zone() == "", s))
}

var reAnyNumber = regexp.MustCompile(reFloat)

func checkGeometry(t Type, s string) error {
	if p := shapes[t.Name]; !p.MatchString(s) {
		return fmt.Errorf("%q is not a %s", s, t.Name)
	}
	numbers := reAnyNumber.FindAllString(s, -1)
	for _, n := range numbers {
		if err := checkFloat(n, 64); err != nil {
			return err
		}
	}
	if t.Name == "line" {
		a, _ := strconv.ParseFloat(numbers[0], 64)
		b, _ := strconv.ParseFloat(numbers[1], 64)
		return expect(a != 0 || b != 0, s)
	}
	return nil
}

var reBounds = regexp.MustCompile(`^(\[[-+]?\d+:[-+]?\d+\])+=`)

// checkArray reads an array by recursive descent.
func checkArray(t Type, s string) error {
	rest, err := checkBraces(t, strings.TrimPrefix(s, reBounds.FindString(s)))
	return errors.Join(err, expect(err != nil || rest == "", s))
}

func checkBraces(t Type, s string) (rest string, err error) {
	if !strings.HasPrefix(s, "{") {
		return s, fmt.Errorf("want a brace: %q", s)
	}
	s = s[1:]
	if strings.HasPrefix(s, "}") {
		return s[1:], nil
	}
	for {
		switch {
		case strings.HasPrefix(s, "{"):
			s, err = checkBraces(t, s)
		default:
			s, err = checkElement(t, s)
		}
		switch {
		case err != nil || s == "":
			return "", errors.Join(err, errors.New("the array does not end"))
		case s[0] == '}':
			return s[1:], nil
		case s[0] != t.Delim:
			return "", fmt.Errorf("want a delimiter: %q", s)
		}
		s = s[1:]
	}
}

var (
	reQuotedElement = regexp.MustCompile(`^"((?:[^"\\]|\\.)*)"`)
	reBareElement   = regexp.MustCompile(`^[^"\\{}\s]+`)
	reEscape        = regexp.MustCompile(`(?s)\\(.)`)
)

func checkElement(t Type, s string) (rest string, err error) {
	if m := reQuotedElement.FindStringSubmatch(s); m != nil {
		return s[len(m[0]):], checkValue(*t.Elem, []byte(reEscape.ReplaceAllString(m[1], "$1")))
	}
	word := reBareElement.FindString(s)
	if i := strings.IndexByte(word, t.Delim); i >= 0 {
		word = word[:i]
	}
	switch {
	case word == "":
		return "", fmt.Errorf("want an element: %q", s)
	case strings.EqualFold(word, "NULL"):
		return s[len(word):], nil
	}
	return s[len(word):], checkValue(*t.Elem, []byte(word))
}

// splitFields splits at commas outside of quotes, and removes the quotes of
// record_out. A field is nil for NULL.
func splitFields(s string) (fields []*string) {
	var b strings.Builder
	quoted, null := false, true
	flush := func() {
		v := b.String()
		if fields = append(fields, &v); null {
			fields[len(fields)-1] = nil
		}
		b.Reset()
		null = true
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"' && quoted && i+1 < len(s) && s[i+1] == '"', s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
			null = false
		case s[i] == '"':
			quoted, null = !quoted, false
		case s[i] == ',' && !quoted:
			flush()
		default:
			b.WriteByte(s[i])
			null = false
		}
	}
	flush()
	return fields
}

func checkComposite(t Type, s string) error {
	if len(s) < 2 || s[0] != '(' || s[len(s)-1] != ')' {
		return fmt.Errorf("%q is not a composite", s)
	}
	fields := splitFields(s[1 : len(s)-1])
	if len(fields) != len(t.Fields) {
		return fmt.Errorf("%d fields, want %d", len(fields), len(t.Fields))
	}
	for i, f := range fields {
		if f == nil {
			continue
		}
		if err := checkValue(t.Fields[i].Type, []byte(*f)); err != nil {
			return fmt.Errorf("field %d: %w", i+1, err)
		}
	}
	return nil
}

var reRange = regexp.MustCompile(`^empty|^[\[(](?:[^"\[\](),]|"(?:[^"\\]|""|\\.)*"|\\.)*,(?:[^"\[\](),]|"(?:[^"\\]|""|\\.)*"|\\.)*[\])]`)

func checkRanges(t Type, s string) error {
	if t.Kind == Range {
		if reRange.FindString(s) != s {
			return fmt.Errorf("%q is not a range", s)
		}
		return checkRange(t, s)
	}
	if !strings.HasPrefix(s, "{") || !strings.HasSuffix(s, "}") {
		return fmt.Errorf("%q is not a multirange", s)
	}
	for s = s[1 : len(s)-1]; s != ""; s = strings.TrimPrefix(s, ",") {
		r := reRange.FindString(s)
		if r == "" {
			return fmt.Errorf("%q is not a multirange", s)
		}
		if err := checkRange(t, r); err != nil {
			return err
		}
		s = s[len(r):]
	}
	return nil
}

func checkRange(t Type, s string) error {
	if s == "empty" || s == "" {
		return nil
	}
	bounds := splitFields(s[1 : len(s)-1])
	for _, b := range bounds {
		if b != nil {
			if err := checkValue(*t.Elem, []byte(*b)); err != nil {
				return err
			}
		}
	}
	if len(bounds) != 2 || bounds[0] != nil && bounds[1] != nil && less(t.Elem.Kind, *bounds[1], *bounds[0]) {
		return fmt.Errorf("%q ends before it begins", s)
	}
	return nil
}

// less reports whether a is surely below b.
func less(k Kind, a, b string) bool {
	switch k {
	case Int, Numeric, Float:
		return numericKey(a).Cmp(numericKey(b)) < 0
	case Date, Timestamp:
		return dateKey(a) < dateKey(b)
	case Text:
		return a != b && a < b && false // the collation is not known
	}
	return a < b
}

func numericKey(s string) *big.Float {
	switch s {
	case "NaN", "Infinity":
		s = "1e9999"
	case "-Infinity":
		s = "-1e9999"
	}
	f, _, _ := big.ParseFloat(s, 10, 2000, big.ToNearestEven)
	return f
}

// dateKey sorts like the date, for years of up to seven digits.
func dateKey(s string) string {
	switch s {
	case "infinity":
		return "3"
	case "-infinity":
		return "0"
	}
	body, bc := strings.CutSuffix(s, " BC")
	key := strings.Repeat("0", 7-strings.IndexByte(body, '-')) + body
	if !bc {
		return "2" + key
	}
	year, _ := strconv.Atoi(key[:7])
	return "1" + strconv.Itoa(9999999-year) + key[7:]
}
