package outside

import (
	"regexp"
	"slices"
	"strings"
)

// isSecret reports whether an option or setting of that name, with that value,
// is a secret. What is empty or redacted is none, nor is a switch: postgres_fdw
// has password_required 'false', oracle_fdw has key 'true'.
func isSecret(name, value string) bool {
	if value == "" || value == Redacted {
		return false
	}
	name = strings.ToLower(name)
	if slices.Contains(secretNames, name) {
		return true
	}
	if harmlessName(name) || slices.Contains(switches, strings.ToLower(value)) {
		return false
	}
	for _, part := range secretParts {
		if strings.Contains(name, part) {
			return true
		}
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '_' || r == '-' })
	if len(words) == 0 {
		return false
	}
	if slices.Contains(secretLast, words[len(words)-1]) {
		return true
	}
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(secretWords, w) })
}

// secretNames are secret whatever their value: libpq's, and what everybody
// calls them (PQconninfoOptions in fe-connect.c).
var secretNames = []string{
	"password", "passwd", "pwd", "passfile", "sslkey", "sslpassword", "sslcert", "secret", "token",
	"oauth_client_secret", "scram_client_key", "scram_server_key",
}

// secretParts make a name secret wherever they stand in it.
var secretParts = []string{
	"password", "passwd", "passphrase", "passfile", "secret", "token", "credential", "apikey", "privatekey",
	"sslkey", "bearer",
}

// secretWords make a name secret as a word of their own, secretLast as the last
// one: ssl_key_file is a path that a server needs.
var (
	secretWords = []string{"jwt", "pass", "pwd", "pw", "dsn"}
	secretLast  = []string{"key", "keys", "salt", "pin", "authorization"}
)

var switches = []string{"true", "false", "on", "off", "yes", "no", "t", "f", "1", "0"}

// harmlessName reports whether a name that has a secret's in it is about it: how
// long it lasts, how it is made.
func harmlessName(name string) bool {
	return slices.ContainsFunc(harmlessEnds, func(end string) bool { return strings.HasSuffix(name, end) })
}

var harmlessEnds = []string{
	"_count", "_enabled", "_encryption", "_expires", "_expiry", "_iterations", "_length", "_lifetime",
	"_limit", "_required", "_timeout", "_tokens", "_ttl", "_type",
}

// looksSecret reports whether a value is a secret by its form.
func looksSecret(value string) bool {
	if len(value) < 8 {
		return false
	}
	value = strings.ReplaceAll(value, Redacted, "\x00") // which no dump holds
	return slices.ContainsFunc(secretForms, func(re *regexp.Regexp) bool { return re.MatchString(value) })
}

var secretForms = []*regexp.Regexp{
	// Pairs, in a conninfo, a command or a URL's query.
	regexp.MustCompile(`(?i)(password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)["']?\s*[=:]\s*["']?[^\s"'&;\x00]`),
	// A URL with a password.
	regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@\x00][^\s@]*@`),
	regexp.MustCompile(`(?i)\b(bearer|basic)\s+[a-z0-9._~+/=-]{8,}`),
	regexp.MustCompile(`-----BEGIN [A-Z0-9 ]*PRIVATE KEY`),
	// Hashes of passwords.
	regexp.MustCompile(`SCRAM-SHA-256\$|^md5[0-9a-f]{32}$|\$2[abxy]\$[0-9]{2}\$|\$argon2|\$[156]\$[^$]+\$`),
	// Tokens of clouds and services, by the prefix that their makers gave them.
	regexp.MustCompile(`\b(AKIA|ASIA)[0-9A-Z]{16}\b`),
	regexp.MustCompile(`\b(gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|npm_|hf_|dop_v1_|shpat_|SG\.|AIza|ya29\.)[A-Za-z0-9._-]{10,}`),
	regexp.MustCompile(`\b([rsp]k_(live|test)_|sk-)[A-Za-z0-9_-]{10,}`),
	regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}`),
}

// looksRandom reports whether s is one word of hexadecimal or base64, too long
// and too mixed to be a name. A path is neither.
func looksRandom(s string) bool {
	if len(s) < 24 || s[0] == '/' {
		return false
	}
	var lower, upper, digit, hex int
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z':
			lower++
		case 'A' <= c && c <= 'Z':
			upper++
		case '0' <= c && c <= '9':
			digit++
		case c != '+' && c != '/' && c != '=' && c != '_' && c != '-':
			return false
		}
		if '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' {
			hex++
		}
	}
	if hex == len(s) && len(s) >= 32 && digit > 0 && digit < len(s) {
		return true
	}
	return lower >= 4 && upper >= 4 && digit >= 2
}
