package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"sanitize/cmd/sanitize/internal/cells"
	"sanitize/cmd/sanitize/internal/cli"
	"sanitize/cmd/sanitize/internal/report"
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/outside"
	"sanitize/dumpfmt/stray"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
	"sanitize/rules/statements"
)

// outsideCheck looks at what a policy does outside of the columns.
type outsideCheck struct {
	policy  *policy.Outside
	scanner statements.LiteralScanner
	keys    []checkedKey // in the order of OutsideKeys
	found   report.Literals
	errs    []finding // the first maxOutsideErrors
	more    int       // errors
	roles   outside.Roles
	off     bool                  // standard_conforming_strings was off
	strays  map[int]*stray.Finder // of the databases, by how many \connect came before
	out     []byte
	list    []statements.Literal
}

// checkedOutside is what check says of what lies outside of the columns.
type checkedOutside struct {
	Keys     []checkedKey    `json:"keys"`
	Literals report.Literals `json:"literals"`
	Roles    []string        `json:"roles"` // that the dump needs and does not create
}

// checkedKey is a key of [outside].
type checkedKey struct {
	Key     string            `json:"key"`
	Choice  string            `json:"choice"`
	Objects map[string]string `json:"objects,omitempty"` // choices by kind of object
	Count   int64             `json:"count"`             // of what it touches
	Places  []checkedPlace    `json:"places"`            // of the first maxPlaces
}

// checkedPlace is where a key touches something.
type checkedPlace struct {
	Place string `json:"place"`
	Line  int64  `json:"line"`
}

// maxPlaces bounds the places of a key: a schema may have thousands of
// comments.
const maxPlaces = 100

// maxOutsideErrors bounds how many errors check tells of statements.
const maxOutsideErrors = 20

func newOutsideCheck(rules *policy.Outside) *outsideCheck {
	c := &outsideCheck{policy: rules, strays: map[int]*stray.Finder{}}
	for _, k := range policy.OutsideKeys() {
		c.keys = append(c.keys, checkedKey{
			Key: k.String(), Choice: rules.Choice(k), Objects: rules.Objects(k), Places: []checkedPlace{},
		})
	}
	c.found.Action = rules.Choice(policy.Literals)
	c.found.Findings = []report.Literal{}
	return c
}

// look does to a segment what the filter would, and notes it.
func (c *outsideCheck) look(seg *dumpfmt.Segment, s *dumpfmt.Schema) error {
	if statements.Looks(c.policy) {
		if err := c.straysOf(seg.Session.Connects).Look(seg, s); err != nil {
			c.fail(err)
		}
	}
	text := seg.Bytes
	c.off = c.off || !seg.Session.StdStrings
	switch seg.Kind {
	case dumpfmt.SQL:
		c.roles.Look(seg.Bytes, seg.Session)
		if e := statements.NewEdit(c.policy, seg.Bytes, seg.Session); !e.Nothing() {
			n := 0
			var err error
			if c.out, n, err = e.Append(c.out[:0], seg.Bytes, seg.Session); err != nil {
				c.fail(at(seg, err))
				return nil
			}
			c.touch(e.Key, n, seg)
			text = c.out
		}
	case dumpfmt.Meta, dumpfmt.Space:
	default:
		return nil
	}
	var err error
	if c.list, err = c.scanner.Append(c.list[:0], c.policy, text, seg.Pos.Line, seg.Session); err != nil {
		c.fail(err)
	}
	addLiterals(&c.found, c.list)
	return nil
}

// straysOf returns what looks for rows that lie outside of a database's rows.
func (c *outsideCheck) straysOf(connects int) *stray.Finder {
	f := c.strays[connects]
	if f == nil {
		f = &stray.Finder{}
		c.strays[connects] = f
	}
	return f
}

// judge notes the rows outside of rows that are of a table of the databases.
func (c *outsideCheck) judge(dbs []*database) {
	for _, db := range dbs {
		if f := c.strays[db.connects]; f != nil {
			if err := f.End(db.schema); err != nil {
				c.fail(err)
			}
		}
	}
}

