// Package facts says what a schema asks of each of its columns: the type that
// masks know, the tables above it and the partitions below, the keys that it
// is in and the columns that FOREIGN KEYs join it to, the CHECKs that name it.
// All of it is computed from the schema alone. No policy is known here, and no
// mask: of package mask, only types are used.
//
//	schema.go     which tables are new since the last look
//	table.go      families: parents, partitions, partition keys
//	split.go      what partitions and WHEREs of indexes ask of a column; hash.go: of HASH
//	use.go        keys, unique constraints, and the ends of FOREIGN KEYs
//	element.go    the elements of unique indexes and EXCLUDEs, expressions read
//	check.go      CHECKs of tables, domains and generated columns
//	inline.go     the functions of the dump that CHECKs call
//	generated.go  what generated columns pass on to those they are computed from
//	types.go      types as masks know them, and as SQL writes them
package facts
