package mask

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"strings"

	"sanitize/mask/internal/shape"
)

// A path says where in a JSON text a rule holds: $.contact.email, $.tags[*],
// $.a[0], $["odd key"].x, $.*.secret. A path to an object or array holds for
// all that is in it, except where a longer path does.
type jsonPath struct {
	text  string
	steps []step
}

// A step leads from a value to those within it.
type step struct {
	kind   stepKind
	member string
	index  int
}

type stepKind int

// The kinds of steps, the most specific first.
const (
	stepKey stepKind = iota
	stepIndex
	stepAny    // [*]
	stepAnyKey // .*
)

// maxPaths is how many paths a pathSet holds.
const maxPaths = 256

// pathSet is a set of paths, by their place in the list of all.
type pathSet [maxPaths / 64]uint64

func (p *pathSet) add(i int) { p[i/64] |= 1 << (i % 64) }

// isEmpty reports whether nothing is in p.
func (p *pathSet) isEmpty() bool {
	var all uint64
	for _, w := range p {
		all |= w
	}
	return all == 0
}

// next returns the least member that is at least i, or maxPaths.
func (p *pathSet) next(i int) int {
	for w := i / 64; w < len(p); w++ {
		if rest := p[w] >> (i % 64) << (i % 64); rest != 0 {
			return w*64 + bits.TrailingZeros64(rest)
		}
		i = (w + 1) * 64
	}
	return maxPaths
}

// comparePaths puts the path first that decides where both hold.
func comparePaths(a, b jsonPath) int {
	for i := range min(len(a.steps), len(b.steps)) {
		if c := cmp.Compare(a.steps[i].kind, b.steps[i].kind); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(len(a.steps), len(b.steps)), strings.Compare(a.text, b.text))
}

// checkPath reports what is wrong with a path.
func checkPath(text string) error {
	_, err := parsePath(text)
	return err
}

var errPath = errors.New(`want a path such as $.contact.email, $.tags[*], $.a[0] or $["odd key"]`)

func parsePath(text string) (jsonPath, error) {
	p := jsonPath{text: text}
	rest, ok := strings.CutPrefix(text, "$")
	if !ok {
		return p, errPath
	}
	for rest != "" {
		s, tail, err := parseStep(rest)
		if err != nil {
			return p, err
		}
		p.steps = append(p.steps, s)
		rest = tail
	}
	return p, nil
}

// parseStep reads the step that text begins with, and returns what follows.
func parseStep(text string) (s step, rest string, err error) {
	if after, ok := strings.CutPrefix(text, "."); ok {
		n := strings.IndexAny(after, ".[]\"' ")
		if n < 0 {
			n = len(after)
		}
		switch s.member, rest = after[:n], after[n:]; s.member {
		case "":
			return s, "", errPath
		case "*":
			return step{kind: stepAnyKey}, rest, nil
		}
		return s, rest, nil
	}
	after, ok := strings.CutPrefix(text, "[")
	switch {
	case !ok || after == "":
		return s, "", errPath
	case after[0] == '"':
		n, _ := stringLen([]byte(after))
		if n == 0 || json.Unmarshal([]byte(after[:n]), &s.member) != nil {
			return s, "", fmt.Errorf("a quoted key that does not end; %w", errPath)
		}
		rest, ok = strings.CutPrefix(after[n:], "]")
	case strings.HasPrefix(after, "*"):
		s.kind = stepAny
		rest, ok = strings.CutPrefix(after[1:], "]")
	default:
		n := shape.DigitsAt([]byte(after), 0)
		v, isNumber := shape.ParseUint([]byte(after[:n]))
		if !isNumber || v > 1<<30 {
			return s, "", errPath
		}
		s.kind, s.index = stepIndex, int(v)
		rest, ok = strings.CutPrefix(after[n:], "]")
	}
	if !ok {
		return s, "", errPath
	}
	return s, rest, nil
}
