package mask

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
)

// shared returns how many leading bits two addresses of a family share.
func shared(a, b netip.Addr) int {
	x, y, n := a.AsSlice(), b.AsSlice(), 0
	for i := range x {
		if d := x[i] ^ y[i]; d != 0 {
			return n + bits.LeadingZeros8(d)
		}
		n += 8
	}
	return n
}

// TestAddressesKeepPrefixes: two addresses share as many leading bits after as
// before, special ones among them, and stay apart.
func TestAddressesKeepPrefixes(t *testing.T) {
	draw := rand.New(rand.NewPCG(7, 7))
	list := strings.Fields("0.0.0.0 127.0.0.1 127.0.0.2 10.0.0.1 10.255.0.1 172.16.0.1 172.32.0.1 192.168.1.1 192.169.1.1 255.255.255.255 255.255.255.254 224.0.0.1 169.254.0.1 100.64.0.1 8.8.8.8 8.8.4.4")
	six := strings.Fields(":: ::1 ::2 fe80::1 fe80::2 fc00::1 ff02::1 2001:db8::1 2001:db8::2 2001:db9::1 64:ff9b::1 ::fffe:1.2.3.4")
	for range 600 {
		v := draw.Uint32()
		if draw.IntN(2) == 0 {
			v = 10<<24 | v&0xffff
		}
		list = append(list, fmt.Sprintf("%d.%d.%d.%d", v>>24, v>>16&255, v>>8&255, v&255))
		six = append(six, netip.AddrFrom16([16]byte{0x20, 1, 0xd, byte(v & 3), byte(v >> 2), 15: byte(v >> 8)}).String())
	}
	for _, values := range [][]string{list, six} {
		out := made(t, "ip", Type{Kind: Inet}, nil, values)
		checkInjective(t, "inet", values, out)
		for i, v := range values {
			for j := range i {
				a, b := shared(netip.MustParseAddr(v), netip.MustParseAddr(values[j])), shared(netip.MustParseAddr(out[i]), netip.MustParseAddr(out[j]))
				if a != b {
					t.Fatalf("%s and %s share %d bits, %s and %s %d", v, values[j], a, out[i], out[j], b)
				}
			}
			if a, b := netip.MustParseAddr(v), netip.MustParseAddr(out[i]); a.IsPrivate() != b.IsPrivate() || a.IsMulticast() != b.IsMulticast() || a.IsLinkLocalUnicast() != b.IsLinkLocalUnicast() || a.IsLoopback() != b.IsLoopback() {
				t.Errorf("%s became %s", v, out[i])
			}
		}
		if n := changed(values, out); n < 590 {
			t.Errorf("only %d of %d addresses were changed", n, len(values))
		}
	}
	for _, v := range strings.Fields("0.0.0.0 127.0.0.1 255.255.255.255 :: ::1") {
		if out := made(t, "ip", Type{Kind: Inet}, nil, []string{v}); out[0] != v {
			t.Errorf("%s became %s", v, out[0])
		}
	}
}

// TestNetworksContain: a network keeps its length and host bits of zero, and
// contains what it contained; hosts of one network stay apart from it.
func TestNetworksContain(t *testing.T) {
	for _, kind := range []Kind{Inet, CIDR} {
		nets := strings.Fields("83.38.0.0/16 83.38.16.0/20 83.38.16.208/28 83.38.16.209/32 84.0.0.0/8 0.0.0.0/0 2001:db8::/32 2001:db8:1::/48 ::ffff:83.38.16.0/116")
		out := made(t, "ip", Type{Kind: kind}, nil, nets)
		for i := range nets {
			a, m := netip.MustParsePrefix(nets[i]), netip.MustParsePrefix(out[i])
			if m != m.Masked() || a.Bits() != m.Bits() {
				t.Errorf("%s became %s", a, m)
			}
			for j := range nets {
				b, o := netip.MustParsePrefix(nets[j]), netip.MustParsePrefix(out[j])
				if (a.Contains(b.Addr()) && a.Bits() <= b.Bits()) != (m.Contains(o.Addr()) && m.Bits() <= o.Bits()) {
					t.Errorf("%s and %s became %s and %s", a, b, m, o)
				}
			}
		}
	}
	var hosts []string
	for i := range 256 {
		hosts = append(hosts, fmt.Sprintf("83.38.16.%d/24", i))
	}
	checkInjective(t, "inet", hosts, made(t, "ip", Type{Kind: Inet}, nil, hosts))
}

// TestMappedMatchesIPv4: an address within IPv6 becomes what IPv4 becomes.
func TestMappedMatchesIPv4(t *testing.T) {
	for _, v := range strings.Fields("83.38.16.209 10.0.0.2 127.0.0.1") {
		for _, typ := range []Type{{Kind: Inet}, {Kind: Text}} {
			out := made(t, "ip", typ, nil, []string{v, "::ffff:" + v})
			if out[1] != "::ffff:"+out[0] {
				t.Errorf("%s became %s, and within IPv6 %s", v, out[0], out[1])
			}
		}
	}
}

// TestAddressesInText: each address of a list, with its port and its brackets, is
// masked for itself, as in a column of inet.
func TestAddressesInText(t *testing.T) {
	one := func(v string) string { return made(t, "ip", Type{Kind: Inet}, nil, []string{v})[0] }
	a, b, c := one("83.38.16.209"), one("10.0.0.2"), one("2001:db8::17")
	for in, want := range map[string]string{
		"83.38.16.209, 10.0.0.2":           a + ", " + b,
		"83.38.16.209,10.0.0.2":            a + "," + b,
		"83.38.16.209:8080":                a + ":8080",
		"[2001:db8::17]:443":               "[" + c + "]:443",
		" 83.38.16.209 ":                   " " + a + " ",
		"{10.0.0.2;83.38.16.209/24}":       "{" + b + ";" + a + "/24}",
		"83.38.16.209.":                    a + ".",
		"2001:db8::17 / 83.38.16.209":      c + " / " + a,
		"\"83.38.16.209\", \"10.0.0.2:1\"": "\"" + a + "\", \"" + b + ":1\"",
	} {
		if out := made(t, "ip", Type{Kind: Text}, nil, []string{in}); out[0] != want {
			t.Errorf("%q became %q, want %q", in, out[0], want)
		}
	}
	for _, in := range []string{"from 83.38.16.209 to host abc12", "see 10.0.0.2, ann.lee said", "v1.2.3.4.5 of deadbeef", "host-17", "1.2.3"} {
		out := made(t, "ip", Type{Kind: Text}, nil, []string{in})[0]
		for _, word := range strings.FieldsFunc(in, func(r rune) bool { return !isWordByte(byte(r)) }) {
			if len(word) > 2 && strings.Contains(out, word) {
				t.Errorf("%q became %q, which holds %q", in, out, word)
			}
		}
	}
	if out := made(t, "ip", Type{Kind: Text, Len: 12}, nil, []string{"1.1.1.1 2.2."}); len(out[0]) > 12 {
		t.Errorf("%q is too long", out[0])
	}
}
