package mask

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestExponents: what reads as a number with a great exponent is hexadecimal
// mostly, and does not pass.
func TestExponents(t *testing.T) {
	key := testKey(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, typ := range []Type{{Kind: Text, Name: "text"}, {Kind: JSONB, Name: "jsonb"}} {
		m, err := New("scramble", key, typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		stays, tried := 0, 0
		for range 3000 {
			v := fmt.Sprintf("%d%c%d", 10+rnd.IntN(9990), "eE"[rnd.IntN(2)], 10+rnd.Uint64()>>rnd.IntN(60))
			if typ.Kind == JSONB {
				v = `"` + v + `"`
			}
			out, err := m.Append(nil, []byte(v), nil)
			if err != nil {
				t.Fatal(err)
			}
			tried++
			if string(out) == v {
				stays++
			}
		}
		if stays > tried/100 { // a permutation may have a fixed point
			t.Errorf("%s: %d of %d values stay as they are", typ.Name, stays, tried)
		}
	}
}
