package policy

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"sanitize/mask"
)

// RowRule is an entry of [[tables.….rows]].
type RowRule struct {
	ID     int // its number in Policy.RowRules
	Entry  *Table
	At     Pos
	Where  []*Condition // all must hold
	Sets   []*Rule      // key is the column's name
	Drop   bool
	Expect *expectation // nil: any number of rows
	Why    string       // the reason that the policy gives; may be ""
}

// Condition is what where says of a column.
type Condition struct {
	Column   string
	At       Pos // of the column's name
	Kind     ConditionKind
	Literals []literal      // IsOneOf
	Re       *regexp.Regexp // IsLike
}

// literal is a value that where compares with, as PostgreSQL writes it.
type literal struct {
	Text string
	At   Pos
}

func newLiteral(n *node) literal { return literal{literalText(n.value), n.val} }

// ConditionKind is a form of condition.
type ConditionKind int

const (
	IsOneOf ConditionKind = iota
	IsLike
	IsNull
	IsNotNull
)

// expectation is how many rows a rule is to find.
type expectation struct {
	Text     string // as the policy writes it
	min, max int64  // max < 0: no limit
}

// dataMode says what becomes of all rows of a table.
type dataMode int

const (
	DataUnset dataMode = iota
	dataKeep
	DataDrop
)

// sampleRule is the sample of a table.
type sampleRule struct {
	At        Pos
	Percent   float64 // 0 if it is wrong
	percentAt Pos
	By        string
	ByAt      Pos
	Group     string
}

// rows reads [[tables.….rows]].
func (p *parser) rows(n *node, t *Table) {
	where := strings.TrimSuffix(tableHeader(t.Key), "]") + ".rows]"
	if len(n.elems) == 0 {
		p.errorf(n.val, fmt.Sprintf("write [%s]", where), "rows is %s, want an array of tables", kindOf(n.value))
		return
	}
	for _, e := range n.elems {
		r := &RowRule{ID: len(p.RowRules), Entry: t, At: e.at}
		p.RowRules = append(p.RowRules, r)
		var drop, set *node
		p.fields(e, "["+where+"]", map[string]func(*node){
			"where":  func(n *node) { p.where(n, r) },
			"set":    func(n *node) { set = n; p.sets(n, r, where) },
			"drop":   func(n *node) { drop = n; r.Drop = p.boolean(n) },
			"expect": func(n *node) { r.Expect = p.expect(n) },
			"why":    func(n *node) { r.Why = p.why(n) },
		})
		if _, ok := e.value.(map[string]any); ok && e.kid("where") == nil {
			p.errorf(e.at, `all rows of a table go by data = "drop", and columns by its rules for columns`,
				"a rule for rows needs where")
		}
		if set != nil && r.Drop {
			p.errorf(drop.at, "remove one of them", "a rule for rows has both set and drop")
		}
		t.Rows = append(t.Rows, r)
	}
}

// tableHeader returns the header of a table of the policy, in brackets.
func tableHeader(key string) string { return fmt.Sprintf("[tables.%s]", TOMLKey(key)) }

// where reads the conditions of a rule.
func (p *parser) where(n *node, r *RowRule) {
	if !p.isTable(n, `write where = { column = "value" }`, "where") {
		return
	}
	if len(n.kids) == 0 {
		p.errorf(n.val, "name a column", "where is empty, so it would hold for all rows")
	}
	for _, k := range n.kids {
		column, ok := p.columnName(k)
		if !ok {
			continue
		}
		c := &Condition{Column: column, At: k.at}
		p.condition(k, c)
		r.Where = append(r.Where, c)
	}
}

// columnName reads a key that names one column.
func (p *parser) columnName(k *node) (string, bool) {
	pat, err := parseColumn(k.key)
	switch {
	case err != nil:
		p.errorf(k.at, "", "%v", err)
		return "", false
	case pat.glob:
		p.errorf(k.at, `a name with * or ? in it is written in SQL's double quotes: '"a*b"'`,
			"%q is a glob, and a rule for rows wants a column's name", k.key)
		return "", false
	}
	return pat.text, true
}

