//go:build cgo

package ddl

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"sanitize/dumpfmt"
)

func (r *treeReader) index(n *pg.IndexStmt) statement {
	st := &createIndex{table: rangeVar(n.Relation)}
	k := &st.index
	k.Name, k.Kind = n.Idxname, dumpfmt.Index
	if n.Unique {
		k.Kind = dumpfmt.Unique
	}
	k.Predicate, k.NullsNotDistinct = n.WhereClause != nil, n.NullsNotDistinct
	t := r.at(n.Relation.Location)
	texts := t.indexTexts()
	for i, e := range n.IndexParams {
		k.addElement(e.GetIndexElem(), texts[i])
	}
	if k.Predicate {
		t.toWord("where")
		k.Where = t.rest()
	}
	return st
}

// addElement adds an element of an index or EXCLUDE, whose text is given.
func (k *constraint) addElement(e *pg.IndexElem, text string) {
	if e.GetName() == "" {
		k.addExpr(text)
		return
	}
	k.addColumn(e.Name, text)
}

var strategies = map[pg.PartitionStrategy]string{
	pg.PartitionStrategy_PARTITION_STRATEGY_LIST:  "list",
	pg.PartitionStrategy_PARTITION_STRATEGY_RANGE: "range",
	pg.PartitionStrategy_PARTITION_STRATEGY_HASH:  "hash",
}

func (r *treeReader) partitionBy(n *pg.PartitionSpec) *dumpfmt.Partitioning {
	by := &dumpfmt.Partitioning{Strategy: strategies[n.Strategy]}
	t := r.at(n.Location)
	texts := t.indexTexts()
	for i, node := range n.PartParams {
		e := dumpfmt.PartitionElement{Column: node.GetPartitionElem().GetName()}
		if e.Column == "" {
			e.Expr = texts[i]
		} else if of := node.GetPartitionElem().GetCollation(); len(of) > 0 {
			name := qualified(of)
			e.Collation = &name
		}
		e.Opclass = e.Column != "" && len(node.GetPartitionElem().GetOpclass()) > 0
		by.Keys = append(by.Keys, e)
	}
	return by
}

// bound reads the bounds of a partition; nil if there are none.
func (r *treeReader) bound(n *pg.PartitionBoundSpec) *dumpfmt.Bound {
	if n == nil {
		return nil
	}
	t := r.at(n.Location)
	return &dumpfmt.Bound{
		Default: n.IsDefault, Modulus: int(n.Modulus),
		List: t.boundValuesOf(n.Listdatums), From: t.boundValuesOf(n.Lowerdatums), To: t.boundValuesOf(n.Upperdatums),
	}
}

// boundValuesOf returns the values of the next list.
func (t text) boundValuesOf(nodes []*pg.Node) []dumpfmt.BoundValue {
	if len(nodes) == 0 {
		return nil
	}
	texts := t.indexTexts()
	list := make([]dumpfmt.BoundValue, len(nodes))
	for i, n := range nodes {
		list[i] = boundValue(n, texts[i])
	}
	return list
}

func boundValue(n *pg.Node, text string) dumpfmt.BoundValue {
	if name := n.GetColumnRef().GetFields(); len(name) == 1 {
		switch strings.ToLower(name[0].GetString_().GetSval()) {
		case "minvalue":
			return dumpfmt.BoundValue{Kind: dumpfmt.BoundMin}
		case "maxvalue":
			return dumpfmt.BoundValue{Kind: dumpfmt.BoundMax}
		}
	}
	if c := n.GetAConst(); c != nil {
		switch v := c.GetVal().(type) {
		case nil:
			return dumpfmt.BoundValue{Kind: dumpfmt.BoundNull}
		case *pg.A_Const_Sval:
			return dumpfmt.BoundValue{Text: v.Sval.Sval}
		case *pg.A_Const_Ival, *pg.A_Const_Fval, *pg.A_Const_Boolval:
			return dumpfmt.BoundValue{Text: strings.ToLower(strings.ReplaceAll(text, " ", ""))}
		}
	}
	return dumpfmt.BoundValue{Kind: dumpfmt.BoundExpr, Text: text}
}
