package draft

import (
	"bytes"
	"fmt"
	"regexp"

	"sanitize/rules/words"
)

// Here values are known as those of lists that are closed, and have nobody in them: what
// programs steer by (active, in_transit, EUR), types of content, zones of time, locales,
// colours, versions and expressions of cron.

// isClosed reports whether a value is of such a list, and whether it may be a day all the
// same, as 2.11.84 is and 2.11.3 is not.
func isClosed(v []byte) (yes, day bool) {
	switch {
	case len(v) > 80:
		return false, false
	case words.IsSteering(v), contentType.Match(v), zone.Match(v), locale.Match(v), colour.Match(v), cron.Match(v) && bytes.IndexByte(v, '*') >= 0:
		return true, false
	}
	return version.Match(v), dotted.Match(v)
}

var (
	contentType = regexp.MustCompile(`^(application|audio|font|image|message|model|multipart|text|video)/[a-z0-9][a-z0-9.+-]*(; ?charset=[a-zA-Z0-9-]+)?$`)
	zone        = regexp.MustCompile(`^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Z][A-Za-z_+-]*[0-9]{0,2}(/[A-Z][A-Za-z_]+)?$`)
	locale      = regexp.MustCompile(`^[a-z]{2}[_-][A-Z]{2}(\.UTF-8|\.utf8)?$`)
	colour      = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)
	cron        = regexp.MustCompile(`^([0-9*/,-]+ ){4,5}[0-9*/,-]+$`)
	version     = regexp.MustCompile(`^[vV]?[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,4}(-?(alpha|beta|rc|dev|SNAPSHOT|RELEASE)[.-]?[0-9]{0,3})?$`)
	dotted      = regexp.MustCompile(`^([0-2]?[0-9]|3[01])\.(0?[0-9]|1[0-2])\.([0-9]{2}|[0-9]{4})$`)
)

// leastClosed is how many values it takes to say that all are of closed lists.
const leastClosed = 5

// longestMeasure is the length up to which a number is one that things are measured by:
// too short for the number of a person, of an account or a telephone.
const longestMeasure = 6

// measured keeps short numbers of which a name says nothing, in tables called after things
// that have nobody in them. unpeopled says whether a table is one.
func (h Thresholds) measured(c *cell, e *columnEvidence, people, unpeopled bool) (Override, bool) {
	if people || !unpeopled || c.part != Look || c.rule == keep || c.meaning.Class != words.Unknown || words.Amount(c.Column) ||
		!isNumber(c.typ) || !e.clean(h) || e.sampled < leastMeasures || e.long > longestMeasure {
		return Override{}, false
	}
	return Override{Mask: keptName, Part: Operational, Why: fmt.Sprintf("no number has more than %d bytes, in a table of things with nobody in it", longestMeasure)}, true
}

// leastMeasures is how many numbers it takes to say how long they are.
const leastMeasures = 5

// closed keeps the columns of which a name says nothing and all values are of closed
// lists, in tables that have nothing to do with people.
func (h Thresholds) closed(c *cell, e *columnEvidence, people bool) (Override, bool) {
	if people || !h.unsaid(c, e) || !isText(c.typ) || e.sampled < leastClosed || e.closed < e.sampled || 5*e.days > 4*e.sampled {
		return Override{}, false
	}
	return Override{Mask: keptName, Part: Operational, Why: "all values are of closed lists of programs', and nothing in its table is a person's"}, true
}
