package mask

import (
	"crypto/sha256"
	"fmt"
	"path"
	"strings"
	"testing"
)

// placeFaults says where masks of text break what says where something is, and how
// many values were masked.
func placeFaults(scramble, email, url func(string) string) (faults []string, masked int) {
	say := func(law, in, got, want string) {
		if got != want {
			faults = append(faults, fmt.Sprintf("%s: %q is %q, want %q", law, in, got, want))
		}
	}
	hosts := []string{"shop.example.de", "acme.com", "corp4.co.uk", "Hooli.XYZ", "a-b.io", "xn--bcher-kva.example", "mail.acme.com"}
	for i, h := range hosts {
		if scramble(h) != h {
			masked++
		}
		_, domain, _ := strings.Cut(email("ann@"+h), "@")
		say("a host is the domain of addresses", h, scramble(h), domain)
		say("and that of URLs", h, url("https://"+h+"/"), "https://"+scramble(h)+"/")
		say("www. stays", h, scramble("www."+h), "www."+scramble(h))
		name := fmt.Sprintf("Contract %s %d", h, i)
		for _, ext := range strings.Fields(".pdf .PDF .docx .jpg .json .csv .p7s") {
			masked++
			say("an extension stays", name, scramble(name+ext), scramble(name)+ext)
			say("also behind a path", name, path.Base(scramble("/srv/files/"+name+ext)), scramble(name)+ext)
			word := fmt.Sprintf("contract%d", i)
			say("and of one word", word, path.Base(scramble("/srv/files/"+word+ext)), scramble(word+ext))
			digest := fmt.Sprintf("%x", sha256.Sum256([]byte(h)))
			say("of a digest", digest, path.Base(scramble("files/ab/"+digest+ext)), scramble(digest)+ext)
			say("and in a URL", word, path.Ext(url("https://"+h+"/"+word+ext)), ext)
			say("with escapes", word, path.Ext(url("https://" + h + "/Ann%20" + word + ext + "?v=1")[:len("https://"+h+"/Ann%20"+word+ext)]), ext)
			say("and one that is alone", ext, scramble(ext)+scramble(ext[1:]), ext+ext[1:])
		}
		say("folders join", h, path.Dir(scramble(fmt.Sprintf("/docs/hr/%d/x.pdf", i))), scramble(fmt.Sprintf("/docs/hr/%d", i)))
		say("a scheme stays", h, scramble("mxc://"+h), "mxc://"+scramble(h))
	}
	for _, v := range strings.Fields("acme.zip notes.md deploy.sh ann.app") {
		if strings.HasSuffix(scramble(v), v[strings.IndexByte(v, '.'):]) {
			faults = append(faults, fmt.Sprintf("%q is %q, which somebody may have", v, scramble(v)))
		}
	}
	return faults, masked
}

// texts returns what a mask makes of text.
func texts(t *testing.T, name string) func(string) string {
	m := newText(t, name)
	return func(v string) string { return text(t, m, v) }
}

// TestPlaces: hosts join with addresses and URLs, names of files keep what kind of
// file it is, and paths join folder by folder.
func TestPlaces(t *testing.T) {
	scramble, email, url := texts(t, "scramble"), texts(t, "email"), texts(t, "url")
	faults, masked := placeFaults(scramble, email, url)
	for _, f := range faults[:min(len(faults), 10)] {
		t.Error(f)
	}
	if masked < 50 {
		t.Errorf("%d values were masked, want 50 at least", masked)
	}
	spoiled, _ := placeFaults(func(v string) string { return strings.ToUpper(scramble(v)) + "." }, email, url)
	if len(spoiled) < 50 {
		t.Errorf("%d faults of a spoiled mask were found, want 50 at least", len(spoiled))
	}
}

// TestPlacesNoCollisions: what is a place and what is none do not meet.
func TestPlacesNoCollisions(t *testing.T) {
	scramble := texts(t, "scramble")
	seen := map[string]string{}
	for _, form := range []string{"%[1]s %[2]s.pd%[3]s", "%[1]s, %[2]s.z%[3]sp", "/%[1]s/%[2]s.js%[3]s", "%[1]s/%[2]s.%[3]sv", ".%[1]s%[2]s%[3]s"} {
		for i := range 26 * 26 * 26 {
			in := fmt.Sprintf(form, string(rune('a'+i/676)), string(rune('a'+i/26%26)), string(rune('a'+i%26)))
			out := scramble(in)
			if other, taken := seen[out]; taken {
				t.Fatalf("%q became %q, as %q did", in, out, other)
			}
			seen[out] = in
		}
	}
	if len(seen) < 80000 {
		t.Errorf("%d values were masked, want 80000 at least", len(seen))
	}
}
