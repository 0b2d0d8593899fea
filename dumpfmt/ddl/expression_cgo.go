//go:build cgo

package ddl

import (
	"strconv"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqlexpr"
)

// This file turns PostgreSQL's raw parse tree of an expression into the
// program's own. The raw tree knows no types: what a literal is depends on what
// it is compared with, and is for others to say.
//
// Entry: ParseExpr. exprReader.node takes each kind of node; what it does not
// know becomes Other, if at least its columns can be told, else an error.

// ParseExpr reads the text of one expression, without a ';', whose literals are
// standard conforming. The error, which quotes nothing of the text, is always
// [ErrExpression].
func ParseExpr(text string) (*sqlexpr.Node, error) {
	// The line break ends a comment in the text.
	src := "SELECT (" + text + "\n)"
	if !fits([]byte(src)) {
		return nil, ErrExpression
	}
	res, err := pg.Parse(src)
	if err != nil || len(res.Stmts) != 1 {
		return nil, ErrExpression
	}
	target := onlyTarget(res.Stmts[0].Stmt.GetSelectStmt())
	r := exprReader{left: maxTwice}
	n := r.node(target)
	if r.failed {
		return nil, ErrExpression
	}
	return n, nil
}

// onlyTarget returns the expression of SELECT (…), nil if the text made
// anything else of it: another clause, a second target, a UNION.
func onlyTarget(s *pg.SelectStmt) *pg.Node {
	if s == nil || s.Op != pg.SetOperation_SETOP_NONE || len(s.TargetList) != 1 {
		return nil
	}
	clauses := len(s.FromClause) + len(s.GroupClause) + len(s.WindowClause) + len(s.DistinctClause) +
		len(s.SortClause) + len(s.LockingClause) + len(s.ValuesLists)
	nodes := s.WhereClause != nil || s.HavingClause != nil || s.IntoClause != nil || s.LimitCount != nil ||
		s.LimitOffset != nil || s.WithClause != nil
	target := s.TargetList[0].GetResTarget()
	if clauses > 0 || nodes || target.GetName() != "" {
		return nil
	}
	return target.GetVal()
}

// exprReader reads nodes; the first that it cannot take sets failed.
type exprReader struct {
	failed bool
	typ    *dumpfmt.TypeRef // the last one read: lists repeat it
	left   int              // how many nodes may still stand in two places
}

// maxTwice bounds the nodes that stand in two places, as x does in x BETWEEN 1 AND 2:
// one within the other, they double at each level.
const maxTwice = 10_000

// twice notes that a node stands in two places.
func (r *exprReader) twice(n *sqlexpr.Node) *sqlexpr.Node {
	if r.left = n.Left(r.left); r.left < 0 {
		return r.fail()
	}
	return n
}

func (r *exprReader) fail() *sqlexpr.Node {
	r.failed = true
	return &sqlexpr.Node{Op: sqlexpr.Null}
}

func (r *exprReader) nodes(list []*pg.Node) []*sqlexpr.Node {
	out := make([]*sqlexpr.Node, 0, len(list))
	for _, n := range list {
		if r.failed {
			break
		}
		out = append(out, r.node(n))
	}
	return out
}

func (r *exprReader) one(op sqlexpr.Op, arg *pg.Node) *sqlexpr.Node {
	return &sqlexpr.Node{Op: op, Args: []*sqlexpr.Node{r.node(arg)}}
}

