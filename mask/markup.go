package mask

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// XML and HTML in text: tags, what they and their attributes are called, entities
// and the marks of comments stay, so that what was well-formed is; each text between
// them, and what attributes say, is masked as a value of its own.

// leaf appends what becomes of a piece of text.
type leaf func(dst, v []byte) []byte

// isMarkup reports whether v as a whole is XML or HTML.
func isMarkup(v []byte) bool {
	from, to := shape.Trim(v)
	if to-from < len("<a/>") || v[from] != '<' || v[to-1] != '>' {
		return false
	}
	v = v[from:to]
	return (shape.IsLetter(v[1]) || v[1] == '?' || v[1] == '!') && (bytes.Contains(v, []byte("</")) || bytes.HasSuffix(v, []byte("/>")))
}

// A markup is a text of tags under way.
type markup struct {
	*scratch
	leaf     leaf
	src      []byte
	declares bool       // src has entities of its own
	missed   int        // searches for the other tag of an element, in vain
	chain    shape.Hash // of the characters that stand by their numbers in a text
}

// markup appends a text of tags.
func (s *scratch) markup(dst, v []byte, of leaf) []byte {
	m := markup{scratch: s, leaf: of, src: v, declares: bytes.Contains(v, []byte("<!ENTITY"))}
	done := 0 // what is masked
	for i := 0; i < len(v); {
		if v[i] != '<' {
			i++
			continue
		}
		n := tagLen(v[i:])
		if n == 0 {
			i++ // it stands for itself
			continue
		}
		dst = m.text(dst, v[done:i])
		dst = m.tag(dst, i, i+n)
		i += n
		done = i
	}
	return m.text(dst, v[done:])
}

// sections are what is no element: how it begins and ends, and whether what is
// between is attributes rather than text, or nothing.
var sections = [...]struct {
	open, close string
	attributes  bool
}{{"<!--", "-->", false}, {"<![CDATA[", "]]>", false}, {"<?xml ", "?>", true}, {"<?", "?>", true},
	{"<!DOCTYPE html", ">", true}, {"<!doctype html", ">", true}, {"<!DOCTYPE HTML", ">", true}}

// tagLen returns the length of the tag that v begins with, or 0. A > within quotes
// ends none.
func tagLen(v []byte) int {
	for _, s := range sections {
		if bytes.HasPrefix(v, []byte(s.open)) {
			n := bytes.Index(v[len(s.open):], []byte(s.close))
			if n < 0 {
				return 0
			}
			return len(s.open) + n + len(s.close)
		}
	}
	i := 1
	if i < len(v) && v[i] == '/' {
		i++
	}
	if i == len(v) || !shape.IsLetter(v[i]) && v[i] != '_' {
		return 0
	}
	i += nameLen(v[i:])
	if i < len(v) && v[i] != '>' && v[i] != '/' && v[i] > ' ' {
		return 0
	}
	quote := byte(0)
	for ; i < len(v); i++ {
		switch c := v[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		case c == '<':
			return 0
		}
	}
	return 0
}

// tag appends the tag in m.src[from:to].
func (m *markup) tag(dst []byte, from, to int) []byte {
	v := m.src[from:to]
	for _, s := range sections {
		if !bytes.HasPrefix(v, []byte(s.open)) {
			continue
		}
		dst = append(dst, s.open...)
		if inner := v[len(s.open) : len(v)-len(s.close)]; s.attributes {
			dst = m.attributes(dst, inner)
		} else {
			dst = m.plainText(dst, inner)
		}
		return append(dst, s.close...)
	}
	i := 1
	if v[1] == '/' {
		i = 2
	}
	n := i + nameLen(v[i:])
	dst = append(dst, v[:i]...)
	if m.isElement(v[i:n], from, to) {
		dst = append(dst, v[i:n]...)
	} else {
		dst = m.scratch.text(dst, v[i:n], shape.HashOf("element"))
	}
	return m.attributes(dst, v[n:])
}

// nameLen returns the length of the name that v begins with.
func nameLen(v []byte) int {
	n := 0
	for n < len(v) && (shape.IsAlnum(v[n]) || v[n] >= utf8.RuneSelf || v[n] == ':' || v[n] == '-' || v[n] == '_' || v[n] == '.') {
		n++
	}
	return n
}

// mostMissed is how many elements without another tag are looked for.
const mostMissed = 64

// isElement reports whether a name in the tag from there on is that of an element:
// one of HTML, or one that is opened and closed. What is put between < and > alone
// may be anything.
func (m *markup) isElement(name []byte, from, to int) bool {
	switch {
	case htmlNames[strings.ToLower(string(name[:min(len(name), 12)]))]:
		return true
	case len(name) == 0 || m.missed == mostMissed:
		return false
	case m.src[to-2] == '/':
		return true
	}
	found := false
	if m.src[from+1] == '/' {
		found = bytes.LastIndex(m.src[:from], append([]byte("<"), name...)) >= 0
	} else {
		found = bytes.Contains(m.src[to:], append([]byte("</"), name...))
	}
	if !found {
		m.missed++
	}
	return found
}

