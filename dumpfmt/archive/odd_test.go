package archive

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

// TestOddMembers has tar archives with members that pg_dump does not write. What
// could be read as another thing than pg_restore reads is refused; what nobody
// asks for changes nothing.
func TestOddMembers(t *testing.T) {
	s := newSample(v1_14)
	a, err := NewReader(bytes.NewReader(s.tar(t)))
	want := text(t, a, err)
	rows := ""
	for _, e := range a.Entries {
		if e.is("TABLE DATA") && rows == "" {
			rows = e.place.file.S
		}
	}
	for name, tc := range map[string]struct {
		change func(m *member) []member
		want   string // "" where it changes nothing
	}{
		"nothing":                     {func(m *member) []member { return []member{*m} }, ""},
		"a link to it":                {func(m *member) []member { return []member{m.as(tar.TypeLink, "toc.dat")} }, "no plain file"},
		"a symbolic link":             {func(m *member) []member { return []member{m.as(tar.TypeSymlink, "/etc/passwd")} }, "no plain file"},
		"a device":                    {func(m *member) []member { return []member{m.as(tar.TypeChar, "")} }, "no plain file"},
		"a pipe":                      {func(m *member) []member { return []member{m.as(tar.TypeFifo, "")} }, "no plain file"},
		"a directory":                 {func(m *member) []member { return []member{m.named("d/").as(tar.TypeDir, ""), *m} }, "no plain file"},
		"an absolute name":            {func(m *member) []member { return []member{m.named("/" + rows)} }, "is missing"},
		"a name that leads elsewhere": {func(m *member) []member { return []member{m.named("../" + rows)} }, "is missing"},
		"a pax header": {func(m *member) []member {
			m.PAXRecords, m.Format = map[string]string{"comment": "x"}, tar.FormatPAX
			return []member{*m}
		}, "no plain file"},
		"another one between": {func(m *member) []member { return []member{m.named("x.dat"), *m} }, ""},
		"it comes twice":      {func(m *member) []member { return []member{*m, *m} }, ""},
		"it comes too late":   {func(m *member) []member { return nil }, "is missing"},
		"it is cut":           {func(m *member) []member { m.data = m.data[:len(m.data)-2]; return []member{*m} }, "have no end"},
		"it goes on":          {func(m *member) []member { m.data += "x\n"; return []member{*m} }, "have no end"},
	} {
		b := changeTar(t, s.tar(t), rows, tc.change)
		for how, r := range map[string]io.Reader{"file": bytes.NewReader(b), "pipe": iotest.HalfReader(bytes.NewReader(b))} {
			got, err := readAll(r)
			switch {
			case tc.want == "" && (err != nil || string(got) != want):
				t.Errorf("%s, %s: not as without: %v", name, how, err)
			case tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)):
				t.Errorf("%s, %s: %v, want %q", name, how, err, tc.want)
			}
		}
	}
}

// member is one of a tar archive.
type member struct {
	tar.Header
	data string
}

func (m member) named(name string) member {
	m.Name = name
	return m
}

func (m member) as(kind byte, to string) member {
	m.Typeflag, m.Linkname, m.Size, m.data = kind, to, 0, ""
	return m
}

