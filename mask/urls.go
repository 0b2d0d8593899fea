package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// url masks the parts of a URL: a scheme that is known stays, and www., the rest
// of the host becomes a pseudonym as long under a name that is set aside, and
// user, path, query and fragment are masked segment by segment.
type url struct{ host, path bool } // these stay

// urlParts are offsets into a URL, from left to right.
type urlParts struct {
	user    int // after "scheme://" or "scheme:"
	host    int // after "user@"
	port    int // at the ":" of the port, or at path
	path    int
	query   int // at the "?" or "#"
	hasHost bool
}

func splitURL(v []byte) urlParts {
	var p urlParts
	if i := bytes.IndexByte(v, ':'); i > 0 && isScheme(v[:i]) {
		p.user = i + 1
	}
	if bytes.HasPrefix(v[p.user:], []byte("//")) {
		p.user += 2
		p.hasHost = true
	}
	p.query = shape.End(v, p.user, "?#")
	p.path = min(shape.End(v, p.user, "/"), p.query)
	p.hasHost = p.hasHost || p.user == 0 && bytes.IndexByte(v[:p.path], '.') > 0
	p.host = p.user
	if !p.hasHost {
		p.path, p.port = p.user, p.user
		return p
	}
	if i := bytes.LastIndexByte(v[p.user:p.path], '@'); i >= 0 {
		p.host += i + 1
	}
	p.port = p.path
	if i := bytes.LastIndexByte(v[p.host:p.path], ':'); i >= 0 && looksLikePort(v[p.host+i+1:p.path]) {
		p.port = p.host + i
	}
	return p
}

// longestScheme is how long a scheme is that is known.
const longestScheme = 14

// isScheme reports whether v is a scheme that is known. Any word may stand before
// a colon: a name before a password.
func isScheme(v []byte) bool {
	if len(v) > longestScheme {
		return false
	}
	var low [longestScheme]byte
	for i, c := range v {
		low[i] = shape.Lower(c)
	}
	switch string(low[:len(v)]) {
	case "http", "https", "ftp", "ftps", "sftp", "ssh", "git", "git+ssh", "svn", "ws", "wss", "mailto", "tel", "sms", "file", "data", "blob",
		"ldap", "ldaps", "postgres", "postgresql", "mysql", "redis", "rediss", "mongodb", "mongodb+srv", "amqp", "amqps", "s3", "gs", "smb", "nfs",
		"irc", "ircs", "news", "telnet", "rtsp", "rtmp", "sip", "sips", "xmpp", "magnet", "ipfs", "webcal", "feed", "geo", "about", "javascript",
		"skype", "mxc", "whatsapp", "tg", "slack", "android-app", "ios-app", "jdbc", "unix", "tcp", "udp", "urn", "cid":
		return true
	}
	return false
}

// looksLikePort reports whether v begins with up to five digits and then ends,
// or goes on with a path.
func looksLikePort(v []byte) bool {
	n := shape.DigitsAt(v, 0)
	return n > 0 && n <= 5 && (n == len(v) || v[n] == '/' || v[n] == '?' || v[n] == '#')
}

func (u *url) append(dst, src []byte, s *scratch) ([]byte, error) {
	from, to := shape.Trim(src)
	dst = append(dst, src[:from]...)
	v := src[from:to]
	p := splitURL(v)
	if p.user == 0 && !p.hasHost && p.path == 0 && shape.End(v, 0, "/?#") == len(v) {
		dst = s.text(dst, v, shape.HashOf("no URL"))
		return append(dst, src[to:]...), nil
	}
	dst = append(dst, v[:p.user]...)
	dst = s.text(dst, v[p.user:p.host], shape.HashOf("user"))
	switch {
	case !p.hasHost || u.host && s.Round == 0 && isHost(v[p.host:p.port]):
		dst = append(dst, v[p.host:p.path]...)
	default:
		dst = s.urlHost(dst, v[p.host:p.port])
		dst = append(dst, v[p.port:p.path]...)
	}
	rest := p.path
	if u.path && s.Round == 0 {
		dst, rest = append(dst, v[p.path:p.query]...), p.query
	}
	return append(s.segments(dst, v[rest:]), src[to:]...), nil
}

// isHost reports whether v is a name or an address, rather than any text.
func isHost(v []byte) bool {
	if len(v) > 2 && v[0] == '[' && v[len(v)-1] == ']' {
		_, ok := parse6(v[1 : len(v)-1])
		return ok
	}
	return isDomain(v)
}

