// Package report holds what a run did: the JSON of --report, and the summary on
// stderr. It never holds a value of the dump.
package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"sanitize/cmd/sanitize/internal/quantity"
)

// FormatVersion is the version of the report's form. A field that is added does
// not change it; one that goes, or means something else, does.
const FormatVersion = 1

// Report is what is written as JSON. dist/schema/report.schema.json says what may
// be in it.
type Report struct {
	Format   int        `json:"format_version"`
	Version  string     `json:"version"`         // of the program
	Time     time.Time  `json:"time"`            // at which the run began
	Complete bool       `json:"complete"`        // false: the output is unusable
	Error    string     `json:"error,omitempty"` // why it is not complete
	Policy   Policy     `json:"policy"`
	Lock     *Lock      `json:"lock,omitempty"`    // without --lock nothing
	Release  *Release   `json:"release,omitempty"` // what the policy says that the copy is for
	Salt     Salt       `json:"salt"`
	Input    Stream     `json:"input"`
	Output   Stream     `json:"output"`
	Seconds  float64    `json:"seconds"`
	Tables   []*Table   `json:"tables"`
	Totals   Totals     `json:"-"` // of the tables, which a run without a report does not have
	Keys     []KeyGroup `json:"keys"`
	Reach    []Reach    `json:"reach"`
	Limits   *Limits    `json:"figures_limits,omitempty"` // where a table has figures
	Outside  []Outside  `json:"outside"`
	Literals Literals   `json:"literals"`
	Warnings []string   `json:"warnings"`
}

// Policy names the policy.
type Policy struct {
	File   string `json:"file"` // "built-in" for the built-in one
	SHA256 string `json:"sha256"`
}

// Release is what the copy is for, as the policy has it.
type Release struct {
	Audience  string `json:"audience,omitempty"` // it is in the key, too
	Purpose   string `json:"purpose,omitempty"`
	Recipient string `json:"recipient,omitempty"`
	Expires   string `json:"expires,omitempty"` // the last day
}

// Lock names the lock that the dump was held to.
type Lock struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// Salt tells one salt from another without telling the salt. Two reports with
// the same fingerprint are of snapshots that belong together.
type Salt struct {
	Fingerprint string `json:"fingerprint"`
	Source      string `json:"source"`
	Random      bool   `json:"random"` // made for the run alone and forgotten
}

// Stream is the input or the output.
type Stream struct {
	Format string `json:"format"` // plain, zstd, gzip
	Bytes  int64  `json:"bytes"`  // as read or written, compressed
	Plain  int64  `json:"plain"`  // of plain text
	SHA256 string `json:"sha256,omitempty"`
}

// Table is what was done to the rows of a table.
type Table struct {
	Database int      `json:"database"` // how many \connect came before
	Name     string   `json:"name"`
	Read     int64    `json:"rows_read"`
	Written  int64    `json:"rows_written"`
	Dropped  int64    `json:"rows_dropped"`
	Columns  []Column `json:"columns"` // all of them, the kept ones, too
	Rules    []Rule   `json:"rules,omitempty"`
	Kept     []Kept   `json:"kept,omitempty"` // what those that are not masked look like
	Figures  *Figures `json:"figures,omitempty"`
}

// Kept is what was found in a sample of a kept column.
type Kept struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`    // e-mail addresses, phone numbers, …
	Sampled int64  `json:"sampled"` // values that were looked at
	Matched int64  `json:"matched"` // of them
}

// Rule is what a rule for rows has found in a table.
type Rule struct {
	Line   int    `json:"line"` // in the policy
	Col    int    `json:"column"`
	Drop   bool   `json:"drop"` // it drops its rows
	Expect string `json:"expect,omitempty"`
	Why    string `json:"why,omitempty"` // the policy's reason
	Rows   int64  `json:"rows"`          // for which it decided
}

// Decision says what becomes of a column, and why. check prints the same.
type Decision struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Mask    string `json:"mask"` // keep for a column that is passed on
	From    string `json:"from"` // in words, where the decision is from
	Rule    string `json:"rule,omitempty"`
	Line    int    `json:"line,omitempty"` // of the policy
	Why     string `json:"why,omitempty"`  // the policy's reason
	Unique  string `json:"unique"`
	Verdict string `json:"verdict"`
}

// Column is what was done to a column. NULLs and empty strings are counted of
// kept ones, too.
type Column struct {
	Decision
	Masked int64 `json:"masked"` // values
	NULL   int64 `json:"null"`
	Empty  int64 `json:"empty"`
}

// Outside is what was done outside of the columns, by key of the policy's
// [outside].
type Outside struct {
	Key   string `json:"key"`
	Done  string `json:"done"` // dropped, scrubbed, disabled, emptied
	Count int64  `json:"count"`
	Line  int64  `json:"first_line"` // of the input's text
}

// WriteJSON writes the report, indented, with its tables by name.
func (r *Report) WriteJSON(w io.Writer) error {
	slices.SortStableFunc(r.Tables, func(a, b *Table) int {
		return cmp.Or(cmp.Compare(a.Database, b.Database), strings.Compare(a.Name, b.Name))
	})
	r.Format = FormatVersion
	notNull(&r.Tables)
	notNull(&r.Outside)
	notNull(&r.Literals.Findings)
	notNull(&r.Warnings)
	notNull(&r.Keys)
	notNull(&r.Reach)
	for _, t := range r.Tables {
		notNull(&t.Columns)
		if t.Figures != nil {
			r.Limits = &FiguresLimits
		}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// notNull has JSON write a list that is nil as an empty one.
func notNull[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// Totals are the sums over all tables.
type Totals struct {
	Tables, Rows, Dropped int64
	Masked                int64 // values
	Columns, MaskedTables int64 // with masked values
}

// Summary returns what a person wants to know, in a few lines.
func (r *Report) Summary() []string {
	t := &r.Totals
	gone := ""
	if t.Dropped > 0 {
		gone = fmt.Sprintf(" (%s dropped)", quantity.Grouped(t.Dropped))
	}
	lines := []string{
		fmt.Sprintf("%s in %s%s, masked %s in %s of %s; %s in, %s out, %.1f s",
			quantity.Of(t.Rows, "row"), quantity.Of(t.Tables, "table"), gone,
			quantity.Of(t.Masked, "value"), quantity.Of(t.Columns, "column"), quantity.Of(t.MaskedTables, "table"),
			size(r.Input.Bytes), size(r.Output.Bytes), r.Seconds),
	}
	if len(r.Outside) > 0 {
		lines = append(lines, r.outside())
	}
	return append(lines, fmt.Sprintf("policy %s (%.8s), salt %s (%s)",
		r.Policy.File, r.Policy.SHA256, r.Salt.Fingerprint, r.Salt.Source))
}

// outside returns the summary's line on what lies outside of the columns.
func (r *Report) outside() string {
	var parts []string
	for _, o := range r.Outside {
		parts = append(parts, fmt.Sprintf("%s %s (%s)", o.Key, o.Done, quantity.Grouped(o.Count)))
	}
	return "outside of columns: " + strings.Join(parts, ", ")
}
