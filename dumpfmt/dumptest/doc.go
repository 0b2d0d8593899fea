// Package dumptest helps to test whatever reads or writes dumps: readers that
// give their bytes in awkward pieces, a scan that checks what a Scanner promises
// and spoils each batch after use, and a generator of small dumps with awkward
// names and values.
//
// It knows package dumpfmt and how pg_dump writes; it decodes and encodes by
// itself, so that it can be held against dumpfmt.
package dumptest
