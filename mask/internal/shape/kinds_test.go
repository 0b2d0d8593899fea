package shape

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/sip"
	"sanitize/mask/internal/stream"
)

func testShaper() *Shaper {
	s := New(stream.New([]byte("secret"), &[sip.KeySize]byte{2}), &[perm.KeySize]byte{1})
	return &s
}

// TestKinds tells what is taken for what, and that it stays so.
func TestKinds(t *testing.T) {
	s := testShaper()
	for _, c := range []struct {
		family kind
		values string
	}{
		{kept, "NULL n/a - N/A unknown None true FALSE t no on 0 1 -1 0.00 0000-00-00 00:00:00 NaN infinity now today epoch 127.0.0.1 ::1 TBD xxx Test s/n нет 不明 [deleted] 000-00-0000 999-99-9999 99999 123-45-6789 1234567890 777777"},
		{integer, "2 17 -2 +5 007 32767 32768 -32768 -32769 2147483647 2147483650 -2147483649 4294967296 9223372036854775807 9223372036854775808 18446744073709551616 123456789012345678901234567890 20240117 240117 2240117 482910117 00010117 20240229 20242222"},
		{decimal, "1.5 -0.05 .5 5. 1e10 6.02E+23 1.7976931348623157e+308 2024.017 2024.999"},
		{moments, "2024-02-29 2024-02-29T13:37:42.123456Z 1999/12/31 2024.1.7 31/12/1999 12/31/1999 1.2.1999 20.08.83 05.07.83 13:37 5:53_pm 12:00AM 05:07:09am 27:45 100:30:00 2024-01-05_5:53_PM 05/06/2024_11:53_PM 2024-01-05_10:00_Europe/Berlin 9:05:00 23:59:59+05:30 2001-01-01 04:05 1970-01-01 9999-12-31"},
		{months, "2024-01 04/27 12/2024 2024-W07 1999-w52 2024-Q3 Q3/2024 q1-1999 2024-123 2024-001 12-31 04-05 31-12 23/04 02-29"},
		{monthly, "5-Jan-2006 05-JAN-2006 2006-Jan-05 29-february-2024 17/May/1999"},
		{hexed, "3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d {3F2B8C1E-6F0D-4A5B-9C7E-2D1F0A9B8C7D} 08:00:2b:01:02:03 0800.2b01.0203 08-00-2B-01-02-03-04-05 \\xdeadbeef00 d41d8cd98f00b204e9800998ecf8427e #ff8800 #ABC"},
		{inet4, "192.0.2.17 10.0.0.0/8 10.1.2.3/8 255.255.255.255/32 172.16.240.0/20"},
		{inet6, "2001:db8::17 fe80::1 ::ffff:192.0.2.17 2001:db8::/32 1:2:3:4:5:6:7:8 ::2"},
		{julian, "J2451187"},
		{id, "cus_NffrFeUfNV2Hib pi_3MtwBwLkdIwHu7ix28a3tqPa price_1MoBy5LkdIwHu7ixZhnattbh sub_12345abc cus_test pi_123 pi_c4ca4238a0b923820d pay_0a1b2c3d4e5f67 req-0a1b2c3d4e5f gwen_5278e405b4 gwendolyn-5278e405b4 harker_aB3dE5fG7h"},
		{order, "2024-000123 INV-2023-0042 ORD20240117-55 po/2019/77-A 2024-02-30"},
		{code, "MRN-0042 mrn-0042 P00017 DE123456789 SKU-12-B7 CASE-001 ab#123 DE136695976 ATU13585627 NL010000446B01 NL123456789B01 BE0428759497 FR83404833048"},
		{span, "13-31 1-2 18-40 120/80 08:00-16:30 3-8kg 35.5-12.0 [3,10) (2,5) [2024-01-05,2024-02-03) (2024-01-05,] [\"2024-01-05_10:00\",\"2024-01-05_11:30\") 05.01.2024_-_07.02.2024 (-12.046,77.043) Mon_5:53_pm Sat_08:00-12:00 v1.2.3 v12.0 3-8_°C 10_to_20"},
		{checked, "4006381333931 96385074 036000291452 978-3-16-148410-0 0306406152 0-8044-2957-X 080442957X 4111111111111111 4111-1111-1111-1111 490154203237518"},
		{vin, "1M8GDM9AXKP042788 1HGCM82633A004352 WVWZZZ1JZXW000001 wvwzzz1jzxw000001"},
		{bitted, "00101101 10110000 0000000011111111"},
		{weekday, "Mon tue SUN"},
		{quantity, "8h 3.5V 2d 3x/day 90/min 5.4_mmol/l 250g 19% 1.5kg 90min -3% 12€ 138qm 79m² 79m2 4GiB 80km/h P3DT4H PT15M P10Y2M"},
		{list, "52.52001,13.40495 -95.123;200.123 10.0.0.2,192.0.2.17 2001:db8::17;fe80::2 2,17,18 a,b 1,x red;dark-blue;n/a law|eu grün,blau J45.0;E11.9"},
		{plain, "a,b. a,,b a, x,y/z A-17 anna_Smithers1985 anna.1985 anna1985 SN12b4 alice_12345678 24:60 256.1.1.1 1.2.3 2001:db8:::1 deadbeef 00-12 30-02 2024-W5 2024-Q5 ann@example.com www.example.com 31/31/1999 1e nulls 0171-2345 13:05pm (030) 12-5x"},
	} {
		for v := range strings.SplitSeq(c.values, " ") {
			if c.family != id && c.family != plain {
				v = strings.ReplaceAll(v, "_", " ")
			}
			k := kindOf([]byte(v), true)
			if v == "-" {
				continue
			}
			if k&familyMask != c.family {
				t.Errorf("%s is of family %d, want %d", v, k&familyMask, c.family)
				continue
			}
			out := s.Like(nil, []byte(v), Literals)
			switch {
			case kindOf(out, true) != k || len(out) != len(v):
				t.Errorf("%s became %s, which is of kind %#x, want %#x", v, out, kindOf(out, true), k)
			case (string(out) == v) != (c.family == kept || v == "1970-01-01" || v == "9999-12-31"):
				t.Errorf("%s became %s", v, out)
			}
			t.Log(v, string(out))
		}
	}
}

