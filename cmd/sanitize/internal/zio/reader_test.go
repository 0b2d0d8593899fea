package zio_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"sanitize/cmd/sanitize/internal/zio"
)

// text returns n bytes of something like a dump, that compresses a little.
func text(n int) []byte {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	b := make([]byte, 0, n+64)
	for len(b) < n {
		b = fmt.Appendf(b, "%d\tuser%d@example.com\t\\N\t%x\n", len(b), r.IntN(1e6), r.Uint64())
	}
	return b[:n]
}

func zstdOf(t testing.TB, plain []byte, opts ...zstd.EOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b, append(opts, zstd.WithEncoderConcurrency(1))...)
	if err != nil {
		t.Fatal(err)
	}
	// Two writes: one alone would be a frame of a single segment.
	for _, part := range [][]byte{plain[:len(plain)/2], plain[len(plain)/2:]} {
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(t testing.TB, plain []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// skippableFrame is a zstd frame without content.
func skippableFrame(kind, size byte) []byte {
	return append([]byte{0x50 | kind, 0x2a, 0x4d, 0x18, size, 0, 0, 0}, make([]byte, size)...)
}

// readAll reads r through a Reader: the plain bytes, and the error that is not
// io.EOF, of whatever call.
func readAll(t testing.TB, r io.Reader) ([]byte, error) {
	t.Helper()
	z, err := zio.NewReader(t.Context(), r)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return io.ReadAll(z)
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestReaderFormats(t *testing.T) {
	small, big := text(1000), text(5<<18) // more than the blocks hold
	tests := []struct {
		name   string
		in     []byte
		want   []byte
		format zio.Format
	}{
		{"empty", nil, nil, zio.Plain},
		{"one byte", []byte("x"), []byte("x"), zio.Plain},
		{"plain", small, small, zio.Plain},
		{"plain, large", big, big, zio.Plain},
		{"UTF-8 mark", []byte("\xef\xbb\xbf--\n"), []byte("\xef\xbb\xbf--\n"), zio.Plain},
		{"zstd", zstdOf(t, small), small, zio.Zstd},
		{"zstd, large", zstdOf(t, big), big, zio.Zstd},
		{"zstd, nothing in it", zstdOf(t, nil, zstd.WithZeroFrames(true)), nil, zio.Zstd},
		{"zstd, two frames", concat(zstdOf(t, small), zstdOf(t, big)), concat(small, big), zio.Zstd},
		{"zstd, skippable frames", concat(skippableFrame(0, 0), skippableFrame(15, 77), zstdOf(t, small),
			skippableFrame(7, 200), zstdOf(t, big), skippableFrame(1, 1)), concat(small, big), zio.Zstd},
		{"zstd, no checksum", zstdOf(t, big, zstd.WithEncoderCRC(false)), big, zio.Zstd},
		{"zstd, window of 128 MiB", zstdOf(t, big, zstd.WithWindowSize(128<<20)), big, zio.Zstd},
		{"gzip", gzipOf(t, small), small, zio.Gzip},
		{"gzip, large", gzipOf(t, big), big, zio.Gzip},
		{"gzip, two members", concat(gzipOf(t, small), gzipOf(t, big)), concat(small, big), zio.Gzip},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, faulty := range map[string]func(io.Reader) io.Reader{
				"at once":         func(r io.Reader) io.Reader { return r },
				"by halves":       iotest.HalfReader,
				"error with data": iotest.DataErrReader,
			} {
				z, err := zio.NewReader(t.Context(), faulty(bytes.NewReader(tt.in)), zio.WithInputSum())
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				got, err := io.ReadAll(z)
				if err != nil || !bytes.Equal(got, tt.want) {
					t.Errorf("%s: %d bytes, error %v; want %d", name, len(got), err, len(tt.want))
				}
				if z.Format() != tt.format {
					t.Errorf("%s: format %v, want %v", name, z.Format(), tt.format)
				}
				if z.Consumed() != int64(len(tt.in)) {
					t.Errorf("%s: %d bytes consumed, want %d", name, z.Consumed(), len(tt.in))
				}
				if sum := sha256.Sum256(tt.in); !bytes.Equal(z.Sum(), sum[:]) {
					t.Errorf("%s: wrong sum", name)
				}
				z.Close()
			}
		})
	}
}

func TestReaderByOneByte(t *testing.T) {
	plain := text(3000)
	for _, in := range [][]byte{plain, zstdOf(t, plain), gzipOf(t, plain)} {
		z, err := zio.NewReader(t.Context(), iotest.OneByteReader(bytes.NewReader(in)))
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		if err := iotest.TestReader(z, plain); err != nil {
			t.Error(err)
		}
	}
}

func TestReaderRefuses(t *testing.T) {
	tar := make([]byte, 512)
	copy(tar, "toc.dat")
	copy(tar[257:], "ustar  \x00")
	pgdmp := []byte("PGDMP\x01\x0e\x00\x04\x08\x01")
	tests := []struct {
		name       string
		in         []byte
		what, hint string // parts of the error
	}{
		{"custom archive", pgdmp, "pg_dump archive", "pg_restore -f - FILE | sanitize"},
		{"tar", tar, "tar archive", "tar -xOf FILE | sanitize"},
		{"UTF-16LE", []byte("\xff\xfe-\x00-\x00"), "UTF-16", "pg_dump -E UTF8 -f FILE"},
		{"UTF-16BE", []byte("\xfe\xff\x00-\x00-"), "UTF-16", "pg_dump -E UTF8 -f FILE"},
		{"UTF-16LE, no mark", []byte("-\x00-\x00"), "UTF-16", "pg_dump -E UTF8 -f FILE"},
		{"UTF-32LE", []byte("\xff\xfe\x00\x00-\x00\x00\x00"), "UTF-32", "pg_dump -E UTF8 -f FILE"},
		{"UTF-32BE", []byte("\x00\x00\xfe\xff\x00\x00\x00-"), "UTF-32", "pg_dump -E UTF8 -f FILE"},
		{"lz4", []byte("\x04\x22\x4d\x18\x64\x40"), "lz4", "lz4 -dc FILE | sanitize"},
		{"bzip2", []byte("BZh91AY&SY"), "bzip2", "bzip2 -dc FILE | sanitize"},
		{"xz", []byte("\xfd7zXZ\x00\x00\x04"), "xz", "xz -dc FILE | sanitize"},
		{"zip", []byte("PK\x03\x04\x14\x00"), "zip", "unzip -p FILE | sanitize"},
		{"custom archive in zstd", zstdOf(t, pgdmp), "pg_dump archive", "zstd -dc FILE | pg_restore -f - | sanitize"},
		{"tar in gzip", gzipOf(t, tar), "tar archive", "gzip -dc FILE | tar -xO | sanitize"},
		{"zstd in gzip", gzipOf(t, zstdOf(t, text(99))), "gzip in which there is zstd", "gzip -dc FILE | sanitize"},
		{"zstd in zstd", zstdOf(t, zstdOf(t, text(99))), "zstd in which there is zstd", "zstd -dc FILE | sanitize"},
		{"window of 256 MiB", zstdOf(t, text(99), zstd.WithWindowSize(256<<20)), "more than 128 MiB", "zstd -dc --long=31 FILE | sanitize"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z, err := zio.NewReader(t.Context(), iotest.OneByteReader(bytes.NewReader(tt.in)))
			if z != nil {
				t.Error("there is a Reader beside the error")
			}
			f, ok := errors.AsType[*zio.FormatError](err)
			if !ok {
				t.Fatalf("error %v, want a FormatError", err)
			}
			if !strings.Contains(f.Error(), tt.what) || !strings.Contains(f.Hint, tt.hint) {
				t.Errorf("error %q, hint %q; want %q and %q in them", f, f.Hint, tt.what, tt.hint)
			}
		})
	}
}

