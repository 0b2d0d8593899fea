package archive_test

import (
	"bytes"
	"io"
	"math/rand/v2"
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

// largeObjects are of no byte, of some, and of more than a command writes. The
// table is more than what is compressed as one.
const largeObjects = `
	CREATE TABLE long AS SELECT i, md5(i::text) AS t FROM generate_series(1, 20000) i;
	CREATE ROLE lo_reader;
	SELECT lo_from_bytea(4000000001, 'abc');
	SELECT lo_from_bytea(700, '');
	SELECT lo_from_bytea(701, decode(repeat('00ff27', 20000), 'hex'));
	SELECT lo_from_bytea(702, decode(repeat('41', 16384), 'hex'));
	COMMENT ON LARGE OBJECT 701 IS 'two
lines';
	GRANT SELECT ON LARGE OBJECT 701 TO lo_reader;`

// names are the databases of the fixtures.
var names = []string{"zoo", "film_rental", "web_shop"}

// TestAgainstPostgreSQL is all that needs a cluster.
func TestAgainstPostgreSQL(t *testing.T) {
	pg := pgtest.Start(t)
	for _, name := range names {
		sql, err := os.ReadFile("../../fixtures/sql/" + name + ".sql")
		if err != nil {
			t.Fatal(err)
		}
		pg.CreateDB(t, name)
		pg.PSQL(t, name, string(sql))
	}
	pg.PSQL(t, "web_shop", largeObjects)
	for name, test := range map[string]func(*testing.T, *pgtest.Server){
		"the plain dump is what pg_restore prints":    testPlain,
		"a written archive is the same":               testWritten,
		"kinds that nobody knows are printed alike":   testUnknownKinds,
		"encodings other than UTF8 are printed alike": testEncodings,
		"a written archive restores":                  testRestores,
		"a failed archive restores nothing":           testFailed,
		"a damaged archive is read as by pg_restore":  testDamaged,
	} {
		t.Run(name, func(t *testing.T) { test(t, pg) })
	}
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

// testPlain compares byte for byte, for every form, and for
// every option of pg_dump that changes what is in an archive.
func testPlain(t *testing.T, pg *pgtest.Server) {
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
				// All forms of one whole, and each form of some part.
				if j > 0 && k != (3*i+j)%len(forms) || j == 0 && i > 0 && k%2 == i%2 {
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

// testWritten has archives go through a filter that changes
// nothing, and compares what pg_restore makes of them, and its list.
func testWritten(t *testing.T, pg *pgtest.Server) {
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

// testUnknownKinds has entries of kinds that no pg_dump of today writes, with and
// without data, owner and command that drops them.
func testUnknownKinds(t *testing.T, pg *pgtest.Server) {
	src := filepath.Join(t.TempDir(), "source")
	dump(t, pg, src, false, "-Fc", "--schema-only", "film_rental")
	a, err := archive.Open(src)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	id := 0
	for _, e := range a.Entries {
		id = max(id, e.ID)
	}
	for i, e := range []archive.Entry{
		{Desc: archive.Some("FROB"), Defn: archive.Some("CREATE FROB f;\n"), Owner: archive.Some("postgres"), Drop: archive.Some("DROP FROB f;\n")},
		{Desc: archive.Some("FROB RULE"), Defn: archive.Some("CREATE FROB RULE g;\n"), Namespace: archive.Some("public"), Tablespace: archive.Some("fast")},
		{Desc: archive.Some("FROB COMMENT")},
		{Desc: archive.Some("ACL FROB"), Defn: archive.Some("GRANT FROB;\n"), Section: archive.PostData},
		{Desc: archive.Some("<Init>"), Defn: archive.Some("SELECT 1;\n")},
	} {
		e.ID, e.Tag = id+1+i, archive.Some("f")
		e.Section, e.WithOIDs = max(e.Section, archive.PreData), archive.Some("false")
		e.Owner.Set, e.Drop.Set, e.Defn.Set = true, true, true // without, pg_restore dies
		a.Entries = append(a.Entries, &e)
	}
	marks := archive.NewMarks("0123456789abcdef")
	dst := filepath.Join(t.TempDir(), "written")
	f, err := os.Create(dst)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := archive.NewCustomWriter(f, a, marks, a.Method())
	if err == nil {
		_, err = io.Copy(w, a.Transfer(marks))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	want := pg.Try("pg_restore", nil, "--restrict-key="+key, "-f", "-", dst)
	if !bytes.Contains(want.Stdout, []byte("CREATE FROB RULE g")) {
		t.Fatalf("pg_restore: exit code %d: %s", want.ExitCode, want.Stderr)
	}
	compare(t, plain(t, dst, false), want.Stdout)
	compare(t, plain(t, dst, true), want.Stdout)
}

// testEncodings dumps databases in other encodings, and one in an encoding that no
// database has, whose characters may have bytes that look like ASCII.
func testEncodings(t *testing.T, pg *pgtest.Server) {
	for i, tc := range []struct{ server, client, word string }{
		{"LATIN1", "", "Müller"}, {"WIN1251", "", "Петрова"}, {"EUC_JP", "", "東京"}, {"EUC_JP", "SJIS", "表ソ能"}, {"LATIN1", "UTF8", "Müller"},
	} {
		pg.PSQL(t, "postgres", "CREATE DATABASE encoded TEMPLATE template0 ENCODING '"+tc.server+"' LC_COLLATE 'C' LC_CTYPE 'C'")
		pg.PSQL(t, "encoded", `SET client_encoding = 'UTF8';
			CREATE TABLE "t_`+tc.word+`" ("c_`+tc.word+`" text DEFAULT '`+tc.word+`\', d bytea);
			COMMENT ON TABLE "t_`+tc.word+`" IS '`+tc.word+`';
			INSERT INTO "t_`+tc.word+`" VALUES ('`+tc.word+`\', '\xff00'), (E'a\t\n`+tc.word+`', NULL);
			SELECT lo_from_bytea(0, '\xff00')`)
		for k, form := range forms {
			if k%3 != i%3 {
				continue
			}
			path := filepath.Join(t.TempDir(), "archive")
			args := append([]string{"encoded"}, form.flags...)
			if tc.client != "" {
				args = append(args, "-E", tc.client)
			}
			dump(t, pg, path, form.pipe, args...)
			want := pg.Try("pg_restore", nil, "--restrict-key="+key, "-f", "-", path)
			if want.ExitCode != 0 {
				t.Fatalf("pg_restore: %s", want.Stderr)
			}
			compare(t, plain(t, path, false), want.Stdout)
			dst := filepath.Join(t.TempDir(), "written")
			rewrite(t, path, dst, "custom:gzip", nil)
			compare(t, pg.Try("pg_restore", nil, "--restrict-key="+key, "-f", "-", dst).Stdout, want.Stdout)
		}
		pg.DropDB(t, "encoded")
	}
}

// testRestores restores side by side, and in one transaction.
func testRestores(t *testing.T, pg *pgtest.Server) {
	src := filepath.Join(t.TempDir(), "source")
	dump(t, pg, src, true, "-Fc", "--no-blobs", "web_shop")
	want := pg.Snapshot(t, "web_shop")
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

// testDamaged changes bytes anywhere in archives without compression, where no
// checksum tells: what is read without error is what pg_restore reads.
func testDamaged(t *testing.T, pg *pgtest.Server) {
	src := filepath.Join(t.TempDir(), "source")
	dump(t, pg, src, false, "-Fc", "-Z0", "--no-blobs", "--schema=public", "--table=film*", "--table=actor*", "film_rental")
	good, err := os.ReadFile(src)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	bad := filepath.Join(t.TempDir(), "bad")
	read := 0
	for i := range 150 {
		b := bytes.Clone(good)
		for range 1 + rnd.IntN(2) {
			b[rnd.IntN(len(b))] = byte(rnd.Uint32())
		}
		if err := os.WriteFile(bad, b, 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := archive.Open(bad)
		if err != nil {
			continue
		}
		got, err := io.ReadAll(a.Plain(archive.WithRestrictKey(key)))
		a.Close()
		if err != nil {
			continue
		}
		read++
		want := pg.Try("pg_restore", nil, "--restrict-key="+key, "-f", "-", bad)
		if want.ExitCode != 0 || !bytes.Equal(got, want.Stdout) {
			t.Errorf("fault %d: read without error, and not as pg_restore does (exit code %d)", i, want.ExitCode)
		}
	}
	if read == 0 {
		t.Error("every fault was found")
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
