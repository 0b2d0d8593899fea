package facts

import "testing"

func testH(t *testing.T) {
	for _, s := range []string{"", "a", "abc", "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnopqrstuvwxyzäö"} {
		t.Log(s, int64(hashBytes([]byte(s), hashSeed)))
	}
}