func (r *exprReader) node(n *pg.Node) *sqlexpr.Node {
	switch n := n.GetNode().(type) {
	case *pg.Node_AConst:
		return r.constant(n.AConst)
	case *pg.Node_ColumnRef:
		return r.column(n.ColumnRef)
	case *pg.Node_ParamRef: // of a function's body
		return &sqlexpr.Node{Op: sqlexpr.Column, Text: "$" + strconv.Itoa(int(n.ParamRef.Number))}
	case *pg.Node_TypeCast:
		return r.cast(n.TypeCast)
	case *pg.Node_CollateClause:
		c := r.one(sqlexpr.Collate, n.CollateClause.Arg)
		c.Text = systemName(n.CollateClause.Collname)
		return c
	case *pg.Node_BoolExpr:
		return r.boolean(n.BoolExpr)
	case *pg.Node_NullTest:
		t := r.one(sqlexpr.IsNull, n.NullTest.Arg)
		if n.NullTest.Nulltesttype == pg.NullTestType_IS_NOT_NULL {
			return sqlexpr.Negated(t)
		}
		return t
	case *pg.Node_BooleanTest:
		return r.booleanTest(n.BooleanTest)
	case *pg.Node_AExpr:
		return r.operation(n.AExpr)
	case *pg.Node_FuncCall:
		return r.call(n.FuncCall)
	case *pg.Node_AArrayExpr:
		return &sqlexpr.Node{Op: sqlexpr.Array, Args: r.nodes(n.AArrayExpr.Elements)}
	case *pg.Node_CoalesceExpr:
		args := r.nodes(n.CoalesceExpr.Args)
		if len(args) == 1 {
			return args[0]
		}
		return &sqlexpr.Node{Op: sqlexpr.Coalesce, Args: args}
	case *pg.Node_MinMaxExpr:
		name := "greatest"
		if n.MinMaxExpr.Op == pg.MinMaxOp_IS_LEAST {
			name = "least"
		}
		return &sqlexpr.Node{Op: sqlexpr.Call, Text: name, Args: r.nodes(n.MinMaxExpr.Args)}
	case *pg.Node_SqlvalueFunction:
		return r.valueFunction(n.SqlvalueFunction)
	}
	return r.other(n)
}

// other reads what is not understood for the columns in it.
func (r *exprReader) other(n *pg.Node) *sqlexpr.Node {
	var parts []*pg.Node
	switch n := n.GetNode().(type) {
	case *pg.Node_CaseExpr:
		parts = append([]*pg.Node{n.CaseExpr.Arg, n.CaseExpr.Defresult}, n.CaseExpr.Args...)
	case *pg.Node_CaseWhen:
		parts = []*pg.Node{n.CaseWhen.Expr, n.CaseWhen.Result}
	case *pg.Node_RowExpr:
		parts = n.RowExpr.Args
	case *pg.Node_List:
		parts = n.List.Items
	case *pg.Node_AIndirection:
		parts = append([]*pg.Node{n.AIndirection.Arg}, n.AIndirection.Indirection...)
	case *pg.Node_AIndices:
		parts = []*pg.Node{n.AIndices.Lidx, n.AIndices.Uidx}
	case *pg.Node_String_: // a field
	case *pg.Node_NamedArgExpr:
		parts = []*pg.Node{n.NamedArgExpr.Arg}
	default:
		return r.fail()
	}
	out := &sqlexpr.Node{Op: sqlexpr.Other}
	for _, p := range parts {
		if p != nil && !r.failed {
			out.Args = append(out.Args, r.node(p))
		}
	}
	return out
}

func (r *exprReader) constant(c *pg.A_Const) *sqlexpr.Node {
	switch v := c.Val.(type) {
	case *pg.A_Const_Ival:
		return &sqlexpr.Node{Op: sqlexpr.Number, Text: strconv.Itoa(int(v.Ival.GetIval()))}
	case *pg.A_Const_Fval:
		return &sqlexpr.Node{Op: sqlexpr.Number, Text: strings.ReplaceAll(v.Fval.GetFval(), "_", "")}
	case *pg.A_Const_Sval:
		return &sqlexpr.Node{Op: sqlexpr.String, Text: v.Sval.GetSval()}
	case *pg.A_Const_Boolval:
		text := "f"
		if v.Boolval.GetBoolval() {
			text = "t"
		}
		return &sqlexpr.Node{Op: sqlexpr.Bool, Text: text}
	}
	if c.Isnull {
		return &sqlexpr.Node{Op: sqlexpr.Null}
	}
	return &sqlexpr.Node{Op: sqlexpr.Other} // B'…'
}

