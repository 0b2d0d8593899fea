package words

import "strings"

// A Type is what a column's type means for the reading of its name. An array
// has the type of its elements, a domain that of its base.
type Type uint8

// The types told apart. Other is whatever is none of the rest; names are read
// there as if it held text.
const (
	Other   Type = iota
	Text         // text, character varying, character, citext, name, xml
	Integer      // integer
	Bigint       // bigint and numeric(n), which have room for a telephone number
	Number       // numeric with a fraction, real, double precision, money
	Boolean      // boolean
	Enum         // an enumerated type
	Date         // date, time, timestamp, interval and their ranges
	UUID         // uuid
	JSON         // json, jsonb, hstore
	Bytes        // bytea, bit
	Inet         // inet, cidr
	Mac          // macaddr, macaddr8
	Letter       // text of one character at most: a flag, a code; else read as Text
	Short        // text of two or three characters: a code; else read as Text
	Small        // smallint, which has no room for a number that somebody is known by; else read as Integer
	Sized        // text of 36 or 26 characters, as uuids and ulids are written; else read as Text
)

// A types is a set of Types.
type types uint16

func set(of ...Type) (s types) {
	for _, t := range of {
		s |= 1 << t
	}
	return s
}

func (s types) has(t Type) bool { return s&(1<<t) != 0 }

// Sets that the word lists use.
var (
	texts    = set(Other, Text, JSON, Bytes)
	integers = set(Integer, Bigint)
	numbers  = integers | set(Number)
	every    = ^types(0)
)

// typeNames maps the names of format_type to types, without modifiers.
var typeNames = map[string]Type{
	"text": Text, "character varying": Text, "varchar": Text, "character": Text,
	"char": Text, `"char"`: Text, "bpchar": Text, "citext": Text, "name": Text, "xml": Text,
	"smallint": Small, "integer": Integer, "int": Integer, "int2": Small, "int4": Integer,
	"serial": Integer, "smallserial": Small, "oid": Integer,
	"bigint": Bigint, "int8": Bigint, "bigserial": Bigint,
	"numeric": Number, "decimal": Number, "real": Number, "double precision": Number,
	"float4": Number, "float8": Number, "float": Number, "money": Number,
	"boolean": Boolean, "bool": Boolean,
	"date": Date, "time": Date, "timetz": Date, "timestamp": Date, "timestamptz": Date, "interval": Date,
	"time without time zone": Date, "time with time zone": Date,
	"timestamp without time zone": Date, "timestamp with time zone": Date,
	"daterange": Date, "tsrange": Date, "tstzrange": Date,
	"uuid": UUID, "json": JSON, "jsonb": JSON, "hstore": JSON,
	"bytea": Bytes, "bit": Bytes, "bit varying": Bytes, "varbit": Bytes,
	"inet": Inet, "cidr": Inet, "macaddr": Mac, "macaddr8": Mac,
}

// TypeOf reads a built-in type's name as pg_dump writes it: modifiers, the
// brackets of arrays and a schema in front are passed over. The name of an
// enum or a domain is Other: whoever knows the schema knows better.
func TypeOf(name string) Type {
	name = strings.ToLower(strings.TrimRight(name, "[]"))
	text, whole := Text, false
	if i := strings.IndexByte(name, '('); i >= 0 {
		end := strings.IndexByte(name, ')')
		if end < i {
			return Other
		}
		mods := name[i : end+1]
		switch mods {
		case "(1)":
			text = Letter
		case "(2)", "(3)":
			text = Short
		case "(36)", "(26)":
			text = Sized
		}
		whole = !strings.Contains(mods, ",") || strings.HasSuffix(mods, ",0)")
		name = strings.TrimSpace(name[:i]) + name[end+1:]
	}
	if t, ok := typeNames[name]; ok {
		switch {
		case t == Text:
			return text
		case whole && (name == "numeric" || name == "decimal"):
			return Bigint
		}
		return t
	}
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return typeNames[name[i+1:]]
	}
	return Other
}
