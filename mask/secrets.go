package mask

import (
	"bytes"
	"strings"

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

// tokenHeads are the beginnings of keys and tokens of common services.
var tokenHeads = [][]byte{
	[]byte("sk_live_"), []byte("sk_test_"), []byte("pk_live_"), []byte("pk_test_"), []byte("rk_live_"), []byte("rk_test_"), []byte("whsec_"),
	[]byte("ghp_"), []byte("gho_"), []byte("ghu_"), []byte("ghs_"), []byte("ghr_"), []byte("github_pat_"), []byte("glpat-"),
	[]byte("xoxb-"), []byte("xoxp-"), []byte("xoxa-"), []byte("xapp-"), []byte("npm_"), []byte("pypi-"), []byte("shpat_"), []byte("dop_v1_"),
	[]byte("hf_"), []byte("sk-"), []byte("SG."), []byte("key-"), []byte("AKIA"), []byte("ASIA"), []byte("AIza"), []byte("ya29."),
	[]byte("sess_"), []byte("sess-"), []byte("tok_"), []byte("tok-"), []byte("token_"), []byte("api_"), []byte("secret_"), []byte("Bearer "), []byte("Basic "),
}

// secretHead returns how much of a secret says what it is of.
func secretHead(v []byte) int {
	switch v[0] {
	case '$':
		return cryptHead(v)
	case '{':
		return schemeHead(v)
	case '!':
		return 1 // nobody can log in
	}
	if n := djangoHead(v); n > 0 {
		return n
	}
	return tokenHead(v)
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

// What is drawn of: without regard to case, the first that has all letters and
// digits of a secret.
var drawnOf = [...]string{"0123456789", "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuvwxyz"}

// leastDrawn is how many characters of these tell 80 bits.
var leastDrawn = [...]int{25, 20, 18, 16, 16}

// drawn returns what the letters and digits of v are drawn of, "" where v is not of
// such a form or tells too little. Without a head marks tell words from each other,
// unless they are base64's.
func drawn(v []byte, head int) string {
	var small, capital, digit, marks, dots, n int
	fits := [len(drawnOf)]bool{true, true, true, true, true}
	for _, c := range v[head:] {
		switch {
		case shape.IsSmall(c):
			small++
		case shape.IsCapital(c):
			capital++
		case '0' <= c && c <= '9':
			digit++
		case c == '-' || c == '_':
			marks++
			continue
		case c == '.' || c == '$':
			dots++
			continue
		case c == '+' || c == '/' || c == '=':
			continue
		default:
			return ""
		}
		n++
		for i, of := range drawnOf {
			fits[i] = fits[i] && strings.IndexByte(of, shape.Lower(c)) >= 0
		}
	}
	switch {
	case dots+marks == 0:
	case digit == 0, head <= 1 && (dots > 0 || small == 0 || capital == 0):
		return ""
	}
	for i, of := range drawnOf {
		if fits[i] && n >= leastDrawn[i] {
			if i == 1 && head == 0 && capital == 0 && n <= 64 {
				return "" // so is a digest
			}
			return of
		}
	}
	return ""
}

// secret appends a secret of the form of v, if that has one: head and marks stay,
// and the rest is drawn by what v is without regard to case, which s.in holds.
func (s *scratch) secret(dst, v []byte) (out []byte, ok bool) {
	if len(v) < distinctChars {
		return dst, false
	}
	head := secretHead(v)
	of := drawn(v, head)
	if of == "" {
		return dst, false
	}
	n := len(dst) + head
	dst = append(dst, v...)
	small, capital := false, false
	for _, c := range dst[n:] {
		small, capital = small || shape.IsSmall(c), capital || shape.IsCapital(c)
	}
	s.Seed(s.in)
	for i, c := range dst[n:] {
		if shape.IsAlnum(c) {
			dst[n+i] = of[s.Below(uint32(len(of)))]
		}
	}
	switch {
	case capital && small:
		s.Seed(v)
		s.recase(dst[n:])
	case capital:
		copy(dst[n:], bytes.ToUpper(dst[n:]))
	}
	return dst, true
}
