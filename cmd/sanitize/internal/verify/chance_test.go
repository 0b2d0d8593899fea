package verify

import (
	"hash/maphash"
	"math"
	"testing"
)

// TestNumbersByChance leaves as many numbers in the parts of a column as chance
// does, which is no finding, and more, which is one.
func TestNumbersByChance(t *testing.T) {
	for _, test := range []struct {
		rows, left int64
		text       string
		found      bool
	}{
		{1_000_000, 3, "19.96859", false},   // seven digits, in a million rows
		{1_000_000, 2000, "19.96859", true}, // far more than chance leaves
		{100, 1, "19.96859", true},
		{1_000_000, 1, "Gwendolyn", true}, // no mask draws a name again
		{100, 2, "15E148", false},         // its exponent stays
		{100, 60, "15E148", true},
		{100, 4, "Q3 2023", false},
	} {
		p := part{changed: test.rows - test.left, expected: chance([]byte(test.text)) * 2 * float64(test.rows)}
		kind := &p.likely
		if chance([]byte(test.text)) == 0 {
			kind = &p.left
		}
		for range test.left {
			kind.add(1, 0)
		}
		if got := p.stays().n > 0; got != test.found {
			t.Errorf("%d of %d rows with %s: found %v, want %v", test.left, test.rows, test.text, got, test.found)
		}
	}
}

// TestWordsByChance: of masks that draw words which can be pronounced some come out
// as they stood there; a word of another kind, or more of them, are a finding.
func TestWordsByChance(t *testing.T) {
	banana := chanceSpoken([]byte("banana"))
	if banana < 0.9e-6 || banana > 1.1e-6 || chanceSpoken([]byte("editor")) <= 0 {
		t.Errorf("banana has a chance of %v", banana)
	}
	for _, v := range []string{"street", "meadow", "b2nana", "tomatoes", "Banana", "abacadabacada"} {
		if chanceSpoken([]byte(v)) != 0 {
			t.Errorf("%s is taken for a word that is drawn", v)
		}
	}
	for _, test := range []struct {
		masked float64
		left   int64
		found  bool
	}{{2e6, 3, false}, {2e6, 300, true}, {20, 1, true}} {
		p := part{changed: int64(test.masked), expected: banana * test.masked}
		for range test.left {
			p.likely.add(1, 0)
		}
		if got := p.stays().n > 0; got != test.found {
			t.Errorf("%d of %v words: found %v", test.left, test.masked, got)
		}
	}
}

// TestFilter gives hashes to a filter: it has them all, and few others.
func TestFilter(t *testing.T) {
	const n = 100_000
	f := newFilter(24 * n)
	mix := func(i uint64) uint64 { return (i ^ i<<31) * 0x9e3779b97f4a7c15 }
	for i := range uint64(n) {
		f.add(mix(i))
	}
	wrong := 0
	for i := range uint64(n) {
		if !f.has(mix(i)) {
			t.Fatalf("hash %d is missed", i)
		}
		if f.has(mix(i + n)) {
			wrong++
		}
	}
	if rate := float64(wrong) / n; rate > 1e-3 || rate > 10*f.rate()+1e-4 {
		t.Errorf("%v of what it was not given it claims to have, want about %v", rate, f.rate())
	}
}

// TestCut says of a word and its result whether an end of it is as it was.
func TestCut(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"Gwendolynharker", "Gwendolynhmopq"}:  true,
		{"グウェンドリンハーカー", "グウェンドリンモパク"}:          true,
		{"「？」の部分を答えよ。", "「？」ゆ黢綫え樕をゕ。"}:         false, // marks
		{"ハーカーグウェン", "モパクルサタナド"}:               false, // bytes of kana
		{"aaaaaaaaaaaaaaa", "aaaaaaaaaaabcde"}: false,
		{"楽観的ロックのカラムは？", "瑽滵朁ㇳシラゑィトムは？"}:       false, // two of kana, and a mark
	} {
		if got := isCut([]byte(pair[0]), []byte(pair[1])); got != want {
			t.Errorf("%q: %v, want %v", pair, got, want)
		}
	}
}

