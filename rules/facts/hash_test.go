package facts

import "testing"

// TestPartitionHash holds the hash to that of the server: SELECT
// hashtextextended(…, 8816678312871386365).
func TestPartitionHash(t *testing.T) {
	for text, want := range map[string]int64{
		"": -5700645584453517373, "a": -6705225459120232837, "abc": 3628778498291917250,
		"abcdefghijkl": -7876791541613377658, "abcdefghijklm": -6785754114725280077,
		"abcdefghijklmnopqrstuvwxyzäö": -340029660937098420,
	} {
		if got := PartitionHash([]byte(text)) - combined; int64(got) != want {
			t.Errorf("%q: %d, want %d", text, int64(got), want)
		}
	}
}
