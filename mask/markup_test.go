package mask

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
)

// skeleton returns what a document is made of, without its texts, and whether it is
// well-formed.
func skeleton(v string) (shape string, formed bool) {
	d := xml.NewDecoder(strings.NewReader(v))
	var b strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return b.String(), errors.Is(err, io.EOF)
		}
		switch e := token.(type) {
		case xml.StartElement:
			b.WriteString("<" + e.Name.Local)
			for _, a := range e.Attr {
				b.WriteString(" " + a.Name.Local)
			}
		case xml.EndElement:
			b.WriteString("/" + e.Name.Local)
		case xml.Comment:
			b.WriteString("!")
		case xml.ProcInst:
			b.WriteString("?" + e.Target)
		}
	}
}

// documents are XML and HTML, with a place for a name; some are not well-formed.
var documents = []string{
	`<?xml version="1.0" encoding="UTF-8"?><Invoice xmlns="urn:x"><ID>INV-2024-00017</ID><Party name="%s"/><Note>A &amp; B %[1]s</Note></Invoice>`,
	`<p:person xmlns:p="urn:y" id="17"><p:name>%s</p:name><!-- %[1]s --><bio><![CDATA[a < b %[1]s]]></bio></p:person>`,
	`<h1>%s</h1>`, `<a href='https://shop.example.de/@%s' title="%[1]s &gt; x">%[1]s</a>`, ` <root><v>%s</v> </root> `,
	`<doc><%s></doc>`, `<doc><a>%s</b></doc>`, `<doc>%s & co</doc>`, `<doc a=%s></doc>`, `<doc>%s</doc`, `<r><a b="<%s"/></r>`, `<r><!-- %s --</r>`,
}

// markupFaults says where a mask breaks documents, and how many it masked.
func markupFaults(mask func(string) string) (faults []string, masked int) {
	for _, form := range documents {
		for _, name := range scriptWords {
			in := fmt.Sprintf(form, name)
			out := mask(in)
			was, formed := skeleton(in)
			is, still := skeleton(out)
			switch {
			case formed != still || formed && is != was:
				faults = append(faults, fmt.Sprintf("%q is %q", in, out))
			case len(name) > 6 && strings.Contains(out, name):
				faults = append(faults, fmt.Sprintf("%q is %q, which shows a text", in, out))
			case out != in:
				masked++
			}
		}
	}
	return faults, masked
}

// TestMarkup: what is well-formed stays so, under the same tags, and what is not is
// not.
func TestMarkup(t *testing.T) {
	for _, name := range []string{"scramble", "text"} {
		faults, masked := markupFaults(texts(t, name))
		for _, f := range faults[:min(len(faults), 10)] {
			t.Errorf("%s: %s", name, f)
		}
		if want := len(documents) * len(scriptWords) * 9 / 10; masked < want {
			t.Errorf("%s: %d documents were masked, want %d at least", name, masked, want)
		}
	}
	for _, name := range []string{"company", "keep"} {
		if faults, _ := markupFaults(texts(t, name)); len(faults) < 50 {
			t.Errorf("%d faults of %s were found, want 50 at least", len(faults), name)
		}
	}
}

// TestMarkupShowsNoText: what is put between < and > hides nothing from the masks.
func TestMarkupShowsNoText(t *testing.T) {
	tell := regexp.MustCompile(`(?i)ann|lee|zürich|王|伟|&#(65|x41|29579|x738b);`)
	for _, in := range strings.Split(`<Ann Lee>|<ann@lee.example/>|<b Ann="Lee">Ann</b>|<b Ann Lee 王伟>x</b>|<?xml Ann Lee?><b>x</b>|<!DOCTYPE Ann Lee><b></b>|<!DOCTYPE html Ann Lee><b></b>|`+
		`<b class="Ann Lee" type='Lee' style=Ann>&#65;nn</b>|<i>&#x41;nn &#29579;&#x738b; Z&#252;rich Zürich</i>|<br Ann/>|<b><Ann><Lee></b>|<ann-lee><b></b>|<![CDATA[Ann Lee]]><b/>|<?php echo "Ann Lee" ?><b></b>|`+
		`<p>R&Ann; &#82;&Lee;&amp;&notAnn; <i title="&Lee;"/></p>|`+
		`<b x="1>Ann Lee</b>|<b>Ann Lee</b><i title="Ann|<b><i Lee='Ann"></b>|<!-- Ann Lee</b>|<b>Ann<Lee</b>`, "|") {
		for _, name := range []string{"scramble", "text"} {
			out := texts(t, name)(in)
			// An attribute's name is no text.
			if in = strings.ReplaceAll(in, `Ann="`, ``); tell.MatchString(strings.ReplaceAll(out, `Ann="`, ``)) {
				t.Errorf("%s: %q is %q", name, in, out)
			}
		}
	}
}

