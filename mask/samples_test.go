package mask

// A sample is a type with values that are awkward for it.
type sample struct {
	typ    Type
	values []string
}

// samples covers every kind but Unknown.
func samples() []sample {
	text := Type{Kind: Text, Name: "text"}
	int4 := Type{Kind: Int, Name: "integer", Bits: 32}
	date := Type{Kind: Date, Name: "date"}
	ts := Type{Kind: Timestamp, Name: "timestamp without time zone"}
	addr := Type{Kind: Composite, Name: "app.addr", Fields: []Field{
		{"street", text}, {"no", int4}, {"moved", date}, {"tags", Type{Kind: Array, Name: "text[]", Elem: &text, Delim: ','}},
	}}
	box := Type{Kind: Geometric, Name: "box"}
	numeric := Type{Kind: Numeric, Name: "numeric"}
	clock := Type{Kind: Time, Name: "time without time zone"}
	uuid := Type{Kind: UUID, Name: "uuid"}
	float8 := Type{Kind: Float, Name: "double precision", Bits: 64}
	return []sample{
		{text, []string{"a", "Z", "7", "-", " ", "\t\n", "NULL", `\N`, "null", "Ann Lee", "ann.lee@example.com", "Ünï-cödé ÀÉ × ÷ ß ÿ",
			"Ωμέγα Ἀ", "Привет, Мир", "日本語のテスト カナ", "한국어", "naïve e\u0301clair", "👩‍👩‍👧 family", "👍", "…", "---",
			"x\xffy\xc3", "\xf0\x9f\x92", "a\u00a0b", "שלום", "مرحبا ١٢٣", "ｆｕｌｌ１２", "don't \"quote\" \\ back", "line\r\nline\vtab\ttab", "Łódź ŁÓDŹ",
			"\x01\x7f", "+49 (171) 234-5678 ext. 9", "0171 2345678", "001 212 555 0100", "+1-800-FLOWERS", "Ann: 030/12345678", "192.0.2.17", "fe80::1%eth0", "2001:db8::17",
			"08:00:2b:01:02:03", "0800.2B01.0203", "https://ann:pw@shop.example.com:8080/u/ann%20lee?id=17&x=%C3%A9#frag", "mailto:ann@example.com",
			"www.example.com/x", "/relative/path", "/", "http://", "localhost:8080/a", "https://[2001:db8::1]/", "3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d",
			"a long text of more than thirty-two characters, so that the digest alone is not enough for it; 0123456789",
			"4111-1111-1111-1111", "378282246310005", "4111 1111 1111 1112", "DE89 3704 0044 0532 0130 00", "gb29nwbk60161331926819", "DE00 3704 0044 0532 0130 00",
			"078-05-1120", "219099999", "SW1A 1AA", "10117", "DE", "deu", "276", "Germany", "***", "XXX", "\u0301\u0302", "17 High Street", `{"email": "ann@example.com"}`}},
		{Type{Kind: Text, Name: "character varying(12)", Len: 12}, []string{"a", "Ann Lee", "日本語日本語日本語日本語", "ann@x.org", "123456789012"}},
		{Type{Kind: Text, Name: "character varying(40)", Len: 40}, []string{"ann.lee@example.com", "http://a.io/x", "ann@a-long-domain-name-indeed.example"}},
		{Type{Kind: Text, Name: "name", MaxBytes: 63}, []string{"pg_class", "ééééééééééééééééééééééééééééééé"}},
		{Type{Kind: Text, Name: `"char"`, MaxBytes: 1}, []string{"r", "-"}},
		{Type{Kind: Char, Name: "character(8)", Len: 8}, []string{"abc     ", "        ", "12345678", "é       "}},
		{Type{Kind: Int, Name: "smallint", Bits: 16}, []string{"0", "1", "-1", "9", "10", "99", "-100", "32767", "-32768", "29999"}},
		{int4, []string{"0", "7", "-7", "2147483647", "-2147483648", "1999999999", "4711"}},
		{Type{Kind: Int, Name: "bigint", Bits: 64}, []string{"0", "-9", "9223372036854775807", "-9223372036854775808", "1000000000000000000"}},
		{Type{Kind: Int, Name: "oid", Bits: 32, Unsigned: true}, []string{"0", "4294967295", "16384"}},
		{Type{Kind: Int, Name: "xid8", Bits: 64, Unsigned: true}, []string{"18446744073709551615", "10000000000000000000", "3"}},
		{numeric, []string{"0", "0.00", "-0.05", "1", "-1.5", "NaN", "Infinity", "-Infinity", "123456789012345678901234567890.123456789", "0.10", "9.99"}},
		{Type{Kind: Numeric, Name: "numeric(6,2)", Precision: 6, Scale: 2}, []string{"9999.99", "-9999.99", "0.00", "0.01", "10.00"}},
		{Type{Kind: Numeric, Name: "numeric(3,3)", Precision: 3, Scale: 3}, []string{"0.999", "0.000", "0.001", "0"}},
		{Type{Kind: Numeric, Name: "numeric(2,4)", Precision: 2, Scale: 4}, []string{"0.0099", "0.0000", "0.0"}},
		{Type{Kind: Numeric, Name: "numeric(3,-2)", Precision: 3, Scale: -2}, []string{"99900", "100", "0", "-12300"}},
		{Type{Kind: Numeric, Name: "numeric(9,0)", Precision: 9}, []string{"0", "7", "999999999", "-999999999", "NaN"}},
		{float8, []string{"0", "-0", "1.5", "-2.25e-07", "1.7976931348623157e+308", "5e-324", "2.2250738585072014e-308", "1e+20", "NaN", "Infinity", "-Infinity", "0.1"}},
		{Type{Kind: Float, Name: "real", Bits: 32}, []string{"0", "3.4028235e+38", "1e-45", "1.1754944e-38", "3.14159", "-1e+06", "NaN"}},
		{Type{Kind: Money, Name: "money"}, []string{"$0.00", "$1,234.56", "-$92,233,720,368,547,758.08", "1.234,56 €", "$0.05"}},
		{Type{Kind: Bool, Name: "boolean"}, []string{"t", "f"}},
		{date, []string{"2024-02-29", "1999-12-31", "0001-01-01", "0044-03-15 BC", "4714-11-24 BC", "5874897-12-31", "infinity", "-infinity", "10000-01-01"}},
		{ts, []string{"2024-02-29 23:59:59.999999", "1970-01-01 00:00:00", "0001-01-01 00:00:00 BC", "294276-12-31 23:59:59.999999", "4714-11-24 00:00:00 BC", "infinity"}},
		{Type{Kind: TimestampTZ, Name: "timestamp with time zone"}, []string{"2024-02-29 23:59:59.5+02", "1890-01-01 00:00:00+00:53:28", "0044-03-15 12:00:00-07:52:58 BC", "-infinity"}},
		{clock, []string{"00:00:00", "23:59:59.999999", "24:00:00", "12:34:56.7"}},
		{Type{Kind: TimeTZ, Name: "time with time zone"}, []string{"00:00:00+00", "23:59:59.999999-15:59:59", "12:34:56+05:30"}},
		{Type{Kind: Interval, Name: "interval"}, []string{"00:00:00", "1 year 2 mons -3 days +04:05:06.789", "-00:00:00.000001", "178000000 years", "-178000000 years", "1 day",
			"2562047788:00:54.775807", "100:59:59", "1 mon -1 days", "2147483647 days"}},
		{uuid, []string{"3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d", "00000000-0000-0000-0000-000000000000"}},
		{Type{Kind: Inet, Name: "inet"}, []string{"192.0.2.17", "192.0.2.17/24", "10.0.0.0/8", "::1", "2001:db8::17/64", "::ffff:192.0.2.17", "::", "0.0.0.0/0", "255.255.255.255", "2001:db8:0:1:2:3:4:5"}},
		{Type{Kind: CIDR, Name: "cidr"}, []string{"192.0.2.0/24", "10.0.0.0/8", "192.0.2.17/32", "2001:db8::/32", "::1/128", "0.0.0.0/0", "::/0", "128.0.0.0/1"}},
		{Type{Kind: MAC, Name: "macaddr", Bits: 48}, []string{"08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff"}},
		{Type{Kind: MAC, Name: "macaddr8", Bits: 64}, []string{"08:00:2b:01:02:03:04:05", "00:00:00:00:00:00:00:00"}},
		{Type{Kind: Bytea, Name: "bytea"}, []string{`\x`, `\x00`, `\xdeadbeef`, `abc\000\377\\`, `\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122`}},
		{Type{Kind: Bit, Name: "bit(1)", Len: 1}, []string{"0", "1"}},
		{Type{Kind: Bit, Name: "bit varying(70)", Len: 70}, []string{"1", "0101", "1111111111111111111111111111111111111111111111111111111111111111111111"}},
		{Type{Kind: JSON, Name: "json"}, []string{`{}`, ` [ ] `, `"a"`, `0`, `-0`, `1.5e10`, `-0.0`, `true`, `null`, `{"a": {"b": [1, "two", null, true, -3.5E-2]}, "a": "dup"}`,
			`{"u": "\u0041\u00e9\ud83d\ude00\n\"q\" \\ \/"}`, `{"nul": "\u0000", "half": "\ud800x"}`, "{\"nl\" :\r\n\t\"x\"}", `["\n", "\t\u2028", "", " ", "---", "\u002d"]`,
			`{"email": "ann.lee@example.com", "日本": "日本", "n": 12345678901234567890}`, "\"x\xffy\""}},
		{Type{Kind: JSONB, Name: "jsonb"}, []string{`{"a": 1, "b": "Ann", "c": [1.50, 0.00, 1e+20]}`, `"é"`}},
		{Type{Kind: Hstore, Name: "hstore"}, []string{`"k"=>"v"`, `"k"=>NULL, "q\"q"=>"b\\s", "e"=>""`, `"a"=>"-"`, `"é"=>"Ünï 12"`}},
		{Type{Kind: TSVector, Name: "tsvector"}, []string{`'alice':3A 'canari':1,2B`, `'it''s' 'back\\slash':7`, `'''' '日本'`, `'a'`}},
		{box, []string{"(3,4),(1,2)", "(1.5e+300,-2),(-0.25,1e-320)"}},
		{Type{Kind: Geometric, Name: "point"}, []string{"(0,0)", "(1.5,-2)", "(NaN,Infinity)", "(-0,1e+308)"}},
		{Type{Kind: Geometric, Name: "line"}, []string{"{1,0,0}", "{0,-1,5}"}},
		{Type{Kind: Geometric, Name: "vector"}, []string{"[0.12,-3e-05,0]", "[1]"}},
		{Type{Kind: Geometric, Name: "path"}, []string{"((0,0),(1,1))", "[(0,0),(1,1),(2,0)]"}},
		{Type{Kind: Spatial, Name: "public.geometry"}, []string{"0101000020E6100000499D8026C2C12A40F241CF6616424A40"}},
		{Type{Kind: Geometric, Name: "circle"}, []string{"<(0,0),1>", "<(1,2),0>"}},
		{Type{Kind: Enum, Name: "app.mood", Labels: []string{"sad", "ok", "very happy", `q"uo\te`}}, []string{"sad", "very happy"}},
		{Type{Kind: Array, Name: "text[]", Elem: &text, Delim: ','}, []string{"{}", `{a,"b,c",NULL,"NULL",""}`, `{"back\\slash","q\"q"}`, `{{a,b},{c,d}}`, `[0:1]={x,y}`,
			`[1:1][-2:-1]={{ann@example.com,"{x}"}}`, `{" lead","trail ","日本"}`, `{null}`}},
		{Type{Kind: Array, Name: "integer[]", Elem: &int4, Delim: ','}, []string{"{1,2,NULL}", "{{0,-7},{2147483647,10}}"}},
		{Type{Kind: Array, Name: "date[]", Elem: &date, Delim: ','}, []string{"{2024-01-01,2024-01-02,infinity}"}},
		{Type{Kind: Array, Name: "box[]", Elem: &box, Delim: ';'}, []string{"{(3,4),(1,2);(1,1),(0,0)}"}},
		{addr, []string{`("1 ""Main"" St",7,2024-01-01,"{a,NULL}")`, `(,,,)`, `("",0,,{})`, `("back\\\\slash",-1,infinity,"{""q\\""q""}")`}},
		{Type{Kind: Array, Name: "app.addr[]", Elem: &addr, Delim: ','}, []string{`{"(Bob,1,2024-02-29,{})",NULL,"(\"a b\",,,)"}`}},
		{Type{Kind: Range, Name: "int4range", Elem: &int4}, []string{"empty", "[1,5)", "(,)", "[10,)", "(,-7)", "[2147483640,2147483647)", "[-2147483648,2147483647)", "[0,1)"}},
		{Type{Kind: Range, Name: "numrange", Elem: &numeric}, []string{"[1.5,2.25]", "(-3,)", "[0,0.001)", "[123456789012345678901234567890,123456789012345678901234567891]", "(,Infinity)", "[-Infinity,5]"}},
		{Type{Kind: Range, Name: "daterange", Elem: &date}, []string{"[2024-01-01,2024-02-01)", "(,2024-01-01)", "empty", "[-infinity,infinity]"}},
		{Type{Kind: Range, Name: "tsrange", Elem: &ts}, []string{`["2024-01-01 00:00:00","2024-01-01 12:00:00")`, `["0044-03-15 00:00:00 BC",)`}},
		{Type{Kind: Range, Name: "app.timerange", Elem: &clock}, []string{"[08:00:00,17:00:00)", "[00:00:00,24:00:00]"}},
		{Type{Kind: Range, Name: "app.textrange", Elem: &text}, []string{`["a b",c]`, `("q""\\",)`, `["",x)`}},
		{Type{Kind: Range, Name: "app.floatrange", Elem: &float8}, []string{"[1.5,2.5)", "[1e+300,1.5e+300]"}},
		{Type{Kind: Multirange, Name: "int4multirange", Elem: &int4}, []string{"{}", "{[1,3),[5,9)}", "{(,1),[3,)}"}},
		{Type{Kind: Multirange, Name: "datemultirange", Elem: &date}, []string{"{[2024-01-01,2024-01-03),[2024-05-01,)}"}},
	}
}