// column takes the last word of [[schema.]table.]column. A whole row has no
// name here.
func (r *exprReader) column(c *pg.ColumnRef) *sqlexpr.Node {
	if len(c.Fields) == 0 || len(c.Fields) > 3 {
		return r.fail()
	}
	last, ok := c.Fields[len(c.Fields)-1].GetNode().(*pg.Node_String_)
	if !ok {
		return r.fail()
	}
	return &sqlexpr.Node{Op: sqlexpr.Column, Text: last.String_.GetSval()}
}

func (r *exprReader) cast(c *pg.TypeCast) *sqlexpr.Node {
	ref, err := typeRef(c.TypeName)
	if err != nil {
		return r.fail()
	}
	if ref.Mods == nil && len(c.TypeName.GetTypmods()) > 0 {
		return &sqlexpr.Node{Op: sqlexpr.Other, Args: []*sqlexpr.Node{r.node(c.Arg)}} // interval '1' day
	}
	if r.typ == nil || ref.Mods != nil || r.typ.Mods != nil || r.typ.Name != ref.Name || r.typ.Dims != ref.Dims {
		r.typ = &ref
	}
	n := &sqlexpr.Node{Op: sqlexpr.Cast, Type: r.typ}
	n.Args = []*sqlexpr.Node{r.node(c.Arg)}
	return n
}

func (r *exprReader) boolean(b *pg.BoolExpr) *sqlexpr.Node {
	args := r.nodes(b.Args)
	switch {
	case b.Boolop == pg.BoolExprType_AND_EXPR && len(args) > 1:
		return sqlexpr.Join(sqlexpr.And, args...)
	case b.Boolop == pg.BoolExprType_OR_EXPR && len(args) > 1:
		return sqlexpr.Join(sqlexpr.Or, args...)
	case b.Boolop == pg.BoolExprType_NOT_EXPR && len(args) == 1:
		return sqlexpr.Negated(args[0])
	}
	return r.fail()
}

func (r *exprReader) booleanTest(b *pg.BooleanTest) *sqlexpr.Node {
	switch b.Booltesttype {
	case pg.BoolTestType_IS_TRUE:
		return r.one(sqlexpr.IsTrue, b.Arg)
	case pg.BoolTestType_IS_NOT_TRUE:
		return sqlexpr.Negated(r.one(sqlexpr.IsTrue, b.Arg))
	case pg.BoolTestType_IS_FALSE:
		return r.one(sqlexpr.IsFalse, b.Arg)
	case pg.BoolTestType_IS_NOT_FALSE:
		return sqlexpr.Negated(r.one(sqlexpr.IsFalse, b.Arg))
	case pg.BoolTestType_IS_UNKNOWN:
		return r.one(sqlexpr.IsNull, b.Arg)
	case pg.BoolTestType_IS_NOT_UNKNOWN:
		return sqlexpr.Negated(r.one(sqlexpr.IsNull, b.Arg))
	}
	return r.fail()
}

