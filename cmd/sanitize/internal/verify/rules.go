package verify

import (
	"regexp"
	"strconv"

	"sanitize/dumpfmt"
)

// Rules are what is known of how the second dump was made. The zero value
// knows nothing: what was masked is then inferred from what differs.
type Rules struct {
	// Source says where the decisions come from, for the reader; "" if there
	// are none.
	Source string
	// Column returns what is done to a column of a table of the database that
	// so many \connect came before; false if that is not known. It may be nil.
	Column func(database int, table dumpfmt.Name, column string) (Decision, bool)
	// Table returns what is done to the rows of a table. It may be nil.
	Table func(database int, table dumpfmt.Name) TableRule
	// Outside returns the choice of a key of [outside] for a statement. It may
	// be nil: each key then has all its choices.
	Outside func(key string, stmt []byte) string
}

// Decision is what is done to the values of a column.
type Decision struct {
	Mask string // its name, for the reader
	Kept bool

	// Free masks may put a value in the place of NULL and '', and the other way
	// round.
	Free bool
	// Loose masks may give a value as it was: they round, choose, or leave what
	// does not match.
	Loose bool
	// Partly masks keep a part of the value on purpose.
	Partly bool
	// Listed masks give words of a list, which may be originals by chance.
	Listed bool
	// Function masks give equal values equal results.
	Function bool
	// Injective masks give different values different results.
	Injective bool
	// Null masks leave nothing but NULLs and ''.
	Null bool
	// Set is what all values but NULL and '' become, nil if that is not one value
	// that is known.
	Set *string
}

// becomes reports whether a value, nil for NULL, may be a result.
func (d *Decision) becomes(v []byte) bool {
	return len(v) == 0 || !d.Null && (d.Set == nil || alike(string(v), *d.Set))
}

// alike reports whether a value is another one, as text, as a boolean or as a number.
func alike(v, want string) bool {
	if v == want {
		return true
	}
	if v == "t" || v == "f" {
		is, err := strconv.ParseBool(want)
		return err == nil && is == (v == "t")
	}
	x, err1 := strconv.ParseFloat(v, 64)
	y, err2 := strconv.ParseFloat(want, 64)
	return err1 == nil && err2 == nil && x == y
}

// TableRule is what is done to the rows of a table.
type TableRule struct {
	Drop   bool // all of them go
	Sample bool // some of them go, by a key that is not known
	Rows   []RowRule
}

// RowRule is a rule for rows: the first whose conditions hold decides.
type RowRule struct {
	Where []Condition
	Drop  bool
	// Sets are the columns that get another value: this one, or if it is nil one
	// that is not known.
	Sets map[string]*string
}

// Condition is what a rule says of a column's value.
type Condition struct {
	Column  string
	OneOf   []string       // the value is one of these
	Like    *regexp.Regexp // the value matches
	Null    bool           // the value is NULL
	NotNull bool           // the value is not
}

// mayDrop reports whether rows of the table may be missing.
func (t *TableRule) mayDrop() bool {
	if t.Drop || t.Sample {
		return true
	}
	for _, r := range t.Rows {
		if r.Drop {
			return true
		}
	}
	return false
}
