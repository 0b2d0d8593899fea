package archive

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"

	"sanitize/dumpfmt/sqllex"
)

// An archive that becomes an archive goes through the same filter as a plain
// dump does, as text. Marks in that text say what is whose: comment lines with
// a number and a word that nobody can guess, so that nothing in the archive
// can be taken for one.
//
// The definitions all come before the first data, unlike in a plain dump, as
// they stand in front of the data in an archive, too. The entries about the
// database itself are among them. What stands outside of marks (the comments,
// the settings, the commands that name an owner) pg_restore makes anew, and it
// is in the text for the sake of whoever reads it.

// Marks is the word of the marks of one run.
type Marks struct{ needle []byte }

// NewMarks returns marks with the given word, which must be of letters and
// digits, at least 16, and known to nobody.
func NewMarks(word string) *Marks {
	if len(word) < 16 || validKey(word) != nil {
		panic("archive: internal error: a word that can be guessed")
	}
	return &Marks{[]byte("-- " + word + " ")}
}

// append appends a mark: the beginning or the end of a step.
func (m *Marks) append(dst []byte, step int, begin bool) []byte {
	dst = append(dst, m.needle...)
	n := 2 * step
	if !begin {
		n++
	}
	dst = strconv.AppendInt(dst, int64(n), 10)
	return append(dst, '\n')
}

// cut finds the first mark in b. Before it stands what is before, after it
// rest. Without a mark before is what of b cannot be the beginning of one, and
// rest is what may be; ok is false.
func (m *Marks) cut(b []byte) (before []byte, n int, rest []byte, ok bool) {
	at := bytes.Index(b, m.needle)
	if at < 0 {
		at = len(b) - m.overlap(b)
		return b[:at], 0, b[at:], false
	}
	line := b[at+len(m.needle):]
	end := bytes.IndexByte(line, '\n')
	if end < 0 {
		return b[:at], 0, b[at:], false
	}
	n, err := strconv.Atoi(string(line[:end]))
	if err != nil {
		n = -1
	}
	return b[:at], n, line[end+1:], true
}

// overlap returns how many bytes at the end of b are the beginning of a mark.
func (m *Marks) overlap(b []byte) int {
	for n := min(len(b), len(m.needle)-1); n > 0; n-- {
		if b[len(b)-n] == m.needle[0] && bytes.HasPrefix(m.needle, b[len(b)-n:]) {
			return n
		}
	}
	return 0
}

func (r *PlainReader) appendMark(b []byte, begin bool) []byte {
	if r.marks == nil {
		return b
	}
	return r.marks.append(b, r.steps[r.i].n, begin)
}

// Transfer returns the archive as text with marks, for a [Writer] with the same
// marks. It is a plain dump in all but the order.
func (a *Archive) Transfer(m *Marks) *PlainReader {
	r := &PlainReader{a: a, marks: m, steps: a.transferSteps()}
	r.start()
	if r.err == nil {
		r.err = a.checkTransfer(r.session.std)
	}
	return r
}

// TransferDefinitions is Transfer without the data, which [Archive.TransferData]
// returns for each of the archive's [Archive.Parts].
func (a *Archive) TransferDefinitions(m *Marks) *PlainReader {
	r := a.Transfer(m)
	r.steps, _ = withData(r.steps)
	r.noData = true
	return r
}

// TransferData is what Transfer returns of the data of a part: a dump of its
// own, for the Writer of that part.
func (a *Archive) TransferData(m *Marks) *PlainReader {
	r := &PlainReader{a: a, marks: m}
	_, r.steps = withData(a.transferSteps())
	r.start()
	return r
}

// transferSteps puts the definitions before the data, and numbers all, so that
// a step has one number in all parts of an archive. What is not of this part is
// left out.
func (a *Archive) transferSteps() []step {
	var all, steps []step
	for _, e := range a.Entries {
		all = e.appendSteps(all)
	}
	for _, s := range all {
		if s.p != Content {
			s.n = len(steps)
			steps = append(steps, s)
		}
	}
	n := len(steps)
	for _, s := range all {
		if s.p != Content {
			continue
		}
		if s.n = n; a.has(s.e) {
			steps = append(steps, s)
		}
		n++
	}
	return steps
}

// withData divides steps into those without and those with data.
func withData(steps []step) (without, with []step) {
	n := slices.IndexFunc(steps, func(s step) bool { return s.p == Content })
	if n < 0 {
		n = len(steps)
	}
	return steps[:n], steps[n:]
}

// exists reports whether there is data.
func (p *place) exists() bool {
	return p.file.S != "" || p.state == offsetUnset || p.state == offsetSet
}

// checkTransfer refuses what would come into the new archive without having
// been in the text: settings that do more than to set, and literals in the
// commands that drop an object, where pg_dump writes but the numbers of large
// objects.
func (a *Archive) checkTransfer(std bool) error {
	for _, e := range a.Entries {
		if !e.settingForm() {
			return &Error{Entry: e.ID, Msg: "a setting that is more than one"}
		}
		if !dropForm(e.Drop.S, std) {
			return &Error{Entry: e.ID, Msg: "a literal in the command that drops it"}
		}
	}
	return nil
}

// settings are the forms of the entries that are settings. See dumpEncoding and
// those beside it in pg_dump.c.
var settings = map[string]*regexp.Regexp{
	"ENCODING":   regexp.MustCompile(`^SET client_encoding = '[A-Za-z0-9_-]+';\n$`),
	"STDSTRINGS": regexp.MustCompile(`^SET standard_conforming_strings = '(on|off)';\n$`),
	"SEARCHPATH": regexp.MustCompile(`^SELECT pg_catalog\.set_config\('search_path', '[^'\\]*', false\);\n$`),
}

func (e *Entry) settingForm() bool {
	re := settings[e.Desc.S]
	return re == nil || re.MatchString(e.Defn.S)
}

// dropForm reports whether a command has no literals but numbers.
func dropForm(cmd string, std bool) bool {
	b := []byte(cmd)
	for i := 0; ; {
		q, ok := sqllex.NextQuote(b, i, std)
		if !ok {
			return true
		}
		if q.Form != sqllex.Ident && len(bytes.Trim(b[q.Lo:q.Hi], "0123456789")) > 0 {
			return false
		}
		i = q.Next
	}
}