// TestDerived says of a value and its result whether this tells it to everybody.
func TestDerived(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"Gwendolyn Harker", "Gw3nd0lyn H4rk3r"}:                      true,
		{"gwendolyn.harker123@mail.test", "gwndlyn.hrkr123@mail.tst"}: true,
		{"Gwendolyn Harker", "GwendolynHarker"}:                       true,
		{"Gwendolyn Harker", "rekraH nylodnewG"}:                      true,
		{"INV-2019-00037.pdf", "INV-2019-94704.pdf"}:                  false, // as common letters as leet has
		{"Gwendolyn Harker", "Gorvimena Hastil"}:                      false,
		{"[2022-02-24,2022-02-24]", "[2022-12-24,2022-12-24]"}:        false,
		{"Gwendolyn Harker", "Hxfoepmzo Ibslfs"}:                      true,
		{"+44 449 434 0728", "+55 550 545 1839"}:                      true,
		{"INC0144833", "INC0114833"}:                                  false, // a digit that comes again is another number
		{"INC0144833", "INC1255944"}:                                  false, // as one in a million of such codes
		{"10.11.112.0/24", "10.111.12.0/24"}:                          false,
	} {
		if got := derived([]byte(pair[0]), []byte(pair[1])); got != want {
			t.Errorf("%q: %v, want %v", pair, got, want)
		}
	}
}

// TestGeometryHead says of values whether their beginning or end is as it was: what says
// that they are a point, and of which system, is no part of them.
func TestGeometryHead(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"0101000020E61000004FE960FD9FBD5DC0DA8F149161D14240", "0101000020E61000004197E05360A75DC06FDC58A225DF4240"}:                                                                                           false,
		{"0101000020E61000004FE960FD9FBD5DC0DA8F149161D14240", "0101000020E61000004FE960FD9FBD5DC06FDC58A225DF4240"}:                                                                                           true,
		{"0020000001000010E6C05DBD9FFD60E94F4042D16191148FDA", "0020000001000010E6C05DA76053E097414042DF25A258DC6F"}:                                                                                           false,
		{"0102000020E610000002000000" + "4FE960FD9FBD5DC0DA8F149161D142404FE960FD9FBD5DC0DA8F149161D14240", "0102000020E6100000020000004197E05360A75DC06FDC58A225DF4240" + "DC6F25A258DF42404197E05360A75DC0"}: false,
		{"01020000a0e610000002000000" + "4fe960fd9fbd5dc0da8f149161d142404fe960fd9fbd5dc0", "01020000a0e610000002000000" + "6197e05360a75dc06fdc58a225df42404197e05360a75dc1"}:                                 false,
		{"Gwendolyn.Harker", "Gwendolyn.Hbstil"}: true,
		{"Gwendolyn", "Gwendovil"}:               false,
	} {
		if got := isCut([]byte(pair[0]), []byte(pair[1])); got != want {
			t.Errorf("%q: %v, want %v", pair, got, want)
		}
	}
}