// changeTar writes a tar archive anew, with other members for the one with a name.
func changeTar(t *testing.T, b []byte, name string, change func(*member) []member) []byte {
	t.Helper()
	var out bytes.Buffer
	r, w := tar.NewReader(bytes.NewReader(b)), tar.NewWriter(&out)
	for {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		data, rerr := io.ReadAll(r)
		if err = errors.Join(err, rerr); err != nil {
			t.Fatal(err)
		}
		m := member{*h, string(data)}
		m.Format = tar.FormatUSTAR
		list := []member{m}
		if h.Name == name {
			list = change(&m)
		}
		for _, m := range list {
			m.Size = int64(len(m.data))
			if err := w.WriteHeader(&m.Header); err != nil {
				t.Fatal(err)
			}
			io.WriteString(w, m.data)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestSizesOfMembersLie has headers of members say more and less than there is: of
// none anything else is read, but of large objects, which have no end that can be
// told within the blocks of a member.
func TestSizesOfMembersLie(t *testing.T) {
	good := newSample(v1_14).tar(t)
	for at := 0; at+512 <= len(good); at += 512 {
		if string(good[at+257:at+262]) != "ustar" {
			continue
		}
		for _, size := range []string{"00000000000", "00000000001", "00000001000", "77777777777", "-0000000001", "\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"} {
			b := bytes.Clone(good)
			copy(b[at+124:], size)
			sumTar(b[at : at+512])
			got, err := readAll(bytes.NewReader(b))
			name, _, _ := strings.Cut(string(good[at:at+100]), "\x00")
			if _, object := objectMember(name); object && size >= "0" && size <= "00000001000" {
				continue
			}
			if want, werr := readAll(bytes.NewReader(good)); err == nil && (werr != nil || !bytes.Equal(got, want)) {
				t.Errorf("%s with the size %q: something else is read, and no error", name, size)
			}
		}
	}
}

// sumTar puts the checksum into a member's header.
func sumTar(h []byte) {
	copy(h[148:156], "        ")
	sum := 0
	for _, c := range h {
		sum += int(c)
	}
	copy(h[148:156], strings.Repeat("0", 6-len(strconv.FormatInt(int64(sum), 8)))+strconv.FormatInt(int64(sum), 8)+"\x00 ")
}

// TestCircles has entries depend on one another, on themselves, and on none that
// there is: they are read and written as they are, and what is said of what is gone
// goes, though it goes round.
func TestCircles(t *testing.T) {
	s := newSample(v1_14)
	id := func(e *Entry) Text { return Some(strconv.Itoa(e.ID)) }
	index := s.entries[len(s.entries)-1]
	for _, e := range s.entries {
		if e.is("INDEX") {
			index = e
		}
	}
	f, g := s.add("FUNCTION", "f()", "CREATE FUNCTION f();\n"), s.add("FUNCTION", "g()", "CREATE FUNCTION g();\n")
	f.Deps, g.Deps = []Text{id(g), id(f), Some("999999")}, []Text{id(f)}
	one, two := s.add("COMMENT", "x", "COMMENT ON INDEX x IS 'x';\n"), s.add("COMMENT", "y", "COMMENT ON INDEX y IS 'y';\n")
	one.Deps, two.Deps = []Text{id(two)}, []Text{id(one), id(index)}
	a, err := NewReader(bytes.NewReader(s.custom(t, Method{None, 0})))
	if err != nil {
		t.Fatal(err)
	}
	before := tags(a)
	a, err = through(t, s, func(s string) string { return s })
	if err != nil || strings.Join(tags(a), "\n") != strings.Join(before, "\n") {
		t.Errorf("not as it was: %v", err)
	}
	a, err = through(t, s, func(s string) string {
		return strings.Replace(s, "CREATE INDEX i ON \"App\".t USING btree (a);\n", "", 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(tags(a), "\n"); strings.Contains(got, "COMMENT x") || strings.Contains(got, "COMMENT y") || !strings.Contains(got, "FUNCTION g()") {
		t.Errorf("without the index there is\n%s", got)
	}
}

// TestEntriesOnceMore has custom archives with the entries once more behind the data, as
// pg_dump writes them to a pipe of Windows: they change nothing. All else there is refused.
func TestEntriesOnceMore(t *testing.T) {
	s := newSample(v1_14)
	good := s.custom(t, Method{})
	a, err := NewReader(bytes.NewReader(good))
	want := text(t, a, err)
	toc := func(entries []*Entry) []byte { return s.appendEntries(nil, entries) }
	var located []*Entry
	for i, e := range a.Entries {
		own := *e
		own.place = place{state: offsetSet, off: int64(1000 * i)}
		located = append(located, &own)
	}
	renamed := *located[0]
	renamed.Tag.S += "x"
	for name, tc := range map[string]struct {
		behind []byte
		fails  bool
	}{
		"as they were":      {toc(a.Entries), false},
		"with offsets":      {toc(located), false},
		"fewer":             {toc(located[1:]), true},
		"another one":       {toc(append([]*Entry{&renamed}, located[1:]...)), true},
		"cut":               {toc(located)[:40], true},
		"more behind them":  {append(toc(located), 0), true},
		"an archive behind": {good, true},
	} {
		got, err := readAll(iotest.HalfReader(io.MultiReader(bytes.NewReader(good), bytes.NewReader(tc.behind))))
		switch {
		case tc.fails && (err == nil || !strings.Contains(err.Error(), "something follows the last data")):
			t.Errorf("%s: %v, want it refused", name, err)
		case !tc.fails && (err != nil || string(got) != want):
			t.Errorf("%s: not as without: %v", name, err)
		}
	}
}
