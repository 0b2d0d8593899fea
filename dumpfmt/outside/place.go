package outside

import (
	"strings"

	"sanitize/dumpfmt/sqllex"
)

// Place says what a statement is about: its kind in capitals, as in CREATE
// VIEW, COMMENT ON COLUMN, and the object's name as the statement writes it,
// "" where it has none; table is that of a trigger, policy, rule or index. A
// psql command is its own kind: \connect.
func Place(stmt []byte) (kind, name, table string) {
	if len(stmt) > 0 && stmt[0] == '\\' {
		p := firstWords(stmt[1:])
		return `\` + strings.ToLower(p.keyword()), "", ""
	}
	p := firstWords(stmt)
	list := []string{p.keyword()}
	switch list[0] {
	case "COMMENT", "SECURITY":
		for list[len(list)-1] != "ON" {
			k := p.keyword()
			if k == "FOR" {
				p.name() // the provider
				continue
			}
			if k == "" {
				return strings.Join(list, " "), "", ""
			}
			list = append(list, k)
		}
	case "SELECT":
		return list[0], string(p.function()), ""
	case "GRANT", "REVOKE":
		if !p.upTo("ON") {
			return list[0], "", ""
		}
	case "":
		return "", "", ""
	}
	for len(list) < maxKindWords {
		k := p.object()
		if k == "" {
			break
		}
		if !noise[k] {
			list = append(list, k)
		}
	}
	kind, name = strings.Join(list, " "), p.dotted()
	if name != "" {
		table = p.table(list[len(list)-1])
	}
	return kind, name, table
}

// maxKindWords bounds the words of a kind: COMMENT ON FOREIGN DATA WRAPPER has
// five.
const maxKindWords = 8

// objectWords are the words between a statement's verb and the object's name.
// Each may be the name of an object, too: where nothing that can be a name
// follows it, it is one.
var objectWords = map[string]bool{
	"ACCESS": true, "AGGREGATE": true, "CAST": true, "CLASS": true, "COLLATION": true, "COLUMN": true,
	"CONFIGURATION": true, "CONSTRAINT": true, "CONVERSION": true, "DATA": true, "DATABASE": true, "DEFAULT": true,
	"DICTIONARY": true, "DOMAIN": true, "EVENT": true, "EXTENSION": true, "FAMILY": true, "FOR": true, "FOREIGN": true,
	"FUNCTION": true, "GROUP": true, "INDEX": true, "INTO": true, "LANGUAGE": true, "LARGE": true, "MAPPING": true,
	"MATERIALIZED": true, "METHOD": true, "OBJECT": true, "OPERATOR": true, "PARSER": true, "POLICY": true,
	"PRIVILEGES": true, "PROCEDURAL": true, "PROCEDURE": true, "PUBLICATION": true, "ROLE": true, "ROUTINE": true,
	"RULE": true, "SCHEMA": true, "SEARCH": true, "SEQUENCE": true, "SERVER": true, "STATISTICS": true,
	"SUBSCRIPTION": true, "SYSTEM": true, "TABLE": true, "TABLESPACE": true, "TEMPLATE": true, "TEXT": true,
	"TRANSFORM": true, "TRIGGER": true, "TYPE": true, "USER": true, "VIEW": true, "WRAPPER": true,
}

// noise are the words among them that say nothing of the place.
var noise = map[string]bool{
	"CONCURRENTLY": true, "EXISTS": true, "IF": true, "NOT": true, "ONLY": true, "OR": true, "RECURSIVE": true,
	"REPLACE": true, "TRUSTED": true, "UNIQUE": true, "UNLOGGED": true, "TEMP": true, "TEMPORARY": true, "GLOBAL": true, "LOCAL": true,
}

// keyword consumes a word that is not in quotes and returns it in capitals, ""
// if there is none.
func (p *parser) keyword() string {
	if p.Token().Kind != sqllex.Word {
		return ""
	}
	return strings.ToUpper(string(p.Raw(p.Next())))
}

// object consumes a word of a kind, "" if the name comes next.
func (p *parser) object() string {
	ahead := *p
	k := ahead.keyword()
	if !objectWords[k] && !noise[k] || !ahead.separate() {
		return ""
	}
	*p = ahead
	return k
}

// separate reports whether a name, or a list in parentheses, follows and not
// what follows a name.
func (p *parser) separate() bool {
	t := p.Token()
	return t.IsName() || t.Is('(') || t.Kind == sqllex.Number
}

// dotted consumes a name with its schema and returns it as it stands, but for
// white space.
func (p *parser) dotted() string {
	var b strings.Builder
	if p.Token().Kind == sqllex.Number { // a large object
		return string(p.Raw(p.Next()))
	}
	for p.Token().IsName() {
		b.Write(p.Raw(p.Next()))
		if !p.AcceptPunct('.') {
			break
		}
		b.WriteByte('.')
	}
	return b.String()
}

// maxTableWords bounds how far a trigger's or a rule's table is looked for.
const maxTableWords = 64

// table returns the table of a trigger, policy, rule or index.
func (p *parser) table(kind string) string {
	mark := "ON"
	switch kind {
	case "RULE":
		mark = "TO"
		if p.Accept("on") { // COMMENT ON RULE r ON t
			return p.dotted()
		}
	case "TRIGGER", "POLICY", "INDEX", "CONSTRAINT":
	default:
		return ""
	}
	if !p.upTo(mark) {
		return ""
	}
	for p.Accept("only") || p.Accept("domain") {
	}
	return p.dotted()
}

// upTo consumes the words up to mark, in capitals, and reports whether it is
// there before any literal.
func (p *parser) upTo(mark string) bool {
	for range maxTableWords {
		t := p.Token()
		if t.Kind == sqllex.End || t.Kind == sqllex.String || t.Kind == sqllex.Param {
			return false
		}
		if p.Next(); t.Kind == sqllex.Word && strings.EqualFold(string(p.Raw(t)), mark) {
			return true
		}
	}
	return false
}
