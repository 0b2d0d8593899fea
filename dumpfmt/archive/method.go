package archive

import (
	"fmt"
	"strconv"
	"strings"
)

// A Method says how data is to be compressed.
type Method struct {
	Compression Compression
	Level       int // as of the method's command; DefaultLevel if not said
}

// DefaultLevel stands for the level that a method has by itself.
const DefaultLevel = -1

// levels are the bounds of a method's level. See parse_compress_specification
// in compression.c.
var levels = map[Compression][2]int{Gzip: {1, 9}, LZ4: {0, 12}, Zstd: {1, 22}}

// ParseMethod reads a method as pg_dump --compress takes it: a level of gzip, a
// method, or a method and its level, such as 5, none, zstd, gzip:9,
// zstd:level=3.
func ParseMethod(s string) (Method, error) {
	if n, err := strconv.Atoi(s); err == nil {
		if n == 0 {
			return Method{None, DefaultLevel}, nil
		}
		return checkLevel(Method{Gzip, n})
	}
	name, detail, has := strings.Cut(s, ":")
	for c := None; c <= Zstd; c++ {
		if name != c.String() {
			continue
		}
		if !has {
			return Method{c, DefaultLevel}, nil
		}
		n, err := strconv.Atoi(strings.TrimPrefix(detail, "level="))
		if err != nil {
			return Method{}, fmt.Errorf("compression %s: want a level after the colon", name)
		}
		return checkLevel(Method{c, n})
	}
	return Method{}, fmt.Errorf("compression %s: want none, gzip, lz4 or zstd", name)
}

func checkLevel(m Method) (Method, error) {
	bounds, ok := levels[m.Compression]
	if !ok {
		return Method{}, fmt.Errorf("compression %v takes no level", m.Compression)
	}
	if m.Level < bounds[0] || m.Level > bounds[1] {
		return Method{}, fmt.Errorf("compression %v: level %d, want %d to %d", m.Compression, m.Level, bounds[0], bounds[1])
	}
	return m, nil
}

// Method returns how the archive itself is compressed.
func (h *Header) Method() Method {
	m := Method{h.Compression, DefaultLevel}
	if h.Compression == Gzip && h.Level > 0 {
		m.Level = h.Level
	}
	return m
}

// check refuses what an archive of a version cannot say: before 1.15 there was
// gzip alone.
func (m Method) check(v Version) error {
	if v.before(v1_15) && m.Compression > Gzip {
		return fmt.Errorf("archive: version %v, of before PostgreSQL 16, cannot be compressed with %v", v, m.Compression)
	}
	return nil
}
