package expr

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"sanitize/mask"
)

// class says how values are read and compared.
type class int

const (
	noClass    class = iota
	textClass        // text, varchar, name: bytes; their order only under a collation that is known
	charClass        // char(n): blanks at the end do not count
	foldClass        // citext: without regard to case
	numClass         // integers and numeric, exactly
	countClass       // what a function counts; m is 1 for what lies between n and the next
	floatClass       // as float8 does
	moneyClass       // by sign alone: the text depends on lc_monetary
	boolClass
	dayClass    // date and timestamp
	zonedClass  // timestamp with time zone
	timeClass   // time
	timetzClass // time with time zone
	spanClass   // interval
	uuidClass
	netClass // inet, cidr
	enumClass
	docClass // json and jsonb, as far as {} and [] go
	blobClass
	bitClass
	arrayClass
)

// classOf returns the class of a column, noClass if its values are not read.
func classOf(t mask.Type) class {
	if t.Kind == mask.Text {
		return textClassOf(t.Name)
	}
	return classes[t.Kind]
}

// classes are those of the kinds of types but for Text.
var classes = map[mask.Kind]class{
	mask.Int: numClass, mask.Numeric: numClass, mask.Float: floatClass, mask.Money: moneyClass, mask.Bool: boolClass,
	mask.Char: charClass, mask.UUID: uuidClass, mask.Inet: netClass, mask.CIDR: netClass, mask.Enum: enumClass,
	mask.Date: dayClass, mask.Timestamp: dayClass, mask.TimestampTZ: zonedClass, mask.Time: timeClass, mask.TimeTZ: timetzClass, mask.Interval: spanClass,
	mask.JSON: docClass, mask.JSONB: docClass, mask.Bytea: blobClass, mask.Bit: bitClass, mask.Array: arrayClass,
}

func textClassOf(name string) class {
	switch _, name = cutSchema(name); name {
	case "citext":
		return foldClass
	case "ltree", "lquery":
		return noClass // whose operators mean other things
	}
	return textClass
}

func isText(c class) bool { return c == textClass || c == charClass || c == foldClass }

// state says whether there is a value.
type state uint8

const (
	known state = iota
	null
	unread // there may be a value, but it is not understood
)

// datum is a value as its class holds it.
type datum struct {
	state state
	b     []byte  // text, json, bytea, bits
	d     decimal // numbers
	f     float64 // floating point
	n, m  int64   // times in microseconds, labels by position, counts; m decides where n is equal
	net   prefix
}

var (
	nullDatum   = datum{state: null}
	unreadDatum = datum{state: unread}
)

// read reads the text form of a value, also that of a literal: what may be
// written in more ways than this knows is unread.
func read(c class, v []byte, t mask.Type) datum {
	var out datum
	ok := true
	switch c {
	case textClass, charClass, foldClass, blobClass, bitClass, arrayClass:
		out.b = v
	case docClass:
		out.b = bytes.TrimSpace(v)
	case uuidClass:
		out.b, ok = readUUID(v)
	case numClass:
		out.d, ok = parseDecimal(v)
	case moneyClass:
		out.n = int64(moneySign(v))
	case floatClass:
		out.f, ok = readFloat(v, t.Bits)
	case boolClass:
		out.n, ok = readBool(v)
	case dayClass, zonedClass:
		var at instant
		at, ok = parseInstant(v)
		out.n = at.micros
		ok = ok && (at.endless() || at.zoned == (c == zonedClass) && !(t.Kind == mask.Date && at.timed))
	case timeClass:
		out.n, ok = parseClock(v)
	case timetzClass:
		out.n, out.m, ok = readTimeTZ(v)
	case spanClass:
		out.n, ok = parseInterval(v)
	case netClass:
		out.net, ok = parsePrefix(v)
	case enumClass:
		out.n = int64(slices.IndexFunc(t.Labels, func(l string) bool { return l == string(v) }))
		ok = out.n >= 0
	default:
		ok = false
	}
	if !ok {
		return unreadDatum
	}
	return out
}

// compare returns the order of two values of a class.
func compare(c class, a, b datum) int {
	switch c {
	case numClass:
		return a.d.compare(b.d)
	case floatClass:
		return compareFloat(a.f, b.f)
	case charClass:
		return bytes.Compare(bytes.TrimRight(a.b, " "), bytes.TrimRight(b.b, " "))
	case foldClass:
		return compareFold(a.b, b.b)
	case textClass, uuidClass, docClass, blobClass, bitClass, arrayClass:
		return bytes.Compare(a.b, b.b)
	case netClass:
		return a.net.compare(b.net)
	}
	if a.n != b.n {
		return cmp.Compare(a.n, b.n)
	}
	return cmp.Compare(a.m, b.m)
}

// ordered reports whether compare's order of what is not equal is the server's.
func (c class) ordered() bool {
	switch c {
	case textClass, charClass, foldClass, docClass, blobClass, bitClass, arrayClass, noClass:
		return false
	}
	return true
}

// compareFloat orders as float8_cmp_internal in float.c: NaN is equal to itself
// and greater than all else.
func compareFloat(a, b float64) int {
	switch {
	case a < b, math.IsNaN(b) && !math.IsNaN(a):
		return -1
	case a > b, math.IsNaN(a) && !math.IsNaN(b):
		return 1
	}
	return 0
}

// compareFold compares without regard to the case of ASCII letters.
func compareFold(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if x, y := lowerASCII(a[i]), lowerASCII(b[i]); x != y {
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(len(a), len(b))
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func readFloat(v []byte, bits int) (float64, bool) {
	if bits != 32 {
		bits = 64
	}
	if bytes.ContainsAny(v, "_xXpP") { // which Go would take
		return 0, false
	}
	f, err := strconv.ParseFloat(string(v), bits)
	return f, err == nil
}

// readBool reads what boolin in bool.c takes.
func readBool(v []byte) (int64, bool) {
	switch strings.ToLower(string(bytes.TrimSpace(v))) {
	case "t", "true", "y", "yes", "on", "1":
		return 1, true
	case "f", "false", "n", "no", "off", "0":
		return 0, true
	}
	return 0, false
}

// readUUID returns the 32 digits, in lower case.
func readUUID(v []byte) ([]byte, bool) {
	if len(v) == 36 && bytes.IndexByte(v, '-') == 8 && isLowerHex(v) {
		return v, true
	}
	hex := bytes.Map(func(r rune) rune {
		if r == '-' || r == '{' || r == '}' {
			return -1
		}
		return r
	}, bytes.ToLower(v))
	if len(hex) != 32 || !isLowerHex(hex) {
		return nil, false
	}
	return slices.Concat(hex[:8], []byte("-"), hex[8:12], []byte("-"), hex[12:16], []byte("-"), hex[16:20], []byte("-"), hex[20:]), true
}

func isLowerHex(v []byte) bool {
	return !slices.ContainsFunc(v, func(c byte) bool { return !isDigit(c) && !('a' <= c && c <= 'f') && c != '-' })
}

// readTimeTZ reads a time with its offset. Equal instants are ordered by zone,
// see timetz_cmp_internal in date.c.
func readTimeTZ(v []byte) (at, zone int64, ok bool) {
	i := bytes.LastIndexAny(v, "+-")
	if i < 0 {
		return 0, 0, false
	}
	at, ok = parseClock(v[:i])
	zone, ok2 := parseClock(v[i+1:])
	if v[i] == '+' {
		zone = -zone
	}
	return at + zone, zone, ok && ok2
}
