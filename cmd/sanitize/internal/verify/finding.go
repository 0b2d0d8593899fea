package verify

// Finding is something that a right mask would not have done.
type Finding struct {
	Class       string      `json:"class"`
	Database    int         `json:"database"`
	Table       string      `json:"table,omitempty"`
	Column      string      `json:"column,omitempty"`
	Object      string      `json:"object,omitempty"`
	Count       int64       `json:"count"`
	Line        int64       `json:"first_line,omitempty"` // of the second dump
	Fingerprint Fingerprint `json:"fingerprint,omitempty"`
}

// Fingerprint tells values apart within one run, under a key that the run
// forgets.
type Fingerprint uint64
