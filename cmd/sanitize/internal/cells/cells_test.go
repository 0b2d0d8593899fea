package cells

import "testing"

func TestCells(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "漢字": 4, "e\u0301": 1, "…": 1} {
		if got := Width(text); got != want {
			t.Errorf("%q takes %d cells, want %d", text, got, want)
		}
	}
	for text, want := range map[string]string{"漢字漢字": "漢…", "abcd": "abcd", "abcde": "abc…"} {
		if got := Cut(text, 4); got != want {
			t.Errorf("%q is cut to %q, want %q", text, got, want)
		}
	}
	if got, want := Printable("a\x1b[2J\u009b\u202eb é漢"), "a?[2J??b é漢"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
