package policy

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"sanitize/mask"
)

// Parse reads a policy. file is its name in messages; getenv looks up the
// environment for ${NAME} in strings. All that is wrong is returned at once, as
// Errors.
func Parse(text []byte, file string, getenv func(string) (string, bool)) (*Policy, error) {
	p, root, err := load(text, file, getenv)
	if err != nil {
		return nil, err
	}
	p.document(root)
	if err := p.errs.Err(); err != nil {
		return nil, err
	}
	return p.Policy, nil
}

// load reads a text into the tree of its keys.
func load(text []byte, file string, getenv func(string) (string, bool)) (*parser, *node, error) {
	probe, err := mask.NewKey(make([]byte, mask.MinSecret))
	if err != nil {
		panic("rules: internal error: " + err.Error())
	}
	p := &parser{
		Policy: &Policy{Name: file, text: slices.Clone(text), Unlisted: UnlistedMask, outside: defaultOutside(), kept: defaultKept()},
		getenv: getenv, probe: probe, tried: map[string]bool{},
	}
	src := strings.TrimLeft(string(text), "\ufeff")
	if !utf8.ValidString(src) {
		return nil, nil, Errors{p.ErrorAt(firstInvalid(src), "", "the policy is not UTF-8")}
	}
	doc, err := decode(src)
	if err != nil {
		return nil, nil, Errors{p.syntaxError(src, err)}
	}
	root := indexTOML(src)
	root.attach(doc)
	p.expand(root, false)
	return p, root, nil
}

// firstInvalid returns the place of the first byte that is not UTF-8.
func firstInvalid(text string) Pos {
	i := 0
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	return posAt(text, i)
}

// decode has toml check and decode the text. Its parser panics where it thinks
// itself wrong; to us that is one more text that is not TOML.
func decode(text string) (doc map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("not TOML: the parser gave up")
		}
	}()
	_, err = toml.Decode(text, &doc)
	return doc, err
}

// parser makes a Policy of a tree of keys.
type parser struct {
	*Policy
	getenv func(string) (string, bool)
	probe  *mask.Key       // for trying parameters; makes no value
	tried  map[string]bool // masks with parameters that are right, by rule.same
	specs  map[string]*mask.Spec
	errs   Errors
}

// errorf notes an error.
func (p *parser) errorf(at Pos, hint, format string, args ...any) {
	p.errs = append(p.errs, p.ErrorAt(at, hint, format, args...))
}

// syntaxError turns an error of toml into ours. Its messages quote the text of
// the policy, which holds no data and no secrets.
func (p *parser) syntaxError(text string, err error) *Error {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return &Error{File: p.Name, Msg: strings.TrimPrefix(err.Error(), "toml: "), Syntax: true}
	}
	msg := strings.TrimSuffix(pe.Message, ".")
	if msg != "" {
		msg = strings.ToLower(msg[:1]) + msg[1:]
	}
	start := max(0, min(pe.Position.Start, len(text))) // -1 of a first byte that no text has
	if at := strings.LastIndex("\n"+text[:start], "\n["); at >= 0 && saltHeader.MatchString(text[at:]) {
		msg = "not TOML, in [salt]" // toml would quote what may be the salt
	}
	if line := text[strings.LastIndexByte(text[:start], '\n')+1:]; saltLine.MatchString(line) {
		msg = "not TOML, in salt"
	}
	wrong := p.ErrorAt(posAt(text, start), "", "%s", msg)
	wrong.Syntax = true
	return wrong
}

// saltHeader matches the header of [salt], in all its spellings.
var saltHeader = regexp.MustCompile(`^\[\s*["']?salt["']?\s*\]`)

// saltLine matches a line that gives [salt], or what is in it, a value.
var saltLine = regexp.MustCompile(`^\s*\[?\s*["']?salt\b`)

// expand replaces ${NAME}, ${NAME:-default} and ${NAME:?message} in all strings
// by the environment's value, and $${ by ${. The values of tables and lists, which masks may have as parameters, follow
// those in them. secret says that n is where a salt may stand by a slip.
func (p *parser) expand(n *node, secret bool) {
	if s, ok := n.value.(string); ok {
		n.value = p.expandString(s, n, secret)
	}
	table, _ := n.value.(map[string]any)
	for _, k := range n.kids {
		p.expand(k, secret || isSecretKey(k.key))
		if table != nil {
			table[k.key] = k.value
		}
	}
	list, _ := n.value.([]any)
	for i, e := range n.elems {
		p.expand(e, secret)
		if list != nil {
			list[i] = e.value
		}
	}
}

// isSecretKey reports whether a key, or a table, is that of the salt, or is taken
// for one that holds it.
func isSecretKey(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, "salt") || key == "secret" || key == "key"
}

