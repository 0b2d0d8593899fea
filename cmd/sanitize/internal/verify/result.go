package verify

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"sanitize/cmd/sanitize/internal/quantity"
)

// Result is what was found.
type Result struct {
	OK     bool   `json:"ok"`
	Source string `json:"source,omitempty"` // where the decisions are from; "" if they were inferred

	Tables      []Table      `json:"tables"`
	ForeignKeys []ForeignKey `json:"foreign_keys"`
	Outside     []Outside    `json:"outside"`
	Findings    []Finding    `json:"findings"`
	// Kept are originals of masked columns that stand in kept places as they
	// did before: the policy has left them.
	Kept  []Finding `json:"originals_in_kept_columns"`
	Notes []string  `json:"notes"`

	Limits Limits `json:"limits"`
}

// Limits say how far the comparison went.
type Limits struct {
	Memory int64 `json:"memory"` // bytes that --memory allows
	// Filter is how many bytes the filter of originals has, and FalseHits the
	// share of other values that it takes for one. Confirmed says that what is
	// told of originals was looked up in the first dump, or that there was
	// nothing to look up: no finding is the filter's mistake.
	Filter    int64   `json:"filter_bytes"`
	FalseHits float64 `json:"filter_false_hits"`
	Confirmed bool    `json:"originals_confirmed"`
	Originals int64   `json:"originals"` // that can be known again, each form of them
	// Share is the smallest share, of the values in some place that may be originals,
	// of those that were looked up.
	Share float64 `json:"originals_share"`
	// Pairs is how many equal and different values can be told apart in all
	// columns, Keys how many keys of FOREIGN KEYs: beyond them a sample is.
	Pairs int64 `json:"max_pairs"`
	Keys  int64 `json:"max_keys"`
	// An original is looked for if it has so many characters, among other words
	// if it has so few, and in what was decoded so often.
	Characters int `json:"min_characters"`
	Digits     int `json:"min_digits"` // of a number
	Words      int `json:"max_words"`
	Decoded    int `json:"max_decoded"`
}

// Table is what was compared of a table.
type Table struct {
	Database int      `json:"database"`
	Name     string   `json:"name"`
	Before   int64    `json:"rows_before"`
	After    int64    `json:"rows_after"`
	Dropped  int64    `json:"rows_dropped"` // by the rules
	Columns  []Column `json:"columns"`
}

// Column is what was compared of a column.
type Column struct {
	Name     string `json:"name"`
	Mask     string `json:"mask"`     // keep, a mask's name, or masked
	Inferred bool   `json:"inferred"` // from what differs
	Compared int64  `json:"compared"` // values that are neither NULL nor empty
	Changed  int64  `json:"changed"`
	Distinct int64  `json:"distinct,omitempty"` // values, of those of which it was counted
	// Counted is how: exactly, or by HyperLogLog where memory ended; then equal
	// and different values were told for a share of the values alone.
	Counted string  `json:"distinct_by,omitempty"`
	Share   float64 `json:"equality_share,omitempty"`
}

// How distinct values are counted.
const (
	CountedExactly = "exact"
	CountedBySize  = "hyperloglog"
)

// ForeignKey is what became of a foreign key: how many distinct keys refer to no
// row.
type ForeignKey struct {
	Database   int     `json:"database"`
	Table      string  `json:"table"`
	Constraint string  `json:"constraint"`
	Parent     string  `json:"parent"`
	Before     int64   `json:"orphans_before"`
	After      int64   `json:"orphans_after"`
	Share      float64 `json:"share"` // of the keys that were looked at
}

// Outside is how many statements were edited or dropped as [outside] says.
type Outside struct {
	Key   string `json:"key"`
	Count int64  `json:"count"`
	Line  int64  `json:"first_line"` // of the first dump
}

// String returns eight hexadecimal digits.
func (f Fingerprint) String() string { return fmt.Sprintf("%08x", uint32(f>>32)) }

