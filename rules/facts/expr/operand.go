package expr

import "strings"

// operand reads a constant, a column, a call or a list, with casts.
func (p *parser) operand() (*Node, error) {
	n, err := p.primary()
	for err == nil {
		switch {
		case p.punct("::"):
			n, err = p.cast(n)
		case p.accept("collate"):
			for first := true; first || p.punct("."); first = false {
				if t := p.next(); t.kind != tokWord && t.kind != tokQuoted {
					return nil, errSyntax
				}
			}
		default:
			return n, nil
		}
	}
	return nil, err
}

// cast reads a type's name, and gives it to n. A cast of a cast counts as the
// last one, unless the column's own value may be another after the first.
func (p *parser) cast(n *Node) (*Node, error) {
	name, err := p.typeName()
	if err != nil {
		return nil, err
	}
	if n.Op == Array {
		return n, nil // the elements have their own casts
	}
	if n.Type != "" && n.Op != String && n.Type != name && !isTextName(n.Type) {
		return nil, errSyntax
	}
	c := *n
	c.Type = name
	return &c, nil
}

// typeName reads [schema.]name, its further words, (modifiers) and [].
func (p *parser) typeName() (string, error) {
	t := p.next()
	if t.kind != tokWord && t.kind != tokQuoted {
		return "", errSyntax
	}
	name := t.text
	for p.punct(".") {
		name = p.next().text
	}
	for _, more := range [...][]string{{"varying"}, {"precision"}, {"without", "time", "zone"}, {"with", "time", "zone"}} {
		if p.accept(more...) {
			name += " " + strings.Join(more, " ")
		}
	}
	if p.punct("(") {
		mods := "("
		for !p.punct(")") {
			t := p.next()
			if t.kind == tokEnd {
				return "", errSyntax
			}
			mods += t.text
		}
		name += mods + ")"
	}
	for _, more := range [...][]string{{"without", "time", "zone"}, {"with", "time", "zone"}} {
		if p.accept(more...) {
			name += " " + strings.Join(more, " ")
		}
	}
	for p.punct("[") {
		if !p.punct("]") {
			return "", errSyntax
		}
		name += "[]"
	}
	return name, nil
}

func isTextName(name string) bool {
	switch name {
	case "text", "character varying", "varchar", "citext", "bpchar", "name":
		return true
	}
	return false
}

func (p *parser) primary() (*Node, error) {
	t := p.next()
	switch t.kind {
	case tokString:
		return &Node{Op: String, Text: t.text}, nil
	case tokNumber:
		return &Node{Op: Number, Text: t.text}, nil
	case tokQuoted:
		return p.named(t)
	case tokWord:
		return p.word(t)
	case tokOper:
		return p.signed(t)
	}
	if t.kind != tokPunct || t.text != "(" {
		return nil, errSyntax
	}
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if !p.punct(")") {
		return nil, errSyntax
	}
	return n, nil
}

// signed reads a number after its sign.
func (p *parser) signed(t token) (*Node, error) {
	if t.text != "-" && t.text != "+" {
		return nil, errSyntax
	}
	n, err := p.primary()
	if err != nil || n.Op != Number || n.Type != "" || strings.HasPrefix(n.Text, "-") {
		return nil, errSyntax
	}
	if t.text == "-" {
		n = &Node{Op: Number, Text: "-" + n.Text}
	}
	return n, nil
}

// word reads what a word begins.
func (p *parser) word(t token) (*Node, error) {
	switch t.text {
	case "true":
		return &Node{Op: Bool, Text: "t"}, nil
	case "false":
		return &Node{Op: Bool, Text: "f"}, nil
	case "null":
		return &Node{Op: Null}, nil
	case "current_date", "current_timestamp", "localtimestamp":
		return &Node{Op: Now}, nil
	case "array":
		if !p.punct("[") {
			return nil, errSyntax
		}
		list, err := p.list("]")
		return &Node{Op: Array, Args: list}, err
	case "trim":
		return p.trim()
	case "and", "or", "not", "case", "cast", "extract", "overlay", "position", "row", "select", "exists",
		"substring", "interval", "current_time", "localtime", "current_user", "session_user", "user", "between", "in", "is", "like", "any", "all":
		return nil, errSyntax
	}
	return p.named(t)
}

// named reads a column, perhaps of a table, or a call.
func (p *parser) named(t token) (*Node, error) {
	name, schema := t.text, ""
	for p.punct(".") {
		t = p.next()
		if t.kind != tokWord && t.kind != tokQuoted {
			return nil, errSyntax
		}
		schema, name = name, t.text
	}
	if !p.punct("(") {
		return &Node{Op: Column, Text: name}, nil
	}
	if schema != "" && schema != "pg_catalog" {
		name = schema + "." + name
	}
	if name == "now" && p.punct(")") {
		return &Node{Op: Now}, nil
	}
	args, err := p.list(")")
	return &Node{Op: Call, Text: name, Args: args}, err
}

// trim reads TRIM(BOTH FROM x) and its like, as pg_dump prints btrim and so on.
func (p *parser) trim() (*Node, error) {
	if !p.punct("(") {
		return nil, errSyntax
	}
	name := "btrim"
	switch {
	case p.accept("both"):
	case p.accept("leading"):
		name = "ltrim"
	case p.accept("trailing"):
		name = "rtrim"
	}
	p.accept("from")
	args, err := p.list(")")
	if err == nil && len(args) != 1 {
		err = errSyntax
	}
	return &Node{Op: Call, Text: name, Args: args}, err
}