func (p *parser) expandString(s string, n *node, secret bool) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "${")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		if i > 0 && s[i-1] == '$' {
			b.WriteString(s[:i-1] + "${")
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		inner, rest, ok := strings.Cut(s[i+2:], "}")
		name, instead, other := strings.Cut(inner, ":")
		if !ok || !isEnvName(name) || other && !strings.HasPrefix(instead, "-") && !strings.HasPrefix(instead, "?") {
			p.errorf(n.val, "write $${ for a literal ${", "${ without a name and a closing brace, want ${NAME}, ${NAME:-default} or ${NAME:?message}")
			return ""
		}
		value, ok := p.getenv(name)
		n.env = true
		switch {
		case ok && (value != "" || !other):
		case strings.HasPrefix(instead, "-"):
			value = instead[1:]
		case secret:
			p.errorf(n.val, "", "an environment variable that is named here is not set")
		case isSentence(instead):
			p.errorf(n.val, "", "the environment variable %s is not set: %s", name, instead[1:])
		default:
			p.errorf(n.val, "set it, or write $${ for a literal ${", "the environment variable %s is not set", name)
		}
		b.WriteString(value)
		s = rest
	}
}

// isSentence reports whether a message is one: a single word, or digits, may be a
// secret that was to be the default.
func isSentence(s string) bool {
	return strings.Contains(s, " ") && !strings.ContainsAny(s, "0123456789")
}

func isEnvName(s string) bool {
	for i, c := range []byte(s) {
		if !(c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' || i > 0 && '0' <= c && c <= '9') {
			return false
		}
	}
	return s != ""
}

// thePolicy is what the top of a policy is called in messages.
const thePolicy = "the policy"

// isTable notes an error unless a value is a table.
func (p *parser) isTable(n *node, hint, what string) bool {
	_, ok := n.value.(map[string]any)
	if !ok {
		p.errorf(n.val, hint, "%s is %s, want a table", what, kindOf(n.value))
	}
	return ok
}

// fields calls the function of each key of a table; other keys are errors.
func (p *parser) fields(n *node, what string, known map[string]func(*node)) {
	if !p.isTable(n, "", what) {
		return
	}
	for _, k := range n.kids {
		if read, ok := known[k.key]; ok {
			read(k)
			continue
		}
		names := slices.Sorted(maps.Keys(known))
		key := fmt.Sprintf("key %q", k.key)
		if what == "[salt]" { // it may be the salt
			key = "key"
		}
		p.errorf(k.at, DidYouMean(mask.Suggest(k.key, names)), "unknown %s in %s, want one of %s",
			key, what, strings.Join(names, ", "))
	}
}

// document reads the whole policy.
func (p *parser) document(root *node) {
	p.fields(root, thePolicy, map[string]func(*node){
		"version":       p.version,
		"unlisted":      func(n *node) { p.Unlisted, p.UnlistAt = p.unlistedValue(n), n.val },
		"unlisted_json": func(n *node) { p.UnlistedJSON = unlisted[p.choice(n, "unlisted_json", "mask", "name")] },
		"soft":          func(n *node) { p.soft = p.boolean(n) },
		"salt":          p.salt,
		"columns":       func(*node) {},
		"types":         func(*node) {},
		"tables":        func(*node) {},
		"more":          func(*node) {},
		"outside":       p.outsideSection,
		"kept":          p.keptSection,
		"release":       p.releaseSection,
	})
	if root.kid("version") == nil {
		p.errorf(Pos{1, 1}, "begin the policy with the line version = 1", "the policy has no version")
	}
	if p.soft && p.Unlisted == UnlistedKeep {
		p.errorf(root.kid("soft").at, "", `soft = true lets columns fall through to unlisted = "keep", which would not mask them`)
	}
	if n := root.kid("columns"); n != nil {
		p.ruleSet(n, "[columns]", &p.Columns, parseColumn)
	}
	if n := root.kid("types"); n != nil {
		p.ruleSet(n, "[types]", &p.Types, parseType)
	}
	if n := root.kid("tables"); n != nil {
		p.tableSet(n)
		p.checkGroups()
	}
	if n := root.kid("more"); n != nil {
		p.moreSet(n)
	}
}

func (p *parser) version(n *node) {
	if v, ok := n.value.(int64); !ok || v != 1 {
		p.errorf(n.val, "", "version %v is not known, want version = 1", show(n))
	}
}

func (p *parser) unlistedValue(n *node) Unlisted {
	return unlisted[p.choice(n, "unlisted", "mask", "name", "fail", "keep")]
}

// unlisted are the words of unlisted and unlisted_json.
var unlisted = map[string]Unlisted{"mask": UnlistedMask, "name": UnlistedName, "fail": UnlistedFail, "keep": UnlistedKeep}

// choice reads one of some words, the value of what; after an error it is "".
func (p *parser) choice(n *node, what string, words ...string) string {
	s, _ := n.value.(string)
	if slices.Contains(words, s) {
		return s
	}
	last := len(words) - 1
	p.errorf(n.val, DidYouMean(mask.Suggest(s, words)), "%s is %s, want %s or %s", what, show(n), strings.Join(words[:last], ", "), words[last])
	return ""
}

func (p *parser) boolean(n *node) bool {
	b, ok := n.value.(bool)
	if !ok {
		p.errorf(n.val, "", "%s is %s, want true or false", n.key, kindOf(n.value))
	}
	return b
}

