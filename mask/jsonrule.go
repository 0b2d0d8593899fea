package mask

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sanitize/mask/internal/shape"
)

// leafRule is what a path does to the value it leads to.
type leafRule struct {
	path   string
	keep   bool
	delete bool

	constant  string // JSON that takes the place of the whole value, "": none
	keepNull  bool   // constant: null stays
	keepEmpty bool   // constant: "" stays

	text    Mask // for strings, nil: the mask makes no text
	dated   bool // text is for dates and timestamps alone
	integer Mask // for numbers without point and exponent
	decimal Mask // for those without exponent
	float   Mask // for all others that are doubles
	boolean Mask // for true and false, nil: by the path
}

// leafRule returns the rule of a path.
func (b *build) leafRule(path string, v any) (*leafRule, error) {
	r, _ := parseNested(v)
	l := &leafRule{path: path, keepNull: true, keepEmpty: true}
	if keep, ok := r.params["keep_null"].(bool); ok {
		l.keepNull = keep
	}
	if keep, ok := r.params["keep_empty"].(bool); ok {
		l.keepEmpty = keep
	}
	var err error
	switch r.name {
	case "keep":
		l.keep = true
	case deletion:
		l.delete = true
	case "null":
		l.constant = "null"
	case "set":
		l.constant, err = jsonLiteral(r.params["value"])
	case "redact":
		with, ok := r.params["with"].(string)
		if !ok {
			with = "[REDACTED]"
		}
		l.constant, err = jsonLiteral(with)
	default:
		err = b.leafMasks(l, r)
	}
	return l, err
}

// leafMasks makes the masks of r for all that a leaf can be.
func (b *build) leafMasks(l *leafRule, r nested) error {
	var first error
	for _, k := range []struct {
		to  *Mask
		typ Type
	}{
		{&l.text, Type{Kind: Text, Name: "text"}},
		{&l.integer, Type{Kind: Int, Name: "bigint", Bits: 64}},
		{&l.decimal, Type{Kind: Numeric, Name: "numeric"}},
		{&l.float, Type{Kind: Float, Name: "double precision", Bits: 64}},
		{&l.boolean, Type{Kind: Bool, Name: "boolean"}},
	} {
		m, err := b.nestedMask(r, k.typ)
		if err == nil {
			*k.to = m
		} else if first == nil {
			first = err
		}
	}
	if spec, _ := b.masks.find(r.name); spec.Family == "dates" {
		var err error
		l.text, err = b.nestedMask(r, Type{Kind: Timestamp, Name: "timestamp without time zone"})
		l.dated = true
		return err
	}
	if r.name != "choice" {
		l.boolean = nil // by the path, as scramble does it to a whole JSON text
	}
	if l.text == nil && l.integer == nil && l.decimal == nil && l.float == nil {
		return first
	}
	return nil
}

// masks calls f for each mask of the rule.
func (l *leafRule) masks(f func(Mask)) {
	for _, m := range []Mask{l.text, l.integer, l.decimal, l.float, l.boolean} {
		if m != nil {
			f(m)
		}
	}
}

// number returns the mask for a number, nil if there is none.
func (l *leafRule) number(v []byte) Mask {
	switch {
	case shape.Mantissa(v) < len(v):
		if _, err := strconv.ParseFloat(string(v), 64); err != nil {
			return l.decimal // JSON's numbers may be of any size
		}
		return l.float
	case l.decimal != nil || bytes.IndexByte(v, '.') >= 0:
		return l.decimal
	}
	return l.integer
}

var errNUL = errors.New("PostgreSQL has no NUL characters")

// jsonLiteral returns a value of TOML as JSON.
func jsonLiteral(v any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", errors.New("JSON cannot say it")
	}
	text := strings.TrimSuffix(b.String(), "\n")
	if strings.Contains(text, `\u0000`) {
		return "", errNUL
	}
	return text, nil
}

// jsonRules returns the paths, the most specific first, and their rules.
func (b *build) jsonRules() ([]jsonPath, []*leafRule, error) {
	table, _ := b.params["paths"].(map[string]any)
	if len(table) > maxPaths {
		return nil, nil, paramError("paths", "%d paths, want at most %d", len(table), maxPaths)
	}
	var paths []jsonPath
	for _, text := range slices.Sorted(maps.Keys(table)) {
		p, err := parsePath(text)
		if err != nil {
			return nil, nil, paramError("paths", "%s: %w", text, err)
		}
		paths = append(paths, p)
	}
	slices.SortFunc(paths, comparePaths)
	for i, p := range paths {
		for _, q := range paths[:i] {
			if slices.Equal(p.steps, q.steps) {
				return nil, nil, paramError("paths", "%s and %s are the same place", q.text, p.text)
			}
		}
	}
	var rules []*leafRule
	for _, p := range paths {
		r, err := b.leafRule(p.text, table[p.text])
		if err == nil && r.delete && len(p.steps) == 0 {
			err = errors.New("the whole document cannot be deleted; use null or empty for the column")
		}
		if err != nil {
			return nil, nil, paramError("paths", "%s: %w", p.text, err)
		}
		rules = append(rules, r)
	}
	return paths, rules, nil
}

// leafError says that a rule's mask makes nothing of the kind that a leaf is.
func (l *leafRule) leafError(kind string) error {
	return fmt.Errorf("path %s: its mask makes nothing that could take the place of %s", l.path, kind)
}
