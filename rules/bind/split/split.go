// Package split keeps a row in the partition, and in the unique index, that it
// is in: the values of a column are split in parts by what decides that, and
// each part has a mask of its own, which draws within it.
//
//	New      from the conditions on a column, the bounds and lists in order
//	part     the part that a value is in
//	typeOf   what a part leaves of the column's type
//	Mask     a mask for each part; splitMask finds it for a value
package split

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/facts/expr"
)

// Split is what must not change of the values of a column.
type Split struct {
	kind   mask.Kind
	bytes  bool           // bounds of text are in the order of bytes, else it is not known
	digits bool           // they are digits, and whatever the collation, letters and digits are in that order
	bounds []string       // ascending
	points bool           // a value that is a bound stays
	lists  map[string]int // by value; values in none have list n
	listed [][]string
	where  []*expr.Cond
	asked  []string // their texts
	elem   *Split   // of an array: what must not change of its elements; nil: nothing
	modulo int      // of the hash by which rows go to partitions; 0: no hash does
	id     string   // tells it from others
}

// maxParts bounds the parts of a split, maxModulo those that a hash makes: as many
// values are tried on the average until one is of the right part.
const (
	maxParts  = 1 << 16
	maxModulo = 256
)

// New returns the split of a column of a type, nil for none; an error says
// why no mask can be sure.
func New(column string, t mask.Type, asked []*facts.Splits) (*Split, error) {
	s := &Split{kind: t.Kind, lists: map[string]int{}, bytes: t.Kind == mask.Text}
	named := false
	for _, a := range asked {
		if err := s.add(a); err != nil {
			return nil, err
		}
		named = named || a.Named
		if err := s.asks(a.Where, t); err != nil {
			return nil, err
		}
	}
	if t.Kind == mask.Text && !s.bytes && !named && areDigits(s.bounds) {
		s.bytes, s.digits = true, true
	}
	if err := s.sort(); err != nil {
		return nil, err
	}
	if err := s.number(column, t); err != nil {
		return nil, err
	}
	if s.elem != nil && s.parts() > 1 {
		return nil, ErrWhere // of the array, too
	}
	if s.parts() > maxParts || s.elem != nil && s.elem.parts() > maxParts {
		return nil, fmt.Errorf("it is split in more than %d parts", maxParts)
	}
	id := sha256.Sum256(fmt.Appendf(nil, "%s\x00%q%v%q%d", s.id, s.bounds, s.points, s.listed, s.modulo))
	s.id = string(id[:])
	return s, nil
}

// add adds the bounds of partitions.
func (s *Split) add(a *facts.Splits) error {
	switch {
	case a.Unread != "":
		return errors.New(a.Unread)
	case a.Hash && (a.Modulo == 0 || a.Modulo > maxModulo || s.modulo > 0 && s.modulo != a.Modulo):
		return errors.New("it is partitioned by a hash, which any change of a value would change")
	case a.Hash:
		s.modulo = a.Modulo
	}
	s.bounds = append(s.bounds, a.Bounds...)
	s.points = s.points || a.Points
	s.bytes = s.bytes && (!a.Locale || len(a.Bounds) == 0)
	s.listed = append(s.listed, a.Lists...)
	return nil
}

// asks adds what indexes ask of values of a type.
func (s *Split) asks(where []facts.Condition, t mask.Type) error {
	for _, w := range where {
		if (t.Kind == mask.JSON || t.Kind == mask.JSONB) && w.Node.Members(w.Column) != nil {
			continue // a mask that keeps these members keeps it
		}
		s.asked = append(s.asked, w.Text)
		s.id += "\x00where " + w.Text
		if list, ok := w.Node.Elements(w.Column, t); ok {
			s.ofElements(*t.Elem, list)
			continue
		}
		cond, err := w.Node.For(w.Column, t)
		if err != nil {
			return ErrWhere
		}
		s.where = append(s.where, cond)
	}
	return nil
}

// ErrWhere says that what an index asks of a value is not known.
var ErrWhere = errors.New("the WHERE of a unique index is not understood")

