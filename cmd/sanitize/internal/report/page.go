package report

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
)

//go:embed page.html
var pageText string

// Verified is what a page tells of verify's result.
type Verified struct {
	OK       bool `json:"ok"`
	Findings []struct {
		Class  string `json:"class"`
		Table  string `json:"table"`
		Column string `json:"column"`
		Object string `json:"object"`
		Count  int64  `json:"count"`
		Line   int64  `json:"first_line"`
	} `json:"findings"`
}

// page is a report with what its page tells beside.
type page struct {
	Report
	Verified                        *Verified `json:"verified"`
	Masked, KeptColumns, Look, Rows int64     `json:"-"`
}

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
	for _, t := range p.Tables {
		p.Rows += t.Written
		p.Look += int64(len(t.Kept))
		for _, c := range t.Columns {
			if c.Mask == "keep" {
				p.KeptColumns++
			} else {
				p.Masked++
			}
			if c.Verdict != "ok" {
				p.Look++
			}
		}
	}
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return err
	}
	return t.Execute(w, &p)
}
