package draft

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/axiomhq/hyperloglog"
	"github.com/brianvoe/gofakeit/v7/data"
	"github.com/cespare/xxhash/v2"

	"sanitize/dumpfmt"
	"sanitize/rules/detect"
	"sanitize/rules/words"
)

// Evidence is what the rows of a database say of its columns: counts of all of
// them, and what was found in a sample. It holds no value. An Evidence is for
// one goroutine; Merge joins those of several.
type Evidence struct {
	sample int64
	names  map[string]bool // that people have; shared, and not changed
	tables map[dumpfmt.Name]*tableEvidence
}

// tableEvidence is what the rows of a table say.
type tableEvidence struct {
	rows    int64
	columns map[string]*columnEvidence
}

// columnEvidence is what the values of a column say.
type columnEvidence struct {
	null, empty int64
	short, long int // the lengths of values that are neither, in bytes
	distinct    *hyperloglog.Sketch
	values      []valueCount // all there are; nil if they are more than maxValues
	many        bool         // they are

	sampled                 int64 // neither NULL nor empty
	found                   [detect.NumKinds]int64
	whole                   [detect.NumKinds]int64 // of these: next to nothing else is in the value
	named                   int64                  // look like names of people
	identifiers, namedWords int64                  // are identifiers; and have names of people for words
	programs, privates      int64                  // of these have words of a program; of what is a person's
	closed, days            int64                  // are of closed lists of programs'; and may be days
	paths                   map[string]*pathEvidence
}

// valueCount counts the rows with a value, of which only a digest is known.
type valueCount struct {
	digest uint64
	rows   int64
}

// maxValues is how many values of a column are counted one by one. What an
// application steers by has fewer.
const maxValues = 24

// precision is that of the estimate of distinct values: 2^precision bytes, and
// an error of 3 %.
const precision = 10

// maxLook bounds the bytes of a value that are looked at.
const maxLook = 4096

// NewEvidence returns an Evidence without rows that looks into a sample of so
// many rows of a table, more or less.
func NewEvidence(sample int) *Evidence {
	return &Evidence{sample: max(16, int64(sample)), names: peoplesNames(), tables: map[dumpfmt.Name]*tableEvidence{}}
}

// Another returns an Evidence without rows that is to be merged.
func (e *Evidence) Another() *Evidence {
	return &Evidence{sample: e.sample, names: e.names, tables: map[dumpfmt.Name]*tableEvidence{}}
}

// peoplesNames returns the names of the lists that the masks draw from.
func peoplesNames() map[string]bool {
	names := map[string]bool{}
	for _, list := range []string{"first", "last"} {
		for _, n := range data.Person[list] {
			names[strings.ToLower(n)] = true
		}
	}
	return names
}

// Kinds returns the kinds that more than least percent of the sampled values of a
// column look like.
func (e *Evidence) Kinds(table dumpfmt.Name, column string, least float64) (s detect.Set) {
	t := e.tables[table]
	if t == nil || t.columns[column] == nil {
		return 0
	}
	c := t.columns[column]
	for kind, n := range c.found {
		if n > 0 && float64(n)*100 > least*float64(c.sampled) {
			s |= 1 << kind
		}
	}
	return s
}

// Look takes note of the rows of a segment. columns are the names of its fields;
// w is the caller's, and used for nothing else.
func (e *Evidence) Look(w *dumpfmt.Rewriter, seg *dumpfmt.Segment, table dumpfmt.Name, columns []string) {
	t := e.tables[table]
	if t == nil {
		t = &tableEvidence{columns: map[string]*columnEvidence{}}
		e.tables[table] = t
	}
	list := make([]*columnEvidence, len(columns))
	for i, name := range columns {
		if t.columns[name] == nil {
			t.columns[name] = &columnEvidence{}
		}
		list[i] = t.columns[name]
	}
	place := seg.Pos.Row
	if seg.Kind == dumpfmt.Insert {
		place = seg.Pos.Line
	}
	w.Look(seg, func(int64) bool { return true }, func(r *dumpfmt.Row) {
		t.rows++
		wanted := e.wants(place)
		place++
		for i := range min(r.Len(), len(list)) {
			v, ok := r.Peek(i, maxLook)
			list[i].add(v, ok && !r.IsDefault(i), wanted, e.names)
		}
	})
}

// wants reports whether the row of a number is in the sample: all of the first,
// and then as many whenever their number doubles.
func (e *Evidence) wants(n int64) bool {
	first := max(1, e.sample/16)
	level := bits.Len64(uint64(n / first))
	if level == 0 {
		return true
	}
	digest := xxhash.Sum64(binary.LittleEndian.AppendUint64(nil, uint64(n)))
	return digest&(1<<(level-1)-1) == 0
}

