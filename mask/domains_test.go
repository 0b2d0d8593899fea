package mask

import (
	"fmt"
	"testing"
)

// TestDomainsRemembered: what domains were seen before does not change what comes out.
func TestDomainsRemembered(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	warm, err := New("email", testKey(t), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 << domainBits {
		name := [...]string{"example%d.com", "Example%d.com", "mail.shop%d.example.net", "x%d", "a-much-longer-name%d.than-is-kept.example.org", "b\u00fccher%d.de"}[i%6]
		src := []byte("Ann.Lee+tag@" + fmt.Sprintf(name, i%97))
		fresh, err := New("email", testKey(t), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		want, err := fresh.Append(nil, src, nil)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got, err := warm.Append(nil, src, nil); err != nil || string(got) != string(want) {
				t.Fatalf("%s became %s (%v), want %s as for the first", src, got, err, want)
			}
		}
	}
}
