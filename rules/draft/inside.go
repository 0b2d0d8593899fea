package draft

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"sanitize/rules/detect"
	"sanitize/rules/policy"
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

// pathEvidence is what the strings at a path of JSON say.
type pathEvidence struct {
	seen  int64
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
	if v[0] == '{' && v[len(v)-1] == '}' {
		for e := range bytes.SplitSeq(v[1:len(v)-1], []byte(",")) {
			all |= detect.Kinds(bytes.Trim(e, `"`))
		}
	}
	return all
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
		p := c.paths[path]
		if p == nil {
			if len(c.paths) > maxPaths {
				return
			}
			if c.paths == nil {
				c.paths = map[string]*pathEvidence{}
			}
			p = &pathEvidence{}
			c.paths[path] = p
		}
		p.seen++
		for k := range detect.NumKinds {
			if kinds.Has(k) {
				p.found[k]++
			}
		}
	}
}

// mergePaths adds what another evidence has found.
func (c *columnEvidence) mergePaths(o *columnEvidence) {
	for path, op := range o.paths {
		if c.paths == nil {
			c.paths = map[string]*pathEvidence{}
		}
		if c.paths[path] == nil {
			if len(c.paths) > maxPaths {
				return
			}
			c.paths[path] = &pathEvidence{}
		}
		c.paths[path].seen += op.seen
		for k := range op.found {
			c.paths[path].found[k] += op.found[k]
		}
	}
}

// pathsFound names the paths at which most strings look like something personal,
// as far as enough rows have them, and the rule that masks them by path: a person
// who knows that nothing else stands there may take it.
func (h Thresholds) pathsFound(c *columnEvidence) string {
	const most = 4
	var list, rules []string
	if len(c.paths) > maxPaths {
		return ""
	}
	for _, path := range slices.Sorted(maps.Keys(c.paths)) {
		p := c.paths[path]
		for k := range detect.NumKinds {
			if p.seen >= int64(h.K) && 2*p.found[k] > p.seen && len(list) < most {
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
