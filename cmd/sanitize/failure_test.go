package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"sanitize/cmd/sanitize/internal/report"
)

// cutDump has all that a cut may go through, in few bytes.
var cutDump = whole(`
CREATE FUNCTION public.f() RETURNS text
    LANGUAGE sql
    AS $_$
COPY x FROM stdin; -- it's
$_$;

COMMENT ON FUNCTION public.f() IS 'two
lines; -- "';

/* a
   comment */
CREATE TABLE public.a (
    id integer,
    "e mail" text
);

CREATE TABLE public.b (
    id integer,
    email text
);

COPY public.a (id, "e mail") FROM stdin;
1	ann@example.com
2	a\\b\n
\.

INSERT INTO public.b VALUES (1, 'it''s'), (2, NULL);
INSERT INTO public.b (id, email) VALUES
	(3, ');
--');

ALTER TABLE ONLY public.a
    ADD CONSTRAINT a_pkey PRIMARY KEY (id);
`)

// checkFailed checks that a run has failed, and so that neither a shell nor
// psql can take its output for a good one.
func checkFailed(t *testing.T, what string, r result) {
	t.Helper()
	if r.code != exitFailed || !strings.HasPrefix(r.stderr, "sanitize: ") {
		t.Errorf("%s: exit code %d, want 1 and a message, stderr:\n%s", what, r.code, r.stderr)
	}
	if !r.marked() {
		t.Errorf("%s: the output does not end as that of a failed run", what)
	}
}

// cuts returns the lengths at which an input of n bytes is cut: all but the
// whole, or some of them in a short run.
func cuts(n int) []int {
	step := 1
	if testing.Short() {
		step = 7
	}
	var all []int
	for i := 0; i < n; i += step {
		all = append(all, i)
	}
	return all
}

// TestCutInput cuts the input at every byte: no cut may pass for a dump, but what
// lacks the blank line at its end.
func TestCutInput(t *testing.T) {
	if got := runDump(cutDump); got.code != 0 {
		t.Fatalf("the whole dump: exit code %d\n%s", got.code, got.stderr)
	}
	for _, n := range cuts(len(cutDump)) {
		got := runDump(cutDump[:n])
		if n == len(cutDump)-1 {
			if got.code != exitOK {
				t.Errorf("without the blank line: exit code %d\n%s", got.code, got.stderr)
			}
			continue
		}
		checkFailed(t, fmt.Sprintf("cut after %d bytes", n), got)
	}
}

