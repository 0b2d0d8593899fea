package bind

import (
	"slices"
	"strings"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// A catalogue may be named in text without a FOREIGN KEY: employees.department holds what
// departments.name does. Where the one is masked and the other kept, no row finds its
// partner, and a migration that makes the key fails on the copy alone. So what a column is
// called after gets the mask of it, which is one to one. The other way round would keep
// what somebody may have written.

// listed are the columns by which rows of a catalogue are named in text, the first that a
// table has where the text does not say by which.
var listed = [...]string{"name", "title", "label", "code", "key", "slug"}

// calledAfter returns a column that names rows of a group's first column in text, and is
// masked by its type.
func (b *Binder) calledAfter(g *group) (at columnRef, ok bool) {
	first := &g.members[0]
	name := strings.ToLower(first.column.column.Name)
	if !g.byName || !slices.Contains(listed[:], name) || !isText(first.column.typ) {
		return at, false
	}
	refs := b.textRefs()
	for _, called := range callings(first.table, name) {
		for _, ref := range refs[called] {
			if t := b.facts.Table(ref.table); ref.table != first.table.Name && b.isMaskedText(t, t.Column(ref.column).Name) {
				return ref, true
			}
		}
	}
	return at, false
}

// callings returns what columns of text are called that name rows of a table by a column:
// department, department_name, departments; flag_key of feature_flags.
func callings(t *facts.Table, column string) []string {
	table := strings.ToLower(t.Name.Name)
	one := singular(table)
	names := []string{one + "_" + column}
	if i := slices.IndexFunc(listed[:], func(name string) bool { return t.Column(name) != nil }); i >= 0 && listed[i] == column {
		names = append(names, one, table)
	}
	if i := strings.LastIndexByte(one, '_'); i >= 0 {
		names = append(names, one[i+1:]+"_"+column)
	}
	return names
}

// singular returns the singular of a noun in English, as schemas write it.
func singular(noun string) string {
	for _, end := range [...][2]string{{"ies", "y"}, {"sses", "ss"}, {"shes", "sh"}, {"ches", "ch"}, {"xes", "x"}, {"ss", "ss"}, {"us", "us"}, {"s", ""}} {
		if stem, ok := strings.CutSuffix(noun, end[0]); ok && len(stem) > 1 {
			return stem + end[1]
		}
	}
	return noun
}

// textRefs returns the columns of text that are called after a catalogue, by their names
// in lower case.
func (b *Binder) textRefs() map[string][]columnRef {
	if b.found.textRefs != nil {
		return b.found.textRefs
	}
	refs := map[string][]columnRef{}
	for _, of := range b.facts.Names() {
		t := b.facts.Table(of)
		for i := range t.Columns {
			if name := strings.ToLower(t.Columns[i].Name); slices.Contains(listed[:], name) {
				for _, called := range callings(t, name) {
					refs[called] = []columnRef{}
				}
			}
		}
	}
	for _, of := range b.facts.Names() {
		t := b.facts.Table(of)
		for i := range t.Columns {
			name := strings.ToLower(t.Columns[i].Name)
			if _, ok := refs[name]; ok && t.Origin(t.Columns[i].Name) == t {
				refs[name] = append(refs[name], columnRef{of, t.Columns[i].Name})
			}
		}
	}
	b.found.textRefs = refs
	return refs
}

// isMaskedText reports whether a column that nothing joins is text which no rule names and
// of whose name nobody knows that it may stay, or has a mask of its own.
func (b *Binder) isMaskedText(t *facts.Table, name string) bool {
	column := t.Column(name)
	c := &boundColumn{column: column, typ: b.masks.typeInfo(column.Type)}
	chain := b.chain(t)
	if column.Generated || !isText(c.typ) || b.isJoined(columnRef{t.Name, name}) || len(b.candidates(chain, c)) > 0 || b.mode(chain, c) != policy.UnlistedName {
		return false
	}
	switch meaning, _ := b.meaning(t, c); meaning.Class {
	case words.Key, words.Operational:
		return false
	default:
		return meaning.Mask == ""
	}
}

// isText reports whether the default mask of a type is that of text, or of an array of it.
func isText(t *typeInfo) bool {
	typ := &t.mask
	if typ.Kind == mask.Array && typ.Elem != nil {
		typ = typ.Elem
	}
	return t.byType != nil && t.byType.name == "scramble" && (typ.Kind == mask.Text || typ.Kind == mask.Char)
}
