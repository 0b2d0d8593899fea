package detect

import (
	"bytes"
	"regexp"
	"slices"
)

// maxPair bounds how far around a password its connection is looked for, in
// bytes.
const maxPair = 256

// connectionName is what stands beside a password in a connection string: names
// of libpq's parameters, and the last words of ODBC's and ADO's.
const connectionName = `(?:host|hostaddr|port|user|username|dbname|service|sslmode|connect_timeout|application_name|options|passfile|` +
	`client_encoding|server|source|database|catalog|uid|id|driver|dsn)`

// The parts of a connection string around its password. A semicolon has no
// blanks around the = before it: PL/pgSQL assigns so.
var (
	pairValue  = regexp.MustCompile("^\\s*(?:'+[^']*|[^\\s'\"`;&]*)")
	pairBefore = regexp.MustCompile(`(?i)\b` + connectionName + `(?:\s*=\s*(?:'+[^']*'+|[^\s';]*[^\s';,])\s*|=[^\s';][^';]*;\s*)$`)
	pairBehind = regexp.MustCompile(`(?i)^(?:['\\\s]*` + connectionName + `\s*=|;\s*` + connectionName + `=)`)
	urlBefore  = regexp.MustCompile(`://[^\s'"<>]*[?&]$`)
)

var passwordNames = []string{"password", "passwd", "pwd", "sslpassword"}

// pair finds a connection string's password around the = behind its name:
// host=h password=p, Server=h;Pwd=p, ://h/d?user=u&password=p. Alone, or in a
// list with commas, it may be an expression, and is not found.
func pair(text []byte, lo, i int) Finding {
	name := bytes.TrimRight(text[max(lo, i-maxPair):i], " \t")
	end := max(lo, i-maxPair) + len(name)
	start := runBack(text, lo, end, alnum|under, len("sslpassword"))
	if !slices.ContainsFunc(passwordNames, func(s string) bool { return equalFold(text[start:end], s) }) {
		return Finding{}
	}
	value := pairValue.Find(text[i+1 : min(len(text), i+1+maxPair)])
	end = i + 1 + len(value)
	password := bytes.Trim(value, " \t\r\n'\\")
	if len(password) == 0 || placeholder(password) || contains("%:<?|", password[0]) {
		return Finding{}
	}
	before := text[max(lo, start-maxPair):start]
	if !pairBefore.Match(before) && !urlBefore.Match(before) && !pairBehind.Match(text[end:min(len(text), end+maxPair)]) {
		return Finding{}
	}
	return Finding{CredentialsURL, start, end}
}

// passLine is a line of a password file: host, port, database and user, then the
// password, as libpq reads it. One of the names has a letter that
// is not hexadecimal, a dot or a star, or the line would be an address of IPv6.
var passLine = regexp.MustCompile(`^([\w.*-]+):(?:\d{4,5}|\*):([\w*-]+):([\w.*@-]+):((?:[^\s'"\\:]|\\.){4,})`)

// passFile finds a line of a password file around its first colon.
func passFile(text []byte, lo, i int) Finding {
	port := run(text[:min(len(text), i+7)], i+1, digit)
	if port-i < 5 && !hasPrefixAt(text, i+1, "*:") || !hasPrefixAt(text, port, ":") && port > i+1 {
		return Finding{} // as most of these bytes, in times and in JSON
	}
	start := i
	for start > lo && i-start < maxDomain && (is(text[start-1], alnum|hyphen|under) || contains(".*", text[start-1])) {
		start--
	}
	m := passLine.FindSubmatchIndex(text[start:min(len(text), i+maxPair)])
	if m == nil || placeholder(text[start+m[8]:start+m[9]]) || !bytes.ContainsFunc(text[start:start+m[7]], isOfName) {
		return Finding{}
	}
	return Finding{CredentialsURL, start, start + m[1]}
}

// isOfName reports whether c stands in names and not in addresses of IPv6.
func isOfName(c rune) bool { return c == '.' || c == '*' || c|0x20 > 'f' && c|0x20 <= 'z' }

// minBearer is how long what follows Bearer or Basic is at least.
const minBearer = 16

// bearer finds a header's credentials at the B of its scheme: RFC 6750, 7617.
func bearer(text []byte, _, i int) Finding {
	lo := i + len("Basic ")
	switch {
	case hasPrefixAt(text, i, "Bearer "):
		lo++
	case !hasPrefixAt(text, i, "Basic "):
		return Finding{}
	}
	end := run(text[:min(len(text), lo+maxToken)], lo, alnum|base64|under|hyphen|local)
	if end-lo < minBearer || !random(text[lo:end]) {
		return Finding{}
	}
	return Finding{Token, i, end}
}
