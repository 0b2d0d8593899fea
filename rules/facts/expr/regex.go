package expr

import (
	"bytes"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
)

// maxPattern bounds a pattern.
const maxPattern = 2000

// matcher is a pattern of an operator.
type matcher struct {
	re      *regexp.Regexp
	negated bool // the operator asks for no match
	letters bool // the locale decides about what is not ASCII
	spaces  bool // the locale decides about spaces that are not ASCII
}

// pattern returns the pattern of an operator.
func pattern(op, text string, fold bool) (matcher, error) {
	source, negated, err := goPattern(op, text, fold)
	if err != nil {
		return matcher{}, err
	}
	m := matcher{negated: negated}
	if m.re, err = regexp.Compile(source); err != nil {
		return m, errSyntax // its own text may hold the pattern
	}
	m.letters = strings.HasPrefix(source, "(?si)") || strings.Contains(source, `\p{`) || strings.Contains(source, `\P{`) || strings.Contains(source, `[:punct:]`)
	m.spaces = strings.Contains(source, `\s\v`) || strings.Contains(source, ` \t`)
	return m, nil
}

// matches compares a text.
func (m matcher) matches(v []byte) Truth {
	if m.letters && !isASCII(v) || m.spaces && bytes.IndexFunc(v, isWideSpace) >= 0 {
		return Unknown
	}
	return truth(m.re.Match(v) != m.negated)
}

func isWideSpace(r rune) bool {
	return r >= 0x80 && unicode.IsSpace(r) || r == '\u200b' || r == '\u180e'
}

// goPattern translates. In PostgreSQL, unless its embedded options say
// otherwise, . matches a line break and ^ and $ are the ends of the text.
func goPattern(op, text string, fold bool) (source string, negated bool, err error) {
	op, negated = strings.CutPrefix(op, "!")
	bare, insensitive := strings.CutSuffix(op, "*")
	if len(text) > maxPattern {
		return "", false, errSyntax
	}
	flags := "(?s)"
	if insensitive || fold {
		flags = "(?si)"
		if strings.ContainsAny(text, string(longS)+string(kelvin)) {
			return "", false, errSyntax // which are letters of ASCII to Go
		}
	}
	switch bare {
	case "~~":
		text, err = likePattern(text)
		return flags + `\A(?:` + text + `)\z`, negated, err
	case "~":
		text, err = advancedPattern(text)
		return flags + text, negated, err
	}
	return "", false, errSyntax
}

// likePattern translates a pattern of LIKE.
func likePattern(text string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '%':
			b.WriteString(".*")
		case '_':
			b.WriteString(".")
		case '\\':
			if i++; i == len(text) {
				return "", errSyntax
			}
			fallthrough
		default:
			// Bytes of a character that is not ASCII stay as they are.
			b.WriteString(regexp.QuoteMeta(text[i : i+1]))
		}
	}
	return b.String(), nil
}

// likeEscape writes a pattern of LIKE with \ for its escape, see like_escape in
// like_match.c.
func likeEscape(pattern []byte, escape byte) ([]byte, bool) {
	var out []byte
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == escape:
			if i++; i == len(pattern) {
				return nil, false
			}
			out = append(out, '\\', pattern[i])
		case c == '\\':
			out = append(out, '\\', '\\')
		default:
			out = append(out, c)
		}
	}
	return out, true
}

// similarEscape writes a pattern of SIMILAR TO as a regular expression, see
// similar_escape_internal in regexp.c.
func similarEscape(pattern []byte, escape byte) ([]byte, bool) {
	out := []byte("^(?:")
	class := false
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == escape:
			if i++; i == len(pattern) || pattern[i] == '"' {
				return nil, false
			}
			out = append(out, '\\', pattern[i])
		case class:
			if c == '\\' {
				out = append(out, c)
			}
			out = append(out, c)
			class = c != ']'
		case c == '[':
			if i+1 < len(pattern) && (pattern[i+1] == '^' || pattern[i+1] == ']') {
				return nil, false // versions differ in what they make of []…]
			}
			out, class = append(out, c), true
		case c == '%':
			out = append(out, ".*"...)
		case c == '_':
			out = append(out, '.')
		case c == '(':
			out = append(out, "(?:"...)
		case c == '\\' || c == '.' || c == '^' || c == '$':
			out = append(out, '\\', c)
		default:
			out = append(out, c)
		}
	}
	return append(out, ")$"...), true
}

// opening is how a bracket expression begins: a "]" that is first stands for itself.
var opening = regexp.MustCompile(`^\[\^?\]?`)

