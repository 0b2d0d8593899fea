package detect

import "bytes"

// tokenForm is how tokens of a service look: a prefix, then characters of a
// class, from min to max of them.
type tokenForm struct {
	prefix   string
	class    uint8
	min, max int
	at       int // where in the prefix the byte is that sets off
}

const (
	lowerHex = digit | hexLetter
	urlSafe  = alnum | under | hyphen
	noMax    = 1 << 16 // a bound all the same, so that no text is read twice
)

// The forms of tokens, by the byte that sets them off. The prefixes are those
// that the services publish for scanners of secrets.
var (
	underscoreTokens = [...]tokenForm{
		{"ghp_", alnum, 36, 255, 3}, {"gho_", alnum, 36, 255, 3}, {"ghu_", alnum, 36, 255, 3}, {"ghs_", alnum, 36, 255, 3},
		{"ghr_", alnum, 36, 255, 3}, {"github_pat_", alnum | under, 60, 255, 10},
		{"sk_live_", alnum, 16, 255, 7}, {"rk_live_", alnum, 16, 255, 7}, {"whsec_", alnum | base64, 24, 255, 5},
		{"npm_", alnum, 36, 36, 3}, {"shpat_", lowerHex, 32, 32, 5}, {"shpss_", lowerHex, 32, 32, 5},
		{"dop_v1_", lowerHex, 64, 64, 6}, {"hf_", alnum, 34, 40, 2}, {"lin_api_", alnum, 32, 64, 7}, {"glsa_", alnum | under, 40, 48, 4},
	}
	dashTokens = [...]tokenForm{
		{"xoxb-", alnum | hyphen, 20, 255, 4}, {"xoxp-", alnum | hyphen, 20, 255, 4}, {"xoxa-", alnum | hyphen, 20, 255, 4},
		{"xoxr-", alnum | hyphen, 20, 255, 4}, {"xoxs-", alnum | hyphen, 20, 255, 4}, {"xoxe-", alnum | hyphen, 20, 255, 4}, {"xapp-", alnum | hyphen, 20, 255, 4},
		{"glpat-", urlSafe, 20, 255, 5}, {"gldt-", urlSafe, 20, 255, 4}, {"sk-", urlSafe, 32, 255, 2}, {"key-", lowerHex, 32, 32, 3},
		{"GOCSPX-", urlSafe, 28, 28, 6}, {"pypi-", urlSafe, 85, noMax, 4}, {"PMAK-", alnum | hyphen, 59, 59, 4},
		{"AGE-SECRET-KEY-", alnum, 59, 59, 14},
	}
	dotTokens = [...]tokenForm{
		{"SG.", urlSafe | local, 50, 90, 2}, {"ya29.", urlSafe, 30, noMax, 4}, {"hvs.", urlSafe, 24, noMax, 3},
	}
	letterTokens = [...]tokenForm{
		{"AKIA", digit | upper, 16, 16, 0}, {"ASIA", digit | upper, 16, 16, 0}, {"AIza", urlSafe, 35, 35, 0},
		{"AC", lowerHex, 32, 32, 0}, {"SK", lowerHex, 32, 32, 0},
	}
)

// token finds a token of a service around text[i].
func token(text []byte, lo, i int) Finding {
	var forms []tokenForm
	switch text[i] {
	case '_':
		forms = underscoreTokens[:]
	case '-':
		forms = dashTokens[:]
	case '.':
		forms = dotTokens[:]
	default:
		forms = letterTokens[:]
	}
	// Most of these bytes stand in names, dates and sentences. That what
	// follows is long is seen before any prefix is compared.
	if len(text)-i <= 16 || run(text[:i+16], i+1, urlSafe) != i+16 {
		return Finding{}
	}
	for n := range forms {
		f := &forms[n]
		start := i - f.at
		if start < lo || f.at > 0 && text[i-1] != f.prefix[f.at-1] || !hasPrefixAt(text, start, f.prefix) || wordBefore(text, start) {
			continue
		}
		if end := f.end(text, start); end > 0 {
			return Finding{Token, start, end}
		}
	}
	return Finding{}
}

// end returns the end of a token that begins at text[start], 0 if what follows
// the prefix is none.
func (f *tokenForm) end(text []byte, start int) int {
	lo := start + len(f.prefix)
	end := run(text[:min(len(text), lo+f.max+1)], lo, f.class)
	for end > lo && !is(text[end-1], alnum|base64) {
		end--
	}
	body := text[lo:end]
	if len(body) < f.min || len(body) > f.max || wordAfter(text, end) || bytes.HasSuffix(body, []byte("EXAMPLE")) || !random(body) {
		return 0
	}
	return end
}

// random reports whether a token's body can have been drawn: words have no
// digits, and placeholders repeat a character.
func random(body []byte) bool {
	var seen [256]bool
	digits, kinds := 0, 0
	for _, c := range body {
		if isDigit(c) {
			digits++
		}
		if !seen[c] {
			seen[c] = true
			kinds++
		}
	}
	return digits > 0 && digits < len(body) && kinds >= 6
}

// telegram finds a bot's token around the colon behind its number.
func telegram(text []byte, lo, i int) Finding {
	start := runBack(text, lo, i, digit, 10)
	if i-start < 8 || i-start > 10 || wordBefore(text, start) || !hasPrefixAt(text, i+1, "AA") {
		return Finding{}
	}
	end := run(text[:min(len(text), i+37)], i+1, urlSafe)
	if end != i+36 || !random(text[i+1:end]) {
		return Finding{}
	}
	return Finding{Token, start, end}
}

