package ddl

import (
	"unique"

	"sanitize/dumpfmt"
)

// intern returns s, in one copy for the whole process as long as it is used.
func intern(s string) string {
	if s == "" {
		return ""
	}
	return unique.Make(s).Value()
}

// slim lets a column share what other tables' columns have, too: its name, the
// name of its type, its default.
func slim(c *dumpfmt.Column) {
	c.Name = intern(c.Name)
	c.Type.Name = dumpfmt.Name{Schema: intern(c.Type.Name.Schema), Name: intern(c.Type.Name.Name)}
	c.Default = intern(c.Default)
}

// slimNames lets a list of columns share the names of the table's own.
func slimNames(names []string, t *dumpfmt.Table) {
	for i, name := range names {
		if col := t.Column(name); col != nil {
			names[i] = col.Name
		}
	}
}
