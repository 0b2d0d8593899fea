//go:build cgo

package ddl

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestReadersAgreeOnDumps holds both readers to the same reading of every
// statement of the dumps in fixtures, and of those in the directories that
// SANITIZE_DUMPS names, that both can read.
func TestReadersAgreeOnDumps(t *testing.T) {
	dirs := []string{"../../fixtures"}
	if extra := os.Getenv("SANITIZE_DUMPS"); extra != "" {
		dirs = append(dirs, filepath.SplitList(extra)...)
	}
	both := 0
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".sql") {
				both += agreeOn(t, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if t.Logf("%d statements", both); both < 200 {
		t.Errorf("%d statements are read by both readers, want some more", both)
	}
}

// agreeOn compares what the readers make of the statements of a dump, and
// returns of how many both made something. Where the dump ends or is broken, so
// does the comparison.
func agreeOn(t *testing.T, path string) (both int) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := dumpfmt.NewScanner(bufio.NewReader(f), dumpfmt.Partial())
	var batch dumpfmt.Batch
	for sc.Scan(&batch) {
		for _, seg := range batch.Segs {
			if seg.Kind != dumpfmt.SQL || !relevant(seg.Bytes) || !fits(seg.Bytes) {
				continue
			}
			want, err := tree(seg.Bytes)
			if err != nil {
				continue
			}
			got, err := narrow(seg.Bytes)
			if err != nil {
				t.Errorf("%s: line %d: narrow: %v", filepath.Base(path), seg.Pos.Line, err)
				continue
			}
			both++
			if d := diff(want, got) + quickDiffers(seg.Bytes, want); d != "" {
				t.Errorf("%s: line %d: the readers differ in %d lines", filepath.Base(path), seg.Pos.Line, bytes.Count([]byte(d), []byte("\n")))
				if os.Getenv("SANITIZE_DUMPS") == "" {
					t.Log(d)
				}
			}
		}
	}
	return both
}
