package mask

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

var chainAddress = regexp.MustCompile(`^0x[0-9a-fA-F]{40}$`)

// chainFaults says where addresses in the case of EIP-55 break their laws.
func chainFaults(mask func(string) string) (faults []string, masked int) {
	for i := range 2000 {
		sum := sha256.Sum256(fmt.Append(nil, i))
		in := []byte(fmt.Sprintf("0x%x", sum[:20]))
		for j := range in[2:] {
			if sum[20+j%12]>>(j%8)&1 == 1 {
				in[2+j] = strings.ToUpper(string(in[2+j]))[0]
			}
		}
		in[2+strings.IndexAny(string(in[2:]), "abcdefABCDEF")] |= 'a' - 'A'
		in[2+strings.LastIndexAny(string(in[2:]), "abcdefABCDEF")] &^= 'a' - 'A'
		out, low := mask(string(in)), strings.ToLower(string(in))
		switch {
		case !chainAddress.MatchString(out), out == strings.ToLower(out), out[2:] == strings.ToUpper(out[2:]):
			faults = append(faults, fmt.Sprintf("%s became %s", in, out))
		case strings.ToLower(out) != mask(low):
			faults = append(faults, fmt.Sprintf("%s became %s, and in small letters %s", in, out, mask(low)))
		}
		if !strings.EqualFold(out, string(in)) {
			masked++
		}
	}
	return faults, masked
}

// TestChainAddresses: an address of Ethereum in two cases stays one, and equal to what
// it is in small letters but for the case.
func TestChainAddresses(t *testing.T) {
	scramble := texts(t, "scramble")
	faults, masked := chainFaults(scramble)
	for _, f := range faults[:min(len(faults), 5)] {
		t.Error(f)
	}
	if masked < 2000 {
		t.Errorf("%d were masked, want 2000", masked)
	}
	if faults, _ := chainFaults(func(v string) string { return strings.ToLower(scramble(v)) }); len(faults) < 2000 {
		t.Errorf("%d faults where the case is lost, want 2000: the law sees nothing", len(faults))
	}
}

// TestDatesOfOneKeyStayApart: dates that move by one key never meet, nor one that
// stands for none.
func TestDatesOfOneKeyStayApart(t *testing.T) {
	m, err := New("date_shift", testKey(t), Type{Kind: Date}, Params{"by": "user_id"})
	if err != nil {
		t.Fatal(err)
	}
	keys := 20
	if testing.Short() {
		keys = 4
	}
	moved, met := 0, 0
	for key := range keys {
		row, seen := fmt.Append(nil, "key ", key), map[string]bool{}
		for at := daysOf(1898, 1, 1); at < daysOf(2102, 1, 1); at++ {
			year, month, day := dateOf(at)
			in := string(appendDate(nil, year, month, day))
			out, err := m.Append(nil, []byte(in), row)
			if err != nil {
				t.Fatal(err)
			}
			if seen[string(out)] {
				t.Fatalf("%s became %s, as another date of its key did", in, out)
			}
			seen[string(out)] = true
			if string(out) != in {
				moved++
			} else {
				met++
			}
		}
	}
	if moved < keys*50_000 || met < keys*5 {
		t.Errorf("under %d keys %d dates moved and %d stayed, want 50,000 and 5 for each", keys, moved, met)
	}
}
