// Package archive reads and writes the archives of pg_dump: the custom,
// directory and tar formats, versions 1.12 to 1.16 (PostgreSQL 9.5 to 18).
//
// It knows how an archive is laid out and what pg_restore prints for it. It
// does not know what SQL means, nor what is to be masked: [Archive.Plain] is
// the plain dump that pg_restore -f - makes of an archive, byte for byte, and
// package dumpfmt reads that.
//
// The facts are those of PostgreSQL's src/bin/pg_dump: pg_backup_archiver.c
// (header, table of contents, order and text of the entries), and
// pg_backup_custom.c, pg_backup_directory.c, pg_backup_tar.c and compress_*.c
// (where and how the data lies).
//
// The words: an entry is a line of the table of contents (TOC); its definition
// is SQL that is held there; its data, if it has any, lies elsewhere. Large
// objects are the data of entries called BLOBS.
//
// Where what is:
//
//	toc.go, tocread.go, wire.go   header and entries, and how they are read
//	open.go                       recognition of the three formats
//	custom.go, directory.go, tar.go   where the data of an entry lies
//	input.go                      a file or a pipe with an archive
//	decode.go                     compression undone
//	plain.go                      PlainReader: the order of a plain dump
//	text.go, owner.go, ident.go, object.go, tail.go   the text of an entry
//	transfer.go                   that text with marks, for a Writer
//	writer.go, objectparse.go     Writer: the marks and what is between them
//	mention.go                    an entry that says who made an archive
//	custompack.go, dirpack.go, wirewrite.go   archives as they are written
//	dirfiles.go                   the files of a directory, by one or by several
//	encode.go, deflate.go, method.go   compression
//	shard.go                      parts of an archive, and how far they have come
package archive
