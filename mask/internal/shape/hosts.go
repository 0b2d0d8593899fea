package shape

import "bytes"

// Addresses and hosts within text: of ann@shop.example.de the letters are
// permuted as all others, but no domain may come out that somebody has. So the
// last label becomes one of as many letters that is set aside: a code of ISO
// 3166 that is left to users (xa to xz, qm to qz, zz), for com alt (RFC 9476),
// test, invalid (RFC 6761); another label begins with zz, as no top-level domain
// does. What it was has its part in what becomes of the rest: so two values that
// differ in it alone meet by accident only.

// userCodes are the codes of two letters. xk is in use for Kosovo.
const userCodes = "qmqnqoqpqqqrqsqtquqvqwqxqyqzxaxbxcxdxexfxgxhxixjxlxmxnxoxpxqxrxsxtxuxvxwxxxyxzzz"

// appendReserved appends what stands for a last label. key tells which, where
// there are several; of a label of another length all but the first two
// characters of body stay, which is as long.
func appendReserved(dst, label, body []byte, key uint64) []byte {
	at := len(dst)
	switch len(label) {
	case 2:
		i := 2 * (key % uint64(len(userCodes)/2))
		dst = append(dst, userCodes[i:i+2]...)
	case 3:
		dst = append(dst, "alt"...)
		if !bytes.EqualFold(label, []byte("com")) { // most are: so these meet no others
			dst = append(dst[:at], 'z', 'z', 'a'+byte(key%26))
		}
	case 4:
		dst = append(dst, "test"...)
	case 7:
		dst = append(dst, "invalid"...)
	default:
		dst = append(append(dst, "zz"...), body[2:]...)
	}
	for i, c := range label {
		if IsCapital(c) && IsSmall(dst[at+i]) {
			dst[at+i] -= 'a' - 'A'
		}
	}
	return dst
}

// hosted is Text, or runs, that sees to the last labels of hosts. The beginning of
// a URL stays.
func (s *Shaper) hosted(dst, v []byte, runs bool) []byte {
	lo, hi := lastLabel(v, 0)
	head := schemeLen(v)
	if lo < 0 && head == 0 {
		return s.hostless(dst, v, runs)
	}
	h := hashHost
	s.hold = append(s.hold[:0], v...)
	for i := range head {
		s.hold[i] = '-'
	}
	for lo >= 0 {
		label := s.hold[lo:hi]
		h = h.Text(v[lo:hi])
		for i := range hiddenLen(len(label)) {
			label[i] = '-'
		}
		lo, hi = lastLabel(v, hi)
	}
	at := len(dst)
	dst = s.textOrRuns(dst, s.hold, uint64(h), runs)
	copy(dst[at:], v[:head])
	for lo, hi = lastLabel(v, 0); lo >= 0; lo, hi = lastLabel(v, hi) {
		t := s.perm.Tweak(uint64(hashHost.Text(v[lo:hi])))
		key, _ := t.Sum(1, nil)
		appendReserved(dst[:at+lo], v[lo:hi], dst[at+lo:at+hi], key)
	}
	return dst
}

// hostless is textOrRuns for a value without a host, which becomes none: it is permuted
// until there is none in it, and so it stays one to one.
func (s *Shaper) hostless(dst, v []byte, runs bool) []byte {
	at := len(dst)
	dst = s.textOrRuns(dst, v, 0, runs)
	for n := 0; n < mostWalks && HasHost(dst[at:]); n++ {
		s.hold = append(s.hold[:0], dst[at:]...)
		dst = s.textOrRuns(dst[:at], s.hold, 0, runs)
	}
	return dst
}

// mostWalks is how often a value is permuted: half of what comes out has no host.
const mostWalks = 128

// textOrRuns is Tweaked or runs.
func (s *Shaper) textOrRuns(dst, v []byte, tweak uint64, runs bool) []byte {
	if runs {
		return s.runs(dst, v, tweak)
	}
	return s.Tweaked(dst, v, tweak)
}

// schemeLen returns how long the beginning of a URL is: https://, www. or both.
func schemeLen(v []byte) int {
	if len(v) == 0 || v[0]|0x20 != 'h' && v[0]|0x20 != 'f' && v[0]|0x20 != 'w' {
		return 0
	}
	n := 0
	for _, head := range [...]string{"http://", "https://", "ftp://", "www."} {
		if len(v)-n > len(head) && bytes.EqualFold(v[n:n+len(head)], []byte(head)) {
			n += len(head)
		}
	}
	return n
}

// hiddenLen returns how many characters of a last label have no part in the
// permutation.
func hiddenLen(label int) int {
	switch label {
	case 2, 3, 4, 7:
		return label
	}
	return 2
}

// HasHost reports whether v, one word, is a host, or has one where URLs have it.
func HasHost(v []byte) bool {
	lo, _ := lastLabel(v, 0)
	return lo >= 0
}

// lastLabel returns where the next last label of a host at or after i is; lo is
// -1 where there is none. Beyond addresses, hosts are what begins with www. or behind
// //, and what stands alone, or has two dots and more, if its last label is one of tops.
func lastLabel(v []byte, i int) (lo, hi int) {
	if i == 0 && bytes.IndexByte(v, '.') < 0 {
		return -1, -1
	}
	for i < len(v) {
		for i < len(v) && !isHostByte(v[i]) {
			i++
		}
		from, dotted := i, false
		for i < len(v) && isHostByte(v[i]) {
			dotted = dotted || v[i] == '.'
			i++
		}
		if !dotted {
			continue
		}
		lo, hi = labelOf(v, from, i)
		if lo >= 0 {
			return lo, hi
		}
	}
	return -1, -1
}

// labelOf returns the last label of the host in v[from:to], if that is one.
func labelOf(v []byte, from, to int) (lo, hi int) {
	for to > from && (v[to-1] == '.' || v[to-1] == '-') {
		to--
	}
	dot := bytes.LastIndexByte(v[from:to], '.')
	if dot <= 0 {
		return -1, -1
	}
	lo = from + dot + 1
	if to-lo < 2 || !IsLetter(v[lo]) || bytes.IndexByte(v[lo:to], '_') >= 0 {
		return -1, -1
	}
	switch {
	case from > 0 && v[from-1] == '@', from > 1 && v[from-1] == '/' && v[from-2] == '/':
	case to-from > 4 && v[from]|0x20 == 'w' && v[from+1]|0x20 == 'w' && v[from+2]|0x20 == 'w' && v[from+3] == '.':
	case (from == 0 && to == len(v) || bytes.Count(v[from:to], []byte(".")) > 1) && isTop(v[lo:to]):
	default:
		return -1, -1
	}
	return lo, to
}

// isHostByte reports whether c may be within a host. Letters beyond ASCII may.
func isHostByte(c byte) bool {
	return c >= 0x80 || classes[c] != 0 || c == '.' || c == '-' || c == '_'
}