// MarshalText returns what String does.
func (f Fingerprint) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads what MarshalText has written.
func (f *Fingerprint) UnmarshalText(text []byte) error {
	var n uint32
	_, err := fmt.Sscanf(string(text), "%08x", &n)
	*f = Fingerprint(n) << 32
	return err
}

// Classes say in words what the classes of findings are.
var Classes = map[string]string{
	"row-lost":          "rows are missing",
	"row-added":         "rows are new",
	"row-swapped":       "rows have changed places",
	"row-malformed":     "rows have another number of values",
	"kept-changed":      "kept values are not the same",
	"value-left":        "values are their originals",
	"set-missed":        "values are not what a rule sets them to",
	"value-moved":       "values are the originals of another column of their row",
	"value-derived":     "values are made of their originals without a key",
	"form-changed":      "values have lost, or got, parts",
	"part-left":         "parts of values are as they were",
	"null-filled":       "NULLs have values",
	"null-made":         "values are NULL",
	"empty-filled":      "empty strings have values",
	"empty-made":        "values are empty",
	"equality-lost":     "equal values have different results",
	"difference-lost":   "different values have equal results",
	"join-lost":         "keys refer to no row any more",
	"original-found":    "originals of masked columns stand here",
	"statement-changed": "a statement is not the same",
	"statement-left":    "a statement is as it was, which the policy does not leave so",
	"statement-lost":    "a statement is missing",
	"statement-added":   "a statement is new",
}

// maxFindings bounds what is listed; beyond it findings are counted alone.
const maxFindings = 10_000

func (r *Result) found(f Finding) {
	if len(r.Findings) < maxFindings {
		r.Findings = append(r.Findings, f)
	}
}

func (r *Result) note(text string) { r.Notes = append(r.Notes, text) }

// outside counts a statement that was edited or dropped.
func (r *Result) outside(key string, it *item, _ *comparer) {
	for i := range r.Outside {
		if r.Outside[i].Key == key {
			r.Outside[i].Count++
			return
		}
	}
	r.Outside = append(r.Outside, Outside{key, 1, it.line})
}

// judge finds what is wrong with rows, columns and joins.
func (c *comparer) judge() {
	for _, t := range c.order {
		for _, one := range []struct {
			class string
			what  tally
		}{{"row-lost", t.lost}, {"row-added", t.added}, {"row-swapped", t.swapped}, {"row-malformed", t.loners}} {
			if one.what.n > 0 {
				c.result.found(Finding{
					Class: one.class, Database: t.key.database, Table: t.key.name.String(),
					Count: one.what.n, Line: one.what.line, Fingerprint: one.what.print,
				})
			}
		}
		for _, col := range t.columns {
			c.judgeColumn(t, col)
			if col.results.made != nil {
				col.results.made.forget()
			}
		}
		if t.unpaired > 0 {
			c.result.note(fmt.Sprintf("table %s: %d rows of a sample are not compared: no column that is known to be kept tells them apart", t.key.name, t.unpaired))
		}
	}
	c.joins.judge(c.result)
}

// finish completes the result.
func (c *comparer) finish() *Result {
	r := c.result
	r.Limits = c.limits()
	c.originals, c.joins, c.crew, c.tables = nil, nil, nil, nil // there may be little room
	r.Tables = make([]Table, 0, len(c.order))
	for i, t := range c.order {
		out := Table{Database: t.key.database, Name: t.key.name.String(), Before: t.before, After: t.after, Dropped: t.dropped, Columns: make([]Column, 0, len(t.columns))}
		for _, col := range t.columns {
			out.Columns = append(out.Columns, col.summary())
		}
		r.Tables = append(r.Tables, out)
		c.order[i] = nil
	}
	r.OK = len(r.Findings) == 0
	return r
}

