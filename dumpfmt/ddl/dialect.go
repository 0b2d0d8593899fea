package ddl

import "sanitize/dumpfmt/sqllex"

// dialects are words that the definitions of tables have in databases that come
// from PostgreSQL or speak its protocol, and that PostgreSQL does not know.
var dialects = [...]struct {
	words []string
	name  string
}{
	{[]string{"distributed", "by"}, "Greenplum"},
	{[]string{"distributed", "randomly"}, "Greenplum"},
	{[]string{"distributed", "replicated"}, "Greenplum"},
	{[]string{"distkey"}, "Redshift"},
	{[]string{"sortkey"}, "Redshift"},
	{[]string{"diststyle"}, "Redshift"},
	{[]string{"encode"}, "Redshift"},
	{[]string{"family"}, "CockroachDB"},
	{[]string{"hidden"}, "CockroachDB"},
	{[]string{"unique", "index"}, "CockroachDB"},
	{[]string{"schema_locked"}, "CockroachDB"},
	{[]string{"locality"}, "CockroachDB"},
	{[]string{"string"}, "CockroachDB"},
	{[]string{"colocation_id"}, "YugabyteDB"},
	{[]string{"unique_rowid"}, "CockroachDB"},
	{[]string{"split", "into"}, "YugabyteDB"},
	{[]string{"split", "at"}, "YugabyteDB"},
	{[]string{"engine"}, "MySQL"},
	{[]string{"auto_increment"}, "MySQL"},
	{[]string{"autoincrement"}, "SQLite"},
}

// dialect returns the name of the database that a CREATE TABLE which PostgreSQL
// does not know was written for, "" if that cannot be told.
func dialect(stmt []byte) string {
	c := sqllex.NewCursor(stmt, true)
	if !c.Accept("create") || !c.AcceptAny("table", "unlogged", "external") {
		return ""
	}
	for ; !c.AtEnd(); c.Next() {
		for _, d := range dialects {
			if v := c; v.Accept(d.words...) {
				return d.name
			}
		}
	}
	return ""
}
