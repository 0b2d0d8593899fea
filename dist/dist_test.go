package dist

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"sanitize/fixtures/pgtest"
)

const (
	salt  = "a salt for the tests of what ships"
	dump  = "../fixtures/dumps/shop.sql"
	shop  = "../fixtures/policies/shop.toml"
	token = "SANITIZE_DIST" // has the tests of packages run, which install them
)

// program builds sanitize, once.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "sanitize-dist")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "sanitize")
	if out, err := exec.Command("go", "build", "-o", file, "sanitize/cmd/sanitize").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%v\n%s", err, out)
	}
	return file, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if built {
		if file, err := program(); err == nil {
			os.RemoveAll(filepath.Dir(file))
		}
	}
	os.Exit(code)
}

// built says that program has run.
var built bool

func sanitize(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the program")
	}
	built = true
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// wantTool skips the test if a program is not there, unless all must be.
func wantTool(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			if os.Getenv(token) != "" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
	}
}

// command runs a program and returns what it prints; a failure ends the test.
func command(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	out, err := try(env, name, args...)
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return out
}

func try(env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func write(t *testing.T, path, text string, mode os.FileMode) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestUnits has systemd look at the units, and at how much they may do.
func TestUnits(t *testing.T) {
	wantTool(t, "systemd-analyze")
	service, timer := "systemd/sanitize-snapshot@.service", "systemd/sanitize-snapshot@.timer"
	if out := command(t, nil, "systemd-analyze", "verify", "--man=no", service, timer); out != "" {
		t.Errorf("systemd-analyze verify:\n%s", out)
	}
	// From 0, nothing is allowed, to 10; the threshold is a tenth of it.
	if out, err := try(nil, "systemd-analyze", "security", "--offline=yes", "--threshold=15", service); err != nil {
		t.Errorf("systemd-analyze security: %v\n%s", err, out)
	}
}

// TestUnitMakesASnapshot runs the unit's command, with a program that prints a
// dump in the place of pg_dump; a dump that was cut leaves the last snapshot.
func TestUnitMakesASnapshot(t *testing.T) {
	bin := sanitize(t)
	wantTool(t, "bash", "zstd")
	m := regexp.MustCompile(`(?m)^ExecStart=/bin/bash -o pipefail -c '(.*)' snapshot %i$`).FindStringSubmatch(read(t, "systemd/sanitize-snapshot@.service"))
	if m == nil {
		t.Fatal("the unit has no command of that form")
	}
	line := strings.NewReplacer("$$", "$", "/usr/bin/sanitize", bin).Replace(m[1])
	dir := t.TempDir()
	write(t, dir+"/salt", salt, 0o600)
	pgDump := dir + "/bin/pg_dump"
	env := []string{"PATH=" + dir + "/bin:" + os.Getenv("PATH"), "CREDENTIALS_DIRECTORY=" + dir, "STATE_DIRECTORY=" + dir,
		"SANITIZE_POLICY=" + shop, "DUMP=" + dump}
	write(t, pgDump, "#!/bin/sh\n[ \"$1\" = --dbname=shop ] && cat \"$DUMP\"\n", 0o755)
	if out := command(t, env, "bash", "-o", "pipefail", "-c", line, "snapshot", "shop"); out != "" {
		t.Errorf("the unit is not quiet:\n%s", out)
	}
	plain := command(t, nil, "zstd", "-dcq", dir+"/shop.sql.zst")
	if !strings.Contains(plain, "PostgreSQL database dump complete") || strings.Contains(plain, "ann.lee") {
		t.Error("the snapshot is not the masked dump")
	}
	write(t, pgDump, "#!/bin/sh\nhead -c 3000 \"$DUMP\"\n", 0o755)
	if out, err := try(env, "bash", "-o", "pipefail", "-c", line, "snapshot", "shop"); err == nil || !strings.Contains(out, "sanitize: ") {
		t.Errorf("a dump that was cut: %v\n%s", err, out)
	}
	if again := command(t, nil, "zstd", "-dcq", dir+"/shop.sql.zst"); again != plain {
		t.Error("the last snapshot is not as it was")
	}
	if !strings.Contains(read(t, dir+"/shop.json"), `"complete": false`) {
		t.Error("the report does not say that the run has failed")
	}
}

// snapshot makes a masked snapshot, and one that is cut.
func snapshot(t *testing.T) (good, bad string) {
	t.Helper()
	dir := t.TempDir()
	good, bad = dir+"/snapshot.sql.zst", dir+"/bad.sql.zst"
	env := []string{"SANITIZE_SALT=" + salt}
	command(t, env, sanitize(t), "-q", "-p", shop, "-o", good, dump)
	cut := write(t, dir+"/cut.sql", read(t, dump)[:3000], 0o600)
	cmd := exec.Command(sanitize(t), "-z", "-p", shop, cut)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err == nil {
		t.Fatal("a dump that was cut is masked")
	}
	write(t, bad, string(out), 0o600)
	for _, file := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(file, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return good, bad
}

// TestRestoreStaging replaces a database by a snapshot, twice, and leaves it alone
// for one that does not restore.
func TestRestoreStaging(t *testing.T) {
	pg := pgtest.Start(t)
	wantTool(t, "zstd")
	good, bad := snapshot(t)
	for range 2 {
		command(t, pg.Env(), "restore/staging.sh", good, "Staging db")
		if n := pg.QueryText(t, "Staging db", "SELECT count(*) > 0 FROM public.customers"); strings.TrimSpace(n) != "t" {
			t.Fatalf("customers: %q", n)
		}
	}
	if out, err := try(pg.Env(), "restore/staging.sh", bad, "Staging db"); err == nil || !strings.Contains(out, "is as it was") {
		t.Errorf("a snapshot of a failed run: %v\n%s", err, out)
	}
	dbs := pg.QueryText(t, "postgres", "SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'")
	if strings.TrimSpace(dbs) != "Staging db" {
		t.Errorf("databases %q, want the one", dbs)
	}
	pg.QueryText(t, "Staging db", "SELECT count(*) FROM public.customers")
}

// TestRestoreMigrations tries migrations on a snapshot: what fails for production's
// dirt fails there, and what takes too long ends.
func TestRestoreMigrations(t *testing.T) {
	pg := pgtest.Start(t)
	wantTool(t, "zstd")
	good, bad := snapshot(t)
	dir := t.TempDir()
	fine := write(t, dir+"/1.sql", "ALTER TABLE customers ADD COLUMN seen date; CREATE INDEX ON customers (email);\n", 0o644)
	dirt := write(t, dir+"/2.sql", "CREATE TABLE made AS SELECT 1; ALTER TABLE customers ADD UNIQUE (full_name);\n", 0o644)
	slow := write(t, dir+"/3.sql", "SELECT pg_sleep(60);\n", 0o644)
	if out := command(t, pg.Env(), "restore/migrate.sh", good, "trial", fine); !strings.Contains(out, "1.sql: ") {
		t.Errorf("it prints %q", out)
	}
	pg.QueryText(t, "trial", "SELECT count(seen) FROM customers")
	for name, tt := range map[string]struct{ snapshot, file, want string }{
		"duplicates":    {good, dirt, "could not create unique index"},
		"too long":      {good, slow, "statement timeout"},
		"a failed dump": {bad, fine, "does not restore"},
	} {
		if out, err := try(append(pg.Env(), "LIMIT=1s"), "restore/migrate.sh", tt.snapshot, "trial", tt.file); err == nil || !strings.Contains(out, tt.want) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	if n := pg.QueryText(t, "trial", "SELECT count(*) FROM pg_class WHERE relname = 'made'"); strings.TrimSpace(n) != "0" {
		t.Error("a migration that failed has left a part of it")
	}
}

// TestAge follows the recipe for snapshots at rest, with the real program.
func TestAge(t *testing.T) {
	release(t)
	pg := pgtest.Start(t)
	pg.CreateDB(t, "staging")
	dir := t.TempDir()
	command(t, []string{"GOBIN=" + dir}, "go", "install", "filippo.io/age/cmd/...@v1.2.1")
	if err := os.Link(sanitize(t), dir+"/sanitize"); err != nil {
		command(t, nil, "cp", sanitize(t), dir+"/sanitize")
	}
	command(t, nil, "sh", "-c", `cd "$0" && ./age-keygen -o key.txt && ./age-keygen -y key.txt > readers.txt`, dir)
	write(t, dir+"/policy.toml", read(t, shop), 0o644)
	command(t, nil, "zstd", "-q", "-o", dir+"/prod.sql.zst", dump)
	pg.CreateDB(t, "mydb")
	pg.PSQL(t, "mydb", read(t, dump))
	_, recipe, _ := strings.Cut(read(t, "README.md"), "## Snapshots at rest\n")
	var lines []string
	for _, m := range regexp.MustCompile(`(?m)^    (.*)$`).FindAllStringSubmatch(recipe, -1) {
		lines = append(lines, m[1])
	}
	if len(lines) < 6 {
		t.Fatalf("the recipe has the lines %q", lines)
	}
	env := append(pg.Env(), "SANITIZE_SALT="+salt)
	env = append(env, "PATH="+dir+":"+pathOf(env))
	command(t, env, "bash", "-ec", `cd "$0"`+"\n"+strings.Join(lines, "\n"), dir)
	wantMasked(t, pg)
	plain := command(t, env, "bash", "-ec", `cd "$0" && age -d -i key.txt snapshot.sql.zst.age | zstd -dc`, dir)
	if !strings.Contains(plain, "PostgreSQL database dump complete") {
		t.Error("the pipe's snapshot is not whole")
	}
}

// TestRestoreLaptop makes a cluster of its own, twice. PostgreSQL does not run as
// root.
func TestRestoreLaptop(t *testing.T) {
	pg := pgtest.Start(t) // for its programs
	wantTool(t, "zstd")
	good, bad := snapshot(t)
	dir, err := os.MkdirTemp("", "lap") // a short name: a socket's path has no room
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	var as []string
	if os.Geteuid() == 0 {
		wantTool(t, "setpriv")
		command(t, nil, "chown", "nobody", dir)
		as = []string{"setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"}
	}
	script, err := filepath.Abs("restore/laptop.sh")
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) (string, error) {
		line := append(append(as[:len(as):len(as)], name), args...)
		cmd := exec.Command(line[0], line[1:]...)
		cmd.Env, cmd.Dir = append(pg.Env(), "HOME="+dir, "PGHOST="+dir, "PGUSER=postgres"), dir
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		err := cmd.Run()
		return out.String(), err
	}
	defer run("pg_ctl", "-D", dir+"/data", "-s", "-m", "immediate", "stop")
	text := read(t, script) // nobody may not read where the repository lies
	script = write(t, dir+"/laptop.sh", text, 0o755)
	for range 2 {
		if out, err := run(script, good, dir, "reader"); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if out, err := run("psql", "-X", "-At", "-d", "app", "-c", "SELECT count(*) > 0 FROM public.customers"); err != nil || strings.TrimSpace(out) != "t" {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if out, err := run(script, bad, dir); err == nil || !strings.Contains(out, "does not restore") {
		t.Errorf("a snapshot of a failed run: %v\n%s", err, out)
	}
}

// TestPreCommitHook runs the hook as pre-commit does: in the repository, with the
// arguments of its configuration.
func TestPreCommitHook(t *testing.T) {
	bin := sanitize(t)
	m := regexp.MustCompile(`(?m)^  entry: sanitize (.*)$`).FindStringSubmatch(read(t, "../.pre-commit-hooks.yaml"))
	if m == nil {
		t.Fatal("the hook has no entry")
	}
	dir := t.TempDir()
	policy := write(t, dir+"/policy.toml", read(t, shop), 0o600)
	lock := dir + "/lock"
	command(t, nil, bin, "check", "-q", "-p", policy, "--lock", lock, "--update-lock", dump)
	args := append(strings.Fields(m[1]), "-p", policy, "--lock", lock)
	command(t, nil, bin, append(args, dump)...)
	changed := write(t, dir+"/changed.sql", strings.Replace(read(t, dump), "CREATE TABLE public.customers (\n", "CREATE TABLE public.customers (\n    passport text,\n", 1), 0o600)
	if out, err := try(nil, bin, append(args, changed)...); err == nil || !strings.Contains(out, "passport") {
		t.Errorf("a schema with one more column: %v\n%s", err, out)
	}
}

// TestWorkflow holds the action to the program's flags.
func TestWorkflow(t *testing.T) {
	bin := sanitize(t)
	m := regexp.MustCompile(`/bin/sanitize" (check .*)'\n`).FindStringSubmatch(read(t, "ci/action/action.yml"))
	if m == nil {
		t.Fatal("the action does not call the program")
	}
	env := []string{"POLICY=" + shop, "SCHEMA=" + dump, "LOCK="}
	out, err := try(env, "bash", "-c", bin+" "+m[1])
	if err != nil && !strings.Contains(out, "sanitize: warning: ") {
		t.Errorf("%v\n%s", err, out)
	}
	if strings.Contains(out, "unknown flag") {
		t.Error(out)
	}
}
