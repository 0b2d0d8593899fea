// Package rules is the manual of the policy: what can be written in it, and what
// that does to a dump. The work is done by the packages below it, each of which
// knows no more than it must. None reads files, the clock or the environment:
// all that is passed in.
//
//	policy      the text of a policy, read into a Policy that is right in itself
//	facts       what a schema asks of each of its columns, computed from it alone
//	bind        the decision on each column, by policy and facts, with its reason
//	rows        what runs for each row
//	statements  what is done outside of rows
//	detect      forms of personal data and secrets in bytes
//	words       what a name says
//
// A dump goes through them like this:
//
//	p, err := policy.Parse(text, "policy.toml", os.LookupEnv)   // or policy.Builtin()
//	b := bind.New(p, bind.Options{Key: key})                    // one for each database
//	plan, err := b.Bind(schema)                                 // at the first data, and what is new later
//	block, err := b.Block(segment.Header, session.Encoding)     // for each block of rows
//	err = block.Apply(row, &scratch)                            // for each row, where block.Mask is there
//	err = b.Constraints(table)                                  // as they pass, after the data
//	errs := bind.Unmet(p, b.Expects(), found, false)            // after the last row
//
// # Policy
//
// A policy is TOML. At its top are version, which must be 1, unlisted, unlisted_json and soft;
// below are the tables [salt], [release], [columns], [types], [tables], [[more]],
// [outside] and [kept]. A rule is a key, which says which columns it is for, and a value:
//
//	"email"                                          the mask email
//	{ mask = "email", domain = "staging.invalid" }   with parameters
//	{ set = "literal" }                              short for mask = "set", value = "literal"
//
// Beside them a rule may say why = "…", its reason, for check, lock and report.
// One for columns may say types = ["integer", "uuid"], written as the keys of
// [types]: it is passed over for columns of other types.
//
// In every string, ${NAME} stands for the variable of that name in the
// environment, which must be set; ${NAME:-default} for default if it is unset or
// empty; ${NAME:?message} must be set and not empty; $${ stands for ${. Unknown
// keys are errors; sanitize policy --json-schema has them for editors.
//
// [[more."schema.table"]] has rules for columns of a table as
// [tables."schema.table".columns] has, and may stand as often as one likes, at the
// end of a policy, too: TOML lets a table be opened once. The lines that a run
// proposes are written so.
//
// [salt] says where the salt is, if --salt-file does not: env = "NAME" or file =
// "path", never the salt itself.
//
// [release] says what the copy is for: audience, purpose, recipient, and expires,
// a date. They go into the report. The audience goes into the key, too: copies
// for two audiences do not join. quasi_identifiers and sensitive are lists of
// columns, "schema.table.column" with globs, that the report's figures are about;
// without them it goes by names and types.
//
// Keys are names or globs, in which * stands for any characters and ? for one. Of
// rules and of [tables] they may be lists, too: "{city, town}" = "city" says it of
// both. A line of [tables] may say all of a table: "public.t".columns.name = "keep".
//
//   - Of [columns] and [tables.….columns]: the column's name as PostgreSQL holds
//     it, without folding; in SQL's double quotes it is a name whatever it holds.
//   - Of [types]: the type as SQL writes it, by any of its names, with or without
//     its modifiers: int, integer, varchar(20), text[], app.mood. A name without
//     a schema means any schema. A domain is found by its own name first, then
//     by that of the type it is over. text does not mean text[], but a type of
//     the database's own means its arrays, too.
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
// unlisted = "name" asks the column's name first (package words): what is
// personal gets the mask of its kind, what an application steers by is kept, as
// are the tables of migration tools; what is not understood is masked by type.
// unlisted = "keep" keeps it. unlisted = "fail" stops, with the lines for a
// policy that would name all such columns. A name, code or key that "name" would
// keep is masked where a column of text that is called after its table is, so that
// both still join: departments.name beside employees.department. The run is also
// stopped for a column without a rule if it is NOT NULL and no mask knows its type.
//
// unlisted_json says the same of a value in JSON whose key no rule names: "name" or
// "mask". Without it, it is "name" where unlisted is, and no table says otherwise.
//
// In JSON that is scrambled, or that json masks where no path leads, a key is read as
// the name of a column. Under one whose columns all rules keep, or unlisted_json = "name"
// where none names it, stays what its name says is a key or steers an application, and
// is surely nobody's: whole numbers below ten million under keys of rows (user_id); true
// and false; other numbers below 100,000, also under a bare id; and of words those of a
// list (active, in_transit, EUR, Europe/Berlin). It is masked beneath a key of what is personal or sensitive, and
// where the name could be of a patient's. A rule for the name masks it:
// [columns] status = "scramble", and { mask = "json", paths = { "$" = "scramble" } } all.
//
// What is in a partition key, or decides whether a row is under a partial UNIQUE
// index, is masked within the part that it is in, so that its row stays where it
// is. No mask can do so for a partition by hash, or for an expression that is
// not read: a column without a rule then stops the run, and a rule with a mask
// is an error. So is a rule of [tables] for a generated column, which has no
// data in a dump.
//
// soft = true is for policies that are to fit any schema: a rule of [columns] or
// [types] whose mask cannot do the type of a column is passed over for that
// column, and may match nothing; unlisted = "keep" then does not hold for the
// column. Otherwise both are errors, but for what a table with optional = true
// says.
//
// # Rows
//
// An entry of [tables] may say which rows pass, and what becomes of some. It is
// said of the table, its partitions and the tables that INHERIT it; what the
// nearest entry says of data, and of a sample, holds.
//
//	data = "drop"                                                all rows go, the table stays
//	sample = { percent = 10, by = "user_id", group = "user" }    a part of them stays
//	[[tables."public.user".rows]]                                a rule for rows
//	where  = { email = "${PROD_ADMIN}", active = true }
//	set    = { email = "${STAGING_ADMIN}", password = { mask = "hash" } }
//	expect = 1
//
// The rules of a table are tried in the order of the file, then those of the
// tables above it. The first whose where holds decides for the row: with drop =
// true the row goes; else the columns in set get what stands there in place of
// their masks, all others their masks. No later rule, nor the sample, has a say
// then: a rule with where alone exempts its rows.
//
// where names columns, all of which must hold, on the values of the dump: a
// string, a number, true or false is equal to the value, a list has one that
// is; { regexp = "…" } matches some part of the value's text, in RE2's syntax;
// { null = true } holds for NULL, { null = false } for all else. A literal is
// compared with the text that pg_dump writes for the type, in UTF-8 whatever
// the dump's encoding; but numbers by what they are worth, char(n) without its
// padding, and citext without regard to case. One that the type cannot have is
// an error.
//
// set gives columns a literal, which takes the place of NULL and of the empty
// string, too; or { mask = "…", parameters }, as a rule for columns does, which
// leaves both alone unless its parameters say otherwise. A set of a column in a
// PRIMARY KEY, UNIQUE or EXCLUDE to what may come twice needs expect = 1. Whether a set
// of a FOREIGN KEY finds its partner is not judged.
//
// expect is the number of rows for which the rule decides, in all tables that
// it is said of: 1, "1.." or "2..5". Unmet judges it when all rows have passed,
// for each database by itself. Rules of tables that a Selection leaves out are
// not judged.
//
// A sample keeps the rows for which a keyed digest of the value in the column
// by is among percent of all digests, so that who lacks the key cannot tell
// which rows were to stay. A row with NULL there stays: it refers to nothing.
// The digest depends on the group, which is the column's name if it is not
// given, and on nothing else: neither on the table, nor on the type of the
// column (integer, numeric and text with the same number agree, letters of
// both cases do, too), nor on the form of the dump or the order of tables.
//
// # Rows and foreign keys
//
// In one pass it cannot be known whether the row that another refers to was
// dropped: either may come first. Samples need not know. Give one percent, and
// one group, to the table that holds the entities, by its primary key, and to
// each table below it, by the column that has the entity's key:
//
//	[tables."public.customers"]
//	sample = { percent = 10, by = "id", group = "customer" }
//	[tables."public.orders"]
//	sample = { percent = 10, by = "customer_id", group = "customer" }
//	[tables."public.items"]                                      # of orders, with the customer's key
//	sample = { percent = 10, by = "customer_id", group = "customer" }
//
// Then a row stays where and only where its entity does, and there are no
// orphans. A table without the entity's key, below one that is sampled, would
// have some: sample the tree one level lower, by the key that both have (orders
// by id and items by order_id in a group of their own, and all customers), or
// drop its data. Two percentages in a group are an error. Rules with drop, and
// rules that exempt rows of a table below from its sample, can leave orphans:
// then the FOREIGN KEY fails the restore.
//
// # Constraints
//
// What the schema knows of constraints when it is bound is observed: all of
// them with --schema, the CHECKs of tables and domains in any dump.
//
//   - Columns that FOREIGN KEYs join are a group, near or far, and those that
//     no rule names get one mask: that of a member that a rule masks, else by
//     what all of them are asked. Integers and uuids of keys are surrogates and
//     kept, unless the name says that they are personal; other keys are masked
//     one to one.
//   - A CHECK is read (package expr). A mask that keeps what it says is
//     left alone; another is bent: scramble chooses from the values of an IN
//     list, numbers and dates stay within their bounds, dates that are to lie
//     in the past become earlier ones, others draw again. Where that cannot be
//     promised, a column without a rule is refused, with the line to paste, a
//     soft rule is passed over, and another is warned of; its values that fit
//     nowhere stop the run. One about several columns is read for what it asks
//     of each, of which the answers must stay; of a JSON column, the members
//     that it asks for by their path may stay, and all else be masked.
//   - What is asked of a generated column is asked of those that it is computed
//     from: on restore it is made of their masked values.
//   - A UNIQUE or EXCLUDE that a mask would break is an error. For a column
//     without a rule of the user's it comes with the line to paste. An index on
//     lower(column) asks that the mask folds as lower() does, or is a digest. What
//     an EXCLUDE compares by = is as under a UNIQUE; else nothing but keep is sure.
//
// A value without a letter or digit that a CHECK does not let be changed stays.
//
// A Lock holds the columns, constraints and types that a plan has seen, and what
// each column gets; see bind.Options.Lock and Lock.Drift.
//
// # Tables without CREATE TABLE
//
// A data-only dump, and the tables of some extensions, have rows without a
// CREATE TABLE. Their types are not known, nor what is above them, so they need
// --schema, or rules keep, null or set for all their columns. unlisted = "keep"
// does for a column that no rule of any table names, if there is no rule by
// type. Rules for rows are found by the table's own name; in a dump without any
// CREATE TABLE, rows of a table that no entry names are an error beside them, as
// it may be a partition of a table that has some.
//
// # Floors
//
// A floor is a file of its own: what an organisation asks of all policies, and
// check --require holds them to. Each [[require]] is for the columns that meet all
// that it says, and these must be masked wherever they are, in all of their rows:
//
//	columns = ["*email*", "ssn"]          names and globs, as in [columns]
//	types   = ["inet", "app.iban"]        types, as in [types]
//	says    = ["personal", "email"]       what the name says: personal, sensitive, secret, free text, or a mask
//	detect  = ["card", "national_id"]     what more than 5 % of the values look like: the dump must be a file
//	masks   = ["hash", "null"]            the masks that will do; without it all that keep nothing
//	why     = "…"                         told with each column
//
// A mask keeps something if it has unlisted = "keep", or is made of original
// values; so does a rule for rows that sets the column to keep.
//
// # Outside of columns
//
// [outside] says what becomes of secrets and data where no column is. Each of
// its keys has a default, which is in force if the policy does not name it:
//
//	role_passwords      drop; keep, fail           the PASSWORD clause
//	connection_secrets  scrub; keep, fail          of servers, user mappings, subscriptions
//	subscriptions       disable; drop, keep, fail  disabled, they can connect nowhere
//	large_objects       empty; keep, fail          their content
//	statistics          drop; keep, fail           of PostgreSQL 18
//	settings            scrub; keep, fail          ALTER ROLE and DATABASE … SET
//	comments            keep; drop                 COMMENT ON
//	security_labels     keep; drop                 SECURITY LABEL
//	literals            warn; fail, ignore         personal data in SQL text
//
// comments and security_labels may have a choice for each kind of object, and a
// default for the others: comments = { column = "drop", large_object = "drop",
// default = "keep" }. The kinds are those of the two statements, with _ for a
// space.
//
// literals is about what is passed on: e-mail addresses, numbers of phones,
// cards and accounts, tokens, hashes and what else package detect knows, in
// defaults, constraints, views, functions, policies, comments, names and all
// other statements, but not in rows, large objects, statistics and the values
// of sequences. It is looked for in the text as it stands after the other
// edits, and in what literals stand for: doubled quotes and escapes hide
// nothing. What matches one of the regular expressions (RE2) of the long form
// is no finding: literals = { action = "fail", allow = ['@example\.net$'] }.
//
// fail stops the run where the policy would have had something to remove. A
// statement that may hold a secret and is not understood stops it, too, unless
// the choice is keep.
//
// # Kept columns
//
// [kept] says what becomes of a run that keeps a column whose values look like
// what should not be kept: e-mail addresses, telephone and card numbers, IBANs,
// national ids, IP addresses, tokens, keys, password hashes; see rules/detect.
//
//	detect     warn; fail, ignore    fail stops the run at its end
//	threshold  5                     percent of the values looked at; more are told
//	allow      []                    columns that nothing is said of: "public.tickets.notes", globs too
//
// Columns of text, JSON, hstore, arrays and composites of them, and of types
// that nothing is known of, are looked at: the first 1000 rows of a block, then
// one in 512, by the number of the row's line, so that the sample depends on
// nothing but the dump.
//
// # Keys of rows
//
// Masks that follow the row (date_shift, choice) get its key: the value of the
// column that their parameter by names, in all tables alike; else of the primary key,
// if the schema has it already; else of the column id; else of all columns, and in
// another table another. It does not depend on the form of the dump. Where all dates of
// a table go by one column, so do those in its JSON and ranges, which no parameter
// tells; a row that has NULL there goes by its own key.
package rules