// TestReaderTruncation cuts compressed input at every byte: what comes out is a
// beginning of the plain text, and an end that is none is an error.
func TestReaderTruncation(t *testing.T) {
	one, two := text(400), text(300)
	tests := []struct {
		name  string
		parts [][]byte // an input that is cut between them is whole
		err   string
	}{
		{"zstd", [][]byte{skippableFrame(3, 20), zstdOf(t, one), skippableFrame(4, 5), zstdOf(t, two)}, "zstd input ends early"},
		{"gzip", [][]byte{gzipOf(t, one), gzipOf(t, two)}, "gzip input ends early"},
	}
	plain := concat(one, two)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			whole := map[int]bool{}
			end := 0
			for _, p := range tt.parts {
				end += len(p)
				whole[end] = true
			}
			in := concat(tt.parts...)
			step := 1
			if testing.Short() {
				step = 7
			}
			for n := 4; n <= len(in); n++ { // shorter ones are not recognised
				if n%step != 0 && !whole[n] && !whole[n+1] {
					continue
				}
				got, err := readAll(t, bytes.NewReader(in[:n]))
				if !bytes.HasPrefix(plain, got) {
					t.Fatalf("cut at %d: wrong bytes", n)
				}
				switch {
				case whole[n] && err != nil:
					t.Errorf("cut at %d: %v", n, err)
				case !whole[n] && (!errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), tt.err)):
					t.Errorf("cut at %d: error %v, want %q", n, err, tt.err)
				}
			}
		})
	}
}

