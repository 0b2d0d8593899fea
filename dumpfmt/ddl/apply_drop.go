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
		if st.cascade && c.usesType(name, nil) {
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

// usesType reports whether a table has a column of the type, or a type is made of
// it, that is not in the schemas which go, too.
func (c *catalog) usesType(name dumpfmt.Name, gone map[string]bool) bool {
	if c.Types[name] == nil {
		return false
	}
	isOf := func(col dumpfmt.Column) bool { return col.Type.Name == name }
	for of, t := range c.Types {
		if !gone[of.Schema] && (t.Base.Name == name || slices.ContainsFunc(t.Fields, isOf)) {
			return true
		}
	}
	for of, t := range c.Tables {
		if !gone[of.Schema] && (t.OfType == name || slices.ContainsFunc(t.Columns, isOf)) {
			return true
		}
	}
	return false
}
