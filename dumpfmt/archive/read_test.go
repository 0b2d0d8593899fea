package archive

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/gzip"
)

// TestVersions compares what is read with what was put in, field by field, and
// all forms of an archive with one another, for every version and compression.
func TestVersions(t *testing.T) {
	for _, v := range versions {
		s := newSample(v)
		want := golden(t, s)
		for _, m := range s.methods() {
			t.Run(v.String()+"/"+m.Compression.String(), func(t *testing.T) {
				b := s.custom(t, m)
				a, err := NewReader(bytes.NewReader(b))
				if err != nil {
					t.Fatal(err)
				}
				checkFields(t, a, s, m)
				compareText(t, "custom", text(t, a, nil), want)
				a, err = NewReader(iotest.OneByteReader(bytes.NewReader(b)))
				compareText(t, "pipe", text(t, a, err), want)

				dir := filepath.Join(t.TempDir(), "d")
				if err := os.Mkdir(dir, 0o700); err != nil {
					t.Fatal(err)
				}
				s.write(t, newDirPacker(dir, m))
				a, err = Open(dir)
				compareText(t, "directory", text(t, a, err), want)

				file := filepath.Join(dir, "file")
				s.write(t, seeking(t, file, m))
				a, err = Open(file)
				compareText(t, "file", text(t, a, err), want)
			})
		}
		tarball := s.tar(t)
		a, err := NewReader(bytes.NewReader(tarball))
		compareText(t, "tar", text(t, a, err), want)
		a, err = NewReader(iotest.HalfReader(bytes.NewReader(tarball)))
		compareText(t, "tar in a pipe", text(t, a, err), want)
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// golden returns the plain dump of a sample. The files were compared with
// PostgreSQL's source line by line, since no one pg_restore prints all of them.
func golden(t *testing.T, s *sample) string {
	t.Helper()
	name := filepath.Join("testdata", s.Version.String()+".sql")
	if *update {
		a, err := NewReader(bytes.NewReader(s.custom(t, Method{None, 0})))
		if err := os.WriteFile(name, []byte(text(t, a, err)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(want)
}

// seeking returns a packer to a file.
func seeking(tb testing.TB, name string, m Method) *customPacker {
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	p := &customPacker{w: f, s: f, enc: encoders{m: m}}
	p.chunk.p = p
	return p
}

func checkFields(t *testing.T, a *Archive, s *sample, m Method) {
	t.Helper()
	want := s.Header
	if want.setMethod(Custom, m); !want.Version.before(v1_15) {
		want.Level = 0
	}
	if diff := cmp.Diff(want, a.Header); diff != "" {
		t.Errorf("header: %s", diff)
	}
	if diff := cmp.Diff(s.entries, a.Entries, cmpopts.IgnoreUnexported(Entry{})); diff != "" {
		t.Errorf("entries: %s", diff)
	}
}

func compareText(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %s", what, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
}

// TestHeaderBytes holds the layout of a header and an entry to bytes that were
// put down from WriteHead and WriteToc of pg_backup_archiver.c.
func TestHeaderBytes(t *testing.T) {
	i := func(n byte) string { return string([]byte{0, n, 0, 0, 0}) }
	null := "\x01\x01\x00\x00\x00"
	s := func(v string) string { return i(byte(len(v))) + v }
	for _, v := range versions {
		head := "PGDMP\x01" + string(rune(v.Minor)) + "\x00\x04\x08\x01"
		if v.Minor < 15 {
			head += null // a level of -1
		} else {
			head += "\x01" // gzip
		}
		head += i(1) + i(2) + i(3) + i(4) + i(5) + i(126) + null + s("db") + s("9.6") + s("15.1")
		entry := i(7) + i(1) + s("1259") + s("16384") + s("t") + s("TABLE DATA") + i(3) +
			null + s("") + s("COPY t FROM stdin;\n") + s("public") + null
		if v.Minor >= 14 {
			entry += s("heap")
		}
		if v.Minor >= 16 {
			entry += i('r')
		}
		entry += s("boss") + s("false") + s("6") + s("5") + null + "\x02\x00\x01\x00\x00\x00\x00\x00\x00"
		raw := head + i(1) + entry

		w := &wire{r: strings.NewReader(raw)}
		h, entries, err := w.readTOC(Custom)
		if err != nil {
			t.Fatalf("%v: %v", v, err)
		}
		e := entries[0]
		if h.Version != v || h.Compression != Gzip || h.Created != [7]int{1, 2, 3, 4, 5, 126, -1} ||
			h.Database.S != "db" || h.Server.S != "9.6" || h.PgDump.S != "15.1" {
			t.Errorf("%v: header %+v", v, h)
		}
		if e.ID != 7 || !e.HasData || e.Catalog != 1259 || e.OID != 16384 || e.Tag.S != "t" || e.Desc.S != "TABLE DATA" ||
			e.Section != Data || e.Defn.Set || !e.Drop.Set || e.Copy.S == "" || e.Namespace.S != "public" ||
			e.Tablespace.Set || e.Owner.S != "boss" || e.WithOIDs.S != "false" || len(e.Deps) != 2 ||
			e.AccessMethod.Set != (v.Minor >= 14) || (e.RelKind == 'r') != (v.Minor >= 16) ||
			e.place != (place{state: offsetSet, off: 256}) {
			t.Errorf("%v: entry %+v", v, e)
		}
		if got := string(h.appendEntries(h.append(nil), entries)); got != raw {
			t.Errorf("%v: written as %q, want %q", v, got, raw)
		}
	}
}

// TestTruncated cuts archives at every byte: what is left is never read as a
// whole one.
func TestTruncated(t *testing.T) {
	for _, m := range newSample(v1_16).methods() {
		b := newSample(v1_16).custom(t, m)
		for n := range len(b) {
			if n > 400 && n < len(b)-400 && n%9 != 0 || testing.Short() && n%7 != 0 {
				continue
			}
			for name, r := range map[string]io.Reader{
				"file": bytes.NewReader(b[:n]), "pipe": iotest.DataErrReader(bytes.NewReader(b[:n])),
			} {
				if _, err := readAll(r); err == nil {
					t.Fatalf("%v, %s: %d of %d bytes are read as an archive", m.Compression, name, n, len(b))
				}
			}
		}
	}
}

func readAll(r io.Reader) ([]byte, error) {
	a, err := NewReader(r)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	return io.ReadAll(a.Plain())
}

// TestSizesAreNotTrusted has headers announce more than there is.
func TestSizesAreNotTrusted(t *testing.T) {
	huge := "\x00\xff\xff\xff\x3f"
	head := "PGDMP\x01\x10\x00\x04\x08\x01\x00" + strings.Repeat("\x00\x00\x00\x00\x00", 7) + strings.Repeat("\x00\x00\x00\x00\x00", 3)
	b := newSample(v1_16).custom(t, Method{None, 0})
	at := bytes.Index(b, []byte("one\t1\n")) - 5
	for name, in := range map[string]string{
		"string":  "PGDMP\x01\x10\x00\x04\x08\x01\x00" + strings.Repeat("\x00\x00\x00\x00\x00", 7) + huge,
		"entries": head + huge,
		"chunk":   string(b[:at]) + huge + string(b[at+5:]),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := readAll(strings.NewReader(in))
		runtime.ReadMemStats(&after)
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v, want the end of the archive", name, err)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 4<<20 {
			t.Errorf("%s: %d bytes of memory", name, n)
		}
	}
}

// TestRefused names what is wrong with an archive.
func TestRefused(t *testing.T) {
	change := func(f func(s *sample)) []byte {
		s := newSample(v1_16)
		f(s)
		return s.custom(t, Method{None, 0})
	}
	good := newSample(v1_16).custom(t, Method{None, 0})
	patch := func(at int, b byte) []byte {
		p := bytes.Clone(good)
		p[at] = b
		return p
	}
	for _, tc := range []struct {
		in   []byte
		want string
	}{
		{[]byte("--\n-- PostgreSQL database dump\n--\n"), "neither a custom nor a tar archive"},
		{patch(6, 11), "version 1.11, want 1.12 to 1.16"},
		{patch(6, 17), "version 1.17, want 1.12 to 1.16"},
		{patch(5, 2), "version 2.16"},
		{patch(8, 0), "integer of 0 bytes"},
		{patch(8, 99), "integer of 99 bytes"},
		{patch(10, 3), "the header says tar, want custom"},
		{patch(11, 4), "method 4"},
		{patch(12, 7), "sign is 7"},
		{change(func(s *sample) { s.entries[3].ID = 1 }), "two entries with the same ID"},
		{change(func(s *sample) { s.entries[3].ID = 0 }), "ID is 0"},
		{change(func(s *sample) { s.entries[3].Section = 9 }), "section 9"},
		{change(func(s *sample) { s.entries[3].Desc = Text{} }), "without a name or a kind"},
		{change(func(s *sample) { s.entries[3].Tag = Some("a\x00b") }), "a zero byte"},
		{change(func(s *sample) { s.entries[3].Tag = Some("a\xffb") }), "not UTF-8"},
		{change(func(s *sample) { s.entries[3].Deps = []Text{Some("x")} }), "a dependency that is no ID"},
		{change(func(s *sample) { s.entries[0].Defn = Some("SET x") }), "not of the form"},
		{change(func(s *sample) { s.Server = Some("18\nDROP") }), "a newline"},
		{change(func(s *sample) { s.entries[11].Deps = nil }), "that are not in the archive"},
	} {
		_, err := readAll(bytes.NewReader(tc.in))
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%v, want %q", err, tc.want)
		}
	}
}

// TestOffsetsThatLie has offsets lead to another entry's data, and past the
// end.
func TestOffsetsThatLie(t *testing.T) {
	s := newSample(v1_16)
	name := filepath.Join(t.TempDir(), "a")
	s.write(t, seeking(t, name, Method{None, 0}))
	for _, off := range []int64{0, 1 << 40} {
		a, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		var first *Entry
		for _, e := range a.Entries {
			if !e.HasData {
				continue
			}
			if first == nil {
				first = e
			}
			if e.place.off = off; off == 0 {
				e.place.off = first.place.off
			}
		}
		parts, err := a.Parts(3)
		if err != nil || len(parts) < 2 {
			t.Fatalf("%d parts: %v", len(parts), err)
		}
		var errs error
		for _, part := range parts {
			_, err := io.Copy(io.Discard, part.TransferData(NewMarks(word)))
			errs = errors.Join(errs, err)
		}
		if errs == nil {
			t.Errorf("offset %d: no error in any part", off)
		}
		if _, err := io.ReadAll(a.Plain()); err == nil {
			t.Errorf("offset %d: no error", off)
		}
		a.Close()
	}
}

// TestOrderOfBlocks has the data lie in another order than the entries do,
// which a file allows and a pipe does not.
func TestOrderOfBlocks(t *testing.T) {
	s := newSample(v1_14)
	want := string(s.custom(t, Method{Gzip, 1}))
	a, err := NewReader(strings.NewReader(want))
	plain := text(t, a, err)
	var b bytes.Buffer
	p := &customPacker{w: &b, enc: encoders{m: Method{Gzip, 1}}}
	p.chunk.p = p
	last := &sample{Header: s.Header, data: s.data, objects: s.objects}
	last.entries = append(last.entries, s.entries...)
	if err := p.contents(s.Header, copies(s.entries)); err != nil {
		t.Fatal(err)
	}
	for i := len(s.entries) - 1; i >= 0; i-- {
		e := s.entries[i]
		if data, ok := s.data[e.ID]; ok {
			if err := p.entry(e); err != nil {
				t.Fatal(err)
			}
			p.Write([]byte(data))
		}
	}
	for _, e := range s.entries {
		if objects, ok := s.objects[e.ID]; ok {
			if err := p.entry(e); err != nil {
				t.Fatal(err)
			}
			for _, o := range objects {
				p.object(o.oid)
				p.Write([]byte(o.data))
			}
		}
	}
	if err := errors.Join(p.finish(), p.close()); err != nil {
		t.Fatal(err)
	}
	a, err = NewReader(bytes.NewReader(b.Bytes()))
	compareText(t, "file", text(t, a, err), plain)
	if _, err := readAll(iotest.HalfReader(&b)); err == nil || !strings.Contains(err.Error(), "in front of that of an entry before it") {
		t.Errorf("pipe: %v", err)
	}
}

func copies(entries []*Entry) []*Entry {
	var out []*Entry
	for _, e := range entries {
		own := *e
		out = append(out, &own)
	}
	return out
}

// TestProgress asks archives how far they have come, whole and in parts: at the
// end as far as they go.
func TestProgress(t *testing.T) {
	s := newSample(v1_16)
	dir := newDir(t)
	s.write(t, newDirPacker(dir, Method{Gzip, 1}))
	file := filepath.Join(t.TempDir(), "file")
	s.write(t, seeking(t, file, Method{Gzip, 1}))
	for _, path := range []string{dir, file} {
		for _, n := range []int{1, 2} {
			a, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			if !a.Divisible() || a.Consumed() != 0 || a.Size() == 0 {
				t.Fatalf("%s: divisible %v, %d of %d bytes before the first", path, a.Divisible(), a.Consumed(), a.Size())
			}
			parts, err := a.Parts(n)
			if err != nil || len(parts) != n && n > 1 {
				t.Fatalf("%s: %d parts, want %d: %v", path, len(parts), n, err)
			}
			for _, part := range append(parts, a)[:n] {
				if _, err := io.Copy(io.Discard, part.TransferData(NewMarks(word))); err != nil {
					t.Fatal(err)
				}
			}
			// A file has a table of contents, too, and what stands between chunks.
			if got, size := a.Consumed(), a.Size(); path == dir && got != size || got == 0 || got > size {
				t.Errorf("%s in %d parts: %d bytes were read of %d", path, n, got, size)
			}
			a.Close()
		}
	}
}

// TestNamesOfFiles has a directory's table of contents name files elsewhere.
func TestNamesOfFiles(t *testing.T) {
	s := newSample(v1_16)
	h := s.Header
	h.Format = Directory
	for _, name := range []string{"../x", "/etc/passwd", "a/b", ".", "..", `a\b`} {
		entries := copies(s.entries)
		for _, e := range entries {
			if e.HasData {
				e.place.file = Some(name)
			}
		}
		fsys := fstest.MapFS{tocName: {Data: h.appendEntries(h.append(nil), entries)}}
		a, err := OpenDir(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(a.Plain()); err == nil || !strings.Contains(err.Error(), "out of the archive") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestErrorsOfTheInput are passed on.
func TestErrorsOfTheInput(t *testing.T) {
	b := newSample(v1_16).custom(t, Method{Zstd, 3})
	broken := errors.New("a cable")
	for n := range len(b) {
		r := io.MultiReader(bytes.NewReader(b[:n]), iotest.ErrReader(broken))
		if _, err := readAll(r); !errors.Is(err, broken) {
			t.Fatalf("byte %d of %d: %v", n, len(b), err)
		}
	}
}

// TestLinksOutOfADirectory has a file of a directory be a link to one elsewhere,
// which might have anything in it.
func TestLinksOutOfADirectory(t *testing.T) {
	dir := newDir(t)
	s := newSample(v1_16)
	s.write(t, newDirPacker(dir, Method{None, 0}))
	files, err := filepath.Glob(filepath.Join(dir, "[0-9]*.dat"))
	if err != nil || len(files) == 0 {
		t.Fatalf("files %q, %v", files, err)
	}
	elsewhere := filepath.Join(t.TempDir(), "rows")
	if err := os.Rename(files[0], elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, files[0]); err != nil {
		t.Skip(err)
	}
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := io.ReadAll(a.Plain()); err == nil {
		t.Error("a file elsewhere is read")
	}
}

// TestBombs reads a small file that becomes a large one, without the memory for
// it.
func TestBombs(t *testing.T) {
	const size = 256 << 20
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	line := bytes.Repeat([]byte("x"), 1<<20)
	for range size / len(line) {
		zw.Write(line)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	s := newSample(v1_16)
	h := s.Header
	h.setMethod(Directory, Method{Gzip, DefaultLevel})
	entries := copies(s.entries)
	fsys := fstest.MapFS{}
	for _, e := range entries {
		if e.HasData {
			e.place.file = Some("x.dat")
		}
	}
	fsys[tocName] = &fstest.MapFile{Data: h.appendEntries(h.append(nil), entries)}
	fsys["x.dat.gz"] = &fstest.MapFile{Data: packed.Bytes()}
	a, err := OpenDir(fsys)
	if err != nil {
		t.Fatal(err)
	}
	before := allocated()
	_, err = io.Copy(io.Discard, a.Plain())
	if err == nil || !strings.Contains(err.Error(), "its rows have no end") {
		t.Errorf("%v, want that the rows have no end", err)
	}
	if n := allocated() - before; n > 8<<20 {
		t.Errorf("%d bytes of memory for %d", n, packed.Len())
	}
}

// TestHostileText puts newlines, control characters, the end of rows and psql's
// commands into the fields of entries: they stay in the comment that names them,
// and what is read is written as it was.
func TestHostileText(t *testing.T) {
	for _, hostile := range []string{
		"a\n\\! id\n", "a\r\nDROP TABLE x;", "\\.\n", "a'b\"c;$$", "\x01\x1b[2J\x7f", "*/ /* --",
	} {
		s := newSample(v1_16)
		e := s.add("TABLE", hostile, "CREATE TABLE x ();\n")
		e.Owner, e.Namespace = Some(hostile), Some(hostile)
		a, err := NewReader(bytes.NewReader(s.custom(t, Method{None, 0})))
		plain := text(t, a, err)
		for line := range strings.Lines(plain) {
			if (strings.HasPrefix(line, "\\") || strings.HasPrefix(line, "DROP")) && !strings.HasPrefix(line, "\\.") {
				t.Errorf("%q becomes a command: %q", hostile, line)
			}
		}
		a, err = through(t, s, func(s string) string { return s })
		compareText(t, hostile, text(t, a, err), plain)
	}
}
