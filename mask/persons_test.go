package mask

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// joins are ways in which migrations make one name of two.
var joins = []string{"%s %s", "%[2]s, %[1]s", "%s-%s", "%s.%s", "%s_%s", "Dr. %s %s", "Mr %s %s Jr.", "%s (%s)", "%s\u00a0%s", " %s  %s ", `%s "%s"`, "%s/%s"}

// personFaults says where a mask of persons breaks what they are made of, and how
// many names were masked.
func personFaults(mask func(string) string) (faults []string, masked int) {
	say := func(law, in, got, want string) {
		if got != want {
			faults = append(faults, fmt.Sprintf("%s: %q is %q, want %q", law, in, got, want))
		}
	}
	for i, w := range scriptWords {
		next := scriptWords[(i+7)%len(scriptWords)]
		if w == next {
			continue
		}
		if mask(w) != w {
			masked++
		}
		for _, form := range joins {
			in := fmt.Sprintf(form, w, next)
			say("words", in, mask(in), fmt.Sprintf(form, mask(w), mask(next)))
			in = norm.NFD.String(in)
			say("words taken apart", in, mask(in), fmt.Sprintf(form, mask(norm.NFD.String(w)), mask(norm.NFD.String(next))))
		}
		say("apostrophe", "O'"+w, strings.ReplaceAll(mask("O'"+w), "'", ""), mask("O"+w))
	}
	for _, title := range strings.Fields("Dr. Mrs. PROF jr Sr. III Frau") {
		say("title", title, mask(title), title)
	}
	seen := map[string]string{}
	for a := range 26 {
		for b := range 26 * 26 {
			in := fmt.Sprintf("%c%c %c", 'a'+b/26, 'a'+b%26, 'a'+a)
			out := mask(in)
			if other, taken := seen[out]; taken {
				say("one to one", in, out, "another than that of "+other)
			}
			if seen[out] = in; out != in {
				masked++
			}
		}
	}
	return faults, masked
}

// TestPersons: each word of a name is what it is alone, in all masks of persons.
func TestPersons(t *testing.T) {
	first := newText(t, "first_name")
	for _, name := range []string{"name", "first_name", "last_name", "username", "company"} {
		m := newText(t, name)
		faults, masked := personFaults(func(in string) string {
			if strings.Contains(in, " ") {
				return text(t, m, in)
			}
			return text(t, first, in)
		})
		for _, fault := range faults {
			t.Errorf("%s: %s", name, fault)
		}
		if masked < 17_000 {
			t.Errorf("%s: %d names were masked, want 17000", name, masked)
		}
	}
	m := newText(t, "street")
	if faults, _ := personFaults(func(in string) string { return text(t, m, in) }); len(faults) < 100 {
		t.Errorf("a mask of whole values breaks %d laws, want 100: they see nothing", len(faults))
	}
}