// touch notes that a key touches n things in a segment.
func (c *outsideCheck) touch(k policy.OutsideKey, n int, seg *dumpfmt.Segment) {
	if n == 0 {
		return
	}
	key := &c.keys[k]
	key.Count += int64(n)
	if len(key.Places) < maxPlaces {
		key.Places = append(key.Places, checkedPlace{statements.Place(seg.Bytes), seg.Pos.Line})
	}
}

// fail notes an error.
func (c *outsideCheck) fail(err error) {
	f := finding{Severity: "error", Message: err.Error(), Hint: hintOf(err), text: err.Error()}
	if len(c.errs) == maxOutsideErrors {
		c.more++
		return
	}
	c.errs = append(c.errs, f)
}

// findings returns what check tells: errors, and literals as warnings.
func (c *outsideCheck) findings() []finding {
	list := slices.Clip(c.errs)
	if c.more > 0 {
		text := fmt.Sprintf("and %d more errors outside of columns", c.more)
		list = append(list, finding{Severity: "error", Message: text, text: text})
	}
	for _, w := range literalWarnings(&c.found, "--format json lists all") {
		text, hint, _ := strings.Cut(w, "\nhint: ")
		list = append(list, finding{Severity: "warning", Message: text, Hint: hint, text: text})
	}
	return list
}

// checked returns what check says as JSON.
func (c *outsideCheck) checked() checkedOutside {
	c.keys[policy.Literals].Count = c.found.Total
	return checkedOutside{c.keys, c.found, c.missingRoles()}
}

// touched says in a line what the policy does outside of the columns.
func (c *outsideCheck) touched() string {
	var list []string
	for _, k := range c.checked().Keys {
		if k.Count > 0 {
			list = append(list, fmt.Sprintf("%s %d", k.Key, k.Count))
		}
	}
	if list == nil {
		return "nothing"
	}
	return strings.Join(list, ", ")
}

// write writes the keys as text.
func (c *outsideCheck) write(b *strings.Builder) {
	b.WriteString("\noutside of columns\n")
	rows := [][]string{{"key", "choice", "touches", "first"}}
	for _, k := range c.checked().Keys {
		touches, first := "-", "-"
		if k.Count > 0 {
			touches = fmt.Sprint(k.Count)
		}
		switch {
		case len(k.Places) > 0:
			first = fmt.Sprintf("%s, line %d", cells.Printable(k.Places[0].Place), k.Places[0].Line)
		case k.Key == c.keys[policy.Literals].Key && len(c.found.Findings) > 0:
			f := c.found.Findings[0]
			first = fmt.Sprintf("%s, line %d", cells.Printable(f.Place), f.Line)
		}
		rows = append(rows, []string{k.Key, k.choices(), touches, first})
	}
	alignRows(b, rows, []int{widestName, widestType, cli.Width})
	if missing := c.missingRoles(); len(missing) > 0 {
		b.WriteString("\nroles that the dump needs and does not create (see pg_dumpall --roles-only):\n")
		b.WriteString(strings.Join(cli.Wrap(strings.Join(missing, ", "), cli.Width, ""), "\n"))
		b.WriteByte('\n')
	}
}

// missingRoles returns the roles that the dump needs and does not create. A name
// that looks like data is not told.
func (c *outsideCheck) missingRoles() []string {
	list := []string{}
	hidden := 0
	for _, name := range c.roles.Missing() {
		if !plainName.MatchString(name) || detect.Kinds([]byte(name)) != 0 {
			hidden++
			continue
		}
		list = append(list, name)
	}
	if hidden > 0 {
		list = append(list, fmt.Sprintf("(%d of odd names)", hidden))
	}
	return list
}

// plainName is what a role is usually called.
var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.$-]*$`)

// choices returns the choice, and those of some kinds of objects.
func (k *checkedKey) choices() string {
	list := []string{k.Choice}
	for _, object := range slices.Sorted(maps.Keys(k.Objects)) {
		list = append(list, object+": "+k.Objects[object])
	}
	return strings.Join(list, ", ")
}
