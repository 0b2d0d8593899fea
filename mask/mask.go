// Package mask turns values into masked values. It knows PostgreSQL's types by
// their text form, a secret key, and nothing else: no dumps, no policies, no
// files, no clock, no randomness.
package mask

// A Mask replaces the text of one value. Masks are immutable and safe for
// concurrent use.
type Mask interface {
	// Append appends the masked form of src to dst and returns the extended
	// slice. src is the decoded text of a value that is not NULL, in UTF-8
	// (SQL_ASCII databases may hold any bytes); it is neither changed nor kept,
	// and does not overlap dst. row is the key of the value's row, for masks
	// that follow the row (see UsesRow); others ignore it.
	//
	// An error says why src has no masked form; it never contains src.
	Append(dst, src, row []byte) ([]byte, error)
}

// Class says what a mask does to distinct values.
type Class int

// The classes, weakest first.
const (
	Lossy     Class = iota // distinct values may meet
	Distinct               // at least 80 bits of digest: they meet by accident only
	Injective              // a permutation: they never meet
)

// ClassOf returns the class of m. Masks say theirs by a method Class() Class;
// one without it is Lossy.
func ClassOf(m Mask) Class {
	if c, ok := m.(interface{ Class() Class }); ok {
		return c.Class()
	}
	return Lossy
}

// UsesRow reports whether m looks at the row's key. Such masks have a method
// UsesRow() bool.
func UsesRow(m Mask) bool {
	u, ok := m.(interface{ UsesRow() bool })
	return ok && u.UsesRow()
}

// IsNull reports whether the result of m is NULL for every value; its Append
// must not be called. Such masks have a method Null() bool.
func IsNull(m Mask) bool {
	n, ok := m.(interface{ Null() bool })
	return ok && n.Null()
}

// IsKeep reports whether m returns every value as it is, so that the field can
// be left alone. Such masks have a method Keep() bool.
func IsKeep(m Mask) bool {
	k, ok := m.(interface{ Keep() bool })
	return ok && k.Keep()
}

// KeepsNull reports whether NULL stays NULL under m, as it does for all masks
// but those made with keep_null = false. Such masks have a method KeepNull()
// bool that returns false, and AppendNull gives what takes the place of NULL.
func KeepsNull(m Mask) bool {
	k, ok := m.(interface{ KeepNull() bool })
	return !ok || k.KeepNull()
}

// AppendNull appends to dst what m, for which KeepsNull is false, puts in place
// of NULL in the row of that key.
func AppendNull(m Mask, dst, row []byte) ([]byte, error) { return m.Append(dst, nil, row) }
