package expr

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// What conditions ask of the members of JSON texts. See the manual's section 9.16.

// asksKeys are the operators that ask whether a JSON text has keys.
var asksKeys = map[string]bool{"?": true, "?|": true, "?&": true}

// isPath reports whether n is a member of a JSON text, or its text.
func isPath(n *sqlexpr.Node) bool {
	return n.Op == sqlexpr.Compare && len(n.Args) == 2 && n.Quantifier == "" && (n.Text == "->" || n.Text == "->>")
}

// path returns the member of a JSON text that n is, by its key or its place.
func (c *compiler) path(n *sqlexpr.Node) (operand, error) {
	x, err := c.operand(n.Args[0])
	if err != nil || x.class != docClass {
		return x, errSyntax
	}
	step, err := pathStep(n.Args[1])
	if err != nil {
		return x, err
	}
	x.column, x.of, x.get = false, anything, then(x.get, func(d datum) datum { return step(d.b) })
	if n.Text == "->>" {
		x.get, x.class, x.typ = then(x.get, asJSONText), textClass, mask.Type{Kind: mask.Text}
	}
	return x, nil
}

// pathStep returns what follows one step of a path.
func pathStep(n *sqlexpr.Node) (func([]byte) datum, error) {
	switch n = uncast(n); n.Op {
	case sqlexpr.String:
		if !mask.KeepsJSONKey(n.Text) {
			return nil, errSyntax
		}
		return func(doc []byte) datum { return memberOf(doc, n.Text) }, nil
	case sqlexpr.Number:
		at, err := strconv.ParseInt(n.Text, 10, 32)
		if err != nil {
			return nil, errSyntax
		}
		return func(doc []byte) datum { return itemOf(doc, int(at)) }, nil
	}
	return nil, errSyntax
}

// memberOf returns the member of a JSON text that has a key, NULL if none has.
func memberOf(doc []byte, key string) datum {
	if string(typeofJSON(doc)) != "object" {
		return nullDatum
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(doc, &members) != nil {
		return unreadDatum
	}
	v, ok := members[key]
	if !ok {
		return nullDatum
	}
	return datum{b: v}
}

// itemOf returns the item at a place of a JSON text, from its end if that is
// negative; NULL if there is none.
func itemOf(doc []byte, at int) datum {
	if string(typeofJSON(doc)) != "array" {
		return nullDatum
	}
	var list []json.RawMessage
	if json.Unmarshal(doc, &list) != nil {
		return unreadDatum
	}
	if at < 0 {
		at += len(list)
	}
	if at < 0 || at >= len(list) {
		return nullDatum
	}
	return datum{b: list[at]}
}

// asJSONText returns a member as ->> does.
func asJSONText(d datum) datum {
	switch string(typeofJSON(d.b)) {
	case "null":
		return nullDatum
	case "string":
		var text string
		if json.Unmarshal(d.b, &text) != nil || strings.ContainsRune(text, utf8.RuneError) {
			return unreadDatum
		}
		return datum{b: []byte(text)}
	}
	return d
}

// compileKeys tests whether a JSON text has keys, or has strings like them among
// its items, or is one.
func (c *compiler) compileKeys(n *sqlexpr.Node) (test, error) {
	x, err := c.operand(n.Args[0])
	if err != nil || x.class != docClass {
		return nil, errSyntax
	}
	list := []*sqlexpr.Node{n.Args[1]}
	if n.Text != "?" {
		var ok bool
		if list, ok = arrayElements(n.Args[1]); !ok {
			return nil, errSyntax
		}
	}
	tests := make([]test, len(list))
	for i, k := range list {
		key := uncast(k)
		if key.Op != sqlexpr.String || !mask.KeepsJSONKey(key.Text) {
			return nil, errSyntax
		}
		tests[i] = func(v []byte) Truth {
			d := x.get(v)
			if d.state != known {
				return Unknown
			}
			return hasKey(d.b, key.Text)
		}
	}
	return join(tests, n.Text != "?&"), nil
}

func hasKey(doc []byte, key string) Truth {
	var list []json.RawMessage
	switch string(typeofJSON(doc)) {
	case "object":
		d := memberOf(doc, key)
		if d.state == unread {
			return Unknown
		}
		return truth(d.state == known)
	case "array":
		if json.Unmarshal(doc, &list) != nil {
			return Unknown
		}
	default:
		list = append(list, doc)
	}
	return truth(slices.ContainsFunc(list, func(item json.RawMessage) bool {
		var text string
		return string(typeofJSON(item)) == "string" && json.Unmarshal(item, &text) == nil && text == key
	}))
}
