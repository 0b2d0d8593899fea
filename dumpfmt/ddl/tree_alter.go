//go:build cgo

package ddl

import (
	"fmt"

	pg "github.com/pganalyze/pg_query_go/v5"
)

func (r *treeReader) alteration(n *pg.Node) (statement, error) {
	switch n := n.Node.(type) {
	case *pg.Node_AlterTableStmt:
		return r.alterTable(n.AlterTableStmt)
	case *pg.Node_AlterEnumStmt:
		e := n.AlterEnumStmt
		return &alterEnum{
			name: qualified(e.TypeName), old: e.OldVal, label: e.NewVal, neighbour: e.NewValNeighbor,
			after: e.NewValIsAfter && e.NewValNeighbor != "",
		}, nil
	case *pg.Node_AlterDomainStmt:
		return r.alterDomain(n.AlterDomainStmt)
	case *pg.Node_DropStmt:
		return dropped(n.DropStmt), nil
	case *pg.Node_RenameStmt:
		return renamed(n.RenameStmt), nil
	case *pg.Node_AlterObjectSchemaStmt:
		return moved(n.AlterObjectSchemaStmt), nil
	}
	return irrelevant{}, nil
}

func (r *treeReader) alterTable(n *pg.AlterTableStmt) (statement, error) {
	st := &alterTable{name: rangeVar(n.Relation), only: !n.Relation.Inh}
	switch n.Objtype {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_FOREIGN_TABLE:
	case pg.ObjectType_OBJECT_TYPE:
		st.isType = true
		st.only = false
	default:
		return irrelevant{}, nil
	}
	for i, node := range n.Cmds {
		a, err := r.action(node.GetAlterTableCmd(), n.Relation.Location, i)
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", st.name, err)
		}
		st.actions = append(st.actions, a)
	}
	return st, nil
}

// action reads the nth action of ALTER TABLE, whose table's name is at table.
func (r *treeReader) action(n *pg.AlterTableCmd, table int32, nth int) (action, error) {
	a := action{kind: actionKinds[n.Subtype], column: n.Name}
	var err error
	switch a.kind {
	case nothing:
		a.column = ""
	case dropNotNull, setNotNull, addIdentity, dropIdentity, dropExpression,
		dropColumn, dropConstraint, validateConstraint, dropOfType:
	case addColumn:
		a.ifNew = n.MissingOk
		a.elem, a.inline, err = r.column(n.Def.GetColumnDef())
	case columnType:
		a.typ, err = typeRef(n.Def.GetColumnDef().GetTypeName())
		a.collation = collation(n.Def.GetColumnDef().GetCollClause())
	case setDefault:
		if n.Def != nil {
			a.def = r.newDefault(table, nth)
		}
	case addConstraint:
		a.constraint, err = r.constraint(n.Def.GetConstraint())
	case addParent, dropParent:
		a.table = rangeVar(n.Def.GetRangeVar())
	case attachPartition, detachPartition:
		a.table = rangeVar(n.Def.GetPartitionCmd().GetName())
		a.bound = r.bound(n.Def.GetPartitionCmd().GetBound())
	case setOfType:
		a.table = qualified(n.Def.GetTypeName().GetNames())
	}
	return a, err
}

// actionKinds are the kinds of actions; those that say nothing of the schema are
// not among them.
var actionKinds = map[pg.AlterTableType]actionKind{
	pg.AlterTableType_AT_AddColumn:          addColumn,
	pg.AlterTableType_AT_DropColumn:         dropColumn,
	pg.AlterTableType_AT_AlterColumnType:    columnType,
	pg.AlterTableType_AT_ColumnDefault:      setDefault,
	pg.AlterTableType_AT_SetNotNull:         setNotNull,
	pg.AlterTableType_AT_DropNotNull:        dropNotNull,
	pg.AlterTableType_AT_AddIdentity:        addIdentity,
	pg.AlterTableType_AT_DropIdentity:       dropIdentity,
	pg.AlterTableType_AT_DropExpression:     dropExpression,
	pg.AlterTableType_AT_AddConstraint:      addConstraint,
	pg.AlterTableType_AT_DropConstraint:     dropConstraint,
	pg.AlterTableType_AT_ValidateConstraint: validateConstraint,
	pg.AlterTableType_AT_AddInherit:         addParent,
	pg.AlterTableType_AT_DropInherit:        dropParent,
	pg.AlterTableType_AT_AttachPartition:    attachPartition,
	pg.AlterTableType_AT_DetachPartition:    detachPartition,
	pg.AlterTableType_AT_AddOf:              setOfType,
	pg.AlterTableType_AT_DropOf:             dropOfType,
}

// newDefault returns the text of the expression in the nth action, ALTER [COLUMN]
// name SET DEFAULT: the node of an action does not say where it is.
func (r *treeReader) newDefault(table int32, nth int) string {
	t := r.at(table)
	t.toAction(nth)
	t.expect("alter")
	t.Accept("column")
	t.ident()
	t.expect("set", "default")
	return t.upTo(nil)
}

func (r *treeReader) alterDomain(n *pg.AlterDomainStmt) (statement, error) {
	st := &alterDomain{name: qualified(n.TypeName)}
	switch n.Subtype {
	case "O": // SET NOT NULL
		st.notNull = true
	case "N":
		st.dropNotNull = true
	case "C": // ADD CONSTRAINT
		k := n.Def.GetConstraint()
		if k.GetContype() != pg.ConstrType_CONSTR_CHECK {
			st.notNull = k.GetContype() == pg.ConstrType_CONSTR_NOTNULL
			break
		}
		st.check = r.constraintText(k, "check").parens()
	default:
		return irrelevant{}, nil
	}
	return st, nil
}

func dropped(n *pg.DropStmt) statement {
	st := &drop{cascade: n.Behavior == pg.DropBehavior_DROP_CASCADE}
	switch n.RemoveType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		st.table = true
		for _, o := range n.Objects {
			st.names = append(st.names, qualified(o.GetList().GetItems()))
		}
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		for _, o := range n.Objects {
			st.names = append(st.names, qualified(o.GetTypeName().GetNames()))
		}
	default:
		return irrelevant{}
	}
	return st
}

func renamed(n *pg.RenameStmt) statement {
	switch n.RenameType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		return &rename{table: rangeVar(n.Relation), only: !n.Relation.Inh, to: n.Newname}
	case pg.ObjectType_OBJECT_COLUMN:
		return &rename{table: rangeVar(n.Relation), only: !n.Relation.Inh, column: n.Subname, to: n.Newname}
	case pg.ObjectType_OBJECT_ATTRIBUTE:
		return &renameType{rangeVar(n.Relation)}
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		return &renameType{qualified(n.Object.GetList().GetItems())}
	}
	return irrelevant{}
}

func moved(n *pg.AlterObjectSchemaStmt) statement {
	switch n.ObjectType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		return &rename{table: rangeVar(n.Relation), only: !n.Relation.Inh, schema: n.Newschema}
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		return &renameType{qualified(n.Object.GetList().GetItems())}
	}
	return irrelevant{}
}