// attributes appends what is behind an element's name.
func (m *markup) attributes(dst, v []byte) []byte {
	for len(v) > 0 {
		n := nameLen(v)
		if n == 0 {
			dst, v = append(dst, v[0]), v[1:]
			continue
		}
		name := v[:n]
		v = v[n:]
		if eq := shape.End(v, 0, "="); eq == len(v) || len(bytes.TrimSpace(v[:eq])) > 0 {
			dst = m.named(dst, name)
			continue
		} else {
			dst = append(append(dst, name...), v[:eq+1]...)
			v = v[eq+1:]
		}
		blank := len(v) - len(bytes.TrimLeft(v, " \t\r\n"))
		dst, v = append(dst, v[:blank]...), v[blank:]
		end, quoted := 0, len(v) > 0 && (v[0] == '"' || v[0] == '\'')
		if quoted {
			dst, end = append(dst, v[0]), shape.End(v, 1, string(v[:1]))
			v, end = v[1:], end-1
		} else {
			end = shape.End(v, 0, " \t\r\n>")
		}
		if isForm(name) {
			dst = append(dst, v[:end]...)
		} else {
			dst = m.text(dst, v[:end])
		}
		v = v[end:]
		if quoted && len(v) > 0 {
			dst, v = append(dst, v[0]), v[1:]
		}
	}
	return dst
}

// named appends an attribute without a value.
func (m *markup) named(dst, name []byte) []byte {
	if htmlFlags[strings.ToLower(string(name[:min(len(name), 16)]))] {
		return append(dst, name...)
	}
	return m.scratch.text(dst, name, shape.HashOf("attribute"))
}

// isForm reports whether an attribute says how a text is read: a namespace, or what
// stands in a declaration.
func isForm(name []byte) bool {
	switch string(name[:max(bytes.IndexByte(name, ':'), 0)]) {
	case "xmlns", "xml", "xsi":
		return true
	}
	switch string(name) {
	case "xmlns", "version", "encoding", "standalone":
		return true
	}
	return false
}

// text appends a text with entities, which stay, but for letters by their numbers: a
// word between & and ; that HTML does not know, nor the text declares, is text.
func (m *markup) text(dst, v []byte) []byte {
	for m.chain = shape.HashOf("reference"); ; {
		i := bytes.IndexByte(v, '&')
		if i < 0 {
			return m.plainText(dst, v)
		}
		end := shape.End(v[:min(len(v), i+len("&thetasym;"))], i, ";")
		if end == len(v) || v[end] != ';' || !m.isEntity(v[i:end+1]) {
			end = i
		}
		dst = m.plainText(dst, v[:i])
		dst = m.reference(dst, v[i:end+1])
		v = v[end+1:]
	}
}

// isEntity reports whether v, from & to ;, stands for a character.
func (m *markup) isEntity(v []byte) bool {
	name := v[1 : len(v)-1]
	if number, ok := bytes.CutPrefix(name, []byte("#")); ok {
		return nameLen(number) > 0
	}
	switch string(name) {
	case "amp", "lt", "gt", "quot", "apos", "nbsp":
		return true
	}
	known := html.UnescapeString(string(v))
	return nameLen(name) > 0 && (known[len(known)-1] != ';' || m.declares)
}

// plainText appends a text without entities.
func (m *markup) plainText(dst, v []byte) []byte {
	if !shape.HasText(v) {
		return append(dst, v...)
	}
	return m.leaf(dst, v)
}

// reference appends an entity. Of &#252; and &#xfc; the number becomes that of
// another letter as long, which those before it have a part in.
func (m *markup) reference(dst, v []byte) []byte {
	if len(v) < len("&#9;") || v[1] != '#' {
		return append(dst, v...)
	}
	from, base := len("&#"), 10
	if v[2]|0x20 == 'x' {
		from, base = len("&#x"), 16
	}
	digits := string(v[from : len(v)-1])
	x, err := strconv.ParseUint(digits, base, 21)
	r := rune(x)
	if err != nil || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return append(dst, v...)
	}
	var room [utf8.UTFMax]byte
	made := ""
	for range maxWalk {
		out := m.Tweaked(room[:0], utf8.AppendRune(nil, r), uint64(m.chain))
		r, _ = utf8.DecodeRune(out)
		if made = strconv.FormatUint(uint64(r), base); len(made) == len(strings.TrimLeft(digits, "0")) {
			break
		}
	}
	m.chain = m.chain.With(x)
	dst = append(dst, v[:from]...)
	for range len(digits) - len(made) {
		dst = append(dst, '0')
	}
	return append(append(dst, made...), ';')
}

var htmlNames, htmlFlags = wordSet("a abbr address area article aside audio b base big blockquote body br button caption center cite code col colgroup dd del " +
	"details div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link " +
	"main mark meta nav noscript object ol optgroup option p param picture pre q s samp section select small source span strike strong style sub summary sup " +
	"svg table tbody td template textarea tfoot th thead time title tr tt u ul var video wbr"),
	wordSet("allowfullscreen async autofocus autoplay checked controls default defer disabled hidden loop multiple muted noshade novalidate nowrap open readonly required reversed selected")

func wordSet(words string) map[string]bool {
	is := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		is[w] = true
	}
	return is
}
