package verify

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/dumpfmt"
)

// kind is what a column's type means for a comparison.
type kind byte

const (
	kindText   kind = iota
	kindNumber      // digits: chance may leave some
	kindDate        // dates and times: others' results are originals, too
	kindChoice      // booleans and enums: few values, which stay by chance
	kindJSON
	kindNested // arrays, composites, ranges, hstore
	kindOther
)

// kindOf returns the kind of a type.
func kindOf(s *dumpfmt.Schema, t dumpfmt.TypeRef, depth int) kind {
	if t.Dims > 0 {
		t.Dims = 0
		if k := kindOf(s, t, depth+1); k == kindChoice || k == kindDate {
			return k
		}
		return kindNested
	}
	if s != nil && depth < 16 {
		if d := s.Types[t.Name]; d != nil {
			switch d.Kind {
			case dumpfmt.Enum:
				return kindChoice
			case dumpfmt.Domain:
				return kindOf(s, d.Base, depth+1)
			case dumpfmt.Composite, dumpfmt.Range:
				return kindNested
			}
		}
	}
	switch t.Name.Name {
	case "bool", "bit", "varbit":
		return kindChoice
	case "int2", "int4", "int8", "numeric", "float4", "float8", "money", "oid":
		return kindNumber
	case "date", "timestamp", "timestamptz", "time", "timetz", "interval":
		return kindDate
	case "json", "jsonb":
		return kindJSON
	case "hstore", "tsvector", "tsquery", "point", "box", "polygon", "path", "line", "lseg", "circle",
		"int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange",
		"int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange":
		return kindNested
	case "text", "varchar", "bpchar", "citext", "name", "char", "xml":
		return kindText
	}
	return kindOther
}

// long reports whether a value is long enough to tell: it has at least so many
// characters, and some of them letters or digits.
func long(v []byte) bool {
	if len(v) < least {
		return false
	}
	if len(v) < 4*least && !ascii(v) && utf8.RuneCount(v) < least {
		return false
	}
	v = v[:min(len(v), 1024)]
	for _, b := range v {
		if b < 0x80 && lower[b] != 0 {
			return true
		}
	}
	return !ascii(v) && bytes.ContainsFunc(v, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// ascii reports whether no byte of v is beyond ASCII.
func ascii(v []byte) bool {
	for ; len(v) >= 8; v = v[8:] {
		if binary.LittleEndian.Uint64(v)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, b := range v {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

// placeholder reports whether a value says that there is none, or is no person's:
// masks leave it on purpose.
func placeholder(v []byte) bool {
	if len(v) > 16 || len(v) == 0 || !opensPlaceholder[v[0]] {
		return false
	}
	switch strings.ToLower(string(bytes.TrimSpace(v))) {
	case "(null)", "(none)", "unknown", "(unknown)", "undefined", "not set", "127.0.0.1",
		"infinity", "+infinity", "-infinity", "allballs", "tomorrow", "yesterday":
		return true
	}
	return false
}

// opensPlaceholder has the bytes that a placeholder may begin with.
var opensPlaceholder = func() (t [256]bool) {
	for b := range t {
		t[b] = b <= ' ' || b >= 0x80 || strings.IndexByte("(UuNnIi+-AaTtYy1", byte(b)) >= 0
	}
	return t
}()

// chance is how probable it is that a mask gives a number as it was: as that it
// draws its digits again. All else is as good as never equal.
func chance(v []byte) float64 {
	digits := 0
	for _, b := range v {
		switch {
		case '0' <= b && b <= '9':
			digits++
		case 'a' <= b|0x20 && b|0x20 <= 'z' || b >= 0x80:
			return 0
		}
	}
	return math.Pow(10, -float64(digits))
}
