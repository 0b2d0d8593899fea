package policy

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
)

// marks takes the marks § out of a text and returns their places.
func marks(text string) (string, []Pos) {
	var places []Pos
	for {
		i := strings.Index(text, "§")
		if i < 0 {
			return text, places
		}
		places = append(places, posAt(text, i))
		text = text[:i] + text[i+len("§"):]
	}
}

// flatten returns the paths and places of all keys and elements, in the order
// of the tree.
func flatten(n *node, path string) (paths []string, places []Pos) {
	add := func(k *node, name string) {
		paths, places = append(paths, path+name), append(places, k.at)
		p, a := flatten(k, path+name)
		paths, places = append(paths, p...), append(places, a...)
	}
	for _, k := range n.kids {
		add(k, "."+TOMLKey(k.key))
	}
	for i, e := range n.elems {
		add(e, fmt.Sprintf("[%d]", i))
	}
	return paths, places
}

func TestPositions(t *testing.T) {
	tests := []struct {
		name, text string // § stands before each key and element, in the order of want
		want       []string
	}{
		{"pairs", "§a = 1\n  §b = 'x' # c = 2\n\n§\"c d\" = true", []string{".a", ".b", `."c d"`}},
		{"header", "[§a.§b]\n§c = 1\n[ §d . §'e' ]\n", []string{".a", ".a.b", ".a.b.c", ".d", ".d.e"}},
		{"dotted", "§a.§b.§c = 1\n", []string{".a", ".a.b", ".a.b.c"}},
		{"inline", "§a = { §b = 1, §c = { §d = 2 } }\n§e=0", []string{".a", ".a.b", ".a.c", ".a.c.d", ".e"}},
		{"inline in lines", "§a = { # x = 1\n §b = 1,\n §c.§d = 2,\n}\n", []string{".a", ".a.b", ".a.c", ".a.c.d"}},
		{"array", "§a = [ §1, §[§2, # ]\n §3], §{ §b = '''\n]''' }, ]\n§c = 1",
			[]string{".a", ".a[0]", ".a[1]", ".a[1][0]", ".a[1][1]", ".a[2]", ".a[2].b", ".c"}},
		{"strings", "§a = \"\"\"\n[x]\ny = \\\"\"\"\"\"\"\n§b = '''k = 1'''''\n§c = \"\\\"#\"\n§d = ''\n§e = \"\"", []string{".a", ".b", ".c", ".d", ".e"}},
		{"escapes", `§"\u00e9\x41\t\"\\" = 1`, []string{`."éA\u0009\"\\"`}},
		{"characters, not bytes", "§a = { §'é' = 1, §b = 1 }", []string{".a", `.a."é"`, ".a.b"}},
		{"crlf", "§a = 1\r\n§b = 2\r\n[§c]\r\n§d = \"\"\"x\r\n\r\n\"\"\"\r\n§e = 1\r\n", []string{".a", ".b", ".c", ".c.d", ".c.e"}},
		{"dates", "§a = 1979-05-27 07:32:00 # b = 1\n§c = 1", []string{".a", ".c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, want := marks(tt.text)
			if _, err := decode(text); err != nil {
				t.Fatalf("not TOML: %v", err)
			}
			paths, places := flatten(indexTOML(text), "")
			if d := cmp.Diff(tt.want, paths); d != "" {
				t.Errorf("paths (-want +got):\n%s", d)
			}
			if d := cmp.Diff(want, places, cmp.AllowUnexported(Pos{})); d != "" {
				t.Errorf("places (-want +got):\n%s", d)
			}
		})
	}
}

func TestArrayOfTables(t *testing.T) {
	root := indexTOML("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n")
	paths, places := flatten(root, "")
	if d := cmp.Diff([]string{".a", ".a[0]", ".a[0].b", ".a[1]", ".a[1].b", ".a[1].c", ".a[1].c.d"}, paths); d != "" {
		t.Errorf("paths (-want +got):\n%s", d)
	}
	want := []Pos{{1, 3}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 4}, {6, 1}}
	if d := cmp.Diff(want, places, cmp.AllowUnexported(Pos{})); d != "" {
		t.Errorf("places (-want +got):\n%s", d)
	}
}