// condition reads the value of a column of where.
func (p *parser) condition(n *node, c *Condition) {
	switch n.value.(type) {
	case string, int64, float64, bool:
		c.Literals = []literal{newLiteral(n)}
	case []any, []map[string]any:
		p.oneOf(n, c)
	case map[string]any:
		p.conditionTable(n, c)
	default:
		p.errorf(n.val, "write it as a string", "%q is %s, want a string, a number, true, false, a list or a table",
			n.key, kindOf(n.value))
	}
}

// oneOf reads a list of literals.
func (p *parser) oneOf(n *node, c *Condition) {
	if len(n.elems) == 0 {
		p.errorf(n.val, "", "the list of %q is empty, so it would hold for no row", n.key)
	}
	for i, e := range n.elems {
		switch e.value.(type) {
		case string, int64, float64, bool:
			c.Literals = append(c.Literals, newLiteral(e))
		default:
			p.errorf(e.val, "", "element %d of %q is %s, want a string, a number, true or false", i+1, n.key, kindOf(e.value))
		}
	}
}

// conditionTable reads { regexp = "…" } or { null = true }.
func (p *parser) conditionTable(n *node, c *Condition) {
	p.fields(n, "where", map[string]func(*node){
		"regexp": func(n *node) {
			re, err := regexp.Compile(p.str(n))
			if err != nil {
				// Its message quotes the expression, which may be a secret.
				msg := "not a regular expression in the syntax of RE2"
				if !n.env {
					msg += ": " + strings.TrimPrefix(err.Error(), "error parsing regexp: ")
				}
				p.errorf(n.val, "", "regexp: %s", msg)
				return
			}
			c.Kind, c.Re = IsLike, re
		},
		"null": func(n *node) {
			if c.Kind = IsNotNull; p.boolean(n) {
				c.Kind = IsNull
			}
		},
	})
	like, null := n.kid("regexp"), n.kid("null")
	switch {
	case like != nil && null != nil:
		p.errorf(null.at, "remove one of them: NULL is like no expression", "%q has both regexp and null", n.key)
	case like == nil && null == nil && len(n.kids) == 0:
		p.errorf(n.val, `write { regexp = "…" } or { null = true }`, "the condition of %q is empty", n.key)
	}
}

// sets reads what a rule puts in place of columns: literals, or rules as of
// columns. A literal takes the place of NULL and of the empty string, too.
func (p *parser) sets(n *node, r *RowRule, where string) {
	if !p.isTable(n, `write set = { column = "value" }`, "set") {
		return
	}
	for _, k := range n.kids {
		column, ok := p.columnName(k)
		if !ok {
			continue
		}
		set := &Rule{ID: p.RuleCount, Key: column, Section: where, At: k.at, node: k, MaskAt: k.val, Params: mask.Params{}}
		p.RuleCount++
		switch v := k.value.(type) {
		case string, int64, float64, bool:
			set.Mask = "set"
			set.Params = mask.Params{"value": literalText(v), "keep_null": false, "keep_empty": false}
		case map[string]any:
			ok = p.ruleTable(k, set)
		default:
			p.errorf(k.val, `write a literal or { mask = "…" }`, "the value of %q is %s", k.key, kindOf(v))
			ok = false
		}
		if ok && p.checkMask(set) {
			r.Sets = append(r.Sets, set)
		}
	}
}

