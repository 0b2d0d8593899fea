package prefix

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// testKey is some key.
var testKey = [KeySize]byte{21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16}

// TestBitsFlipApart: whether a bit flips says nothing of the next one. Of the hosts
// of a network as many stay as chance has it: under 1,000 keys about one of 4,096
// times 1,000, where the bits of the network itself are not looked at.
func TestBitsFlipApart(t *testing.T) {
	const hosts, keys = 1 << 12, 1000
	stayed, most := 0, 0
	for i := range keys {
		secret := testKey
		binary.BigEndian.PutUint32(secret[:], uint32(i))
		k, m, here := NewKey(&secret), Memo{}, 0
		for host := range uint32(hosts) {
			if k.Flips32(&m, 10<<24|16<<16|host)&(hosts-1) == 0 {
				here++
			}
		}
		stayed, most = stayed+here, max(most, here)
	}
	if stayed < keys/2 || stayed > 2*keys || most > 32 {
		t.Errorf("%d hosts stayed, want about %d; %d of them under one key", stayed, keys, most)
	}
}

// TestPrefixesStay: two addresses share as many leading bits after it as before,
// whether the memo knows them or not.
func TestPrefixesStay(t *testing.T) {
	k := NewKey(&testKey)
	var m Memo
	draw := rand.New(rand.NewPCG(1, 2))
	changed := 0
	for range 20000 {
		a := draw.Uint32()
		n := draw.IntN(33)
		b := a
		if n < 32 {
			b = a ^ (1<<31|draw.Uint32()&(1<<31-1))>>n
		}
		x, y := a^k.Flips32(&m, a), b^k.Flips32(&Memo{}, b)
		if have, want := bits.LeadingZeros32(x^y), bits.LeadingZeros32(a^b); have != want {
			t.Fatalf("%08x and %08x share %d bits, then %d", a, b, want, have)
		}
		if x != a {
			changed++
		}
	}
	for range 3000 {
		a, b := [2]uint64{draw.Uint64(), draw.Uint64()}, [2]uint64{}
		n := draw.IntN(128)
		b = a
		b[n/64] ^= 1 << (63 - n%64)
		if n < 64 {
			b[1] = draw.Uint64()
		}
		hi, lo := k.Flips128(&m, a[0], a[1])
		hi2, lo2 := k.Flips128(&Memo{}, b[0], b[1])
		x, y := [2]uint64{a[0] ^ hi, a[1] ^ lo}, [2]uint64{b[0] ^ hi2, b[1] ^ lo2}
		have := bits.LeadingZeros64(x[0] ^ y[0])
		if have == 64 {
			have += bits.LeadingZeros64(x[1] ^ y[1])
		}
		if have != n {
			t.Fatalf("%x and %x share %d bits, then %d", a, b, n, have)
		}
		if x != a {
			changed++
		}
	}
	if changed < 22900 {
		t.Errorf("only %d of 23000 addresses were changed", changed)
	}
}