// checkTree reports a difference between the tree of keys and what toml decoded.
func checkTree(n *node, v any, path string) error {
	switch v := v.(type) {
	case map[string]any:
		if len(v) != len(n.kids) {
			return fmt.Errorf("%s has %d keys, want %d", path, len(n.kids), len(v))
		}
		for key, val := range v {
			k := n.kid(key)
			if k == nil {
				return fmt.Errorf("%s has no key %q", path, key)
			}
			if err := checkTree(k, val, path+"."+key); err != nil {
				return err
			}
		}
	case []any:
		return checkElems(n, v, path)
	case []map[string]any:
		elems := make([]any, len(v))
		for i := range v {
			elems[i] = v[i]
		}
		return checkElems(n, elems, path)
	}
	return nil
}

func checkElems(n *node, v []any, path string) error {
	if len(v) != len(n.elems) {
		return fmt.Errorf("%s has %d elements, want %d", path, len(n.elems), len(v))
	}
	for i := range v {
		if err := checkTree(n.elems[i], v[i], fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

// keyPaths returns the paths of all keys that were written, as toml gives them:
// without the numbers of elements.
func keyPaths(n *node, path toml.Key, found map[string]bool) {
	for _, k := range n.kids {
		p := append(slices.Clone(path), k.key)
		found[p.String()] = true
		keyPaths(k, p, found)
	}
	for _, e := range n.elems {
		keyPaths(e, path, found)
	}
}

// checkPlaces reports a key whose place in the text does not hold it.
func checkPlaces(n *node, lines []string) error {
	for _, k := range n.kids {
		line := []rune(lines[k.at.Line-1])
		x := &indexer{s: string(line[k.at.Col-1:]), line: 1}
		if got := x.keyPart(); got != k.key {
			return fmt.Errorf("at %d:%d is %q, want %q", k.at.Line, k.at.Col, got, k.key)
		}
		if err := checkPlaces(k, lines); err != nil {
			return err
		}
	}
	for _, e := range n.elems {
		if err := checkPlaces(e, lines); err != nil {
			return err
		}
	}
	return nil
}

func FuzzPositions(f *testing.F) {
	for _, s := range []string{
		"a = 1", "[a.b]\nc = { d = [1, {e = 2}], }", "[[a]]\n[[a]]\nb.c = 'x'", "\"\" = 1\n\"\\u0041\" = '''\n'''",
		"a = \"\"\"\\\"\"\"\"\"\"\nb = 1", "a = [\n1, # x\n]\n", "[a]\n[a.b]\n[c]\na.b = 1", "a=1979-05-27 07:32:00\r\nb=inf",
	} {
		f.Add(s)
	}
	addPolicies(f)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.HasPrefix(text, "\ufeff") {
			return // Parse does not come that far
		}
		var doc map[string]any
		meta, err := toml.Decode(text, &doc)
		if err != nil {
			return
		}
		root := indexTOML(text)
		if err := checkTree(root, doc, ""); err != nil {
			t.Fatal(err)
		}
		root.attach(doc)
		found := map[string]bool{}
		keyPaths(root, nil, found)
		for _, k := range meta.Keys() {
			if !found[k.String()] {
				t.Fatalf("no place for the key %s", k)
			}
		}
		if err := checkPlaces(root, strings.Split(text, "\n")); err != nil {
			t.Fatal(err)
		}
	})
}

// addPolicies adds all policies of the tests as seeds.
func addPolicies(f *testing.F) {
	f.Add(string(BuiltinText()))
	files, err := filepath.Glob("../bind/testdata/*/*.toml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no policies in testdata: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
}
