package detect

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// Redacted is what stands in the place of a secret, and is none.
const Redacted = "REDACTED"

// Secret reports whether an option, a setting or a parameter of that name, with
// that value, is a secret: by its name, or by the form of its value. It is the
// judge of what may be replaced without harm, and so in doubt it says yes, where
// Find says no. What is empty or redacted is no secret.
func Secret(name, value string) bool {
	if value == "" || value == Redacted {
		return false
	}
	// A name of PostgreSQL's own, in a search_path, may look random.
	custom := strings.Contains(name, ".")
	return secretName(name, value) || looksSecret(value) || custom && looksRandom(value)
}

// secretName reports whether what is called so is a secret. A switch is none:
// postgres_fdw has password_required 'false', oracle_fdw has key 'true'.
func secretName(name, value string) bool {
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
	text := []byte(strings.ReplaceAll(value, Redacted, "\x00")) // which no dump holds
	return Kinds([]byte(value))&secretKinds != 0 || hasToken(text) || hasCrypt(text) ||
		slices.ContainsFunc(secretForms, func(re *regexp.Regexp) bool { return re.Match(text) })
}

// secretKinds are the kinds that let their holder in.
const secretKinds = 1<<JWT | 1<<PrivateKey | 1<<Token | 1<<PasswordHash | 1<<CredentialsURL

// secretForms are what Find does not look for, or not in so short a form.
var secretForms = []*regexp.Regexp{
	// Pairs, in a conninfo, a command or a URL's query.
	regexp.MustCompile(`(?i)(password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)["']?\s*[=:]\s*["']?[^\s"'&;\x00]`),
	// A URL with a password.
	regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@\x00][^\s@]*@`),
	regexp.MustCompile(`(?i)\b(bearer|basic)\s+[a-z0-9._~+/=-]{8,}`),
	regexp.MustCompile(`-----BEGIN [A-Z0-9 ]*PRIVATE KEY`),
	// Keys for tests, which open nothing but what their owner pays for.
	regexp.MustCompile(`\b[rsp]k_(live|test)_[A-Za-z0-9_-]{10,}`),
	regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}`),
}

// minToken is how long a token is behind a prefix that words do not have.
const minToken = 10

// hasToken reports whether a service's prefix of a token is in text, with
// something behind it that may be one, whether it looks random or not.
func hasToken(text []byte) bool {
	for _, forms := range [...][]tokenForm{underscoreTokens[:], dashTokens[:], dotTokens[:], letterTokens[:]} {
		for i := range forms {
			if forms[i].begins(text) {
				return true
			}
		}
	}
	return false
}

func (f *tokenForm) begins(text []byte) bool {
	least := f.min
	if f.at > 0 && f.prefix != "key-" {
		least = min(least, minToken)
	}
	for lo := 0; ; {
		n := bytes.Index(text[lo:], []byte(f.prefix))
		if n < 0 {
			return false
		}
		start := lo + n
		lo = start + len(f.prefix)
		if !wordBefore(text, start) && run(text, lo, f.class)-lo >= least {
			return true
		}
	}
}

// hasCrypt reports whether the start of a hash of a password is in text.
func hasCrypt(text []byte) bool {
	for i := range cryptForms {
		prefix := cryptForms[i].prefix
		if n := bytes.Index(text, []byte(prefix)); n >= 0 && len(text)-n-len(prefix) >= 8 {
			return true
		}
	}
	return bytes.Contains(text, []byte("SCRAM-SHA-256$"))
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
