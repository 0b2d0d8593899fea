package bind

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Lock is what a schema was, and what a plan decided on it, so that a later one
// can be compared with it.
type Lock struct {
	file   string
	types  map[string]string
	tables map[string]*lockedTable
}

// lockedTable holds a table's columns and constraints, each as a line.
type lockedTable struct {
	Columns     map[string]string `toml:"columns"`
	Constraints map[string]string `toml:"constraints"`
	order       []string          // of the columns; nil in a lock that was read
}

// lockedConstraint returns a constraint's name, or what stands for it, and its
// definition.
func lockedConstraint(c *dumpfmt.Constraint) (key, line string) {
	line = c.Kind.String()
	if c.NullsNotDistinct {
		line += " NULLS NOT DISTINCT"
	}
	switch {
	case c.Kind == dumpfmt.Check:
		line += " (" + withoutLiterals(c.Def) + ")"
	default:
		line += " (" + dumpfmt.QuoteIdents(c.Columns) + ")"
	}
	if len(c.Lower) > 0 {
		line += " and lower of (" + dumpfmt.QuoteIdents(c.Lower) + ")"
	}
	if c.HasExpr {
		line += " with expressions of (" + dumpfmt.QuoteIdents(c.Uses) + ")"
	}
	if ops := slices.Concat(c.Operators, c.ExprOps); len(ops) > 0 {
		line += " WITH " + strings.Join(ops, ", ")
	}
	if c.Where != "" {
		line += " WHERE " + withoutLiterals(c.Where)
	}
	if c.Kind == dumpfmt.ForeignKey {
		line += " REFERENCES " + c.RefTable.String()
		if len(c.RefColumns) > 0 {
			line += " (" + dumpfmt.QuoteIdents(c.RefColumns) + ")"
		}
		if c.MatchFull {
			line += " MATCH FULL"
		}
	}
	if c.NotValid {
		line += " NOT VALID"
	}
	if key = c.Name; key == "" {
		key = line
	}
	return key, line
}

// withoutLiterals returns an expression with … in the place of each literal: a
// lock is kept beside the code, and may be read by more people than the data. A
// digest of them could be guessed.
func withoutLiterals(expr string) string {
	var b strings.Builder
	src := []byte(expr)
	end := 0 // of the token before
	for c := sqllex.NewCursor(src, true); c.Token().Kind != sqllex.End; c.Next() {
		t := c.Token()
		if b.Len() > 0 && t.Lo > end {
			b.WriteByte(' ')
		}
		end = t.Hi
		switch t.Kind {
		case sqllex.String, sqllex.Number, sqllex.Bad:
			b.WriteString("…")
		default:
			b.Write(src[t.Lo:t.Hi])
		}
		if t.Kind == sqllex.Bad {
			break
		}
	}
	return b.String()
}

// lockedType returns the definition of a type.
func lockedType(t *dumpfmt.Type) string {
	switch t.Kind {
	case dumpfmt.Enum:
		return fmt.Sprintf("ENUM of %d", len(t.Labels))
	case dumpfmt.Composite:
		var fields []string
		for _, f := range t.Fields {
			fields = append(fields, dumpfmt.QuoteIdent(f.Name)+" "+facts.SQLType(f.Type))
		}
		return "(" + strings.Join(fields, ", ") + ")"
	case dumpfmt.Domain:
		line := "DOMAIN " + facts.SQLType(t.Base)
		if t.NotNull {
			line += " NOT NULL"
		}
		for _, c := range t.Checks {
			line += " CHECK (" + withoutLiterals(c) + ")"
		}
		return line
	case dumpfmt.Range:
		return "RANGE of " + facts.SQLType(t.Base)
	}
	return "BASE"
}

const lockHead = `# What sanitize has seen, and what it does with each column. A review of this
# file is a review of what leaves the database; sanitize check --lock writes it.

version = 2
`

// Text returns the lock as TOML, a line for each column, in an order that does
// not depend on the dump's.
func (l *Lock) Text() []byte {
	var b bytes.Buffer
	b.WriteString(lockHead)
	lockSection(&b, "[types]", slices.Sorted(maps.Keys(l.types)), l.types)
	for _, name := range slices.Sorted(maps.Keys(l.tables)) {
		t := l.tables[name]
		head := "[tables." + policy.TOMLString(name)
		if len(t.order) == 0 {
			fmt.Fprintf(&b, "\n%s.columns]\n", head)
		}
		lockSection(&b, head+".columns]", t.order, t.Columns)
		lockSection(&b, head+".constraints]", slices.Sorted(maps.Keys(t.Constraints)), t.Constraints)
	}
	return b.Bytes()
}

func lockSection(b *bytes.Buffer, head string, keys []string, lines map[string]string) {
	if len(keys) == 0 {
		return
	}
	b.WriteString("\n" + head + "\n")
	for _, k := range keys {
		fmt.Fprintf(b, "%s = %s\n", policy.TOMLKey(k), policy.TOMLString(lines[k]))
	}
}

// ParseLock reads what Text has written. file is its name, for errors.
func ParseLock(text []byte, file string) (*Lock, error) {
	var in struct {
		Version int                     `toml:"version"`
		Types   map[string]string       `toml:"types"`
		Tables  map[string]*lockedTable `toml:"tables"`
	}
	meta, err := toml.Decode(string(text), &in)
	if err != nil {
		return nil, fmt.Errorf("%s: not a lock: %w", file, err)
	}
	if in.Version != 2 || len(meta.Undecoded()) > 0 {
		return nil, fmt.Errorf("%s: not a lock of version 2, write it anew with --update-lock", file)
	}
	return &Lock{file, in.Types, in.Tables}, nil
}
