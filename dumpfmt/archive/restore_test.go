package archive_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt/archive"
	"sanitize/fixtures/pgtest"
)

// key is what \restrict says in both texts.
const key = "k0"

// largeObjects are of no byte, of some, and of more than a command writes.
const largeObjects = `
	CREATE ROLE lo_reader;
	SELECT lo_from_bytea(4000000001, 'abc');
	SELECT lo_from_bytea(700, '');
	SELECT lo_from_bytea(701, decode(repeat('00ff27', 20000), 'hex'));
	SELECT lo_from_bytea(702, decode(repeat('41', 16384), 'hex'));
	COMMENT ON LARGE OBJECT 701 IS 'two
lines';
	GRANT SELECT ON LARGE OBJECT 701 TO lo_reader;`

// samples loads the fixtures' databases into one cluster.
func samples(t *testing.T) (*pgtest.Server, []string) {
	t.Helper()
	pg := pgtest.Start(t)
	names := []string{"zoo", "film_rental", "web_shop"}
	for _, name := range names {
		sql, err := os.ReadFile("../../fixtures/sql/" + name + ".sql")
		if err != nil {
			t.Fatal(err)
		}
		pg.CreateDB(t, name)
		pg.PSQL(t, name, string(sql))
	}
	pg.PSQL(t, "web_shop", largeObjects)
	return pg, names
}

// forms are the ways to write an archive: flags of pg_dump, and whether it is
// written to a pipe.
var forms = []struct {
	name  string
	flags []string
	pipe  bool
}{
	{"custom", []string{"-Fc"}, false},
	{"custom-plain", []string{"-Fc", "-Z0"}, false},
	{"custom-pipe", []string{"-Fc", "-Z9"}, true},
	{"directory", []string{"-Fd", "-j2"}, false},
	{"directory-plain", []string{"-Fd", "-Z0"}, false},
	{"tar", []string{"-Ft"}, false},
	{"tar-pipe", []string{"-Ft"}, true},
}

// TestPlainIsWhatPgRestorePrints compares byte for byte, for every form, and for
// every option of pg_dump that changes what is in an archive.
func TestPlainIsWhatPgRestorePrints(t *testing.T) {
	pg, names := samples(t)
	options := [][]string{
		{},
		{"--data-only"},
		{"--schema-only"},
		{"--section=pre-data"},
		{"--section=data"},
		{"--section=post-data"},
		{"--inserts", "--rows-per-insert=3"},
		{"--load-via-partition-root", "--no-owner", "--quote-all-identifiers"},
		{"--create", "--clean", "--no-blobs"},
	}
	for i, db := range names {
		for j, opts := range options {
			for k, form := range forms {
				// All forms of the whole, and each form of some part.
				if j > 0 && k != (3*i+j)%len(forms) {
					continue
				}
				name := strings.Join(append([]string{db, form.name}, opts...), "/")
				t.Run(name, func(t *testing.T) {
					path := filepath.Join(t.TempDir(), "archive")
					dump(t, pg, path, form.pipe, append(append(opts, form.flags...), db)...)
					want := pg.Try("pg_restore", nil, "--restrict-key="+key, "-f", "-", path)
					if want.ExitCode != 0 {
						t.Fatalf("pg_restore: %s", want.Stderr)
					}
					compare(t, plain(t, path, false), want.Stdout)
					if !strings.HasPrefix(form.name, "directory") {
						compare(t, plain(t, path, true), want.Stdout)
					}
				})
			}
		}
	}
}

