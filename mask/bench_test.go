package mask

import (
	"fmt"
	"strings"
	"testing"
)

type benchCase struct {
	name, mask string
	typ        Type
	values     []string
	params     Params
}

// benchCases are values as production has them, one list per mask and type.
func benchCases() []benchCase {
	text := Type{Kind: Text, Name: "text"}
	long := "Order 4711 was delivered to the back door, the neighbour signed for it; see ticket 17-0042 for the photo. "
	return []benchCase{
		{"mask=hmac", "", text, []string{"ann.lee@example.com", "bob.smith@example.org"}, nil},
		{"mask=email", "email", text, []string{"ann.lee@example.com", "bob.smith@example.org"}, nil},
		{"mask=name", "name", text, []string{"Ann Lee", "Bob Smith", "Zoë Hågensen"}, nil},
		{"mask=phone", "phone", text, []string{"+49 171 2345678", "(212) 555-0100"}, nil},
		{"mask=hash", "hash", text, []string{"4f2b8c1e6f0d4a5b"}, nil},
		{"mask=uuid", "uuid", Type{Kind: UUID}, []string{"3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d"}, nil},
		{"mask=ip", "ip", Type{Kind: Inet}, []string{"192.0.2.17", "2001:db8::17"}, nil},
		{"mask=mac", "mac", Type{Kind: MAC}, []string{"08:00:2b:01:02:03"}, nil},
		{"mask=url", "url", text, []string{"https://www.example.com/users/4711?tab=orders"}, nil},
		{"mask=permute", "permute", Type{Kind: Int, Bits: 32}, []string{"4711", "123456"}, nil},
		{"mask=date_shift", "date_shift", Type{Kind: Timestamp}, []string{"2024-02-29 13:37:42.123456"}, nil},
		{"mask=choice", "choice", Type{Kind: Bool}, []string{"t", "f"}, nil},
		{"mask=scramble/type=name", "scramble", text, []string{"Ann Lee", "Bob Smith", "Zoë Hågensen"}, nil},
		{"mask=scramble/type=sentence", "scramble", text, []string{long}, nil},
		{"mask=scramble/type=document", "scramble", text, []string{strings.Repeat(long, 100)}, nil},
		{"mask=scramble/type=cyrillic", "scramble", text, []string{"Съешь ещё этих мягких французских булок"}, nil},
		{"mask=scramble/type=int", "scramble", Type{Kind: Int, Bits: 32}, []string{"4711", "123456", "7"}, nil},
		{"mask=scramble/type=numeric", "scramble", Type{Kind: Numeric}, []string{"1234.56", "0.07", "12.00"}, nil},
		{"mask=scramble/type=float", "scramble", Type{Kind: Float, Bits: 64}, []string{"0.8414709848078965"}, nil},
		{"mask=scramble/type=jsonb", "scramble", Type{Kind: JSONB}, []string{`{"id": 4711, "tags": ["new", "vip"], "name": "Ann Lee", "note": "a\nb", "active": true, "score": 17.25}`}, nil},
		{"mask=scramble/type=jsonb/dates", "scramble", Type{Kind: JSONB}, []string{`{"id": 4711, "born": "1984-02-29", "at": "2024-05-06T07:08:09.123Z", "legs": [{"on": "2024-05-07"}]}`}, nil},
		{"mask=scramble/type=bytea", "scramble", Type{Kind: Bytea}, []string{`\x` + strings.Repeat("deadbeef", 100)}, nil},
		{"mask=scramble/type=array", "scramble", Type{Kind: Array, Elem: &text, Delim: ','}, []string{`{new,vip,"two words",NULL}`}, nil},
		{"mask=scramble/type=hstore", "scramble", Type{Kind: Hstore}, []string{`"a"=>"one", "b"=>"two", "c"=>NULL`}, nil},
		{"mask=scramble/type=tsvector", "scramble", Type{Kind: TSVector}, []string{`'alic':3A 'canari':1,2B 'order':7`}, nil},
		{"mask=scramble/type=daterange", "scramble", Type{Kind: Range, Elem: &Type{Kind: Date}}, []string{"[2024-01-01,2024-02-01)"}, nil},
		{"mask=scramble/type=int4range", "scramble", Type{Kind: Range, Elem: &Type{Kind: Int, Bits: 32}}, []string{"[10,20)"}, nil},
		{"mask=scramble/type=time", "scramble", Type{Kind: Time}, []string{"13:37:42"}, nil},
		{"mask=scramble/type=interval", "scramble", Type{Kind: Interval}, []string{"1 day 02:03:04"}, nil},
		{"mask=scramble/type=point", "scramble", Type{Kind: Geometric}, []string{"(52.5163,13.3777)"}, nil},
		{"mask=scramble/type=composite", "scramble", Type{Kind: Composite, Fields: []Field{{"a", text}, {"b", Type{Kind: Int, Bits: 32}}}}, []string{`("12 Main St",4711)`}, nil},
		{"mask=name/style=real", "name", text, []string{"Ann Lee", "Bob Smith"}, Params{"style": "real"}},
		{"mask=street/style=real", "street", text, []string{"17 High Street"}, Params{"style": "real"}},
		{"mask=company", "company", text, []string{"Lee & Sons"}, nil},
		{"mask=city", "city", text, []string{"Springfield"}, nil},
		{"mask=postcode", "postcode", text, []string{"SW1A 1AA", "10117"}, nil},
		{"mask=country", "country", text, []string{"DE", "Germany", "FRA"}, nil},
		{"mask=credit_card", "credit_card", text, []string{"4111-1111-1111-1111", "378282246310005"}, nil},
		{"mask=iban", "iban", text, []string{"DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819"}, nil},
		{"mask=ssn", "ssn", text, []string{"078-05-1120", "219099999"}, nil},
		{"mask=partial", "partial", text, []string{"john.doe@company.com", "ann@example.com"}, Params{"keep_start": int64(3), "keep_domain": true}},
		{"mask=text", "text", text, []string{long}, nil},
		{"mask=regexp", "regexp", text, []string{"Ticket 4711 of ann@example.com"}, Params{"pattern": `\d+`, "with": "#"}},
		{"mask=fpe", "fpe", text, []string{"4711-0815-42", "0123456789"}, Params{"key": testFPEKey}},
		{"mask=noise/type=int", "noise", Type{Kind: Int, Bits: 32}, []string{"4711", "123456"}, nil},
		{"mask=noise/type=numeric", "noise", Type{Kind: Numeric}, []string{"1234.56", "-0.07"}, nil},
		{"mask=noise/type=float", "noise", Type{Kind: Float, Bits: 64}, []string{"0.8414709848078965"}, nil},
		{"mask=round", "round", Type{Kind: Numeric}, []string{"1234.56", "-0.07"}, nil},
		{"mask=bucket", "bucket", Type{Kind: Int, Bits: 32}, []string{"37", "4711"}, nil},
		{"mask=date_truncate", "date_truncate", Type{Kind: Timestamp}, []string{"2024-02-29 13:37:42.123456"}, nil},
		{"mask=date_shift/type=daterange", "date_shift", Type{Kind: Range, Elem: &Type{Kind: Date}}, []string{"[2024-01-01,2024-02-01)"}, nil},
		{"mask=bcrypt", "bcrypt", text, []string{"$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"}, nil},
		{"mask=json", "json", Type{Kind: JSONB}, []string{`{"id": 4711, "tags": ["new", "vip"], "contact": {"email": "ann@example.com"}, "note": "a\nb", "active": true, "score": 17.25}`},
			Params{"paths": map[string]any{"$.contact.email": "email", "$.tags[*]": "hash", "$.note": "delete"}, "unlisted": "keep"}},
		{"mask=array", "array", Type{Kind: Array, Elem: &text, Delim: ','}, []string{`{new,vip,"two words",NULL}`}, Params{"of": "username"}},
		{"mask=hstore", "hstore", Type{Kind: Hstore}, []string{`"a"=>"one", "b"=>"two", "c"=>NULL`}, Params{"keys": map[string]any{"a": "hash"}}},
		{"mask=composite", "composite", Type{Kind: Composite, Fields: []Field{{"a", text}, {"b", Type{Kind: Int, Bits: 32}}}}, []string{`("12 Main St",4711)`}, Params{"fields": map[string]any{"a": "street"}}},
		{"mask=template", "template", text, []string{"ann.lee@example.com"}, Params{"value": "user{id|hash:8}@staging.invalid"}},
		{"mask=bytes", "bytes", Type{Kind: Bytea}, []string{`\x` + strings.Repeat("deadbeef", 100)}, nil},
	}
}