// TestWordsBeforeIdentifiers: of what stands before one a program's word stays, and no
// other, which may be whose it is.
func TestWordsBeforeIdentifiers(t *testing.T) {
	s := testShaper()
	for v, stays := range map[string]bool{
		"cus_NffrFeUfNV2Hib": true, "thumbnail_5278e405b4": true, "job-5278e405b4": true, "pi_c4ca4238a0b923820d": true,
		"gwen_5278e405b4": false, "gwendolyn-5278e405b4": false, "harker_aB3dE5fG7h": false, "harker_0a1b2c3d4e5f0a1b2c3d4e5fzz": false,
	} {
		n := strings.IndexAny(v, "_-")
		out := string(s.Like(nil, []byte(v), Literals))
		if (out[:n] == v[:n]) != stays || out[n] != v[n] || out[n:] == v[n:] {
			t.Errorf("%s became %s, and the word was to stay: %v", v, out, stays)
		}
	}
}

// TestKindsOneToOne goes through all values of small forms.
func TestKindsOneToOne(t *testing.T) {
	s := testShaper()
	lists := map[string][]string{}
	step := 1
	if testing.Short() {
		step = 8
	}
	for i := 0; i < 40000; i += step {
		lists["integer"] = append(lists["integer"], fmt.Sprint(i), fmt.Sprint(-i-1), fmt.Sprintf("0%d", i))
	}
	for i := 0; i < 100000; i += step {
		lists["six digits"] = append(lists["six digits"], fmt.Sprintf("%06d", 9*i), fmt.Sprintf("%06d", 9*i+1))
	}
	for y := 1999; y < 2002; y++ {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= 31; d++ {
				for _, f := range []string{"%04d-%02d-%02d", "%d-%d-%d", "%04d%02d%02d"} {
					lists["dates"] = append(lists["dates"], fmt.Sprintf(f, y, m, d))
				}
				for _, f := range []string{"%02d/%02d/%04d", "%d.%d.%d"} {
					lists["dates"] = append(lists["dates"], fmt.Sprintf(f, m, d, y), fmt.Sprintf(f, d, m, y))
				}
			}
		}
	}
	for _, f := range []string{"Jan 2, 2006", "02 January 2006", "2-Jan-2006", "Mon, 02 Jan 2006 15:04:05 +0000", "JAN 02, 2006 10:30", "02/06"} {
		for d := range 1000 {
			lists["named"] = append(lists["named"], time.Date(2023, 1, 1+d, d%24, d%60, 17, 0, time.UTC).Format(f))
		}
	}
	for h := range 24 {
		for m := range 60 {
			lists["clock"] = append(lists["clock"], fmt.Sprintf("%02d:%02d", h, m), fmt.Sprintf("%d:%02d", h, m), fmt.Sprintf("2024-01-%02d %02d:%02d", h+1, h, m))
		}
	}
	for i := 0; i < 65536; i += step {
		lists["inet"] = append(lists["inet"], fmt.Sprintf("10.7.%d.%d", i>>8, i&255), fmt.Sprintf("10.%d.%d.0/22", i>>8, i&255), fmt.Sprintf("10.%d.7.%d/24", i>>8, i&255), fmt.Sprintf("%x::%x", i>>8, i&255), fmt.Sprintf("08:00:2b:01:%02x:%02x", i>>8, i&255))
		lists["runs"] = append(lists["runs"], fmt.Sprintf("SN%06d", i), fmt.Sprintf("%04d/%d", i/10, i%10), fmt.Sprintf("v%d.0%d", i/100, i%100), fmt.Sprintf("#%d", i), fmt.Sprintf("%x-0", i))
		lists["quantity"] = append(lists["quantity"], fmt.Sprintf("%d kg", i), fmt.Sprintf("%d.%02d%%", i/100, i%100), fmt.Sprintf("%dg", i), fmt.Sprintf("-%d days", i), fmt.Sprintf("%d m2", i), fmt.Sprintf("%d,%d m³", i/10, i%10))
		lists["dates"] = append(lists["dates"], fmt.Sprintf("%02d.%02d.%02d", i%40, i/40%20, i/800))
		lists["decimal"] = append(lists["decimal"], fmt.Sprintf("%d.%02d", i/100, i%100), fmt.Sprintf("0.%05d", i), fmt.Sprintf("%d.%03d", 1990+i%50, i/50%1000), fmt.Sprintf("%d.%de%d", i%10, i/10%1000, i/10000))
		lists["codes"] = append(lists["codes"], fmt.Sprintf("%d-%05d", 2000+i%30, i), fmt.Sprintf("ORD20240%d-%04d", 101+i%300, i), fmt.Sprintf("cus_%08xA", i), fmt.Sprintf("host%05d.example.com", i),
			fmt.Sprintf("%c%c-%04d", 'A'+i%26, 'a'+i/26%26, i), fmt.Sprintf("%c%05d", 'A'+i%26, i), fmt.Sprintf("inv%05d", i), fmt.Sprintf("Q-%d-X%d", i, i%7),
			fmt.Sprintf("%c%c %04d", 'A'+i%26, 'a'+i/26%26, i), fmt.Sprintf("DE %09d", i), fmt.Sprintf("pi_%012x", i*7919), fmt.Sprintf("pi_%011xz", i))
	}
	for i := range 6000 / step {
		lists["spans"] = append(lists["spans"], fmt.Sprintf("%d-%d", i/200, i%200), fmt.Sprintf("[%d,%d)", i/200, i%200), fmt.Sprintf("%02d:%02d-%02d:%02d", i%24, i/24%60, i/1440, i/7%60),
			fmt.Sprintf("2024-%02d-%02d - 2024-%02d-17", 1+i%12, 1+i/12%28, 1+i/336%12), fmt.Sprintf("-%d.%04d", i/30, i%30), fmt.Sprintf("%d.%03d,%d.%03d", i%95, i%1000, i%190, i/7%1000), fmt.Sprintf("%d-%d kg", i/200, i%200),
			fmt.Sprintf("Mon %d:%02d pm", i%13, i/13%60), fmt.Sprintf("v%d.%d.%d", i/900, i/30%30, i%30))
		lists["checked"] = append(lists["checked"], fmt.Sprintf("%08d", i), fmt.Sprint(1700000000000+int64(i)*7919), fmt.Sprint(2082758000000+int64(i)*7919), fmt.Sprintf("40063%08d", i), fmt.Sprintf("0306%06d", i), fmt.Sprintf("03061%04dX", i%10000), fmt.Sprintf("411111%010d", i), fmt.Sprintf("411111%09d", i),
			fmt.Sprintf("1HGCM%dA%06d", 100+i%10*100+i/10%10, i), fmt.Sprintf("1HGCM82%cX%c%06d", 'A'+i%8, 'A'+i/8%8, i), fmt.Sprintf("DE%09d", i), fmt.Sprintf("FR%02d4048%05d", i%100, i/100), fmt.Sprintf("BE04287%05d", i),
			fmt.Sprintf("NL0100%05dB%02d", i/10, i%10), fmt.Sprintf("ATU%08d", i), fmt.Sprintf("PL526%07d", i), fmt.Sprintf("IT%011d", i))
		lists["clock"] = append(lists["clock"], fmt.Sprintf("%d:%02d %cm", i%13, i/13%60, "ap"[i/780%2]), fmt.Sprintf("%02d:%02d:%02dPM", i%13, i/13%60, i/780), fmt.Sprintf("01/%02d/2024 %02d:%02d am", 1+i%31, i/31%13, i/403%60), fmt.Sprintf("%d:%02d", i/60, i%60))
		lists["quantity"] = append(lists["quantity"], fmt.Sprintf("%dx%d", i/200, i%200), fmt.Sprintf("%d%%", i%1000), fmt.Sprintf("%d %%", i%1000), fmt.Sprintf("%dh %02dm", i/60, i%60), fmt.Sprintf("%d/min", i))
		lists["months"] = append(lists["months"], fmt.Sprintf("%d-%03d", 1980+i/1000, i%1000), fmt.Sprintf("Q%d/%d", 1+i%4, 1900+i/4%200))
		lists["bits"] = append(lists["bits"], fmt.Sprintf("%016b", i), fmt.Sprintf("%08b", i))
	}
	for i := range 7 {
		lists["weekdays"] = append(lists["weekdays"], weekdayNames[i][:3], strings.ToUpper(weekdayNames[i][:3]))
	}
	masked := 0
	for name, list := range lists {
		seen, in := map[string]string{}, map[string]bool{}
		for _, v := range list {
			if in[v] {
				continue
			}
			in[v] = true
			out := string(s.Like(nil, []byte(v), Literals))
			if other, taken := seen[out]; taken {
				t.Fatalf("%s: %s and %s became %s", name, v, other, out)
			}
			seen[out] = v
			if out != v {
				masked++
			}
		}
	}
	if masked < len(lists)*8_000 {
		t.Errorf("only %d values were masked", masked)
	}
}

