package draft

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/bind"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// cell is what a column of a table gets.
type cell struct {
	Place
	column   *dumpfmt.Column
	typ      string // as SQL writes it
	mask     string // the mask's name
	rule     string // as TOML
	part     Part
	meaning  words.Meaning
	why      string
	filling  string // how it is filled, where it is to be looked at
	declared string // what the DDL tells of it, "" for nothing
	tool     bool   // the table is one of a tool's, and the column is kept with it
	steers   bool   // by its values a unique index chooses its rows
	last     bool   // it is kept because no mask will do
	holds    bool   // it may not become NULL: it is NOT NULL, or a CHECK tells
	alone    bool   // the rule is for this table alone, whatever others of the name get
	above    Place  // of which it is the child, where it is implied
	implied  bool   // a table above this one has the column, and gets the same for it
}

// keep is the rule of a column that is passed on.
const keep = `"keep"`

// decide asks bind what each column gets by a policy.
func (m *maker) decide(p *policy.Policy) {
	plans, _, _ := m.bind(p)
	m.cells = m.cells[:0]
	for i, plan := range plans {
		r := newReader(m.dbs[i].Schema)
		at := map[Place]*cell{}
		for _, t := range plan.Tables() {
			for _, info := range t.Columns {
				c := m.cell(r, t.Name, info)
				if c == nil {
					continue
				}
				at[c.Place] = c
				m.cells = append(m.cells, c)
			}
		}
		r.imply(at)
	}
	m.unite()
}

// unite gives columns of one name, in tables of one name of several databases,
// one rule: a policy does not tell databases apart.
func (m *maker) unite() {
	first := map[Place]*cell{}
	for _, c := range m.cells {
		if f := first[c.Place]; f == nil || f.rule == keep && c.rule != keep {
			first[c.Place] = c
		}
	}
	for _, c := range m.cells {
		if f := first[c.Place]; f.rule != c.rule {
			c.mask, c.rule, c.part, c.why, c.alone = f.mask, f.rule, f.part, f.why, true
		}
	}
}

// base returns the policy that decides: names and types, and overrides.
func (m *maker) base() []byte {
	var b bytes.Buffer
	b.WriteString("version = 1\nunlisted = \"name\"\n")
	table := dumpfmt.Name{}
	for i, at := range slices.SortedFunc(maps.Keys(m.overrides), comparePlaces) {
		if i == 0 || at.Table != table {
			table = at.Table
			fmt.Fprintf(&b, "[tables.%s]\noptional = true\n%s\n", policy.TOMLString(table.String()), policy.TOMLTable(table))
		}
		o := m.overrides[at]
		fmt.Fprintf(&b, "%s = %s\n", policy.TOMLColumn(at.Column), o.rule())
	}
	return b.Bytes()
}

func comparePlaces(a, b Place) int {
	return cmp.Or(facts.CompareNames(a.Table, b.Table), cmp.Compare(a.Column, b.Column))
}

// cell returns what a column gets, nil for one that has no rows.
func (m *maker) cell(r *reader, table dumpfmt.Name, info bind.ColumnInfo) *cell {
	t := r.facts.Table(table)
	c := &cell{Place: Place{table, info.Name}, column: t.Column(info.Name), typ: info.Type, mask: info.Mask}
	if c.column.Generated {
		return nil
	}
	c.rule = cmp.Or(info.TOML, policy.TOMLString(info.Mask))
	c.holds = c.column.NotNull || t.HasPrimary(info.Name) || t.NullShows(info.Name) != ""
	r.explain(c, info)
	m.steered(t, c)
	c.declared = r.declares(t, c)
	if c.part == Look && c.rule != keep {
		c.filling = m.filling[c.Place]
	}
	if note := m.notes[c.Place]; note != "" && c.rule != keep {
		c.why += "; " + note
	}
	if o, ok := m.overrides[c.Place]; ok {
		c.mask, c.rule, c.part, c.why, c.last = o.Mask, o.rule(), cmp.Or(o.Part, c.part), o.Why, o.last
		c.alone = o.alone || c.part == Look && c.rule == keep
		return c
	}
	if info.Mask == refused {
		m.lastResort(t, c)
	}
	return c
}

// refused is the mask of a column that bind has none for.
const refused = "-"