// text returns what m makes of a value.
func text(t *testing.T, m Mask, in string) string {
	t.Helper()
	out, err := m.Append(nil, []byte(in), nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestLocalParts: what is before the @ is the login name that it is elsewhere, and
// a mailbox that has two spellings keeps them.
func TestLocalParts(t *testing.T) {
	email, username := newText(t, "email"), newText(t, "username")
	local := func(in string) string {
		before, _, _ := strings.Cut(text(t, email, in), "@")
		return before
	}
	masked := 0
	for i := range 300 {
		word, other := fmt.Sprintf("ann%c%c", 'a'+i%26, 'a'+i/26), fmt.Sprintf("lee%c", 'a'+i%26)
		for _, login := range []string{word, word + "." + other, other + "_" + word, word + fmt.Sprint(i), strings.ToUpper(word), "josé-" + word} {
			want := text(t, username, login)
			for _, domain := range []string{"corp.example.com", "outlook.com", "Yahoo.COM", "mail.example.co.uk"} {
				if got := local(login + "@" + domain); got != want {
					t.Errorf("before the @ %s of %s is %s, want %s", domain, login, got, want)
				}
			}
			if want != login {
				masked++
			}
		}
		joined := text(t, username, word+other)
		if got := local(word + "." + other + "@gmail.com"); strings.ReplaceAll(got, ".", "") != joined || !strings.Contains(got, ".") {
			t.Errorf("with a dot %s is %s at gmail.com, want %s", word+other, got, joined)
		}
		if got := local(word + "+news@outlook.com"); !strings.HasPrefix(got, text(t, username, word)+"+") {
			t.Errorf("with a tag %s is %s", word, got)
		}
		if got := local(word + "@qq.com"); got == text(t, username, word) {
			t.Errorf("a short domain has no part in %s", got)
		}
	}
	if masked < 1800 {
		t.Errorf("%d login names were masked, want 1800", masked)
	}
}

// TestNothing: what says that there is nothing, or is nobody's number, stays in
// each mask of text, in whatever case and between whatever blanks, and nothing
// else becomes it.
func TestNothing(t *testing.T) {
	words := []string{"n/a", "unknown", "TBD", "xxx", "Test", "anonymous", "[deleted]", "not provided", "Unbekannt", "k.A.", "inconnu", "desconocido", "s/n", "nenhum", "geen", "нет", "不明"}
	numbers := []string{"000-00-0000", "999-99-9999", "777777", "123-45-6789", "1234567890", "0000000000", "99999", "(999) 999-9999"}
	for _, name := range []string{"scramble", "name", "first_name", "last_name", "username", "email", "phone", "company", "street", "city"} {
		m := newText(t, name)
		for _, w := range words {
			for _, in := range []string{w, " " + w + " ", strings.ToUpper(w)} {
				if out := text(t, m, in); out != in {
					t.Errorf("%s of %q is %q", name, in, out)
				}
			}
		}
		masked := 0
		for i := range 26 * 26 * 10 {
			in := fmt.Sprintf("te%c%c", 'a'+i%26, 'a'+i/26%26)
			out := text(t, m, in)
			if out != in {
				masked++
			}
			if out == "test" && in != out {
				t.Errorf("%s of %q is %q", name, in, out)
			}
		}
		if masked < 6000 {
			t.Errorf("%s: %d words were masked, want 6000", name, masked)
		}
	}
	for _, name := range []string{"scramble", "phone"} {
		m := newText(t, name)
		for _, in := range numbers {
			if out := text(t, m, in); out != in && (name == "phone" || in[0] != '(') {
				t.Errorf("%s of %q is %q", name, in, out)
			}
		}
		for _, in := range []string{"555-867-5309", "999-99-9998", "123-45-6788", "777778", "12345"} {
			if out := text(t, m, in); out == in {
				t.Errorf("%s of %q stays", name, in)
			}
		}
	}
}

// TestPartsOfDates: a month of a year, a week, a quarter, a day of any year stay
// one, in either way of reading them, one to one.
func TestPartsOfDates(t *testing.T) {
	m := newText(t, "scramble")
	masked := 0
	for _, form := range []string{"%02[1]d-%02[2]d", "%02[1]d/%02[2]d", "2024-%02[1]d", "2024-W%02[2]d", "2024-Q%[1]d", "%02[1]d/2024", "%02[1]d:%02[2]d"} {
		seen := map[string]bool{}
		for a := range 60 {
			for b := range 60 {
				in := fmt.Sprintf(form, a, b)
				if seen[in] || strings.Contains(in, "!") {
					continue
				}
				seen[in] = true
				out := text(t, m, in)
				if x, y := readings(in), readings(out); x != y {
					t.Errorf("%s is %s, and became %s, which is %s", in, x, out, y)
				}
				if out != in {
					masked++
				}
			}
		}
		outs := map[string]bool{}
		for in := range seen {
			outs[text(t, m, in)] = true
		}
		if len(outs) != len(seen) {
			t.Errorf("of %d values like %s %d are left", len(seen), form, len(outs))
		}
	}
	if masked < 5000 {
		t.Errorf("%d values were masked, want 5000", masked)
	}
}

// readings says how PostgreSQL's to_date and casts may read a part of a date.
func readings(v string) string {
	var list []string
	for _, layout := range []string{"2006-01-02", "2006-02-01", "2006/01/02", "2006/02/01"} {
		if _, err := time.Parse(layout, "2024"+layout[4:5]+v); err == nil {
			list = append(list, layout)
		}
	}
	for _, layout := range []string{"2006-01", "01/2006", "15:04"} {
		if _, err := time.Parse(layout, v); err == nil {
			list = append(list, layout)
		}
	}
	if n := 0; len(v) == 8 && v[:6] == "2024-W" {
		if fmt.Sscan(strings.TrimLeft(v[6:], "0")+" ", &n); n >= 1 && n <= 53 {
			list = append(list, "week")
		}
	}
	if len(v) == 7 && v[:6] == "2024-Q" && v[6] >= '1' && v[6] <= '4' {
		list = append(list, "quarter")
	}
	return strings.Join(list, " ")
}
