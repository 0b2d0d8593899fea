package outside

import (
	"strings"
	"testing"
)

func TestConninfo(t *testing.T) {
	for _, c := range []struct {
		in, want string // want "": an error
		n        int
	}{
		{"password=canary", "password=REDACTED", 1},
		{" host = h  password  =  canary  ", " host = h  password  =  REDACTED  ", 1},
		{`password='it\'s a canary' host='a b'`, `password=REDACTED host='a b'`, 1},
		{`password='canary\\' user=u`, `password=REDACTED user=u`, 1},
		{`password=can\ ary user=u`, `password=REDACTED user=u`, 1},
		{`password=canary\`, `password=REDACTED`, 1},
		{"passfile=/canary sslpassword=canary sslcert=/canary sslcertmode=allow scram_client_key=canary",
			"passfile=REDACTED sslpassword=REDACTED sslcert=REDACTED sslcertmode=allow scram_client_key=REDACTED", 4},
		{"password='' user=u", "password='' user=u", 0},
		{"options='-c app.token=canary'", "options=REDACTED", 1},
		{"host=h require_auth=scram-sha-256 keepalives=1 target_session_attrs=any", "=", 0},
		{"", "=", 0},
		{"postgres://u:canary@h", "postgres://u:REDACTED@h", 1},
		{"postgresql://u:can?ary@h", "postgresql://u:REDACTED@h", 1},
		{"postgresql://u:a?b=canary@h/db?application_name=x", "postgresql://u:REDACTED@h/db?application_name=x", 1},
		{"postgresql://u@h/db?%70assword=canary&user=u", "postgresql://u@h/db?%70assword=REDACTED&user=u", 1},
		{"postgresql://u:@[::1]:5432/db", "=", 0},
		{"postgresql:///db?host=/run&passfile=/canary", "postgresql:///db?host=/run&passfile=REDACTED", 1},
		{"postgresql://u:can/ary@h/db", "", 0},
		{"postgresql://h/db?password", "", 0},
		{"postgresql://h/db?x=%zz", "", 0},
		{"password canary", "", 0},
		{"password='canary", "", 0},
		{"canary", "", 0},
		{"= canary", "", 0},
	} {
		want := c.want
		if want == "=" {
			want = c.in
		}
		got, n, err := scrubConninfo(c.in)
		if got != want || n != c.n || (err != nil) != (c.want == "" && c.in != "") {
			t.Errorf("scrubConninfo(%q) = %q, %d, %v; want %q, %d", c.in, got, n, err, want, c.n)
		}
	}
}

func TestSecretNames(t *testing.T) {
	for _, name := range []string{
		"password", "PASSWORD", "app.password", "sslkey", "app.jwt_secret", "client_secret", "aws_access_key", "app.encryption-key",
		"stripe.apikey", "app.auth_token", "credentials", "smtp_pass", "app.hash_salt",
	} {
		if !isSecret(name, "value") {
			t.Errorf("%s is not secret", name)
		}
	}
	for _, name := range []string{
		"user", "host", "key_columns", "ssl_key_file", "password_encryption", "token_count", "keepalives", "application_name",
		"search_path", "authentication_timeout", "fetch_size", "compass", "monkey", "", "...",
	} {
		if isSecret(name, "value") {
			t.Errorf("%s is secret", name)
		}
	}
}

func TestSecretValues(t *testing.T) {
	for _, v := range []string{
		"user=a password = x", "curl -H 'Authorization: Bearer abcdefgh12'", "amqp://u:p@h", "-----BEGIN RSA PRIVATE KEY-----",
		"md5" + strings.Repeat("0a", 16), "$2b$12$abcdefghijk", "AKIA" + strings.Repeat("A", 16), "ghp_0123456789abcdef",
		"sk_live_0123456789", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi", `{"token": "x1"}`, "https://h/?api_key=1",
	} {
		if !looksSecret(v) {
			t.Errorf("%q does not look secret", v)
		}
	}
	for _, v := range []string{
		"public", "host=h user=u", "https://h.example/a", "postgresql://u@h/db", "scram-sha-256", "UTC", "2031-01-01 00:00:00+00",
		"password=REDACTED user=u", "/usr/share/postgresql/15/timezonesets", "https://u:REDACTED@h/", "",
	} {
		if looksSecret(v) {
			t.Errorf("%q looks secret", v)
		}
	}
	for v, want := range map[string]bool{
		strings.Repeat("0123abcd", 4): true, "Canary0aZ9QwErTy123456UiOp": true, "0123456789012345678901234567890123": false,
		"123e4567-e89b-12d3-a456-426614174000": false, "some words with Capitals and 12 3": false, "/Usr/Lib/Path15/ToSomeThing9": false,
	} {
		if looksRandom(v) != want {
			t.Errorf("looksRandom(%q) is not %t", v, want)
		}
	}
}
