package dist

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// A step is a command of a transcript, with what it prints.
type step struct{ command, output string }

// transcripts returns the transcripts of a page by the headings that they stand
// under, block by block.
func transcripts(t *testing.T, page string) map[string][][]step {
	t.Helper()
	found := map[string][][]step{}
	for section := range strings.SplitSeq(read(t, page), "\n## ") {
		heading, text, _ := strings.Cut(section, "\n")
		for _, m := range regexp.MustCompile("(?s)```console\n(.*?)```").FindAllStringSubmatch(text, -1) {
			var steps []step
			for line := range strings.Lines(m[1]) {
				if command, ok := strings.CutPrefix(line, "$ "); ok {
					steps = append(steps, step{command: command})
				} else if len(steps) > 0 {
					steps[len(steps)-1].output += line
				}
			}
			found[heading] = append(found[heading], steps)
		}
	}
	return found
}

// replay runs steps in one shell, and holds each to its output; … is anything.
func replay(t *testing.T, dir string, env []string, steps []step) {
	t.Helper()
	const mark = "\x01"
	script := "set -eo pipefail\nexec 2>&1\n"
	for _, s := range steps {
		script += fmt.Sprintf("printf '%s'\n%s", mark, s.command)
	}
	cmd := exec.Command("bash", "--norc", "-c", script)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	outputs := strings.Split(string(out), mark)[1:]
	for i, got := range outputs {
		want := regexp.QuoteMeta(steps[i].output)
		if !regexp.MustCompile("(?s)^" + strings.ReplaceAll(want, "…", ".*") + "$").MatchString(got) {
			t.Errorf("$ %sprints\n%s\nwant\n%s", steps[i].command, got, steps[i].output)
		}
	}
	if err != nil {
		t.Fatalf("$ %s%v", steps[len(outputs)-1].command, err)
	}
}

// databases starts a PostgreSQL with the databases of the page, and returns the
// environment that its programs want.
func databases(t *testing.T) (*pgtest.Server, []string) {
	t.Helper()
	pg := pgtest.Start(t)
	pg.CreateDB(t, "mydb")
	pg.PSQL(t, "mydb", read(t, dump))
	pg.CreateDB(t, "staging")
	env := pg.Env()
	if _, err := exec.LookPath("sudo"); err != nil && os.Geteuid() == 0 {
		shim := t.TempDir()
		write(t, shim+"/sudo", "#!/bin/sh\nexec \"$@\"\n", 0o755)
		env = append(env, "PATH="+shim+":"+pathOf(env))
	}
	return pg, env
}

// pathOf is the PATH of an environment.
func pathOf(env []string) string {
	path := os.Getenv("PATH")
	for _, e := range env {
		if value, ok := strings.CutPrefix(e, "PATH="); ok {
			path = value
		}
	}
	return path
}

// wantMasked holds staging to having all rows, and no original.
func wantMasked(t *testing.T, pg *pgtest.Server) {
	t.Helper()
	const query = "SELECT concat_ws('/', count(*), count(*) FILTER (WHERE email ~ 'byron|sato' OR full_name ~ 'Ada|Wei')) FROM customers"
	if got := strings.TrimSpace(pg.QueryText(t, "staging", query)); got != "12/0" {
		t.Errorf("customers in staging, and originals among them: %s", got)
	}
}

// TestStartHere follows the page from nothing to a restored database, by each way
// to get the program.
func TestStartHere(t *testing.T) {
	release(t)
	page := transcripts(t, "doc/start.md")
	get, use := page["Get the program"], page["Use it"]
	if len(get) != 3 || len(use) < 3 {
		t.Fatalf("the page has %d ways to get the program, and %d blocks to use it", len(get), len(use))
	}
	for i, name := range []string{"deb", "static", "source"} {
		t.Run(name, func(t *testing.T) {
			pg, env := databases(t)
			dir := t.TempDir()
			switch name {
			case "deb":
				releaseFiles(t, dir)
				if out, err := try(nil, "dpkg", "-s", "sanitize"); err == nil {
					t.Fatalf("a package of that name is installed already:\n%s", out)
				}
				defer asRoot(t, "dpkg", "-P", "sanitize")
			case "static":
				releaseFiles(t, dir)
			case "source":
				command(t, nil, "git", "clone", "--quiet", "..", dir)
			}
			steps := get[i]
			for _, block := range use {
				steps = append(steps, block...)
			}
			for i := range steps {
				steps[i].command = strings.ReplaceAll(steps[i].command, "_amd64", "_"+runtime.GOARCH)
			}
			replay(t, dir, env, steps)
			wantMasked(t, pg)
		})
	}
}

// releaseFiles puts what is released for this machine into a directory.
func releaseFiles(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(bin + "/dist/*" + version + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("make dist has left %d files: %v", len(files), err)
	}
	for _, file := range append(files, bin+"/dist/SHA256SUMS-"+runtime.GOARCH, "install.sh") {
		write(t, filepath.Join(dir, filepath.Base(file)), read(t, file), 0o644)
	}
}

// TestStartInContainer follows the page's part about containers.
func TestStartInContainer(t *testing.T) {
	release(t)
	wantTool(t, "buildah")
	if runtime.GOARCH != "amd64" {
		t.Skip("the image is of amd64")
	}
	blocks := transcripts(t, "doc/start.md")["In a container"]
	if len(blocks) != 1 {
		t.Fatalf("the page has %d blocks about containers", len(blocks))
	}
	pg, env := databases(t)
	// Without a daemon, a namespace or overlay: so it also works in a sandbox.
	root := t.TempDir()
	conf := write(t, root+"/storage.conf", fmt.Sprintf("[storage]\ndriver = \"vfs\"\ngraphroot = %q\nrunroot = %q\n", root+"/root", root+"/run"), 0o600)
	env = append(env, "CONTAINERS_STORAGE_CONF="+conf, "BUILDAH_ISOLATION=chroot")
	command(t, env, "./image", "v"+version)
	replay(t, t.TempDir(), env, blocks[0])
	wantMasked(t, pg)
}

// TestNewcomer runs the two commands of the README in a fresh clone: the one that
// does the main job, and the one that tests, which is kept short.
func TestNewcomer(t *testing.T) {
	release(t)
	lines := regexp.MustCompile(`(?m)^    (make \w+) +#`).FindAllStringSubmatch(read(t, "../README.md"), -1)
	if len(lines) != 2 {
		t.Fatalf("the README has %d commands, want the one that runs and the one that tests", len(lines))
	}
	dir := t.TempDir()
	command(t, nil, "git", "clone", "--quiet", "..", dir)
	for i, want := range []string{"ada.byron@example.com", "ok  \tsanitize/cmd/sanitize\t"} {
		out := command(t, []string{"TESTFLAGS=-short -run=^TestReadmePolicy$"}, "bash", "-c", `cd "$0" && `+lines[i][1], dir)
		if !strings.Contains(out, want) {
			t.Errorf("%s prints\n%.2000s", lines[i][1], out)
		}
	}
}
