package mask

import "testing"

func TestSuggest(t *testing.T) {
	var names []string
	for _, s := range Catalog() {
		names = append(names, s.Name)
	}
	for in, want := range map[string]string{
		"emial": "email", "Email": "email", "e_mail": "email", "scrambl": "scramble", "date-shift": "date_shift", "fist_name": "first_name",
		"pone": "phone", "uid": "uuid", "ips": "ip", "nul": "null", "keep": "keep", "usernmae": "username",
		"xyzzy": "", "": "", "q": "", "telephone_number": "",
	} {
		if have := Suggest(in, names); have != want {
			t.Errorf("Suggest(%q) = %q, want %q", in, have, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0}, {"abc", "ABC", 0}, {"abc", "acb", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 1}} {
		if have := distance(c.a, c.b); have != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, have, c.want)
		}
	}
}
