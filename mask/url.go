package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
	"sanitize/mask/internal/stream"
)

// url masks the parts of a URL: the scheme stays, the host becomes a label of
// the digest under .invalid, the same for the same host, and user, path, query
// and fragment are scrambled. What has no host is scrambled after its scheme.
type url struct {
	host, path bool // these stay
	limit      int
}

// hostSuffix is what masked hosts end in: RFC 2606 keeps it out of the DNS.
const hostSuffix = ".invalid"

var urlSpec = Spec{
	Name: "url", Family: "keyed",
	Summary: "a URL of the same shape, at a host under .invalid", Makes: "text",
	Params: []Param{
		{Name: "keep_host", Kind: BoolParam, Default: "false", Help: "true keeps host and port"},
		{Name: "keep_path", Kind: BoolParam, Default: "false", Help: "true keeps the path; query and fragment are masked all the same"},
		seedColumn,
	},
	Kinds: textKinds, Example: "https://ann:pw@shop.example.com/u/ann?id=17", On: anyText, make: makeURL,
}

func makeURL(b *build) (Mask, error) {
	u := &url{b.flag("keep_host", false), b.flag("keep_path", false), b.typ.limit()}
	if u.host && u.path {
		return nil, paramError("keep_path", "keep_host and keep_path together keep nearly all of a URL; choose one")
	}
	return b.keyed(u, Lossy), nil
}

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
	if i := bytes.IndexByte(v, ':'); i > 0 && isScheme(v[:i]) && !looksLikePort(v[i+1:]) {
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

func isScheme(v []byte) bool {
	for i, c := range v {
		if !shape.IsAlnum(c) && (i == 0 || c != '+' && c != '-') {
			return false
		}
	}
	return shape.IsLetter(v[0])
}

// looksLikePort reports whether v begins with up to five digits and then ends,
// or goes on with a path.
func looksLikePort(v []byte) bool {
	n := shape.DigitsAt(v, 0)
	return n > 0 && n <= 5 && (n == len(v) || v[n] == '/' || v[n] == '?' || v[n] == '#')
}

func (u *url) append(dst, src []byte, s *scratch) ([]byte, error) {
	p := splitURL(src)
	n := len(dst)
	dst = append(dst, src[:p.user]...)
	dst = s.part(dst, src[p.user:p.host])
	switch {
	case !p.hasHost || u.host && s.Round == 0 && isHost(src[p.host:p.port]):
		dst = append(dst, src[p.host:p.path]...)
	default:
		dst = u.appendHost(dst, src[p.host:p.port], len(src), s)
		dst = append(dst, src[p.port:p.path]...)
	}
	switch {
	case u.path && s.Round == 0:
		dst = append(dst, src[p.path:p.query]...)
		dst = s.part(dst, src[p.query:])
	default:
		dst = s.part(dst, src[p.path:])
	}
	if s.Round > 2 && bytes.Equal(dst[n:], src) {
		return s.Text(dst[:n], src), nil // a scheme and marks, nothing else
	}
	return dst, nil
}

// isHost reports whether v is a name or an address, rather than any text.
func isHost(v []byte) bool {
	if len(v) > 2 && v[0] == '[' && v[len(v)-1] == ']' {
		_, ok := parse6(v[1 : len(v)-1])
		return ok
	}
	return isDomain(v)
}

// appendHost appends what stands for host. total is the length of the URL: with
// a limit the label shrinks, or the host is scrambled in its shape.
func (u *url) appendHost(dst, host []byte, total int, s *scratch) []byte {
	if len(host) == 0 {
		return dst
	}
	chars := distinctChars
	if u.limit > 0 {
		chars = min(chars, u.limit-(total-len(host))-len(hostSuffix))
	}
	if chars < 4 {
		return s.part(dst, host)
	}
	s.Seed(host)
	return append(s.Append32(dst, chars, &stream.Lower32), hostSuffix...)
}

// part appends a part of a URL, scrambled. An escape %XX becomes that of a
// lower-case letter.
func (s *scratch) part(dst, v []byte) []byte {
	if len(v) == 0 {
		return dst
	}
	s.Seed(v)
	for {
		i := bytes.IndexByte(v, '%')
		if i < 0 || i+3 > len(v) {
			dst, _ = s.Letters(dst, v)
			return dst
		}
		dst, _ = s.Letters(dst, v[:i])
		const hex = "0123456789abcdef"
		c := 'a' + s.Below(26)
		dst = append(dst, '%', hex[c>>4], hex[c&15])
		v = v[i+3:]
	}
}
