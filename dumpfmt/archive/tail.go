package archive

import "bytes"

// tail is the end of data. Rows always have one that can be told: chunks that
// are missing at the end of data without compression would else have all that
// follows in a plain dump taken for rows.
type tail struct {
	b [len(rowsEnd) + 1]byte // the last bytes
	n int64
}

// rowsEnd ends the rows of a COPY, insertsEnd INSERTs. See dumpTableData_copy
// and dumpTableData_insert in pg_dump.c.
const (
	rowsEnd    = "\\.\n\n\n"
	insertsEnd = "\n\n"
)

func (t *tail) add(p []byte) {
	t.n += int64(len(p))
	if len(p) >= len(t.b) {
		copy(t.b[:], p[len(p)-len(t.b):])
		return
	}
	copy(t.b[:], t.b[len(p):])
	copy(t.b[len(t.b)-len(p):], p)
}

// check returns an error unless the data of e has come to its end.
func (t *tail) check(e *Entry) error {
	want := insertsEnd
	switch {
	case !e.is("TABLE DATA"):
		return nil
	case e.Copy.S != "":
		want = rowsEnd
	}
	if !bytes.HasSuffix(t.b[:], []byte(want)) || want == rowsEnd && t.b[0] != '\n' && t.n > int64(len(rowsEnd)) {
		return &Error{Entry: e.ID, Msg: "its rows have no end"}
	}
	return nil
}
