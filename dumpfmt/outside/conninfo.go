package outside

import (
	"net/url"
	"strings"

	"sanitize/dumpfmt/sqllex"
)

// scrubConninfo returns a connection string with REDACTED in place of its
// secrets, and how many there were. It is read as libpq does: conninfo_parse
// and conninfo_uri_parse in fe-connect.c.
func (secret Judge) scrubConninfo(s string) (string, int, error) {
	for _, scheme := range [...]string{"postgresql://", "postgres://"} {
		if strings.HasPrefix(s, scheme) {
			return secret.scrubURI(s, len(scheme))
		}
	}
	return secret.scrubPairs(s)
}

// scrubPairs scrubs name = value pairs.
func (secret Judge) scrubPairs(s string) (string, int, error) {
	var b strings.Builder
	n := 0
	for i := 0; ; {
		lo := i
		i = skipSpace(s, i)
		name := i
		for i < len(s) && s[i] != '=' && !sqllex.IsSpace(s[i]) {
			i++
		}
		if i == name && i == len(s) {
			return b.String() + s[lo:], n, nil
		}
		key := s[name:i]
		if i = skipSpace(s, i); key == "" || i == len(s) || s[i] != '=' {
			return "", 0, errConninfo
		}
		i = skipSpace(s, i+1)
		value := i
		text, i2, ok := conninfoValue(s, i)
		if !ok {
			return "", 0, errConninfo
		}
		i = i2
		b.WriteString(s[lo:value])
		if secret.of(key, text) {
			b.WriteString(Redacted)
			n++
			continue
		}
		b.WriteString(s[value:i])
	}
}

// conninfoValue reads the value at s[i] and returns the offset after it.
func conninfoValue(s string, i int) (string, int, bool) {
	var b strings.Builder
	quoted := i < len(s) && s[i] == '\''
	if quoted {
		i++
	}
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			// libpq lets a backslash at the end go.
			if i++; i < len(s) {
				b.WriteByte(s[i])
			}
		case quoted && c == '\'':
			return b.String(), i + 1, true
		case !quoted && sqllex.IsSpace(c):
			return b.String(), i, true
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), len(s), !quoted
}

// scrubURI scrubs scheme://user:password@hosts/database?name=value&…; the
// scheme is the first bytes of s.
func (secret Judge) scrubURI(s string, scheme int) (string, int, error) {
	rest, out, n := s[scheme:], s[:scheme], 0
	// libpq looks for the end of the user's part up to the first /, and so
	// takes a ? for a part of the password.
	if i := strings.IndexAny(rest, "@/"); i >= 0 && rest[i] == '@' {
		user, password, ok := strings.Cut(rest[:i], ":")
		if out += user; ok {
			out += ":"
			if password != "" && password != Redacted {
				password = Redacted
				n++
			}
			out += password
		}
		out += "@"
		rest = rest[i+1:]
	}
	hosts, query, hasQuery := strings.Cut(rest, "?")
	if strings.Contains(hosts, "@") {
		return "", 0, errConninfo // behind a password with a / in it, most likely
	}
	out += hosts
	if !hasQuery {
		return out, n, nil
	}
	for i, pair := range strings.Split(query, "&") {
		key, value, ok := strings.Cut(pair, "=")
		name, err := url.PathUnescape(key)
		text, verr := url.PathUnescape(value)
		if err != nil || verr != nil || !ok && pair != "" {
			return "", 0, errConninfo
		}
		if secret.of(name, text) {
			pair = key + "=" + Redacted
			n++
		}
		sep := "&"
		if i == 0 {
			sep = "?"
		}
		out += sep + pair
	}
	return out, n, nil
}

func skipSpace(s string, i int) int {
	for i < len(s) && sqllex.IsSpace(s[i]) {
		i++
	}
	return i
}
