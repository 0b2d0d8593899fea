package archive

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestToolsAgree has the commands of the methods, which share their libraries
// with pg_dump, compress the files of a directory, and read what this package
// has compressed. The frames are as pg_dump writes them: without checksums, and
// lz4's with blocks that lean on those before.
func TestToolsAgree(t *testing.T) {
	for _, tc := range []struct {
		m      Method
		suffix string
		pack   string
	}{
		{Method{Gzip, 6}, ".gz", "gzip -c"},
		{Method{LZ4, DefaultLevel}, ".lz4", "lz4 -q -c -BD -B4 --no-frame-crc"},
		{Method{Zstd, DefaultLevel}, ".zst", "zstd -q -c --no-check"},
	} {
		name, args, _ := strings.Cut(tc.pack, " ")
		if _, err := exec.LookPath(name); err != nil {
			t.Logf("no %s", name)
			continue
		}
		s := newSample(v1_16)
		s.addTable("big", "c", strings.Repeat("some text that goes on and on\t1\n", 20000))
		plain, packed := newDir(t), newDir(t)
		s.write(t, newDirPacker(plain, Method{None, 0}))
		s.write(t, newDirPacker(packed, tc.m))
		a, err := Open(plain)
		want := text(t, a, err)

		files, err := filepath.Glob(filepath.Join(plain, "*.dat"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if filepath.Base(file) == tocName {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			own := filepath.Join(packed, filepath.Base(file)+tc.suffix)
			if back := output(t, name, "-d", "-c", own); back != string(data) {
				t.Errorf("%s reads %d bytes of what was written, want %d", name, len(back), len(data))
			}
			b := output(t, name, append(strings.Fields(args), file)...)
			if err := os.WriteFile(file+tc.suffix, []byte(b), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
		a, err = Open(plain)
		compareText(t, name, text(t, a, err), want)
	}
}

func newDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %q: %v", name, args, err)
	}
	return string(out)
}
