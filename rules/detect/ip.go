package detect

// ipv4 finds an address of version 4 that someone may have. An address of
// which not two parts have two digits is taken for a version's number.
func ipv4(text []byte, i int, d *digits) Finding {
	if d.n < 4 || d.sep[1] != '.' || d.sep[2] != '.' || d.sep[3] != '.' || versioned(text, i) {
		return Finding{}
	}
	var a [4]int
	wide, at := 0, 0
	for g := range a {
		n := int(d.len[g])
		if n > 3 || n > 1 && d.all[at] == '0' {
			return Finding{}
		}
		for _, c := range d.all[at : at+n] {
			a[g] = a[g]*10 + int(c-'0')
		}
		if a[g] > 255 {
			return Finding{}
		}
		if n > 1 {
			wide++
		}
		at += n
	}
	end := d.end[3]
	after := end < len(text) && (text[end] == '/' || text[end] == ':') // a mask, a port
	if wide < 2 || reserved(a) || !after && goesOn(text, end) {
		return Finding{}
	}
	return Finding{IP, i, end}
}

// versioned reports whether the word before text[i] says that what follows is
// a version.
func versioned(text []byte, i int) bool {
	for i > 0 && contains(" =:/\"'(", text[i-1]) {
		i--
	}
	for _, word := range [...]string{"version", "release", "ver", "rev", "build", "v"} {
		lo := i - len(word)
		if lo >= 0 && equalFold(text[lo:i], word) && !wordBefore(text, lo) {
			return true
		}
	}
	return false
}

// reserved reports whether an address is nobody's: see the IANA IPv4
// Special-Purpose Address Registry.
func reserved(a [4]int) bool {
	switch a[0] {
	case 0, 10, 127:
		return true
	case 100:
		return a[1]>>6 == 1 // 100.64/10, shared
	case 169:
		return a[1] == 254
	case 172:
		return a[1]>>4 == 1
	case 192:
		return a[1] == 168 || a[1] == 0 && (a[2] == 0 || a[2] == 2) || a[1] == 88 && a[2] == 99
	case 198:
		return a[1]>>1 == 9 || a[1] == 51 && a[2] == 100
	case 203:
		return a[1] == 0 && a[2] == 113
	}
	return a[0] >= 224
}

// ipv6 finds an address of version 6 around its first colon. One that ends in
// :: is a network's. Only 2000::/3 is
// given to anyone; so the first part has four digits, and times and names such
// as std::dec are no addresses.
func ipv6(text []byte, lo, i int) Finding {
	start := i - 4
	if start < lo || text[start] != '2' && text[start] != '3' || wordBefore(text, start) {
		return Finding{}
	}
	if start > 0 && (text[start-1] == ':' || text[start-1] == '.') {
		return Finding{}
	}
	first, end := parse6(text, start)
	if end == 0 || text[end-1] == ':' || wordAfter(text, end) || end < len(text) && text[end] == ':' || reserved6(first) {
		return Finding{}
	}
	return Finding{IP, start, end}
}

// parse6 returns the first two parts and the end of the address of version 6
// that begins at n with a part; the end is 0 if it is none.
func parse6(text []byte, n int) (first [2]int, end int) {
	parts, gap := 0, false
	for {
		end := run(text[:min(len(text), n+5)], n, digit|hexLetter)
		if end-n > 4 || end == n && !gap {
			return first, 0
		}
		if end > n {
			if parts < 2 {
				first[parts] = hexValue(text[n:end])
			}
			parts++
		}
		n = end
		if hasPrefixAt(text, n, "::") && !gap {
			gap = true
			parts = max(parts, 2) // a gap behind the first is a 0 at least
			n += 2
			continue
		}
		if parts == 8 || n+1 >= len(text) || text[n] != ':' || !is(text[n+1], digit|hexLetter) {
			break
		}
		n++
	}
	if parts > 8 || parts < 8 && !gap {
		return first, 0
	}
	return first, n
}

// reserved6 reports whether an address with these first parts is nobody's:
// outside of 2000::/3, or for documentation, Teredo or benchmarks; see the IANA
// IPv6 Special-Purpose Address Registry.
func reserved6(first [2]int) bool {
	switch first[0] {
	case 0x2001:
		return first[1] == 0xdb8 || first[1] < 0x200
	case 0x3fff:
		return first[1] < 0x1000
	}
	return first[0]>>13 != 1
}

// hexValue returns the value of hexadecimal digits.
func hexValue(b []byte) (n int) {
	for _, c := range b {
		n <<= 4
		if isDigit(c) {
			n |= int(c - '0')
		} else {
			n |= int(c|0x20-'a') + 10
		}
	}
	return n
}
