package zio

import (
	"bytes"
	"strings"
)

// Format is how an input is compressed.
type Format int

// The formats that are read.
const (
	Plain Format = iota
	Gzip
	Zstd
)

func (f Format) String() string {
	switch f {
	case Gzip:
		return "gzip"
	case Zstd:
		return "zstd"
	}
	return "plain"
}

// command is the shell command that undoes f, up to the next one in a pipeline.
func (f Format) command() string {
	switch f {
	case Gzip:
		return "gzip -dc FILE | "
	case Zstd:
		return "zstd -dc FILE | "
	}
	return ""
}

// A FormatError says that the input is of a kind that cannot be filtered.
type FormatError struct {
	What string // what the input is
	Hint string // what to do instead, "" if nothing helps
}

func (e *FormatError) Error() string {
	return "input is " + e.What + ", want a plain SQL dump or an archive of pg_dump, also in zstd or gzip"
}

// sniffLen is how many bytes are needed to recognise every format: a tar
// header's magic ends there.
const sniffLen = 262

// sniff recognises the format of an input by its first sniffLen bytes, or all
// of it. What it does not know is plain: the scanner says what is wrong there.
func sniff(head []byte) (Format, error) {
	if m := magicOf(head); m != nil {
		return m.format, m.refusal("")
	}
	return Plain, textRefusal(head, "")
}

// sniffInside looks at the first bytes of what an input of the given format
// holds, which must be plain.
func sniffInside(outer Format, head []byte) error {
	switch m := magicOf(head); {
	case m == nil:
		return textRefusal(head, outer.command())
	case m.what == "":
		return &FormatError{
			What: outer.String() + " in which there is " + m.format.String() + " once more",
			Hint: outer.command() + "sanitize",
		}
	default:
		return m.refusal(outer.command())
	}
}

// magicOf returns the mark that an input begins with, nil if none is known.
func magicOf(head []byte) *magic {
	for i := range magics {
		if magics[i].match(head) {
			return &magics[i]
		}
	}
	return nil
}

// A magic is a format's mark: some bytes at an offset.
type magic struct {
	offset int
	bytes  string
	format Format
	what   string // "" for the formats that are read
	hint   string // with FILE where the input's name goes
}

// skippable is the mark of zstd's skippable frames: the low four bits of its
// first byte are free. RFC 8878, section 3.1.2. The lz4 format shares it.
const skippable = "\x50\x2a\x4d\x18"

func (m *magic) match(head []byte) bool {
	if len(head) < m.offset+len(m.bytes) {
		return false
	}
	head = head[m.offset:]
	if m.bytes == skippable {
		return head[0]&0xf0 == 0x50 && bytes.HasPrefix(head[1:], []byte(skippable[1:]))
	}
	return bytes.HasPrefix(head, []byte(m.bytes))
}

// refusal is the error for a format that is not read, and nil for the others.
// The command in outer, if any, comes before the hint's and takes its FILE.
func (m *magic) refusal(outer string) error {
	if m.what == "" {
		return nil
	}
	hint := m.hint
	if outer != "" {
		hint = outer + strings.NewReplacer("-xOf FILE", "-xO", " FILE", "").Replace(hint)
	}
	return &FormatError{What: m.what, Hint: hint}
}

const (
	restoreHint = "pg_restore -f - FILE | sanitize"
	utf8Hint    = "write the dump with pg_dump -E UTF8 -f FILE: PowerShell's > re-encodes what it redirects"
)

// magics are the known formats; the first that matches counts, so that the
// UTF-32 mark, which begins with the one of UTF-16, is before it.
var magics = []magic{
	{bytes: "\x28\xb5\x2f\xfd", format: Zstd},
	{bytes: skippable, format: Zstd},
	{bytes: "\x1f\x8b", format: Gzip},

	// What is here of pg_dump is what an [Opener] did not know. See ReadHead in
	// PostgreSQL's pg_backup_archiver.c; toc.dat, which a directory or tar
	// archive holds, begins like that, too.
	{bytes: "PGDMP", what: "a pg_dump archive in the custom or directory format", hint: restoreHint},
	{offset: 257, bytes: "ustar", what: "a tar archive, and not one of pg_dump", hint: "tar -xOf FILE | sanitize"},

	{bytes: "\xff\xfe\x00\x00", what: "UTF-32 text", hint: utf8Hint},
	{bytes: "\x00\x00\xfe\xff", what: "UTF-32 text", hint: utf8Hint},
	{bytes: "\xff\xfe", what: "UTF-16 text", hint: utf8Hint},
	{bytes: "\xfe\xff", what: "UTF-16 text", hint: utf8Hint},
	{bytes: "-\x00-\x00", what: "UTF-16 text", hint: utf8Hint},
	{bytes: "\x00-\x00-", what: "UTF-16 text", hint: utf8Hint},

	{bytes: "\x04\x22\x4d\x18", what: "lz4", hint: "lz4 -dc FILE | sanitize"},
	{bytes: "\x02\x21\x4c\x18", what: "lz4", hint: "lz4 -dc FILE | sanitize"},
	{bytes: "BZh", what: "bzip2", hint: "bzip2 -dc FILE | sanitize"},
	{bytes: "\xfd7zXZ\x00", what: "xz", hint: "xz -dc FILE | sanitize"},
	{bytes: "LZIP", what: "lzip", hint: "lzip -dc FILE | sanitize"},
	{bytes: "\x1f\x9d", what: "compress (.Z)", hint: "gzip -dc FILE | sanitize"},
	{bytes: "PK\x03\x04", what: "a zip archive", hint: "unzip -p FILE | sanitize"},
	{bytes: "PK\x05\x06", what: "a zip archive", hint: "unzip -p FILE | sanitize"},
	{bytes: "SQLite format 3\x00", what: "a database of SQLite's", hint: "pgloader moves it into PostgreSQL; then pg_dump | sanitize"},
	{bytes: "PGCOPY\n\xff\r\n", what: "rows of COPY in the binary format", hint: tableHint},
	{bytes: "Obj\x01", what: "Avro", hint: tableHint},
	{bytes: "ORC", what: "ORC", hint: tableHint},
	{bytes: "TAPE\x00", what: "a backup of Microsoft SQL Server's", hint: loadHint},
	{bytes: "REDIS0", what: "a dump of Redis's", hint: tableHint},
	{bytes: "PAR1", what: "Parquet", hint: tableHint},
	{bytes: "Rar!\x1a\x07", what: "a rar archive", hint: "unrar p -inul FILE | sanitize"},
	{bytes: "age-encryption.org/", what: "encrypted with age", hint: "age -d FILE | sanitize"},
	{bytes: "Salted__", what: "encrypted with openssl", hint: "openssl enc -d … -in FILE | sanitize"},
	{bytes: "7z\xbc\xaf\x27\x1c", what: "a 7z archive", hint: "7z x -so FILE | sanitize"},
}
