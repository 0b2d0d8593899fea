//go:build cgo

package ddl

import pg "github.com/pganalyze/pg_query_go/v5"

// text is a place in the statement. A node of the tree says where it begins, in
// the best case, and never where it ends.
type text struct{ *parser }

// at returns the place that a node says.
func (r *treeReader) at(location int32) text {
	t := text{newParser(r.src)}
	t.Seek(int(location))
	return t
}

// constraintText returns the place after the words kws of a constraint. Its
// node says where its first word is: CONSTRAINT or one of them.
func (r *treeReader) constraintText(n *pg.Constraint, kws ...string) text {
	t := r.at(n.Location)
	if t.Accept("constraint") {
		t.ident()
	}
	t.expect(kws...)
	return t
}

// upTo returns the text up to the first of the stops behind it, or the ',' or
// ')' that ends the item.
func (t text) upTo(stops []int) string {
	lo := t.Token().Lo
	for !t.atItemEnd() && t.err == nil {
		for _, stop := range stops {
			if stop > lo && t.Token().Lo == stop {
				return t.between(lo)
			}
		}
		t.skipGroup()
	}
	return t.between(lo)
}

// toWord steps to the key word and over it.
func (t text) toWord(kw string) {
	for !t.AtEnd() && !t.Is(kw) {
		t.skipGroup()
	}
	t.expect(kw)
}

// toList steps to the next '(' that opens a list.
func (t text) toList() {
	for !t.AtEnd() && !t.Token().Is('(') {
		t.Next()
	}
}

// indexTexts reads a list of elements and returns the text of each.
func (t text) indexTexts() []string {
	var list []string
	t.toList()
	t.list(func() {
		lo := t.Token().Lo
		t.skipItem()
		list = append(list, t.between(lo))
	})
	return list
}

// toAction steps to the nth action of an ALTER TABLE whose table is here.
func (t text) toAction(nth int) {
	t.name()
	t.AcceptPunct('*')
	for range nth {
		t.skipItem()
		t.expectPunct(',')
	}
}
