package main

import "sanitize/cmd/sanitize/internal/report"

// checked is what check prints as JSON.
type checked struct {
	OK       bool           `json:"ok"` // nothing that the exit code would tell
	Policy   checkedPolicy  `json:"policy"`
	Tables   []checkedTable `json:"tables"`
	Outside  checkedOutside `json:"outside"`
	Findings []finding      `json:"findings"`
}

type checkedPolicy struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

type checkedTable struct {
	Database int             `json:"database"` // how many \connect came before
	Name     string          `json:"name"`
	Columns  []checkedColumn `json:"columns"`
}

// checkedColumn has the form that the filter's report has.
type checkedColumn = report.Decision

// print prints the tables on stdout. As text, what was found goes to stderr.
func (c *checkRun) print() error {
	if c.flags.Format == "json" {
		return c.printJSON()
	}
	for _, f := range c.findings {
		text := f.text
		if f.Hint != "" {
			text += "\nhint: " + f.Hint
		}
		if f.Severity == "warning" {
			c.warn(text)
		} else {
			c.say(text)
		}
	}
	if c.outside.off { // about where it is restored, not about the policy: --strict lets it pass
		c.warn(offText + "\nhint: " + offHint)
	}
	if c.quiet {
		return nil
	}
	return c.environment.print(c.text(c.flags.Problems))
}

func (c *checkRun) printJSON() error {
	out := checked{
		OK:       true,
		Policy:   checkedPolicy{c.policy.File(), c.policy.Digest()},
		Tables:   c.tables(),
		Outside:  c.outside.checked(),
		Findings: c.findings,
	}
	for _, f := range c.findings {
		out.OK = out.OK && f.Severity == "warning" && !c.flags.Strict
	}
	if out.Findings == nil {
		out.Findings = []finding{}
	}
	if out.Tables == nil {
		out.Tables = []checkedTable{}
	}
	return c.environment.printJSON(out)
}

func (c *checkRun) tables() []checkedTable {
	var list []checkedTable
	for i, plan := range c.plans {
		for _, info := range plan.Tables() {
			t := checkedTable{Database: c.where[i], Name: info.Name.String(), Columns: []checkedColumn{}}
			for _, col := range info.Columns {
				t.Columns = append(t.Columns, reportDecision(col))
			}
			list = append(list, t)
		}
	}
	return list
}