// ofElements adds conditions on the elements of an array.
func (s *Split) ofElements(elem mask.Type, list []*expr.Cond) {
	if s.elem == nil {
		s.elem = &Split{kind: elem.Kind}
	}
	s.elem.where = append(s.elem.where, list...)
}

// areDigits reports whether bounds are digits, of one length: any collation of the
// system has digits in their order, and letters behind them.
func areDigits(bounds []string) bool {
	return !slices.ContainsFunc(bounds, func(b string) bool {
		return len(b) == 0 || len(b) != len(bounds[0]) || strings.Trim(b, "0123456789") != ""
	})
}

// isPlain reports whether a text has ASCII letters and digits alone: collations do
// not agree about what else is less than a digit, or nothing.
func isPlain(v []byte) bool {
	return !slices.ContainsFunc(v, func(c byte) bool {
		return (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
	})
}

var errOrder = errors.New("how the collation of its partitions orders a value that has more than letters and digits is not known; keep the column")

// ID tells what does not change from others.
func (s *Split) ID() string { return s.id }

// Keeps reports whether all of the conditions are among those that do not change.
func (s *Split) Keeps(list []facts.Condition) bool {
	return !slices.ContainsFunc(list, func(c facts.Condition) bool { return !slices.Contains(s.asked, c.Text) })
}

// sort puts the bounds in order.
func (s *Split) sort() error {
	for _, b := range s.bounds {
		switch _, ok := s.compare([]byte(b), []byte(b)); {
		case !ok && (s.kind == mask.Text || s.kind == mask.Char):
			return fmt.Errorf("partitions are bounded by the order of its collation, which a dump does not tell (of C and POSIX it is known)")
		case !ok:
			return fmt.Errorf("the order of its values, by which partitions are bounded, is not known")
		}
	}
	order := func(a, b string) int {
		c, _ := s.compare([]byte(a), []byte(b))
		return c
	}
	slices.SortFunc(s.bounds, order)
	s.bounds = slices.CompactFunc(s.bounds, func(a, b string) bool { return order(a, b) == 0 })
	return nil
}

// compare compares two values by the order in which bounds are; ok is false where
// that is not known.
func (s *Split) compare(a, b []byte) (c int, ok bool) {
	if s.bytes {
		return bytes.Compare(a, b), true
	}
	return mask.Compare(s.kind, a, b)
}

// number gives each value of a list the number of its list.
func (s *Split) number(column string, t mask.Type) error {
	for i, values := range s.listed {
		cond, err := expr.OneOf(column, values).For(column, t)
		if err != nil {
			return fmt.Errorf("the values of a partition are not understood")
		}
		known, _ := cond.Values()
		if len(known) < len(values) {
			return fmt.Errorf("the values of a partition are not understood")
		}
		s.listed[i] = known
		for _, v := range known {
			s.lists[v] = i
		}
	}
	return nil
}

// spans returns the number of parts that bounds make.
func (s *Split) spans() int {
	if s.points {
		return 2*len(s.bounds) + 1
	}
	return len(s.bounds) + 1
}

func (s *Split) parts() int {
	return s.spans() * (len(s.listed) + 1) * max(s.modulo, 1) << min(len(s.where), 20)
}

// part returns the part that a value is in.
func (s *Split) part(v []byte) int {
	list := len(s.listed)
	if n, ok := s.lists[string(v)]; ok {
		list = n
	}
	part := s.span(v)*(len(s.listed)+1) + list
	if s.modulo > 0 {
		part = part*s.modulo + int(facts.PartitionHash(v)%uint64(s.modulo))
	}
	for _, c := range s.where {
		part <<= 1
		if c.Holds(v) == expr.True {
			part |= 1
		}
	}
	return part
}

// span returns between which bounds a value is: 0 is before the first.
func (s *Split) span(v []byte) int {
	i, at := slices.BinarySearchFunc(s.bounds, v, func(b string, v []byte) int {
		c, ok := s.compare([]byte(b), v)
		if !ok {
			return cmp.Compare(b, string(v))
		}
		return c
	})
	switch {
	case s.points && at:
		return 2*i + 1
	case s.points:
		return 2 * i
	case at:
		return i + 1
	}
	return i
}

// Mask returns a mask that has one of its own for each part, of an array whose
// elements are split for each of those; of makes the mask for a type, key is for
// buffers.
func (s *Split) Mask(t mask.Type, key *mask.Key, of func(mask.Type) (mask.Mask, error)) (mask.Mask, error) {
	if s.elem == nil {
		return s.ofParts(t, of)
	}
	elem, err := s.elem.ofParts(*t.Elem, of)
	if err != nil {
		return nil, err
	}
	return mask.Elementwise(elem, key, t.Delim), nil
}

func (s *Split) ofParts(t mask.Type, of func(mask.Type) (mask.Mask, error)) (mask.Mask, error) {
	m := &splitMask{split: s, parts: make([]mask.Mask, s.parts()), traits: mask.Traits{Class: mask.Injective, RowClass: mask.Injective}}
	for i := range m.parts {
		part, stays := s.typeOf(t, i)
		if stays {
			continue
		}
		made, err := of(part)
		if err != nil {
			return nil, err
		}
		traits := made.Traits()
		m.parts[i] = made
		m.traits.Class = min(m.traits.Class, traits.Class)
		m.traits.RowClass = min(m.traits.RowClass, traits.RowClass)
		m.traits.UsesRow = m.traits.UsesRow || traits.UsesRow
		m.traits.References = traits.References
	}
	return m, nil
}

// typeOf returns the type of a part; stays says that it has one value.
func (s *Split) typeOf(t mask.Type, part int) (_ mask.Type, stays bool) {
	number := part
	part = part >> len(s.where) / max(s.modulo, 1)
	list, span := part%(len(s.listed)+1), part/(len(s.listed)+1)
	if s.points {
		if span%2 == 1 {
			return t, true
		}
		span /= 2
	}
	if s.bytes && len(s.bounds) > 0 { // text has no ends
		t = t.Also(func(v []byte) bool { return s.part(v) == number && (!s.digits || isPlain(v)) })
	} else {
		t = s.within(t, span)
	}
	if list < len(s.listed) {
		t.Labels = s.listed[list]
	} else if len(s.listed) > 0 {
		if t.Labels != nil || t.Kind == mask.Bool {
			t.Labels = slices.DeleteFunc(slices.Clone(t.Values()), func(v string) bool { _, ok := s.lists[v]; return ok })
		}
		t = t.Also(func(v []byte) bool { _, ok := s.lists[string(v)]; return !ok })
	}
	for i, c := range s.where {
		values, ok := c.Others()
		if number>>(len(s.where)-1-i)&1 == 1 {
			values, ok = c.Values()
		}
		if ok { // no others are in the part
			t.Labels = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return s.part([]byte(v)) != number })
		}
	}
	if len(s.where) > 0 || s.modulo > 0 {
		t = t.Also(func(v []byte) bool { return s.part(v) == number })
	}
	if t.Kind != mask.Enum && t.Labels != nil {
		t.Labels = slices.DeleteFunc(slices.Clone(t.Labels), func(v string) bool { return !t.HasRoom(v) || t.Valid != nil && !t.Valid([]byte(v)) })
	}
	return t, t.Labels != nil && len(t.Labels) < 2
}

// within returns what a span leaves of a type that has ends.
func (s *Split) within(t mask.Type, span int) mask.Type {
	if span > 0 {
		t = expr.Span{Lo: s.bounds[span-1], LoStrict: s.points}.Within(t)
	}
	if span < len(s.bounds) {
		t = expr.Span{Hi: s.bounds[span], HiStrict: true}.Within(t)
	}
	return t
}

// splitMask masks a value by the mask of its part.
type splitMask struct {
	split  *Split
	parts  []mask.Mask // nil: the value stays
	traits mask.Traits
}

func (m *splitMask) Append(dst, src, row []byte) ([]byte, error) {
	if src == nil {
		return dst, nil
	}
	if m.split.digits && !isPlain(src) {
		return dst, errOrder
	}
	part := m.parts[m.split.part(src)]
	if part == nil {
		return append(dst, src...), nil
	}
	return part.Append(dst, src, row)
}

func (m *splitMask) Traits() mask.Traits { return m.traits }
