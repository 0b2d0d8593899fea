package prefix

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"net/netip"
	"testing"
)

// published is the key of the sample that the reference implementation of
// Crypto-PAn comes with, and sample is the trace: addresses before and after.
var published = [KeySize]byte{
	21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16,
	216, 152, 143, 131, 121, 121, 101, 39, 98, 87, 76, 45, 42, 132, 34, 2,
}

var sample = [][2]string{
	{"128.11.68.132", "135.242.180.132"}, {"129.118.74.4", "134.136.186.123"}, {"130.132.252.244", "133.68.164.234"},
	{"141.223.7.43", "141.167.8.160"}, {"141.233.145.108", "141.129.237.235"}, {"152.163.225.39", "151.140.114.167"},
	{"156.29.3.236", "147.225.12.42"}, {"165.247.96.84", "162.9.99.234"}, {"166.107.77.190", "160.132.178.185"},
	{"192.102.249.13", "252.138.62.131"}, {"192.215.32.125", "252.43.47.189"}, {"192.233.80.103", "252.25.108.8"},
	{"192.41.57.43", "252.222.221.184"}, {"193.150.244.223", "253.169.52.216"}, {"195.205.63.100", "255.186.223.5"},
	{"198.200.171.101", "249.199.68.213"}, {"198.26.132.101", "249.36.123.202"}, {"198.36.213.5", "249.7.21.132"},
	{"198.51.77.238", "249.18.186.254"}, {"199.217.79.101", "248.38.184.213"},
}

func word(t *testing.T, text string) uint32 {
	a := netip.MustParseAddr(text).As4()
	return binary.BigEndian.Uint32(a[:])
}

// TestPublishedSample: the addresses of the reference implementation's sample
// become what it says.
func TestPublishedSample(t *testing.T) {
	k := NewKey(&published)
	var m Memo
	for _, s := range sample {
		in, want := word(t, s[0]), word(t, s[1])
		for range 2 {
			if have := in ^ k.Flips32(&m, in); have != want {
				t.Errorf("%s became %08x, want %s", s[0], have, s[1])
			}
		}
	}
}

// TestPrefixesStay: two addresses share as many leading bits after it as before,
// whether the memo knows them or not.
func TestPrefixesStay(t *testing.T) {
	k := NewKey(&published)
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
