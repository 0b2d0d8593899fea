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
		{"partial", nil, text, "Ann Lee", `\*{7}`},
		{"partial", Params{"keep_start": int64(3), "length": int64(4), "keep_domain": true}, text, "john.doe@company.com", `joh\*{4}@company\.com`},
		{"partial", Params{"keep_start": int64(3), "keep_domain": true}, text, "jo@company.com", `\*\*@company\.com`},
		{"partial", Params{"keep_start": int64(3), "keep_domain": true}, text, "john.doe@not a domain", `joh\*{18}`},
		{"partial", Params{"keep_domain": true}, text, "@company.com", `\*{12}`},
		{"partial", Params{"keep_end": int64(4), "char": "X", "keep_marks": true}, text, "4111-1111-1111-5678", `XXXX-XXXX-XXXX-5678`},
		{"partial", Params{"keep_end": int64(4), "char": "X", "keep_marks": true}, text, "212-555-4567", `XXX-XXX-4567`},
		{"partial", Params{"keep_end": int64(4), "char": "X", "keep_marks": true}, text, "55-4567", `XX-XXXX`},
		{"partial", Params{"keep_end": int64(4), "char": "X", "keep_marks": true}, text, "-/-", `XXX`},
		{"partial", Params{"keep_start": int64(1), "keep_end": int64(1)}, text, "abcd", `a\*\*d`},
		{"partial", Params{"keep_start": int64(1), "keep_end": int64(1)}, text, "abc", `\*{3}`},
		{"partial", Params{"keep_start": int64(1), "keep_end": int64(1)}, text, "日本語だよ", `日\*{3}よ`},
		{"partial", Params{"keep_start": int64(1), "char": "█"}, text, "abc", `a██`},
		{"partial", nil, text, "***", `###`},
		{"partial", Params{"char": "#"}, text, "###", `\*\*\*`},
		{"partial", Params{"length": int64(40)}, varchar(6), "abcd", `\*{6}`},
		{"partial", Params{"keep_end": int64(1), "length": int64(2)}, text, "abcdefgh", `\*\*h`},
		{"partial", nil, Type{Kind: Char, Len: 5}, "abc  ", `\*\*\*  `},
		{"regexp", Params{"pattern": `\d`, "with": "#"}, text, "a1b22", `a#b##`},
		{"regexp", Params{"pattern": `\d`, "with": "#", "all": false}, text, "a1b22", `a#b22`},
		{"regexp", Params{"pattern": `(\w+)@(?P<host>\w+)`, "with": "$1 at ${host} for $$"}, text, "ann@home", `ann at home for \$`},
		{"regexp", Params{"pattern": `^(.).*$`, "with": "${1}."}, text, "Ann", `A\.`},
		{"regexp", Params{"pattern": `\d`, "with": "#"}, text, "Ann", `[A-Z][a-z]{2}`},
		{"regexp", Params{"pattern": `\d`, "with": "#", "unmatched": "keep"}, text, "Ann", `Ann`},
		{"regexp", Params{"pattern": `.*`}, text, "Ann", ``},
		{"text", nil, text, "Call Ann-Lee, flat 17!", `[A-Z][a-z]{3} [A-Z][a-z]{2}-[A-Z][a-z]{2}, [a-z]{4} \d\d!`},
		{"text", nil, text, "NAÏVE Łódź Привет", `[A-Z]{5} [A-Z][a-z]{3} [А-Я][а-я]{5}`},
		{"text", nil, text, "...", `[^.]{3}|.*[^.].*`},
		{"company", nil, text, "x", `Company [0-9A-HJKMNP-TV-Z]{16}`},
		{"street", nil, varchar(20), "x", `[0-9A-HJKMNP-TV-Z]{16}`},
		{"city", nil, text, "x", `City [0-9A-HJKMNP-TV-Z]{16}`},
		{"name", Params{"style": "real"}, text, "x", `[A-Z]\S+ [A-Z]\S+`},
		{"name", Params{"style": "real", "locale": "de"}, varchar(14), "x", `[A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ][a-zäöüß]+`},
		{"company", Params{"style": "real"}, text, "x", `\S+ (Inc|LLC|Ltd|Group|and Sons|Partners|Holdings|Services)`},
		{"street", Params{"style": "real"}, text, "x", `\d{1,3} \S+ [A-Z][a-z]+`},
		{"street", Params{"style": "real", "locale": "de"}, text, "x", `\S+(straße|weg|gasse|allee|platz|ring|ufer|damm) \d{1,3}`},
		{"street", Params{"style": "real", "locale": "fr"}, text, "x", `\d{1,3} [a-zé]+ \S+`},
		{"street", Params{"style": "real", "locale": "es"}, text, "x", `[A-Z]\S+ \S+ \d{1,3}`},
		{"postcode", nil, text, "SW1A 1AA", `[A-Z]{2}\d[A-Z] \d[A-Z]{2}`},
		{"postcode", Params{"keep_start": int64(3)}, text, "90210-1234", `902\d\d-\d{4}`},
		{"postcode", Params{"keep_start": int64(3)}, text, "9021", `\d{4}`},
		{"postcode", nil, Type{Kind: Int, Bits: 32}, "10117", `[1-9]\d{4}`},
		{"country", nil, text, "DE", `[A-Z]{2}`}, {"country", nil, text, "de", `[a-z]{2}`}, {"country", nil, text, "DEU", `[A-Z]{3}`},
		{"country", nil, text, "276", `\d{3}`}, {"country", nil, text, "Germany", `[A-Z].{3,}`}, {"country", nil, varchar(2), "??", `[A-Z]{2}`},
		{"noise", nil, Type{Kind: Int, Bits: 32}, "1000", `9\d\d|10\d\d|1100`}, {"noise", nil, Type{Kind: Int, Bits: 32}, "0", `0`}, {"noise", nil, Type{Kind: Numeric}, "NaN", `NaN`},
		{"round", nil, Type{Kind: Numeric}, "2.5", `3\.0`}, {"round", nil, Type{Kind: Numeric}, "-2.5", `-3\.0`}, {"round", Params{"digits": int64(-3)}, Type{Kind: Int, Bits: 16}, "32767", `32000`},
		{"bucket", nil, Type{Kind: Int, Bits: 32}, "37", `30`}, {"bucket", nil, Type{Kind: Int, Bits: 32}, "-37", `-40`}, {"bucket", Params{"size": 0.1}, Type{Kind: Float, Bits: 64}, "0.3", `0\.3`},
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