// add takes note of a value.
func (c *columnEvidence) add(v []byte, ok, wanted bool, names map[string]bool) {
	switch {
	case !ok:
		c.null++
		return
	case len(v) == 0:
		c.empty++
		return
	}
	if n := len(v); c.long == 0 {
		c.short, c.long = n, n
	} else {
		c.short, c.long = min(c.short, n), max(c.long, n)
	}
	c.count(xxhash.Sum64(v), 1)
	if !wanted {
		return
	}
	c.sampled++
	if kinds := c.kinds(v) | c.inside(v); kinds != 0 {
		for k := range detect.NumKinds {
			if kinds.Has(k) {
				c.found[k]++
			}
		}
	} else if isNamed(v, names) || inArray(v, names) {
		c.named++
	}
	if yes, named := isIdentifier(v, names); yes {
		c.identifiers++
		program, private := words.OfProgram(string(v))
		c.namedWords += count(named)
		c.programs += count(program)
		c.privates += count(private)
	}
	if yes, day := isClosed(v); yes {
		c.closed++
		c.days += count(day)
	}
}

// count returns 1 for what is so.
func count(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// kinds returns the kinds of what is found in a value, and takes note of those
// that are at least half of it.
func (c *columnEvidence) kinds(v []byte) (s detect.Set) {
	var room [8]detect.Finding
	var length [detect.NumKinds]int
	for _, f := range detect.Find(room[:0], v) {
		s |= 1 << f.Kind
		length[f.Kind] += f.End - f.Start
	}
	for k := range detect.NumKinds {
		if s.Has(k) && 2*length[k] >= len(v) {
			c.whole[k]++
		}
	}
	return s
}

// count counts rows with a value.
func (c *columnEvidence) count(digest uint64, rows int64) {
	if !c.many {
		for i := range c.values {
			if c.values[i].digest == digest {
				c.values[i].rows += rows
				return
			}
		}
		if len(c.values) < maxValues {
			c.values = append(c.values, valueCount{digest, rows})
			return
		}
		c.overflow()
	}
	c.distinct.InsertHash(digest)
}

// overflow goes from counting values to estimating how many there are.
func (c *columnEvidence) overflow() {
	c.many = true
	c.distinct, _ = hyperloglog.NewSketch(precision, true) // the precision is one that there is
	for _, v := range c.values {
		c.distinct.InsertHash(v.digest)
	}
	c.values = nil
}

// Merge adds what other has seen. It keeps nothing of other.
func (e *Evidence) Merge(other *Evidence) {
	for name, o := range other.tables {
		t := e.tables[name]
		if t == nil {
			t = &tableEvidence{columns: map[string]*columnEvidence{}}
			e.tables[name] = t
		}
		t.rows += o.rows
		for column, oc := range o.columns {
			if t.columns[column] == nil {
				t.columns[column] = &columnEvidence{}
			}
			t.columns[column].merge(oc)
		}
	}
}

func (c *columnEvidence) merge(o *columnEvidence) {
	if o.long > 0 {
		if c.long == 0 {
			c.short = o.short
		}
		c.short, c.long = min(c.short, o.short), max(c.long, o.long)
	}
	c.mergePaths(o)
	c.null, c.empty, c.sampled, c.named = c.null+o.null, c.empty+o.empty, c.sampled+o.sampled, c.named+o.named
	c.identifiers, c.namedWords = c.identifiers+o.identifiers, c.namedWords+o.namedWords
	c.programs, c.privates = c.programs+o.programs, c.privates+o.privates
	c.closed, c.days = c.closed+o.closed, c.days+o.days
	for k := range c.found {
		c.found[k], c.whole[k] = c.found[k]+o.found[k], c.whole[k]+o.whole[k]
	}
	if o.many && !c.many {
		c.overflow()
	}
	for _, v := range o.values {
		c.count(v.digest, v.rows)
	}
	if o.many {
		_ = c.distinct.Merge(o.distinct) // of the same precision
	}
}

// inArray reports whether an element of an array looks like the name of a person.
func inArray(v []byte, names map[string]bool) bool {
	for e := range elements(v) {
		if e = bytes.Trim(e, `"{}`); len(e) > 0 && isNamed(e, names) {
			return true
		}
	}
	return false
}

// isNamed reports whether a text looks like the name of a person: some words
// with capitals, at least half of them on a list of names.
func isNamed(v []byte, names map[string]bool) bool {
	if len(v) > 60 || v[0] < 'A' {
		return false
	}
	words, known := 0, 0
	for _, w := range strings.Fields(string(v)) {
		w = strings.Trim(w, ".,")
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) {
			return false
		}
		words++
		if names[strings.ToLower(w)] {
			known++
		}
	}
	return words > 0 && words <= 4 && 2*known >= words
}

// Thresholds are what rows must show.
type Thresholds struct {
	K       int     // rows that share each value of what is kept
	Percent float64 // of the values, that look like something personal
}

// DefaultThresholds are those where nothing else is said.
var DefaultThresholds = Thresholds{K: 20, Percent: 5}

// maskOf is the mask of what a detector finds.
var maskOf = [detect.NumKinds]string{
	detect.Email: "email", detect.Phone: "phone", detect.Card: "credit_card", detect.IBAN: "iban",
	detect.NationalID: "scramble", detect.IP: "ip", detect.JWT: "hash", detect.PrivateKey: "hash",
	detect.Token: "hash", detect.PasswordHash: "hash", detect.CredentialsURL: "url",
}
