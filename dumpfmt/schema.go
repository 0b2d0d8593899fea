package dumpfmt

import (
	"slices"
	"strings"
)

// Name is the name of a table or type as PostgreSQL holds it: unquoted, and
// folded to lower case where the dump wrote it unquoted. Schema is empty only
// where the dump gives none and no search_path was set.
type Name struct{ Schema, Name string }

// String returns the name as SQL would write it, with double quotes only where
// they are needed: public.users, app."Order", "we.ird".t.
func (n Name) String() string {
	if n.Schema == "" {
		return QuoteIdent(n.Name)
	}
	return QuoteIdent(n.Schema) + "." + QuoteIdent(n.Name)
}

// QuoteIdent returns s as an SQL identifier, in double quotes unless it matches
// [a-z_][a-z0-9_]*. Unlike pg_dump's fmtId it does not quote key words: its
// results are for messages and policies, not for the server.
func QuoteIdent(s string) string {
	plain := s != ""
	for i := 0; i < len(s) && plain; i++ {
		c := s[i]
		plain = c == '_' || 'a' <= c && c <= 'z' || i > 0 && '0' <= c && c <= '9'
	}
	if plain {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// QuoteIdents returns names as SQL identifiers with commas between them.
func QuoteIdents(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = QuoteIdent(name)
	}
	return strings.Join(list, ", ")
}

// Schema is what the DDL of one database says about its tables and types. It is
// plain data: package ddl fills it, readers must not change it. A Table or Type
// that is in it stays as it is; a statement that changes it puts a new one in
// its place.
type Schema struct {
	Tables map[Name]*Table
	Types  map[Name]*Type // enums, composites, domains and ranges of the dump
	// Collations are those that the dump makes: true for a deterministic one.
	Collations map[Name]bool
	// Functions are those of the dump that return a boolean, or are one expression, by
	// name.
	Functions map[Name][]Function
	// Redirected are the tables whose INSERTs a rule of the dump rewrites.
	Redirected map[Name]bool
	// Own are the bare names of the dump's own functions and views: what a
	// SELECT of them does is not known.
	Own map[string]bool
	// SetsPath says that a function or an expression of the dump may set the search_path
	// when rows ask it.
	SetsPath bool

	// Triggers are the tables with triggers ON INSERT, true where they are
	// enabled: what those do with the rows behind them is not known.
	Triggers map[Name]bool
	// EventTriggers says that the dump has made some, which may do anything
	// whenever a statement defines something.
	EventTriggers bool
	// Copied is how many columns LIKE has copied.
	Copied int

	index index           // of Tables
	types typeIndex       // of Types
	names constraintNames // of the table that was altered last
}

// NewSchema returns a Schema without tables or types.
func NewSchema() *Schema {
	return &Schema{
		Tables: map[Name]*Table{}, Types: map[Name]*Type{}, Collations: map[Name]bool{}, Functions: map[Name][]Function{},
		Redirected: map[Name]bool{}, Own: map[string]bool{}, Triggers: map[Name]bool{},
	}
}

// Function is a function that returns a boolean, or is one expression.
type Function struct {
	Name      Name
	Params    []Param
	Strict    bool     // it returns NULL for NULL
	Condition string   // the text of an expression of Params that it is; "" if it is none that is known
	Returns   *TypeRef // nil for a boolean
}

// Param is a parameter of a Function; $1 and so on where it has no name.
type Param struct {
	Name string
	Type TypeRef // as the dump writes it
}

// PutFunction adds a function, or puts it in the place of one of the same parameters.
func (s *Schema) PutFunction(f Function) {
	same := func(o Function) bool {
		return slices.EqualFunc(o.Params, f.Params, func(x, y Param) bool { return x.Type.Name == y.Type.Name && x.Type.Dims == y.Type.Dims })
	}
	s.Functions[f.Name] = append(slices.DeleteFunc(slices.Clone(s.Functions[f.Name]), same), f)
}

// Table is a table (ordinary, unlogged, partitioned, foreign or typed).
type Table struct {
	Name    Name
	Columns []Column // in the order that a restore gives them, inherited ones first

	// OrderCertain says that Columns is also the physical order of the table
	// the dump came from, so that a positional INSERT can be trusted. It is
	// false for children of INHERITS, for partitions declared without columns,
	// and for partitioned tables, whose name --load-via-partition-root puts
	// before rows in the order of a leaf.
	OrderCertain bool

	Parents      []Name // INHERITS, in order; or the partitioned table, alone
	Partition    bool   // Parents[0] is the table this is a partition of
	PartitionKey []string
	// PartitionKeyExpr says that the partition key has an expression, whose
	// columns are not in PartitionKey.
	PartitionKeyExpr bool
	PartitionKeyUses []string      // the columns that such a key names, perhaps some more
	Partitioning     *Partitioning // PARTITION BY; nil without it
	Bound            *Bound        // Partition: which rows are its own; nil if that is not known
	OfType           Name          // CREATE TABLE t OF type

	Constraints []Constraint // in the order of the dump; NOT NULL is in Column
	Indexes     []Constraint // that are not unique, and have an expression or a predicate; of kind Index

	Order int // of its CREATE TABLE: tables of a dump that come later have more

	owner *Schema // whose Edit may let its slices grow in place
}

// Column returns the column of that name, or nil.
func (t *Table) Column(name string) *Column {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return &t.Columns[i]
		}
	}
	return nil
}

// ColumnNames returns the names of the columns.
func (t *Table) ColumnNames() []string {
	names := make([]string, len(t.Columns))
	for i := range t.Columns {
		names[i] = t.Columns[i].Name
	}
	return names
}

