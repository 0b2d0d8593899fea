package mask

import "sanitize/mask/internal/shape"

// Kind is the family of a type, by its text form.
type Kind int

// The kinds. Types that are not listed are Unknown: only keep, null and set
// work on them.
const (
	Unknown     Kind = iota
	Text             // text, varchar, citext, name, ltree: any characters
	Char             // char(n): blank-padded
	Int              // int2, int4, int8, oid: Type.Bits, Type.Unsigned
	Numeric          // numeric: Precision, Scale; also NaN, Infinity
	Float            // float4, float8: Type.Bits
	Money            // text form follows lc_monetary
	Bool             // t, f (in INSERT true, false are given as t, f)
	Date             // ISO
	Timestamp        // ISO
	TimestampTZ      // ISO with an offset
	Time
	TimeTZ
	Interval // postgres style
	UUID
	Inet
	CIDR
	MAC // macaddr, macaddr8
	Bytea
	Bit // bit(n), bit varying(n)
	JSON
	JSONB
	Hstore
	TSVector
	Geometric // point, line, lseg, box, path, polygon, circle
	Spatial   // PostGIS: geometry, geography
	Enum
	Array
	Composite
	Range
	Multirange
)

// Type is all that masks know about a column's type. A domain is given as its
// base type.
type Type struct {
	Kind Kind
	Name string // as SQL writes it, for messages: "character varying(20)"

	Len      int // Text, Char, Bit: at most so many characters (bits); 0: no limit
	MaxBytes int // Text: at most so many bytes (63 for name, 1 for "char"); 0: no limit

	Bits     int  // Int: 16, 32, 64; Float: 32, 64; MAC: 48, 64
	Unsigned bool // Int: oid, xid

	Precision, Scale int // Numeric; Precision 0: no limit. Scale may be negative (15+)

	Labels []string // Enum: its labels; of any other kind, all the values that there are, nil: no such set
	Elem   *Type    // Array; Range and Multirange: the subtype
	Delim  byte     // Array: ',' or, for box, ';'
	Fields []Field  // Composite
	Apart  bool     // JSON, JSONB: what stands at one place of two texts and differs must still differ

	// Named returns what the key of a value in JSON says of it beside the key of what
	// it is in, "" for none; nil: keys say nothing.
	Named func(parent, key string) Named

	// What conditions leave of the type's values, besides Labels: all of it holds
	// at once. See narrow.go.
	Min, Max Bound               // Int, Numeric, Float, Date, Timestamp, TimestampTZ, Time: the ends
	Past     bool                // Date, Timestamp, TimestampTZ: none is later than what it replaces
	Case     Case                // Text, Char: of all letters
	Valid    func(v []byte) bool // what else a value must meet; nil: nothing. It keeps nothing of v
}

// Named is what the keys that lead to a value in JSON say of it.
type Named struct {
	Mask   string              // that a column of text of that name would have, "" for none
	Stays  func(v []byte) bool // whether a string, number or boolean stays, as JSON writes it; nil: none does
	Guards bool                // nothing within it stays, whatever the keys there say
	Moment bool                // a whole number may be seconds or milliseconds since 1970
	Ends   [2]string           // numbers that are within these stay so; "": there are none
	Place  bool                // numbers are degrees of latitude or longitude, of whichever
}

// A Bound is an end of a type's values: a value in the type's own text form, ""
// for none.
type Bound struct {
	Text string
	Open bool // the value itself is not among them
}

// Case is that of all letters of a text.
type Case int

// The cases.
const (
	AnyCase Case = iota
	LowerCase
	UpperCase
)

// Field is a field of a composite type.
type Field struct {
	Name string
	Type Type
}

// Values returns the finite set of the type's values, nil if it has none.
func (t *Type) Values() []string {
	if t.Kind == Bool && t.Labels == nil {
		return []string{"f", "t"}
	}
	return t.Labels
}

// Also returns the type with one more test that a value must meet.
func (t Type) Also(valid func(v []byte) bool) Type {
	if before := t.Valid; before != nil {
		t.Valid = func(v []byte) bool { return before(v) && valid(v) }
	} else {
		t.Valid = valid
	}
	return t
}

// IsDated reports whether values of a kind are days, or instants.
func (k Kind) IsDated() bool { return k == Date || k == Timestamp || k == TimestampTZ }

// String returns the kind in words, for messages.
func (k Kind) String() string {
	return [...]string{
		"unknown", "text", "character", "integer", "numeric", "floating point",
		"money", "boolean", "date", "timestamp", "timestamp with time zone",
		"time", "time with time zone", "interval", "uuid", "inet", "cidr",
		"macaddr", "bytea", "bit string", "json", "jsonb", "hstore", "tsvector",
		"geometric", "geometry", "enum", "array", "composite", "range", "multirange",
	}[k]
}

// title returns the type's name for a message.
func (t *Type) title() string {
	if t.Name != "" {
		return t.Name
	}
	return t.Kind.String()
}

// limit returns the greatest number of ASCII characters that the type holds, or
// 0 if there is none.
func (t *Type) limit() int {
	switch {
	case t.Len == 0:
		return t.MaxBytes
	case t.MaxBytes == 0:
		return t.Len
	}
	return min(t.Len, t.MaxBytes)
}

// holds reports whether v is short enough for t.
func (t *Type) holds(v []byte) bool {
	return (t.Len == 0 || len(v) <= t.Len || shape.Runes(v) <= t.Len) && (t.MaxBytes == 0 || len(v) <= t.MaxBytes)
}
