package detect

import (
	"strings"
	"testing"
)

// found returns what Find finds, as kind and text.
func found(text string) string {
	var all []string
	for _, f := range Find(nil, []byte(text)) {
		all = append(all, f.Kind.String()+": "+text[f.Start:f.End])
	}
	return strings.Join(all, "; ")
}

// b64 returns n letters and digits.
func b64(n int) string {
	return strings.Repeat("aB3dEf7hIj", n/10+1)[:n]
}

func TestFind(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"write to jane.doe@mail.acme.co.uk, please", "e-mail addresses: jane.doe@mail.acme.co.uk"},
		{"<a@b.de>", "e-mail addresses: a@b.de"},
		{"to a@b.de. Then c+d@e-f.fr!", "e-mail addresses: a@b.de; e-mail addresses: c+d@e-f.fr"},
		{"a@münchen.de", "e-mail addresses: a@münchen.de"},
		{"a@b", ""}, {"a@b.c", ""}, {"@b.de", ""}, {"a@.de", ""}, {"a@-b.de", ""}, {"a@b.1", ""}, {"react@18.2.0", ""},
		{"icon@2x.png", ""}, {"git@github.com:a/b.git", ""}, {"a@example.com", ""}, {"a@mail.example.org", ""}, {"a@x.invalid", ""},
		{"a@myexample.com", "e-mail addresses: a@myexample.com"},

		{"+49 30 1234567", "phone numbers: +49 30 1234567"},
		{"+4930123456789", "phone numbers: +4930123456789"},
		{"+44 (0)20 7123 4567", "phone numbers: +44 (0)20 7123 4567"},
		{"(415) 555-2671", "phone numbers: (415) 555-2671"},
		{"call 415-555-2671 now", "phone numbers: 415-555-2671"},
		{"1-415-555-2671", "phone numbers: 1-415-555-2671"},
		{"415.555.2671", "phone numbers: 415.555.2671"},
		{"06 12 34 56 78", "phone numbers: 06 12 34 56 78"},
		{"020 7123 4567", "phone numbers: 020 7123 4567"},
		{"0171/1234567", "phone numbers: 0171/1234567"},
		{"030-12345678", "phone numbers: 030-12345678"},
		{"0049 30 1234567", "phone numbers: 0049 30 1234567"},
		{"(11) 91234-5678", "phone numbers: (11) 91234-5678"},
		{"+1 212 736 5000 2024-01-02", "phone numbers: +1 212 736 5000"},
		{"4155552671", ""}, {"415-555-0123", ""}, {"+1 415 555 0123", ""}, {"+1 (415) 555-0123", ""}, {"115-555-2671", ""}, {"415-055-2671", ""},
		{"911-555-26711", ""}, {"2024-01-02", ""}, {"01-02-2003", ""}, {"01/02/2003", ""}, {"2024-01-02 03:04:05.123456+02", ""},
		{"12:34:56.1234", ""}, {"1700000000000", ""}, {"0123456789", ""}, {"1.234.567", ""}, {"0.123456789", ""}, {"-0.0123", ""}, {"12+345678901", ""},
		{"+12345", ""}, {"+123456789.50", ""}, {"+1234567890123456", ""}, {"a415-555-2671", ""}, {"415-555-2671b", ""}, {"+7700 900123", "phone numbers: +7700 900123"},
		{"+123.456789000", ""}, {"+123456789.000", ""}, {"+49.30.1234567", "phone numbers: +49.30.1234567"}, {"+4930123456. 2024", "phone numbers: +4930123456"},
		{"+1(212)736-5000", "phone numbers: +1(212)736-5000"}, {"+1 (212)-736-5000)", "phone numbers: +1 (212)-736-5000"}, {"+1.212.736.5000", "phone numbers: +1.212.736.5000"},
		{"Boston 02139-4307", ""}, {"12345678-1234-1234-1234-123456789012", ""}, {"ISBN 0-306-40615-2", ""},
		{"01-2345-2024-01", "phone numbers: 01-2345-2024-01"},

		{"4539 1488 0343 6467", "card numbers: 4539 1488 0343 6467"},
		{"4539148803436467", "card numbers: 4539148803436467"},
		{"4539-1488-0343-6467 12/27", "card numbers: 4539-1488-0343-6467"},
		{"3714 496353 98431", ""}, {"3782 822463 10013", "card numbers: 3782 822463 10013"},
		{"4539148803436468", ""}, {"4539 1488-0343 6467", ""}, {"4111111111111111", ""}, {"9539148803436467", ""}, {"45391488034364671", ""},
		{"x4539148803436467", ""}, {"0.4539148803436467", ""},

		{"DE89370400440532013000", "IBANs: DE89370400440532013000"},
		{"GB82 WEST 1234 5698 7654 32", "IBANs: GB82 WEST 1234 5698 7654 32"},
		{"DE89370400440532013001", ""}, {"DE8937040044053201300", ""}, {"XX89370400440532013000", ""}, {"de89370400440532013000", ""},
		{"DE893704004405320130001", ""},

		{"123-45-6780", "national ids: 123-45-6780"}, {"123 45 6780", "national ids: 123 45 6780"},
		{"000-45-6789", ""}, {"666-45-6789", ""}, {"900-45-6789", ""}, {"123-00-6789", ""}, {"123-45-0000", ""}, {"078-05-1120", ""}, {"123456780", ""},
		{"123-45-67801", ""},
		{"AB123456C", "national ids: AB123456C"}, {"AB 12 34 56 C", "national ids: AB 12 34 56 C"},
		{"QQ123456C", ""}, {"AB123456E", ""}, {"AB12345C", ""}, {"GB123456A", ""},
		{"255081416802538", "national ids: 255081416802538"}, {"2 55 08 14 168 025 38", "national ids: 2 55 08 14 168 025 38"},
		{"255081416802539", ""}, {"355081416802538", ""},
		{"87654321X", "national ids: 87654321X"}, {"87654321A", ""}, {"X1234567L", "national ids: X1234567L"}, {"X1234567M", ""},
		{"RSSMRA85T10A562S", "national ids: RSSMRA85T10A562S"}, {"RSSMRA85T10A562T", ""},
		{"44051401359", "national ids: 44051401359"}, {"44051401358", ""}, {"44151401359", ""},
		{"529.982.247-25", "national ids: 529.982.247-25"}, {"529.982.247-26", ""}, {"111.111.111-11", ""}, {"52998224725", ""},
		{"756.9217.0769.85", "national ids: 756.9217.0769.85"}, {"756.9217.0769.86", ""},
		{"85.07.30-033.28", "national ids: 85.07.30-033.28"}, {"85.07.30-033.29", ""},

		{"81.2.69.142", "IP addresses: 81.2.69.142"}, {"from 81.2.69.142:8080/x", "IP addresses: 81.2.69.142"}, {"81.2.69.0/24", "IP addresses: 81.2.69.0"},
		{"127.0.0.1", ""}, {"0.0.0.0", ""}, {"10.11.12.13", ""}, {"192.168.11.12", ""}, {"172.16.11.12", ""}, {"192.0.2.11", ""}, {"198.51.100.7", ""},
		{"203.0.113.99", ""}, {"224.11.11.11", ""}, {"169.254.11.11", ""}, {"1.2.3.4", ""}, {"version 81.2.69.142", ""}, {"v81.2.69.142", ""}, {"81.2.69.256", ""},
		{"81.2.69.142.1", ""}, {"81.02.69.142", ""},
		{"2a00:1450:4001:81b::200e", "IP addresses: 2a00:1450:4001:81b::200e"}, {"2001:db8::1", ""}, {"fe80::1", ""}, {"::1", ""}, {"12:34:56", ""},
		{"2606:4700:0:0:0:0:6810:84e5", "IP addresses: 2606:4700:0:0:0:0:6810:84e5"}, {"2606:4700:0:0:0:0:6810", ""}, {"2024:01:02", ""}, {"2a00:1450::", ""}, {"2a00:1450::/32", ""}, {"std::dec", ""},

		{"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_1", "JSON web tokens: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_1"},
		{"eyJhbGciOiJIUzI1NiJ9", ""}, {"eyJhbGciOiJIUzI1NiJ9.abc.def", ""},

		{"-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n", "private keys: -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----"},
		{"-----BEGIN PRIVATE KEY-----\\nMII", "private keys: -----BEGIN PRIVATE KEY-----"},
		{"-----BEGIN PUBLIC KEY-----", ""}, {"-----BEGIN CERTIFICATE-----", ""},

		{"AKIAQ3EGTXN5ZWV7KLMP", "API tokens: AKIAQ3EGTXN5ZWV7KLMP"}, {"AKIAIOSFODNN7EXAMPLE", ""}, {"AKIAQ3EGTXN5ZWV7KLM", ""}, {"AKIAQ3EGTXN5ZWV7KLMPQ", ""},
		{"BAKIAQ3EGTXN5ZWV7KLMP", ""},

		{"https://jane:secret@db.acme.com/x", "connections with credentials: https://jane:secret@db.acme.com"},
		{"redis://:s3cret@10.0.0.1:6379/0", "connections with credentials: redis://:s3cret@10.0.0.1"},
		{"postgres://app:pw1234@localhost/x", "connections with credentials: postgres://app:pw1234@localhost"},
		{"postgres://app:REDACTED@db.corp.net/x", ""}, {"postgres://app:hunter2@db.corp.net/x", "connections with credentials: postgres://app:hunter2@db.corp.net"},
		{"https://jane:****@db.acme.com", ""}, {"https://u:${PW}@db.acme.com", ""}, {"https://u:pw@example.com", ""}, {"https://acme.com:80/a@b", ""},
		{"https://acme.com/x", ""},
		{"host=db user=u password=hunter2", "connections with credentials: password=hunter2"},
		{"password = hunter2  host = db", "connections with credentials: password = hunter2"},
		{"host=db\npassword='a b' x", "connections with credentials: password='a b"},
		{"''host=''''db x'''' PassWord=hunter2''", "connections with credentials: PassWord=hunter2"},
		{"Server=db;User Id=bob;Pwd=hunter2;", "connections with credentials: Pwd=hunter2"},
		{"Pwd=hunter2; Server=db", "connections with credentials: Pwd=hunter2"},
		{"jdbc:postgresql://db/app?user=u&password=hunter2", "connections with credentials: password=hunter2"},
		{"postgresql:///app?password=hunter2&host=db", "connections with credentials: password=hunter2"},
		{"password=hunter2", ""}, {"user=u, password=p", ""}, {"host=h user=u AND password=p", ""}, {"host=%s password=%s", ""}, {"host=h password=REDACTED", ""},
		{"host=h password=$1", ""}, {"host=h password=", ""}, {"'host=' || h || ' password=' || p", ""}, {"host=h mypassword=p", ""}, {"user = u; password = p; host = h", ""}, {"host := h; password := p", ""},
		{"ghost=h password=p", ""}, {"host=h password=***", ""}, {"a&password=b", ""}, {"=", ""}, {"password=", ""}, {"host=h password=:'pw'", ""},
		{"db.corp.de:5432:shop:app:hunter2", "connections with credentials: db.corp.de:5432:shop:app:hunter2"}, {"x *:*:*:postgres:hun\\:ter2 y", "connections with credentials: *:*:*:postgres:hun\\:ter2"},
		{"echo 'localhost:*:*:app:hunter2' > .pgpass", "connections with credentials: localhost:*:*:app:hunter2"}, {"db:5432:app:app:hunter2", "connections with credentials: db:5432:app:app:hunter2"},
		{"2001:4860:4860:1111:2222:3333:4444:8888", "IP addresses: 2001:4860:4860:1111:2222:3333:4444:8888"}, {"db:5432:app:app:REDACTED", ""}, {"db:5432:app:app:****", ""}, {"00:11:22:33:44:55", ""}, {"nobody:65534:65534:no:x", ""},
		{"arn:aws:iam:123456:role", ""}, {"0.0.0.0:5432:5432/tcp", ""}, {"12:30:45:10:1000", ""}, {"a:1234:b:c", ""},
		{"{\"Authorization\": \"Bearer " + b64(24) + "\"}", "API tokens: Bearer " + b64(24)}, {"Authorization: Basic " + b64(20) + "==", "API tokens: Basic " + b64(20) + "=="},
		{"Bearer token of the ring", ""}, {"Basic authentication-scheme", ""}, {"Bearer {{token}}", ""}, {"Bearer", ""}, {"B", ""},

		{"md5" + strings.Repeat("0f", 16), "password hashes: md5" + strings.Repeat("0f", 16)},
		{"md5" + strings.Repeat("0F", 16), ""}, {"md5" + strings.Repeat("0f", 15), ""}, {strings.Repeat("0f", 16), ""}, {"xmd5" + strings.Repeat("0f", 16), ""},
		{"$2b$10$" + b64(53), "password hashes: $2b$10$" + b64(53)}, {"$2b$10$" + b64(52), ""}, {"$2x$10$" + b64(53), ""},
		{"SCRAM-SHA-256$4096:" + b64(24) + "$" + b64(44) + ":" + b64(44), "password hashes: SCRAM-SHA-256$4096:" + b64(24) + "$" + b64(44) + ":" + b64(44)},
		{"SCRAM-SHA-256$4096:", ""},
		{"$argon2id$v=19$m=65536,t=3,p=4$" + b64(22) + "$" + b64(43), "password hashes: $argon2id$v=19$m=65536,t=3,p=4$" + b64(22) + "$" + b64(43)},
		{"$6$" + b64(8) + "$" + b64(86), "password hashes: $6$" + b64(8) + "$" + b64(86)}, {"$5$" + b64(8), ""}, {"$1 $2 $5", ""},
	}
	for _, prefix := range []string{"ghp_", "gho_", "ghs_", "npm_", "xoxb-", "glpat-", "sk-", "sk-proj-", "sk_" + "live_", "rk_live_", "whsec_"} {
		body := b64(36)
		token, kind := prefix+body, "API tokens: "
		tests = append(tests, []struct{ in, want string }{
			{"(" + token + ")", kind + token}, {prefix + body[:8], ""}, {"x" + token, ""}, {prefix + strings.Repeat("x", 36), ""},
		}...)
	}
	for _, token := range []string{"AIza" + b64(35), "AC" + strings.Repeat("01fc8a2b", 4), "SK" + strings.Repeat("01fc8a2b", 4), "key-" + strings.Repeat("01fc8a2b", 4),
		"SG." + b64(22) + "." + b64(43), "github_pat_" + b64(22) + "_" + b64(59), "123456789:AA" + b64(33), "ASIA" + "Q3EGTXN5ZWV7KLMP"} {
		tests = append(tests, []struct{ in, want string }{
			{token, "API tokens: " + token}, {"tok=" + token + "&", "API tokens: " + token}, {token[:len(token)-min(24, len(token)-4)], ""}, {"x" + token, ""},
		}...)
	}
	for _, tt := range tests {
		if got := found(tt.in); got != tt.want {
			t.Errorf("%q:\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}

func TestFindAppends(t *testing.T) {
	dst := Find([]Finding{{Kind: JWT, End: 1}}, []byte("a@b.de"))
	if len(dst) != 2 || dst[1] != (Finding{Email, 0, 6}) {
		t.Errorf("got %v", dst)
	}
}

func TestKinds(t *testing.T) {
	s := Kinds([]byte("a@b.de, 415-555-2671, 81.2.69.142, c@d.fr"))
	for k := range NumKinds {
		if want := k == Email || k == Phone || k == IP; s.Has(k) != want {
			t.Errorf("%s: %t, want %t", k, s.Has(k), want)
		}
	}
}

// sql is text without a finding, as it stands in dumps.
const sql = `CREATE TABLE public.orders (id bigint NOT NULL, customer_id integer, created_at timestamp(6) with time zone DEFAULT now() NOT NULL);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE INDEX orders_created_at_idx ON public.orders USING btree (created_at) WHERE ((status)::text = 'open'::text);
17	42	2024-02-29 23:59:59.123456+00	1099.95	550e8400-e29b-41d4-a716-446655440000	{"state": "open", "n": 12}	lorem ipsum dolor
`

func TestNoAllocations(t *testing.T) {
	if got := found(sql); got != "" {
		t.Errorf("found %s", got)
	}
	text := []byte(sql)
	if n := testing.AllocsPerRun(100, func() { Find(nil, text); Kinds(text) }); n > 0 {
		t.Errorf("%.0f allocations", n)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{sql, "a@b.de", "+49 30 1234567", "4539 1488 0343 6467", "GB82 WEST 1234 5698 7654 32", "2a00::1", "https://a:b@c.de",
		"123456789:AA", "-----BEGIN PRIVATE KEY-----", "$6$", "SCRAM-SHA-256$", "eyJhbGciOiJI.eyJzdWIiOiI.x", "AB 12 34 56 C", "(030) 123456-78"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		all := Find(nil, text)
		at, kinds := 0, Set(0)
		for _, f := range all {
			if f.Start < at || f.End <= f.Start || f.End > len(text) || f.Kind >= NumKinds {
				t.Fatalf("%v of %d bytes after %d", f, len(text), at)
			}
			at = f.End
			kinds |= 1 << f.Kind
		}
		if got := Kinds(text); got != kinds {
			t.Fatalf("kinds %b, want %b", got, kinds)
		}
		spaced := Find(nil, append(append([]byte("  "), text...), "  "...))
		if len(spaced) != len(all) {
			t.Fatalf("%v between spaces, %v without", spaced, all)
		}
		for i, f := range all {
			if spaced[i] != (Finding{f.Kind, f.Start + 2, f.End + 2}) {
				t.Fatalf("%v between spaces, %v without", spaced, all)
			}
		}
	})
}

func BenchmarkKinds(b *testing.B) {
	inputs := []struct{ name, text string }{
		{"sql", strings.Repeat(sql, 100)},
		{"word", "lorem"},
		{"sentence", "The quick brown fox jumps over the lazy dog, twice."},
		{"time", "2024-02-29 23:59:59.123456+00"},
		{"uuid", "550e8400-e29b-41d4-a716-446655440000"},
		{"email", "jane.doe@mail.acme.co.uk"},
	}
	for _, in := range inputs {
		b.Run(in.name, func(b *testing.B) {
			text := []byte(in.text)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Kinds(text)
			}
		})
	}
}

// TestFindIsLinear: a long text of beginnings, each of which could go on, takes
// about as long as its length says. It would run into the test's deadline.
func TestFindIsLinear(t *testing.T) {
	for _, start := range []string{"eyJ-", "eyJ", "eyJabcdefghij.eyJ", "a@", "@a.", "1-", "+1 ", "AKIA", "http://a:", "postgres://a:b", "DE89 ", "1.", "::",
		"-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "sk_live_", "$2a$", "$6$", "4111 ", "SCRAM-SHA-256$"} {
		size := 2 << 20
		if testing.Short() {
			size = 256 << 10
		}
		text := []byte(strings.Repeat(start, size/len(start)))
		for _, f := range Find(nil, text) {
			if f.Start < 0 || f.End > len(text) || f.Start >= f.End {
				t.Fatalf("%q: finding %+v", start, f)
			}
		}
	}
}
