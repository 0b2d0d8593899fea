package mask

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

const (
	base64Chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	base62Chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	cryptChars  = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	urlChars    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// secretForms are what secrets look like: the head, which stays, what the rest is
// drawn of and how long it is, and what an application checks.
var secretForms = []struct {
	head, of string
	n        int
	tail     string
	valid    string
}{
	{"$2b$12$", cryptChars, 53, "", `^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$`},
	{"$2y$10$", cryptChars, 53, "", `^\$2y\$10\$[./A-Za-z0-9]{53}$`},
	{"$argon2id$v=19$m=65536,t=3,p=4$", base64Chars, 22, "$RdescudvJCsgt3ub+bxdWRWJTmaaJObG", `^\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{32}$`},
	{"$6$", cryptChars, 86, "", `^\$6\$[./A-Za-z0-9]{86}$`},
	{"$5$rounds=5000$", cryptChars, 43, "", `^\$5\$rounds=5000\$`},
	{"$P$B", cryptChars, 30, "", `^\$P\$B.{30}$`},
	{"pbkdf2_sha256$260000$", base62Chars, 12, "$FO7dvGOoNG/oq3C/7Ekv8P1wiHIRYwJI2HzfjlANm0E=", `^pbkdf2_sha256\$260000\$[A-Za-z0-9]{12}\$[A-Za-z0-9+/]{43}=$`},
	{"bcrypt_sha256$$2b$12$", cryptChars, 53, "", `^bcrypt_sha256\$\$2b\$12\$.{53}$`},
	{"sha1$", "0123456789abcdef", 5, "$2aae6c35c94fcfb415dbe95f408b9ce91ee846ed", `^sha1\$[0-9a-f]{5}\$[0-9a-f]{40}$`},
	{"{SSHA}", base64Chars, 32, "", `^\{SSHA\}[A-Za-z0-9+/]{32}$`},
	{"!", base62Chars, 40, "", `^!\w{40}$`},
	{"sk_live_", base62Chars, 24, "", `^sk_(live|test)_[A-Za-z0-9]{24}$`},
	{"ghp_", base62Chars, 36, "", `^ghp_[A-Za-z0-9]{36}$`},
	{"AKIA", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16, "", `^AKIA[A-Z2-7]{16}$`},
	{"eyJ", base62Chars, 17, ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", `^eyJ[\w-]+\.[\w-]+\.[\w-]+$`},
	{"", "0123456789abcdef", 32, "", `^[0-9a-f]{32}$`},
	{"", "0123456789ABCDEF", 40, "", `^[0-9A-F]{40}$`},
	{"", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32, "", `^[A-Z2-7]{32}$`},
	{"", base64Chars, 43, "=", `^[A-Za-z0-9+/]{43}=$`},
	{"", urlChars, 43, "", `^[\w-]{43}$`},
	{"", "abcdefghijklmnopqrstuvwxyz0123456789", 28, "", `^[a-z0-9]{28}$`},
}

// secretFaults says where a mask breaks the form of secrets, and how many of them
// it masked.
func secretFaults(mask func(string) string) (faults []string, masked int) {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]bool{}
	for _, f := range secretForms {
		valid := regexp.MustCompile(f.valid)
		for range 200 {
			in := f.head
			for range f.n {
				in += f.of[r.IntN(len(f.of)):][:1]
			}
			in += f.tail
			if !valid.MatchString(in) || !strings.ContainsAny(in, "0123456789") {
				continue // of few letters there is no telling
			}
			out := mask(in)
			switch {
			case len(out) != len(in) || !strings.HasPrefix(out, f.head) || !valid.MatchString(out):
				faults = append(faults, fmt.Sprintf("%q is %q", in, out))
			case seen[out] || alike(in[len(f.head):], out[len(f.head):]) > len(in)/2:
				faults = append(faults, fmt.Sprintf("%q is %q, which tells it", in, out))
			default:
				masked++
			}
			seen[out] = true
		}
	}
	return faults, masked
}

// alike counts the letters and digits that two texts have in one place.
func alike(a, b string) (n int) {
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] && strings.IndexByte(base62Chars, a[i]) >= 0 {
			n++
		}
	}
	return n
}

// TestSecretsKeepForm: a hash of a password remains one of its algorithm and cost,
// a token one of its service and alphabet.
func TestSecretsKeepForm(t *testing.T) {
	faults, masked := secretFaults(texts(t, "hash"))
	for _, f := range faults[:min(len(faults), 10)] {
		t.Error(f)
	}
	if masked < 3500 {
		t.Errorf("%d secrets were masked, want 3500 at least", masked)
	}
	for _, spoil := range []func(string) string{func(v string) string { return v }, strings.ToUpper, texts(t, "username")} {
		if faults, _ := secretFaults(spoil); len(faults) < 1000 {
			t.Errorf("%d faults of a spoiled mask were found, want 1000 at least", len(faults))
		}
	}
}

// TestSecretsShowNoWords: what is no secret that was drawn shows nothing but how
// long it is.
func TestSecretsShowNoWords(t *testing.T) {
	hash := texts(t, "hash")
	digest := regexp.MustCompile(`^[0-9a-fA-F]{20,64}$`)
	for _, in := range strings.Split("hunter2|correct horse battery staple|my-dog-rex-was-born-1985|john.smith.was.here.too|secret_my_dog_rex_is_nice|$ecret$of$ann$lee$and$bob|"+
		"ann.lee@example.com|{ann}lee_and_her_dog_rex|!my.dog.is.called.rex|12345678901234567890|token_ann_lee_loves_bob|crypt$ann$lee$loves$her$dog", "|") {
		if out := hash(in); !digest.MatchString(out) {
			t.Errorf("%q is %q, want a digest", in, out)
		}
	}
}
