package archive

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// TestRealArchives reads archives of a pg_dump that is later than the PostgreSQL of
// the other tests, and compares them with the plain dump that the same pg_dump made.
// What is written of them is read as the same.
func TestRealArchives(t *testing.T) {
	const from = "../../fixtures/archives/rich18."
	want, err := os.ReadFile(from + "sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"custom", "tar"} {
		a, err := Open(from + form)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		if a.Version != v1_16 || a.PgDump.S != "18.3" {
			t.Errorf("%s: version %v of pg_dump %s", form, a.Version, a.PgDump.S)
		}
		for _, m := range newSample(v1_16).methods() {
			compareText(t, form+" in "+m.Compression.String(), restricted(t, written(t, from+form, m)), string(want))
		}
		compareText(t, form, restricted(t, a), string(want))
	}
}

// restricted returns the plain dump with the fixture's key.
func restricted(t *testing.T, a *Archive) string {
	t.Helper()
	b, err := io.ReadAll(a.Plain(WithRestrictKey("fixture")))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// written returns what a Writer makes of an archive of which nothing is changed.
func written(t *testing.T, path string, m Method) *Archive {
	t.Helper()
	a, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	marks := NewMarks(word)
	var b bytes.Buffer
	w, err := NewCustomWriter(&b, a, marks, m)
	if err == nil {
		_, err = io.Copy(w, a.Transfer(marks))
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		a, err = NewReader(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}