// TestPlaceholder says of values whether masks leave them on purpose.
func TestPlaceholder(t *testing.T) {
	for v, want := range map[string]bool{
		"unknown": true, "test_b": true, "Test 12": true, "dummy-xxx": true, "333 333 3333 33 33333 3333333 333": true, "123-456-7890": true, "-88888888": true, "-88888887": false,
		"0999 999 999": true, "http://localhost:3000/*": true, `http:\/\/localhost:5174\/`: true, "LDAP://localhost": true, "ukendt": true,
		"0998 999 999": false, "http://127.0.0.1:3000": true, "http://localhost:3000/test": true, "http://[::1]/": true,
		"http://localhost:3000/gwen": false, "http://127.0.0.1/gwen": false, "http://127.0.0.17": false, "http://localhost.de": false, "redis://gwen@localhost": false,
		"01/01/70": true, "31.12.99": false, "02/01/70": false, "1900-01-01": true, "01.01.1970": true, "31/12/9999": true, "12/31/2099 10:00": true, "19000101": true, "0001-01-01T00:00:00Z": true,
		"+49 0123 456789": true, "+33 1 23 45 67 89": true, "0049 123456789": true, "+49 000000": true, "+49 0123 456780": false, "0012345678": false,
		"10.0.0.0/8": true, "255.255.255.255": true, "127.0.0.1/32": true, "10.0.0.1/8": false, "192.168.7.0/24": false, "8.8.8.0": false,
		"24:00:00+05:30": true, "00:00:00-08": true, "14:32:07+02": false, "24:00:00+ann": false,
		"173.0.0.0/8": true, "8.128.0.0/9": true, "2a00::/12": true, "8.8.0.0/16": false, "8.9.8.7/8": false,
		"12 years 11 months": true, "-45 min": true, "P1DT12H": true, "79.5 m²": true, "86400000 seconds": false, "12 Harkers": false, "P1 Gwen": false,
		"1901-01-01": false, "1900-01-017": false, "9999": false, "1970-01-02": false,
		"::ffff:127.0.0.1": true, "[::ffff:127.0.0.1]:3000": true, "0:0:0:0:0:0:0:1": true, "127.0.0.1:54321": true, "::ffff:127.0.0.2": false, "::ffff:10.0.0.1": false, "10.0.0.1:54321": false,
		"<i>True</i>": true, "<b><i>21</i> %</b>": true, `<m xmlns="urn:featherstone"><i>H</i><i>2</i><i>O</i></m>`: true, "<b>H 2 Ann</b>": false, "<b>21 34 56</b>": false,
		"<p></p>": true, "<p>1</p>\n": true, "<p><b>test</b></p>": true, "<p>Ann</p>": false, "<p><i title=\"Ann\"></i></p>": false, "<3/>": false,
		"29.pdf": true, "pdf.PDF": true, "00.html": true, "ann.pdf": false, "2931.pdf": false,
		"pending.pdf": true, "missing.tar.gz": true, "pat000": true, "INV-000": true, "pat007": false, "marie000": false, "000123000": false,
		"test_axel": false, "missing.axel": false, "Contessa": false, "Gwendolyn": false, "332 333": false, "": false,
	} {
		if got := placeholder([]byte(v)); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}

// TestSpokenDays says of values whether they are days with their month in words.
func TestSpokenDays(t *testing.T) {
	for v, want := range map[string]bool{
		"19 October 1976": true, "Oct 19th, 1976": true, "Tue, 19 Oct 1976 10:00:00 GMT": true, "3. Mai 1976": true, "MAY 3, 1976 10:00 pm": true,
		"October 1976": false, "19 October": false, "Mr October 1976": false, "1976-10-19": false, "May April 19761": false, "": false,
	} {
		if got := isSpokenDay([]byte(v)); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}

// TestCommon says of values whether masks come upon them, as there are few.
func TestCommon(t *testing.T) {
	for v, want := range map[string]bool{
		"14:46+02:00": true, "08:00-16:30": true, "8:15": true, "04:05:06.123456": true, "04:05:06 - 07:08:09": true, "3 days 04:05:06": true, "[08:00,09:30)": true,
		"2024-02": true, "02/2024": true, "2024-20": false, "20240203": true, "20242003": false, "120240203": false, "0202-24": false, "2024-02-03": true, "03.02.2024 - 17.03.2024": true, "[2024-02-03,2024-03-17)": true, "2/3/2024": true, "19 72 2024": false, "030 1234 5678": false, "2024-1980": false,
		"2024-W07": true, "2024W071": false, "2024-W07-3": true, "2024-W123": false, "Q3 2023": true, "2023-H2": true, "Q9 2023": false, "Q3 4023": false, "Mon, Wed": true, "Monday - Friday": true, "Mon, Ann": false, "the": false,
		"Europe/Berlin": true, "America/Indiana/Knox": true, "Europe/Ann Lee": false, "Ann/Lee": false,
		"2.125e+05": true, "1E-5": true, "12345678.9e2": false, "1e": false, "12e5f": false, "10110001": true, "10110002": false,
		"12:34:56:11:22:33": false, "192.168.12.17": false, "12:75": false, "3 Lees 04:05:06": false, "12.34": false, "": false, "Ann": false,
	} {
		if got := isCommon([]byte(v)); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
	for v, want := range map[string]bool{"10/02/2023 06:05": true, "2023-10-02 06:05:10": true, "2023-10-02": false, "06:05 2023": false, "Ann 06:05": false} {
		if got := isMoment([]byte(v)); got != want {
			t.Errorf("moment %q: %v, want %v", v, got, want)
		}
	}
}

// TestCodes: codes are of one form if their numbers are of one length, and there are
// so many of it.
func TestCodes(t *testing.T) {
	r := &wordReader{key: maphash.MakeSeed(), plain: plain()}
	formOf := func(v string) (uint64, float64, bool) {
		r.read([]byte(v))
		forms, ok := r.codeForms(r.whole())
		return forms[0].hash, forms[0].space, ok
	}
	one, space, ok := formOf("MRN-0000017")
	if two, _, _ := formOf("mrn 0000099"); !ok || space != 90 || two != one {
		t.Errorf("%v, %v codes, the same form: %v", ok, space, two == one)
	}
	for _, v := range []string{"MRN-0000117", "MRN-000017", "MRM-0000017", "MRN-0000001"} {
		if other, _, ok := formOf(v); !ok || other == one {
			t.Errorf("%s: %v, and of another form: %v", v, ok, other != one)
		}
	}
	if _, space, ok := formOf("INV-2020-00039.pdf"); !ok || space != 90 {
		t.Errorf("a year counts: %v codes", space)
	}
	for _, v := range []string{"olivia17", "olivia2020", "Ann Lee", "0001234", "user0001longer@mail.example"} {
		if _, _, ok := formOf(v); ok {
			t.Errorf("%s is no code", v)
		}
	}
	sparse := form{hash: 1, space: 9000, kind: 10}
	forms, other := codeForms{}, codeForms{}
	for i := range uint64(900) {
		of := forms
		if i%2 == 0 {
			of = other
		}
		of.add(sparse, i*0x9e3779b97f4a7c15>>20)
	}
	forms.join(other)
	kinds := forms.count()
	if n := forms[1].originals; n < 850 || n > 950 || kinds[10] != n {
		t.Errorf("%v originals, want about 900", n)
	}
}

// TestSignificant counts the digits of a number that tell.
func TestSignificant(t *testing.T) {
	for v, want := range map[string]int{"0.30000000000000000000": 1, "46.1600000000000000": 4, "000089": 2, "1200000": 7, "49 30 1200000": 11, "0": 0,
		"00007-00012": 3, "078-05-1120": 8, "1-00-0": 2, "12-00": 2, "1.005": 4} {
		if n := significant([]byte(v)); n != want {
			t.Errorf("%s: %d digits, want %d", v, n, want)
		}
	}
}

// TestCodeForms counts the codes of forms with few of them and with many, joined of
// several counts.
func TestCodeForms(t *testing.T) {
	for _, n := range []int{1, 7, fewCodes, fewCodes + 1, 3 * fewCodes, 3000} {
		parts := []codeForms{{}, {}, {}}
		for i := range n {
			h := maphash.Comparable(maphash.MakeSeed(), i)
			for k := range parts {
				if i%len(parts) == k || i%5 == 0 { // some in all of them
					parts[k].add(form{hash: 1, space: 1e6}, h)
				}
			}
		}
		parts[0].join(parts[1])
		parts[2].join(parts[0])
		parts[2].count()
		if got := parts[2][1].originals; math.Abs(got-float64(n)) > 1+float64(n)/10 {
			t.Errorf("%v, want about %d", got, n)
		}
	}
}

// TestBitsOfScripts: what is known again has as many letters in each script: a word of
// three letters of an alphabet, and two of kana, are too short, as in ASCII.
func TestBitsOfScripts(t *testing.T) {
	r := &wordReader{key: maphash.MakeSeed(), plain: plain()}
	for v, want := range map[string]bool{
		"anna": false, "annlee": true, "иван": false, "иванов": true, "נחש": false, "ابراهيم": true, "アキ": false, "アキコ": true, "王伟": true, "김철수": true, "สมชาย": false, "สมชายดี": true,
	} {
		r.read([]byte(v))
		if got := r.whole().bits() > 0; got != want {
			t.Errorf("%s: known again: %v, want %v", v, got, want)
		}
	}
}
