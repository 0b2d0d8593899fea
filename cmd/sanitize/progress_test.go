package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestProgressOnTerminals runs the filter in terminals of several widths, and in
// one that is resized: the progress is one line, that fits.
func TestProgressOnTerminals(t *testing.T) {
	if testing.Short() {
		t.Skip("looks at a terminal for seconds")
	}
	wantTool(t, "tmux")
	for _, columns := range []int{40, 80, 200} {
		t.Run(fmt.Sprint(columns), func(t *testing.T) {
			newTmux(t, columns).wantProgress(columns, true)
		})
	}
	t.Run("resized", func(t *testing.T) {
		tm := newTmux(t, 160)
		tm.wantProgress(160, true)
		for _, columns := range []int{60, 45, 120, 41} {
			tm.do("resize-window", "-t", "s", "-x", fmt.Sprint(columns), "-y", "20")
			// tmux breaks lines anew before it tells the new width; a line that
			// is drawn between the two leaves a rest of the last.
			tm.wantProgress(columns, false)
		}
	})
}

// tmux is a terminal in which the filter runs: its input has stopped half-way.
type tmux struct {
	t      *testing.T
	socket string
}

func newTmux(t *testing.T, columns int) *tmux {
	t.Helper()
	self, err := os.Executable() // TestMain makes it sanitize, where it is called so
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "sanitize")
	if err := os.Symlink(self, bin); err != nil {
		t.Fatal(err)
	}
	dump := longDump(9000)
	pipe := filepath.Join(dir, "pipe")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Fatal(err)
	}
	go func() {
		w, err := os.OpenFile(pipe, os.O_WRONLY, 0)
		if err != nil {
			return
		}
		io.WriteString(w, dump[:len(dump)/2])
		time.Sleep(time.Minute) // or the end of the test
		w.Close()
	}()
	tm := &tmux{t, filepath.Join(dir, "socket")}
	t.Cleanup(func() { exec.Command("tmux", "-S", tm.socket, "kill-server").Run() })
	tm.do("-f", "/dev/null", "new-session", "-d", "-s", "s", "-x", fmt.Sprint(columns), "-y", "20",
		"-e", saltEnv+"="+testSalt, bin+" <"+pipe+" >/dev/null")
	return tm
}

func (tm *tmux) do(args ...string) string {
	tm.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", tm.socket}, args...)...).CombinedOutput()
	if err != nil {
		tm.t.Fatalf("tmux %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// wantProgress waits for the screen to show the line, as wide as there is room
// for, and nothing else if it is to be alone.
func (tm *tmux) wantProgress(columns int, alone bool) {
	tm.t.Helper()
	var screen string
	for range 100 {
		time.Sleep(100 * time.Millisecond)
		screen = strings.TrimRight(tm.do("capture-pane", "-p", "-t", "s"), "\n ")
		last := screen[strings.LastIndexByte(screen, '\n')+1:]
		if fits(last, columns) && (last == screen || !alone) {
			return
		}
	}
	tm.t.Errorf("%d columns: the screen shows\n%s", columns, screen)
}

// fits reports whether a line is the progress, with the parts that there is room
// for.
func fits(line string, columns int) bool {
	return utf8.RuneCountInString(line) < columns && strings.Contains(line, "B/s  ") && strings.Contains(line, "public.") &&
		(columns < 80 || strings.Contains(line, " rows"))
}
