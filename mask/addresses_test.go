package mask

import (
	"strings"
	"testing"
)

// TestAddressesJoin: an address is the same in whatever column it stands, and so
// is the name before it.
func TestAddressesJoin(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	apply := func(name string, typ Type, p Params, in string) string {
		t.Helper()
		m, err := New(name, testKey(t), typ, p)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil {
			t.Fatalf("%s of %q: %v", name, in, err)
		}
		return string(out)
	}
	for _, address := range []string{"ann.lee@example.com", "Ann.Lee@Example.COM", "a@b.io", "ann+news@mail.example.co.uk", "josé@web.de", "o'neil_7@xn--bcher-kva.example"} {
		want := apply("email", text, nil, address)
		for _, name := range []string{"username", "name", "first_name", "last_name", "company", "street", "city", "scramble"} {
			person := apply(name, text, nil, "Zoë Müller")
			for in, want := range map[string]string{
				address:                         want,
				" " + address + "\n":            " " + want + "\n",
				"Zoë Müller <" + address + ">":  person + " <" + want + ">",
				address + ", " + address:        want + ", " + want,
				"Zoë Müller " + address + ". -": person + " " + want + ". -",
			} {
				if got := apply(name, text, nil, in); got != want {
					t.Errorf("%s of %q is %q, want %q", name, in, got, want)
				}
			}
			if apply(name, text, Params{"domain_key": "crm"}, address) != apply("email", text, Params{"domain_key": "crm"}, address) {
				t.Errorf("%s of %q does not join under a domain of both", name, address)
			}
		}
		if got := apply("scramble", Type{Kind: JSONB, Name: "jsonb"}, nil, `{"to": "`+address+`"}`); got != `{"to": "`+want+`"}` {
			t.Errorf("scramble of it in JSON is %s, want %q", got, want)
		}
	}
	for _, host := range []string{"web.de", "shop.example.co.uk", "Acme.COM"} {
		_, want, _ := strings.Cut(apply("email", text, nil, "ann@"+host), "@")
		if got := apply("url", text, nil, "https://www."+host+":8443/"); got != "https://www."+want+":8443/" {
			t.Errorf("url of a site at %q is %q, want the host %q of addresses there", host, got, want)
		}
	}
	for _, in := range []string{"ann@", "@ann", "ann@lee", "a@b@c.de", "ann:pw@host.de", "see /home/ann@host.de", "ann@.de", "ann@de."} {
		if got := apply("name", text, nil, in); strings.Count(got, "@") != strings.Count(in, "@") || len(got) != len(in) || got == in {
			t.Errorf("name of %q is %q", in, got)
		}
	}
}
