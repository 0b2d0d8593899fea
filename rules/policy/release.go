package policy

import (
	"strings"
	"time"
	"unicode"

	"sanitize/dumpfmt"
)

// Release is a policy's [release]: what the copy is for. It goes into report and
// signature; the audience goes into the key, too, so that copies for two of them
// do not join. It is immutable.
type Release struct {
	Audience  string // who may use it
	Purpose   string // what for
	Recipient string // who gets it
	Expires   string // the last day on which it is to be used, as 2027-01-31

	// QuasiList and SensitiveList are the columns that the report's figures are
	// about; nil: they go by names and types.
	QuasiList, SensitiveList []ColumnPattern
}

// Quasi reports whether a column may single somebody out together with others,
// and whether the policy says so of any.
func (r *Release) Quasi(table dumpfmt.Name, column string) (is, said bool) {
	if r == nil || r.QuasiList == nil {
		return false, false
	}
	return matchAny(r.QuasiList, table, column), true
}

// Sensitive reports whether what a column holds is nobody's business, and
// whether the policy says so of any.
func (r *Release) Sensitive(table dumpfmt.Name, column string) (is, said bool) {
	if r == nil || r.SensitiveList == nil {
		return false, false
	}
	return matchAny(r.SensitiveList, table, column), true
}

// Release returns what the policy says of the copy, nil if it has no [release].
func (p *Policy) Release() *Release { return p.release }

// releaseSection reads [release].
func (p *parser) releaseSection(n *node) {
	r := &Release{}
	p.fields(n, "[release]", map[string]func(*node){
		"audience":  func(n *node) { r.Audience = p.line(n) },
		"purpose":   func(n *node) { r.Purpose = p.line(n) },
		"recipient": func(n *node) { r.Recipient = p.line(n) },
		"expires":   func(n *node) { r.Expires = p.day(n) },

		"quasi_identifiers": func(n *node) { r.QuasiList = p.columnList(n) },
		"sensitive":         func(n *node) { r.SensitiveList = p.columnList(n) },
	})
	p.release = r
}

// line reads a string that can stand in one line of a report. It may come from
// the environment, as the sender of a copy sets it.
func (p *parser) line(n *node) string {
	s := strings.TrimSpace(p.str(n))
	if strings.ContainsFunc(s, unicode.IsControl) {
		p.errorf(n.val, "", "%s has more than a line", n.key)
	}
	return s
}

// day reads a date: one of TOML, or a string of the same form.
func (p *parser) day(n *node) string {
	switch v := n.value.(type) {
	case time.Time:
		return v.Format(time.DateOnly)
	case string:
		if _, err := time.Parse(time.DateOnly, v); err == nil {
			return v
		}
	}
	p.errorf(n.val, "write expires = 2027-01-31", "%s is %s, want a date", n.key, show(n))
	return ""
}
