package mask

import (
	"regexp"
	"testing"
)

// TestMasks says what each mask makes, as far as it does not depend on the key.
func TestMasks(t *testing.T) {
	text, inet := Type{Kind: Text, Name: "text"}, Type{Kind: Inet, Name: "inet"}
	varchar := func(n int) Type { return Type{Kind: Text, Len: n} }
	const b32 = `[0-9a-hjkmnp-tv-z]`
	for _, c := range []struct {
		mask string
		p    Params
		typ  Type
		in   string
		want string // a regular expression
	}{
		{"keep", nil, Type{}, "any\x01thing", "any\x01thing"},
		{"set", Params{"value": true}, Type{Kind: Bool}, "f", "t"},
		{"set", Params{"value": int64(7)}, Type{Kind: Int, Bits: 16}, "1", "7"},
		{"set", Params{"value": "x"}, Type{Kind: Char, Len: 3}, "abc", "x  "},
		{"set", Params{"value": "off"}, Type{Kind: Bool}, "t", "f"},
		{"set", Params{"value": "{1,NULL}"}, Type{Kind: Array, Elem: &Type{Kind: Int, Bits: 32}}, "{7}", `\{1,NULL\}`},
		{"set", Params{"value": "anything"}, Type{}, "x", "anything"},
		{"empty", nil, text, "x", ""},
		{"empty", nil, Type{Kind: Array, Elem: &text}, "{x}", `\{\}`},
		{"empty", nil, Type{Kind: JSONB}, `{"a":1}`, `\{\}`},
		{"empty", nil, Type{Kind: Bit, Len: 3}, "101", "000"},
		{"redact", nil, text, "x", `\[REDACTED\]`},
		{"redact", nil, varchar(4), "x", `\[RED`},
		{"redact", nil, Type{Kind: Char, Len: 12}, "x           ", `\[REDACTED\]  `},
		{"redact", nil, Type{Kind: JSON}, `{"a":1}`, `"\[REDACTED\]"`},
		{"redact", Params{"with": "ééé"}, Type{Kind: Text, MaxBytes: 5}, "x", `éé`},
		{"redact", nil, Type{Kind: Array, Elem: &text, Delim: ','}, "{x,NULL}", `\{\[REDACTED\],NULL\}`},
		{"hash", nil, text, "x", `[0-9a-f]{32}`},
		{"hash", nil, varchar(7), "x", `[0-9a-f]{7}`},
		{"hash", Params{"encoding": "base32"}, text, "x", b32 + `{26}`},
		{"hash", Params{"encoding": "base64", "prefix": "é:"}, varchar(12), "x", `é:[-_0-9A-Za-z]{10}`},
		{"uuid", nil, text, "x", `[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`},
		{"email", nil, text, "Ann Lee", b32 + `{16}@mail\.invalid`},
		{"email", Params{"domain": "x.test"}, varchar(10), "a@b", b32 + `{3}@x\.test`},
		{"email", Params{"keep_domain": true}, text, "a@b@Example.com", b32 + `{16}@Example\.com`},
		{"email", Params{"keep_domain": true}, text, "a@not a domain", b32 + `{16}@mail\.invalid`},
		{"email", Params{"keep_domain": true}, varchar(30), "a@a-long-domain.example", b32 + `{16}@mail\.invalid`},
		{"email", nil, Type{Kind: Array, Elem: &text, Delim: ','}, `{a@b,NULL,""}`, `\{` + b32 + `{16}@mail\.invalid,NULL,""\}`},
		{"username", nil, text, "x", `user_` + b32 + `{16}`},
		{"username", nil, varchar(20), "x", b32 + `{16}`},
		{"username", nil, varchar(5), "x", b32 + `{5}`},
		{"name", nil, text, "x", `User [0-9A-HJKMNP-TV-Z]{16}`},
		{"first_name", nil, text, "x", `Given [0-9A-HJKMNP-TV-Z]{16}`},
		{"last_name", nil, text, "x", `Family [0-9A-HJKMNP-TV-Z]{16}`},
		{"phone", nil, text, "+49 (171) 234-5678 ext. 9", `\+\d\d \(\d{3}\) \d{3}-\d{4} ext\. \d`},
		{"phone", nil, text, "0171/2345678", `0\d{3}/\d{7}`},
		{"phone", nil, text, "Tel: 123 Ann", `Tel: \d{3} [A-Z][a-z]{2}`},
		{"phone", nil, text, "unknown", `[a-z]{7}`},
		{"phone", Params{"keep_country": true}, text, "+49 171 2345678", `\+49 \d{3} \d{7}`},
		{"phone", Params{"keep_country": true}, text, "+1-212-555-0100", `\+1-\d{3}-\d{3}-\d{4}`},
		{"phone", Params{"keep_country": true}, text, "+358401234567", `\+358\d{9}`},
		{"phone", Params{"keep_country": true}, text, "0044 20 7946 0000", `0044 \d\d \d{4} \d{4}`},
		{"phone", Params{"keep_area": true}, text, "+1 (212) 555-0100", `\+1 \(212\) \d{3}-\d{4}`},
		{"phone", Params{"keep_area": true}, text, "(212) 555-0100", `\(212\) \d{3}-\d{4}`},
		{"phone", Params{"style": "fictitious"}, text, "x", `\+1-[2-9]\d\d-555-01\d\d`},
		{"phone", Params{"style": "fictitious"}, varchar(12), "x", `[2-9]\d\d-555-01\d\d`},
		{"phone", Params{"style": "fictitious"}, varchar(8), "x", `555-01\d\d`},
		{"ip", nil, inet, "192.0.2.17/24", `\d+\.\d+\.\d+\.\d+/24`},
		{"ip", Params{"keep_prefix": int64(16)}, inet, "192.0.2.17", `192\.0\.\d+\.\d+`},
		{"ip", Params{"keep_prefix6": int64(32)}, inet, "2001:db8::1", `2001:db8:[0-9a-f:]+`},
		{"ip", nil, inet, "::ffff:192.0.2.17", `::ffff:\d+\.\d+\.\d+\.\d+`},
		{"ip", nil, Type{Kind: CIDR}, "192.0.2.0/24", `\d+\.\d+\.\d+\.0/24`},
		{"ip", nil, text, "host-17", `[a-z]{4}-\d\d`},
		{"ip", nil, varchar(3), "::1", `..\d`},
		{"mac", nil, Type{Kind: MAC, Bits: 48}, "08:00:2b:01:02:03", `[0-9a-f][26ae](:[0-9a-f]{2}){5}`},
		{"mac", Params{"keep_vendor": true}, Type{Kind: MAC, Bits: 64}, "08:00:2b:01:02:03:04:05", `08:00:2b(:[0-9a-f]{2}){5}`},
		{"mac", nil, text, "08-00-2B-01-02-03", `[0-9A-F][26AE](-[0-9A-F]{2}){5}`},
		{"mac", nil, text, "0800.2b01.0203", `[0-9a-f][26ae][0-9a-f]{2}\.[0-9a-f]{4}\.[0-9a-f]{4}`},
		{"mac", nil, text, "none", `[a-z]{4}`},
		{"url", nil, text, "https://ann:pw@shop.example.com:8080/u/17?id=x%20y#f", `https://[a-z]{3}:[a-z]{2}@` + b32 + `{16}\.invalid:8080/[a-z]/\d\d\?[a-z]{2}=[a-z]%[67][0-9a-f][a-z]#[a-z]`},
		{"url", Params{"keep_host": true}, text, "https://ann@example.com/u", `https://[a-z]{3}@example\.com/[a-z]`},
		{"url", Params{"keep_host": true}, text, "https://example.com", `https://` + b32 + `{16}\.invalid`},
		{"url", Params{"keep_path": true}, text, "https://example.com/u?token=x", `https://` + b32 + `{16}\.invalid/u\?[a-z]{5}=[a-z]`},
		{"url", nil, text, "mailto:ann@example.com", `mailto:[a-z]{3}@[a-z]{7}\.[a-z]{3}`},
		{"url", nil, varchar(20), "http://example.com/a", `http://` + b32 + `{3}.*|http://[a-z]{7}\.[a-z]{3}/[a-z]`},
		{"permute", nil, Type{Kind: Int, Bits: 32}, "17", `\d+`},
		{"permute", nil, Type{Kind: Int, Bits: 32}, "-17", `-[1-9]\d*`},
		{"choice", nil, Type{Kind: Bool}, "t", "t|f"},
		{"choice", Params{"values": []any{"a", int64(2)}}, text, "x", "a|2"},
		{"date_shift", nil, Type{Kind: Timestamp}, "2024-02-29 12:34:56.789", `202[345]-\d\d-\d\d 12:34:56\.789`},
		{"date_shift", nil, Type{Kind: Date}, "infinity", "infinity"},
		{"scramble", nil, Type{Kind: Money}, "-$1,234.50", `-\$[1-9],\d{3}\.\d\d`},
		{"scramble", nil, Type{Kind: Float, Bits: 64}, "1.7976931348623157e+308", `1\.[0-6]\d{15}e\+308`},
		{"scramble", nil, Type{Kind: Interval}, "1 day 02:03:04", `[1-9] day 0[1-9]:[0-5]\d:[0-5]\d`},
		{"scramble", nil, Type{Kind: Bytea}, `a\000\\`, `\\[0-3][0-7]{2}\\[0-3][0-7]{2}\\[0-3][0-7]{2}`},
		{"scramble", nil, Type{Kind: JSON}, `{"k" : ["aB1", -1.50e3, true]}`, `\{"k" : \["[a-z][A-Z]\d", -[1-9]\.\d\de3, true\]\}`},
		{"scramble", nil, Type{Kind: Hstore}, `"k"=>"v", "n"=>NULL`, `"k"=>"[a-z]", "n"=>NULL`},
		{"scramble", nil, Type{Kind: TSVector}, `'a''b':3A`, `'[a-z]''[a-z]':3A`},
		{"scramble", nil, Type{Kind: Composite, Fields: []Field{{"a", text}, {"b", text}}}, `("a ""b""",)`, `\("[a-z] ""[a-z]""",\)`},
	} {
		m, err := New(c.mask, testKey(t), c.typ, c.p)
		if err != nil {
			t.Errorf("%s %v: %v", c.mask, c.p, err)
			continue
		}
		out, err := m.Append(nil, []byte(c.in), nil)
		if err != nil || !regexp.MustCompile(`^(?:`+c.want+`)$`).Match(out) {
			t.Errorf("%s %v: %q became %q (%v), want %s", c.mask, c.p, c.in, out, err, c.want)
		}
	}
}
