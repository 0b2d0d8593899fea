package archive

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
)

// deflateBlock is how much text becomes a block. Each block costs a few bytes
// more than a stream without them, and what the encoder needs to learn the text
// in front of it.
const deflateBlock = 256 << 10

// deflateWindow is how far back deflate refers (RFC 1951).
const deflateWindow = 32 << 10

// A deflater compresses a stream of zlib, or of gzip, as blocks, several at a
// time. A block is compressed by what stands in front of it and ends at a byte, so
// that the blocks joined are the one stream that any reader of deflate reads. They
// do not depend on how many are under way.
type deflater struct {
	level  int
	inFile bool // gzip, else zlib
	dst    io.Writer
	check  hash.Hash32 // of the text
	size   uint32      // of it, modulo 2^32

	n     int            // blocks at a time
	idle  []*deflateTask // with what they hold of memory
	queue []*deflateTask // under way, in their order
	cur   *deflateTask   // that takes text; nil if none does
	last  []byte         // the end of the text in front of cur
	err   error
}

// A deflateTask compresses a block.
type deflateTask struct {
	text  []byte
	dict  []byte // what stands in front of it
	final bool   // it is the last one
	out   bytes.Buffer
	enc   *flate.Writer // nil before the first block
	done  chan error
}

// newDeflater returns a deflater that compresses n blocks at a time. Begin sets
// where they go.
func newDeflater(level, n int, inFile bool) *deflater {
	d := &deflater{level: level, n: n, inFile: inFile}
	if d.check = adler32.New(); inFile {
		d.check = crc32.NewIEEE()
	}
	return d
}

// begin begins a stream. The one before must have ended, or it is left behind.
func (d *deflater) begin(dst io.Writer) {
	for _, t := range d.queue {
		<-t.done
	}
	d.idle = append(d.idle, d.queue...)
	d.queue = d.queue[:0]
	if d.cur != nil {
		d.idle = append(d.idle, d.cur)
	}
	d.dst, d.size, d.cur, d.last, d.err = dst, 0, nil, d.last[:0], nil
	d.check.Reset()
	if d.inFile {
		d.put([]byte(gzipHead))
	} else {
		d.put([]byte(zlibHead))
	}
}

// The heads say no more than that what follows is deflate, by a window of 32 KiB:
// RFC 1950 and RFC 1952.
const (
	zlibHead = "\x78\x9c"
	gzipHead = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
)

func (d *deflater) Write(p []byte) (int, error) {
	n := len(p)
	d.check.Write(p)
	d.size += uint32(n)
	for len(p) > 0 && d.err == nil {
		t := d.task()
		m := min(len(p), deflateBlock-len(t.text))
		t.text = append(t.text, p[:m]...)
		if p = p[m:]; len(t.text) == deflateBlock {
			d.start(false)
		}
	}
	if d.err != nil {
		return 0, d.err
	}
	return n, nil
}

// task returns the task that takes text.
func (d *deflater) task() *deflateTask {
	if d.cur != nil {
		return d.cur
	}
	if k := len(d.idle); k > 0 {
		d.cur, d.idle = d.idle[k-1], d.idle[:k-1]
	} else {
		d.cur = &deflateTask{done: make(chan error, 1)}
	}
	d.cur.text = d.cur.text[:0]
	return d.cur
}

// start has the task compress its text, when there is room for one more.
func (d *deflater) start(final bool) {
	t := d.task()
	d.cur = nil
	t.final = final
	t.dict = append(t.dict[:0], d.last...)
	d.last = append(d.last[:0], t.text[max(0, len(t.text)-deflateWindow):]...)
	for len(d.queue) >= d.n {
		d.finish()
	}
	d.queue = append(d.queue, t)
	go func() { t.done <- t.run(d.level) }()
}

// finish writes the oldest block that is under way.
func (d *deflater) finish() {
	t := d.queue[0]
	d.queue = append(d.queue[:0], d.queue[1:]...)
	if err := <-t.done; d.err == nil {
		d.err = err
	}
	d.put(t.out.Bytes())
	d.idle = append(d.idle, t)
}

func (d *deflater) put(b []byte) {
	if d.err == nil {
		_, d.err = d.dst.Write(b)
	}
}

// Flush writes all that has come.
func (d *deflater) Flush() error {
	d.start(false)
	for len(d.queue) > 0 {
		d.finish()
	}
	return d.err
}

// Close ends the stream.
func (d *deflater) Close() error {
	d.start(true)
	for len(d.queue) > 0 {
		d.finish()
	}
	if d.inFile {
		d.put(binary.LittleEndian.AppendUint32(nil, d.check.Sum32()))
		d.put(binary.LittleEndian.AppendUint32(nil, d.size))
	} else {
		d.put(binary.BigEndian.AppendUint32(nil, d.check.Sum32()))
	}
	return d.err
}

// run compresses the text to out.
func (t *deflateTask) run(level int) (err error) {
	defer func() {
		if p := recover(); p != nil { // a fault of the encoder's
			err = fmt.Errorf("gzip: internal error: panic of type %T", p)
		}
	}()
	t.out.Reset()
	if t.enc == nil {
		if t.enc, err = flate.NewWriter(&t.out, level); err != nil {
			return err
		}
	}
	t.enc.ResetDict(&t.out, t.dict)
	if _, err = t.enc.Write(t.text); err != nil {
		return err
	}
	if t.final {
		return t.enc.Close()
	}
	return t.enc.Flush()
}
