package report

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"sanitize/cmd/sanitize/internal/quantity"
)

//go:embed page.html
var pageText string

// Verified is what a page tells of verify's result.
type Verified struct {
	OK       bool    `json:"ok"`
	Findings []found `json:"findings"`
	Kept     []found `json:"originals_in_kept_columns"`
}

// found is where verify has found something.
type found struct {
	Class  string `json:"class"`
	Table  string `json:"table"`
	Column string `json:"column"`
	Object string `json:"object"`
	Count  int64  `json:"count"`
	Line   int64  `json:"first_line"`
}

// Place says where it stands.
func (f *found) Place() string {
	if f.Table == "" {
		return f.Object
	}
	return strings.TrimSuffix(strings.TrimSuffix(f.Table+"."+f.Column, ".")+" "+f.Object, " ")
}

// page is a report with what its page tells beside.
type page struct {
	Report
	Verified *Verified `json:"verified"`

	Masked, KeptColumns, Look, Rows, Dropped int64 `json:"-"`

	Looks      []string `json:"-"` // what is to be looked at
	Reasons    []reason `json:"-"` // why columns are kept
	HasFigures bool     `json:"-"`
}

// reason is why some columns are kept.
type reason struct {
	Why     string
	Columns int64
}

// share is a part of the bar of all columns.
type share struct {
	Class   string // m for masked, k for kept, l for what is to be looked at
	Columns int64
}

// maxReasons bounds the reasons that are listed; the rest is one line.
const maxReasons = 12

// WritePage writes a report, given as JSON, as one page of HTML that needs
// nothing beside it.
func WritePage(w io.Writer, text []byte) error {
	var p page
	if err := json.Unmarshal(text, &p); err != nil {
		return fmt.Errorf("this is no report: %w", err)
	}
	if p.Format != FormatVersion {
		return fmt.Errorf("a report of version %d, want %d", p.Format, FormatVersion)
	}
	why := map[string]int64{}
	for _, t := range p.Tables {
		p.add(t, why)
	}
	p.reasons(why)
	t, err := template.New("page").Funcs(template.FuncMap{"number": quantity.Grouped, "percent": percent}).Parse(pageText)
	if err != nil {
		return err
	}
	return t.Execute(w, &p)
}

// add counts a table.
func (p *page) add(t *Table, why map[string]int64) {
	p.Rows += t.Written
	p.Dropped += t.Dropped
	p.HasFigures = p.HasFigures || t.Figures != nil
	looked := map[string]bool{}
	for _, k := range t.Kept {
		looked[k.Name] = true
		p.Looks = append(p.Looks, fmt.Sprintf("%s.%s is kept, and %s of %s values look like %s", t.Name, k.Name, quantity.Grouped(k.Matched), quantity.Grouped(k.Sampled), k.Kind))
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Verdict != "ok" && !looked[c.Name] {
			looked[c.Name] = true
			p.Looks = append(p.Looks, fmt.Sprintf("%s.%s: %s, %s", t.Name, c.Name, c.Mask, c.From))
		}
		if c.Mask != "keep" {
			p.Masked++
			continue
		}
		p.KeptColumns++
		why[cmp.Or(c.Why, kindOfReason(c.From))]++
	}
	p.Look += int64(len(looked))
}

// kindOfReason leaves out of a reason which constraint it is.
func kindOfReason(from string) string {
	if kind, _, ok := strings.Cut(from, " KEY "); ok {
		return kind + " KEY"
	}
	return from
}

// reasons puts the reasons in order, the most frequent first.
func (p *page) reasons(why map[string]int64) {
	for text, n := range why {
		p.Reasons = append(p.Reasons, reason{text, n})
	}
	slices.SortFunc(p.Reasons, func(a, b reason) int {
		return cmp.Or(cmp.Compare(b.Columns, a.Columns), cmp.Compare(a.Why, b.Why))
	})
	if len(p.Reasons) <= maxReasons+1 {
		return // the last takes the line that would stand for it
	}
	rest := reason{Why: fmt.Sprintf("%d other reasons, by column below", len(p.Reasons)-maxReasons)}
	for _, r := range p.Reasons[maxReasons:] {
		rest.Columns += r.Columns
	}
	p.Reasons = append(p.Reasons[:maxReasons], rest)
}

// Shares are the parts of the bar.
func (p *page) Shares() (list []share) {
	look := min(p.Look, p.KeptColumns)
	for _, s := range []share{{"m", p.Masked}, {"k", p.KeptColumns - look}, {"l", look}} {
		if s.Columns > 0 {
			list = append(list, s)
		}
	}
	return list
}

// Limits are what the figures do not say.
func (p *page) Limits() []string { return FiguresLimits.NotSaid }

// percent returns a share as 12 %, and what is hardly anything as such.
func percent(f float64) string {
	switch {
	case f > 0 && f < 0.001:
		return "below 0.1 %"
	case f > 0.999 && f < 1:
		return "above 99.9 %"
	}
	return fmt.Sprintf("%.3g %%", f*100)
}
