package mask

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// keysOfTest says what keys are called.
func keysOfTest(_, key string) Named {
	return Named{Mask: map[string]string{"phone": "phone", "phones": "phone", "surname": "last_name", "town": "city", "account": "iban", "secret": "hash"}[key]}
}

// jsonNameFaults says which members of documents are other than in columns of their
// names, and how many were masked.
func jsonNameFaults(t *testing.T, kind Kind, named func(parent, key string) Named) (faults []string, masked int) {
	column := func(mask, v string) string { return text(t, newText(t, mask), v) }
	docs := map[string]Mask{}
	for name, p := range map[string]Params{"scramble": nil, "json": {"paths": map[string]any{"$.none": "keep"}}} {
		m, err := New(name, testKey(t), Type{Kind: kind, Named: named}, p)
		if err != nil {
			t.Fatal(err)
		}
		docs[name] = m
	}
	for i := range 300 {
		phone, surname, town := fmt.Sprintf("+49 171 %07d", i*7919), "Kürz"+string(rune('a'+i%26))+string(rune('a'+i/26)), "Ulm "+string(rune('a'+i%26))
		in := fmt.Sprintf(`{"phone": %q, "a": {"phones": ["n/a", %q], "surname":%q}, "town": "", "in": %q, "other": %q, "secret": %q}`,
			phone, phone, surname, fmt.Sprintf(`{"town": %q}`, town), surname, surname)
		for name, m := range docs {
			var d struct {
				Phone string
				A     struct {
					Phones  []string
					Surname string
				}
				Town, In, Other, Secret string
			}
			out := text(t, m, in)
			if err := json.Unmarshal([]byte(out), &d); err != nil {
				t.Fatal(err)
			}
			want := []string{column("phone", phone), "n/a", column("phone", phone), column("last_name", surname), "", fmt.Sprintf(`{"town": %q}`, column("city", town)),
				column("scramble", surname), column("scramble", surname)}
			got := append(append([]string{d.Phone}, d.A.Phones...), d.A.Surname, d.Town, d.In, d.Other, d.Secret)
			if strings.Join(got, "|") != strings.Join(want, "|") {
				faults = append(faults, fmt.Sprintf("%s: %s became %s", name, in, out))
			}
			if !strings.Contains(out, phone) && !strings.Contains(out, surname) {
				masked++
			}
		}
	}
	return faults, masked
}

// TestJSONNames: what a key says is a telephone number, a name or the like becomes what
// it does in a column, at any depth, in arrays and in texts within.
func TestJSONNames(t *testing.T) {
	for _, kind := range []Kind{JSON, JSONB} {
		faults, masked := jsonNameFaults(t, kind, keysOfTest)
		for _, f := range faults[:min(len(faults), 5)] {
			t.Error(f)
		}
		if masked < 590 {
			t.Errorf("%d documents were masked, want 590", masked)
		}
	}
	if faults, _ := jsonNameFaults(t, JSONB, nil); len(faults) < 590 {
		t.Errorf("%d faults where keys say nothing, want 590: the law sees nothing", len(faults))
	}
}

// TestJSONNamesAreBounded: a text in which each key is another leaves no more than so
// many behind, and all of them are read alike.
func TestJSONNamesAreBounded(t *testing.T) {
	m, err := New("scramble", testKey(t), Type{Kind: JSONB, Named: func(_, key string) Named {
		if strings.HasPrefix(key, "phone") {
			return Named{Mask: "phone"}
		}
		return Named{}
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 * mostNames {
		text(t, m, fmt.Sprintf(`{"k%d": "v"}`, i))
	}
	if n := len(*m.(*keyed).algo.(document).names.found.Load()); n != mostNames {
		t.Errorf("%d keys are remembered, want %d", n, mostNames)
	}
	if got, want := text(t, m, `{"phone_x": "0171 2345678"}`), `{"phone_x": "`+text(t, newText(t, "phone"), "0171 2345678")+`"}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
