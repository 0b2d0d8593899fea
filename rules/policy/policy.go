// Package policy reads a policy: TOML, with the place of each key, into a Policy
// that is right in itself. Whether it is right for a schema is found by package
// bind. Of masks it knows the catalogue, of dumps how tables are called.
//
//	parse.go      Parse: the top of the file
//	rule.go, rows.go, outside.go, kept.go, release.go, selection.go   its parts
//	more.go        rules for columns, wherever they stand
//	floor.go       what an organisation asks of policies
//	condition.go   why a rule is there, and for which types
//	policy.go     Policy, and which rules speak of a name
//	marks.go      which rules have named something
//	pattern.go, globs.go, types.go   names, globs, and types as keys
//	positions.go  where each key stands
//	builtin.go    the policy in force without one; jsonschema.go: policies, for editors
//	tomltext.go   TOML to paste; errors.go: errors with places and hints
package policy

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
	Name         string
	text         []byte
	soft         bool
	Unlisted     Unlisted
	UnlistedJSON Unlisted // of values in JSON: UnlistedName, UnlistedMask; unset: as Unlisted
	UnlistAt     Pos

	saltEnv, saltFile string
	SaltAt            Pos // of what [salt] names; zero without it

	Columns Rules
	Types   Rules // keys in the form of normalType
	Tables  Tables
	outside Outside
	kept    Kept
	release *Release // nil without [release]

	RowRules  []*RowRule // all of them, by ID
	RuleCount int        // rules have the ids 0 to RuleCount-1, tables among them
}

// Unlisted says what becomes of a column that no rule names.
type Unlisted int

const (
	UnlistedUnset Unlisted = iota // of a table: as the policy says
	UnlistedMask                  // by its type
	UnlistedName                  // by what its name says, else by its type
	UnlistedFail
	UnlistedKeep
)

// KeepsKeys reports whether what stays in JSON under a key that no rule names is what
// unlisted = "name" would keep.
func (p *Policy) KeepsKeys() bool {
	if p.UnlistedJSON != UnlistedUnset {
		return p.UnlistedJSON == UnlistedName
	}
	for _, t := range p.Tables.All {
		if t.Unlisted == UnlistedMask || t.Unlisted == UnlistedFail {
			return false // nobody knows whose table a key is in
		}
	}
	return p.Unlisted == UnlistedName
}

// Salt returns what [salt] names: an environment variable or a file. Both are
// empty if the policy has none.
func (p *Policy) Salt() (env, file string) { return p.saltEnv, p.saltFile }

// File returns the name of the policy, as Parse was given it.
func (p *Policy) File() string { return p.Name }

// Digest returns the SHA-256 of the policy's text in hexadecimal. What the
// environment puts in place of ${NAME} is not in it.
func (p *Policy) Digest() string {
	sum := sha256.Sum256(p.text)
	return hex.EncodeToString(sum[:])
}

// Rule says which mask a column gets.
type Rule struct {
	ID          int
	Key         string // as the policy writes it
	Section     string // the table of the policy it is in: [columns]
	At          Pos    // of the key
	Exact       bool   // the key is a name, not a glob
	node        *node  // the value
	Mask        string
	MaskAt      Pos // of the mask's name; of set, for the short form
	Params      mask.Params
	Fingerprint string // equal for rules with equal masks and parameters
	By          string // a column whose value is the row's key; "" for the row's own
	ByParam     string // the parameter that says so
	byAt        Pos
	Soft        bool      // is passed over where its mask cannot do the type
	Why         string    // the reason that the policy gives; may be ""
	Types       []pattern // is passed over for columns of other types; nil: holds for all
}

// Rules holds rules by name or glob.
type Rules struct {
	All   []*Rule // in the order of the file
	Exact map[string]*Rule
	index globIndex
	globs []*Rule // by the number in index
	seen  map[pattern]*node
}