// TestBenchCases: no mask of the catalogue but the constants is without one.
func TestBenchCases(t *testing.T) {
	have := map[string]bool{}
	for _, c := range benchCases() {
		have[c.mask] = true
		if c.mask == "" {
			continue
		}
		if _, err := New(c.mask, testKey(t), c.typ, c.params); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for _, s := range Catalog() {
		if !have[s.Name] && s.Family != "basic" && s.Name != "username" && s.Name != "first_name" && s.Name != "last_name" {
			t.Errorf("%s has no benchmark", s.Name)
		}
	}
}

// manyLike returns values of the shape of the given ones, more than a stream
// remembers, and their total size.
func manyLike(b *testing.B, typ Type, like []string) (values [][]byte, size int) {
	for i := range 2048 {
		v := like[i%len(like)]
		k := testKey(b).Derive(fmt.Sprint(i))
		m, err := New("scramble", k, typ, nil)
		if err != nil {
			b.Fatal(err)
		}
		out, err := m.Append(nil, []byte(v), k.secret)
		if err != nil {
			b.Fatal(err)
		}
		values = append(values, out)
		size += len(out)
	}
	return values, size
}

func BenchmarkMask(b *testing.B) {
	for _, c := range benchCases() {
		b.Run(c.name, func(b *testing.B) {
			k := testKey(b)
			values, size := manyLike(b, c.typ, c.values)
			row, dst := []byte("4711"), make([]byte, 0, 1<<15)
			b.SetBytes(int64(size / len(values)))
			b.ReportAllocs()
			if c.mask == "" {
				var sum [32]byte
				for i := 0; b.Loop(); i++ {
					k.Sum(&sum, values[i%len(values)])
				}
				return
			}
			m, err := New(c.mask, k, c.typ, c.params)
			if err != nil {
				b.Fatal(err)
			}
			row = rowFor(m, row)
			for i := 0; b.Loop(); i++ {
				if dst, err = m.Append(dst[:0], values[i%len(values)], row); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestAllocs: no mask allocates for a value of usual length.
func TestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools do not hold under the race detector")
	}
	dst := make([]byte, 0, 1<<15)
	each(t, func(t *testing.T, mask variant, s sample, m Mask) {
		row := rowFor(m, []byte("4711"))
		if mask.name == "regexp" {
			return // package regexp allocates where a match is
		}
		for _, v := range s.values {
			if (mask.name == "round" || mask.name == "bucket") && (len(v) > 18 || strings.Contains(v, "e")) {
				continue // math/big
			}
			src := []byte(v)
			if _, err := m.Append(nil, src, row); err != nil && mask.refuses(s.typ) || mask.name == "fpe" && len(v) > 20 {
				continue
			}
			if n := testing.AllocsPerRun(20, func() {
				var err error
				if dst, err = m.Append(dst[:0], src, row); err != nil {
					t.Fatal(err)
				}
			}); n >= 1 {
				t.Errorf("%q: %.0f allocations", v, n)
			}
		}
	})
}
