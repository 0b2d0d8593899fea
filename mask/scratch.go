package mask

import (
	"encoding/binary"

	"sanitize/mask/internal/memo"
	"sanitize/mask/internal/prefix"
	"sanitize/mask/internal/shape"
	"sanitize/mask/internal/stream"
)

// A scratch is one value under way: the bits that its mask draws, the key of its
// row, and buffers. It comes out of a Key's pool.
type scratch struct {
	shape.Shaper
	key *Key   // whose pool it is of
	row []byte // nil if there is none

	in, out []byte     // never nil: a decoded part of a value, its masked form
	inner   []byte     // the masked form of a part that is yet to be encoded
	step    []byte     // what a mask made of its own result
	levels  []level    // of a JSON text that are open
	dates   *jsonDates // of a JSON text; nil: they are text
	names   *jsonNames // of a JSON text; nil: keys say nothing
	route   []byte     // the keys that are looked up in names, or a string that must not stay

	heard [64]heard // by keys of JSON

	prefixes *prefix.Memo // nil until an address came
	domains  memo.Memo    // see domain
	persons  *scratch     // of what is before an @; nil until one came
	within   *scratch     // of what is within a value: see nest; nil until one came
}

// jsonDates moves the dates and timestamps in a JSON text, as date_shift moves
// those of the columns beside it: what is a copy of a column stays one, and what
// lies between two days still does.
type jsonDates struct {
	key   *Key
	shift algo // of date_shift
	alone bool // a day moves by itself, not with its row, and none but seconds since 1970 do
}

// A level is an object or array of a JSON text that is open, and where the key of
// the member under way is.
type level struct {
	open     byte
	guarded  bool // nothing in it stays
	key, end int
	said     *said // what the keys say of the value under way in it
}

// maxScratch is the size above which a buffer is not kept in the pool, where it is
// alone; and the buffers together where they are more than mostScratch.
const (
	maxScratch  = 64 << 10
	mostScratch = 4 * maxScratch
)

// levelSize is about how large a level is.
const levelSize = 32

// leastTrimmed is how long a value is at least after which buffers are looked at: one
// that is shorter fills none of them out of measure, were each character a level.
const leastTrimmed = mostScratch / levelSize / 2

// trim lets go of buffers that grew out of measure.
func (s *scratch) trim() {
	if cap(s.in)+cap(s.out)+cap(s.inner)+cap(s.step)+cap(s.route)+levelSize*cap(s.levels) > mostScratch {
		s.in, s.out, s.inner, s.step, s.route, s.levels = []byte{}, []byte{}, nil, nil, nil, nil
	}
	s.Trim(mostScratch)
	for _, of := range [...]*scratch{s.persons, s.within} {
		if of != nil {
			of.trim()
		}
	}
}

// nest returns the scratch of s for a part of its value, which has a stream and buffers
// of its own. There is one, which is not nested again before its part is masked.
func (s *scratch) nest() *scratch {
	if s.within == nil {
		s.within = s.key.newScratch()
	}
	return s.within
}

// seedRow starts the stream of the row, or that of v where there is no row, or
// none but NULL.
func (s *scratch) seedRow(v []byte) {
	if s.row == nil || isRowNull(s.row) {
		s.Quick(stream.TagValue, v)
		return
	}
	s.Quick(stream.TagRow, s.row)
}

// seedBoth starts the stream of the row and v together, or that of the row alone
// where the mask follows it.
func (s *scratch) seedBoth(v []byte) {
	s.in = append(s.in[:0], s.row...)
	s.in = append(s.in, v...)
	s.in = binary.LittleEndian.AppendUint64(s.in, uint64(len(v)))
	s.Quick(stream.TagBoth, s.in)
}
