package progress

import (
	"math"
	"time"
)

// span is the time over which rates are taken: long enough to be read.
const span = 2 * time.Second

// memory is the time after which the weight of an old speed has fallen to a
// third: long enough for a table of long rows not to upset the estimate.
const memory = 10 * time.Second

// speed is how fast a run is.
type speed struct {
	passed time.Duration // since the begin
	bytes  float64       // of the input, per second
	rows   float64       // of the table, per second; 0 if not known yet
}

// meter measures the speed of a run from its samples.
type meter struct {
	begun time.Time

	at       time.Time // of the last sample that counted
	consumed int64     // then
	bytes    float64   // per second, averaged; 0 before the first

	table rate
}

// measure takes note of a sample.
func (m *meter) measure(s Status, now time.Time) speed {
	v := speed{passed: now.Sub(m.begun), rows: m.table.at(s, now)}
	if passed := now.Sub(m.at); passed >= span {
		rate := float64(s.Consumed-m.consumed) / passed.Seconds()
		if m.bytes > 0 {
			weight := math.Exp(-float64(passed) / float64(memory))
			rate = weight*m.bytes + (1-weight)*rate
		}
		m.at, m.consumed, m.bytes = now, s.Consumed, rate
	}
	v.bytes = m.bytes
	if m.bytes == 0 && v.passed > 0 {
		v.bytes = float64(s.Consumed) / v.passed.Seconds()
	}
	return v
}

// rate measures the rows per second of the current table.
type rate struct {
	table string
	rows  int64 // at since
	since time.Time
	value float64
}

// at returns the rows per second at a time, 0 if they are not known yet.
func (r *rate) at(s Status, now time.Time) float64 {
	passed := now.Sub(r.since)
	perSecond := func() float64 { return float64(s.Rows-r.rows) / passed.Seconds() }
	switch {
	case s.Table != r.table || s.Rows < r.rows || r.since.IsZero():
		*r = rate{table: s.Table, rows: s.Rows, since: now}
	case passed >= span:
		*r = rate{table: s.Table, rows: s.Rows, since: now, value: perSecond()}
	case r.value == 0 && passed >= span/2:
		return perSecond()
	}
	return r.value
}