func TestReaderCorruption(t *testing.T) {
	plain := text(300_000)
	z, gz := zstdOf(t, plain), gzipOf(t, plain)
	flip := func(b []byte, at int) []byte {
		b = bytes.Clone(b)
		b[at] ^= 0x10
		return b
	}
	for name, in := range map[string][]byte{
		"zstd checksum":            flip(z, len(z)-1),
		"gzip checksum":            flip(gz, len(gz)-8),
		"gzip length":              flip(gz, len(gz)-1),
		"garbage after zstd":       concat(z, []byte("garbage after the frame")),
		"newline after zstd":       concat(z, []byte("\n\n\n\n")),
		"garbage after gzip":       concat(gz, []byte("garbage after the member")),
		"zeros after gzip":         concat(gz, make([]byte, 512)),
		"lz4 after skippable":      concat(skippableFrame(0, 4), []byte("\x04\x22\x4d\x18\x64\x40")),
		"gzip after zstd":          concat(z, gz),
		"zstd, bad block type":     concat(z[:6], []byte("\xff\xff\xff\xff\xff\xff\xff")),
		"gzip, unknown method":     flip(gz, 2),
		"checksum of second frame": concat(z, flip(z, len(z)-2)),
	} {
		_, err := readAll(t, bytes.NewReader(in))
		if err == nil || errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: error %v, want one for corrupt input", name, err)
		} else if !strings.Contains(err.Error(), "input is corrupt") {
			t.Errorf("%s: error %q does not say so", name, err)
		}
	}
}

// TestReaderKeepsTheSourcesError: neither is the failure of a read taken for
// damage, nor for the end, wherever it comes.
func TestReaderKeepsTheSourcesError(t *testing.T) {
	plain := text(200)
	for _, failure := range []error{errors.New("i/o timeout"), io.ErrUnexpectedEOF} {
		for name, in := range map[string][]byte{"plain": plain, "zstd": zstdOf(t, plain), "gzip": gzipOf(t, plain)} {
			for n := range len(in) + 1 {
				_, err := readAll(t, io.MultiReader(bytes.NewReader(in[:n]), iotest.ErrReader(failure)))
				if err != failure {
					t.Fatalf("%s: failure at %d: error %v, want %v", name, n, err, failure)
				}
			}
		}
	}
}

// TestReaderPassesOnWhatIsThere: a pipe that is slow is not waited for until a
// block is full.
func TestReaderPassesOnWhatIsThere(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	lines := [][]byte{text(500), text(10), text(20)}
	sent := make(chan struct{})
	go func() {
		for _, line := range lines {
			w.Write(line)
			<-sent
		}
	}()
	z, err := zio.NewReader(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, want := range lines {
		got := make([]byte, len(want))
		if _, err := io.ReadFull(z, got); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("error %v, or wrong bytes", err)
		}
		sent <- struct{}{}
	}
}

// TestReaderFillsBlocks: of input that is there whole, who reads is not woken for each
// of the decoder's blocks, of 128 KB at most.
func TestReaderFillsBlocks(t *testing.T) {
	plain := text(1 << 20)
	z, err := zio.NewReader(t.Context(), bytes.NewReader(zstdOf(t, plain)))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	buf := make([]byte, len(plain))
	for reads, at := 0, 0; at < len(plain); reads++ {
		n, err := z.Read(buf)
		if at += n; err != nil {
			t.Fatal(err)
		}
		// The first block tells the format, and the end of the input ends the last.
		if reads > 0 && at < len(plain)/2 && n <= 128<<10 {
			t.Errorf("read %d gives %d bytes", reads, n)
		}
	}
}

// blocking is a reader of nothing until it is released.
type blocking chan struct{}

func (b blocking) Read([]byte) (int, error) {
	<-b
	return 0, io.EOF
}

func TestReaderCancel(t *testing.T) {
	cause := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(t.Context())
	never := make(blocking)
	defer close(never)
	cancel(cause)
	if _, err := zio.NewReader(ctx, never); err != cause {
		t.Errorf("error %v, want %v", err, cause)
	}
}

