package outside

import "testing"

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
		got, n, err := judge.scrubConninfo(c.in)
		if got != want || n != c.n || (err != nil) != (c.want == "" && c.in != "") {
			t.Errorf("scrubConninfo(%q) = %q, %d, %v; want %q, %d", c.in, got, n, err, want, c.n)
		}
	}
}
