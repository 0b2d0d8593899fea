//go:build cgo

package ddl

import (
	"errors"
	"fmt"
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"sanitize/dumpfmt"
)

// tree reads a statement with PostgreSQL's grammar, of version 16.
//
//	tree.go        CREATE TABLE: columns, constraints
//	tree_index.go  indexes, partition keys, bounds
//	tree_alter.go  ALTER and DROP
//	tree_type.go   types
//	tree_text.go   where the texts of expressions are, which no node says
//	notree.go      in its place in builds without cgo
func tree(src []byte) (statement, error) {
	res, err := pg.Parse(string(src))
	if err != nil || len(res.Stmts) != 1 {
		return nil, errGrammar
	}
	r := treeReader{src: src}
	return r.statement(res.Stmts[0].Stmt)
}

// grammatical reports whether PostgreSQL's grammar takes stmt for a statement.
func grammatical(stmt []byte) bool {
	res, err := pg.Parse(string(stmt))
	return err == nil && len(res.Stmts) == 1
}

// treeReader makes statements of parse trees. The texts of expressions are
// taken from src: a deparsed tree would be another text.
type treeReader struct{ src []byte }

func (r *treeReader) statement(n *pg.Node) (statement, error) {
	switch n := n.Node.(type) {
	case *pg.Node_CreateStmt:
		return r.createTable(n.CreateStmt)
	case *pg.Node_CreateForeignTableStmt:
		return r.createTable(n.CreateForeignTableStmt.BaseStmt)
	case *pg.Node_CreateTableAsStmt:
		return nil, errAs(rangeVar(n.CreateTableAsStmt.Into.GetRel()))
	case *pg.Node_IndexStmt:
		return r.index(n.IndexStmt), nil
	case *pg.Node_CompositeTypeStmt:
		return r.composite(n.CompositeTypeStmt)
	case *pg.Node_CreateEnumStmt:
		return enum(n.CreateEnumStmt), nil
	case *pg.Node_CreateRangeStmt:
		return rangeType(n.CreateRangeStmt)
	case *pg.Node_CreateDomainStmt:
		return r.domain(n.CreateDomainStmt)
	case *pg.Node_DefineStmt:
		t := dumpfmt.Type{Name: qualified(n.DefineStmt.Defnames), Kind: dumpfmt.Base}
		return &createType{t}, nil
	}
	return r.alteration(n)
}

func (r *treeReader) createTable(n *pg.CreateStmt) (statement, error) {
	st := &createTable{
		name:        rangeVar(n.Relation),
		temp:        n.Relation.Relpersistence == "t",
		ifNotExists: n.IfNotExists,
		partitionOf: n.Partbound != nil,
	}
	for _, parent := range n.InhRelations {
		st.parents = append(st.parents, rangeVar(parent.GetRangeVar()))
	}
	if n.OfTypename != nil {
		st.ofType = qualified(n.OfTypename.Names)
	}
	if st.bound = r.bound(n.Partbound); n.Partspec != nil {
		st.partitionBy = r.partitionBy(n.Partspec)
	}
	st.elems = slices.Grow(st.elems, len(n.TableElts))
	for _, e := range n.TableElts {
		if err := r.tableElement(st, e); err != nil {
			return nil, fmt.Errorf("table %s: %w", st.name, err)
		}
	}
	return st, nil
}

func (r *treeReader) tableElement(st *createTable, n *pg.Node) error {
	switch n := n.Node.(type) {
	case *pg.Node_ColumnDef:
		e, inline, err := r.column(n.ColumnDef)
		st.elems = append(st.elems, e)
		st.constraints = append(st.constraints, inline...)
		return err
	case *pg.Node_Constraint:
		k, err := r.constraint(n.Constraint)
		st.constraints = append(st.constraints, k)
		return err
	case *pg.Node_TableLikeClause:
		like := n.TableLikeClause
		st.elems = append(st.elems, element{like: rangeVar(like.Relation), likeOpts: likeOpts(like.Options)})
		return nil
	}
	return errors.New("an element of a kind that is not known, want a column, a constraint or LIKE")
}

