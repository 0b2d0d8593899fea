package facts

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// Splits are the questions about a column's values whose answers decide where a
// row is: in which partition, and in which unique index; and what a CHECK says that
// asks others, too. A mask must not change any of them.
type Splits struct {
	Bounds []string    // of RANGE partitions: values at which one ends or begins
	Points bool        // whether a value is a bound matters, too: more columns follow
	Locale bool        // bounds are in the order of a collation that is not known
	Named  bool        // and which the dump names: one may order digits as numbers
	Lists  [][]string  // of LIST partitions: the values of each; all others are in one more
	Where  []Condition // of unique indexes, and of CHECKs about several columns
	Hash   bool        // the column is in the key of HASH partitions
	Modulo int         // by the hash modulo which a row then goes to its partition; 0: any change may move it
	Unread string      // why it is not known what is asked, "" if it is

	id [sha256.Size]byte // of all but Where
}

// Splits returns what partitions ask of a column, in the whole family that the
// table is in, and what unique indexes of the table do; nil if that is nothing.
func (t *Table) Splits(column string) *Splits {
	s := &Splits{}
	lineage := t.lineage()
	top := lineage[len(lineage)-1]
	if top.Partitioning != nil || top.PartitionKeyExpr || len(top.PartitionKey) > 0 {
		s = t.schema.partitionSplits(top, column)
	}
	where := t.askedByChecks(column)
	if u := t.Use(column); u != nil {
		where = append(where, u.Where...)
	}
	if where != nil {
		own := *s
		own.Where = where
		s = &own
	}
	if s.Bounds == nil && s.Lists == nil && s.Where == nil && !s.Hash && s.Unread == "" {
		return nil
	}
	return s
}

// partitionSplits returns what the partitions of a family ask of a column.
func (s *Schema) partitionSplits(top *Table, column string) *Splits {
	if known := top.splits[column]; known != nil {
		return known
	}
	splits := &Splits{}
	for _, p := range s.Family(top.Name) {
		if p.IsEmptyRoot() {
			continue // no row can be in it
		}
		switch {
		case p.Partitioning != nil:
			for i, key := range p.Partitioning.Keys {
				splits.add(s, p, i, key, column)
			}
		case p.PartitionKeyExpr && len(p.PartitionKeyUses) == 0,
			slices.Contains(p.PartitionKey, column), slices.Contains(p.PartitionKeyUses, column):
			splits.Unread = "how its table is partitioned is not understood"
		}
	}
	slices.Sort(splits.Bounds)
	splits.Bounds = slices.Compact(splits.Bounds)
	splits.id = sha256.Sum256(fmt.Appendf(nil, "%q%v%v%v%q%v%d%s", splits.Bounds, splits.Points, splits.Locale, splits.Named, splits.Lists, splits.Hash, splits.Modulo, splits.Unread))
	if top.splits == nil {
		top.splits = map[string]*Splits{}
	}
	top.splits[column] = splits
	return splits
}

// add adds what the partitions of p ask of a column, if it is element i of its
// key.
func (s *Splits) add(schema *Schema, p *Table, i int, key dumpfmt.PartitionElement, column string) {
	if key.Column != column {
		if slices.Contains(key.Uses, column) {
			s.Unread = "an expression of it is in the partition key"
		}
		return
	}
	if p.Partitioning.Strategy == "hash" {
		s.Modulo = schema.modulo(p, &key)
		if s.Hash {
			s.Modulo = 0 // at several levels
		}
		s.Hash = true
		return
	}
	if p.Partitioning.Strategy == "range" {
		s.Points = s.Points || i+1 < len(p.Partitioning.Keys)
		s.Locale = s.Locale || !schema.byBytes(p, &key)
		c := p.Column(column)
		s.Named = s.Named || key.Collation != nil || c == nil || c.Collation != nil || !IsCatalog(c.Type.Name)
	}
	for _, name := range schema.children[p.Name] {
		child := schema.tables[name]
		if child == nil || !child.Partition {
			continue
		}
		s.addBound(child.Bound, i)
	}
}

// modulo returns the greatest modulus of the partitions of p, of which all others
// are factors, if its key is one column of text whose hash is known; else 0.
func (s *Schema) modulo(p *Table, key *dumpfmt.PartitionElement) int {
	c := p.Column(key.Column)
	if len(p.Partitioning.Keys) != 1 || c == nil || key.Opclass || key.Collation != nil || c.Collation != nil {
		return 0
	}
	if ref := c.Type; !IsCatalog(ref.Name) || ref.Dims > 0 || ref.Name.Name != "text" && ref.Name.Name != "varchar" {
		return 0
	}
	most := 1
	for _, name := range s.children[p.Name] {
		child := s.tables[name]
		if child == nil || child.Bound == nil || child.Bound.Modulus == 0 {
			return 0
		}
		most = max(most, child.Bound.Modulus)
	}
	return most
}

// byBytes reports whether text in an element of a key is for certain in the order
// of its bytes. A dump does not say in which order the database is.
func (s *Schema) byBytes(p *Table, key *dumpfmt.PartitionElement) bool {
	of := key.Collation
	column := p.Column(key.Column)
	if of == nil && column != nil {
		of = column.Collation
		if d := s.schema.Types[column.Type.Name]; of == nil && d != nil && d.Kind == dumpfmt.Domain {
			of = d.Collation
		}
	}
	return of != nil && (of.Schema == "" || of.Schema == "pg_catalog") && (of.Name == "C" || of.Name == "POSIX" || of.Name == "ucs_basic")
}

// addBound adds what a partition's bound says of element i of the key.
func (s *Splits) addBound(b *dumpfmt.Bound, i int) {
	switch {
	case b == nil:
		s.Unread = "the bounds of a partition are not known"
	case b.Default:
	case b.List != nil:
		var values []string
		for _, v := range b.List {
			switch v.Kind {
			case dumpfmt.BoundLiteral:
				values = append(values, v.Text)
			case dumpfmt.BoundExpr:
				s.Unread = "a partition's bound is an expression"
			}
		}
		s.Lists = append(s.Lists, values)
	default:
		for _, end := range [...][]dumpfmt.BoundValue{b.From, b.To} {
			if i >= len(end) || end[i].Kind == dumpfmt.BoundExpr {
				s.Unread = "a partition's bound is an expression"
			} else if end[i].Kind == dumpfmt.BoundLiteral {
				s.Bounds = append(s.Bounds, end[i].Text)
			}
		}
	}
}

// forgetSplits has the splits of the family of a table computed again.
func (s *Schema) forgetSplits(t *Table) {
	for _, above := range t.lineage() {
		above.splits = nil
	}
}

// ID tells what is asked from what else is.
func (s *Splits) ID() string {
	id := string(s.id[:])
	for _, w := range s.Where {
		id += "\x00" + w.Text
	}
	return id
}
