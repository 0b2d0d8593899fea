package report

// Literals are what was found in the SQL text outside of the data: personal
// data and secrets in views, functions, defaults and the like, which the
// program passes on.
type Literals struct {
	Action   string    `json:"action"`   // warn, fail, ignore; "" if the run failed before it looked
	Total    int64     `json:"total"`    // of what was found
	Findings []Literal `json:"findings"` // the first MaxLiterals
}

// Literal is where something was found, never what.
type Literal struct {
	Kind  string `json:"kind"`  // e-mail addresses
	Place string `json:"place"` // CREATE VIEW public.active_users
	Line  int64  `json:"line"`  // of the input's text
	Count int64  `json:"count"` // in that line
}

// MaxLiterals bounds the findings of a report: a function's body may be a table
// of customers.
const MaxLiterals = 10_000

// Add adds a finding.
func (l *Literals) Add(f Literal) {
	l.Total += f.Count
	if len(l.Findings) < MaxLiterals {
		l.Findings = append(l.Findings, f)
	}
}
