package detect

import (
	"strings"
	"testing"
)

func TestSecretNames(t *testing.T) {
	for _, name := range []string{
		"password", "PASSWORD", "app.password", "sslkey", "app.jwt_secret", "client_secret", "aws_access_key", "app.encryption-key",
		"stripe.apikey", "app.auth_token", "credentials", "smtp_pass", "app.hash_salt",
	} {
		if !Secret(name, "value") {
			t.Errorf("%s is not secret", name)
		}
	}
	for _, name := range []string{
		"user", "host", "key_columns", "ssl_key_file", "password_encryption", "token_count", "keepalives", "application_name",
		"search_path", "authentication_timeout", "fetch_size", "compass", "monkey", "", "...",
	} {
		if Secret(name, "value") {
			t.Errorf("%s is secret", name)
		}
	}
}

func TestSecretValues(t *testing.T) {
	for _, v := range []string{
		"user=a password = x", "curl -H 'Authorization: Bearer abcdefgh12'", "amqp://u:p@h", "-----BEGIN RSA PRIVATE KEY-----",
		"md5" + strings.Repeat("0a", 16), "$2b$12$abcdefghijk", "AKIA" + strings.Repeat("A", 16), "ghp_0123456789abcdef",
		"sk_live_0123456789", "pk_test_0123456789", "whsec_abcdefghijkl", "x=ghp_aaaaaaaaaaaa", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi", `{"token": "x1"}`, "https://h/?api_key=1",
	} {
		if !Secret("", v) {
			t.Errorf("%q does not look secret", v)
		}
	}
	for _, v := range []string{
		"public", "host=h user=u", "https://h.example/a", "postgresql://u@h/db", "scram-sha-256", "UTC", "2031-01-01 00:00:00+00",
		"password=REDACTED user=u", "/usr/share/postgresql/15/timezonesets", "https://u:REDACTED@h/", "",
	} {
		if Secret("", v) {
			t.Errorf("%q looks secret", v)
		}
	}
	for v, want := range map[string]bool{
		strings.Repeat("0123abcd", 4): true, "Canary0aZ9QwErTy123456UiOp": true, "0123456789012345678901234567890123": false,
		"123e4567-e89b-12d3-a456-426614174000": false, "some words with Capitals and 12 3": false, "/Usr/Lib/Path15/ToSomeThing9": false,
	} {
		if Secret("app.x", v) != want {
			t.Errorf("Secret(app.x, %q) is not %t", v, want)
		}
	}
}
