package detect

import "bytes"

// Bounds of a URL's parts, so that a text without an end costs little.
const (
	maxScheme   = 32
	maxUserinfo = 256
)

// credentials finds a URL with a password around the colon of its ://.
func credentials(text []byte, lo, i int) Finding {
	if !hasPrefixAt(text, i, "://") {
		return Finding{}
	}
	start := scheme(text, lo, i)
	if start == i {
		return Finding{}
	}
	user := i + len("://")
	part := text[user:min(len(text), user+maxUserinfo)]
	stop := bytes.IndexAny(part, " \t\r\n\"'`<>\\/@?#")
	if stop < 0 || part[stop] != '@' {
		return Finding{}
	}
	colon := bytes.IndexByte(part[:stop], ':')
	if colon < 0 || placeholder(part[colon+1:stop]) {
		return Finding{}
	}
	host := user + stop + 1
	end := hostEnd(text, host)
	if end == host || published(text[host:end]) && !equalFold(text[host:end], "localhost") {
		return Finding{}
	}
	return Finding{CredentialsURL, start, end}
}

// scheme returns where the scheme begins that ends at i, i if there is none:
// see RFC 3986, 3.1.
func scheme(text []byte, lo, i int) int {
	start := i
	for start > lo && i-start < maxScheme && (is(text[start-1], alnum) || start < i && contains("+-.", text[start-1])) {
		start--
	}
	for start < i && !is(text[start], upper|lower) {
		start++
	}
	return start
}

// hostEnd returns the end of the host that begins at i, in brackets or not.
func hostEnd(text []byte, i int) int {
	end := i
	for end < len(text) && end-i < maxDomain && (is(text[end], alnum|hyphen|under) || contains(".[]", text[end])) {
		end++
	}
	for end > i && text[end-1] == '.' {
		end--
	}
	return end
}

// placeholder reports whether a password only says that there is one: none,
// stars, ${VARIABLE}, {{ template }}, %s, REDACTED.
func placeholder(password []byte) bool {
	if len(password) == 0 || password[0] == '$' || password[0] == '{' || password[0] == '[' || string(password) == "%s" || bytes.EqualFold(password, []byte("redacted")) {
		return true
	}
	return len(bytes.Trim(password, "*xX.")) == 0
}