// advancedPattern checks that an advanced regular expression of PostgreSQL
// means the same in Go, and translates its classes, which know all letters.
func advancedPattern(text string) (string, error) {
	if strings.HasPrefix(text, "***") || strings.Contains(text, "(?") && !onlyGroups(text) {
		return "", errSyntax
	}
	var b strings.Builder
	class := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\\':
			if i++; i == len(text) {
				return "", errSyntax
			}
			s, ok := escapes(text[i], class)
			if !ok {
				return "", errSyntax
			}
			b.WriteString(s)
		case class && c == '[':
			name, _, _ := strings.Cut(strings.TrimPrefix(text[i:], "[:"), ":]")
			s, ok := posixClasses[name]
			if !ok || !strings.HasPrefix(text[i:], "[:"+name+":]") {
				return "", errSyntax
			}
			b.WriteString(s)
			i += len("[::]") + len(name) - 1
		case class && c == ']':
			class = false
			b.WriteByte(c)
		case !class && c == '[':
			class = true
			open := opening.FindString(text[i:])
			b.WriteString(strings.Replace(open, "]", `\]`, 1))
			i += len(open) - 1
		default:
			b.WriteByte(c)
		}
	}
	if class {
		return "", errSyntax
	}
	return b.String(), nil
}

// onlyGroups reports whether each (? of text begins (?:.
func onlyGroups(text string) bool {
	return strings.Count(text, "(?") == strings.Count(text, "(?:")
}

// escapes translates what follows a backslash.
func escapes(c byte, class bool) (string, bool) {
	switch c {
	case 'd':
		return `\p{Nd}`, true
	case 'w':
		if class {
			return `\p{L}\p{N}_`, true
		}
		return `[\p{L}\p{N}_]`, true
	case 's':
		if class {
			return `\s\v`, true
		}
		return `[\s\v]`, true
	case 'D':
		return `\P{Nd}`, !class
	case 'W':
		return `[^\p{L}\p{N}_]`, !class
	case 'S':
		return `[^\s\v]`, !class
	case 'n', 't', 'r', 'f', 'v':
		return `\` + string(c), true
	case 'A':
		return `\A`, !class
	case 'Z':
		return `\z`, !class
	}
	if isDigit(c) || isLetter(c) {
		return "", false
	}
	return regexp.QuoteMeta(string(c)), true
}

// posixClasses are the classes of PostgreSQL, for all letters.
var posixClasses = map[string]string{
	"alpha": `\p{L}`, "digit": `\p{Nd}`, "alnum": `\p{L}\p{N}`, "upper": `\p{Lu}`, "lower": `\p{Ll}`,
	"space": `\s\v`, "punct": `[:punct:]`, "xdigit": `[:xdigit:]`, "blank": ` \t`,
}

// closed reports whether a match stays a match, and no match none, when each
// letter is replaced by one of its case and script, and each digit by a digit.
func closed(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if r >= 0x80 || isDigit(byte(r)) || 'a' <= byte(r)|0x20 && byte(r)|0x20 <= 'z' {
				return false
			}
		}
	case syntax.OpCharClass:
		return closedClass(re)
	case syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	for _, sub := range re.Sub {
		if !closed(sub) {
			return false
		}
	}
	return true
}

// The letters outside of ASCII that fold to one in it. Without regard to case
// they are in the classes that their likes are in.
const (
	longS  = '\u017F'
	kelvin = '\u212A'
)

// closedClass wants all or none of each of A-Z, a-z, 0-9 and of what is not
// ASCII. A letter of a rare script becomes an ASCII letter, and a digit an
// ASCII digit, so that what is not ASCII must be in the class with these.
func closedClass(re *syntax.Regexp) bool {
	has := func(lo, hi rune) (all, none bool) {
		all, none = true, true
		covered := lo
		for i := 0; i < len(re.Rune); i += 2 {
			a, z := re.Rune[i], re.Rune[i+1]
			if z < lo || a > hi || a == z && (a == longS || a == kelvin) {
				continue
			}
			none = false
			if a > covered {
				all = false
			}
			covered = max(covered, z+1)
		}
		return all && covered > hi, none
	}
	upper, noUpper := has('A', 'Z')
	lower, noLower := has('a', 'z')
	digit, noDigit := has('0', '9')
	if !(upper || noUpper) || !(lower || noLower) || !(digit || noDigit) {
		return false
	}
	wide, noWide := has(0x80, 0x10FFFF)
	switch {
	case wide:
		return upper && lower
	case noWide:
		return true
	}
	return wideClass(re, lower, upper, digit)
}

// wideClass accepts the classes of Unicode that say the same of ASCII and of
// the other letters and digits: \w, \d, [[:alpha:]] and what is made of them.
func wideClass(re *syntax.Regexp, lower, upper, digit bool) bool {
	in := func(r rune) bool {
		for i := 0; i < len(re.Rune); i += 2 {
			if re.Rune[i] <= r && r <= re.Rune[i+1] {
				return true
			}
		}
		return false
	}
	const lowers, uppers, numbers, caseless = "àößčžđəαωжяёաք", "ÀÖŽČĐΑΩЖЯЁ", "٠٩۰०९０９", "אתعلकกあアー中한ა"
	for want, sample := range map[*bool]string{&lower: lowers + caseless, &upper: uppers, &digit: numbers} {
		for _, r := range sample {
			if in(r) != *want {
				return false
			}
		}
	}
	return true
}