// dump runs pg_dump.
func dump(t *testing.T, pg *pgtest.Server, path string, pipe bool, args ...string) {
	t.Helper()
	if !pipe {
		args = append(args, "-f", path)
	}
	res := pg.Try("pg_dump", nil, args...)
	if res.ExitCode != 0 {
		t.Fatalf("pg_dump %q: %s", args, res.Stderr)
	}
	if pipe {
		if err := os.WriteFile(path, res.Stdout, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// plain reads an archive; as a pipe it cannot seek.
func plain(t *testing.T, path string, pipe bool) []byte {
	t.Helper()
	var a *archive.Archive
	var err error
	if pipe {
		f, ferr := os.Open(path)
		if ferr != nil {
			t.Fatal(ferr)
		}
		defer f.Close()
		a, err = archive.NewReader(struct{ io.Reader }{f})
	} else {
		a, err = archive.Open(path)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	text, err := io.ReadAll(a.Plain(archive.WithRestrictKey(key)))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// compare says where two texts part.
func compare(t *testing.T, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	n := 0
	for n < len(got) && n < len(want) && got[n] == want[n] {
		n++
	}
	t.Fatalf("%d bytes, want %d; they differ from byte %d on:\n%.200q\nwant\n%.200q",
		len(got), len(want), n, got[max(0, n-60):], want[max(0, n-60):])
}

// TestWrittenArchiveIsTheSame has archives go through a filter that changes
// nothing, and compares what pg_restore makes of them, and its list.
func TestWrittenArchiveIsTheSame(t *testing.T) {
	pg, names := samples(t)
	for i, db := range names {
		src := filepath.Join(t.TempDir(), "source")
		dump(t, pg, src, false, append(forms[(i+1)%len(forms)].flags, db, "--create")...)
		for _, to := range []string{"custom:gzip", "pipe:gzip:1", "directory:none"} {
			t.Run(db+"/"+to, func(t *testing.T) {
				dst := filepath.Join(t.TempDir(), "written")
				rewrite(t, src, dst, to, nil)
				for _, flags := range [][]string{{"--create", "-f", "-"}, {"-l"}} {
					if flags[0] != "-l" {
						flags = append(flags, "--restrict-key="+key)
					}
					want := pg.Try("pg_restore", nil, append(flags, src)...)
					got := pg.Try("pg_restore", nil, append(flags, dst)...)
					if want.ExitCode != 0 || got.ExitCode != 0 {
						t.Fatalf("pg_restore %q: %s%s", flags, want.Stderr, got.Stderr)
					}
					compare(t, entriesOf(got.Stdout), entriesOf(want.Stdout))
				}
			})
		}
	}
}

// TestWrittenArchiveRestores restores side by side, and in one transaction.
func TestWrittenArchiveRestores(t *testing.T) {
	pg, _ := samples(t)
	src := filepath.Join(t.TempDir(), "source")
	dump(t, pg, src, true, "-Fc", "film_rental")
	want := pg.Snapshot(t, "film_rental")
	for _, to := range []string{"custom:gzip", "pipe:none", "directory:gzip"} {
		for _, flag := range []string{"-j4", "-1"} {
			dst := filepath.Join(t.TempDir(), "written")
			rewrite(t, src, dst, to, nil)
			pg.CreateDB(t, "to")
			if res := pg.Try("pg_restore", nil, flag, "-d", "to", dst); res.ExitCode != 0 {
				t.Errorf("%s: pg_restore %s: %s", to, flag, res.Stderr)
			}
			if diff := cmp.Diff(want, pg.Snapshot(t, "to")); diff != "" {
				t.Errorf("%s: pg_restore %s: the rows differ", to, flag)
			}
			pg.DropDB(t, "to")
		}
	}
}

// entriesOf returns a text without the lines of pg_restore -l that tell the
// form of an archive.
func entriesOf(text []byte) []byte {
	var b bytes.Buffer
	for line := range bytes.Lines(text) {
		if !bytes.HasPrefix(line, []byte(";     Compression:")) && !bytes.HasPrefix(line, []byte(";     Format:")) {
			b.Write(line)
		}
	}
	return b.Bytes()
}

// rewrite makes an archive of another one; to says its format and method, and
// edit changes the text, nil not.
func rewrite(t *testing.T, src, dst, to string, edit func([]byte) []byte) {
	t.Helper()
	a, err := archive.Open(src)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	marks := archive.NewMarks("0123456789abcdef")
	form, method, _ := strings.Cut(to, ":")
	m, err := archive.ParseMethod(method)
	if err != nil {
		t.Fatal(err)
	}
	var w *archive.Writer
	if form == "directory" {
		w, err = archive.NewDirectoryWriter(dst, a, marks, m)
	} else {
		f, ferr := os.Create(dst)
		if ferr != nil {
			t.Fatal(ferr)
		}
		defer f.Close()
		out := io.Writer(f)
		if form == "pipe" {
			out = struct{ io.Writer }{f}
		}
		w, err = archive.NewCustomWriter(out, a, marks, m)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(a.Transfer(marks))
	if err != nil {
		t.Fatal(err)
	}
	if edit != nil {
		text = edit(text)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
