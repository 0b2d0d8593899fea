package ddl

import "sanitize/dumpfmt"

// A statement is what one SQL statement says, in a form that both readers
// make. Names in it are as the text has them: a Schema is empty where the text
// gives none, except that types with a key word of their own already are in
// pg_catalog. Apply resolves them.
type statement interface {
	// apply changes the schema; it reports whether the statement concerns it.
	apply(c *catalog) (bool, error)
}

// createTable is CREATE TABLE in all its forms.
type createTable struct {
	name        dumpfmt.Name
	temp        bool
	ifNotExists bool
	elems       []element
	constraints []constraint
	parents     []dumpfmt.Name // INHERITS, or the table of PARTITION OF
	partitionOf bool
	ofType      dumpfmt.Name
	partitionBy *dumpfmt.Partitioning // nil without; the Uses of its expressions are not filled in
	bound       *dumpfmt.Bound
}

// element is a column of a CREATE TABLE, or a LIKE clause in its place.
type element struct {
	dumpfmt.Column
	typed bool // it gives a type; false for "name WITH OPTIONS …"

	like     dumpfmt.Name
	likeOpts likeOpts
}

// likeOpts are the INCLUDING options of LIKE, by their bits in parsenodes.h.
type likeOpts uint32

const (
	likeConstraints likeOpts = 1 << 2
	likeDefaults    likeOpts = 1 << 3
	likeGenerated   likeOpts = 1 << 4
	likeIdentity    likeOpts = 1 << 5
	likeIndexes     likeOpts = 1 << 6
	likeAll         likeOpts = 1<<31 - 1
)

// constraint is a constraint of a table, or what only looks like one.
type constraint struct {
	dumpfmt.Constraint
	notNull    bool     // [CONSTRAINT x] NOT NULL column: Columns[0]
	usingIndex string   // PRIMARY KEY or UNIQUE USING INDEX
	exprs      []string // the texts of the elements of an index or EXCLUDE that are no columns
}

// alterTable is ALTER TABLE, or ALTER TYPE where it changes a composite type.
type alterTable struct {
	name    dumpfmt.Name
	only    bool
	actions []action
	isType  bool
}

// actionKind is the kind of one action of ALTER TABLE.
type actionKind uint8

const (
	nothing actionKind = iota // an action that says nothing of the schema
	addColumn
	dropColumn
	columnType
	setDefault // def "" drops it
	setNotNull
	dropNotNull
	addIdentity
	dropIdentity
	dropExpression
	addConstraint
	dropConstraint
	validateConstraint
	addParent
	dropParent
	attachPartition
	detachPartition
	setOfType
	dropOfType
)

// action is one action of ALTER TABLE. Which fields it has depends on its kind.
type action struct {
	kind       actionKind
	column     string // the column or constraint
	def        string
	typ        dumpfmt.TypeRef
	collation  *dumpfmt.Name // with typ
	elem       element
	constraint constraint     // addConstraint
	inline     []constraint   // addColumn: those of the column
	table      dumpfmt.Name   // a parent, a partition, a type
	bound      *dumpfmt.Bound // attachPartition
	ifNew      bool           // ADD COLUMN IF NOT EXISTS
}

// createIndex is CREATE [UNIQUE] INDEX.
type createIndex struct {
	table dumpfmt.Name
	index constraint
}

// createType is CREATE TYPE or CREATE DOMAIN.
type createType struct{ dumpfmt.Type }

// alterEnum is ALTER TYPE … ADD VALUE, or RENAME VALUE where old is not "".
type alterEnum struct {
	name       dumpfmt.Name
	old, label string
	neighbour  string
	after      bool
}

// alterDomain is ALTER DOMAIN: a constraint that is added, or NOT NULL.
type alterDomain struct {
	name        dumpfmt.Name
	check       string
	notNull     bool
	dropNotNull bool
}

// drop is DROP TABLE, TYPE or DOMAIN.
type drop struct {
	names   []dumpfmt.Name
	table   bool
	cascade bool
}

// rename is ALTER TABLE … RENAME and SET SCHEMA.
type rename struct {
	table  dumpfmt.Name
	only   bool
	column string // RENAME COLUMN: the old name
	to     string // the new name of the column or table
	schema string // SET SCHEMA
}

// renameType is ALTER TYPE or DOMAIN … RENAME and SET SCHEMA.
type renameType struct{ name dumpfmt.Name }

// irrelevant is a statement that says nothing of the schema.
type irrelevant struct{}

func (irrelevant) apply(*catalog) (bool, error) { return false, nil }
