package mask

import (
	"fmt"

	"sanitize/mask/internal/shape"
)

// leafwise returns the algo that scrambles what a value is made of.
func leafwise(t Type) (algo, error) {
	switch t.Kind {
	case Text, Char:
		return textual{}, nil
	case Int:
		return newInteger(t), nil
	case Numeric, Float, Money:
		return newDecimal(t), nil
	case Interval:
		return interval{}, nil
	case Bytea:
		return byteString{}, nil
	case JSON, JSONB:
		return document{}, nil
	case TSVector:
		return tsvector{}, nil
	case Geometric:
		return geometry{}, nil
	case Spatial:
		return spatial{}, nil
	}
	return nil, fmt.Errorf("mask scramble cannot do %s", t.title())
}

// textual is the scramble of text. A JSON document stays one, and so does XML.
type textual struct {
	names *jsonNames // of the keys in a JSON document; nil: they say nothing
	dates *jsonDates // of its seconds and milliseconds; nil: they are numbers
}

func (t textual) append(dst, src []byte, s *scratch) ([]byte, error) {
	if isBracketed(src) {
		n := len(dst)
		s.names, s.dates = t.names, t.dates
		out, err := s.document(dst, src, true)
		if err == nil {
			return out, nil
		}
		dst, s.names, s.dates = out[:n], nil, nil
	}
	if isMarkup(src) {
		return s.markup(dst, src, func(dst, v []byte) []byte { return s.Like(dst, v, shape.Literals) }), nil
	}
	return s.Like(dst, src, shape.Literals), nil
}
