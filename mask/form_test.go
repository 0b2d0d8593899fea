package mask

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// formMasks are those that keep the form of a text.
func formMasks() []string {
	return []string{"email", "username", "name", "first_name", "last_name", "company", "street", "city", "phone", "url", "postcode", "scramble"}
}

// words of twenty scripts, in their composed form.
var scriptWords = strings.Fields("ann Lee Élodie Łukasz Ærøskøbing Nguyễn Ανδρέας Сергей Йосиф Їжакевич Արմեն משה محمد अनुष्का অনিতা ਅਮਨ அனிதா అనిత " +
	"ಅನಿತಾ അനിത สมชาย ລາວ ნინო 田中太郎 さくらが ガブリエル 김철수 አበበ ᏣᎳᎩ བསྟན ខ្មែរ မြန်မာ ＡＢＣ")

// formValues are values in all scripts, cases, spellings and with all marks.
func formValues() []string {
	var list []string
	for i, w := range scriptWords {
		next := scriptWords[(i+1)%len(scriptWords)]
		list = append(list, w, w+" "+next, strings.ToUpper(next)+", "+w, w+"-"+next+" "+fmt.Sprint(17+i), w+"@"+next+".example.com", w+"+news@gmail.com",
			"O'"+w, next+"."+w+"@web.de", "https://www."+next+".de/"+w+"?q="+w, "+49 30 12345"+fmt.Sprint(10+i), "0"+fmt.Sprint(171+i)+"/123456 "+w)
	}
	return append(list, "n/a", "unknown", "none", "-", "ann@", "@", "@b.c", "a@b", "a b@c.d", "a@b.c d", "ann@@b.co", "ann@b..co", "a@b.c,d@e.fg", "A <a@b.de>", "12345", "007", "2024-02-30", "1.5", "x_y-z.", "ΟΔΟΣ ΑΒΓ")
}

// spellings are ways of writing a value that some normal form holds equal.
func spellings(v string) []string {
	return []string{v, strings.ToLower(v), strings.ToUpper(v), " " + v, v + "  ", "\t" + strings.ToUpper(v) + "\n", norm.NFD.String(v), " " + norm.NFD.String(strings.ToUpper(v))}
}

// hasOddCase reports whether v has letters of which lower() and upper() are not
// each other's inverse, which stay, or a final sigma.
func hasOddCase(v string) bool {
	return strings.ContainsAny(v, "ςßıİŉſ") || !strings.EqualFold(strings.ToUpper(v), v)
}

// normal is the strongest of the usual normal forms.
func normal(v string) string {
	return strings.ToLower(norm.NFC.String(strings.Trim(v, " \t\n")))
}

var addressForm = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)

// TestForm holds the masks that keep a text's form to its laws.
func TestForm(t *testing.T) {
	for _, name := range formMasks() {
		m := newText(t, name)
		r := formResult{}
		r.try(func(in string) string {
			out, err := m.Append(nil, []byte(in), nil)
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		})
		for _, fault := range r.faults {
			t.Errorf("%s: %s", name, fault)
		}
		if r.isVacuous() {
			t.Errorf("%s: %d values were masked, of %d forms, want 1500 and 250", name, r.masked, r.forms)
		}
	}
}

