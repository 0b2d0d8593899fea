package expr

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"sanitize/dumpfmt/sqlexpr"
)

// Members returns the paths ("meta.lang") of the strings, numbers and booleans of a
// JSON column by which alone n reads it, beside asking what is NULL and of what form it
// is: where they stay, and all else its form, so does what n makes of it. It is nil where n reads more, or nothing.
func (n *Node) Members(column string) []string { return membersOf(n.root, column) }

// Members are those of Node for the condition.
func (c *Cond) Members() []string {
	names := c.node.Columns()
	if len(names) != 1 {
		return nil
	}
	return membersOf(c.node, names[0])
}

func membersOf(n *sqlexpr.Node, column string) []string {
	r := memberReader{column: column, paths: map[string]bool{}}
	if !r.read(n) {
		return nil
	}
	return slices.Sorted(maps.Keys(r.paths))
}

// asksJSONForm are functions of a JSON text whose result does not change where its
// strings, numbers and booleans become others.
var asksJSONForm = map[string]bool{"jsonb_typeof": true, "json_typeof": true, "jsonb_array_length": true, "json_array_length": true}

type memberReader struct {
	column string
	paths  map[string]bool
}

// read notes the members that n reads. It reports whether it reads nothing else.
func (r *memberReader) read(n *sqlexpr.Node) bool {
	if path, ok := r.pathOf(n); ok {
		if n.Op != sqlexpr.Compare || n.Text != "->>" && n.Text != "#>>" {
			return false // all that is there
		}
		return r.note(path)
	}
	switch {
	case n.Op == sqlexpr.IsNull:
		if _, ok := r.pathOf(n.Args[0]); ok {
			return true
		}
	case n.Op == sqlexpr.Call && asksJSONForm[n.Text] && len(n.Args) == 1:
		if _, ok := r.pathOf(n.Args[0]); ok {
			return true
		}
	case n.Op == sqlexpr.Compare && n.Text == "@>" && n.Quantifier == "" && len(n.Args) == 2:
		if path, ok := r.pathOf(n.Args[0]); ok {
			return r.contained(path, uncast(n.Args[1]))
		}
	}
	return !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !r.read(a) })
}

// pathOf returns the keys that lead to what n is of the column.
func (r *memberReader) pathOf(n *sqlexpr.Node) ([]string, bool) {
	if n.Op == sqlexpr.Column {
		return nil, n.Text == r.column
	}
	if n.Op != sqlexpr.Compare || n.Quantifier != "" || len(n.Args) != 2 {
		return nil, false
	}
	path, ok := r.pathOf(n.Args[0])
	key := uncast(n.Args[1])
	if !ok || key.Op != sqlexpr.String {
		return nil, false
	}
	switch n.Text {
	case "->", "->>":
		return append(path, key.Text), true
	case "#>", "#>>":
		return append(path, strings.Split(strings.Trim(key.Text, "{}"), ",")...), true
	}
	return nil, false
}

// contained notes the members that a document has which n, a constant, is to be
// contained in.
func (r *memberReader) contained(path []string, n *sqlexpr.Node) bool {
	var doc any
	return n.Op == sqlexpr.String && json.Unmarshal([]byte(n.Text), &doc) == nil && r.leaves(path, doc)
}

func (r *memberReader) leaves(path []string, doc any) bool {
	switch doc := doc.(type) {
	case map[string]any:
		for key, value := range doc {
			if !r.leaves(append(path[:len(path):len(path)], key), value) {
				return false
			}
		}
		return len(doc) > 0
	case []any:
		return false
	}
	return r.note(path)
}

// plainKey are the keys that stand in a path as they are.
var plainKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (r *memberReader) note(path []string) bool {
	if len(path) == 0 || slices.ContainsFunc(path, func(key string) bool { return !plainKey.MatchString(key) }) {
		return false
	}
	r.paths[strings.Join(path, ".")] = true
	return true
}
