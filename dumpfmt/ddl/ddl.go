package ddl

import "sanitize/dumpfmt"

// Apply reads one SQL statement and records what it says of tables, types and
// constraints in s. The statement comes without leading comments and with its
// ';', in UTF-8 or any other encoding that has only ASCII below 0x80; it is
// not kept. The first entry of path, the search_path in force, names the schema
// of unqualified objects that are created.
//
// Apply reports whether the statement concerned the schema. An error means
// that s can no longer be trusted to have all columns and types of the dump;
// it names the object, and never repeats a literal of the statement.
func Apply(s *dumpfmt.Schema, stmt []byte, path []string) (bool, error) {
	if !Relevant(stmt) {
		return false, nil
	}
	st, err := narrow(stmt)
	if err != nil {
		return false, err
	}
	return st.record(&catalog{Schema: s, path: path})
}

// Relevant reports whether Apply has to see the statement: by its first words
// it is CREATE, ALTER or DROP of a TABLE, TYPE or DOMAIN, or CREATE UNIQUE
// INDEX. It does not allocate.
func Relevant(stmt []byte) bool {
	p := parser{lx: lexer{src: stmt}}
	return p.relevant()
}

func (p *parser) relevant() bool {
	create := p.wordIs("create")
	if !create && !p.wordIs("alter") && !p.wordIs("drop") {
		return false
	}
	return p.wordIs("table") || p.wordIs("type") || p.wordIs("domain") ||
		p.wordIs("foreign") && p.wordIs("table") ||
		create && p.relevantCreate()
}

func (p *parser) relevantCreate() bool {
	if p.wordIs("unique") {
		return p.wordIs("index")
	}
	_ = p.wordIs("global") || p.wordIs("local")
	_ = p.wordIs("temp") || p.wordIs("temporary") || p.wordIs("unlogged")
	return p.wordIs("table")
}

// wordIs steps over the next word if it is kw.
func (p *parser) wordIs(kw string) bool {
	ahead := p.lx
	if t := ahead.next(); !p.isWord(t, kw) {
		return false
	}
	p.lx = ahead
	return true
}
