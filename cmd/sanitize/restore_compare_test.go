package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// fate is what the zoo's policy means for the values of a column.
type fate int

const (
	masked    fate = iota // another value, the same one for the same input
	byRow                 // like masked, but the row has a say
	fewValues             // drawn from so few that the input may come again
	kept
	nulled   // no mask knows the type
	constant // null, set, empty, redact: see checkMasks
	computed // by the server, from masked columns
)

// keptColumns are kept by name, beside id, *_id and keep_*.
var keptColumns = []string{
	"app.orders.region", "app.orders.placed_on", "app.events.at", "app.moods.mood", "app.masks.m_keep",
}

// constantColumns are those whose NULLs and empty strings may change.
var constantColumns = []string{
	"app.masks.m_null", "app.masks.m_set", "app.masks.m_empty", "app.masks.m_redact",
	"\"odd schema; --\".\"we.ird \"\"t\"\"\nable; COPY x FROM stdin;\".new\nline",
}

// distinctColumns have an injective mask, or one whose results meet by
// accident only.
var distinctColumns = []string{
	"email", "subscriber_email", "buyer_email", "username", "author_username", "who_username", "full_name",
	"first_name", "last_name", "hashed_password", "badge_number", "token", "device_token",
	"m_hash", "m_uuid", "m_uuid_text", "m_email", "m_username", "m_name", "m_first_name", "m_last_name", "m_permute",
}

func (c *restoreCase) fate(table string, col pgtest.Column) fate {
	full := table + "." + col.Name
	switch {
	case col.Gen:
		return computed
	case table == "app.config", c.positional && slices.Contains(keptWhenPositional, table):
		return kept
	case col.Name == "id", strings.HasSuffix(col.Name, "_id"), strings.HasPrefix(col.Name, "keep_"),
		slices.Contains(keptColumns, full):
		return kept
	case slices.Contains(constantColumns, full):
		return constant
	case full == "app.masks.m_choice":
		return fewValues
	}
	return typeFate(col.Type)
}

// typeFate is the fate of an unlisted column of a type.
func typeFate(typ string) fate {
	switch base, _, _ := strings.Cut(strings.TrimSuffix(typ, "[]"), "("); base {
	case "xml", "tsquery", "jsonpath", "pg_lsn":
		return nulled
	case "boolean", "app.mood", "bit":
		return fewValues
	case "date", "timestamp", "timestamp without time zone", "timestamp with time zone":
		return byRow
	}
	return masked
}

// compare judges every table of after, the restored copy, by that of before.
func (c *restoreCase) compare(t *testing.T, before, after pgtest.Snapshot) {
	t.Helper()
	mails := mapping{}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		b := before[name]
		if c.leaves(name) {
			continue
		}
		a := after[name]
		if a == nil {
			t.Errorf("table %s is missing", name)
			continue
		}
		if len(a.Rows) != len(b.Rows) || !slices.Equal(a.Columns, b.Columns) {
			t.Errorf("table %s: %d rows and columns %v, want %d and %v", name, len(a.Rows), a.Columns, len(b.Rows), b.Columns)
			continue
		}
		for _, col := range b.Columns {
			f := c.fate(name, col)
			p := pair{t, name, col, b.Col(col.Name), a.Col(col.Name)}
			p.check(f)
			if f == masked && strings.HasSuffix(col.Name, "email") && col.Name != "m_email" {
				p.follow(mails)
			}
		}
	}
	for name := range after {
		if before[name] == nil {
			t.Errorf("table %s was not there before", name)
		}
	}
}

// same reports tables that two forms of dump, filtered with the same salt and
// restored, do not agree on.
func (c *restoreCase) same(t *testing.T, want, got pgtest.Snapshot) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		w := want[name]
		if c.leaves(name) || c.positional && slices.Contains(keptWhenPositional, name) {
			continue
		}
		g := got[name]
		if g == nil {
			t.Errorf("table %s is missing", name)
			continue
		}
		for _, col := range w.Columns {
			if !slices.Equal(w.Col(col.Name), g.Col(col.Name)) {
				t.Errorf("column %s.%s is masked in another way than in a COPY", name, col.Name)
			}
		}
	}
}

// pair is one column before and after, row by row. Its messages give places,
// never values, although the zoo's would be harmless: a test's log is read
// where dumps are not.
type pair struct {
	t             *testing.T
	table         string
	col           pgtest.Column
	before, after []pgtest.Value
}

