package report

// Figures are what a data protection officer asks of a table's rows as they went
// out. Shares are of the rows, if nothing else is said.
type Figures struct {
	// Quasi are the kept columns that may single somebody out together; what is
	// said of classes goes by them. Without any there are no classes.
	Quasi       []string      `json:"quasi_identifiers"`
	Sample      float64       `json:"sample"`       // share of the classes that were counted, each whole
	Classes     int64         `json:"classes"`      // of them: rows that are alike in these columns
	Unique      float64       `json:"unique"`       // rows that no other is like
	Under5      float64       `json:"under_5"`      // rows of classes of fewer than 5
	Under11     float64       `json:"under_11"`     // and of fewer than 11
	Average     float64       `json:"average_risk"` // how sure a guess at a row is
	Worst       float64       `json:"worst_risk"`   // in the smallest class
	Homogeneity []ColumnShare `json:"homogeneity"`  // classes of several rows that share one value
	Ranks       []ColumnShare `json:"rank_matching"`
	// MaxClasses and MaxValues are how many classes, and values of a masked
	// column, could be counted: of more classes a sample was, and of more values
	// those that come most often.
	MaxClasses int `json:"max_classes"`
	MaxValues  int `json:"max_values"`
}

// ColumnShare is a share that is about a column.
type ColumnShare struct {
	Column string  `json:"column"`
	Share  float64 `json:"share"`
	Values int64   `json:"values,omitempty"` // of rank matching: how many are told
}

// Reach is how far a result can be followed: equal values of these columns have
// equal results, or their dates are moved by the same span.
type Reach struct {
	Kind    string   `json:"kind"` // domain, shift
	Name    string   `json:"name"` // of the domain, or of the column that the shift goes by
	Tables  int64    `json:"tables"`
	Columns []string `json:"columns"` // the first MaxReach
	More    int64    `json:"more,omitempty"`
}

// MaxReach bounds the columns that are listed of a reach or a group of keys.
const MaxReach = 200

// KeyGroup are columns that FOREIGN KEYs join, which have one decision.
type KeyGroup struct {
	Database int      `json:"database"`
	Columns  []string `json:"columns"` // the first MaxReach
	Mask     string   `json:"mask"`
	More     int64    `json:"more,omitempty"`
}

// Limits are what is to be known of the figures of all tables: what they are
// held to, and what they do not say.
type Limits struct {
	Thresholds []Threshold `json:"thresholds"`
	NotSaid    []string    `json:"not_said"`
}

// Threshold is a size of classes that is asked for of copies for an audience.
type Threshold struct {
	Rows     int     `json:"rows"` // a class has at least so many
	Risk     float64 `json:"risk"` // 1 by them
	Audience string  `json:"audience"`
}

// FiguresLimits are those of all figures. They stand beside them wherever they
// are shown.
//
// The risk of 0.09 is that of EMA's Policy 0070 and of Health Canada's public
// release of clinical information; 5 rows are what offices of statistics and
// health commonly ask for.
var FiguresLimits = Limits{
	Thresholds: []Threshold{
		{5, 0.2, "recipients who are known and bound by contract"},
		{11, 0.09, "the public"},
	},
	NotSaid: []string{
		"They are counts of the columns that are listed, and no expert's determination that nobody can be found.",
		"Who knows more than these columns may find more; whose data were linked before is not asked.",
		"Rows are counted, not people: one person may have many rows, in many tables.",
		"Nothing is said of what free text, JSON, documents and large objects hold.",
		"Of a sample, what is said of all classes is an estimate; each class in it is counted whole.",
	},
}
