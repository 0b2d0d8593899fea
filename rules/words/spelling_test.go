package words

import (
	"strings"
	"testing"
)

// lowerWords returns the words of a snake_case name, or nil where it is none
// of several words of letters.
func lowerWords(name string) []string {
	for _, c := range []byte(name) {
		if c != '_' && (c < 'a' || c > 'z') {
			return nil
		}
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' })
	if len(words) < 2 || strings.Contains(name, "__") {
		return nil
	}
	for _, w := range words {
		if len(w) < 2 {
			return nil
		}
	}
	return words
}

func TestLabelledNamesMeanTheSameInEverySpelling(t *testing.T) {
	all, tables := labelledColumns(t)
	together, same := 0, 0
	for _, l := range all {
		words := lowerWords(l.column)
		if words == nil {
			continue
		}
		want := l.read(tables)
		spellings := spelt(words)
		for i, name := range spellings {
			l.column = name
			got := l.read(tables)
			if i < len(spellings)-2 {
				if got != want {
					t.Errorf("%s.%s %s is %s (%s), and in snake case %s (%s)", l.table, name, l.typ,
						got.Class, got.Words, want.Class, want.Words)
				}
				continue
			}
			// Written together a name may be read otherwise, where its
			// words are not known or other words hide in it.
			together++
			if got.Class == want.Class {
				same++
			}
			if guarded(want.Class.String()) && kept(got.Class.String()) {
				t.Errorf("%s.%s %s would be kept (%s), and in snake case it is %s", l.table, name, l.typ,
					got.Words, want.Class)
			}
		}
	}
	t.Logf("%d of %d names written together mean what they do in snake case", same, together)
	if same*100 < together*96 {
		t.Error("fewer than 96 of 100 names written together mean the same")
	}
}
