package archive_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