// TestFormIsSeen: each of the laws that TestForm tells fails for a mask that was
// spoiled against it.
func TestFormIsSeen(t *testing.T) {
	if testing.Short() {
		t.Skip("what is tested is a test")
	}
	m := newText(t, "name")
	name := func(in string) string {
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	for _, c := range []struct {
		fault string // what a fault says
		mask  func(in string) string
	}{
		{"another length", func(in string) string { return name(in) + "x" }},
		{"another length", func(in string) string { return strings.TrimRight(name(in), " ") }},
		{"another normal form", func(in string) string {
			out := name(in)
			if c := norm.NFC.String(out); utf8.RuneCountInString(c) == utf8.RuneCountInString(out) {
				return out
			}
			return norm.NFC.String(out) + strings.Repeat("x", utf8.RuneCountInString(out)-utf8.RuneCountInString(norm.NFC.String(out)))
		}},
		{"other words", func(in string) string { return strings.Replace(name(in), "-", " ", 1) }},
		{"an address is none", func(in string) string { return strings.Replace(name(in), "@", "a", 1) }},
		{"an address is none", func(in string) string { return strings.Replace(name(in), "o", "@", 1) }},
		{"another case", func(in string) string { return strings.ToLower(name(in)) }},
		{"other blanks", func(in string) string { return strings.ReplaceAll(name(in), "\t", " ") }},
		{"an unassigned character", func(in string) string { return strings.Replace(name(in), "e", "\u0378", 1) }},
		{"another script", func(in string) string { return strings.ReplaceAll(name(in), "e", "е") }},
		{"and another spelling", func(in string) string {
			if in == strings.ToUpper(in) {
				return strings.ToUpper(name(strings.ToLower(in) + "x"))[:len(in)]
			}
			return name(in)
		}},
		{"became", func(in string) string { return strings.Map(oneLetter, in) }},
		{"meet in a normal form", func(in string) string { return strings.Map(oneLetter, in) }},
	} {
		r := formResult{}
		r.try(c.mask)
		if !slices.ContainsFunc(r.faults, func(f string) bool { return strings.Contains(f, c.fault) }) {
			t.Errorf("no fault of %d says %q", len(r.faults), c.fault)
		}
	}
	kept := formResult{}
	if kept.try(func(in string) string { return in }); !kept.isVacuous() || len(kept.faults) > 0 {
		t.Errorf("what keeps all has %d faults, and counts as masked", len(kept.faults))
	}
}

// oneLetter puts one letter in the place of all of ASCII.
func oneLetter(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z':
		return 'x'
	case 'A' <= r && r <= 'Z':
		return 'X'
	}
	return r
}

// A formResult is what became of all formValues in all spellings.
type formResult struct {
	faults        []string
	masked, forms int
}

// isVacuous reports whether too little was masked for the faults to say something.
func (r *formResult) isVacuous() bool { return r.masked < 1500 || r.forms < 250 }

// try masks all values.
func (r *formResult) try(mask func(in string) string) {
	say := func(format string, args ...any) { r.faults = append(r.faults, fmt.Sprintf(format, args...)) }
	forms, outs := map[string]string{}, map[string]string{}
	for _, v := range formValues() {
		for _, in := range spellings(v) {
			out := mask(in)
			if other, taken := outs[out]; taken && other != in {
				say("%+q and %+q became %+q", in, other, out)
			}
			if outs[out] = in; out != in {
				r.masked++
			}
			if fault := formFault(in, out); fault != "" {
				say("%+q became %+q: %s", in, out, fault)
			}
			if hasOddCase(v) {
				continue
			}
			if was, known := forms[normal(in)]; known && was != normal(out) {
				say("%+q became %+q, and another spelling %+q", in, out, was)
			}
			forms[normal(in)] = normal(out)
		}
	}
	seen := map[string]string{}
	for in, out := range forms {
		if other, taken := seen[out]; taken {
			say("%q and %q meet in a normal form", in, other)
		}
		seen[out] = in
	}
	r.forms = len(forms)
}

// formFault says what of the form of in is lost in out, "" if nothing is.
func formFault(in, out string) string {
	switch {
	case utf8.RuneCountInString(in) != utf8.RuneCountInString(out):
		return "another length"
	case norm.NFC.IsNormalString(in) != norm.NFC.IsNormalString(out) || norm.NFD.IsNormalString(in) != norm.NFD.IsNormalString(out):
		return "another normal form"
	case len(strings.Fields(in)) != len(strings.Fields(out)):
		return "other words"
	case addressForm.MatchString(in) != addressForm.MatchString(out):
		return "an address is none, or what is none is one"
	case strings.ToLower(in) == in != (strings.ToLower(out) == out):
		return "another case"
	}
	a, b := []rune(in), []rune(out)
	for i, r := range b {
		switch {
		case (unicode.IsSpace(r) || unicode.IsSpace(a[i])) && r != a[i]:
			return "other blanks"
		case !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf):
			return "an unassigned character"
		case scriptOf(r) != scriptOf(a[i]) && unicode.IsLetter(r) && unicode.IsLetter(a[i]):
			return "another script"
		}
	}
	return ""
}