// TestLikeRemembered: what was seen before does not change what comes out.
func TestLikeRemembered(t *testing.T) {
	warm := testShaper()
	forms := [...]string{"Ann Lee %d", "%d", "t", " yes ", "2024-02-%02d", "10.0.0.%d", "n/a", "1, %d", "Zoë%d", "x%d@example.com"}
	for i := range 20 << seenBits {
		v := []byte(forms[i%len(forms)])
		if bytes.IndexByte(v, '%') >= 0 {
			v = fmt.Appendf(nil, forms[i%len(forms)], 1+i%29)
		}
		m := Bare + Mode(i)%3
		want := testShaper().liken(nil, v, m)
		if got := warm.Like(nil, v, m); !bytes.Equal(got, want) {
			t.Fatalf("%s became %s, want %s as for the first", v, got, want)
		}
	}
}

// TestCodes: what has a prefix, keeps one of its own; one that applications use
// stays; and a mark behind it, or capitals, make no other code.
func TestCodes(t *testing.T) {
	s := testShaper()
	like := func(v string) string { return string(s.Like(nil, []byte(v), Literals)) }
	prefixes := map[string]string{}
	for i := range 26 * 26 {
		p := string([]byte{'A' + byte(i/26), 'A' + byte(i%26)})
		a, b := like(p+"-0421"), like(p+"7755")
		if a[:2] != b[:2] || isNumbering([]byte(p)) && a[:2] != p {
			t.Errorf("%s becomes %s and %s", p, a[:2], b[:2])
		}
		if q, ok := prefixes[a[:2]]; ok {
			t.Errorf("%s and %s both become %s", p, q, a[:2])
		}
		prefixes[a[:2]] = p
	}
	if a, b := like("MRN-0421"), like("ORD-0421"); a[:4] != "MRN-" || b[:4] != "ORD-" || a == "MRN-0421" {
		t.Errorf("%s, %s", a, b)
	}
	if a, b, c := like("XYZ-0421"), like("xyz-0421"), like("XYZ0421"); !strings.EqualFold(a, b) || strings.Replace(a, "-", "", 1) != c {
		t.Errorf("%s, %s, %s", a, b, c)
	}
	if a, b := like("XYZ-0042"), like("XYZ-4200"); a[4:6] != "00" || a[6] == '0' || b[4] == '0' {
		t.Errorf("%s, %s", a, b)
	}
	if a, b := like("GLU-1"), like("GLU-4711"); a[:4] != b[:4] || a[:3] == "GLU" {
		t.Errorf("%s, %s", a, b)
	}
	if a := like("req-0a1b2c3d4e5f"); a[:4] != "req-" || strings.Trim(a[4:], "0123456789abcdef") != "" || a == "req-0a1b2c3d4e5f" {
		t.Errorf("%s", a)
	}
	if a, b := like("XY-2023-0421"), like("XY-2024-77"); a[:2] != b[:2] || a[2:8] != "-2023-" {
		t.Errorf("%s, %s", a, b)
	}
}

// TestRankRemembers: what a number becomes does not depend on those before it.
func TestRankRemembers(t *testing.T) {
	s := New(stream.New([]byte("secret"), &[sip.KeySize]byte{2}), &[perm.KeySize]byte{1})
	again := 0
	for i := range uint64(20 << rankedBits) {
		tweak, n := i%3, 900+i%7
		x := i * i % 97 % n
		h := s.Tweak(tweak)
		before := s.ranks
		if before != nil && before[(x+tweak)*0x9e3779b97f4a7c15>>(64-rankedBits)] == (ranked{tweak, n, x, h.Below(x, n)}) {
			again++
		}
		if have, want := s.Rank(tweak, x, n), h.Below(x, n); have != want {
			t.Fatalf("%d below %d under %d became %d, want %d", x, n, tweak, have, want)
		}
	}
	if again == 0 || again == 20<<rankedBits {
		t.Errorf("%d numbers were remembered", again)
	}
}
