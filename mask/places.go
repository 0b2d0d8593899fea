package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// A text that as a whole says where something is, is masked part by part, so that
// it joins: a host as the domain of addresses, a URL and a path segment by segment,
// and the name of a file without its extension, which stays.

// place is what a text as a whole may be.
type place uint8

const (
	nowhere place = iota
	aHost         // shop.example.de
	aURL          // https://shop.example.de/a/b, s3://bucket/key
	aPath         // /srv/files/a.pdf, uploads/a.pdf
	aFile         // a.pdf
)

// placeOf returns what v is, which has no blanks around it, and for a file where
// its extension begins. Only of an extension and a scheme the letters count; else it
// is marks that tell, which stay.
func placeOf(v []byte) (is place, dot int) {
	slash := bytes.IndexByte(v, '/')
	if slash < 0 && bytes.IndexByte(v, '.') < 0 || bytes.IndexByte(v, '\n') >= 0 || !shape.HasText(v) {
		return nowhere, 0
	}
	switch {
	case slash > 1 && v[slash-1] == ':' && slash+2 < len(v) && v[slash+1] == '/' && bytes.IndexByte(v, ' ') < 0 && isScheme(v[:slash-1]):
		return aURL, 0
	case slash == 0 && len(v) > 1 && (shape.IsAlnum(v[1]) || v[1] == '.' || v[1] == '_'):
		return aPath, 0
	}
	switch dot = shape.Extension(v); {
	case dot > 0 && slash > 0:
		return aPath, 0
	case dot > 0:
		return aFile, dot
	case slash < 0 && shape.IsHost(v):
		return aHost, 0
	}
	return nowhere, 0
}

// place appends a text that is somewhere, or else says that it is not. It works in
// a scratch of its own, as v may be in a buffer of s.
func (s *scratch) place(dst, v []byte, m shape.Mode) (out []byte, ok bool) {
	from, to := shape.Trim(v)
	core := v[from:to]
	is, dot := placeOf(core)
	if is == nowhere {
		return dst, false
	}
	of := s.nest()
	dst = append(dst, v[:from]...)
	switch is {
	case aURL:
		dst, _ = (&url{}).append(dst, core, of) // it has no errors of its own
	case aPath:
		dst = of.segments(dst, core)
	case aFile:
		dst = append(of.Like(dst, core[:dot], m), core[dot:]...)
	case aHost:
		dst = of.urlHost(dst, core)
	}
	return append(dst, v[to:]...), true
}

// elsewhere appends what becomes of v, which is no place and does not become one.
func (s *scratch) elsewhere(dst, v []byte, m shape.Mode) []byte {
	n := len(dst)
	dst = s.Shaper.Like(dst, v, m)
	for range maxWalk {
		from, to := shape.Trim(dst[n:])
		if is, _ := placeOf(dst[n+from : n+to]); is == nowhere {
			break
		}
		of := s.nest()
		of.inner = append(of.inner[:0], dst[n:]...)
		dst = s.Shaper.Like(dst[:n], of.inner, m)
	}
	return dst
}

// fileName appends a segment of a path that has the form of a host: there it is the
// name of a file, of a kind that is not known.
func (s *scratch) fileName(dst, v []byte) []byte {
	n, h := len(dst), shape.HashOf("file")
	dst = s.text(dst, v, h)
	for shape.Extension(dst[n:]) > 0 {
		v = bytes.Clone(dst[n:])
		dst = s.text(dst[:n], v, h)
	}
	return dst
}
