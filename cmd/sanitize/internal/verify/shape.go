package verify

import (
	"bytes"
	"strings"
)

// A shape is what stands between the parts of values that have some: the marks of
// JSON, of arrays, of composites or of hstore. Masks change the parts and leave the shape.
type shape struct {
	marks string
	null  string
	json  bool
}

var (
	shapeJSON  = &shape{"{}[],:", "null", true}
	shapeArray = &shape{"{},", "NULL", false}
	shapeRow   = &shape{"(),", "", false}
	shapePairs = &shape{",=>", "NULL", false}
)

// shape returns the shape that a value of the kind has, nil if that is not known.
func (k kind) shape(v []byte) *shape {
	switch {
	case k == kindJSON:
		return shapeJSON
	case k != kindNested || len(v) == 0:
		return nil
	case v[0] == '{':
		return shapeArray
	case v[0] == '(':
		return shapeRow
	case v[0] == '"':
		return shapePairs
	}
	return nil
}

// same reports whether two values have the same marks, NULLs and numbers of parts,
// and parts of the same kinds.
func (s *shape) same(a, b []byte) bool {
	for {
		x, restA := s.next(a)
		y, restB := s.next(b)
		if x != y {
			return false
		}
		if x == 0 {
			return true
		}
		a, b = restA, restB
	}
}

// next returns the first mark of v, or a letter for the kind of its first part, and
// the rest; 0 at the end.
func (s *shape) next(v []byte) (what byte, rest []byte) {
	v = v[skipBlanks(v, 0):]
	switch {
	case len(v) == 0:
		return 0, nil
	case strings.IndexByte(s.marks, v[0]) >= 0:
		return v[0], v[1:]
	case v[0] == '"':
		end := stringEnd(v, 0)
		for !s.json && end < len(v) && v[end] == '"' { // doubled, in a composite
			end = stringEnd(v, end)
		}
		return 's', v[end:]
	}
	end := bytes.IndexAny(v, s.marks)
	if end < 0 {
		end = len(v)
	}
	switch part := bytes.TrimSpace(v[:end]); {
	case string(part) == s.null:
		return 'n', v[end:]
	case !s.json: // whether quotes are needed is the value's affair
		return 's', v[end:]
	case bytes.HasPrefix(part, []byte{'t'}), bytes.HasPrefix(part, []byte{'f'}):
		return 'b', v[end:]
	}
	return 'd', v[end:]
}

// stringEnd returns where the string that begins at i ends, after its quote.
func stringEnd(v []byte, i int) int {
	for i++; i < len(v); i++ {
		switch v[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(v)
}

func skipBlanks(v []byte, i int) int {
	for i < len(v) && (v[i] == ' ' || v[i] == '\t' || v[i] == '\n' || v[i] == '\r') {
		i++
	}
	return i
}
