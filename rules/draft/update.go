package draft

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/bind"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Here a policy that is there learns of columns that are new. Its text stays as
// it is, to the last blank: lines are put below the header of the section that
// they belong to, and what has none stands at the end.

// Update returns the text of a policy with rules for the columns that stop a run
// with it, and names what of it speaks of nothing any more. What it says of the
// other columns stays as it is.
func Update(dbs []Database, text []byte, p *policy.Policy, opts Options) (*Draft, error) {
	m, err := newMaker(dbs, opts)
	if err != nil {
		return nil, err
	}
	m.byName = true
	missing, d := m.missing(p)
	d.Text = text
	if len(missing) == 0 {
		return d, nil
	}
	for range rounds {
		if err := m.added(d, text, p, missing); err != nil {
			return d, err
		}
		if !m.refuted(d.Text, p.Name) || !m.mend() {
			break
		}
	}
	return d, nil
}

// added makes the text of the draft that of the policy with lines for the columns
// that miss one.
func (m *maker) added(d *Draft, text []byte, p *policy.Policy, missing map[Place]bool) error {
	m.decide(p.Unstrict())
	known := map[string]bool{}
	var fresh []*cell
	for _, c := range m.cells {
		if missing[c.Place] {
			fresh = append(fresh, c)
		} else {
			known[c.Column] = true
		}
	}
	for _, c := range fresh {
		c.alone = c.alone || known[c.Column] || len(p.Columns.Match(c.Column)) > 0
		c.implied = c.implied && missing[c.above] // else the table above has no line for it
	}
	d.Text, m.cells, d.Added = text, fresh, len(fresh)
	err := m.splice(d, p)
	if err == nil {
		return nil
	}
	// Where what is for all tables is written otherwise, each table has its own.
	for _, c := range fresh {
		c.alone = true
	}
	if m.splice(d, p) == nil {
		return nil
	}
	return err
}

// refuted binds the policy as it is now, and notes the new columns of which it is
// an error.
func (m *maker) refuted(text []byte, name string) bool {
	p, err := policy.Parse(text, name, unset)
	if err != nil {
		return false
	}
	fresh := map[Place]bool{}
	for _, c := range m.cells {
		fresh[c.Place] = true
	}
	m.wrong = nil
	plans, _, _ := m.bind(p)
	for _, plan := range plans {
		for _, t := range plan.Tables() {
			for _, info := range t.Columns {
				if at := (Place{t.Name, info.Name}); fresh[at] && info.Verdict == bind.VerdictError {
					m.wrong = append(m.wrong, at)
				}
			}
		}
	}
	return len(m.wrong) > 0
}

// missing returns the columns that want a rule, and a draft with what the policy
// says of nothing.
func (m *maker) missing(p *policy.Policy) (map[Place]bool, *Draft) {
	missing := map[Place]bool{}
	marks := p.NewMarks(nil)
	d := &Draft{}
	for _, db := range m.dbs {
		b := m.binder(p, db, marks)
		plan, _ := b.Examine(db.Schema)
		for _, t := range plan.Tables() {
			for _, info := range t.Columns {
				if info.Mask == refused {
					missing[Place{t.Name, info.Name}] = true
				}
			}
		}
		d.Gone = b.Unmatched()
	}
	return missing, d
}

// splice puts the lines of the new columns where they belong.
func (m *maker) splice(d *Draft, p *policy.Policy) error {
	l := m.layout()
	lines := strings.SplitAfter(string(d.Text), "\n")
	var end strings.Builder
	below := map[int]string{} // by the number of a header's line
	add := func(at int, header string, list []line) {
		var b strings.Builder
		for _, x := range list {
			b.WriteString(x.text() + "\n")
		}
		if at < 0 {
			fmt.Fprintf(&end, "\n%s\n%s", header, b.String())
			return
		}
		below[at] += b.String()
	}
	if len(l.columns) > 0 {
		add(header(lines, func(h string) bool { return columnsHeader.MatchString(h) }), "[columns]", l.columns)
	}
	for _, t := range l.tables {
		add(headerOf(lines, t.name), p.ColumnsHeader(t.name), t.lines)
	}
	var b bytes.Buffer
	for i, s := range lines {
		b.WriteString(s)
		if below[i] != "" && !strings.HasSuffix(s, "\n") {
			b.WriteByte('\n')
		}
		b.WriteString(below[i])
	}
	if end.Len() > 0 && b.Len() > 0 && !bytes.HasSuffix(b.Bytes(), []byte("\n")) {
		b.WriteByte('\n')
	}
	b.WriteString(end.String())
	if _, err := policy.Parse(b.Bytes(), p.Name, unset); err != nil {
		return &policy.Error{
			File: p.Name, Msg: "its sections are not written as [columns] and [tables.\"…\".columns], so that no line can be added",
			Hint: "add to the policy (sanitize init --update does), after a look at each mask:\n" + end.String() + strings.Join(slices.Sorted(values(below)), ""),
		}
	}
	d.Text = b.Bytes()
	return nil
}

// unset stands for an environment in which every name has a value: whether it
// is the right one was found when the policy was read.
func unset(string) (string, bool) { return "1", true }

func values(m map[int]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, s := range m {
			if !yield(s) {
				return
			}
		}
	}
}

var (
	columnsHeader = regexp.MustCompile(`^\s*\[\s*["']?columns["']?\s*\]\s*(#.*)?$`)
	moreHeader    = regexp.MustCompile(`^\s*\[\[\s*["']?more["']?\s*\.\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*\]\]\s*(#.*)?$`)
	tableHeader   = regexp.MustCompile(`^\s*\[\s*["']?tables["']?\s*\.\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*\.\s*["']?columns["']?\s*\]\s*(#.*)?$`)
)

// header returns the number of the line that is a header, -1 if there is none.
func header(lines []string, is func(string) bool) int {
	return slices.IndexFunc(lines, func(s string) bool { return is(strings.TrimRight(s, "\r\n")) })
}

// headerOf returns the number of the line that is the header of a table's
// columns, or else of the last that has more of them; -1 if there is none.
func headerOf(lines []string, table dumpfmt.Name) int {
	if at := header(lines, func(h string) bool { return isHeaderOf(tableHeader, h, table) }); at >= 0 {
		return at
	}
	last := -1
	for i, s := range lines {
		if isHeaderOf(moreHeader, strings.TrimRight(s, "\r\n"), table) {
			last = i
		}
	}
	return last
}

// isHeaderOf reports whether a line is a header of a table's columns, in one of
// the two forms.
func isHeaderOf(form *regexp.Regexp, s string, table dumpfmt.Name) bool {
	m := form.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	key := m[1]
	switch key[0] {
	case '"':
		key = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(key[1 : len(key)-1])
	case '\'':
		key = key[1 : len(key)-1]
	}
	pattern, err := policy.ParseTable(key)
	return err == nil && !pattern.Glob() && facts.CompareNames(pattern.Exact(), table) == 0
}
