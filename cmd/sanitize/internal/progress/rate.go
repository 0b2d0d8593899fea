package progress

import "time"

// span is the time over which a rate is taken: long enough to be read.
const span = 2 * time.Second

// rate measures the rows per second of the current table.
type rate struct {
	table string
	rows  int64 // at since
	since time.Time
	value int64
}

// at returns the rows per second at a time, 0 if they are not known yet.
func (r *rate) at(s Status, now time.Time) int64 {
	passed := now.Sub(r.since)
	switch {
	case s.Table != r.table || s.Rows < r.rows || r.since.IsZero():
		*r = rate{table: s.Table, rows: s.Rows, since: now}
	case passed >= span:
		*r = rate{
			table: s.Table,
			rows:  s.Rows,
			since: now,
			value: int64(float64(s.Rows-r.rows) / passed.Seconds()),
		}
	case r.value == 0 && passed >= span/2:
		return int64(float64(s.Rows-r.rows) / passed.Seconds())
	}
	return r.value
}
