package ddl

import "sanitize/dumpfmt"

// Effect is what Apply made of a statement.
type Effect struct {
	Concerned bool         // it said something of the schema
	Altered   dumpfmt.Name // the table that it altered
	Late      []Late       // what it changed for rows that came before it
}

// Late is a change by which other rules hold for the rows of a table, and of
// the tables below it, than before: those that came before it were masked by the
// rules that held then. pg_dump makes none behind rows but ATTACH PARTITION.
type Late struct {
	Table  dumpfmt.Name // the name under which the rows came
	Now    dumpfmt.Name // its name now
	Parent dumpfmt.Name // whose part it has become; else it is none any more, or its columns have other names, types or values
}
