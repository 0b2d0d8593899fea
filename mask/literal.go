package mask

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// valid returns a literal of the policy in the form that a dump has it in, or
// why PostgreSQL would not take it. Of the types that it does not know it lets
// all pass. Its errors do not hold the literal, for it may have come from the
// environment.
func (b *build) valid(v string) (string, error) {
	t := b.typ
	if hasNUL(v) {
		return "", errors.New("PostgreSQL has no NUL characters")
	}
	switch t.Kind {
	case Text, Char:
		return v, fits(t, v)
	case Bool:
		return validBool(v)
	case Enum:
		if !slices.Contains(t.Labels, v) {
			return "", fmt.Errorf("type %s has no such label%s", t.title(), didYouMean(v, t.Labels))
		}
		return v, nil
	case Bit:
		if t.Len > 0 && len(v) > t.Len {
			return "", fmt.Errorf("too long for type %s", t.title())
		}
		return v, want(strings.Trim(v, "01") == "", t)
	case JSON, JSONB:
		return v, want(json.Valid([]byte(v)), t)
	case Money:
		return v, want(looksLikeMoney(v), t)
	case Interval, Bytea, Hstore, TSVector, Geometric, Spatial, Array, Composite, Range, Multirange:
		return v, b.parses(v)
	}
	return v, want(isValid(t, v), t)
}

// looksLikeMoney reports whether cash_in may read v. Signs and symbols are those
// of lc_monetary, which a dump does not tell: anything but letters of ASCII, and
// digits there must be.
func looksLikeMoney(v string) bool {
	letters := strings.ContainsFunc(v, func(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' })
	return !letters && strings.ContainsAny(v, "0123456789")
}

// parses returns an error unless scramble can read v.
func (b *build) parses(v string) error {
	m, err := b.masks.new("scramble", b.root, b.typ, nil)
	if err != nil {
		return nil // a part's type is not known, and so is the syntax
	}
	_, err = m.Append(nil, []byte(v), nil)
	return want(err == nil, b.typ)
}

// want returns an error unless ok.
func want(ok bool, t Type) error {
	if ok {
		return nil
	}
	return fmt.Errorf("not a value of type %s in the form that pg_dump writes", t.title())
}

// fits returns an error if v is too long for a text type.
func fits(t Type, v string) error {
	if !utf8.ValidString(v) {
		return errors.New("not UTF-8")
	}
	if n := utf8.RuneCountInString(strings.TrimRight(v, " ")); t.Len > 0 && n > t.Len {
		return fmt.Errorf("%d characters, and the type is %s", n, t.title())
	}
	if t.MaxBytes > 0 && len(v) > t.MaxBytes {
		return fmt.Errorf("%d bytes, and type %s has room for %d", len(v), t.title(), t.MaxBytes)
	}
	return nil
}

// HasRoom reports whether a text or a number, as a condition may list it, is one
// that the type has: not too long for it, and not beyond its ends.
func (t *Type) HasRoom(v string) bool {
	switch t.Kind {
	case Text, Char:
		return fits(*t, v) == nil
	case Int, Numeric:
		return isValid(*t, v)
	}
	return true
}

// validBool reads what boolin does, but for abbreviations.
func validBool(v string) (string, error) {
	switch strings.ToLower(v) {
	case "t", "true", "yes", "on", "1":
		return "t", nil
	case "f", "false", "no", "off", "0":
		return "f", nil
	}
	return "", errors.New("want true or false")
}

// isValid reports whether v is a value of a type that has no length.
func isValid(t Type, v string) bool {
	switch t.Kind {
	case Int:
		return validInt(t, v)
	case Numeric:
		return validNumeric(t, v)
	case Float:
		_, err := strconv.ParseFloat(v, max(32, t.Bits))
		return err == nil
	case UUID:
		return validUUID(v)
	case Inet:
		return validInet(v)
	case CIDR:
		p, err := netip.ParsePrefix(v)
		return err == nil && p == p.Masked()
	case MAC:
		_, ok := isMAC([]byte(v))
		return ok
	case Time, TimeTZ:
		return clockLen([]byte(v)) > 0
	case Date, Timestamp, TimestampTZ:
		_, _, _, n := parseDate([]byte(v))
		return n > 0 || isInfinite([]byte(v))
	}
	return true
}

func validInt(t Type, v string) bool {
	bits := t.Bits
	if bits == 0 {
		bits = 64
	}
	if t.Unsigned {
		_, err := strconv.ParseUint(v, 10, bits)
		return err == nil
	}
	_, err := strconv.ParseInt(v, 10, bits)
	return err == nil
}

// validNumeric counts the digits before the point; those after it are rounded. There is
// no room for infinity where a precision is given.
func validNumeric(t Type, v string) bool {
	if isEndless([]byte(v)) {
		return v == "NaN" || t.Precision == 0
	}
	n, ok := shape.ScanNumber([]byte(v))
	if !ok || n != len(v) {
		return false
	}
	if t.Precision == 0 || strings.ContainsAny(v, "eE") {
		return true
	}
	whole, _, _ := strings.Cut(strings.TrimLeft(v, "+-0"), ".")
	return len(whole) <= max(0, t.Precision-t.Scale)
}

func validUUID(v string) bool {
	if len(v) != 36 {
		return false
	}
	for i := range len(v) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if _, hex := shape.Unhex(v[i]); dash && v[i] != '-' || !dash && !hex {
			return false
		}
	}
	return true
}

func validInet(v string) bool {
	if _, err := netip.ParsePrefix(v); err == nil {
		return true
	}
	a, err := netip.ParseAddr(v)
	return err == nil && a.Zone() == ""
}

// hasNUL reports whether s has the one character that PostgreSQL has not.
func hasNUL(s string) bool { return strings.IndexByte(s, 0) >= 0 }