func (s *Rules) add(pat pattern, r *Rule) {
	s.All = append(s.All, r)
	if pat.glob {
		s.index.add(pat.text)
		s.globs = append(s.globs, r)
		return
	}
	if s.Exact == nil {
		s.Exact = map[string]*Rule{}
	}
	s.Exact[pat.text] = r
}

// Match returns the rules for name, the one that decides first: the exact one,
// then the globs in the order of the file.
func (s *Rules) Match(name string) []*Rule {
	var list []*Rule
	if r := s.Exact[name]; r != nil {
		list = append(list, r)
	}
	if len(s.globs) > 0 {
		for _, i := range s.index.match(name) {
			list = append(list, s.globs[i])
		}
	}
	return list
}

// Table is what the policy says of a table, or of those a glob names.
type Table struct {
	ID       int
	Key      string
	At       Pos
	Pattern  tablePattern
	Columns  Rules
	Unlisted Unlisted
	Optional bool

	Rows   []*RowRule // the first whose where holds decides
	Sample *sampleRule
	Data   dataMode
	DataAt Pos
}

// HasRows reports whether the entry says something of rows.
func (t *Table) HasRows() bool {
	return len(t.Rows) > 0 || t.Sample != nil || t.Data == DataDrop
}

// Tables holds tables by name or glob.
type Tables struct {
	All   []*Table
	Exact map[dumpfmt.Name]*Table
	index globIndex // of the names, without schemas
	globs []*Table
}

func (s *Tables) add(t *Table) {
	s.All = append(s.All, t)
	if t.Pattern.Glob() {
		// A quoted name with a star in it is found too often; match asks the
		// pattern itself.
		s.index.add(t.Pattern.name.text)
		s.globs = append(s.globs, t)
		return
	}
	if s.Exact == nil {
		s.Exact = map[dumpfmt.Name]*Table{}
	}
	s.Exact[t.Pattern.Exact()] = t
}

// Match returns what the policy says of the table of that name, the exact entry
// first, then the globs in the order of the file. A name that the dump gives
// without a schema counts as one in public.
func (s *Tables) Match(name dumpfmt.Name) []*Table {
	name = inPublic(name)
	var list []*Table
	if t := s.Exact[name]; t != nil {
		list = append(list, t)
	}
	if len(s.globs) == 0 {
		return list
	}
	for _, i := range s.index.match(name.Name) {
		if t := s.globs[i]; t.Pattern.match(name) {
			list = append(list, t)
		}
	}
	return list
}

// ErrorAt makes an error about a place in the policy.
func (p *Policy) ErrorAt(at Pos, hint, format string, args ...any) *Error {
	return &Error{File: p.Name, Line: at.Line, Col: at.Col, Msg: fmt.Sprintf(format, args...), Hint: hint}
}

// Unstrict returns the policy with unlisted = "name" wherever it says fail, for
// a look at what its strictness stops. It shares all else with p.
func (p *Policy) Unstrict() *Policy {
	loose := *p
	loose.Unlisted = loose.Unlisted.unstrict()
	again := map[*Table]*Table{}
	for _, t := range p.Tables.All {
		c := *t
		c.Unlisted = c.Unlisted.unstrict()
		again[t] = &c
	}
	loose.Tables.All = swapped(p.Tables.All, again)
	loose.Tables.globs = swapped(p.Tables.globs, again)
	loose.Tables.Exact = make(map[dumpfmt.Name]*Table, len(p.Tables.Exact))
	for name, t := range p.Tables.Exact {
		loose.Tables.Exact[name] = again[t]
	}
	return &loose
}

func (u Unlisted) unstrict() Unlisted {
	if u == UnlistedFail {
		return UnlistedName
	}
	return u
}

func swapped(list []*Table, by map[*Table]*Table) []*Table {
	out := make([]*Table, len(list))
	for i, t := range list {
		out[i] = by[t]
	}
	return out
}