// PrimaryKey returns the columns of the primary key, nil if there is none.
func (t *Table) PrimaryKey() []string {
	for i := range t.Constraints {
		if t.Constraints[i].Kind == PrimaryKey {
			return t.Constraints[i].Columns
		}
	}
	return nil
}

// Partitioning says how a partitioned table is split.
type Partitioning struct {
	Strategy string // list, range or hash
	Keys     []PartitionElement
}

// PartitionElement is an element of a partition key: a column or an expression.
type PartitionElement struct {
	Column    string   // "" for an expression
	Expr      string   // its text
	Uses      []string // the columns that it names, perhaps some more
	Collation *Name    // where it is another than the column's own
	Opclass   bool     // an operator class is named
}

// Bound says which rows belong to a partition.
type Bound struct {
	Default  bool         // all that have no other
	List     []BoundValue // IN (…)
	From, To []BoundValue // FROM (…), inclusive, TO (…), exclusive; a value for each key
	Modulus  int          // of a hash; 0 without one
}

// BoundKind is what stands in a bound.
type BoundKind uint8

// The kinds of values in a bound.
const (
	BoundLiteral BoundKind = iota // Text is the value as a string: of '5' and 5 it is 5
	BoundNull
	BoundMin  // MINVALUE
	BoundMax  // MAXVALUE
	BoundExpr // Text is an expression, which pg_dump does not write
)

// BoundValue is a value in a bound.
type BoundValue struct {
	Kind BoundKind
	Text string
}

// Column is a column of a table or a field of a composite type.
type Column struct {
	Name      string
	Type      TypeRef
	NotNull   bool
	Generated bool // GENERATED ALWAYS AS (…), STORED or VIRTUAL: never in COPY, DEFAULT in INSERT
	Identity  bool
	// Collation is that of a COLLATE clause, nil without one. It may be shared.
	Collation *Name
	Default   string   // the expression's text, "" if there is none
	Expr      string   // Generated: the expression's text, within the brackets of AS ( )
	Uses      []string // Generated: the columns that Expr names, perhaps some more
}

// TypeRef is a use of a type: varchar(20)[] is {Name{"pg_catalog", "varchar"}, [20], 1}.
//
// Built-in types bear pg_catalog and their internal names, whatever the dump
// wrote: int4, bpchar, varchar, timestamptz, timetz, float8, bool, numeric, bit,
// varbit, interval. "char" (the one-byte type) is {pg_catalog, char}.
type TypeRef struct {
	Name Name
	Mods []int // type modifiers as written: (20), (12,2); nil if there are none
	Dims int   // > 0 for an array; PostgreSQL does not hold arrays to it
}

// TypeKind is what a CREATE TYPE or CREATE DOMAIN makes.
type TypeKind int

// The kinds of types that a dump can define.
const (
	Enum TypeKind = iota + 1
	Composite
	Domain
	Range
	Base // a C type, or a shell: its text form is not known
)

// Type is a type that the dump defines.
type Type struct {
	Name    Name
	Kind    TypeKind
	Labels  []string // Enum: in order
	Fields  []Column // Composite: in order
	Base    TypeRef  // Domain: what it is over. Range: its subtype
	NotNull bool     // Domain
	Checks  []string // Domain: the expressions, within the brackets of CHECK ( )
	// Collation is that of a Domain, nil without one.
	Collation *Name
	// Multirange names the multirange type that comes with a Range: as the dump
	// says, or as PostgreSQL makes its name.
	Multirange Name
}

// ConstraintKind is the kind of a table's constraint.
type ConstraintKind int

// The kinds of constraints.
const (
	PrimaryKey ConstraintKind = iota + 1
	Unique                    // also CREATE UNIQUE INDEX
	ForeignKey
	Exclude
	Check
	Index // CREATE INDEX: in Table.Indexes alone
)

// String returns the kind as SQL writes it.
func (k ConstraintKind) String() string {
	return [...]string{
		PrimaryKey: "PRIMARY KEY", Unique: "UNIQUE", ForeignKey: "FOREIGN KEY", Exclude: "EXCLUDE", Check: "CHECK", Index: "INDEX",
	}[k]
}

// Constraint is a constraint on a table, or a unique index.
type Constraint struct {
	Name      string
	Kind      ConstraintKind
	Columns   []string // the plain columns among its elements; for Check those that the expression names
	Operators []string // Exclude: by which Columns are compared, as the dump writes them
	Lower     []string // those that stand as lower(column) among the elements of a unique index
	HasExpr   bool     // an element is another expression (unique index, EXCLUDE)
	Exprs     []string // the texts of these in a unique index or EXCLUDE, without what orders them
	ExprOps   []string // Exclude: by which Exprs are compared, as the dump writes them
	Predicate bool     // there is a WHERE
	Uses      []string // the columns that expressions and WHERE name, perhaps some more
	Where     string   // the text of WHERE
	WhereUses []string // the columns that WHERE names, perhaps some more
	// NullsNotDistinct says that a NULL conflicts with another.
	NullsNotDistinct bool
	RefTable         Name     // ForeignKey
	RefColumns       []string // ForeignKey; empty: the primary key of RefTable, see Schema.Referenced
	MatchFull        bool     // ForeignKey: all of a row's columns are NULL, or none
	Def              string   // Check: the expression's text, within the brackets of CHECK ( )
	NotValid         bool     // NOT VALID or NOT ENFORCED: not tested against old rows
}

// Title returns the kind and the name; for what was not given one, its columns.
func (c *Constraint) Title() string {
	if c.Name != "" {
		return c.Kind.String() + " " + c.Name
	}
	return c.Kind.String() + " (" + QuoteIdents(c.Columns) + ")"
}