// steered keeps a column by whose values a unique index chooses its rows, unless
// something is at stake: a pipe shows the index behind the rows, and a mask that
// does not know of it may bring rows in.
func (m *maker) steered(t *facts.Table, c *cell) {
	u := t.Use(c.Column)
	if c.steers = u != nil && (len(u.Where) > 0 || u.KeepApart || u.Opaque); c.steers && c.rule != keep && !c.atStake() {
		c.mask, c.rule, c.part, c.alone = keptName, keep, Look, true
		c.why = "which rows are in the " + cmp.Or(u.Title(), "partial UNIQUE index") + " hangs on it"
	}
}

// lastResort gives a column for which no mask will do NULL where that is
// possible and something is at stake, else leaves it.
func (m *maker) lastResort(t *facts.Table, c *cell) {
	c.part, c.alone = Look, true
	asked := asked(t, c.Column)
	if c.atStake() && !c.holds && m.tries[c.Place] == 0 {
		c.mask, c.rule = "null", `"null"`
		c.why = "no mask is sure to meet " + asked + ": NULL"
		return
	}
	c.mask, c.rule, c.last = "keep", keep, true
	c.why = "KEPT AS IT IS: no mask is sure to meet " + asked
}

// atStake reports whether a column may hold what nobody is to see: by its name,
// or because anything can be written into its type.
func (c *cell) atStake() bool {
	switch c.meaning.Class {
	case words.Personal, words.Sensitive, words.Secret, words.FreeText:
		return true
	case words.Key, words.Operational:
		return false
	}
	return isText(c.typ) || slices.Contains([]string{"json", "jsonb", "xml", "bytea"}, c.typ)
}

// asked says what is asked of a column that no mask is sure to meet.
func asked(t *facts.Table, column string) string {
	if t.Key().Columns[column] {
		return "its partition's bounds"
	}
	if k := t.Unread(column); k != nil {
		return k.Title
	}
	if list := t.Checks(column); len(list) > 0 {
		return list[0].Title
	}
	if u := t.Use(column); u != nil {
		return u.Title()
	}
	return "its type"
}

// try binds a draft, and notes the columns that it is wrong about: those with an
// error, and those that do not get what was decided.
func (m *maker) try(text []byte) (errs, warnings policy.Errors) {
	p, err := parse(text)
	if err != nil {
		return policy.Errors{{Msg: err.Error()}}, nil
	}
	plans, errs, warnings := m.bind(p)
	want := map[Place]*cell{}
	for _, c := range m.cells {
		want[c.Place] = c
	}
	m.wrong = nil
	for _, plan := range plans {
		for _, t := range plan.Tables() {
			for _, info := range t.Columns {
				at := Place{t.Name, info.Name}
				if c := want[at]; c != nil && (info.Verdict == bind.VerdictError || info.Mask != c.mask) {
					m.wrong = append(m.wrong, at)
				}
			}
		}
	}
	if len(m.wrong) > 0 && len(errs) == 0 {
		errs = policy.Errors{{Msg: fmt.Sprintf("the draft does not say what was decided on column %s", m.wrong[0])}}
	}
	return errs, warnings
}

// String names the column for a message.
func (p Place) String() string { return p.Table.String() + "." + dumpfmt.QuoteIdent(p.Column) }

// mend sets something else against what the last try was wrong about: NULL, where a
// column may become that, and then the value itself. It reports false where nothing
// is left to try.
func (m *maker) mend() bool {
	again := false
	holds := map[Place]bool{}
	for _, c := range m.cells {
		holds[c.Place] = holds[c.Place] || c.holds
	}
	for _, at := range m.wrong {
		if m.overrides[at].soft {
			delete(m.overrides, at)
			again = true
			continue
		}
		if m.tries[at]++; m.tries[at] == 1 && holds[at] {
			m.tries[at]++
		}
		o := Override{Mask: "null", Why: "no mask is sure to meet its constraints: NULL", Part: Look}
		switch m.tries[at] {
		case 1:
		case 2:
			o = Override{Mask: "keep", Why: "KEPT AS IT IS: no mask is sure to meet its constraints", Part: Look, last: true}
		default:
			continue
		}
		m.overrides[at], again = o, true
	}
	return again
}
