package draft

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// Here columns become lines. A name that gets one rule in all tables is a line
// of [columns]. Where tables differ, the rule of most is, if it masks: what
// masks too much is seen, what keeps too much is not. A rule that keeps is only
// taken for all where nothing personal has the name. The rest goes by table.
//
// A glob stands for names that end in the same word and are masked alike. None
// stands for names that are kept, but for uuids: nobody would see the next one.

// line is a line of the policy.
type line struct {
	key     string   // a column's name, or a glob
	names   []string // of a list, of which key is the first
	glob    bool
	rule    string
	part    Part
	why     string
	bare    string // why, without the tables that have it
	typ     string // under which it may go into [types]; "" if it may not
	uuid    bool   // all its columns are of type uuid
	subject string // what it holds, where that is personal
}

// tableLines are the lines for one table.
type tableLines struct {
	name  dumpfmt.Name
	lines []line
}

// layout is where everything stands in the policy.
type layout struct {
	columns []line
	types   []line
	tables  []tableLines
}

// minGlob is how many names a glob stands for, at least.
const minGlob = 4

// layout brings the cells into lines.
func (m *maker) layout() layout {
	var l layout
	byTable := map[dumpfmt.Name][]line{}
	byName := m.cellsByName()
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		cells := byName[name]
		common := commonRule(cells)
		types := keptTypes(cells, common)
		var same []*cell
		for _, c := range cells {
			if !c.alone && (types == nil && c.rule == common || c.rule == keep && slices.Contains(types, c.typ)) {
				same = append(same, c)
				continue
			}
			add := line{key: name, rule: c.rule, part: c.part, why: withFilling(c.why, c.filling), subject: c.meaning.Kind.String()}
			add.bare = add.why
			if !slices.ContainsFunc(byTable[c.Table], func(o line) bool { return o.key == name }) {
				byTable[c.Table] = append(byTable[c.Table], add)
			}
		}
		if len(same) > 0 {
			x := joined(name, same)
			if types != nil {
				x.rule, x.typ = keepTypes(types), ""
			}
			l.columns = append(l.columns, x)
		}
	}
	l.columns = globbed(l.columns)
	if !m.byName {
		l.typed()
	}
	l.columns = fold(l.columns)
	for table, lines := range byTable {
		slices.SortStableFunc(lines, compareLines)
		l.tables = append(l.tables, tableLines{table, fold(globbedDates(lines))})
	}
	slices.SortFunc(l.tables, func(a, b tableLines) int {
		return cmp.Or(cmp.Compare(a.name.Schema, b.name.Schema), cmp.Compare(a.name.Name, b.name.Name))
	})
	return l
}

// cellsByName returns the cells that want a line, by the names of their columns.
func (m *maker) cellsByName() map[string][]*cell {
	byName := map[string][]*cell{}
	for _, c := range m.cells {
		if !c.implied {
			byName[c.Column] = append(byName[c.Column], c)
		}
	}
	return byName
}

// group sorts the lines of a part, so that what is reviewed together stands
// together: what is personal by its mask and its subject, keys by their reason.
func (l *line) group() string {
	switch l.part {
	case Personal:
		return l.rule + " " + l.subject
	case Keys:
		return sortOf(l.bare)
	}
	return ""
}

// compareLines sorts by part and by group; names before globs, and both by their
// letters.
func compareLines(a, b line) int {
	order := func(glob bool) int {
		if glob {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.group(), b.group()), order(a.glob)-order(b.glob), cmp.Compare(a.key, b.key))
}

// commonRule returns the rule that a name gets in [columns], "" if it gets none
// there.
func commonRule(cells []*cell) string {
	count := map[string]int{}
	best, keeps, personal := "", 0, false
	for _, c := range cells {
		if c.alone || c.tool {
			continue
		}
		if c.rule == keep {
			keeps++
			continue
		}
		personal = personal || c.part == Personal
		if count[c.rule]++; best == "" || count[c.rule] > count[best] || count[c.rule] == count[best] && c.rule < best {
			best = c.rule
		}
	}
	if keeps > count[best] && !personal {
		return keep
	}
	return best
}

// keyTypes are those that surrogates have, and what is personal hardly has.
var keyTypes = []string{"smallint", "integer", "bigint", "uuid"}

// keptTypes returns the types of the columns of a name that most tables keep as a
// key, where none of these types is masked for it: of a name with which another
// table has something personal, such as the id of a session, the rule is for these
// types alone. It is nil where there is no such rule, or the common one keeps.
func keptTypes(cells []*cell, common string) (types []string) {
	kept := 0
	for _, c := range cells {
		if c.rule == keep && !c.alone && !c.tool && c.part == Keys && slices.Contains(keyTypes, c.typ) {
			kept++
			types = append(types, c.typ)
		}
	}
	if common == keep || 2*kept <= len(cells) {
		return nil
	}
	slices.Sort(types)
	types = slices.Compact(types)
	if slices.ContainsFunc(cells, func(c *cell) bool { return c.rule != keep && slices.Contains(types, c.typ) }) {
		return nil
	}
	return types
}