func (c *comparer) limits() Limits {
	l := Limits{
		Memory: c.opts.Memory, Filter: int64(len(c.originals.filter.words)) * 8, FalseHits: c.originals.filter.rate(), Confirmed: c.confirmed, Share: c.share,
		Pairs: pairsIn(c.opts), Keys: keysIn(c.opts), Characters: least, Digits: leastDigits, Words: grams, Decoded: maxDepth,
	}
	for _, n := range c.originals.sizes {
		l.Originals += n
	}
	return l
}

func (col *column) summary() Column {
	mask := "masked"
	switch {
	case col.known:
		mask = col.decision.Mask
	case !col.masked():
		mask = "keep"
	}
	out := Column{Name: col.name, Mask: mask, Inferred: !col.known, Compared: col.compared, Changed: col.changed.n}
	switch m := &col.results.view().mapping; {
	case !col.masked():
	case m.before != nil:
		out.Distinct, out.Counted = int64(m.before.Estimate()), CountedBySize
		out.Share = 1 / float64(uint64(1)<<m.shift)
	case m.forth.n > 0:
		out.Distinct, out.Counted, out.Share = int64(m.forth.n), CountedExactly, 1
	}
	return out
}

// WriteJSON writes the result, indented.
func (r *Result) WriteJSON(w io.Writer) error {
	r.fill()
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

// fill makes lists of what is nil, for JSON.
func (r *Result) fill() {
	if r.Tables == nil {
		r.Tables = []Table{}
	}
	if r.ForeignKeys == nil {
		r.ForeignKeys = []ForeignKey{}
	}
	if r.Outside == nil {
		r.Outside = []Outside{}
	}
	if r.Findings == nil {
		r.Findings = []Finding{}
	}
	if r.Kept == nil {
		r.Kept = []Finding{}
	}
	if r.Notes == nil {
		r.Notes = []string{}
	}
}

// String says in a line what was found.
func (f Finding) String() string {
	var b strings.Builder
	if f.Table != "" {
		b.WriteString("table " + f.Table + ": ")
	}
	if f.Column != "" {
		b.WriteString("column " + f.Column + ": ")
	}
	if f.Object != "" {
		b.WriteString(f.Object + ": ")
	}
	what := Classes[f.Class]
	if what == "" {
		what = f.Class
	}
	fmt.Fprintf(&b, "%s (%s, %d", what, f.Class, f.Count)
	if f.Line > 0 {
		fmt.Fprintf(&b, ", first in line %d", f.Line)
	}
	if f.Fingerprint != 0 {
		fmt.Fprintf(&b, ", fingerprint %s", f.Fingerprint)
	}
	b.WriteString(")")
	return b.String()
}

// Summary returns what was compared, in a few lines.
func (r *Result) Summary() []string {
	var rows, masked, kept, inferred int64
	for _, t := range r.Tables {
		rows += t.After
		for _, c := range t.Columns {
			if c.Inferred {
				inferred++
			}
			if c.Mask == "keep" {
				kept++
			} else {
				masked++
			}
		}
	}
	list := []string{fmt.Sprintf("%s of %s compared: %s masked, %s kept", quantity.Of(rows, "row"), quantity.Of(len(r.Tables), "table"), quantity.Of(masked, "column"), quantity.Grouped(kept))}
	if r.Source != "" {
		list[0] += ", as " + r.Source + " says"
	}
	if inferred > 0 {
		list = append(list, fmt.Sprintf("whether they are masked is inferred from what differs, for %s", quantity.Of(inferred, "column")))
	}
	if rows > 0 && inferred > 0 && masked == 0 {
		list = append(list, "no value differs: the second dump is not masked, unless by a policy that keeps all")
	}
	share := 1.0
	var orphans int64
	for _, k := range r.ForeignKeys {
		share = min(share, k.Share)
		orphans += k.After
	}
	if n := len(r.ForeignKeys); n > 0 {
		list = append(list, fmt.Sprintf("%s, %s without a row, looked at %.3g %% of the keys", quantity.Of(n, "foreign key"), quantity.Of(orphans, "key"), share*100))
	}
	slices.Sort(r.Notes)
	return append(list, r.Notes...)
}
