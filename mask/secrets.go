package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// What stays of secrets: what a password's hash, a token or a key is of, which is
// told by those who made the form and not by whom it belongs to. An application
// takes the kind of a hash and its cost from it, and refuses what is malformed.
// Salts and digests are drawn, in their alphabet and length.
//
//	$2b$12$…                      bcrypt, crypt(3), argon2, scrypt, phpass
//	pbkdf2_sha256$260000$salt$…   as Django writes them
//	{SSHA}…                       as LDAP does
//	eyJ….….…                      a JSON Web Token
//	sk_live_…, ghp_…, AKIA…       keys of APIs

// A secretForm is what stays at the beginning of a secret, and the length of a
// piece of what is behind it.
type secretForm struct{ head int }

// tokenHeads are the beginnings of keys and tokens of common services.
var tokenHeads = [][]byte{
	[]byte("sk_live_"), []byte("sk_test_"), []byte("pk_live_"), []byte("pk_test_"), []byte("rk_live_"), []byte("rk_test_"), []byte("whsec_"),
	[]byte("ghp_"), []byte("gho_"), []byte("ghu_"), []byte("ghs_"), []byte("ghr_"), []byte("github_pat_"), []byte("glpat-"),
	[]byte("xoxb-"), []byte("xoxp-"), []byte("xoxa-"), []byte("xapp-"), []byte("npm_"), []byte("pypi-"), []byte("shpat_"), []byte("dop_v1_"),
	[]byte("hf_"), []byte("sk-"), []byte("SG."), []byte("key-"), []byte("AKIA"), []byte("ASIA"), []byte("AIza"), []byte("ya29."),
	[]byte("sess_"), []byte("sess-"), []byte("tok_"), []byte("tok-"), []byte("token_"), []byte("api_"), []byte("secret_"), []byte("Bearer "), []byte("Basic "),
}

// leastBody is how many characters of one alphabet are behind a head, which are
// drawn: no word and no name has as many.
const leastBody = distinctChars

// secretHead returns how much of a secret says what it is, or 0 where nothing does.
func secretHead(v []byte) int {
	if len(v) < leastBody {
		return 0
	}
	n := 0
	switch v[0] {
	case '$':
		n = cryptHead(v)
	case '{':
		n = schemeHead(v)
	default:
		if n = djangoHead(v); n == 0 {
			n = tokenHead(v)
		}
	}
	if n == 0 || len(v)-n < leastBody || !isDrawn(v[n:]) {
		return 0
	}
	return n
}

// tokenHead is secretHead for keys and tokens.
func tokenHead(v []byte) int {
	if bytes.HasPrefix(v, []byte("eyJ")) && bytes.Count(v, []byte(".")) == 2 {
		return len("eyJ")
	}
	for _, head := range tokenHeads {
		if bytes.HasPrefix(v, head) {
			return len(head)
		}
	}
	return 0
}

// cryptHead is secretHead for $2b$12$, $6$, $argon2id$v=19$m=65536,t=3,p=4$ and the
// like: parts between dollar signs as long as they are short, or say a parameter.
func cryptHead(v []byte) int {
	n := 1
	for parts := 0; parts < 4; parts++ {
		end := bytes.IndexByte(v[n:], '$')
		if end < 0 || !isParameter(v[n:n+end], parts == 0) {
			break
		}
		n += end + 1
	}
	switch {
	case n == 1:
		return 0
	case bytes.HasPrefix(v, []byte("$P$")) || bytes.HasPrefix(v, []byte("$H$")):
		return n + 1 // how many rounds
	}
	return n
}

// djangoHead is secretHead for name$iterations$, name$$2b$12$ and name$salt$.
func djangoHead(v []byte) int {
	end := bytes.IndexByte(v, '$')
	if end < 3 || !isHasher(v[:end]) {
		return 0
	}
	n := end + 1
	if n < len(v) && v[n] == '$' {
		return n + cryptHead(v[n:])
	}
	if digits := shape.DigitsAt(v, n); digits > 0 && n+digits < len(v) && v[n+digits] == '$' {
		n += digits + 1
	}
	return n
}

// schemeHead is secretHead for {SSHA} and {CRYPT}$6$.
func schemeHead(v []byte) int {
	end := bytes.IndexByte(v, '}')
	if end < 3 || end > 16 || !isHasher(bytes.ToLower(v[1:end])) {
		return 0
	}
	if n := end + 1; n < len(v) && v[n] == '$' {
		return n + cryptHead(v[n:])
	}
	return end + 1
}

// isHasher reports whether v is the name of a way to hash passwords.
func isHasher(v []byte) bool {
	for _, name := range [...]string{"pbkdf2", "bcrypt", "argon2", "scrypt", "sha", "ssha", "md5", "smd5", "crypt", "blowfish", "hmac", "unsalted", "firebase"} {
		if bytes.HasPrefix(v, []byte(name)) && len(v) < len(name)+16 {
			return !bytes.ContainsAny(v, " @/:")
		}
	}
	return false
}

// isParameter reports whether v, which stands before a dollar sign, is the name of
// an algorithm, which comes first, or a number or numbers with names.
func isParameter(v []byte, first bool) bool {
	if first {
		return len(v) < 3 && len(v) > 0 || isHasher(v)
	}
	named := bytes.IndexByte(v, '=') > 0
	for i, c := range v {
		switch {
		case '0' <= c && c <= '9':
		case named && (shape.IsSmall(c) || c == '=' || c == ',') && !(i > 1 && shape.IsLetter(v[i-1]) && shape.IsLetter(v[i-2]) && len(v) > 24):
		default:
			return false
		}
	}
	return len(v) > 0 && (named || len(v) <= 7)
}

// isDrawn reports whether v has the characters of what is drawn only: letters,
// digits, and the marks of base64, of its URL-safe form, and between parts.
func isDrawn(v []byte) bool {
	for _, c := range v {
		if !shape.IsAlnum(c) && bytes.IndexByte([]byte("+/=._-$"), c) < 0 {
			return false
		}
	}
	return true
}
