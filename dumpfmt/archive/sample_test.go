package archive

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"testing"
)

// A sample is an archive that is made by hand: its parts, and what its data is.
type sample struct {
	Header
	entries []*Entry
	data    map[int]string
	objects map[int][]object
}

type object struct {
	oid  uint32
	data string
}

var versions = []Version{{1, 12, 0}, {1, 13, 0}, {1, 14, 0}, {1, 15, 0}, {1, 16, 0}}

// pgDump is a version of pg_dump that writes each version of archives.
var pgDump = map[Version]string{
	{1, 12, 0}: "9.6.24", {1, 13, 0}: "11.22", {1, 14, 0}: "15.18 (Debian 15.18-0+deb12u1)",
	{1, 15, 0}: "16.9", {1, 16, 0}: "18.4",
}

// newSample returns an archive of a version with an entry of every sort.
func newSample(v Version) *sample {
	s := &sample{
		Header: Header{
			Version: v, IntSize: 4, OffSize: 8, Format: Custom,
			Created: [7]int{59, 30, 23, 31, 11, 126, -1}, Database: Some("a b"),
			Server: Some(pgDump[v]), PgDump: Some(pgDump[v]),
		},
		data:    map[int]string{},
		objects: map[int][]object{},
	}
	s.add("ENCODING", "ENCODING", "SET client_encoding = 'UTF8';\n")
	s.add("STDSTRINGS", "STDSTRINGS", "SET standard_conforming_strings = 'on';\n")
	if v != (Version{1, 12, 0}) {
		s.add("SEARCHPATH", "SEARCHPATH", "SELECT pg_catalog.set_config('search_path', '', false);\n")
	}
	e := s.add("DATABASE", "a b", "CREATE DATABASE \"a b\";\n")
	e.Drop, e.Owner = Some("DROP DATABASE \"a b\";\n"), Some("boss")
	e = s.add("SCHEMA", "App", "CREATE SCHEMA \"App\";\n")
	e.Drop, e.Owner = Some("DROP SCHEMA \"App\";\n"), Some("group")
	s.addTable("t", "text", "one\t1\ntwo\t\\N\n")
	e = s.add("VIEW", "v", "CREATE VIEW \"App\".v AS\n SELECT 1;\n")
	e.Namespace, e.Drop, e.Owner = Some("App"), Some("DROP VIEW \"App\".v;\n"), Some("boss")
	s.addTable("two\nlines", "numbers", "")
	s.addObjects()
	e = s.add("INDEX", "i", "CREATE INDEX i ON \"App\".t USING btree (a);\n")
	e.Namespace, e.Tablespace, e.Section = Some("App"), Some("fast disk"), PostData
	s.add("ACL", "TABLE t", "GRANT SELECT ON TABLE \"App\".t TO PUBLIC;\n").Section = SectionNone
	s.add("EVENT TRIGGER", "et", "CREATE EVENT TRIGGER et;\n").Section = PostData
	s.add("COMMENT", "TABLE t", "COMMENT ON TABLE \"App\".t IS 'x';\n").Deps = []Text{Some("6")}
	s.add("FUNCTION", "f(text)", "CREATE FUNCTION \"App\".f(text);\n").Drop = Some("DROP FUNCTION \"App\".f(text);\n")
	return s
}

// add adds an entry with the next ID.
func (s *sample) add(desc, tag, defn string) *Entry {
	e := &Entry{
		ID: len(s.entries) + 1, Catalog: 1259, OID: uint32(16384 + len(s.entries)),
		Tag: Some(tag), Desc: Some(desc), Section: PreData, Defn: Some(defn),
		Owner: Some("boss"), WithOIDs: Some("false"),
		place: place{state: offsetNone},
	}
	s.entries = append(s.entries, e)
	return e
}

func (s *sample) addTable(name, column, rows string) {
	quoted := string(appendIdent(nil, name, 15))
	e := s.add("TABLE", name, "CREATE TABLE \"App\"."+quoted+" (\n    "+column+" text\n);\n")
	e.Namespace, e.Tablespace, e.Drop = Some("App"), Some(""), Some("DROP TABLE \"App\"."+quoted+";\n")
	if !s.Version.before(v1_14) {
		e.AccessMethod = Some("heap")
	}
	if !s.Version.before(v1_16) {
		e.RelKind = 'r'
	}
	d := s.add("TABLE DATA", name, "")
	d.Namespace, d.Section, d.HasData, d.Defn = Some("App"), Data, true, Text{}
	d.Copy = Some("COPY \"App\"." + quoted + " (" + column + ") FROM stdin;\n")
	d.Deps = []Text{Some(strconv.Itoa(e.ID))}
	d.place.state = offsetUnset
	s.data[d.ID] = rows + "\\.\n\n\n"
}