// urlHost appends what stands for a host. localhost is nobody's.
func (s *scratch) urlHost(dst, host []byte) []byte {
	const www = "www."
	if bytes.EqualFold(host, []byte("localhost")) {
		return append(dst, host...)
	}
	if len(host) > len(www) && bytes.EqualFold(host[:len(www)], []byte(www)) {
		dst, host = append(dst, host[:len(www)]...), host[len(www):]
	}
	if len(host) > 2 && host[0] == '[' && host[len(host)-1] == ']' {
		dst = s.Like(append(dst, '['), host[1:len(host)-1], shape.Bare)
		return append(dst, ']')
	}
	if _, ok := parse4(host); ok && !s.IsPinned() {
		return s.Like(dst, host, shape.Bare)
	}
	if k := s.key.addresses.Load(); k != nil && s.Round == 0 && !s.IsPinned() {
		of := k.scratch()
		dst = of.Domain(dst, host)
		k.release(of, len(host))
		return dst
	}
	return s.Domain(dst, host)
}

// segmentMarks are what stands between the segments of a path and a query.
var segmentMarks = charactersOf("/?#&=;:,@+")

// segments appends a path, a query and a fragment, segment by segment.
func (s *scratch) segments(dst, v []byte) []byte {
	for before := byte(0); len(v) > 0; {
		n, set := shape.RunOf(v, &segmentMarks)
		switch part := v[:n]; {
		case set.HasPercent():
			dot := extensionOf(part)
			dst = append(s.escapedSegment(dst, part[:dot]), part[dot:]...)
		case s.IsPinned():
			dst = s.text(dst, part, 0)
		case before == '/' && set.HasDot() && shape.IsHost(part) && shape.Extension(part) < 0:
			dst = s.fileName(dst, part)
		case set.HasText():
			dst = s.likeOf(dst, part, shape.Bare, set)
		default:
			dst = append(dst, part...)
		}
		if n < len(v) {
			before = v[n]
			dst = append(dst, before)
			n++
		}
		v = v[n:]
	}
	return dst
}

// extensionOf returns where the extension of a segment with escapes begins, or its
// length.
func extensionOf(part []byte) int {
	if dot := shape.Extension(part); dot > 0 && bytes.LastIndexByte(part, '%') < dot-2 {
		return dot
	}
	return len(part)
}

// escapedSegment appends a segment with escapes %XX: those of letters and digits
// become others, and of a character beyond ASCII the last byte does.
func (s *scratch) escapedSegment(dst, v []byte) []byte {
	s.in = append(s.in[:0], v...)
	for i := 0; i < len(v); i++ {
		if isEscape(v, i) {
			shape.Hide(s.in[i : i+3])
			i += 2
		}
	}
	n := len(dst)
	dst = s.text(dst, s.in, shape.HashOf("escaped"))
	out := dst[n:]
	t := s.Tweak(uint64(shape.HashOf("escape")))
	last := byte(0)
	for i := 0; i < len(v); i++ {
		if !isEscape(v, i) {
			last = 0
			continue
		}
		hi, _ := shape.Unhex(v[i+1])
		lo, _ := shape.Unhex(v[i+2])
		c := hi<<4 | lo
		switch {
		case shape.IsAlnum(c):
			first, count := shape.Alike(c)
			c = first + byte(t.Below(uint64(c-first), uint64(count)))
		case c&0xC0 == 0x80 && last >= 0x80 && (last < 0xC0 || last >= 0xC2 && last < 0xE0):
			c = 0x80 | byte(t.Below(uint64(c&0x3F), 64))
		}
		last = hi<<4 | lo
		digits := "0123456789ABCDEF"
		if shape.IsSmall(v[i+1]) || shape.IsSmall(v[i+2]) {
			digits = "0123456789abcdef"
		}
		out[i], out[i+1], out[i+2] = '%', digits[c>>4], digits[c&15]
		i += 2
	}
	return dst
}

// isEscape reports whether an escape %XX is at i.
func isEscape(v []byte, i int) bool {
	if v[i] != '%' || i+2 >= len(v) {
		return false
	}
	_, hi := shape.Unhex(v[i+1])
	_, lo := shape.Unhex(v[i+2])
	return hi && lo
}
