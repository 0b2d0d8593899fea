package archive

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strconv"
)

// errObjectText says that what a filter made of large objects is not what
// objectText writes, or a part of that.
var errObjectText = errors.New("archive: a command about a large object that is none of those that pg_restore prints")

// maxObjectLine bounds a line of such text: a piece in hexadecimal digits, and
// the command round it.
const maxObjectLine = 2*pieceSize + 256

// objectParser reads the text of large objects back.
type objectParser struct {
	pack packer
	std  bool
	line []byte // the beginning of a line
	in   bool   // an object is open
	raw  []byte
}

func (o *objectParser) write(b []byte) error {
	for len(b) > 0 {
		n := bytes.IndexByte(b, '\n')
		if n < 0 {
			o.line = append(o.line, b...)
			if len(o.line) > maxObjectLine {
				return errObjectText
			}
			return nil
		}
		line := b[:n]
		if len(o.line) > 0 {
			line = append(o.line, line...)
			o.line = line[:0]
		}
		if err := o.command(line); err != nil {
			return err
		}
		b = b[n+1:]
	}
	return nil
}

// end reports whether the text ended where it may.
func (o *objectParser) end() error {
	if len(o.line) > 0 || o.in {
		return errObjectText
	}
	return nil
}

func (o *objectParser) command(line []byte) error {
	switch s := string(line); s {
	case "", "BEGIN;", "COMMIT;":
		return nil
	case "SELECT pg_catalog.lo_close(0);":
		if !o.in {
			return errObjectText
		}
		o.in = false
		return nil
	}
	if bytes.HasPrefix(line, []byte("--")) {
		return nil
	}
	if oid, ok := between(line, "SELECT pg_catalog.lo_open('", "', 131072);"); ok {
		n, err := strconv.ParseUint(string(oid), 10, 32)
		if err != nil || n == 0 || o.in {
			return errObjectText
		}
		o.in = true
		return o.pack.object(uint32(n))
	}
	return o.piece(line)
}

// piece reads the command that writes some bytes.
func (o *objectParser) piece(line []byte) error {
	begin := `SELECT pg_catalog.lowrite(0, '\\x`
	if o.std {
		begin = `SELECT pg_catalog.lowrite(0, '\x`
	}
	digits, ok := between(line, begin, "');")
	if !ok || !o.in {
		return errObjectText
	}
	var err error
	if o.raw, err = hex.AppendDecode(o.raw[:0], digits); err != nil {
		return errObjectText
	}
	_, err = o.pack.Write(o.raw)
	return err
}

// between returns what stands between a beginning and an end.
func between(line []byte, begin, end string) ([]byte, bool) {
	line, ok := bytes.CutPrefix(line, []byte(begin))
	if !ok {
		return nil, false
	}
	return bytes.CutSuffix(line, []byte(end))
}