// operation reads an operator, and the syntax that stands for some.
func (r *exprReader) operation(e *pg.A_Expr) *sqlexpr.Node {
	n := &sqlexpr.Node{Op: sqlexpr.Compare, Text: systemName(e.Name)}
	switch e.Kind {
	case pg.A_Expr_Kind_AEXPR_OP, pg.A_Expr_Kind_AEXPR_LIKE, pg.A_Expr_Kind_AEXPR_ILIKE, pg.A_Expr_Kind_AEXPR_SIMILAR:
	case pg.A_Expr_Kind_AEXPR_OP_ANY:
		n.Quantifier = "ANY"
	case pg.A_Expr_Kind_AEXPR_OP_ALL:
		n.Quantifier = "ALL"
	case pg.A_Expr_Kind_AEXPR_IN:
		return r.in(n, e)
	case pg.A_Expr_Kind_AEXPR_DISTINCT:
		n.Op, n.Text = sqlexpr.Distinct, ""
	case pg.A_Expr_Kind_AEXPR_NOT_DISTINCT:
		n.Op, n.Text = sqlexpr.Distinct, ""
		n.Args = []*sqlexpr.Node{r.node(e.Lexpr), r.node(e.Rexpr)}
		return sqlexpr.Negated(n)
	case pg.A_Expr_Kind_AEXPR_BETWEEN, pg.A_Expr_Kind_AEXPR_NOT_BETWEEN:
		return r.between(e)
	case pg.A_Expr_Kind_AEXPR_NULLIF:
		n.Op, n.Text = sqlexpr.Call, "nullif"
	default: // BETWEEN SYMMETRIC
		n.Op, n.Text = sqlexpr.Other, ""
	}
	if e.Lexpr != nil {
		n.Args = append(n.Args, r.node(e.Lexpr))
	}
	n.Args = append(n.Args, r.node(e.Rexpr))
	if within := withinRange(n); within != n {
		return r.twice(within)
	}
	return n
}

// in makes x = ANY (…), or x <> ALL (…).
func (r *exprReader) in(n *sqlexpr.Node, e *pg.A_Expr) *sqlexpr.Node {
	n.Quantifier = "ANY"
	if n.Text == "<>" {
		n.Quantifier = "ALL"
	}
	list := &sqlexpr.Node{Op: sqlexpr.List, Args: r.nodes(e.Rexpr.GetList().GetItems())}
	n.Args = []*sqlexpr.Node{r.node(e.Lexpr), list}
	return n
}

// between makes x >= a AND x <= b.
func (r *exprReader) between(e *pg.A_Expr) *sqlexpr.Node {
	ends := r.nodes(e.Rexpr.GetList().GetItems())
	if len(ends) != 2 {
		return r.fail()
	}
	x := r.twice(r.node(e.Lexpr))
	n := sqlexpr.Join(sqlexpr.And,
		&sqlexpr.Node{Op: sqlexpr.Compare, Text: ">=", Args: []*sqlexpr.Node{x, ends[0]}},
		&sqlexpr.Node{Op: sqlexpr.Compare, Text: "<=", Args: []*sqlexpr.Node{x, ends[1]}})
	if e.Kind == pg.A_Expr_Kind_AEXPR_NOT_BETWEEN {
		return sqlexpr.Negated(n)
	}
	return n
}

func (r *exprReader) call(f *pg.FuncCall) *sqlexpr.Node {
	n := &sqlexpr.Node{Op: sqlexpr.Call, Text: systemName(f.Funcname), Args: r.nodes(f.Args)}
	if n.Text == "now" && len(n.Args) == 0 || n.Text == "transaction_timestamp" && len(n.Args) == 0 {
		return &sqlexpr.Node{Op: sqlexpr.Now, Text: "timestamptz"}
	}
	if f.AggFilter != nil || f.Over != nil || len(f.AggOrder) > 0 {
		return r.fail()
	}
	if f.AggStar || f.AggDistinct || f.FuncVariadic || f.AggWithinGroup {
		n.Op, n.Text = sqlexpr.Other, ""
	}
	return n
}

func (r *exprReader) valueFunction(f *pg.SQLValueFunction) *sqlexpr.Node {
	switch f.Op {
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_DATE:
		return &sqlexpr.Node{Op: sqlexpr.Now, Text: "date"}
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP, pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N:
		return &sqlexpr.Node{Op: sqlexpr.Now, Text: "timestamptz"}
	case pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP, pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N:
		return &sqlexpr.Node{Op: sqlexpr.Now, Text: "timestamp"}
	}
	return &sqlexpr.Node{Op: sqlexpr.Other}
}

// systemName returns a name with its schema, unless that is pg_catalog.
func systemName(names []*pg.Node) string {
	list := stringList(names)
	if len(list) > 1 && list[0] == pgCatalog {
		list = list[1:]
	}
	return strings.Join(list, ".")
}
