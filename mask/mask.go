// Package mask turns values into masked values. It knows PostgreSQL's types by
// their text form, a secret key, and nothing else: no dumps, no policies, no
// files, no clock, no randomness.
//
//	catalog.go                   all masks; New, which makes them
//	mask.go, type.go, key.go     what goes in and out: Mask, Type, Key
//	narrow.go, order.go, among.go
//	                             what conditions leave of a type, and how masks draw of that
//	spec.go, params.go, nested.go, literal.go
//	                             what a mask says of itself, and what a rule may say
//	build.go, keyed.go           how a mask is made, and what most of them are
//
// The other files are a mask each, or a few of a kind: its Spec, its constructor
// and what it does per value. What keeps a value's form is in internal/shape.
package mask

// A Mask replaces the text of one value. Masks are immutable and safe for
// concurrent use.
type Mask interface {
	// Append appends the masked form of src to dst and returns the extended
	// slice. src is the decoded text of a value that is not NULL, in UTF-8
	// (SQL_ASCII databases may hold any bytes); it is neither changed nor kept,
	// and does not overlap dst. row is the key of the value's row, for masks
	// that follow the row (see Traits); others ignore it.
	//
	// An error says why src has no masked form; it never contains src.
	Append(dst, src, row []byte) ([]byte, error)

	// Traits says what holds of the mask whatever value it is given.
	Traits() Traits
}

// Traits are what a caller has to know of a mask beside its results. The zero
// Traits are those of a mask under which distinct values may meet.
type Traits struct {
	Class Class // what becomes of distinct values

	// RowClass is the class in rows in which the one value that the mask goes by
	// is another in each: the column of its parameter key, or the only one it
	// refers to. It is Lossy for masks that go by none.
	RowClass Class

	// Folds says that values stay apart that differ by more than the case of
	// letters and the blanks around them. Leaves says that those strings and
	// numbers do that stand at one place of JSON texts.
	Folds, Leaves bool

	UsesRow bool // it looks at the row's key
	Keep    bool // it returns every value as it is: the field can be left alone
	Null    bool // its result is NULL for every value; Append must not be called

	// FillsNull: NULL does not stay NULL, as it does under all masks but those
	// made with keep_null = false. Append of a nil src gives what takes its place.
	FillsNull bool

	// References are the columns whose values the result is made of, in the order
	// in which Append wants them in row, as AppendRowValue and AppendRowNull write
	// them. The slice is the mask's.
	References []Reference
}

// Class says what a mask does to distinct values.
type Class int

// The classes, weakest first.
const (
	Lossy     Class = iota // distinct values may meet
	Distinct               // at least 80 bits of digest: they meet by accident only
	Injective              // a permutation: they never meet
)

// String returns the class in lower case.
func (c Class) String() string { return [...]string{"lossy", "distinct", "injective"}[c] }
