package main

import (
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/cells"
)

// TestPreviewFits holds every line to the width, whatever is in it, and what a
// terminal would obey to being printed as text.
func TestPreviewFits(t *testing.T) {
	values := []string{"", "short", strings.Repeat("long ", 40), strings.Repeat("漢字", 30), "e\u0301" + strings.Repeat("é", 60), "\x1b[31m", "a\nb\tc", "\xff\xfe", "\u202eevil", "\u009b2J"}
	table := &previewTable{columns: []string{"id", "a name that is much longer than any terminal would like it to be", "漢字"}, masked: make([]bool, 3)}
	for i, v := range values {
		row := previewRow{}
		for range table.columns {
			row.before = append(row.before, previewValue{text: []byte(v)})
			row.after = append(row.after, previewValue{text: []byte(values[(i+1)%len(values)])})
		}
		table.rows = append(table.rows, row)
	}
	for _, total := range []string{"20", "40", "80", "200"} {
		var out strings.Builder
		env := &environment{stdout: &out, getenv: func(name string) string { return map[string]string{"COLUMNS": total}[name] }}
		p := &previewRun{environment: env, flags: &previewFlags{}, tables: []*previewTable{table}}
		if err := p.showText(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := cells.Width(line); n > p.width() {
				t.Errorf("%s columns: a line of %d: %q", total, n, line)
			}
			if strings.ContainsAny(line, "\x1b\x00\r\t\u202e\u009b") {
				t.Errorf("a control character: %q", line)
			}
		}
	}
}

// TestPreviewPassesOver a table that is larger than all that a run holds at once,
// to the rows of the next.
func TestPreviewPassesOver(t *testing.T) {
	var dump strings.Builder
	dump.WriteString("CREATE TABLE public.a (n text);\nCREATE TABLE public.b (n text);\nCOPY public.a (n) FROM stdin;\n")
	for line := strings.Repeat("x", 1<<16) + "\n"; dump.Len() < maxLoad+8<<20; {
		dump.WriteString(line)
	}
	dump.WriteString("\\.\n\nCOPY public.b (n) FROM stdin;\nthe row wanted\n\\.\n")
	out, stderr, code := filter([]byte(dump.String()), "preview", "--yes-originals", "--rows", "1", "-p", keepPolicy)
	if code != 0 || !strings.Contains(string(out), "the row wanted") {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
}

// TestDiffers finds what two values share.
func TestDiffers(t *testing.T) {
	for _, tt := range []struct {
		a, b           string
		prefix, suffix int
	}{
		{"same", "same", 4, 0}, {"", "x", 0, 0}, {"abc", "axc", 1, 1}, {"aa", "aaa", 2, 0},
		{"é1", "è1", 0, 1}, {"xé", "xè", 1, 0}, {"ann@x", "bob@x", 0, 2},
	} {
		if p, s := differs(tt.a, tt.b); p != tt.prefix || s != tt.suffix {
			t.Errorf("%q, %q: %d, %d, want %d, %d", tt.a, tt.b, p, s, tt.prefix, tt.suffix)
		}
	}
}

// TestPreviewShowsWhatDiffers: of values that share more than there is room for,
// the part in which they differ is shown; of long names, their ends.
func TestPreviewShowsWhatDiffers(t *testing.T) {
	l := previewLayout{name: 10, value: 20}
	shared := strings.Repeat("語-", 40)
	for _, tt := range []struct{ name, before, after, want string }{
		{"column_number_11", "a", "b", "colum…r_11  a                     b\n"},
		{"n", shared + "Ann", shared + "Bob", "n           …-語-Ann              …-語-Bob\n"},
		{"n", "x" + shared, "y" + shared, "n           x語-語-語-語-語-語-…  y語-語-語-語-語-語-…\n"},
		{"n", shared, shared, "n           語-語-語-語-語-語-…   語-語-語-語-語-語-…\n"},
		{"n", "12345678901 Ann", "12345678901 Bob", "n           12345678901 Ann       12345678901 Bob\n"},
	} {
		var b strings.Builder
		l.line(&b, tt.name, tt.before, tt.after, "", "")
		if b.String() != tt.want {
			t.Errorf("got %q, want %q", b.String(), tt.want)
		}
	}
}