func TestReaderClose(t *testing.T) {
	before := runtime.NumGoroutine()
	never := make(blocking)
	z, err := zio.NewReader(t.Context(), io.MultiReader(bytes.NewReader(text(1000)), never))
	if err != nil {
		t.Fatal(err)
	}
	go z.Close()
	if n, err := io.Copy(io.Discard, z); err != fs.ErrClosed {
		t.Errorf("%d bytes, error %v; want %v", n, err, fs.ErrClosed)
	}
	close(never)

	// With all blocks full, the goroutine waits for one to be free.
	z, err = zio.NewReader(t.Context(), bytes.NewReader(make([]byte, 4<<20)))
	if err != nil {
		t.Fatal(err)
	}
	z.Close()
	z.Close()
	for wait := time.Millisecond; runtime.NumGoroutine() > before; wait *= 2 {
		if wait > 10*time.Second {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		time.Sleep(wait)
	}
}

// FuzzReader compares with the libraries' own reading of the whole input: the
// same bytes if they take it, an error if they don't.
func FuzzReader(f *testing.F) {
	plain := text(600)
	z, gz := zstdOf(f, plain), gzipOf(f, plain)
	f.Add(plain)
	f.Add(z)
	f.Add(gz)
	f.Add(concat(skippableFrame(0, 3), z, z))
	f.Add(concat(gz, gz))
	f.Add(concat(z, []byte("garbage")))
	f.Add(z[:len(z)-3])
	f.Fuzz(func(t *testing.T, in []byte) {
		got, err := readAll(t, bytes.NewReader(in))
		if _, ok := errors.AsType[*zio.FormatError](err); ok {
			return
		}
		want, wantErr := reference(in)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("error %v, the reference's is %v", err, wantErr)
		}
		if err == nil && !bytes.Equal(got, want) {
			t.Fatalf("%d bytes, %d by the reference, or other ones", len(got), len(want))
		}
	})
}

// reference decodes with zstd's concurrent decoder, which the Reader doesn't
// use, and with gzip's as it is.
func reference(in []byte) ([]byte, error) {
	zstdMagic := bytes.HasPrefix(in, []byte("\x28\xb5\x2f\xfd"))
	skippable := len(in) >= 4 && in[0]&0xf0 == 0x50 && string(in[1:4]) == "\x2a\x4d\x18"
	switch {
	case zstdMagic || skippable:
		d, err := zstd.NewReader(struct{ io.Reader }{bytes.NewReader(in)},
			zstd.WithDecoderConcurrency(4), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, err
		}
		defer d.Close()
		return io.ReadAll(d)
	case bytes.HasPrefix(in, []byte("\x1f\x8b")):
		d, err := gzip.NewReader(bytes.NewReader(in))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(d)
	}
	return in, nil
}

// shout is an Opener of a format that begins with "shout": what follows is read
// in capitals, up to a full stop.
func shout(head []byte, r io.Reader) (io.ReadCloser, error) {
	if !bytes.HasPrefix(head, []byte("shout")) {
		return nil, nil
	}
	b := bufio.NewReader(r)
	text, err := b.ReadString('.')
	if err != nil {
		return nil, errors.New("a shout without an end")
	}
	return io.NopCloser(strings.NewReader(strings.ToUpper(text[len("shout"):]))), nil
}

// TestOpener has a format read that the package does not know, as it is and
// compressed; the whole input is read all the same.
func TestOpener(t *testing.T) {
	const in = "shout hello. And then more of it."
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	io.WriteString(w, in)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ in, want, err string }{
		"plain":            {in, " HELLO.", ""},
		"gzip":             {gz.String(), " HELLO.", ""},
		"gzip that is cut": {gz.String()[:gz.Len()-3], " HELLO.", "gzip input ends early"},
		"not known":        {"hello. And more.", "hello. And more.", ""},
		"broken":           {"shout hello", "", "a shout without an end"},
	} {
		z, err := zio.NewReader(t.Context(), iotest.HalfReader(strings.NewReader(tc.in)), zio.WithOpener(shout), zio.WithInputSum())
		var got []byte
		if err == nil {
			got, err = io.ReadAll(z)
		}
		if string(got) != tc.want || (err == nil) != (tc.err == "") || err != nil && !strings.Contains(err.Error(), tc.err) {
			t.Errorf("%s: %q, %v, want %q and %q", name, got, err, tc.want, tc.err)
		}
		if err != nil {
			continue
		}
		if sum := sha256.Sum256([]byte(tc.in)); z.Consumed() != int64(len(tc.in)) || !bytes.Equal(z.Sum(), sum[:]) {
			t.Errorf("%s: %d of %d bytes are counted, or the sum is wrong", name, z.Consumed(), len(tc.in))
		}
		z.Close()
	}
}

// TestReaderDictionary: a frame that needs a dictionary is told from one that is
// corrupt where it names it, and else it is said that it may.
func TestReaderDictionary(t *testing.T) {
	plain := text(10_000)
	for id, want := range map[uint32]string{7: "made with a dictionary", 0: "needs a dictionary"} {
		enc, err := zstd.NewWriter(nil, zstd.WithEncoderDictRaw(id, plain))
		if err != nil {
			t.Fatal(err)
		}
		_, err = readAll(t, bytes.NewReader(enc.EncodeAll(plain, nil)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("dictionary %d: error %v, want %q", id, err, want)
		}
	}
}