// literalText returns a scalar of TOML as PostgreSQL writes it, without an
// exponent.
func literalText(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// expectForm is "2", "2.." or "2..5".
var expectForm = regexp.MustCompile(`^(\d{1,18})(\.\.(\d{0,18}))?$`)

// expect reads how many rows a rule is to find.
func (p *parser) expect(n *node) *expectation {
	text, ok := n.value.(string)
	if i, isInt := n.value.(int64); isInt {
		text, ok = strconv.FormatInt(i, 10), true
	}
	m := expectForm.FindStringSubmatch(text)
	if !ok || m == nil {
		p.errorf(n.val, "", `expect is %s, want a number of rows, "2.." or "2..5"`, show(n))
		return nil
	}
	e := &expectation{Text: text, max: -1}
	e.min, _ = strconv.ParseInt(m[1], 10, 64)
	switch {
	case m[2] == "":
		e.max = e.min
	case m[3] != "":
		if e.max, _ = strconv.ParseInt(m[3], 10, 64); e.max < e.min {
			p.errorf(n.val, "", "expect is %s, and no number is at least %d and at most %d", show(n), e.min, e.max)
			return nil
		}
	}
	return e
}

// data reads data = "drop".
func (p *parser) data(n *node) dataMode {
	return map[string]dataMode{"drop": DataDrop, "keep": dataKeep}[p.choice(n, "data", "drop", "keep")]
}

// sample reads { percent = 10, by = "user_id", group = "user" }.
func (p *parser) sample(n *node, t *Table) {
	s := &sampleRule{At: n.at}
	p.fields(n, "sample", map[string]func(*node){
		"percent": func(n *node) { s.Percent, s.percentAt = p.percent(n), n.val },
		"by": func(n *node) {
			pat, err := parseColumn(p.str(n))
			if err == nil && pat.glob {
				err = fmt.Errorf("%s is a glob, want a column's name", show(n))
			}
			if err != nil && n.value != "" {
				p.errorf(n.val, "", "by: %v", err)
			}
			s.By, s.ByAt = pat.text, n.val
		},
		"group": func(n *node) { s.Group = p.str(n) },
	})
	if _, ok := n.value.(map[string]any); !ok {
		return
	}
	for _, key := range [...]string{"percent", "by"} {
		if n.kid(key) == nil {
			p.errorf(n.val, `write { percent = 10, by = "user_id", group = "user" }`, "sample has no %s", key)
		}
	}
	if n.kid("group") == nil {
		s.Group = s.By
	}
	t.Sample = s
}

// percent reads a number above 0 and up to 100.
func (p *parser) percent(n *node) float64 {
	if f := number(n); f > 0 && f <= 100 {
		return f
	}
	p.errorf(n.val, "", "percent is %s, want a number above 0 and up to 100", show(n))
	return 0
}

// number returns the value of a number, NaN for any other.
func number(n *node) float64 {
	switch v := n.value.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

// checkRows notes what the parts of an entry of [tables] say against each
// other.
func (p *parser) checkRows(t *Table) {
	if t.Data != DataDrop {
		return
	}
	for _, r := range t.Rows {
		p.errorf(r.At, "remove one of them", `a rule for rows, and data = "drop" in line %d drops them all`, t.DataAt.Line)
	}
	if t.Sample != nil {
		p.errorf(t.Sample.At, "remove one of them", `a sample of the rows, and data = "drop" in line %d drops them all`, t.DataAt.Line)
	}
}

// checkGroups notes tables of one group that are sampled by different parts:
// children would lose their parents.
func (p *parser) checkGroups() {
	first := map[string]*sampleRule{}
	for _, t := range p.Tables.All {
		s := t.Sample
		if s == nil || s.Group == "" || s.Percent == 0 {
			continue
		}
		f := first[s.Group]
		switch {
		case f == nil:
			first[s.Group] = s
		case f.Percent != s.Percent:
			p.errorf(s.percentAt, "give all tables of a group the same percent",
				"another percent than the %v that line %d gives the same group: rows would lose those they refer to",
				f.Percent, f.percentAt.Line)
		}
	}
}

func (e *expectation) Allows(n int64) bool { return n >= e.min && (e.max < 0 || n <= e.max) }

// Single reports whether no more than one row may be found.
func (e *expectation) Single() bool { return e != nil && 0 <= e.max && e.max <= 1 }

// Want says in words how many rows are expected.
func (e *expectation) Want() string {
	switch {
	case e.max < 0:
		return fmt.Sprintf("at least %d rows", e.min)
	case e.min != e.max:
		return fmt.Sprintf("%d to %d rows", e.min, e.max)
	case e.min == 1:
		return "1 row"
	}
	return fmt.Sprintf("%d rows", e.min)
}

func (e *expectation) Hint(found int64) string {
	if found < e.min {
		return "does where name the values that the dump has? Rules before it may have decided for its rows"
	}
	return "where holds for more rows than it should"
}

// String returns the expectation as the policy writes it, "" for nil.
func (e *expectation) String() string {
	if e == nil {
		return ""
	}
	return e.Text
}