func (p *parser) str(n *node) string {
	s, ok := n.value.(string)
	switch {
	case !ok:
		p.errorf(n.val, "", "%s is %s, want a string", n.key, kindOf(n.value))
	case s == "":
		p.errorf(n.val, "", "%s is empty", n.key)
	}
	return s
}

func (p *parser) salt(n *node) {
	p.fields(n, "[salt]", map[string]func(*node){
		"env": func(n *node) {
			p.saltEnv, p.SaltAt = p.str(n), n.val
			if n.env || !isEnvName(p.saltEnv) {
				p.errorf(n.val, `write the name alone: env = "SNAPSHOT_SALT"`, "[salt] env is not the name of an environment variable")
			}
		},
		"file": func(n *node) { p.saltFile, p.SaltAt = p.str(n), n.val },
	})
	if p.saltEnv != "" && p.saltFile != "" {
		p.errorf(n.at, "remove one of them", "[salt] names both env and file")
	}
}

// ruleSet reads a table of rules; read makes a pattern of a key.
func (p *parser) ruleSet(n *node, where string, set *Rules, read func(string) (pattern, error)) {
	if !p.isTable(n, "", where) {
		return
	}
	if set.seen == nil {
		set.seen = map[pattern]*node{}
	}
	for _, k := range eachName(n.kids) {
		pat, err := read(k.key)
		if err != nil {
			p.errorf(k.at, "", "%v", err)
			continue
		}
		if first := set.seen[pat]; first != nil {
			p.errorf(k.at, "remove one of them", "%q says the same as %q in line %d", k.key, first.key, first.at.Line)
			continue
		}
		set.seen[pat] = k
		if r := p.rule(k, where); r != nil {
			r.Exact = !pat.glob
			set.add(pat, r)
		}
	}
}

func parseType(key string) (pattern, error) {
	text := NormalType(key)
	if text == "" {
		return pattern{}, errors.New("a type's name is empty")
	}
	return pattern{text, isGlob(text)}, nil
}

// tableSet reads [tables].
func (p *parser) tableSet(n *node) {
	if !p.isTable(n, "", "[tables]") {
		return
	}
	seen := map[tablePattern]*node{}
	var wrong Pos // of a list of tables: what is wrong in it is told once
	for _, k := range eachName(n.kids) {
		if k.at == wrong {
			continue
		}
		pat, err := ParseTable(k.key)
		if err != nil {
			p.errorf(k.at, tableKeyHint, "%v", err)
			continue
		}
		if first := seen[pat]; first != nil {
			p.errorf(k.at, "put all rules of a table under one key", "%q is the same table as %q in line %d",
				k.key, first.key, first.at.Line)
			continue
		}
		seen[pat] = k
		before := len(p.errs)
		if p.table(k, pat); len(p.errs) > before {
			wrong = k.at
		}
	}
}

// tableKeyHint helps with [tables.public.users.columns], whose dots TOML takes
// for levels of its own.
const tableKeyHint = `write the table's name in quotes: [tables."schema.table".columns]`

// table reads what the policy says of one table.
func (p *parser) table(n *node, pat tablePattern) {
	where := tableHeader(n.key)
	t := &Table{ID: p.RuleCount, Key: n.key, At: n.at, Pattern: pat}
	p.RuleCount++
	if p.splitName(n) {
		return
	}
	p.fields(n, where, map[string]func(*node){
		"optional": func(n *node) { t.Optional = p.boolean(n) },
		"unlisted": func(n *node) { t.Unlisted = p.unlistedValue(n) },
		"columns": func(n *node) {
			p.ruleSet(n, strings.TrimSuffix(where, "]")+".columns]", &t.Columns, parseColumn)
		},
		"rows":   func(n *node) { p.rows(n, t) },
		"sample": func(n *node) { p.sample(n, t) },
		"data":   func(n *node) { t.Data, t.DataAt = p.data(n), n.at },
	})
	p.checkRows(t)
	p.Tables.add(t)
}

// splitName notes an error if n is the first half of a name whose dot was not
// in quotes.
func (p *parser) splitName(n *node) bool {
	for _, k := range n.kids {
		part := "columns"
		if k.kid(part) == nil {
			part = "rows"
		}
		if k.key != "columns" && k.kid(part) != nil {
			name := n.key + "." + k.key
			p.errorf(n.at, fmt.Sprintf("write [tables.%s.%s]", TOMLString(name), part),
				"the dot in the table's name %s is not in quotes", name)
			return true
		}
	}
	return false
}

// kindOf names the TOML type of a value.
func kindOf(v any) string {
	switch v.(type) {
	case string:
		return "a string"
	case int64:
		return "an integer"
	case float64:
		return "a float"
	case bool:
		return "a boolean"
	case map[string]any:
		return "a table"
	case []any, []map[string]any:
		return "an array"
	}
	return "a date or time"
}

// show shows a scalar of the policy, and the kind of anything else. What the
// environment gave may be a secret.
func show(n *node) string {
	switch v := n.value.(type) {
	case string:
		if !n.env {
			return fmt.Sprintf("%q", v)
		}
	case int64, float64, bool:
		return fmt.Sprint(v)
	}
	return kindOf(n.value)
}