func (p *pair) errorf(format string, args ...any) {
	p.t.Helper()
	p.t.Errorf("column %s.%s (%s): "+format, append([]any{p.table, p.col.Name, p.col.Type}, args...)...)
}

func (p *pair) check(f fate) {
	p.t.Helper()
	switch f {
	case kept:
		p.checkKept()
		return
	case nulled:
		p.checkNulled()
		return
	case constant, computed:
		return
	}
	p.checkShape()
	if f == fewValues {
		return
	}
	p.checkChanged()
	if f == masked {
		p.follow(mapping{})
	}
	if slices.Contains(distinctColumns, p.col.Name) && distinct(p.before) != distinct(p.after) {
		p.errorf("%d distinct values, want %d", distinct(p.after), distinct(p.before))
	}
}

func (p *pair) checkKept() {
	p.t.Helper()
	for i := range p.before {
		if p.before[i] != p.after[i] {
			p.errorf("row %d of a kept column has changed", i+1)
			return
		}
	}
}

func (p *pair) checkNulled() {
	p.t.Helper()
	for i, v := range p.after {
		if !v.Null {
			p.errorf("row %d is not NULL, though no mask knows the type", i+1)
			return
		}
	}
}

// checkShape wants NULLs and empty strings where they were, and nowhere else.
func (p *pair) checkShape() {
	p.t.Helper()
	for i, b := range p.before {
		a := p.after[i]
		if a.Null != b.Null {
			p.errorf("row %d: NULL is %v, want %v", i+1, a.Null, b.Null)
			return
		}
		if (a.Text == "") != (b.Text == "") {
			p.errorf("row %d: empty is %v, want %v", i+1, a.Text == "", b.Text == "")
			return
		}
	}
}

// checkChanged wants every value that a mask can change to be another one. What
// stands for nothing stays (-1, n/a), and so may single characters.
func (p *pair) checkChanged() {
	p.t.Helper()
	for i, b := range p.before {
		if len(b.Text) <= 4 || strings.HasPrefix(strings.Replace(b.Text, "$", "", 1), "-1.0") {
			continue
		}
		if !b.Null && changeable(p.col.Type, b.Text) && p.after[i] == b {
			p.errorf("row %d is as it was", i+1)
			return
		}
	}
}

// changeable reports whether the mask of a type has something to change in v:
// special values (NaN, infinity, zero), structures without a leaf, and text
// without a letter or digit stay as they are.
func changeable(typ, v string) bool {
	if containsFold(v, "canary") || containsFold(v, "finch") {
		return true
	}
	if strings.HasSuffix(typ, "[]") {
		return false // it may have no element but NULL
	}
	switch base, _, _ := strings.Cut(typ, "("); base {
	case "text", "character varying", "character", "name", "app.plate", "app.short":
		return strings.ContainsAny(strings.ToLower(v), "abcdefghijklmnopqrstuvwxyz0123456789")
	case "uuid", "inet", `"char"`:
		return v != "" && v != `\`
	case "macaddr", "macaddr8": // no address, and all
		return strings.Trim(v, "0:") != "" && strings.Trim(v, "f:") != ""
	case "bytea":
		return len(v) > len(`\x00`)*2
	case "smallint", "integer", "bigint", "oid", "numeric", "money", "real", "double precision", "app.amount":
		return ordinary(v)
	case "date", "timestamp without time zone", "timestamp with time zone":
		return !strings.HasSuffix(v, "infinity")
	}
	return false
}

// ordinary reports whether v is a number other than zero, NaN and the
// infinities, with enough precision that other digits are another number.
func ordinary(v string) bool {
	f, err := strconv.ParseFloat(strings.NewReplacer("$", "", ",", "").Replace(v), 64)
	return err == nil && f == f && (1e-20 < f && f < 1e30 || -1e30 < f && f < -1e-20)
}

// mapping is what became of each value.
type mapping map[pgtest.Value]pgtest.Value

// follow wants equal values to have become equal values; with the mapping of
// another column, equal to those there.
func (p *pair) follow(m mapping) {
	p.t.Helper()
	for i, b := range p.before {
		a, seen := m[b]
		if seen && a != p.after[i] {
			p.errorf("row %d: a value that came before has become another one here", i+1)
			return
		}
		m[b] = p.after[i]
	}
}

func distinct(col []pgtest.Value) int {
	set := map[pgtest.Value]bool{}
	for _, v := range col {
		set[v] = true
	}
	return len(set)
}