// column reads a column and, apart, the constraints that stand with it.
func (r *treeReader) column(n *pg.ColumnDef) (element, []constraint, error) {
	var e element
	e.Name = n.Colname
	if n.TypeName != nil {
		e.typed = true
		typ, err := typeRef(n.TypeName)
		if err != nil {
			return e, nil, fmt.Errorf("column %s: %w", dumpfmt.QuoteIdent(e.Name), err)
		}
		e.Type = typ
	}
	e.Collation = collation(n.CollClause)
	inline, err := r.qualifiers(&e.Column, n.Constraints, n.CollClause)
	if err != nil {
		return e, nil, fmt.Errorf("column %s: %w", dumpfmt.QuoteIdent(e.Name), err)
	}
	return e, inline, nil
}

// qualifiers reads what the grammar holds as the constraints of a column, and
// as its COLLATE.
func (r *treeReader) qualifiers(c *dumpfmt.Column, nodes []*pg.Node, collate *pg.CollateClause) ([]constraint, error) {
	stops := []int{int(collate.GetLocation())}
	for _, node := range nodes {
		stops = append(stops, int(node.GetConstraint().GetLocation()))
	}
	var list []constraint
	for _, node := range nodes {
		n := node.GetConstraint()
		switch n.GetContype() {
		case pg.ConstrType_CONSTR_NOTNULL:
			c.NotNull = true
		case pg.ConstrType_CONSTR_IDENTITY:
			c.Identity = true
		case pg.ConstrType_CONSTR_GENERATED:
			c.Generated, c.Expr = true, r.constraintText(n, "generated", "always", "as").parens()
		case pg.ConstrType_CONSTR_DEFAULT:
			c.Default = r.constraintText(n, "default").upTo(stops)
		case pg.ConstrType_CONSTR_CHECK, pg.ConstrType_CONSTR_PRIMARY,
			pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_FOREIGN:
			k, err := r.constraint(n)
			if err != nil {
				return nil, err
			}
			if k.Kind != dumpfmt.Check {
				k.Columns = []string{c.Name}
			}
			list = append(list, k)
		}
	}
	return list, nil
}

// constraint reads a table's constraint, or one that stands with a column and
// then names no columns.
func (r *treeReader) constraint(n *pg.Constraint) (constraint, error) {
	var k constraint
	k.Name = n.Conname
	k.NotValid = n.SkipValidation
	k.Columns = stringList(n.Keys)
	k.usingIndex = n.Indexname
	switch n.Contype {
	case pg.ConstrType_CONSTR_CHECK:
		k.Kind = dumpfmt.Check
		k.Def = r.constraintText(n, "check").parens()
	case pg.ConstrType_CONSTR_PRIMARY:
		k.Kind = dumpfmt.PrimaryKey
	case pg.ConstrType_CONSTR_UNIQUE:
		k.Kind = dumpfmt.Unique
		k.NullsNotDistinct = n.NullsNotDistinct
	case pg.ConstrType_CONSTR_EXCLUSION:
		k.Kind = dumpfmt.Exclude
		p := r.constraintText(n, "exclude")
		texts := p.indexTexts()
		for i, e := range n.Exclusions {
			k.addElement(e.GetList().GetItems()[0].GetIndexElem(), texts[i])
		}
		if n.WhereClause != nil {
			k.Predicate = true
			p.toWord("where")
			k.Where = p.parens()
		}
	case pg.ConstrType_CONSTR_FOREIGN:
		k.Kind = dumpfmt.ForeignKey
		k.Columns = stringList(n.FkAttrs)
		k.RefTable = rangeVar(n.Pktable)
		k.RefColumns = stringList(n.PkAttrs)
		k.MatchFull = n.FkMatchtype == "f" // FKCONSTR_MATCH_FULL
	default:
		return k, errors.New("a constraint of a kind that is not known")
	}
	return k, nil
}

func collation(n *pg.CollateClause) *dumpfmt.Name {
	if n == nil {
		return nil
	}
	name := qualified(n.Collname)
	return &name
}

// rangeVar returns the name of a table.
func rangeVar(n *pg.RangeVar) dumpfmt.Name {
	return dumpfmt.Name{Schema: n.GetSchemaname(), Name: n.GetRelname()}
}

// qualified returns the name that a list of one to three strings makes.
func qualified(list []*pg.Node) dumpfmt.Name {
	parts := stringList(list)
	var n dumpfmt.Name
	if len(parts) > 0 {
		n.Name = parts[len(parts)-1]
	}
	if len(parts) > 1 {
		n.Schema = parts[len(parts)-2]
	}
	return n
}

func stringList(nodes []*pg.Node) []string {
	if len(nodes) == 0 {
		return nil
	}
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = n.GetString_().GetSval()
	}
	return list
}
