package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/detect"
)

// Kept is a policy's [kept]: what becomes of a run that keeps columns whose
// values look like personal data or secrets. It is immutable.
type Kept struct {
	detect    keptChoice
	threshold float64 // in percent
	allow     []columnPattern
}

// keptChoice is a value of detect.
type keptChoice string

const (
	keptWarn   keptChoice = "warn"
	keptFail   keptChoice = "fail"
	keptIgnore keptChoice = "ignore"
)

// columnPattern is a column of a table, or what a glob names.
type columnPattern struct {
	key    string // as the policy writes it
	at     pos
	table  tablePattern
	column pattern
}

// defaultKept is [kept] of a policy that has none.
func defaultKept() Kept { return Kept{detect: keptWarn, threshold: 5} }

// Kept returns what the policy says of columns that it keeps.
func (p *Policy) Kept() *Kept { return &p.kept }

// Fails reports whether a run fails that finds something.
func (k *Kept) Fails() bool { return k.detect == keptFail }

// allows reports whether nothing is said of a column, whatever is in it.
func (k *Kept) allows(table dumpfmt.Name, column string) bool {
	return slices.ContainsFunc(k.allow, func(p columnPattern) bool { return p.match(table, column) })
}

func (p columnPattern) match(table dumpfmt.Name, column string) bool {
	return p.table.schema.match(table.Schema) && p.table.name.match(table.Name) && p.column.match(column)
}

// markAllowed notes which columns of allow the table has.
func (p *Plan) markAllowed(t *dumpfmt.Table) {
	for n, a := range p.policy.kept.allow {
		for i := range t.Columns {
			p.keptNames[n] = p.keptNames[n] || a.match(t.Name, t.Columns[i].Name)
		}
	}
}

// unmatchedAllowed returns the errors of allow.
func (p *Plan) unmatchedAllowed() (errs Errors) {
	for n, a := range p.policy.kept.allow {
		if !p.keptNames[n] {
			errs = append(errs, p.policy.errorAt(a.at, "", "the dump has no column %s", a.key))
		}
	}
	return errs
}

// inKept is what [kept] is called in messages.
const inKept = "[kept]"

// keptSection reads [kept].
func (p *parser) keptSection(n *node) {
	p.fields(n, inKept, map[string]func(*node){
		"detect":    func(n *node) { p.kept.detect = p.keptChoice(n) },
		"threshold": func(n *node) { p.kept.threshold = p.threshold(n) },
		"allow":     p.allow,
	})
}

func (p *parser) keptChoice(n *node) keptChoice {
	choices := []keptChoice{keptWarn, keptFail, keptIgnore}
	s, _ := n.value.(string)
	if slices.Contains(choices, keptChoice(s)) {
		return keptChoice(s)
	}
	p.errorf(n.val, didYouMean(mask.Suggest(s, []string{"warn", "fail", "ignore"})), "detect is %s, want warn, fail or ignore", show(n))
	return keptWarn
}

// threshold reads a number of percent.
func (p *parser) threshold(n *node) float64 {
	percent := math.NaN()
	switch v := n.value.(type) {
	case int64:
		percent = float64(v)
	case float64:
		percent = v
	}
	if percent >= 0 && percent <= 100 {
		return percent
	}
	p.errorf(n.val, "", "threshold is %s, want a number of percent from 0 to 100", show(n))
	return 0
}

// allow reads a list of columns.
func (p *parser) allow(n *node) {
	if _, ok := n.value.([]any); !ok {
		p.errorf(n.val, `write allow = ["schema.table.column"]`, "allow is %s, want a list of columns", kindOf(n.value))
		return
	}
	for _, e := range n.elems {
		s, ok := e.value.(string)
		if !ok {
			p.errorf(e.val, "", "a column in allow is %s, want a string", kindOf(e.value))
			continue
		}
		c, err := parseColumnOfTable(s)
		if err != nil {
			p.errorf(e.val, `name a column as "schema.table.column"`, "%v", err)
			continue
		}
		c.key, c.at = s, e.val
		p.kept.allow = append(p.kept.allow, c)
	}
}

// parseColumnOfTable reads schema.table.column as SQL reads it. Each part may
// be a glob.
func parseColumnOfTable(key string) (columnPattern, error) {
	parts, err := parseParts(key)
	if err != nil {
		return columnPattern{}, err
	}
	if len(parts) != 3 {
		return columnPattern{}, fmt.Errorf("a column's name has %d parts, want schema.table.column", len(parts))
	}
	table, err := newTablePattern(parts[:2])
	return columnPattern{table: table, column: parts[2]}, err
}

// Judge says what a kept column of a table looks like, nil if not enough of
// its values look like anything.
func (k *Kept) Judge(table dumpfmt.Name, c KeptColumn) *Error {
	var kinds []detect.Kind
	for kind := range detect.NumKinds {
		if n := c.Matched[kind]; n > 0 && float64(n)*100 > k.threshold*float64(c.Sampled) {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	slices.SortStableFunc(kinds, func(a, b detect.Kind) int { return int(c.Matched[b] - c.Matched[a]) })
	var like []string
	for _, kind := range kinds {
		like = append(like, fmt.Sprintf("%s %% like %s", percent(c.Matched[kind], c.Sampled), kind))
	}
	first := percent(c.Matched[kinds[0]], c.Sampled)
	like[0] = fmt.Sprintf("%s %% of its values look like %s", first, kinds[0])
	name := table.String() + "." + dumpfmt.QuoteIdent(c.Column)
	return &Error{
		Msg: fmt.Sprintf("%s is kept, and %s", name, strings.Join(like, ", ")),
		Hint: fmt.Sprintf("mask it, or write allow = [%s] under [kept]\n%s\n%s = %s",
			tomlString(name), tomlTable(table), tomlColumn(c.Column), tomlString(c.field.proposal(kinds))),
	}
}

// percent returns n of all in percent: whole, but never nothing for something,
// and never all for less.
func percent(n, all int64) string {
	switch p := float64(n) * 100 / float64(all); {
	case p < 1:
		return "less than 1"
	case p > 99 && n < all:
		return "99"
	default:
		return fmt.Sprintf("%.0f", p)
	}
}

// proposal returns the mask for a column that holds these kinds.
func (f *keptField) proposal(kinds []detect.Kind) string {
	if f.text && len(kinds) == 1 {
		switch kinds[0] {
		case detect.Email:
			return "email"
		case detect.Phone:
			return "phone"
		case detect.IP:
			return "ip"
		case detect.CredentialsURL:
			return "url"
		}
	}
	if f.mask == "" {
		return "null"
	}
	return f.mask
}
