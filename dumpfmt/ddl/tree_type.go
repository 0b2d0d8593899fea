//go:build cgo

package ddl

import (
	"errors"
	"fmt"

	pg "github.com/pganalyze/pg_query_go/v5"

	"sanitize/dumpfmt"
)

// typeRef reads the use of a type. The grammar already gives the SQL types
// their internal names in pg_catalog.
func typeRef(n *pg.TypeName) (dumpfmt.TypeRef, error) {
	if n.GetPctType() || n.GetSetof() {
		return dumpfmt.TypeRef{}, errors.New("%TYPE or SETOF, want the name of a type")
	}
	ref := dumpfmt.TypeRef{Name: qualified(n.GetNames()), Dims: len(n.GetArrayBounds())}
	mods := n.GetTypmods()
	if ref.Name.Schema == pgCatalog && ref.Name.Name == "interval" && len(mods) > 0 {
		mods = mods[1:] // the first is the mask of its fields
	}
	for _, m := range mods {
		val, ok := m.GetAConst().GetVal().(*pg.A_Const_Ival)
		if !ok {
			ref.Mods = nil // geometry(Point,4326)
			break
		}
		ref.Mods = append(ref.Mods, int(val.Ival.GetIval()))
	}
	return ref, nil
}

func (r *treeReader) composite(n *pg.CompositeTypeStmt) (statement, error) {
	st := &createType{}
	st.Kind = dumpfmt.Composite
	st.Name = rangeVar(n.Typevar)
	for _, f := range n.Coldeflist {
		e, _, err := r.column(f.GetColumnDef())
		if err != nil {
			return nil, fmt.Errorf("type %s: %w", st.Name, err)
		}
		st.Fields = append(st.Fields, e.Column)
	}
	return st, nil
}

func enum(n *pg.CreateEnumStmt) statement {
	st := &createType{}
	st.Kind = dumpfmt.Enum
	st.Name = qualified(n.TypeName)
	st.Labels = stringList(n.Vals)
	return st
}

func rangeType(n *pg.CreateRangeStmt) (statement, error) {
	st := &createType{}
	st.Kind = dumpfmt.Range
	st.Name = qualified(n.TypeName)
	for _, param := range n.Params {
		def := param.GetDefElem()
		arg := def.GetArg().GetTypeName()
		switch def.GetDefname() {
		case "subtype":
			typ, err := typeRef(arg)
			if err != nil {
				return nil, fmt.Errorf("type %s: %w", st.Name, err)
			}
			st.Base = typ
		case "multirange_type_name":
			st.Multirange = qualified(arg.GetNames())
		}
	}
	if st.Base.Name.Name == "" {
		return nil, fmt.Errorf("type %s: no subtype, want the name of a type", st.Name)
	}
	return st, nil
}

func (r *treeReader) domain(n *pg.CreateDomainStmt) (statement, error) {
	st := &createType{}
	st.Kind = dumpfmt.Domain
	st.Name = qualified(n.Domainname)
	var c dumpfmt.Column
	base, err := typeRef(n.TypeName)
	var inline []constraint
	if err == nil {
		inline, err = r.qualifiers(&c, n.Constraints, n.CollClause)
	}
	if err != nil {
		return nil, fmt.Errorf("domain %s: %w", st.Name, err)
	}
	st.Base, st.NotNull, st.Collation = base, c.NotNull, collation(n.CollClause)
	for _, k := range inline {
		if k.Kind == dumpfmt.Check {
			st.Checks = append(st.Checks, k.Def)
		}
	}
	return st, nil
}