// TestCutInputPartial holds --partial to accepting only what ends between two
// statements, and to passing that on whole.
func TestCutInputPartial(t *testing.T) {
	ends := 0
	for _, n := range cuts(len(cutDump)) {
		got := runDump(cutDump[:n], "--partial", "-p", keepPolicy)
		if got.code == exitOK {
			ends++
			head := strings.TrimRight(cutDump[:n], " \n")
			line := head[strings.LastIndexByte(head, '\n')+1:]
			if !strings.HasSuffix(head, ";") && !strings.HasPrefix(line, `\`) && !strings.HasPrefix(line, "-") && !strings.HasSuffix(head, "*/") && n > 0 {
				t.Errorf("cut after %d bytes, in the line %q: exit code 0", n, line)
			}
			if string(got.stdout) != cutDump[:n] {
				t.Errorf("cut after %d bytes: the output is not the input", n)
			}
			continue
		}
		checkFailed(t, fmt.Sprintf("cut after %d bytes", n), got)
	}
	if ends < 10 {
		t.Errorf("%d cuts are accepted, which is too few", ends)
	}
}

// TestCutCompressedInput cuts the compressed input at every byte, its frames'
// headers and checksums among them.
func TestCutCompressedInput(t *testing.T) {
	for _, p := range packings[1:] {
		packed := p.pack(t, []byte(cutDump))
		for _, n := range cuts(len(packed)) {
			checkFailed(t, fmt.Sprintf("%s cut after %d bytes", p.name, n), runReader(bytes.NewReader(packed[:n])))
		}
	}
}

// TestCutInputToZstd holds a failed run to never closing the frame of its
// output, so that decompression fails, and poison comes before that.
func TestCutInputToZstd(t *testing.T) {
	for n := 0; n < len(cutDump); n += 13 {
		got := runDump(cutDump[:n], "-z")
		if got.code != exitFailed {
			t.Errorf("cut after %d bytes: exit code %d, want 1", n, got.code)
		}
		if len(got.stdout) == 0 {
			continue
		}
		plain, err := decompress(got.stdout)
		if err == nil {
			t.Errorf("cut after %d bytes: the frame of the output is closed", n)
		}
		if !bytes.HasSuffix(plain, []byte(poison)) {
			t.Errorf("cut after %d bytes: the output does not end as that of a failed run", n)
		}
	}
}

// decompress returns what can be unpacked, and why no more.
func decompress(b []byte) ([]byte, error) {
	dec, err := zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	return io.ReadAll(dec)
}

// TestChecksum holds the program to failing on a checksum that only shows at
// the very end that the input was damaged.
func TestChecksum(t *testing.T) {
	packed := zstdFrames(t, []byte(longDump(9000)))
	packed[len(packed)-1] ^= 1
	got := runReader(bytes.NewReader(packed))
	checkFailed(t, "a wrong checksum", got)
	if !bytes.Contains(got.stdout, []byte("VALUES (8000, ")) {
		t.Error("the output has not come near the checksum")
	}
	for _, tail := range []string{"x", "\x00", cutDump} {
		checkFailed(t, "bytes after the last frame", runReader(bytes.NewReader(append(zstdFrames(t, []byte(cutDump)), tail...))))
	}
}

// fullWriter takes so many bytes and then fails, as a full disk does.
type fullWriter struct {
	bytes.Buffer
	room int
}

var errFull = errors.New("no space left on the test's device")

func (w *fullWriter) Write(p []byte) (int, error) {
	n := min(len(p), w.room)
	w.room -= n
	w.Buffer.Write(p[:n])
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

// TestFullOutput fills the output up at every byte.
func TestFullOutput(t *testing.T) {
	for _, args := range [][]string{nil, {"--guard"}, {"-z"}} {
		whole := runDump(cutDump, args...).stdout
		for _, n := range cuts(len(whole)) {
			if args != nil && n%11 != 0 {
				continue
			}
			w := &fullWriter{room: n}
			var stderr strings.Builder
			code := run(context.Background(), args, strings.NewReader(cutDump), w, &stderr, testEnv)
			if code != exitFailed || !strings.Contains(stderr.String(), errFull.Error()) {
				t.Errorf("%q: room for %d bytes: exit code %d, want 1 and the reason, stderr:\n%s", args, n, code, stderr.String())
			}
			if !bytes.Equal(w.Bytes(), whole[:n]) {
				t.Errorf("%q: room for %d bytes: what was written is not the beginning of the output", args, n)
			}
		}
	}
}

// TestFirstError holds the program to telling the first error in the order of
// the input, however far a worker has run ahead of the others.
func TestFirstError(t *testing.T) {
	dump := longDump(9000)
	for name, want := range map[string]string{
		"a row with a field too many":               "row 5001: 4 fields, want 3",
		"two rows in different batches":             "row 3001: 4 fields, want 3",
		"a row, and then a statement, in one batch": "row 9000: 2 fields, want 3",
		"an early row, and the end of the dump":     "row 11: 2 fields, want 3",
	} {
		for _, jobs := range []string{"1", "2", "8"} {
			got := runDump(lateFaults[name](dump), "-j", jobs)
			checkFailed(t, name, got)
			if !strings.Contains(got.stderr, want) {
				t.Errorf("%s, %s workers: the message is not that of the first error, %s:\n%s", name, jobs, want, got.stderr)
			}
		}
	}
}

// panicWriter panics at some of its writes.
type panicWriter struct {
	bytes.Buffer
	writes, from, to int // it panics at the writes from, …, to-1
}

func (w *panicWriter) Write(p []byte) (int, error) {
	w.writes++
	if w.from <= w.writes && w.writes < w.to {
		panic("a canary in a panic")
	}
	return w.Buffer.Write(p)
}

// TestPanic holds a panic to being one more failure, and its value, which may
// be of the dump, to not being shown.
func TestPanic(t *testing.T) {
	dump := longDump(9000)
	for _, w := range []*panicWriter{{from: 1, to: 2}, {from: 3, to: 4}, {from: 2, to: 1 << 30}} {
		var stderr strings.Builder
		code := run(context.Background(), nil, strings.NewReader(dump), w, &stderr, testEnv)
		r := result{w.Bytes(), stderr.String(), code}
		if w.to < 1<<30 {
			checkFailed(t, "a panic of the output", r)
		}
		checkPanic(t, r)
	}
	broken := io.MultiReader(strings.NewReader(dump[:1<<20]), panicReader{})
	r := runReader(broken)
	checkFailed(t, "a panic of the input", r)
	checkPanic(t, r)
}

func checkPanic(t *testing.T, r result) {
	t.Helper()
	if r.code != exitFailed || !strings.Contains(r.stderr, "panic of type string") || hasCanary(r.stderr) {
		t.Errorf("a panic: exit code %d, want 1 and the type of its value alone, stderr:\n%s", r.code, r.stderr)
	}
}

type panicReader struct{}

func (panicReader) Read([]byte) (int, error) { panic("a canary in a panic") }

// TestBrokenInput holds an error of the input's to being passed on as it is.
func TestBrokenInput(t *testing.T) {
	errDisk := errors.New("the disk is gone")
	for _, n := range []int{0, 1, 100, 1 << 20} {
		r := runReader(io.MultiReader(strings.NewReader(longDump(9000)[:n]), errReader{errDisk}))
		checkFailed(t, fmt.Sprintf("an input that breaks after %d bytes", n), r)
		if !strings.Contains(r.stderr, "sanitize: "+errDisk.Error()) {
			t.Errorf("broken after %d bytes: the message is not that of the input:\n%s", n, r.stderr)
		}
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

// TestReport holds the report to saying whether the run was complete, to adding
// up, and to holding no value.
func TestReport(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.json")
	dump := whole(users)
	if got := runDump(dump, "--report", file); got.code != 0 {
		t.Fatalf("exit code %d\n%s", got.code, got.stderr)
	}
	r := readReport(t, file)
	if !r.Complete || r.Error != "" || len(r.Tables) != 1 || r.Tables[0].Read != 2 || r.Tables[0].Written != 2 {
		t.Errorf("the report of a good run: %+v", r)
	}
	var got []string
	for _, c := range r.Tables[0].Columns {
		got = append(got, fmt.Sprintf("%s %s %d %d", c.Name, c.Mask, c.Masked, c.NULL))
		if c.Type == "" || c.From == "" || c.Verdict != "ok" {
			t.Errorf("column %+v, want its type, a reason and a verdict", c)
		}
	}
	if want := []string{"id keep 0 0", "email email 1 1", "note text 1 1"}; !slices.Equal(got, want) {
		t.Errorf("columns %q, want %q", got, want)
	}
	if r.Input.SHA256 == "" || r.Output.SHA256 == "" || r.Input.Bytes != int64(len(dump)) {
		t.Errorf("input %+v, output %+v", r.Input, r.Output)
	}
	checkFailed(t, "a cut dump", runDump(dump[:len(dump)-30], "--report", file))
	if r := readReport(t, file); r.Complete || r.Error == "" || r.Tables[0].Columns[1].Masked != 1 {
		t.Errorf("the report of a failed run: %+v", r)
	}
}

// readReport returns a report, and wants no canary in it.
func readReport(t *testing.T, file string) *report.Report {
	t.Helper()
	text := readFile(t, file)
	if hasCanary(string(text)) {
		t.Errorf("the report has a secret:\n%s", text)
	}
	var r report.Report
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// TestReportFile holds a report that cannot be written to stopping the run
// before its output begins, and never to overwriting the input.
func TestReportFile(t *testing.T) {
	dir := t.TempDir()
	got := runDump(cutDump, "--report", filepath.Join(dir, "nowhere", "report.json"))
	if got.code != exitUsage || string(got.stdout) != poison {
		t.Errorf("a report in no directory: exit code %d and %d bytes, want 2 and the mark alone", got.code, len(got.stdout))
	}
	input := tempFile(t, "dump.sql", []byte(cutDump))
	if got := runDump("", "--report", input, input); got.code != exitUsage {
		t.Errorf("a report over the input: exit code %d, want 2", got.code)
	}
	if text, err := os.ReadFile(input); err != nil || string(text) != cutDump {
		t.Error("the input was overwritten by the report")
	}
}
