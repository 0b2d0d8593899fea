package draft

import (
	"fmt"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/bind"
	"sanitize/rules/facts"
	"sanitize/rules/words"
)

// Part is a part of the policy.
type Part int

// The parts, in the order in which they are written.
const (
	Personal    Part = iota + 1 // masked because personal
	Keys                        // kept because a key
	Operational                 // kept because an application steers by it
	Look                        // to be looked at
)

// title is the heading of a part.
func (p Part) title() string {
	return [...]string{
		"", "Masked because personal, sensitive or secret.", "Kept because a key.",
		"Kept because an application steers by it.", "To be looked at: masked by its type, or what no mask can be sure of.",
	}[p]
}

// reader reads the names of a database's tables and columns.
type reader struct {
	facts *facts.Schema
	types *facts.Types
	read  map[dumpfmt.Name]*words.Table
}

func newReader(s *dumpfmt.Schema) *reader {
	r := &reader{facts: facts.NewSchema(), types: facts.NewTypes(s), read: map[dumpfmt.Name]*words.Table{}}
	r.facts.Update(s)
	return r
}

// names returns the names of a table's columns.
func names(t *facts.Table) []string {
	list := make([]string, len(t.Columns))
	for i := range t.Columns {
		list[i] = t.Columns[i].Name
	}
	return list
}

// meaning returns what the name of a column says.
func (r *reader) meaning(t *facts.Table, c *dumpfmt.Column) words.Meaning {
	t = t.Origin(c.Name)
	if r.read[t.Name] == nil {
		r.read[t.Name] = words.NewTable(t.Name.Name, names(t))
	}
	return r.read[t.Name].Column(c.Name, r.wordType(c.Type))
}

// wordType returns what a type means for the reading of a name.
func (r *reader) wordType(ref dumpfmt.TypeRef) words.Type {
	if k := r.types.Resolve(ref); k.Kind == mask.Enum || k.Elem != nil && k.Elem.Kind == mask.Enum {
		return words.Enum
	}
	chain, _ := r.types.Bases(ref)
	return words.TypeOf(facts.SQLType(chain[len(chain)-1]))
}

// explain says why a column gets what it does, and in which part that stands.
func (r *reader) explain(c *cell, info bind.ColumnInfo) {
	t := r.facts.Table(c.Table)
	c.meaning = r.meaning(t, c.column)
	origin := t.Origin(c.Column)
	tool, isTool := words.ToolOf(origin.Name.Schema, origin.Name.Name, names(origin))
	class, kept := c.meaning.Class, info.Mask == "keep"
	use := t.Use(c.Column)
	switch {
	case kept && isTool && !tool.Masks(c.Column):
		c.part, c.tool, c.why = Operational, true, "a table of "+tool.Name
	case kept && use != nil && use.Key() != "" && class != words.Operational:
		c.part, c.why = Keys, "surrogate in a PRIMARY or FOREIGN KEY"
	case kept && class == words.Key:
		c.part, c.why = Keys, said(c.meaning)
	case kept && class == words.Operational:
		c.part, c.why = Operational, said(c.meaning)
	case kept:
		c.part, c.why, c.alone = Look, info.Why, true
	case class == words.Personal, class == words.Sensitive, class == words.Secret, class == words.FreeText:
		c.part, c.why = Personal, said(c.meaning)
	default:
		c.part, c.why = Look, info.Why
		if info.Why == "by type" {
			c.why = "by type, " + info.Type
		}
	}
}

// said is what a name says, in words.
func said(m words.Meaning) string {
	if m.Typed {
		return "type " + m.Words
	}
	return fmt.Sprintf("name says %s", strings.TrimSpace(m.Words))
}

// imply notes the columns whose rule is that of a table above.
func (r *reader) imply(cells map[Place]*cell) {
	for at, c := range cells {
		t := r.facts.Table(at.Table)
		if !t.Inherits(at.Column) {
			continue
		}
		c.above = Place{t.Origin(at.Column).Name, at.Column}
		above := cells[c.above]
		c.implied = above != nil && above != c && above.rule == c.rule
	}
}
