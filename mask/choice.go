package mask

import (
	"errors"
	"fmt"
)

// choice picks one of a few values by the row and the value. It may pick the
// value itself: among two, never to do so would give it away.
type choice struct{ values []string }

var choiceSpec = Spec{
	Name: "choice", Family: "values",
	Summary: "one of a few values, by the row: an enum's labels, true or false, or values", Makes: "one of its values",
	Params: []Param{{Name: "values", Kind: ListParam, Default: "the labels of an enum, the values that a CHECK lists, or true and false", Help: "what to choose from"}, seedColumn},
	Kinds: []Kind{Text, Char, Int, Numeric, Float, Money, Bool, Date, Timestamp, TimestampTZ, Time, TimeTZ, Interval,
		UUID, Inet, CIDR, MAC, Bit, JSON, JSONB, Enum},
	Example: "t", On: Type{Kind: Bool, Name: "boolean"}, fills: true, make: makeChoice,
}

func makeChoice(b *build) (Mask, error) {
	values, err := b.choices()
	if err != nil {
		return nil, err
	}
	return b.choice(values), nil
}

func (b *build) choice(values []string) Mask {
	m := b.keyed(&choice{values}, Lossy)
	m.traits.UsesRow, m.fixed = true, true
	return m
}

func (b *build) choices() ([]string, error) {
	list, _ := b.params["values"].([]any)
	switch {
	case list != nil:
		values := make([]string, len(list))
		for i, v := range list {
			text, _ := literal(v)
			text, err := b.valid(text)
			if n := b.typ.narrowed(); err == nil && n != nil && !n.holds([]byte(text)) {
				err = errors.New("the column's conditions do not allow it")
			}
			if err != nil {
				return nil, paramError("values", "element %d: %w", i+1, err)
			}
			values[i] = text
		}
		return values, nil
	case len(b.typ.Labels) > 0:
		return b.typ.Labels, nil
	case b.typ.Kind == Bool:
		return []string{"t", "f"}, nil
	case b.typ.Kind == Enum:
		return nil, fmt.Errorf("type %s has no labels to choose from", b.typ.title())
	}
	return nil, paramError("values", "mask choice needs it where the type is %s", b.typ.title())
}

func (c *choice) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.seedBoth(src)
	return append(dst, c.values[s.Between(0, uint64(len(c.values)-1))]...), nil
}
