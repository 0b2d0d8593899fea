package policy

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// Selection says whose rows pass: --data and --no-data of the command line. It
// is immutable; nil passes the rows of all tables.
type Selection struct{ only, not []selector }

// selector is a table, or a glob.
type selector struct {
	flag, key string
	pattern   tablePattern
}

// NewSelection returns a Selection that passes the rows of the tables that one
// of only names, or of all if only is empty, but not those that one of not
// names. They are written as the keys of [tables]; what is said of a table
// holds for its partitions and those that INHERIT it, too.
func NewSelection(only, not []string) (*Selection, error) {
	s := &Selection{}
	for _, list := range []struct {
		flag string
		keys []string
		into *[]selector
	}{{"--data", only, &s.only}, {"--no-data", not, &s.not}} {
		for _, key := range list.keys {
			pat, err := ParseTable(key)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", list.flag, key, err)
			}
			*list.into = append(*list.into, selector{list.flag, key, pat})
		}
	}
	return s, nil
}

// all returns the selectors; their numbers are those of Marks.selectors.
func (s *Selection) all() []selector {
	if s == nil {
		return nil
	}
	return slices.Concat(s.only, s.not)
}

// names reports whether the selector names the table.
func (s *selector) names(n dumpfmt.Name) bool { return s.pattern.match(n) }
