package draft

import (
	"bytes"
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