// scriptOf returns the name of the script of r.
func scriptOf(r rune) string {
	for _, name := range []string{"Latin", "Greek", "Cyrillic", "Armenian", "Hebrew", "Arabic", "Devanagari", "Bengali", "Thai", "Georgian", "Han", "Hiragana", "Katakana", "Hangul", "Ethiopic"} {
		if unicode.Is(unicode.Scripts[name], r) {
			return name
		}
	}
	return "another"
}

// TestPhoneSpellings: one number is one, however it is written.
func TestPhoneSpellings(t *testing.T) {
	m, err := New("phone", testKey(t), Type{Kind: Text, Name: "text"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	digits := func(v string) string {
		out, err := m.Append(nil, []byte(v), nil)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimPrefix(strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, string(out)), "00")
	}
	masked := 0
	for i := range 1000 {
		n := fmt.Sprintf("49%d%06d", 30+i%600, 7919*i%1000000)
		want := digits("+" + n)
		for _, v := range []string{"00" + n, "+49 " + n[2:], "+49-" + n[2:4] + "-" + n[4:], "(+49) " + n[2:5] + "/" + n[5:]} {
			if have := digits(v); have != want {
				t.Fatalf("%s became %s, and %s in another spelling", v, have, want)
			}
		}
		if national := digits("0" + n[2:]); national[0] != '0' || national[1] == '0' || national[1:] != want[2:] {
			t.Fatalf("0%s became %s, want 0%s", n[2:], national, want[2:])
		}
		if want[:2] != "49" || want[2] == '0' {
			t.Fatalf("%s became %s", n, want)
		}
		if want != n {
			masked++
		}
	}
	if masked < 990 {
		t.Errorf("%d numbers were masked, want 990", masked)
	}
}

// TestWordsBeforeColonsAreNoSchemes: what stands before a colon stays only if it is a
// scheme that is known; else it may be somebody's name.
func TestWordsBeforeColonsAreNoSchemes(t *testing.T) {
	m, err := New("url", testKey(t), Type{Kind: Text, Name: "text"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{"alice:secret", "Alice: hello", "smith+jones:pw", "alice.smith:s3cret", "x-alice:foo", "annlee://host/x", "bobby:pw@host"} {
		out, err := m.Append(nil, []byte(in), nil)
		word, _, _ := strings.Cut(in, ":")
		if err != nil || strings.HasPrefix(string(out), word) || len(out) != len(in) {
			t.Errorf("%s became %s (%v)", in, out, err)
		}
	}
	for _, in := range []string{"mailto:ann@corp.de", "tel:+4915112345678", "sip:alice@corp.de", "HTTP://corp.de/x"} {
		out, err := m.Append(nil, []byte(in), nil)
		scheme, _, _ := strings.Cut(in, ":")
		if err != nil || !strings.HasPrefix(string(out), scheme+":") || string(out) == in {
			t.Errorf("%s became %s (%v)", in, out, err)
		}
	}
}

// TestDomains: no domain comes out that somebody has; one in, one out.
func TestDomains(t *testing.T) {
	reserved := regexp.MustCompile(`(?i)\.(test|alt|invalid|qm|q[n-z]|x[a-jl-z]|zz[a-z0-9-]*)$`)
	tried := 0
	for _, name := range []string{"email", "scramble", "url"} {
		m, err := New(name, testKey(t), Type{Kind: Text, Name: "text"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		pseudonyms := map[string]string{}
		for i := range 3000 {
			domain := fmt.Sprintf("%c%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26, 'a'+i%7)[:2+i%3] + []string{".com", ".de", ".co.uk", ".info", ".museum", ".travel-x.org", ".xyz"}[i%7]
			in := fmt.Sprintf("ann%d@%s", i, domain)
			if name == "url" {
				in = "https://" + domain
			}
			out, err := m.Append(nil, []byte(in), nil)
			if err != nil || !reserved.Match(out) || len(out) != len(in) {
				t.Fatalf("%s: %s became %s (%v)", name, in, out, err)
			}
			tried++
			if name != "email" {
				continue
			}
			_, p, _ := strings.Cut(string(out), "@")
			if was := pseudonyms[domain]; was != "" && was != p {
				t.Errorf("%s became %s and %s", domain, was, p)
			}
			pseudonyms[domain] = p
		}
	}
	if tried < 9000 {
		t.Errorf("%d domains were tried, want 9000", tried)
	}
}
