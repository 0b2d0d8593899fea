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
	parts, gap := 0, false
	var first [2]int
	n := start
	for {
		end := n
		part := 0
		for end < len(text) && end-n < 5 && is(text[end], digit|hexLetter) {
			part = part<<4 | hexValue(text[end])
			end++
		}
		if end-n > 4 || end == n && !gap {
			return Finding{}
		}
		if end > n {
			if parts < 2 {
				first[parts] = part
			}
			parts++
		}
		n = end
		if hasPrefixAt(text, n, "::") && !gap {
			gap = true
			if parts == 1 {
				first[1] = 0
				parts++
			}
			n += 2
			continue
		}
		if parts == 8 || n+1 >= len(text) || text[n] != ':' || !is(text[n+1], digit|hexLetter) {
			break
		}
		n++
	}
	if parts > 8 || parts < 8 && !gap || text[n-1] == ':' || wordAfter(text, n) || n < len(text) && text[n] == ':' {
		return Finding{}
	}
	if first[0]>>13 != 1 || first[0] == 0x2001 && (first[1] == 0xdb8 || first[1] == 0) || first[0] == 0x3fff && first[1] < 0x1000 {
		return Finding{}
	}
	return Finding{IP, start, n}
}

// hexValue returns the value of a hexadecimal digit.
func hexValue(c byte) int {
	if isDigit(c) {
		return int(c - '0')
	}
	return int(c|0x20-'a') + 10
}
