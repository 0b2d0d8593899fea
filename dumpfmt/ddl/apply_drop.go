package ddl

import (
	"errors"
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// apply forgets what is dropped. A dump made with --clean drops before it
// creates, so that most of its names are unknown.
func (st *drop) apply(c *catalog) (bool, error) {
	for _, n := range st.names {
		if st.table {
			c.dropTable(c.tableName(n), st.cascade)
			continue
		}
		name := c.typeName(n)
		if st.cascade && c.usesType(name) {
			return false, fmt.Errorf("type %s: DROP … CASCADE %w", name, errCascade)
		}
		delete(c.Types, name)
	}
	return true, nil
}

// errCascade says that a statement drops columns that it does not name.
var errCascade = errors.New("drops columns that it does not name, and is not followed; drop them one by one")

// dropTable forgets a table and its partitions, with cascade its children, too.
func (c *catalog) dropTable(name dumpfmt.Name, cascade bool) {
	if c.Tables[name] == nil {
		return
	}
	below := slices.Clone(c.Children(name))
	partitions := slices.DeleteFunc(below, func(n dumpfmt.Name) bool { return !cascade && !c.Tables[n].Partition })
	c.Remove(name)
	delete(c.Redirected, name)
	delete(c.Triggers, name)
	for _, child := range partitions {
		c.dropTable(child, cascade)
	}
}

// usesType reports whether a table has a column of the type, or of one that may
// be made of it.
func (c *catalog) usesType(name dumpfmt.Name) bool {
	if c.Types[name] == nil {
		return false
	}
	for _, t := range c.Types {
		uses := func(f dumpfmt.Column) bool { return f.Type.Name == name }
		if t.Base.Name == name || slices.ContainsFunc(t.Fields, uses) {
			return true
		}
	}
	for _, t := range c.Tables {
		uses := func(col dumpfmt.Column) bool { return col.Type.Name == name }
		if t.OfType == name || slices.ContainsFunc(t.Columns, uses) {
			return true
		}
	}
	return false
}
