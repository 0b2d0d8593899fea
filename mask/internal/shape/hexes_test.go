package shape

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestHexWords: digits are read as the number that they write, and written as fmt
// writes it, however many there are.
func TestHexWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= 16; n++ {
		for range 1000 {
			w := r.Uint64() >> (64 - 4*n)
			for capital, verb := range map[bool]string{false: "%0*x", true: "%0*X"} {
				want := fmt.Sprintf(verb, n, w)
				if have := hexWord([]byte(want)); have != w {
					t.Fatalf("%s is read as %x", want, have)
				}
				out := make([]byte, n)
				if putHex(out, w, capital); string(out) != want {
					t.Fatalf("%s is written as %s", want, out)
				}
			}
		}
	}
}