// keepTypes is the rule that keeps columns of types.
func keepTypes(types []string) string {
	list := make([]string, len(types))
	for i, t := range types {
		list[i] = policy.TOMLString(t)
	}
	return `{ mask = "keep", types = [` + strings.Join(list, ", ") + "] }"
}

// joined is the line for cells of one name and rule.
func joined(name string, cells []*cell) line {
	l := line{key: name, rule: cells[0].rule, part: cells[0].part, why: cells[0].why, typ: byType(cells), subject: cells[0].meaning.Kind.String()}
	l.uuid = !slices.ContainsFunc(cells, func(c *cell) bool { return c.typ != "uuid" })
	count, tables := map[string]int{}, map[dumpfmt.Name]bool{}
	for _, c := range cells {
		tables[c.Table] = true
		l.part = max(l.part, c.part)
		if count[c.why]++; count[c.why] > count[l.why] {
			l.why = c.why
		}
	}
	if !slices.ContainsFunc(cells, func(c *cell) bool { return c.filling != cells[0].filling }) {
		l.why = withFilling(l.why, cells[0].filling)
	}
	l.bare = l.why
	if len(tables) == 1 {
		l.why += "; " + cells[0].Table.String()
	} else {
		l.why += fmt.Sprintf("; %d tables", len(tables))
	}
	return l
}

// withFilling adds to a reason how the column is filled.
func withFilling(why, filling string) string {
	if filling == "" {
		return why
	}
	return why + "; " + filling
}

// globbed puts a glob in the place of lines that mask names with one ending
// alike, or that keep keys of type uuid, which tell nothing.
func globbed(lines []line) []line {
	type kind struct {
		ending, rule string
		part         Part
	}
	of := func(l line) kind { return kind{ending(l.key), l.rule, l.part} }
	found := map[kind][]line{}
	for _, l := range lines {
		if k := of(l); k.ending != "" && (l.rule != keep || l.uuid && l.part == Keys) {
			found[k] = append(found[k], l)
		}
	}
	most := map[string]kind{}
	for k, list := range found {
		if m, ok := most[k.ending]; !ok || len(list) > len(found[m]) || len(list) == len(found[m]) && (k.rule < m.rule || k.rule == m.rule && k.part < m.part) {
			most[k.ending] = k
		}
	}
	var out []line
	for _, l := range lines {
		k := of(l)
		if most[k.ending] != k || len(found[k]) < minGlob || l.rule == keep && !(l.uuid && l.part == Keys) {
			out = append(out, l)
			continue
		}
		if first := found[k][0]; l.key == first.key {
			rule := l.rule
			if rule == keep {
				rule = keepTypes([]string{"uuid"})
			}
			out = append(out, line{key: "*" + k.ending, glob: true, rule: rule, part: l.part, why: listed(found[k]), subject: l.subject})
		}
	}
	slices.SortStableFunc(out, compareLines)
	return out
}

// globbedDates puts globs in the place of lines of one table whose dates go by a
// person. Other lines of a table are where it differs, and stand by themselves.
func globbedDates(lines []line) []line {
	var dates, rest []line
	for _, l := range lines {
		if strings.HasPrefix(l.rule, `{ mask = "date_shift", by = `) {
			dates = append(dates, l)
		} else {
			rest = append(rest, l)
		}
	}
	if len(dates) < minGlob {
		return lines
	}
	list := append(globbed(dates), rest...)
	slices.SortStableFunc(list, compareLines)
	return list
}

// ending returns the last word of a name with what is before it, "" where it has
// only one.
func ending(name string) string {
	if strings.ContainsAny(name, `*?"`) {
		return ""
	}
	i := strings.LastIndexByte(name, '_')
	if i < 1 || i == len(name)-1 {
		return ""
	}
	return name[i:]
}

// listed names the first of the columns that a glob stands for.
func listed(lines []line) string {
	why, _, _ := strings.Cut(lines[0].why, ";")
	return fmt.Sprintf("%s; %d names: %s", why, len(lines), firstNames(lines, 5))
}

// firstNames returns the columns of lines, no more than most of them.
func firstNames(lines []line, most int) string {
	var names []string
	for _, l := range lines[:min(most, len(lines))] {
		names = append(names, dumpfmt.QuoteIdent(l.key))
	}
	if len(lines) > most {
		return strings.Join(names, ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
