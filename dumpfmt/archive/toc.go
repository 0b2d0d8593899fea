package archive

import "fmt"

// A Format is one of the three layouts of an archive.
type Format byte

// The formats, with their numbers in a header (ArchiveFormat, pg_backup.h). A
// directory's header says Tar.
const (
	Custom    Format = 1
	Tar       Format = 3
	Directory Format = 5
)

func (f Format) String() string {
	switch f {
	case Custom:
		return "custom"
	case Tar:
		return "tar"
	case Directory:
		return "directory"
	}
	return fmt.Sprintf("format %d", byte(f))
}

// A Version is that of an archive's layout, not of PostgreSQL.
type Version struct{ Major, Minor, Rev byte }

// The versions that are read. See K_VERS_1_12 and following in
// pg_backup_archiver.h: 1.12 came with 9.0, and 1.13 with 10.3 and its kin.
var (
	MinVersion = Version{1, 12, 0}
	v1_14      = Version{1, 14, 0} // PostgreSQL 12: table access methods
	v1_15      = Version{1, 15, 0} // 16: compression by its name
	v1_16      = Version{1, 16, 0} // 17: groups of large objects, relkind
	MaxVersion = Version{1, 16, 0}
)

func (v Version) String() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

// before reports whether v is older than w. The revision never mattered.
func (v Version) before(w Version) bool {
	return v.Major < w.Major || v.Major == w.Major && v.Minor < w.Minor
}

// A Compression is the method by which the data of an archive is compressed.
type Compression byte

// The methods, with their numbers in a header (pg_compress_algorithm,
// compression.h).
const (
	None Compression = iota
	Gzip
	LZ4
	Zstd
)

func (c Compression) String() string {
	switch c {
	case None:
		return "none"
	case Gzip:
		return "gzip"
	case LZ4:
		return "lz4"
	case Zstd:
		return "zstd"
	}
	return fmt.Sprintf("method %d", byte(c))
}

// A Text is a string of the table of contents, which may be missing: NULL in
// the source, and not the same as an empty one.
type Text struct {
	S   string
	Set bool
}

// Some returns the Text that holds s.
func Some(s string) Text { return Text{s, true} }

// A Header tells where an archive comes from.
type Header struct {
	Version     Version
	IntSize     int // bytes of an integer, without its sign
	OffSize     int // bytes of an offset
	Format      Format
	Compression Compression
	Level       int    // before 1.15 the level stood for the method; else 0
	Created     [7]int // the fields of struct tm, from seconds to isdst
	Database    Text
	Server      Text // the version of the server
	PgDump      Text // the version of pg_dump
}

// A Section says when an entry is restored.
type Section int

// The sections, with their numbers in an entry (teSection, pg_backup.h).
const (
	SectionNone Section = iota + 1
	PreData
	Data
	PostData
)

// An Entry is a line of the table of contents.
type Entry struct {
	ID           int
	HasData      bool   // there is data beside the definition
	Catalog      uint32 // the OID of the catalog that the object is in
	OID          uint32
	Tag          Text // its name, or a phrase that has it
	Desc         Text // its kind: TABLE, TABLE DATA, INDEX …
	Section      Section
	Defn         Text // the SQL that makes it
	Drop         Text // the SQL that drops it
	Copy         Text // the COPY command in front of its data
	Namespace    Text // its schema
	Tablespace   Text // NULL where it has no storage
	AccessMethod Text // from 1.14 on
	RelKind      int  // from 1.16 on: pg_class.relkind
	Owner        Text
	WithOIDs     Text   // "true" for a table of PostgreSQL 11 or older with OIDs
	Deps         []Text // the IDs that it depends on, as they are written

	place place
}

// place is where the data of an entry lies.
type place struct {
	state offsetState // custom
	off   int64       // custom, with offsetSet
	file  Text        // directory, tar
}

// offsetState says what is known of where an entry's data is in a custom
// archive. See K_OFFSET_POS_NOT_SET and following in pg_backup_archiver.h.
type offsetState byte

const (
	offsetUnset offsetState = 1 // the archive was written to a pipe
	offsetSet   offsetState = 2
	offsetNone  offsetState = 3 // no data
)

// is reports whether e is of the kind desc.
func (e *Entry) is(desc string) bool { return e.Desc.S == desc }