// TestMarkupUnbroken: a giant text with little else than what may begin an entity is
// read once, not once for each.
func TestMarkupUnbroken(t *testing.T) {
	mask := texts(t, "scramble")
	for _, unit := range []string{"&", "<b>&ab;x</b>"} {
		in := "<a>" + strings.Repeat(unit, 1<<21/len(unit)) + "</a>"
		if out := mask(in); len(out) != len(in) || !strings.HasPrefix(out, "<a>"+unit[:1]) {
			t.Errorf("%q: %d bytes became %d", unit, len(in), len(out))
		}
	}
}

// TestTextsRefer: what a text refers to is what it is elsewhere, and the words are
// others.
func TestTextsRefer(t *testing.T) {
	scramble, email, words := texts(t, "scramble"), texts(t, "email"), texts(t, "text")
	masked := 0
	for i := range 200 {
		address, number := fmt.Sprintf("ann.lee%d@shop%d.example.com", i, i%7), fmt.Sprintf("INV-2024-%05d", i)
		ip, id := fmt.Sprintf("192.0.2.%d", 1+i), fmt.Sprintf("%08x-6f0d-4a5b-9c7e-2d1f0a9b8c7d", i*7919)
		in := fmt.Sprintf("Customer %s wrote about %s, from (%s): %s. And again!", address, number, ip, id)
		out := words(in)
		f := strings.Fields(out)
		for k, want := range map[int]string{1: email(address), 4: scramble(number) + ",", 6: "(" + scramble(ip) + "):", 7: scramble(id) + "."} {
			if f[k] != want {
				t.Fatalf("%q is %q, want %q in it", in, out, want)
			}
			masked++
		}
		if strings.Contains(out, "Customer") || strings.Contains(out, "wrote") || len(out) != len(in) {
			t.Fatalf("%q is %q", in, out)
		}
	}
	if masked < 800 {
		t.Errorf("%d references were masked, want 800", masked)
	}
}

// TestHostsInTexts: no host comes out of prose that somebody has, and each is what
// it is elsewhere.
func TestHostsInTexts(t *testing.T) {
	reserved := regexp.MustCompile(`(?i)\.(test|alt|invalid|qm|q[n-z]|x[a-jl-z]|zz[a-z0-9-]*)$`)
	words, alone := texts(t, "text"), texts(t, "scramble")
	for i := range 1000 {
		domain := fmt.Sprintf("shop%d", i) + []string{".com", ".de", ".co.uk", ".info", ".museum"}[i%5]
		in := fmt.Sprintf("Read https://%s/terms, ask sales.%s or www.%s. Or %s!", domain, domain, domain, domain)
		out := words(in)
		f := strings.Fields(out)
		link, _, _ := strings.Cut(strings.TrimPrefix(f[1], "https://"), "/")
		for _, h := range []string{link, f[3], strings.TrimSuffix(f[5], "."), strings.TrimSuffix(f[7], "!")} {
			if !reserved.MatchString(h) || len(out) != len(in) {
				t.Fatalf("%q is %q", in, out)
			}
		}
		if f[1] != alone("https://"+domain+"/terms")+"," || f[7] != alone(domain)+"!" {
			t.Fatalf("%q is %q, want %q and %q in it", in, out, alone("https://"+domain+"/terms"), alone(domain))
		}
	}
}