// addObjects adds large objects as the version has them: an entry for each, or
// one for a group.
func (s *sample) addObjects() {
	all := []object{{700, "abc"}, {4000000001, ""}}
	var group *Entry
	if s.Version.before(v1_16) {
		for _, o := range all {
			oid := strconv.FormatUint(uint64(o.oid), 10)
			group = s.add("BLOB", oid, "SELECT pg_catalog.lo_create('"+oid+"');\n")
			group.Drop = Some("SELECT pg_catalog.lo_unlink('" + oid + "');\n")
		}
	} else {
		group = s.add("BLOB METADATA", "700..4000000001", "700\n4000000001\n")
		group.Drop, group.Section = Some("LARGE OBJECTS"), Data
		acl := s.add("ACL", "LARGE OBJECTS 700..4000000001", "GRANT SELECT ON LARGE OBJECT 700 TO \"x LARGE OBJECT 1; y\";\nREVOKE ALL ON LARGE OBJECT 700 FROM z;\n")
		acl.Deps = []Text{Some(strconv.Itoa(group.ID))}
	}
	e := s.add("BLOBS", "BLOBS", "")
	e.Defn, e.Section, e.HasData = Text{}, Data, true
	e.Deps = []Text{Some(strconv.Itoa(group.ID))}
	e.place.state = offsetUnset
	s.objects[e.ID] = all
}

// write hands the sample to a packer.
func (s *sample) write(tb testing.TB, p packer) {
	tb.Helper()
	var entries []*Entry
	for _, e := range s.entries {
		own := *e
		entries = append(entries, &own)
	}
	err := p.contents(s.Header, entries)
	for _, e := range s.entries {
		if !e.HasData || err != nil {
			continue
		}
		err = p.entry(e)
		for _, o := range s.objects[e.ID] {
			err = errors.Join(err, p.object(o.oid))
			_, werr := p.Write([]byte(o.data))
			err = errors.Join(err, werr)
		}
		if data, ok := s.data[e.ID]; ok && err == nil {
			_, err = p.Write([]byte(data))
		}
	}
	if err == nil {
		err = errors.Join(p.finish(), p.close())
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// custom returns the sample as a custom archive, as from a pipe.
func (s *sample) custom(tb testing.TB, m Method) []byte {
	tb.Helper()
	var b bytes.Buffer
	p := &customPacker{w: &b, enc: encoders{m: m}}
	p.chunk.p = p
	s.write(tb, p)
	return b.Bytes()
}

// newDirPacker returns a packer to a directory.
func newDirPacker(path string, m Method) *dirPacker {
	return &dirPacker{dirFiles: dirFiles{path: path, enc: encoders{m: m}}}
}

// tar returns the sample as a tar archive.
func (s *sample) tar(tb testing.TB) []byte {
	tb.Helper()
	h := s.Header
	h.Format = Tar
	var entries []*Entry
	var names []string
	files := map[string]string{}
	add := func(name, data string) {
		names = append(names, name)
		files[name] = data
	}
	for _, e := range s.entries {
		own := *e
		if e.HasData {
			own.place.file = Some(strconv.Itoa(e.ID) + ".dat")
		}
		entries = append(entries, &own)
		for _, o := range s.objects[e.ID] {
			add("blob_"+strconv.FormatUint(uint64(o.oid), 10)+".dat", o.data)
		}
		if data, ok := s.data[e.ID]; ok {
			add(own.place.file.S, data)
		} else if e.HasData {
			add("blobs.toc", "ignored")
		}
	}
	files[tocName] = string(h.appendEntries(h.append(nil), entries))
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range append([]string{tocName}, append(names, "restore.sql")...) {
		err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(files[name])), Format: tar.FormatUSTAR})
		if err == nil {
			_, err = io.WriteString(w, files[name])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// methods are the ways to compress an archive of a version.
func (s *sample) methods() []Method {
	all := []Method{{None, DefaultLevel}, {Gzip, DefaultLevel}, {LZ4, 3}, {Zstd, DefaultLevel}}
	return slices.DeleteFunc(all, func(m Method) bool { return m.check(s.Version) != nil })
}

// text returns the plain dump of an archive.
func text(tb testing.TB, a *Archive, err error) string {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	defer a.Close()
	b, err := io.ReadAll(a.Plain())
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}