// maxHeader and maxToken bound how far the end of a token and of its header are
// looked for, or a text of many beginnings would take for ever.
const (
	maxHeader = 2 << 10
	maxToken  = 32 << 10
)

// jwt finds a JSON web token around the J of its eyJ, which is {" in base64.
func jwt(text []byte, lo, i int) Finding {
	start := i - 2
	if start < lo || !hasPrefixAt(text, start, "eyJ") || wordBefore(text, start) {
		return Finding{}
	}
	text = text[:min(len(text), start+maxToken)]
	head := run(text[:min(len(text), start+maxHeader)], i, urlSafe)
	if head-start < 12 || !hasPrefixAt(text, head, ".eyJ") {
		return Finding{}
	}
	body := run(text, head+1, urlSafe)
	if body-head < 8 || body == len(text) || text[body] != '.' {
		return Finding{}
	}
	return Finding{JWT, start, run(text, body+1, urlSafe)}
}

// maxKey bounds how far the end of a private key is looked for.
const maxKey = 16 << 10

// privateKey finds a private key in PEM at the last dash before its BEGIN.
// Where its end is not there, the first line is found.
func privateKey(text []byte, lo, i int) Finding {
	start := i - 4
	if start < lo || !hasPrefixAt(text, start, "-----BEGIN ") {
		return Finding{}
	}
	name := i + len("-BEGIN ")
	end := name
	for end < len(text) && end-name < 40 && (is(text[end], alnum) || text[end] == ' ') {
		end++
	}
	label := text[name:end]
	if !bytes.HasSuffix(label, []byte("PRIVATE KEY")) && !bytes.HasSuffix(label, []byte("PRIVATE KEY BLOCK")) || !hasPrefixAt(text, end, "-----") {
		return Finding{}
	}
	end += 5
	rest := text[end:min(len(text), end+maxKey)]
	if n := bytes.Index(rest, []byte("-----END ")); n >= 0 {
		last := n + len("-----END ") + len(label) + 5
		if last <= len(rest) && bytes.HasPrefix(rest[n+len("-----END "):], label) {
			end += last
		}
	}
	return Finding{PrivateKey, start, end}
}

// cryptForm is a form of crypt(3), or of those that borrowed from it.
type cryptForm struct {
	prefix   string
	min, max int // what follows
}

var cryptForms = [...]cryptForm{
	{"$2a$", 56, 56}, {"$2b$", 56, 56}, {"$2y$", 56, 56}, // bcrypt
	{"$argon2id$", 40, 512}, {"$argon2i$", 40, 512}, {"$argon2d$", 40, 512},
	{"$5$", 44, 96}, {"$6$", 87, 140}, {"$1$", 24, 31}, // SHA-256, SHA-512, MD5
	{"$y$", 50, 200}, {"$7$", 50, 200}, {"$scrypt$", 40, 512}, // yescrypt, scrypt
	{"$pbkdf2-sha256$", 40, 512}, {"$pbkdf2-sha512$", 40, 512},
}

// crypt finds a hash of a password at its first dollar sign.
func crypt(text []byte, _, i int) Finding {
	if i+1 == len(text) || !is(text[i+1], digit|lower) || wordBefore(text, i) {
		return Finding{}
	}
	for n := range cryptForms {
		f := &cryptForms[n]
		if !hasPrefixAt(text, i, f.prefix) {
			continue
		}
		lo := i + len(f.prefix)
		end := lo
		for end < len(text) && end-lo <= f.max && (is(text[end], alnum|base64) || text[end] == '.' || text[end] == '$' || text[end] == ',' || text[end] == '-' || text[end] == '_') {
			end++
		}
		for end > lo && (text[end-1] == ',' || text[end-1] == '$') {
			end--
		}
		if end-lo >= f.min && end-lo <= f.max {
			return Finding{PasswordHash, i, end}
		}
	}
	return Finding{}
}

// scram finds a SCRAM secret, as PostgreSQL stores it, at its first dollar
// sign: see scram_build_secret in scram-common.c.
func scram(text []byte, lo, i int) Finding {
	const prefix = "SCRAM-SHA-256$"
	start := i - len(prefix) + 1
	if start < lo || !hasPrefixAt(text, start, prefix) || wordBefore(text, start) {
		return Finding{}
	}
	end := i + 1
	for end < len(text) && end-i < 200 && (is(text[end], alnum|base64) || text[end] == '$' || text[end] == ':') {
		end++
	}
	if end-i < 60 {
		return Finding{}
	}
	return Finding{PasswordHash, start, end}
}

// md5 finds an MD5 hash of a password, as PostgreSQL stores it, at the 5 of
// its prefix: see MD5_PASSWD_LEN in md5.h.
func md5(text []byte, lo, i int) Finding {
	start, end := i-2, i+33
	if start < lo || !hasPrefixAt(text, start, "md5") || wordBefore(text, start) || end > len(text) {
		return Finding{}
	}
	for _, c := range text[i+1 : end] {
		if !is(c, digit|lower) || !is(c, digit|hexLetter) {
			return Finding{}
		}
	}
	if wordAfter(text, end) {
		return Finding{}
	}
	return Finding{PasswordHash, start, end}
}
