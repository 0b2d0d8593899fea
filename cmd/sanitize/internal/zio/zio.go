// Package zio is the program's two ends: it recognises and decompresses what
// comes in, and compresses what goes out, or leaves a failure in it that
// cannot be taken for success. It knows compression, files and pipes; of dumps
// it knows only the first bytes of the kinds that it refuses, and the five
// bytes that stop a restore.
//
//	reader.go   Reader: the decompressed input
//	fill.go     its goroutine, which decodes ahead
//	format.go   recognising formats by their first bytes
//	text.go     recognising texts that are no dump
//	source.go   the raw input: counted, hashed, its own errors kept apart
//	writer.go   Writer: the output, plain or zstd
//	file.go     File: an output file that appears whole or not at all
package zio
