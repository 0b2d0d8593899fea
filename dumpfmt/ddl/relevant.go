package ddl

// Relevant reports whether Apply has to see the statement: by its first words
// it is CREATE, ALTER or DROP of a TABLE, TYPE or DOMAIN, or CREATE UNIQUE
// INDEX. It does not allocate.
func Relevant(stmt []byte) bool {
	p := parser{lx: lexer{src: stmt}}
	return p.relevant()
}

func (p *parser) relevant() bool {
	create := p.skipWord("create")
	if !create && !p.skipWord("alter") && !p.skipWord("drop") {
		return false
	}
	return p.skipWord("table") || p.skipWord("type") || p.skipWord("domain") ||
		p.skipWord("foreign") && p.skipWord("table") ||
		create && p.relevantCreate()
}

func (p *parser) relevantCreate() bool {
	if p.skipWord("unique") {
		return p.skipWord("index")
	}
	_ = p.skipWord("global") || p.skipWord("local")
	_ = p.skipWord("temp") || p.skipWord("temporary") || p.skipWord("unlogged")
	return p.skipWord("table")
}

// skipWord steps over the next token if it is the word kw. Unlike accept it
// reads no further.
func (p *parser) skipWord(kw string) bool {
	ahead := p.lx
	if t := ahead.next(); !p.isWord(t, kw) {
		return false
	}
	p.lx = ahead
	return true
}

// skipAny steps over the next token if it is one of the words.
func (p *parser) skipAny(kws ...string) bool {
	for _, kw := range kws {
		if p.skipWord(kw) {
			return true
		}
	}
	return false
}

// dull reports whether the statement is an ALTER with a single action that
// says nothing of the schema, as OWNER TO, the most common statement of a dump,
// so that it need not be parsed. It does not allocate.
func dull(stmt []byte) bool {
	p := parser{lx: lexer{src: stmt}}
	if !p.skipWord("alter") {
		return false
	}
	p.skipWord("foreign")
	p.lx.next() // TABLE, TYPE or DOMAIN
	if p.skipWord("if") {
		p.skipWord("exists")
	}
	p.skipWord("only")
	p.skipName()
	return p.dullAction() && p.single()
}

// skipName steps over a name with its dots.
func (p *parser) skipName() {
	for {
		p.lx.next()
		ahead := p.lx
		if t := ahead.next(); t.kind != punct || t.c != '.' {
			return
		}
		p.lx = ahead
	}
}

func (p *parser) dullAction() bool {
	switch {
	case p.skipWord("alter"):
		p.skipWord("column")
		p.lx.next() // its name
		return p.skipWord("options") || p.skipWord("set") && (p.skipAny("statistics", "storage", "compression") || p.opens())
	case p.skipWord("set"):
		return p.skipAny("logged", "unlogged", "without", "tablespace", "access") || p.opens()
	case p.skipWord("no"):
		return p.skipWord("force")
	}
	return p.skipAny("owner", "enable", "disable", "force", "cluster", "replica", "reset", "validate", "options")
}

// opens reports whether a '(' follows.
func (p *parser) opens() bool {
	ahead := p.lx
	t := ahead.next()
	return t.kind == punct && t.c == '('
}

// single reports whether no ',' comes that would part this action from another.
func (p *parser) single() bool {
	depth := 0
	for t := p.lx.next(); t.kind != end; t = p.lx.next() {
		switch {
		case t.kind == bad:
			return false
		case t.kind != punct:
		case t.c == '(':
			depth++
		case t.c == ')':
			depth--
		case t.c == ',' && depth == 0:
			return false
		}
	}
	return true
}
