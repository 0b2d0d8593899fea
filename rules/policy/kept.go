package policy

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// Kept is a policy's [kept]: what becomes of a run that keeps columns whose
// values look like personal data or secrets. It is immutable.
type Kept struct {
	Mode      KeptMode
	Threshold float64 // in percent
	AllowList []ColumnPattern
}

// KeptMode is a value of detect.
type KeptMode string

const (
	keptWarn   KeptMode = "warn"
	keptFail   KeptMode = "fail"
	KeptIgnore KeptMode = "ignore"
)

// ColumnPattern is a column of a table, or what a glob names.
type ColumnPattern struct {
	Key    string // as the policy writes it
	At     Pos
	table  tablePattern
	column pattern
}

// defaultKept is [kept] of a policy that has none.
func defaultKept() Kept { return Kept{Mode: keptWarn, Threshold: 5} }

// Kept returns what the policy says of columns that it keeps.
func (p *Policy) Kept() *Kept { return &p.kept }

// Fails reports whether a run fails that finds something.
func (k *Kept) Fails() bool { return k.Mode == keptFail }

// Allows reports whether nothing is said of a column, whatever is in it.
func (k *Kept) Allows(table dumpfmt.Name, column string) bool {
	return matchAny(k.AllowList, table, column)
}

// matchAny reports whether a column is one of a list.
func matchAny(list []ColumnPattern, table dumpfmt.Name, column string) bool {
	return slices.ContainsFunc(list, func(p ColumnPattern) bool { return p.match(table, column) })
}

func (p ColumnPattern) match(table dumpfmt.Name, column string) bool {
	return p.table.match(table) && p.column.match(column)
}

// inKept is what [kept] is called in messages.
const inKept = "[kept]"

// keptSection reads [kept].
func (p *parser) keptSection(n *node) {
	p.fields(n, inKept, map[string]func(*node){
		"detect":    func(n *node) { p.kept.Mode = p.keptChoice(n) },
		"threshold": func(n *node) { p.kept.Threshold = p.threshold(n) },
		"allow":     func(n *node) { p.kept.AllowList = p.columnList(n) },
	})
}

func (p *parser) keptChoice(n *node) KeptMode {
	return KeptMode(p.choice(n, "detect", string(keptWarn), string(keptFail), string(KeptIgnore)))
}

// threshold reads a number of percent.
func (p *parser) threshold(n *node) float64 {
	if percent := number(n); percent >= 0 && percent <= 100 {
		return percent
	}
	p.errorf(n.val, "", "threshold is %s, want a number of percent from 0 to 100", show(n))
	return 0
}

// columnList reads a list of columns.
func (p *parser) columnList(n *node) (list []ColumnPattern) {
	if _, ok := n.value.([]any); !ok {
		p.errorf(n.val, fmt.Sprintf(`write %s = ["schema.table.column"]`, n.key), "%s is %s, want a list of columns", n.key, kindOf(n.value))
		return nil
	}
	for _, e := range n.elems {
		s, ok := e.value.(string)
		if !ok {
			p.errorf(e.val, "", "a column in %s is %s, want a string", n.key, kindOf(e.value))
			continue
		}
		c, err := parseColumnOfTable(s)
		if err != nil {
			p.errorf(e.val, `name a column as "schema.table.column"`, "%v", err)
			continue
		}
		c.Key, c.At = s, e.val
		list = append(list, c)
	}
	return list
}

// parseColumnOfTable reads schema.table.column as SQL reads it. Each part may
// be a glob.
func parseColumnOfTable(key string) (ColumnPattern, error) {
	parts, err := parseParts(key)
	if err != nil {
		return ColumnPattern{}, err
	}
	if len(parts) != 3 {
		return ColumnPattern{}, fmt.Errorf("a column's name has %d parts, want schema.table.column", len(parts))
	}
	table, err := newTablePattern(parts[:2])
	return ColumnPattern{table: table, column: parts[2]}, err
}
