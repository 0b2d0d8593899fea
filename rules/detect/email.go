package detect

// The limits of RFC 5321, 4.5.3.1.
const (
	maxLocal  = 64
	maxDomain = 255
)

// email finds an address around its @.
func email(text []byte, lo, i int) Finding {
	start := runBack(text, lo, i, alnum|local, maxLocal)
	for start < i && !is(text[start], alnum|under) {
		start++
	}
	if start == i || i-start > maxLocal || text[i-1] == '.' || string(text[start:i]) == "git" ||
		equalFold(text[start:i], "redacted") { // a URL of which the password is gone
		return Finding{}
	}
	end := domain(text, i+1)
	if end == 0 || published(text[i+1:end]) {
		return Finding{}
	}
	return Finding{Email, start, end}
}

// domain returns the end of the domain name that begins at i, 0 if none does:
// two labels at least, the last one of letters.
func domain(text []byte, i int) int {
	end, dots, lo := 0, 0, i
	for {
		label := i
		for i < len(text) && i-lo < maxDomain && (is(text[i], alnum|hyphen) || text[i] >= 0x80) {
			i++
		}
		hi := i
		for hi > label && text[hi-1] == '-' {
			hi--
		}
		if hi == label || text[label] == '-' {
			return end
		}
		end = 0
		if dots > 0 && topLevel(text[label:hi]) {
			end = hi
		}
		if hi < i || i == len(text) || text[i] != '.' {
			if wordAfter(text, hi) {
				return 0
			}
			return end
		}
		dots++
		i++
	}
}

// topLevel reports whether a label can be the last one of a name. File names
// such as icon@2x.png and units such as getty@tty1.service have others.
func topLevel(label []byte) bool {
	if len(label) < 2 {
		return false
	}
	if len(label) > 4 && string(label[:4]) == "xn--" {
		return true
	}
	for _, c := range label {
		if c < 0x80 && !is(c, upper|lower) {
			return false
		}
	}
	for _, no := range [...]string{"png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "json", "html", "pdf", "txt", "xml", "service", "target", "socket", "timer"} {
		if equalFold(label, no) {
			return false
		}
	}
	return true
}

// published reports whether a host name is made to be published: see RFC 2606
// and RFC 6761; .local and .internal mean nobody outside either.
func published(host []byte) bool {
	for _, name := range [...]string{"example.com", "example.net", "example.org", "example.edu", "example", "invalid", "test", "localhost", "local", "internal", "localdomain"} {
		n := len(host) - len(name)
		if n >= 0 && equalFold(host[n:], name) && (n == 0 || host[n-1] == '.') {
			return true
		}
	}
	return false
}

// equalFold reports whether b is s, which is in lower case, in any case.
func equalFold(b []byte, s string) bool {
	if len(b) != len(s) {
		return false
	}
	for i, c := range b {
		if is(c, upper) {
			c |= 0x20
		}
		if c != s[i] {
			return false
		}
	}
	return true
}
