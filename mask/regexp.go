package mask

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

var (
	errTooLong   = errors.New("the result is too long for the column's type")
	errSteps     = errors.New("the pattern reads the value over and over, and it is too long for that; have each of its parts end at a character that it does not match")
	errUnmatched = errors.New("the pattern does not change the value")
)

// replacement puts text in the place of what a pattern matches.
//
// Note: package regexp allocates where a match is, once or twice a value.
type replacement struct {
	re        *regexp.Regexp
	behind    *regexp.Regexp // re behind any one character: for a search from within the value
	with      []byte
	all       bool
	unmatched string
	typ       Type
}

var regexpSpec = Spec{
	Name: "regexp", Family: "text",
	Summary: "what a pattern (RE2) matches is replaced", Makes: "text",
	Params: []Param{
		{Name: "pattern", Kind: StringParam, Required: true, Help: "the regular expression"},
		{Name: "with", Kind: StringParam, Default: "nothing", Help: "what to put in its place; $1 is the first group, and in a policy a brace after it is written $${1}"},
		{Name: "all", Kind: BoolParam, Default: "true", Help: "false replaces the first match only"},
		{Name: "unmatched", Kind: StringParam, Default: "scramble", Choices: []string{"scramble", "keep", "fail"}, Help: "what becomes of a value that the pattern does not change"},
	},
	Kinds: textKinds, Example: "Ticket 4711 of ann@example.com", On: anyText,
	With: Params{"pattern": `[^ ]+@[^ ]+|[0-9]+`, "with": "[...]"}, make: makeRegexp,
}

func makeRegexp(b *build) (Mask, error) {
	re, err := regexp.Compile(b.str("pattern", ""))
	if err != nil {
		return nil, paramError("pattern", "%s", syntaxFault(err))
	}
	with := b.str("with", "")
	if !utf8.ValidString(with) || hasNUL(with) {
		return nil, paramError("with", "want UTF-8 without NUL characters")
	}
	if ref := unknownGroup(re, with); ref != "" {
		return nil, paramError("with", "the pattern has no group for one of the references; write ${1}x for group 1 before a letter, $$ for a dollar sign")
	}
	behind, err := regexp.Compile("(?s:.)(?:" + b.str("pattern", "") + ")")
	if err != nil {
		return nil, paramError("pattern", "%s", syntaxFault(err))
	}
	m := b.keyed(&replacement{re, behind, []byte(with), b.flag("all", true), b.str("unmatched", "scramble"), b.typ}, Lossy)
	m.fixed = true
	return m, nil
}

// syntaxFault says what is wrong with a pattern without the pattern, which may
// come from the environment.
func syntaxFault(err error) string {
	text := err.Error()
	text = strings.TrimPrefix(text, "error parsing regexp: ")
	if i := strings.IndexByte(text, ':'); i >= 0 {
		text = text[:i]
	}
	return "not a regular expression (RE2): " + text
}

// reference is $1, $name, ${name} and, to be passed over, $$.
var reference = regexp.MustCompile(`\$(?:\$|(\w+)|\{(\w+)\})`)

// unknownGroup returns a reference in with that re has no group for, or "".
func unknownGroup(re *regexp.Regexp, with string) string {
	for _, m := range reference.FindAllStringSubmatch(with, -1) {
		name := m[1] + m[2]
		var n int
		_, err := fmt.Sscanf(name, "%d", &n)
		switch {
		case name == "":
		case err == nil && fmt.Sprint(n) == name && n <= re.NumSubexp():
		case re.SubexpIndex(name) >= 0:
		default:
			return name
		}
	}
	return ""
}

func (m *replacement) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := len(dst)
	if m.all && len(src) > maxScratch/8 {
		var err error
		if dst, err = m.replaceAll(dst, src); err != nil {
			return dst[:n], err
		}
	} else if m.all {
		dst = append(dst, m.re.ReplaceAll(src, m.with)...)
	} else if at := m.re.FindSubmatchIndex(src); at != nil {
		dst = append(dst, src[:at[0]]...)
		dst = m.re.Expand(dst, m.with, src, at)
		dst = append(dst, src[at[1]:]...)
	} else {
		dst = append(dst, src...)
	}
	if bytes.Equal(dst[n:], src) {
		return m.unchanged(dst[:n], src, s)
	}
	if !m.typ.holds(dst[n:]) {
		return dst, errTooLong
	}
	return dst, nil
}

// unchanged appends what becomes of a value that the pattern leaves as it is.
func (m *replacement) unchanged(dst, src []byte, s *scratch) ([]byte, error) {
	switch m.unmatched {
	case "keep":
		return append(dst, src...), nil
	case "fail":
		return dst, errUnmatched
	}
	return s.Like(dst, src, shape.Literals), nil
}
