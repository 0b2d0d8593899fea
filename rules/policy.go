package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/mask"
)

// Policy is a policy that was read and is right in itself; Bind finds out
// whether it is right for a schema. It is immutable.
type Policy struct {
	file     string
	text     []byte
	soft     bool
	unlisted unlisted
	unlistAt pos

	saltEnv, saltFile string

	columns ruleSet
	types   ruleSet // keys in the form of normalType
	tables  tableSet
	outside Outside
	kept    Kept

	rules int // rules have the ids 0 to rules-1, tables among them
}

// unlisted says what becomes of a column that no rule names.
type unlisted int

const (
	unlistedUnset unlisted = iota // of a table: as the policy says
	unlistedMask
	unlistedFail
	unlistedKeep
)

// Salt returns what [salt] names: an environment variable or a file. Both are
// empty if the policy has none.
func (p *Policy) Salt() (env, file string) { return p.saltEnv, p.saltFile }

// File returns the name of the policy, as Parse was given it.
func (p *Policy) File() string { return p.file }

// Digest returns the SHA-256 of the policy's text in hexadecimal. What the
// environment puts in place of ${NAME} is not in it.
func (p *Policy) Digest() string {
	sum := sha256.Sum256(p.text)
	return hex.EncodeToString(sum[:])
}

// rule says which mask a column gets.
type rule struct {
	id     int
	key    string // as the policy writes it
	where  string // the table of the policy it is in: [columns]
	at     pos    // of the key
	exact  bool   // the key is a name, not a glob
	node   *node  // the value
	mask   string
	maskAt pos // of the mask's name; of set, for the short form
	params mask.Params
	same   string // equal for rules with equal masks and parameters
	by     string // a column whose value is the row's key; "" for the row's own
	byName string // the parameter that says so
	byAt   pos
	soft   bool // is passed over where its mask cannot do the type
}

// ruleSet holds rules by name or glob.
type ruleSet struct {
	all   []*rule // in the order of the file
	exact map[string]*rule
	index globIndex
	globs []*rule // by the number in index
}

func (s *ruleSet) add(pat pattern, r *rule) {
	s.all = append(s.all, r)
	if pat.glob {
		s.index.add(pat.text)
		s.globs = append(s.globs, r)
		return
	}
	if s.exact == nil {
		s.exact = map[string]*rule{}
	}
	s.exact[pat.text] = r
}

// match returns the rules for name, the one that decides first: the exact one,
// then the globs in the order of the file.
func (s *ruleSet) match(name string) []*rule {
	var list []*rule
	if r := s.exact[name]; r != nil {
		list = append(list, r)
	}
	if len(s.globs) > 0 {
		for _, i := range s.index.match(name) {
			list = append(list, s.globs[i])
		}
	}
	return list
}

// tableRules is what the policy says of a table, or of those a glob names.
type tableRules struct {
	id       int
	key      string
	at       pos
	pattern  tablePattern
	columns  ruleSet
	unlisted unlisted
	unlistAt pos
	optional bool

	rows   []*rowRule // the first whose where holds decides
	sample *sampleRule
	data   dataMode
	dataAt pos
}

// hasRows reports whether the entry says something of rows.
func (t *tableRules) hasRows() bool {
	return len(t.rows) > 0 || t.sample != nil || t.data == dataDrop
}

// tableSet holds tables by name or glob.
type tableSet struct {
	all   []*tableRules
	exact map[dumpfmt.Name]*tableRules
	index globIndex // of the names, without schemas
	globs []*tableRules
}

func (s *tableSet) add(t *tableRules) {
	s.all = append(s.all, t)
	if t.pattern.glob() {
		// A quoted name with a star in it is found too often; match asks the
		// pattern itself.
		s.index.add(t.pattern.name.text)
		s.globs = append(s.globs, t)
		return
	}
	if s.exact == nil {
		s.exact = map[dumpfmt.Name]*tableRules{}
	}
	s.exact[t.pattern.exact()] = t
}

// match returns what the policy says of the table of that name, the exact entry
// first, then the globs in the order of the file. A name that the dump gives
// without a schema counts as one in public.
func (s *tableSet) match(name dumpfmt.Name) []*tableRules {
	if name.Schema == "" {
		name.Schema = "public"
	}
	var list []*tableRules
	if t := s.exact[name]; t != nil {
		list = append(list, t)
	}
	if len(s.globs) == 0 {
		return list
	}
	for _, i := range s.index.match(name.Name) {
		if t := s.globs[i]; t.pattern.schema.match(name.Schema) && t.pattern.name.match(name.Name) {
			list = append(list, t)
		}
	}
	return list
}

// errorAt makes an error about a place in the policy.
func (p *Policy) errorAt(at pos, hint, format string, args ...any) *Error {
	return &Error{File: p.file, Line: at.line, Col: at.col, Msg: fmt.Sprintf(format, args...), Hint: hint}
}
