package mask

import (
	"encoding/binary"
	"math"
	"slices"
)

// A row's key, and the values that a mask refers to, come as one run of bytes:
// each value and then its length in eight bytes, so that no two rows look
// alike, and so that it can be read from its end; all ones for NULL.

const (
	rowLength = 8
	rowNull   = math.MaxUint64
)

// AppendRowValue appends a value, in UTF-8, to the row of Append.
func AppendRowValue(dst, v []byte) []byte {
	dst = slices.Grow(dst, len(v)+rowLength) // once: the value may be a gigabyte
	return binary.LittleEndian.AppendUint64(append(dst, v...), uint64(len(v)))
}

// AppendRowNull appends NULL to the row of Append.
func AppendRowNull(dst []byte) []byte { return binary.LittleEndian.AppendUint64(dst, rowNull) }

// isRowNull reports whether row is one value, which is NULL.
func isRowNull(row []byte) bool {
	return len(row) == rowLength && binary.LittleEndian.Uint64(row) == rowNull
}

// splitRow sets values to those of row, nil for NULL. It is false if row has
// not as many.
func splitRow(values [][]byte, row []byte) bool {
	for i := len(values) - 1; i >= 0; i-- {
		n := len(row) - rowLength
		if n < 0 {
			return false
		}
		size := binary.LittleEndian.Uint64(row[n:])
		switch {
		case size == rowNull:
			values[i], row = nil, row[:n]
		case size > uint64(n):
			return false
		default:
			values[i], row = row[n-int(size):n:n], row[:n-int(size)]
		}
	}
	return len(row) == 0
}

// A Reference is a column of the row whose value a mask takes.
type Reference struct {
	Column   string
	Original bool // as it is in the dump; else as it is masked
	Digest   bool // no more of it is used than a keyed digest
}
