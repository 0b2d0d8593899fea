package mask

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// alikeFaults says where masks make of what is the same, written in another way or
// beside others, something else, and how many values were masked.
func alikeFaults(scramble, text, country, name func(string) string) (faults []string, masked int) {
	say := func(law, in, got, want string) {
		if got != want {
			faults = append(faults, fmt.Sprintf("%s: %q is %q, want %q", law, in, got, want))
		}
		if got != in {
			masked++
		}
	}
	for row := range strings.SplitSeq(countries, "|") {
		two, three, num, full := row[:2], row[3:6], row[7:10], row[11:]
		for other := range strings.SplitSeq(countries, "|") {
			if country(two) == other[:2] {
				say("a country by its longer code", three, country(three), other[3:6])
				say("by its number", num, country(num), other[7:10])
				say("by its name", full, country(full), other[11:])
			}
		}
		say("in small letters", two, country(strings.ToLower(two)), strings.ToLower(country(two)))
		say("a name in small letters", full, country(strings.ToLower(full)), strings.ToLower(country(full)))
		say("in large letters", full, country(strings.ToUpper(full)), country(full))
		say("with blanks", full, country(" "+full+"  "), " "+country(full)+"  ")
		say("none that there is", "Land "+two, country("LAND "+two), country("Land "+two))
	}
	tags := strings.Fields("red Dark-Blue law eu vip news_letter grün 2fa x")
	for _, a := range tags {
		for _, b := range tags {
			for _, mark := range []string{",", "; ", "|"} {
				say("a list", a+mark+b, scramble(a+mark+b), scramble(a)+mark+scramble(b))
				say("of three", a+mark+b, scramble(a+mark+"n/a"+mark+b), scramble(a)+mark+"n/a"+mark+scramble(b))
			}
		}
	}
	for _, v := range []string{"Nguyen, Jean-Luc", "MARTIN,ANNA"} {
		last, first, _ := strings.Cut(strings.ReplaceAll(v, " ", ""), ",")
		say("a name, the last one first", v, strings.ReplaceAll(name(v), " ", ""), name(last)+","+name(first))
	}
	for _, subject := range []string{"Meeting on Tuesday", "Invoice 7", "Ann: call me", "n"} {
		for _, re := range []string{"Re: ", "RE: ", "AW: ", "Fwd: Re: "} {
			say("a reply", re+subject, text(re+subject), re+text(subject))
		}
	}
	for _, v := range []string{"DE577890969", "ATU93417441", "fr97469925455", "GB396352339"} {
		letters := regexp.MustCompile(`^\D+`).FindString(v)
		say("a VAT number", v, scramble(v)[:len(letters)], letters)
		say("with a blank", v, scramble(letters+" "+v[len(letters):]), letters+" "+scramble(v)[len(letters):])
	}
	return faults, masked
}

// TestAlike: a country is one however it is written, a list is its words, a reply has the
// subject that it answers, and a VAT number remains one of its country.
func TestAlike(t *testing.T) {
	scramble, text, country := texts(t, "scramble"), texts(t, "text"), texts(t, "country")
	faults, masked := alikeFaults(scramble, text, country, texts(t, "name"))
	for _, f := range faults[:min(len(faults), 10)] {
		t.Error(f)
	}
	if masked < 1500 {
		t.Errorf("%d values were masked, want 1500 at least", masked)
	}
	whole := func(mask func(string) string) func(string) string {
		return func(v string) string { return mask(fmt.Sprintf("%d %s", len(v), v)) }
	}
	if spoiled, _ := alikeFaults(whole(scramble), whole(text), whole(country), texts(t, "name")); len(spoiled) < 1000 {
		t.Errorf("%d faults of spoiled masks were found, want 1000 at least", len(spoiled))
	}
}
