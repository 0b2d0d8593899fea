// Package rules reads a policy and binds it to the schema of a dump: which
// column gets which mask. It is the only package that knows both dumpfmt and
// mask. It reads no files, no clock and no environment: all that is passed in.
//
//	p, err := rules.Parse(text, "policy.toml", os.LookupEnv)   // or rules.Builtin()
//	plan, err := p.Bind(schema, rules.BindOptions{Key: key})   // once, at the first data
//	t, err := plan.Table(segment.Header, session.Encoding)     // nil: pass the rows on
//	err = t.Apply(row, &scratch)                               // for each row
//	err = plan.Constraint(table, c)                            // as they pass, after the data
//
// # Policy
//
// A policy is TOML. At its top are version, which must be 1, unlisted and soft;
// below are the tables [salt], [columns], [types] and [tables]. A rule is a
// key, which says which columns it is for, and a value:
//
//	"email"                                          the mask email
//	{ mask = "email", domain = "staging.invalid" }   with parameters
//	{ set = "literal" }                              short for mask = "set", value = "literal"
//
// In every string, ${NAME} stands for the variable of that name in the
// environment, which must be set; $${ stands for ${. Unknown keys are errors.
//
// Keys are names or globs, in which * stands for any characters and ? for one.
//
//   - Of [columns] and [tables.….columns]: the column's name as PostgreSQL holds
//     it, without folding; in SQL's double quotes it is a name whatever it holds.
//   - Of [types]: the type as SQL writes it, by any of its names, with or without
//     its modifiers: int, integer, varchar(20), text[], app.mood. A name without
//     a schema means any schema. A domain is found by its own name first, then
//     by that of the type it is over. text does not mean text[].
//   - Of [tables]: "schema.table", quoted and folded as in SQL; without a schema
//     it is in public. Quoted parts are no globs.
//
// # Precedence
//
// The first of these that names a column decides:
//
//  1. the table's own entries in [tables]: the one whose key is its name, then
//     those whose globs match, in the order of the file;
//  2. those of the tables above it, of which it is a partition or which it
//     INHERITS, nearest first and in the order of INHERITS, for columns that
//     the table above has, too;
//  3. [columns];
//  4. [types];
//  5. unlisted, of the nearest entry in 1 and 2 that has it, else the policy's.
//
// Within one set of rules the exact name comes before globs, and globs come in
// the order of the file.
//
// unlisted = "mask", the default, gives a column the mask of its type, see
// mask.Default; NULL where no mask knows the type and the column may be NULL.
// unlisted = "keep" keeps it. unlisted = "fail" stops, with the lines for a
// policy that would name all such columns. The run is also stopped for a column
// without a rule if it is NOT NULL and no mask knows its type, and if it is in
// the partition key of its table or of one above it. Where that key is an
// expression, all columns of the table need a rule. A rule that masks a column
// of a partition key is an error; so is one of [tables] for a generated column,
// which has no data in a dump.
//
// soft = true is for policies that are to fit any schema, as the built-in one:
// a rule of [columns] or [types] whose mask cannot do the type of a column is
// passed over for that column, and may match nothing; unlisted = "keep" then
// does not hold for the column. Otherwise both are errors, but for what a table
// with optional = true says.
//
// # Constraints
//
// What the schema knows of constraints when it is bound is honoured: all of
// them with --schema, the CHECKs of tables and domains in any dump.
//
//   - A column in a PRIMARY KEY or FOREIGN KEY that no rule names is kept, or
//     gets the mask of the column at the other end if a rule masks that.
//   - A CHECK is read (package checkexpr). A mask that keeps what it says is
//     left alone; another is bent: scramble chooses from the values of an IN
//     list, numbers and dates stay within their bounds, others draw again. Where
//     that cannot be promised, a column without a rule is refused, with the line
//     to paste, a soft rule is passed over, and another is warned of; its values
//     that fit nowhere stop the run.
//   - A UNIQUE or EXCLUDE that a mask would break is an error. For a column
//     without a rule of the user's it comes with the line to paste.
//
// A value without a letter or digit that a CHECK does not let be changed stays.
//
// A Lock holds the columns, constraints and types that a plan has seen, and what
// each column gets; see BindOptions.Lock and Lock.Drift.
//
// # Tables without CREATE TABLE
//
// A data-only dump, and the tables of some extensions, have rows without a
// CREATE TABLE. Their types are not known, nor what is above them, so they need
// --schema, or rules keep, null or set for all their columns. unlisted = "keep"
// does for a column that no rule of any table names, if there is no rule by
// type.
//
// # Keys of rows
//
// Masks that follow the row (date_shift, choice) get its key: the value of the
// column that their parameter by names; else of the primary key, if the schema
// has it already; else of the column id; else of all columns. It does not
// depend on the table, nor on the form of the dump.
package rules
