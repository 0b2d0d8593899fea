package draft

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"sanitize/rules/detect"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// Here values are looked into: JSON by its paths, arrays by their elements. A
// JSON column is masked string by string whatever is in it; which paths hold
// something personal is said, with the rule by path for whoever wants one. It is
// not what the draft does: it would stop at the first row that has something else
// there.

// maxPaths bounds the paths of a column that are told apart. Of one that has more
// nothing is said: which were first would hang on the order of the rows.
const maxPaths = 64

// key matches what is a name in JSON and not a value: {"ann@example.com": 1} has
// its values in front.
var key = regexp.MustCompile(`^[A-Za-z_][A-Za-z_]{0,30}$`)

// pathEvidence is what the strings at a path of JSON say, and whole numbers where its
// name ends as those of keys do.
type pathEvidence struct {
	seen  int64
	whole int64 // of them the numbers
	found [detect.NumKinds]int64
}

// inside takes note of what is in a value, and returns the kinds found in it.
func (c *columnEvidence) inside(v []byte) (all detect.Set) {
	if v[0] != '{' && v[0] != '[' {
		return 0
	}
	var doc any
	if json.Unmarshal(v, &doc) == nil {
		c.walk("$", doc, &all)
		return all
	}
	for e := range elements(v) {
		all |= detect.Kinds(bytes.Trim(e, `"`))
	}
	return all
}

// elements goes through what stands between the commas of an array; through nothing of
// another value.
func elements(v []byte) iter.Seq[[]byte] {
	if v[0] != '{' || v[len(v)-1] != '}' {
		return func(func([]byte) bool) {}
	}
	return bytes.SplitSeq(v[1:len(v)-1], []byte(","))
}

func (c *columnEvidence) walk(path string, doc any, all *detect.Set) {
	switch doc := doc.(type) {
	case map[string]any:
		for name, v := range doc {
			if key.MatchString(name) {
				name = path + "." + name
			} else {
				name = path + ".*"
			}
			c.walk(name, v, all)
		}
	case []any:
		for _, v := range doc {
			c.walk(path+"[*]", v, all)
		}
	case string:
		kinds := detect.Kinds([]byte(doc))
		*all |= kinds
		if p := c.at(path); p != nil {
			p.seen++
			for k := range detect.NumKinds {
				if kinds.Has(k) {
					p.found[k]++
				}
			}
		}
	case float64:
		if name := strings.ToLower(nameOf(path)); strings.HasSuffix(name, "id") || strings.HasSuffix(name, "ids") {
			if p := c.at(path); p != nil {
				p.seen++
				if doc == math.Trunc(doc) {
					p.whole++
				}
			}
		}
	}
}

// at returns the evidence of a path, nil where there are too many.
func (c *columnEvidence) at(path string) *pathEvidence {
	p := c.paths[path]
	if p == nil && len(c.paths) <= maxPaths {
		if c.paths == nil {
			c.paths = map[string]*pathEvidence{}
		}
		p = &pathEvidence{}
		c.paths[path] = p
	}
	return p
}

// nameOf returns the last name of a path.
func nameOf(path string) string {
	path = strings.TrimRight(path, "[*]")
	return path[strings.LastIndexByte(path, '.')+1:]
}

// isKeys reports whether p, at a path, is numbers that a column of its name would be
// kept for as keys.
func (p *pathEvidence) isKeys(path string) bool {
	return p.whole == p.seen && words.NewTable("", nil).Column(nameOf(path), words.Bigint).Class == words.Key
}

// mergePaths adds what another evidence has found.
func (c *columnEvidence) mergePaths(o *columnEvidence) {
	for path, op := range o.paths {
		p := c.at(path)
		if p == nil {
			return
		}
		p.seen += op.seen
		p.whole += op.whole
		for k := range op.found {
			p.found[k] += op.found[k]
		}
	}
}

// pathsFound names the paths at which most strings look like something personal, and
// those of keys, as far as enough rows have them, and the rule that masks them by path: a
// person who knows that nothing else stands there may take it.
func (h Thresholds) pathsFound(c *columnEvidence) string {
	const most = 4
	var list, rules []string
	if len(c.paths) > maxPaths {
		return ""
	}
	for _, path := range slices.Sorted(maps.Keys(c.paths)) {
		p := c.paths[path]
		if p.seen < int64(h.K) || len(list) == most {
			continue
		}
		if p.isKeys(path) {
			list = append(list, path+" holds keys")
			rules = append(rules, policy.TOMLString(path)+` = "keep"`)
		}
		for k := range detect.NumKinds {
			if 2*p.found[k] > p.seen {
				list = append(list, fmt.Sprintf("%s holds %s", path, k))
				rules = append(rules, policy.TOMLString(path)+" = "+policy.TOMLString(maskOf[k]))
				break
			}
		}
	}
	if len(list) == 0 {
		return ""
	}
	return strings.Join(list, ", ") + `; by path: { mask = "json", paths = { ` + strings.Join(rules, ", ") + " } }"
}
